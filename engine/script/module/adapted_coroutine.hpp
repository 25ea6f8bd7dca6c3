// Anything that can be awaited as a loop::Coroutine, so that a task can drive it: an object with __await__, aclose() of
// an async generator. (CPython: tasks._wrap_awaitable.)
#pragma once

#include <string>

#include "engine/loop/coroutine.hpp"
#include "engine/script/object/runtime.hpp"

namespace orrery::script {

// Raises nothing; what `await awaitable` would raise comes with the first step.
Ref<loop::Coroutine> adapt_awaitable(Runtime& rt, Value awaitable, std::string name);
// An object that is a coroutine by its methods (collections.abc.Coroutine): send(), throw() and close() are called on it.
Ref<loop::Coroutine> adapt_coroutine(Runtime& rt, Value coroutine);
// That object again; the coroutine itself if it is none of those.
Value adapted_coroutine(const Ref<loop::Coroutine>& coroutine);

}  // namespace orrery::script
