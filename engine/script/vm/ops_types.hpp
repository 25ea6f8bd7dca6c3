// Instructions of type parameters and aliases (PEP 695).
#pragma once

#include "engine/script/vm/machine.hpp"
#include "engine/script/vm/ops_attribute.hpp"
#include "engine/script/vm/ops_build.hpp"

namespace orrery::script::ops {

// What typing makes of them; typing is imported for it.
Value make_type_parameter(Interpreter& in, Machine m, std::uint32_t argument);
Value make_type_alias(Interpreter& in, Machine m);
Value generic_base_of(Interpreter& in, const Value& parameters);
Value call_hidden_function(Interpreter& in, Machine m);
void set_parameters_of(Interpreter& in, const Value& owner, const Value& parameters);
void set_defaults_of(Machine m, std::uint32_t which);

ORRERY_INLINE Next type_parameter(Steps& s, Machine& m, std::uint32_t a) {
  return collapse(m, 1 + (a >> 2 & 1) + (a >> 3 & 1), make_type_parameter(s.in, m, a));
}
ORRERY_INLINE Next type_alias(Steps& s, Machine& m, std::uint32_t) {
  return collapse(m, 3, make_type_alias(s.in, m));
}
ORRERY_INLINE Next generic_base(Steps& s, Machine& m, std::uint32_t) {
  return replace_one(m, generic_base_of(s.in, m.top()));
}
ORRERY_INLINE Next call_hidden(Steps& s, Machine& m, std::uint32_t) {
  m.frame->sp = m.sp;
  return replace_one(m, call_hidden_function(s.in, m));
}
ORRERY_INLINE Next set_type_parameters(Steps& s, Machine& m, std::uint32_t) {
  set_parameters_of(s.in, m.sp[-2], m.sp[-1]);
  m.drop();
  return Next::go;
}
ORRERY_INLINE Next set_defaults(Steps&, Machine& m, std::uint32_t a) {
  set_defaults_of(m, a);
  Value function = m.pop();
  for (std::uint32_t which = a; which != 0; which &= which - 1) m.drop();
  m.push(std::move(function));
  return Next::go;
}

}  // namespace orrery::script::ops
