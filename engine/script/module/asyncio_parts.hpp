// The parts of asyncio as modules of their own: asyncio.tasks, asyncio.exceptions … (CPython: the files of asyncio.)
#pragma once

#include <vector>

#include "engine/script/module/standard.hpp"

namespace orrery::script {

// As attributes of asyncio, whose names must all be there already.
void add_parts(Runtime& rt, ModuleObject& asyncio);
// The same for `import asyncio.tasks`.
const std::vector<StandardModule>& asyncio_parts();

}  // namespace orrery::script
