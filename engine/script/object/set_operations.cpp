// Union, intersection, difference of sets, in the orders of CPython. (setobject.c)
#include "engine/script/object/set_operations.hpp"

#include "engine/script/object/builtins.hpp"
#include "engine/script/object/dict.hpp"
#include "engine/script/object/exception.hpp"
#include "engine/script/object/operators.hpp"

namespace orrery::script {

namespace {

Set& self_of(const Value& v) {
  return as_set(v);
}

// The native type that results of operations have.
Type* result_type(Runtime& rt, const Value& v) {
  return type_of(rt, v)->is_subtype_of(rt.types().frozenset) ? rt.types().frozenset : rt.types().set;
}

Ref<Set> copy_of(Runtime& rt, const Value& v) {
  return set_of(rt, result_type(rt, v), v);
}

Ref<Set> empty_like(Runtime& rt, const Value& v) {
  return rt.heap().make<Set>(result_type(rt, v));
}

// Calls `f(key, hash)` for the members of a set, which may change meanwhile.
template <class F>
void each_member(const Set& set, F&& f) {
  for (std::size_t i = 0; i < set.table_size(); ++i) {
    const Set::Entry entry = set.entry(i);
    if (!is_unset(entry.key)) f(entry.key, entry.hash);
  }
}

Ref<Set> intersect(Runtime& rt, const Value& a, const Value& other) {
  if (is_set(other) && &as_set(other) == &self_of(a)) return copy_of(rt, a);
  Ref<Set> common = empty_like(rt, a);
  if (is_set(other)) {
    const bool swap = as_set(other).size() > self_of(a).size();
    Set& walked = swap ? self_of(a) : as_set(other);
    Set& asked = swap ? as_set(other) : self_of(a);
    each_member(walked, [&](const Value& key, std::int64_t h) {
      if (asked.contains(rt, key, h)) common->add(rt, key, h);
    });
    return common;
  }
  for_each(rt, other, [&](const Value& item) {
    const std::int64_t h = hash(rt, item);
    if (self_of(a).contains(rt, item, h)) common->add(rt, item, h);
  });
  return common;
}

void remove_all(Runtime& rt, Set& set, const Value& other) {
  if (is_set(other) && &as_set(other) == &set) return set.clear();
  if (is_set(other)) {
    each_member(as_set(other), [&](const Value& key, std::int64_t h) { set.discard(rt, key, h); });
    return;
  }
  for_each(rt, other, [&](const Value& item) { set.discard(rt, item); });
}

// As set_difference: copies and removes if the other one is much smaller, else picks what is not there.
Ref<Set> subtract(Runtime& rt, const Value& a, const Value& other) {
  const bool keyed = is_set(other) || is_exact(other, rt.types().dict);
  if (!keyed || (self_of(a).size() >> 2) > static_cast<std::size_t>(length(rt, other))) {
    Ref<Set> left = copy_of(rt, a);
    remove_all(rt, *left, other);
    return left;
  }
  Ref<Set> left = empty_like(rt, a);
  each_member(self_of(a), [&](const Value& key, std::int64_t h) {
    const bool there = is_set(other) ? as_set(other).contains(rt, key, h) : as_dict(other).find(rt, key, h) != nullptr;
    if (!there) left->add(rt, key, h);
  });
  return left;
}

void toggle(Runtime& rt, Set& set, const Value& other) {
  if (is_set(other) && &as_set(other) == &set) return set.clear();
  const Ref<Set> own = is_set(other) ? Ref<Set>(&as_set(other)) : set_of(rt, rt.types().set, other);
  each_member(*own, [&](const Value& key, std::int64_t h) {
    if (!set.discard(rt, key, h)) set.add(rt, key, h);
  });
}

Ref<Set> symmetric(Runtime& rt, const Value& a, const Value& other) {
  Ref<Set> result = set_of(rt, result_type(rt, a), other);
  toggle(rt, *result, a);
  return result;
}

Ref<Set> unite(Runtime& rt, const Value& a, const Value& other) {
  Ref<Set> all = copy_of(rt, a);
  if (!(is_set(other) && &as_set(other) == &self_of(a))) update(rt, *all, other);
  return all;
}

template <Ref<Set> (*operation)(Runtime&, const Value&, const Value&)>
Value operate(Runtime& rt, const Value& a, const Value& b) {
  if (!is_set(a) || !is_set(b)) return not_implemented;
  return Value(operation(rt, a, b));
}

void intersect_inplace(Runtime& rt, Set& set, const Value& other) {
  const Ref<Set> alive(&set);
  const Ref<Set> common = intersect(rt, Value(static_cast<Object*>(&set)), other);
  set.swap(*common);
}
void unite_inplace(Runtime& rt, Set& set, const Value& other) {
  update(rt, set, other);
}

template <void (*operation)(Runtime&, Set&, const Value&)>
Value operate_inplace(Runtime& rt, const Value& a, const Value& b) {
  if (!is_set(b)) return not_implemented;
  operation(rt, self_of(a), b);
  return a;
}

// ---- methods with any iterables

template <Ref<Set> (*operation)(Runtime&, const Value&, const Value&)>
Value method(Runtime& rt, Args args) {
  Value result = args.size() == 1 ? Value(copy_of(rt, args[0])) : args[0];
  for (std::size_t i = 1; i < args.size(); ++i) result = Value(operation(rt, result, args[i]));
  return result;
}

template <void (*operation)(Runtime&, Set&, const Value&)>
Value update_method(Runtime& rt, Args args) {
  for (std::size_t i = 1; i < args.size(); ++i) operation(rt, self_of(args[0]), args[i]);
  return none;
}

Ref<Set> as_set_argument(Runtime& rt, const Value& v) {
  return is_set(v) ? Ref<Set>(&as_set(v)) : set_of(rt, rt.types().set, v);
}

Value issubset(Runtime& rt, Args args) {
  return boolean(is_subset(rt, self_of(args[0]), *as_set_argument(rt, args[1])));
}
Value issuperset(Runtime& rt, Args args) {
  return boolean(is_subset(rt, *as_set_argument(rt, args[1]), self_of(args[0])));
}

Value isdisjoint(Runtime& rt, Args args) {
  bool disjoint = true;
  for_each(rt, args[1], [&](const Value& item) { disjoint = disjoint && !self_of(args[0]).contains(rt, item); });
  return boolean(disjoint);
}

Value add(Runtime& rt, Args args) {
  self_of(args[0]).add(rt, args[1]);
  return none;
}
Value discard(Runtime& rt, Args args) {
  self_of(args[0]).discard(rt, hashable_form(rt, args[1]));
  return none;
}
Value remove(Runtime& rt, Args args) {
  if (!self_of(args[0]).discard(rt, hashable_form(rt, args[1]))) raise(rt, rt.types().key_error, args[1]);
  return none;
}
Value pop(Runtime& rt, Args args) {
  if (self_of(args[0]).size() == 0) raise(rt, rt.types().key_error, "pop from an empty set");
  return self_of(args[0]).pop();
}
Value clear(Runtime&, Args args) {
  self_of(args[0]).clear();
  return none;
}
Value copy(Runtime& rt, Args args) {
  return is_exact(args[0], rt.types().frozenset) ? args[0] : Value(copy_of(rt, args[0]));
}
Value class_item(Runtime& rt, Args args) {
  return make_generic_alias(rt, args[0], args[1]);
}

constexpr Arity several = between(0, Arity::unlimited);
#define COMMON_METHODS                                                                                        \
  {"union", method<unite>, several}, {"intersection", method<intersect>, several},                            \
      {"difference", method<subtract>, several}, {"symmetric_difference", method<symmetric>, one_argument()}, \
      {"issubset", issubset, one_argument()}, {"issuperset", issuperset, one_argument()},                     \
      {"isdisjoint", isdisjoint, one_argument()}, {"copy", copy, no_arguments()}, {                           \
    "__class_getitem__", class_item, one_argument(), NativeMethod::Kind::class_method                         \
  }
constexpr NativeMethod frozen_methods[] = {COMMON_METHODS};
constexpr NativeMethod mutable_methods[] = {
    COMMON_METHODS,
    {"add", add, one_argument()},
    {"discard", discard, one_argument()},
    {"remove", remove, one_argument()},
    {"pop", pop, no_arguments()},
    {"clear", clear, no_arguments()},
    {"update", update_method<unite_inplace>, several},
    {"intersection_update", update_method<intersect_inplace>, several},
    {"difference_update", update_method<remove_all>, several},
    {"symmetric_difference_update", update_method<toggle>, one_argument()},
};

}  // namespace

bool is_subset(Runtime& rt, Set& small, Set& large) {
  if (small.size() > large.size()) return false;
  bool inside = true;
  each_member(small, [&](const Value& key, std::int64_t h) { inside = inside && large.contains(rt, key, h); });
  return inside;
}

Value hashable_form(Runtime& rt, const Value& item) {
  if (!is_set(item) || type_of(rt, item)->slots.hash) return item;
  return Value(set_of(rt, rt.types().frozenset, item));
}

Value frozen_set_of(Runtime& rt, std::span<const Value> constants) {
  const Ref<Set> first = rt.heap().make<Set>(rt.types().frozenset);
  for (const Value& item : constants) first->add(rt, item);
  Ref<Set> second = rt.heap().make<Set>(rt.types().frozenset);
  each_member(*first, [&](const Value& key, std::int64_t h) { second->add(rt, key, h); });
  return Value(second);
}

std::span<const NativeMethod> set_methods() noexcept {
  return mutable_methods;
}
std::span<const NativeMethod> frozenset_methods() noexcept {
  return frozen_methods;
}

void fill_set_operators(Slots& slots) {
  slots.binary[static_cast<std::size_t>(BinaryOp::subtract)] = operate<subtract>;
  slots.binary[static_cast<std::size_t>(BinaryOp::bit_and)] = operate<intersect>;
  slots.binary[static_cast<std::size_t>(BinaryOp::bit_or)] = operate<unite>;
  slots.binary[static_cast<std::size_t>(BinaryOp::bit_xor)] = operate<symmetric>;
}

void fill_set_inplace(Slots& slots) {
  slots.inplace[static_cast<std::size_t>(BinaryOp::subtract)] = operate_inplace<remove_all>;
  slots.inplace[static_cast<std::size_t>(BinaryOp::bit_and)] = operate_inplace<intersect_inplace>;
  slots.inplace[static_cast<std::size_t>(BinaryOp::bit_or)] = operate_inplace<unite_inplace>;
  slots.inplace[static_cast<std::size_t>(BinaryOp::bit_xor)] = operate_inplace<toggle>;
}

}  // namespace orrery::script
