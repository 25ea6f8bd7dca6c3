// Displays, unpacking and formatting.
#pragma once

#include "engine/script/object/dict.hpp"
#include "engine/script/object/operators.hpp"
#include "engine/script/object/sequence.hpp"
#include "engine/script/object/set.hpp"
#include "engine/script/object/str.hpp"
#include "engine/script/vm/machine.hpp"

namespace orrery::script::ops {

// They read the top `count` values, which stay where they are.
Value tuple_of_top(Interpreter& in, Value* sp, std::size_t count);
Value list_of_top(Interpreter& in, Value* sp, std::size_t count);
Value set_of_top(Interpreter& in, Value* sp, std::size_t count);
Value dict_of_top(Interpreter& in, Value* sp, std::size_t pairs);
void merge_keywords(Interpreter& in, Machine m);
void extend_list(Interpreter& in, Machine m);
void unpack_top(Interpreter& in, Value* sp, std::size_t count);
void unpack_top_star(Interpreter& in, Value* sp, std::size_t before, std::size_t after);

// Drops `count` values and pushes one.
ORRERY_INLINE Next collapse(Machine& m, std::size_t count, Value result) noexcept {
  for (Value* p = m.sp - count; p < m.sp; ++p) p->~Value();
  m.sp -= count;
  m.push(std::move(result));
  return Next::go;
}

ORRERY_INLINE Next build_slice(Steps& s, Machine& m, std::uint32_t a) {
  Value made = a == 3 ? Value(make_slice(s.in, m.sp[-3], m.sp[-2], m.sp[-1]))
                      : Value(make_slice(s.in, m.sp[-2], m.sp[-1], none));
  return collapse(m, a, std::move(made));
}
ORRERY_INLINE Next build_tuple(Steps& s, Machine& m, std::uint32_t a) {
  Value made = tuple_of_top(s.in, m.sp, a);
  m.sp -= a;
  m.push(std::move(made));
  return Next::go;
}
ORRERY_INLINE Next build_list(Steps& s, Machine& m, std::uint32_t a) {
  Value made = list_of_top(s.in, m.sp, a);
  m.sp -= a;
  m.push(std::move(made));
  return Next::go;
}
ORRERY_INLINE Next build_set(Steps& s, Machine& m, std::uint32_t a) {
  return collapse(m, a, set_of_top(s.in, m.sp, a));
}
ORRERY_INLINE Next build_dict(Steps& s, Machine& m, std::uint32_t a) {
  return collapse(m, std::size_t{a} * 2, dict_of_top(s.in, m.sp, a));
}
ORRERY_INLINE Next build_string(Steps& s, Machine& m, std::uint32_t a) {
  return collapse(m, a, Value(concatenate(s.in, m.sp - a, a)));
}
ORRERY_INLINE Next list_append(Steps&, Machine& m, std::uint32_t a) {
  as_list(m.sp[-1 - static_cast<std::ptrdiff_t>(a)]).append(m.top());
  m.drop();
  return Next::go;
}
ORRERY_INLINE Next set_add(Steps& s, Machine& m, std::uint32_t a) {
  static_cast<Set*>(m.sp[-1 - static_cast<std::ptrdiff_t>(a)].object())->add(s.in, m.top());
  m.drop();
  return Next::go;
}
ORRERY_INLINE Next dict_add(Steps& s, Machine& m, std::uint32_t a) {
  as_dict(m.sp[-2 - static_cast<std::ptrdiff_t>(a)]).set(s.in, m.sp[-2], m.sp[-1]);
  m.drop();
  m.drop();
  return Next::go;
}
ORRERY_INLINE Next list_extend(Steps& s, Machine& m, std::uint32_t) {
  extend_list(s.in, m);
  m.drop();
  return Next::go;
}
ORRERY_INLINE Next set_update(Steps& s, Machine& m, std::uint32_t) {
  Set& set = *static_cast<Set*>(m.sp[-2].object());
  update(s.in, set, m.top());
  m.drop();
  return Next::go;
}
ORRERY_INLINE Next dict_update(Steps& s, Machine& m, std::uint32_t) {
  update_mapping(s.in, as_dict(m.sp[-2]), m.top());
  m.drop();
  return Next::go;
}
ORRERY_INLINE Next dict_merge(Steps& s, Machine& m, std::uint32_t) {
  merge_keywords(s.in, m);
  m.drop();
  return Next::go;
}
ORRERY_INLINE Next list_to_tuple(Steps& s, Machine& m, std::uint32_t) {
  List& list = as_list(m.top());
  Value made = script::make_tuple(s.in, std::span<const Value>(list.items.begin(), list.size()));
  const Value old = std::exchange(m.top(), std::move(made));
  return Next::go;
}
ORRERY_INLINE Next format_value(Steps& s, Machine& m, std::uint32_t a) {
  const bool with_spec = a & 1;
  Str* const spec = with_spec ? &as_str(m.top()) : nullptr;
  Value text = format_field(s.in, m.sp[with_spec ? -2 : -1], static_cast<char>(a >> 1), spec);
  return collapse(m, with_spec ? 2 : 1, std::move(text));
}

ORRERY_INLINE Next unpack(Steps& s, Machine& m, std::uint32_t a) {
  if (a == 2 && is_exact(m.top(), s.in.types().tuple) && as_tuple(m.top()).size() == 2) {
    const Value pair = m.pop();
    m.push(as_tuple(pair)[1]);
    m.push(as_tuple(pair)[0]);
    return Next::go;
  }
  unpack_top(s.in, m.sp, a);
  m.sp += static_cast<std::ptrdiff_t>(a) - 1;
  return Next::go;
}
ORRERY_INLINE Next unpack_star(Steps& s, Machine& m, std::uint32_t a) {
  unpack_top_star(s.in, m.sp, a & 0xfff, a >> 12);
  m.sp += (a & 0xfff) + (a >> 12);
  return Next::go;
}

}  // namespace orrery::script::ops
