// Errors, `with`, and imports.
#pragma once

#include "engine/script/vm/machine.hpp"
#include "engine/script/vm/ops_arithmetic.hpp"

namespace orrery::script::ops {

// Fills s.error with what `raise` with so many operands raises. `again` if it is the one being handled.
Next raise_error(Steps& s, Machine m, std::uint32_t count);
bool matches_top(Interpreter& in, Machine m);
void split_top(Interpreter& in, Machine m);
Value reraised_star(Interpreter& in, Machine m);
void assertion_error(Steps& s, Machine m, bool with_message);
// manager -> exit, result
void enter_manager(Interpreter& in, Machine m, bool is_async);
Value call_exit(Interpreter& in, Machine m);
Value import_name(Interpreter& in, Str* name, bool top);
Value member_of_module(Interpreter& in, const Value& module, Str* name);
void import_everything(Interpreter& in, Frame& frame, const Value& module);

ORRERY_INLINE Next push_handled(Steps& s, Machine& m, std::uint32_t) {
  Value before = s.handle(m.top());
  Value error = std::exchange(m.top(), std::move(before));
  m.push(std::move(error));
  return Next::go;
}
ORRERY_INLINE Next pop_handled(Steps& s, Machine& m, std::uint32_t) {
  const Value ended = s.handle(m.pop());
  return Next::go;
}
ORRERY_INLINE Next match_exception(Steps& s, Machine& m, std::uint32_t) {
  return replace_one(m, boolean(matches_top(s.in, m)));
}
ORRERY_INLINE Next match_group(Steps& s, Machine& m, std::uint32_t) {
  split_top(s.in, m);
  if (!m.top().is_none()) s.handle(m.top());
  return Next::go;
}
ORRERY_INLINE Next raise(Steps& s, Machine& m, std::uint32_t a) {
  return raise_error(s, m, a);
}
ORRERY_INLINE Next reraise(Steps& s, Machine& m, std::uint32_t) {
  s.error = Ref<ExceptionObject>(&as_exception(m.top()));
  m.drop();
  return Next::again;
}
ORRERY_INLINE Next reraise_cleanup(Steps& s, Machine& m, std::uint32_t) {
  s.error = Ref<ExceptionObject>(&as_exception(m.top()));
  m.drop();
  const Value ended = s.handle(m.pop());
  return Next::again;
}
ORRERY_INLINE Next raise_star(Steps& s, Machine& m, std::uint32_t) {
  return replace_two(m, reraised_star(s.in, m));
}
ORRERY_INLINE Next raise_assertion(Steps& s, Machine& m, std::uint32_t a) {
  assertion_error(s, m, a != 0);
  return Next::raise;
}
ORRERY_INLINE Next enter(Steps& s, Machine& m, std::uint32_t) {
  enter_manager(s.in, m, false);
  ++m.sp;
  return Next::go;
}
ORRERY_INLINE Next enter_async(Steps& s, Machine& m, std::uint32_t) {
  enter_manager(s.in, m, true);
  ++m.sp;
  return Next::go;
}
ORRERY_INLINE Next call_exit(Steps& s, Machine& m, std::uint32_t) {
  m.push(call_exit(s.in, m));
  return Next::go;
}
ORRERY_INLINE Next import_module(Steps& s, Machine& m, std::uint32_t a) {
  m.push(import_name(s.in, m.frame->code->names[a], false));
  return Next::go;
}
ORRERY_INLINE Next import_top(Steps& s, Machine& m, std::uint32_t a) {
  m.push(import_name(s.in, m.frame->code->names[a], true));
  return Next::go;
}
ORRERY_INLINE Next import_from(Steps& s, Machine& m, std::uint32_t a) {
  m.push(member_of_module(s.in, m.top(), m.frame->code->names[a]));
  return Next::go;
}
ORRERY_INLINE Next import_all(Steps& s, Machine& m, std::uint32_t) {
  import_everything(s.in, *m.frame, m.top());
  m.drop();
  return Next::go;
}

}  // namespace orrery::script::ops
