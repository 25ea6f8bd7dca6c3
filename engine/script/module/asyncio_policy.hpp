// The current loop of a thread, and the policy that says which that is. (CPython: asyncio/events.py.)
#pragma once

#include "engine/script/module/asyncio.hpp"

namespace orrery::script {

// A new loop, as asyncio.new_event_loop() makes it: by the policy's own new_event_loop(), if it has one.
Ref<loop::EventLoop> loop_by_policy(Runtime& rt);
// asyncio.set_event_loop(loop or None), likewise.
void set_loop_by_policy(Runtime& rt, const Value& loop);

// The functions and classes, into the module asyncio.
void add_policies(Runtime& rt, ModuleObject& module);

}  // namespace orrery::script
