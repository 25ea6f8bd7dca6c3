// asyncio's objects as values of a script: what its parts share.
#pragma once

#include <string>

#include "engine/loop/event_loop.hpp"
#include "engine/script/module/modules.hpp"
#include "engine/script/object/object.hpp"

namespace orrery::script {

// ---- values as what they are. The first two: null if it is something else.
inline loop::Future* as_future(const Value& v) noexcept {
  return v.has_tag(Tag::future) || v.has_tag(Tag::task) ? static_cast<loop::Future*>(v.object()) : nullptr;
}
inline loop::Handle* as_handle(const Value& v) noexcept {
  return v.has_tag(Tag::handle) ? static_cast<loop::Handle*>(v.object()) : nullptr;
}
loop::EventLoop& as_loop(Runtime& rt, const Value& v);
// What a task can drive, or TypeError "a coroutine was expected, got …".
Ref<loop::Coroutine> expect_coroutine(Runtime& rt, const Value& v);
// (CPython: coroutines.iscoroutine. Up to 3.11 a generator is one.)
bool is_coroutine(Runtime& rt, const Value& v);
// A future as it is, anything else that can be awaited as a coroutine; `unset` if it cannot. (tasks._ensure_future.)
Value future_or_coroutine(Runtime& rt, const Value& v);
// What `future.__await__()` answers.
Value future_iterator(Runtime& rt, const Value& future);

// ---- the loop there is
// RuntimeError "no running event loop".
Ref<loop::EventLoop> running_loop(Runtime& rt);
// The running one, else the one that was set; RuntimeError "There is no current event loop in thread 'MainThread'."
Ref<loop::EventLoop> get_event_loop(Runtime& rt);

// "<main() running at x.py:3>", for the repr of a task. `abandoned`: nobody will resume it any more.
std::string coroutine_words(Runtime& rt, loop::Coroutine& coroutine, bool abandoned = false);
// "f(1) at x.py:7": what a handle calls; empty once cancelled.
std::string handle_words(const loop::Handle& handle);
// " cb=[f() at x.py:7]", or nothing if there are none.
std::string callbacks_words(const loop::Future& future);

// ---- the classes, made once per interpreter
void make_future_classes(Runtime& rt, Modules::Classes& classes);
// What they keep to themselves, readable.
void add_future_state(Runtime& rt, Modules::Classes& classes);
void make_handle_classes(Runtime& rt, Modules::Classes& classes);
void make_loop_class(Runtime& rt, Modules::Classes& classes);
void make_driven_classes(Runtime& rt, Modules::Classes& classes);

// What a loop's handler is told, as the dict that scripts see.
Ref<Dict> context_dict(Runtime& rt, const loop::ExceptionContext& context);
// What asyncio's logger prints of an error that nobody caught.
void report_exception(Runtime& rt, const loop::ExceptionContext& context);
void report_exception(Runtime& rt, Dict& context);

}  // namespace orrery::script
