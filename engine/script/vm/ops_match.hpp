// Instructions of the match statement.
#pragma once

#include "engine/script/vm/machine.hpp"
#include "engine/script/vm/ops_arithmetic.hpp"

namespace orrery::script::ops {

bool is_sequence_subject(Interpreter& in, const Value& subject);
bool is_mapping_subject(Interpreter& in, const Value& subject);
// The values that a mapping has under the keys, as a tuple, or None if one is missing.
Value values_of_keys(Interpreter& in, const Value& subject, const Value& keys);
// A dict of all that a mapping holds beside the keys.
Value without_keys(Interpreter& in, const Value& subject, const Value& keys);
// The attributes that a class pattern looks at, as a tuple, or None if the subject is none of the class or lacks one.
Value attributes_of_match(Interpreter& in, const Value& subject, const Value& type, std::size_t positional,
                          const Value& names);

ORRERY_INLINE Next match_sequence(Steps& s, Machine& m, std::uint32_t) {
  m.push(boolean(is_sequence_subject(s.in, m.top())));
  return Next::go;
}
ORRERY_INLINE Next match_mapping(Steps& s, Machine& m, std::uint32_t) {
  m.push(boolean(is_mapping_subject(s.in, m.top())));
  return Next::go;
}
ORRERY_INLINE Next get_length(Steps& s, Machine& m, std::uint32_t) {
  m.push(Value::integer(length(s.in, m.top())));
  return Next::go;
}
ORRERY_INLINE Next match_keys(Steps& s, Machine& m, std::uint32_t) {
  m.push(values_of_keys(s.in, m.sp[-2], m.sp[-1]));
  return Next::go;
}
ORRERY_INLINE Next match_rest(Steps& s, Machine& m, std::uint32_t) {
  return replace_two(m, without_keys(s.in, m.sp[-2], m.sp[-1]));
}
ORRERY_INLINE Next match_class(Steps& s, Machine& m, std::uint32_t a) {
  Value found = attributes_of_match(s.in, m.sp[-3], m.sp[-2], a, m.sp[-1]);
  m.drop();
  return replace_two(m, std::move(found));
}

}  // namespace orrery::script::ops
