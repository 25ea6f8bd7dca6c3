// contextlib.redirect_stdout and redirect_stderr.
#pragma once

#include "engine/script/module/library.hpp"

namespace orrery::script {

void make_redirect_classes(Runtime& rt, ModuleObject& module, Type* base);

}  // namespace orrery::script
