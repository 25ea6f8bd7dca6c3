// What collections.abc.Set and MutableSet give to their subclasses. (CPython: Lib/_collections_abc.py.)
#include "engine/script/module/abstract.hpp"
#include "engine/script/module/abstract_mixins.hpp"
#include "engine/script/object/exception.hpp"
#include "engine/script/object/set.hpp"

namespace orrery::script::mixins {
namespace {

bool is_of(Runtime& rt, const Value& v, std::string_view name) {
  return isinstance(rt, v, value_of(abstract_class(rt, name)));
}

bool inside(Runtime& rt, const Value& small, const Value& large) {
  bool all = length(rt, small) <= length(rt, large);
  if (!all) return false;
  for_each(rt, small, [&](const Value& item) { all = all && contains(rt, large, item); });
  return all;
}

enum class Relation { within, below, around, above, equal };
template <Relation relation>
Value related(Runtime& rt, Args args) {
  if (!is_of(rt, args[1], "Set")) return not_implemented;
  const std::int64_t a = length(rt, args[0]), b = length(rt, args[1]);
  if constexpr (relation == Relation::within) return boolean(inside(rt, args[0], args[1]));
  if constexpr (relation == Relation::below) return boolean(a < b && inside(rt, args[0], args[1]));
  if constexpr (relation == Relation::around) return boolean(inside(rt, args[1], args[0]));
  if constexpr (relation == Relation::above) return boolean(a > b && inside(rt, args[1], args[0]));
  return boolean(a == b && inside(rt, args[0], args[1]));
}

Value from_iterable(Runtime& rt, Args args) {
  return call(rt, args[0], args[1]);
}
Value collected(Runtime& rt, const Value& self, Ref<List> items) {
  return call_method(rt, self, "_from_iterable", {Value(std::move(items))});
}

// The items of `from` for which membership in `other` is `wanted`.
Ref<List> chosen(Runtime& rt, const Value& from, const Value& other, bool wanted) {
  Ref<List> items = make_list(rt);
  for_each(rt, from, [&](const Value& item) {
    if (contains(rt, other, item) == wanted) items->append(item);
  });
  return items;
}
// As a set that can be asked.
Value askable(Runtime& rt, const Value& self, const Value& other) {
  return is_of(rt, other, "Set") ? other : collected(rt, self, list_of(rt, other));
}

Value intersect(Runtime& rt, Args args) {
  if (!is_of(rt, args[1], "Iterable")) return not_implemented;
  return collected(rt, args[0], chosen(rt, args[1], args[0], true));
}
Value unite(Runtime& rt, Args args) {
  if (!is_of(rt, args[1], "Iterable")) return not_implemented;
  const Ref<List> all = list_of(rt, args[0]);
  extend(rt, *all, args[1]);
  return collected(rt, args[0], all);
}
Value subtract(Runtime& rt, Args args) {
  if (!is_of(rt, args[1], "Iterable")) return not_implemented;
  return collected(rt, args[0], chosen(rt, args[0], askable(rt, args[0], args[1]), false));
}
Value subtract_from(Runtime& rt, Args args) {
  if (!is_of(rt, args[1], "Iterable")) return not_implemented;
  return collected(rt, args[0], chosen(rt, askable(rt, args[0], args[1]), args[0], false));
}
Value differ(Runtime& rt, Args args) {
  if (!is_of(rt, args[1], "Iterable")) return not_implemented;
  const Value other = askable(rt, args[0], args[1]);
  return binary(rt, BinaryOp::bit_or, binary(rt, BinaryOp::subtract, args[0], other),
                binary(rt, BinaryOp::subtract, other, args[0]));
}
Value is_disjoint(Runtime& rt, Args args) {
  bool disjoint = true;
  for_each(rt, args[1], [&](const Value& item) { disjoint = disjoint && !contains(rt, args[0], item); });
  return boolean(disjoint);
}

Value remove(Runtime& rt, Args args) {
  if (!contains(rt, args[0], args[1])) raise(rt, rt.types().key_error, args[1]);
  call_method(rt, args[0], "discard", {args[1]});
  return none;
}
Value pop(Runtime& rt, Args args) {
  const Value item = next(rt, iter(rt, args[0]));
  if (is_unset(item)) raise(make_exception(rt, rt.types().key_error));
  call_method(rt, args[0], "discard", {item});
  return item;
}
Value clear(Runtime& rt, Args args) {
  for (const Ref<List> all = list_of(rt, args[0]); const Value& item : all->items)
    call_method(rt, args[0], "discard", {item});
  return none;
}
Value unite_inplace(Runtime& rt, Args args) {
  for_each(rt, args[1], [&](const Value& item) { call_method(rt, args[0], "add", {item}); });
  return args[0];
}
Value intersect_inplace(Runtime& rt, Args args) {
  const Ref<List> gone = chosen(rt, args[0], args[1], false);
  for (const Value& item : gone->items) call_method(rt, args[0], "discard", {item});
  return args[0];
}
Value subtract_inplace(Runtime& rt, Args args) {
  for (const Ref<List> all = list_of(rt, args[1]); const Value& item : all->items)
    call_method(rt, args[0], "discard", {item});
  return args[0];
}

}  // namespace

std::span<const NativeMethod> set() {
  static constexpr NativeMethod methods[] = {
      {"__le__", related<Relation::within>, one_argument()},
      {"__lt__", related<Relation::below>, one_argument()},
      {"__ge__", related<Relation::around>, one_argument()},
      {"__gt__", related<Relation::above>, one_argument()},
      {"__eq__", related<Relation::equal>, one_argument()},
      {"__and__", intersect, one_argument()},
      {"__rand__", intersect, one_argument()},
      {"__or__", unite, one_argument()},
      {"__ror__", unite, one_argument()},
      {"__sub__", subtract, one_argument()},
      {"__rsub__", subtract_from, one_argument()},
      {"__xor__", differ, one_argument()},
      {"__rxor__", differ, one_argument()},
      {"isdisjoint", is_disjoint, one_argument()},
      {"_from_iterable", from_iterable, one_argument(), NativeMethod::Kind::class_method}};
  return methods;
}

std::span<const NativeMethod> mutable_set() {
  static constexpr NativeMethod methods[] = {{"remove", remove, one_argument()},
                                             {"pop", pop, no_arguments()},
                                             {"clear", clear, no_arguments()},
                                             {"__ior__", unite_inplace, one_argument()},
                                             {"__iand__", intersect_inplace, one_argument()},
                                             {"__isub__", subtract_inplace, one_argument()}};
  return methods;
}

}  // namespace orrery::script::mixins
