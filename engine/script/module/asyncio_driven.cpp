// Driving the engine's own futures and coroutines by hand: what their __await__ answers, and the coroutines that
// asyncio.sleep(), loop.sock_recv() … make. (CPython: _asynciomodule.c, FutureIter; genobject.c.)
#include <fmt/format.h>

#include "engine/loop/drive.hpp"
#include "engine/loop/native_coroutine.hpp"
#include "engine/script/module/asyncio.hpp"
#include "engine/script/object/exception.hpp"
#include "engine/script/vm/delegate.hpp"
#include "engine/script/vm/generator.hpp"
#include "engine/script/vm/interpreter.hpp"
#include "engine/script/vm/thrown.hpp"

namespace orrery::script {
namespace {

// ---------------------------------------------------------------- await future

class FutureIterator final : public ScriptObject, public Tracked {
 public:
  FutureIterator(Type* type, Ref<loop::Future> of) noexcept
      : ScriptObject(type), Tracked(type->heap()), future(std::move(of)) {}
  Ref<loop::Future> future;  // null once it has ended
  bool yielded = false;
  void clear_references() noexcept override { future = nullptr; }
  Object* tracked_object() noexcept override { return this; }
};

FutureIterator& iterator_of(const Value& v) {
  return *static_cast<FutureIterator*>(v.object());
}
Value itself(Runtime&, const Value& self) {
  return self;
}

loop::Sent step(Interpreter& in, FutureIterator& self) {
  if (!self.future) return loop::Sent::returned(none);
  const Ref<loop::Future> future = self.future;
  loop::Sent sent = self.yielded ? awaited_future(in, *future) : await_future(*future);
  self.yielded = sent.outcome == loop::Sent::Outcome::yielded;
  if (!self.yielded && future->done()) self.future = nullptr;
  return sent;
}

Value iterator_next(Runtime& rt, const Value& self) {
  return yielded_or_raise(interpreter(rt), step(interpreter(rt), iterator_of(self)));
}
Value iterator_send(Runtime& rt, Args args) {
  return iterator_next(rt, args[0]);
}
Value iterator_throw(Runtime& rt, Args args) {
  iterator_of(args[0]).future = nullptr;
  raise(thrown_error(rt, args.skip(1), "throw"));
}
Value iterator_close(Runtime&, Args args) {
  iterator_of(args[0]).future = nullptr;
  return none;
}
constexpr NativeMethod iterator_methods[] = {{"send", iterator_send, one_argument()},
                                             {"throw", iterator_throw, between(1, 3)},
                                             {"close", iterator_close, no_arguments()}};

// ---------------------------------------------------------------- coroutines

loop::Coroutine& coroutine_of(const Value& v) {
  return *static_cast<loop::Coroutine*>(v.object());
}

Value raise_or_yield(Runtime& rt, loop::Sent sent) {
  return yielded_or_raise(interpreter(rt), std::move(sent));
}

Value send_to(Runtime& rt, loop::Coroutine& coroutine, const Value& value) {
  return raise_or_yield(rt, loop::drive_send(rt.environment(), coroutine, value));
}
Value throw_into(Runtime& rt, loop::Coroutine& coroutine, Args args) {
  return raise_or_yield(rt, loop::drive_throw(rt.environment(), coroutine, thrown_error(rt, args.skip(1), "throw")));
}
Value close_it(Runtime& rt, loop::Coroutine& coroutine) {
  loop::Sent sent = loop::drive_close(rt.environment(), coroutine);
  if (sent.outcome == loop::Sent::Outcome::raised) interpreter(rt).rethrow(std::move(sent.error));
  return none;
}

Value send(Runtime& rt, Args args) {
  return send_to(rt, coroutine_of(args[0]), args[1]);
}
Value throw_(Runtime& rt, Args args) {
  return throw_into(rt, coroutine_of(args[0]), args);
}
Value close(Runtime& rt, Args args) {
  return close_it(rt, coroutine_of(args[0]));
}
constexpr NativeMethod coroutine_methods[] = {
    {"send", send, one_argument()}, {"throw", throw_, between(1, 3)}, {"close", close, no_arguments()}};

Value get_name(Runtime& rt, const Value& self) {
  return text_value(rt, coroutine_of(self).name());
}
// "acquire" of "Lock.acquire".
Value get_last_name(Runtime& rt, const Value& self) {
  const std::string_view name = coroutine_of(self).name();
  return text_value(rt, name.substr(name.rfind('.') + 1));
}
// Python's own coroutines and these are of one class there.
Value get_class(Runtime& rt, const Value&) {
  return value_of(interpreter(rt).vm.coroutine);
}
const loop::NativeCoroutine* native_of(const Value& self) {
  return dynamic_cast<const loop::NativeCoroutine*>(&coroutine_of(self));
}
Value get_running(Runtime&, const Value& self) {
  const loop::NativeCoroutine* const native = native_of(self);
  return boolean(native && native->running());
}
Value get_suspended(Runtime&, const Value& self) {
  const loop::NativeCoroutine* const native = native_of(self);
  return boolean(native && native->suspended());
}
Value nothing(Runtime&, const Value&) {
  return none;
}
constexpr NativeAttribute coroutine_attributes[] = {
    {"__name__", get_last_name},    {"__qualname__", get_name}, {"__class__", get_class}, {"cr_running", get_running},
    {"cr_suspended", get_suspended}, {"cr_await", nothing},      {"cr_origin", nothing}};

Value coroutine_repr(Runtime& rt, const Value& self) {
  return text_value(rt, fmt::format("<coroutine object {} at 0x{:x}>", coroutine_of(self).name(),
                                    0x7f0000000000 + rt.heap().id_of(self) * 16));
}

// What its __await__() answers.
class NativeWrapper final : public ScriptObject {
 public:
  NativeWrapper(Type* type, Ref<loop::Coroutine> of) noexcept : ScriptObject(type), coroutine(std::move(of)) {}
  Ref<loop::Coroutine> coroutine;
};
loop::Coroutine& wrapped(const Value& v) {
  return *static_cast<NativeWrapper*>(v.object())->coroutine;
}

Value wrapper_next(Runtime& rt, const Value& self) {
  return send_to(rt, wrapped(self), none);
}
Value wrapper_send(Runtime& rt, Args args) {
  return send_to(rt, wrapped(args[0]), args[1]);
}
Value wrapper_throw(Runtime& rt, Args args) {
  return throw_into(rt, wrapped(args[0]), args);
}
Value wrapper_close(Runtime& rt, Args args) {
  return close_it(rt, wrapped(args[0]));
}
constexpr NativeMethod wrapper_methods[] = {{"send", wrapper_send, one_argument()},
                                            {"throw", wrapper_throw, between(1, 3)},
                                            {"close", wrapper_close, no_arguments()}};

Value coroutine_await(Runtime& rt, const Value& self) {
  return rt.heap().make<NativeWrapper>(modules_of(rt).classes.native_wrapper,
                                       Ref<loop::Coroutine>(&coroutine_of(self)));
}

}  // namespace

Value future_iterator(Runtime& rt, const Value& future) {
  return rt.heap().make<FutureIterator>(modules_of(rt).classes.future_iterator, Ref<loop::Future>(as_future(future)));
}

void make_driven_classes(Runtime& rt, Modules::Classes& classes) {
  TypeSpec iterator{
      .name = "FutureIter", .module = "_asyncio", .flags = TypeFlag::no_construct, .methods = iterator_methods};
  iterator.slots.iter = itself;
  iterator.slots.next = iterator_next;
  classes.future_iterator = rt.types().keep(make_type(rt, iterator));
  TypeSpec coroutine{.name = "coroutine",
                     .flags = TypeFlag::no_construct,
                     .methods = coroutine_methods,
                     .attributes = coroutine_attributes};
  coroutine.slots.repr = coroutine_repr;
  coroutine.slots.await = coroutine_await;
  classes.native_coroutine = rt.types().keep(make_type(rt, coroutine));
  TypeSpec wrapper{.name = "coroutine_wrapper", .flags = TypeFlag::no_construct, .methods = wrapper_methods};
  wrapper.slots.iter = itself;
  wrapper.slots.next = wrapper_next;
  classes.native_wrapper = rt.types().keep(make_type(rt, wrapper));
}

}  // namespace orrery::script
