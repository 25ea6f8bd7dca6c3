// Calls and returns, functions and classes in the making.
#pragma once

#include "engine/script/vm/machine.hpp"
#include "engine/script/vm/ops_arithmetic.hpp"

namespace orrery::script::ops {

Value make_function(Interpreter& in, Machine m, std::uint32_t argument);
Value build_class(Interpreter& in, Machine m, std::uint32_t argument);

ORRERY_INLINE Next return_value(Steps& s, Machine& m, std::uint32_t) {
  Value value = m.pop();
  Frame* const frame = m.frame;
  Next next = Next::go;
  if (frame->generator) [[unlikely]] {
    m = s.return_from_generator(m, std::move(value), next);
    return next;
  }
  Frame* const back = frame->back;
  frame->sp = m.sp;
  s.count_return(back);
  if (frame->entry) {
    leave_frame(frame);
    s.outcome = loop::Sent::returned(std::move(value));
    return Next::leave;
  }
  if (!frame->constructed.is_none()) [[unlikely]] {
    m = s.return_from_init(m, std::move(value), next);
    return next;
  }
  leave_frame(frame);
  m = {back, back->pc + 1, back->sp};
  m.push(std::move(value));
  return Next::go;
}

// A call whose callee is a function of the script with no surprises in its parameters pushes a frame right here.
ORRERY_INLINE Next call(Steps& s, Machine& m, std::uint32_t count) {
  Value* const callable = m.sp - count - 2;
  if (is_function(*callable, s.in.vm.function)) {
    Function& function = as_function(*callable);
    const Code& code = *function.code;
    const bool with_self = !is_unset(callable[1]);
    if (code.flags.simple_arguments && !code.flags.resumable() && code.positional == count + with_self) [[likely]] {
      s.count_call(m);
      Frame* const frame = s.frame_of(Ref<Function>(&function));
      Value* from = with_self ? callable + 1 : callable + 2;
      for (Value* into = frame->slots(); from < m.sp; ++from, ++into) new (into) Value(std::move(*from));
      m.sp = callable;
      callable->~Value();
      m = s.enter(m, frame);
      return Next::go;
    }
  }
  Next next = Next::go;
  m = s.call(m, count, next);
  return next;
}
ORRERY_INLINE Next call_keywords(Steps& s, Machine& m, std::uint32_t a) {
  m = s.call_keywords(m, a);
  return Next::go;
}
ORRERY_INLINE Next call_spread(Steps& s, Machine& m, std::uint32_t a) {
  m = s.call_spread(m, a != 0);
  return Next::go;
}

ORRERY_INLINE Next make_function(Steps& s, Machine& m, std::uint32_t a) {
  Value made = make_function(s.in, m, a);
  for (std::uint32_t which = a & 15; which != 0; which &= which - 1) m.drop();
  m.push(std::move(made));
  return Next::go;
}
ORRERY_INLINE Next build_class(Steps& s, Machine& m, std::uint32_t a) {
  Value made = build_class(s.in, m, a);
  if (a & 1) m.drop();
  m.drop();
  return replace_one(m, std::move(made));
}

}  // namespace orrery::script::ops
