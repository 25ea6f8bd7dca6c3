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
// A coroutine object (no generator), or TypeError "a coroutine was expected, got …".
Ref<loop::Coroutine> expect_coroutine(Runtime& rt, const Value& v);
bool is_coroutine(Runtime& rt, const Value& v);

// ---- the loop there is
// RuntimeError "no running event loop".
Ref<loop::EventLoop> running_loop(Runtime& rt);
// The running one, else the one that was set; RuntimeError "There is no current event loop in thread 'MainThread'."
Ref<loop::EventLoop> get_event_loop(Runtime& rt);

// "<main() running at x.py:3>", for the repr of a task.
std::string coroutine_words(Runtime& rt, loop::Coroutine& coroutine);

// ---- the classes, made once per interpreter
void make_future_classes(Runtime& rt, Modules::Classes& classes);
void make_handle_classes(Runtime& rt, Modules::Classes& classes);
void make_loop_class(Runtime& rt, Modules::Classes& classes);

// What asyncio's logger prints of an error that nobody caught.
void report_exception(Runtime& rt, const loop::ExceptionContext& context);

}  // namespace orrery::script
