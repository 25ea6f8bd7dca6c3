// What operators, subscripts, attributes, loops and the basic builtins do, for any values. (CPython: abstract.c,
// object.c.)
//
// All may run code of the script and may raise (loop::Raised).
#pragma once

#include <string_view>

#include "engine/script/object/args.hpp"
#include "engine/script/object/object.hpp"
#include "engine/script/object/runtime.hpp"

namespace orrery::script {

Value binary(Runtime& rt, BinaryOp op, const Value& a, const Value& b);
// `a += b`: the result is to be stored back.
Value inplace(Runtime& rt, BinaryOp op, const Value& a, const Value& b);
Value unary(Runtime& rt, UnaryOp op, const Value& a);
Value compare(Runtime& rt, CompareOp op, const Value& a, const Value& b);
Value power(Runtime& rt, const Value& a, const Value& b, const Value& modulus);
Value divmod(Runtime& rt, const Value& a, const Value& b);

// `a == b` as containers ask it: identity first.
bool equal(Runtime& rt, const Value& a, const Value& b);
bool less(Runtime& rt, const Value& a, const Value& b);
bool truth_slow(Runtime& rt, const Value& v);
inline bool truth(Runtime& rt, const Value& v) {
  if (v == true_value) return true;
  if (v == false_value || v.is_none()) return false;
  if (v.is_integer()) return v.as_integer() != 0;
  return truth_slow(rt, v);
}
std::int64_t hash(Runtime& rt, const Value& v);
std::int64_t length(Runtime& rt, const Value& v);
// len(), __length_hint__, or `fallback`.
std::int64_t length_hint(Runtime& rt, const Value& v, std::int64_t fallback);

Value getitem(Runtime& rt, const Value& object, const Value& key);
void setitem(Runtime& rt, const Value& object, const Value& key, const Value& value);
void delitem(Runtime& rt, const Value& object, const Value& key);
bool contains(Runtime& rt, const Value& container, const Value& item);

// Names must be interned.
Value getattr(Runtime& rt, const Value& object, Str* name);
Value getattr(Runtime& rt, const Value& object, std::string_view name);
// `unset` if there is no such attribute (an AttributeError raised by the object's own code counts as none).
Value getattr_or_unset(Runtime& rt, const Value& object, Str* name);
void setattr(Runtime& rt, const Value& object, Str* name, const Value& value);
void delattr(Runtime& rt, const Value& object, Str* name);
// For `object.name(...)`: true if `method` wants `object` as its first argument (no bound method was made).
bool load_method(Runtime& rt, const Value& object, Str* name, Value& method);
// A special method of the value's class, bound to it, or `unset`.
Value special_method(Runtime& rt, const Value& object, Str* name);
// The same unbound: `pass_self` says whether the object goes first.
Value lookup_special(Runtime& rt, const Value& object, Str* name, bool& pass_self);
Value call_special(Runtime& rt, const Value& object, Str* name, std::initializer_list<Value> args);

Value iter(Runtime& rt, const Value& iterable);
// `unset` when exhausted (a StopIteration raised by the iterator's own code becomes that).
Value next(Runtime& rt, const Value& iterator);
Value aiter(Runtime& rt, const Value& iterable);
Value anext(Runtime& rt, const Value& iterator);
// Calls `f(const Value&)` for each item.
template <class F>
void for_each(Runtime& rt, const Value& iterable, F&& f);

Value call(Runtime& rt, const Value& callable, Args args);
Value call(Runtime& rt, const Value& callable);
Value call(Runtime& rt, const Value& callable, const Value& argument);
Value call(Runtime& rt, const Value& callable, const Value& first, const Value& second);
bool is_callable(Runtime& rt, const Value& v);

Ref<Str> repr(Runtime& rt, const Value& v);
Ref<Str> str(Runtime& rt, const Value& v);
Ref<Str> ascii(Runtime& rt, const Value& v);
// format(v, spec)
Ref<Str> format(Runtime& rt, const Value& v, Str* spec);
// One replacement field of an f-string: conversion is 0, 's', 'r' or 'a'; spec may be null.
Ref<Str> format_field(Runtime& rt, const Value& v, char conversion, Str* spec);

bool isinstance(Runtime& rt, const Value& v, const Value& classes);
bool issubclass(Runtime& rt, const Value& type, const Value& classes);

// __index__; raises TypeError "'str' object cannot be interpreted as an integer".
Value index(Runtime& rt, const Value& v);
// The same as a C++ number; too large ones raise `overflow` (null: they are clamped).
std::int64_t index_number(Runtime& rt, const Value& v, Type* overflow);

// Unpacking `a, b = v`: exactly `count` items; raises "not enough values to unpack (expected 3, got 2)" etc.
void unpack(Runtime& rt, const Value& v, std::size_t count, Value* into);
// `a, *b, c = v`: before + 1 + after values, the middle one a list.
void unpack_star(Runtime& rt, const Value& v, std::size_t before, std::size_t after, Value* into);

// ---- class attributes and descriptors as `object` has them; for types that refine them.
Value generic_getattr(Runtime& rt, const Value& self, Str* name);
void generic_setattr(Runtime& rt, const Value& self, Str* name, const Value& value);
Dict* attributes_of(Runtime& rt, const Value& object, bool create);

template <class F>
void for_each(Runtime& rt, const Value& iterable, F&& f) {
  const Value iterator = iter(rt, iterable);
  for (;;) {
    const Value item = next(rt, iterator);
    if (is_unset(item)) return;
    f(item);
  }
}

}  // namespace orrery::script
