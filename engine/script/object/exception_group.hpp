// BaseExceptionGroup's own behaviour, for the table of exception types.
#pragma once

#include "engine/script/object/type.hpp"

namespace orrery::script {

void fill_group_spec(TypeSpec& spec);

}  // namespace orrery::script
