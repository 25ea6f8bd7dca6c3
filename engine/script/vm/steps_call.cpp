// Calls that need more than a frame with its arguments moved in.
#include "engine/script/object/exception.hpp"
#include "engine/script/object/function.hpp"
#include "engine/script/object/operators.hpp"
#include "engine/script/vm/machine.hpp"
#include "engine/script/vm/spread.hpp"

namespace orrery::script {

// Drops the callable and its arguments, the deepest first, and pushes the result.
Machine Steps::finish_call(Machine m, std::size_t drop, Value result) noexcept {
  Value* const first = m.sp - drop;
  for (Value* p = first; p < m.sp; ++p) p->~Value();
  m.sp = first;
  m.push(std::move(result));
  return m;
}

// The frame's arguments are bound: drops the callable and what was passed, and enters it or makes its generator.
Machine Steps::begin_frame(Machine m, Frame* frame, std::size_t drop) {
  if (frame->code->flags.resumable()) return finish_call(m, drop, make_generator(in, frame));
  Value* const first = m.sp - drop;
  for (Value* p = first; p < m.sp; ++p) p->~Value();
  m.sp = first;
  return enter(m, frame);
}

Machine Steps::call_function(Machine m, Function& function, Args args, std::size_t drop) {
  const bool resumable = function.code->flags.resumable();
  if (!resumable) count_call(m);
  Frame* const frame = frame_of(Ref<Function>(&function));
  try {
    bind_arguments(in, function, args, *frame);
  } catch (...) {
    if (!resumable) in.leave();
    leave_frame(frame);
    throw;
  }
  return begin_frame(m, frame, drop);
}

// A class of the script whose instances are plain objects, and whose __init__ is a function: that is run right here,
// the instance lying where the `self` of a method would. `count` values, the last of them those of the keywords in
// `names`.
Machine Steps::call_class(Machine m, Type& type, std::size_t count, const Tuple* names) {
  Value* const callable = m.sp - count - 2;
  const Args args(callable + 2, count - (names ? names->size() : 0), names);
  const Value* init = type.lookup(in.names().dunder.init_);
  const bool plain = type.has(TypeFlag::plain_instance) && type.slots.construct == in.types().object->slots.construct;
  if (!plain || !init || !is_function(*init, in.vm.function) || type.ScriptObject::type() != in.types().type ||
      as_function(*init).code->flags.resumable())
    return call_native(m, *callable, args, count + 2);
  const Value kept = std::exchange(callable[0], *init);
  Value made(in.heap().make<Instance>(&type));
  callable[1] = made;
  m = call_function(m, as_function(callable[0]), Args(callable + 1, args.size() + 1, names), count + 2);
  m.frame->constructed = std::move(made);
  return m;
}

Machine Steps::call_native(Machine m, const Value& callable, Args args, std::size_t drop) {
  m.frame->sp = m.sp;
  note_line(in, m.frame);
  Value result = script::call(in, callable, args);
  note_line(in, m.frame);
  return finish_call(m, drop, std::move(result));
}

Machine Steps::call(Machine m, std::size_t count, Next&) {
  Value* const callable = m.sp - count - 2;
  if (is_unset(callable[1]) && is_exact(*callable, in.types().method)) {
    const Value method = *callable;
    const auto& bound = *static_cast<BoundMethod*>(method.object());
    callable[1] = bound.self;
    callable[0] = bound.function;
  }
  const bool with_self = !is_unset(callable[1]);
  const Args args(with_self ? callable + 1 : callable + 2, count + with_self);
  if (is_function(*callable, in.vm.function)) return call_function(m, as_function(*callable), args, count + 2);
  if (!with_self && has_flag(*callable, TypeFlag::is_type))
    return call_class(m, *static_cast<Type*>(callable->object()), count, nullptr);
  return call_native(m, *callable, args, count + 2);
}

Machine Steps::call_keywords(Machine m, std::size_t count) {
  const Value names = m.pop();
  Value* const callable = m.sp - count - 2;
  const bool with_self = !is_unset(callable[1]);
  const auto* const tuple = static_cast<const Tuple*>(names.object());
  const Args args(with_self ? callable + 1 : callable + 2, count - tuple->size() + with_self, tuple);
  if (is_function(*callable, in.vm.function)) return call_function(m, as_function(*callable), args, count + 2);
  if (!with_self && has_flag(*callable, TypeFlag::is_type))
    return call_class(m, *static_cast<Type*>(callable->object()), count, tuple);
  return call_native(m, *callable, args, count + 2);
}

Machine Steps::call_spread(Machine m, bool with_keywords) {
  const Value* const callable = m.sp - (with_keywords ? 4 : 3);
  const std::size_t drop = with_keywords ? 4 : 3;
  const SpreadArguments spread(in, *callable, callable[2], with_keywords ? &as_dict(callable[3]) : nullptr);
  if (is_function(*callable, in.vm.function)) return call_function(m, as_function(*callable), spread.args(), drop);
  return call_native(m, *callable, spread.args(), drop);
}

Machine Steps::return_from_init(Machine m, Value value, Next& next) {
  Frame* const frame = m.frame;
  Frame* const back = frame->back;
  Value made = std::move(frame->constructed);
  leave_frame(frame);
  m = {back, back->pc + 1, back->sp};
  if (value.is_none()) {
    m.push(std::move(made));
    return m;
  }
  error = make_exception(in, in.types().type_error,
                         "__init__() should return None, not '" + type_of(in, value)->name() + "'");
  next = Next::raise;
  return m;
}

}  // namespace orrery::script
