// What to use in the place of well-known things that are not here.
#pragma once

#include <string_view>

namespace orrery::script {

// For "subprocess", "asyncio.create_subprocess_exec" …; empty if there is nothing to say.
std::string_view advice(std::string_view name) noexcept;

}  // namespace orrery::script
