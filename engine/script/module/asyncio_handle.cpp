// asyncio.Handle and asyncio.TimerHandle. (CPython: asyncio/events.py.)
#include <fmt/format.h>

#include "engine/loop/handle.hpp"
#include "engine/script/module/asyncio.hpp"
#include "engine/script/object/number.hpp"

namespace orrery::script {
namespace {

Value cancel(Runtime&, Args args) {
  as_handle(args[0])->cancel();
  return none;
}

Value cancelled(Runtime&, Args args) { return boolean(as_handle(args[0])->cancelled()); }

Value when(Runtime& rt, Args args) { return make_float(rt, static_cast<loop::TimerHandle*>(as_handle(args[0]))->when()); }

Value handle_repr(Runtime& rt, const Value& self) {
  const loop::Handle& handle = *as_handle(self);
  const auto* timer = dynamic_cast<const loop::TimerHandle*>(&handle);
  std::string text = timer ? "<TimerHandle" : "<Handle";
  if (handle.cancelled()) text += " cancelled";
  if (timer) text += fmt::format(" when={}", float_repr(timer->when()));
  if (const std::string words = handle_words(handle); !words.empty()) text += " " + words;
  return text_value(rt, text + ">");
}

constexpr NativeMethod handle_methods[] = {{"cancel", cancel, no_arguments()}, {"cancelled", cancelled, no_arguments()}};
constexpr NativeMethod timer_methods[] = {{"when", when, no_arguments()}};

}  // namespace

void make_handle_classes(Runtime& rt, Modules::Classes& classes) {
  TypeSpec handle{.name = "Handle", .module = "asyncio.events", .flags = TypeFlag::no_construct, .methods = handle_methods};
  handle.slots.repr = handle_repr;
  classes.handle = rt.types().keep(make_type(rt, handle));
  TypeSpec timer{.name = "TimerHandle", .module = "asyncio.events", .base = classes.handle,
                 .flags = TypeFlag::no_construct, .methods = timer_methods};
  classes.timer_handle = rt.types().keep(make_type(rt, timer));
}

}  // namespace orrery::script
