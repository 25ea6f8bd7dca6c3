// What programs see of generators and coroutines: their methods and attributes.
#include <fmt/format.h>

#include "engine/loop/drive.hpp"
#include "engine/script/object/exception.hpp"
#include "engine/script/object/operators.hpp"
#include "engine/script/object/str.hpp"
#include "engine/script/vm/delegate.hpp"
#include "engine/script/vm/frame_view.hpp"
#include "engine/script/vm/generator.hpp"
#include "engine/script/vm/interpreter.hpp"
#include "engine/script/vm/thrown.hpp"

namespace orrery::script {
namespace {

Generator& self_of(const Value& v) noexcept {
  return *as_generator(v);
}
Generator& self_of(Args args) noexcept {
  return *as_generator(args[0]);
}

Value repr(Runtime& rt, const Value& self) {
  const Generator& generator = self_of(self);
  const std::string_view name = is_str(generator.qualname) ? as_str(generator.qualname).view() : "?";
  const std::string word =
      generator.kind() == Generator::Kind::async_generator ? "async_generator" : std::string(generator.word());
  return make_str(rt, fmt::format("<{} object {} at 0x{:x}>", word, name, 0x7f0000000000 + rt.heap().id_of(self) * 16));
}

Value iterate_self(Runtime&, const Value& self) {
  return self;
}

// For whoever wants items and not the value at the end.
Value next_item(Runtime& rt, const Value& self) {
  loop::Sent sent = loop::drive_send(rt.environment(), self_of(self), none);
  if (sent.outcome == loop::Sent::Outcome::returned) return unset;
  return yielded_or_raise(interpreter(rt), std::move(sent));
}
Value next_method(Runtime& rt, Args args) {
  return yielded_or_raise(interpreter(rt), loop::drive_send(rt.environment(), self_of(args), none));
}

Value send(Runtime& rt, Args args) {
  return yielded_or_raise(interpreter(rt), loop::drive_send(rt.environment(), self_of(args), args[1]));
}
Value throw_(Runtime& rt, Args args) {
  Ref<ExceptionObject> error = thrown_error(rt, args.skip(1), "throw");
  return yielded_or_raise(interpreter(rt), loop::drive_throw(rt.environment(), self_of(args), std::move(error)));
}
Value close(Runtime& rt, Args args) {
  loop::Sent sent = loop::drive_close(rt.environment(), self_of(args));
  if (sent.outcome == loop::Sent::Outcome::raised) interpreter(rt).rethrow(std::move(sent.error));
  return none;
}

Value get_frame(Runtime& rt, const Value& self) {
  Generator& generator = self_of(self);
  return generator.frame ? view_of(rt, *generator.frame) : Value(none);
}
Value get_running(Runtime&, const Value& self) {
  return boolean(self_of(self).state == Generator::State::running);
}
Value get_suspended(Runtime&, const Value& self) {
  return boolean(self_of(self).state == Generator::State::suspended);
}
Value get_delegate(Runtime&, const Value& self) {
  return self_of(self).delegate();
}
Value get_running_async(Runtime&, const Value& self) {
  return boolean(self_of(self).running_async);
}
Value get_none(Runtime&, const Value&) {
  return none;
}
Value get_name(Runtime&, const Value& self) {
  return self_of(self).given_name;
}
Value get_qualname(Runtime&, const Value& self) {
  return self_of(self).qualname;
}
void set_name(Runtime& rt, const Value& self, const Value& value) {
  if (!is_str(value)) raise_type_error(rt, "__name__ must be set to a string object");
  self_of(self).given_name = value;
}
void set_qualname(Runtime& rt, const Value& self, const Value& value) {
  if (!is_str(value)) raise_type_error(rt, "__qualname__ must be set to a string object");
  self_of(self).qualname = value;
}
Value get_code(Runtime& rt, const Value& self) {
  Generator& generator = self_of(self);
  return generator.code ? code_view(rt, *generator.code) : Value(none);
}

constexpr NativeMethod driven[] = {
    {"send", send, one_argument()}, {"throw", throw_, between(1, 3)}, {"close", close, no_arguments()}};

constexpr NativeMethod generator_methods[] = {{"send", send, one_argument()},
                                              {"throw", throw_, between(1, 3)},
                                              {"close", close, no_arguments()},
                                              {"__next__", next_method, no_arguments()}};

constexpr NativeAttribute generator_attributes[] = {{"gi_frame", get_frame},
                                                    {"gi_running", get_running},
                                                    {"gi_suspended", get_suspended},
                                                    {"gi_yieldfrom", get_delegate},
                                                    {"gi_code", get_code},
                                                    {"__name__", get_name, set_name},
                                                    {"__qualname__", get_qualname, set_qualname}};
constexpr NativeAttribute coroutine_attributes[] = {{"cr_frame", get_frame},
                                                    {"cr_running", get_running},
                                                    {"cr_suspended", get_suspended},
                                                    {"cr_await", get_delegate},
                                                    {"cr_code", get_code},
                                                    {"cr_origin", get_none},
                                                    {"__name__", get_name, set_name},
                                                    {"__qualname__", get_qualname, set_qualname}};
constexpr NativeAttribute async_attributes[] = {
    {"ag_frame", get_frame}, {"ag_running", get_running_async}, {"ag_await", get_delegate},
    {"ag_code", get_code},   {"__name__", get_name, set_name},  {"__qualname__", get_qualname, set_qualname}};

// ---- coroutine.__await__()

Value await(Runtime& rt, const Value& self) {
  return rt.heap().make<CoroutineWrapper>(interpreter(rt).vm.coroutine_wrapper, Ref<Generator>(&self_of(self)));
}
Generator& wrapped(const Value& v) noexcept {
  return *static_cast<CoroutineWrapper*>(v.object())->coroutine;
}

Value wrapper_next(Runtime& rt, const Value& self) {
  // StopIteration carries the coroutine's result.
  return yielded_or_raise(interpreter(rt), loop::drive_send(rt.environment(), wrapped(self), none));
}
Value wrapper_send(Runtime& rt, Args args) {
  return yielded_or_raise(interpreter(rt), loop::drive_send(rt.environment(), wrapped(args[0]), args[1]));
}
Value wrapper_throw(Runtime& rt, Args args) {
  return yielded_or_raise(
      interpreter(rt), loop::drive_throw(rt.environment(), wrapped(args[0]), thrown_error(rt, args.skip(1), "throw")));
}
Value wrapper_close(Runtime& rt, Args args) {
  loop::Sent sent = loop::drive_close(rt.environment(), wrapped(args[0]));
  if (sent.outcome == loop::Sent::Outcome::raised) interpreter(rt).rethrow(std::move(sent.error));
  return none;
}
constexpr NativeMethod wrapper_methods[] = {{"send", wrapper_send, one_argument()},
                                            {"throw", wrapper_throw, between(1, 3)},
                                            {"close", wrapper_close, no_arguments()}};

// ---- async generators

// The loop hears of an async generator when it is first iterated.
Value async_step(Runtime& rt, const Value& self, AsyncStep::Kind kind, Value argument) {
  Interpreter& in = interpreter(rt);
  Generator& generator = self_of(self);
  if (!generator.hooked && in.async_generator_hooks()) {
    generator.hooked = true;
    in.async_generator_hooks()->first_iterated(self);
  }
  Type* const type = kind == AsyncStep::Kind::asend ? in.vm.asend : in.vm.athrow;
  return rt.heap().make<AsyncStep>(type, Ref<Generator>(&generator), kind, std::move(argument));
}
Value next_step(Runtime& rt, const Value& self) {
  return async_step(rt, self, AsyncStep::Kind::asend, none);
}
Value asend(Runtime& rt, Args args) {
  return async_step(rt, args[0], AsyncStep::Kind::asend, args[1]);
}
Value aclose(Runtime& rt, Args args) {
  return async_step(rt, args[0], AsyncStep::Kind::aclose, none);
}
Value athrow(Runtime& rt, Args args) {
  Ref<ExceptionObject> error = thrown_error(rt, args.skip(1), "athrow");
  return async_step(rt, args[0], AsyncStep::Kind::athrow, Value(std::move(error)));
}
constexpr NativeMethod async_methods[] = {
    {"asend", asend, one_argument()}, {"athrow", athrow, between(1, 3)}, {"aclose", aclose, no_arguments()}};

AsyncStep& step_of(const Value& v) noexcept {
  return *static_cast<AsyncStep*>(v.object());
}
Value step_next(Runtime& rt, const Value& self) {
  return yielded_or_raise(interpreter(rt), step_send(interpreter(rt), step_of(self), none));
}
Value step_send_method(Runtime& rt, Args args) {
  return yielded_or_raise(interpreter(rt), step_send(interpreter(rt), step_of(args[0]), args[1]));
}
Value step_throw_method(Runtime& rt, Args args) {
  Ref<ExceptionObject> error = thrown_error(rt, args.skip(1), "throw");
  return yielded_or_raise(interpreter(rt), step_throw(interpreter(rt), step_of(args[0]), std::move(error)));
}
Value step_close(Runtime&, Args args) {
  step_of(args[0]).state = AsyncStep::State::closed;
  return none;
}
constexpr NativeMethod step_methods[] = {{"send", step_send_method, one_argument()},
                                         {"throw", step_throw_method, between(1, 3)},
                                         {"close", step_close, no_arguments()}};

}  // namespace

Value yielded_or_raise(Interpreter& in, loop::Sent sent) {
  if (sent.outcome == loop::Sent::Outcome::yielded) return std::move(sent.value);
  if (sent.outcome == loop::Sent::Outcome::raised) in.rethrow(std::move(sent.error));
  if (sent.value.is_none()) raise(make_exception(in, in.types().stop_iteration));
  Ref<ExceptionObject> stop = make_exception(in, in.types().stop_iteration, sent.value);
  raise(std::move(stop));
}

Ref<Type> make_generator_type(Runtime& rt) {
  Slots slots{};
  slots.repr = repr;
  slots.iter = iterate_self;
  slots.next = &next_item;
  return make_type(rt, {.name = "generator",
                        .flags = TypeFlag::no_construct,
                        .slots = slots,
                        .methods = generator_methods,
                        .attributes = generator_attributes});
}

Ref<Type> make_coroutine_type(Runtime& rt) {
  Slots slots{};
  slots.repr = repr;
  slots.await = await;
  return make_type(rt, {.name = "coroutine",
                        .flags = TypeFlag::no_construct,
                        .slots = slots,
                        .methods = driven,
                        .attributes = coroutine_attributes});
}

Ref<Type> make_coroutine_wrapper_type(Runtime& rt) {
  Slots slots{};
  slots.iter = iterate_self;
  slots.next = wrapper_next;
  return make_type(
      rt, {.name = "coroutine_wrapper", .flags = TypeFlag::no_construct, .slots = slots, .methods = wrapper_methods});
}

Ref<Type> make_async_generator_type(Runtime& rt) {
  Slots slots{};
  slots.repr = repr;
  slots.aiter = iterate_self;
  slots.anext = next_step;
  return make_type(rt, {.name = "async_generator",
                        .flags = TypeFlag::no_construct,
                        .slots = slots,
                        .methods = async_methods,
                        .attributes = async_attributes});
}

Ref<Type> make_async_step_type(Runtime& rt, std::string_view name) {
  Slots slots{};
  slots.iter = iterate_self;
  slots.await = iterate_self;
  slots.next = step_next;
  return make_type(rt, {.name = name, .flags = TypeFlag::no_construct, .slots = slots, .methods = step_methods});
}

}  // namespace orrery::script
