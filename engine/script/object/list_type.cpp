// list. (listobject.c)
#include <fmt/format.h>

#include <algorithm>

#include "engine/script/object/builtins.hpp"
#include "engine/script/object/derived.hpp"
#include "engine/script/object/exception.hpp"
#include "engine/script/object/operators.hpp"
#include "engine/script/object/sequence_parts.hpp"
#include "engine/script/object/specs.hpp"
#include "engine/script/object/str.hpp"

namespace orrery::script {

namespace {

List& self_of(const Value& v) {
  return as_list(v);
}

Value construct(Runtime& rt, Type* type, Args) {
  return Value(make_tracked<List>(rt.heap(), type, rt.types().list));
}

void init(Runtime& rt, const Value& self, Args args) {
  no_keywords(rt, args, "list");
  check_arity(rt, between(0, 1), args, "list", "list");
  self_of(self).items.clear();
  if (args.size() == 1) extend(rt, self_of(self), args[0]);
}

Value repr_list(Runtime& rt, const Value& self) {
  const Shown shown(rt, self);
  if (!shown.first()) return make_str(rt, "[...]");
  return make_str(rt, "[" + join_reprs(rt, ItemSource(self)) + "]");
}

Value compare_list(Runtime& rt, CompareOp op, const Value& a, const Value& b) {
  if (!is_list(a) || !is_list(b)) return not_implemented;
  return compare_items(rt, op, ItemSource(a), ItemSource(b));
}

std::int64_t length_list(Runtime&, const Value& self) {
  return static_cast<std::int64_t>(self_of(self).size());
}
bool contains_list(Runtime& rt, const Value& self, const Value& item) {
  return contains_item(rt, ItemSource(self), item);
}

// ---- subscripts

[[noreturn]] void bad_index(Runtime& rt, const Value& key) {
  raise_type_error(rt, fmt::format("list indices must be integers or slices, not {}", type_of(rt, key)->name()));
}

Value get_slice(Runtime& rt, List& list, const Slice& slice) {
  const SliceIndices at = slice_indices(rt, slice, static_cast<std::int64_t>(list.size()));
  Ref<List> part = make_list(rt);
  part->items.reserve(rt.heap(), static_cast<std::size_t>(at.count));
  for (std::int64_t i = 0; i < at.count; ++i) part->append(list[static_cast<std::size_t>(at.start + i * at.step)]);
  return Value(part);
}

Value getitem_list(Runtime& rt, const Value& self, const Value& key) {
  List& list = self_of(self);
  if (is_exact(key, rt.types().slice)) return get_slice(rt, list, *static_cast<Slice*>(key.object()));
  if (!is_index(rt, key)) bad_index(rt, key);
  return list[checked_index(rt, key, list.size(), "list index out of range")];
}

void delete_stepped(Runtime& rt, List& list, SliceIndices at) {
  if (at.count == 0) return;
  if (at.step < 0) at = {at.start + at.step * (at.count - 1), 0, -at.step, at.count};
  ValueArray kept;
  ValueArray dead;
  std::int64_t next = at.start;
  std::int64_t left = at.count;
  for (std::size_t i = 0; i < list.size(); ++i) {
    const bool drop = left > 0 && static_cast<std::int64_t>(i) == next;
    (drop ? dead : kept).push(rt.heap(), std::move(list[i]));
    if (drop) {
      next += at.step;
      --left;
    }
  }
  list.items.swap(kept);
}

void assign_slice(Runtime& rt, List& list, const Slice& slice, const Value& value) {
  const Ref<List> items = is_unset(value) ? make_list(rt) : [&] {
    if (!type_of(rt, value)->slots.iter && !type_of(rt, value)->slots.getitem)
      raise_type_error(rt,
                       slice.step.is_none() ? "can only assign an iterable" : "must assign iterable to extended slice");
    return list_of(rt, value);
  }();
  const SliceIndices at = slice_indices(rt, slice, static_cast<std::int64_t>(list.size()));
  if (at.step == 1) {
    const auto begin = static_cast<std::size_t>(at.start);
    return list.items.replace(rt.heap(), begin, begin + static_cast<std::size_t>(at.count), items->items.begin(),
                              items->size());
  }
  if (is_unset(value)) return delete_stepped(rt, list, at);
  if (static_cast<std::int64_t>(items->size()) != at.count)
    raise_value_error(
        rt, fmt::format("attempt to assign sequence of size {} to extended slice of size {}", items->size(), at.count));
  for (std::int64_t i = 0; i < at.count; ++i)
    std::swap(list[static_cast<std::size_t>(at.start + i * at.step)], (*items)[static_cast<std::size_t>(i)]);
}

void setitem_list(Runtime& rt, const Value& self, const Value& key, const Value& value) {
  List& list = self_of(self);
  if (is_exact(key, rt.types().slice)) return assign_slice(rt, list, *static_cast<Slice*>(key.object()), value);
  if (!is_index(rt, key)) bad_index(rt, key);
  const std::size_t at = checked_index(rt, key, list.size(), "list assignment index out of range");
  const Value dead = is_unset(value) ? list.items.remove(at) : std::exchange(list[at], value);
}

// ---- + and *

Value concat(Runtime& rt, const Value& a, const Value& b) {
  if (!is_list(b))
    raise_type_error(rt, fmt::format("can only concatenate list (not \"{}\") to list", type_of(rt, b)->name()));
  Ref<List> sum = make_list(rt);
  sum->items.reserve(rt.heap(), self_of(a).size() + as_list(b).size());
  for (std::size_t i = 0; i < self_of(a).size(); ++i) sum->append(self_of(a)[i]);
  for (std::size_t i = 0; i < as_list(b).size(); ++i) sum->append(as_list(b)[i]);
  return Value(sum);
}

Value repeat(Runtime& rt, const Value& self, std::int64_t count) {
  List& list = self_of(self);
  const std::size_t total = repeated_size(rt, list.size(), count);
  Ref<List> product = make_list(rt);
  product->items.reserve(rt.heap(), total);
  for (std::size_t i = 0; i < total; ++i) product->append(list[i % list.size()]);
  return Value(product);
}

Value inplace_concat(Runtime& rt, const Value& self, const Value& other) {
  extend(rt, self_of(self), other);
  return self;
}

Value inplace_repeat(Runtime& rt, const Value& self, std::int64_t count) {
  List& list = self_of(self);
  const std::size_t size = list.size();
  const std::size_t total = repeated_size(rt, size, count);
  if (total == 0) {
    list.items.clear();
    return self;
  }
  list.items.reserve(rt.heap(), total);
  for (std::size_t i = size; i < total; ++i) list.append(Value(list[i - size]));
  return self;
}

// ---- methods

Value append(Runtime&, Args args) {
  self_of(args[0]).append(args[1]);
  return none;
}
Value extend_method(Runtime& rt, Args args) {
  extend(rt, self_of(args[0]), args[1]);
  return none;
}
Value insert(Runtime& rt, Args args) {
  List& list = self_of(args[0]);
  std::int64_t at = index_number(rt, args[1], rt.types().overflow_error);
  const auto size = static_cast<std::int64_t>(list.size());
  if (at < 0) at = std::max<std::int64_t>(0, at + size);
  list.items.insert(rt.heap(), static_cast<std::size_t>(std::min(at, size)), args[2]);
  return none;
}
Value pop(Runtime& rt, Args args) {
  List& list = self_of(args[0]);
  if (args.size() > 1) index_number(rt, args[1], rt.types().overflow_error);
  if (list.size() == 0) raise(rt, rt.types().index_error, "pop from empty list");
  if (args.size() == 1) return list.items.pop();
  return list.items.remove(checked_index(rt, args[1], list.size(), "pop index out of range"));
}
Value remove(Runtime& rt, Args args) {
  List& list = self_of(args[0]);
  const std::int64_t at = find_item(rt, ItemSource(args[0]), Args(args.begin(), 2));
  if (at < 0) raise_value_error(rt, "list.remove(x): x not in list");
  if (static_cast<std::size_t>(at) < list.size()) const Value dead = list.items.remove(static_cast<std::size_t>(at));
  return none;
}
Value clear(Runtime&, Args args) {
  self_of(args[0]).items.clear();
  return none;
}
Value index_method(Runtime& rt, Args args) {
  const std::int64_t at = find_item(rt, ItemSource(args[0]), args);
  if (at < 0) raise_value_error(rt, fmt::format("{} is not in list", repr(rt, args[1])->view()));
  return Value::integer(at);
}
Value count(Runtime& rt, Args args) {
  return Value::integer(count_item(rt, ItemSource(args[0]), args[1]));
}
Value reverse(Runtime&, Args args) {
  ValueArray& items = self_of(args[0]).items;
  std::reverse(items.begin(), items.end());
  return none;
}
Value copy(Runtime& rt, Args args) {
  return Value(list_of_items(rt, args[0]));
}
Value sort_method(Runtime& rt, Args args) {
  const auto values = bind<2>(rt, "sort", {"key", "reverse"}, args.skip(1), 0, 0, 0);
  const Value key = is_unset(values[0]) ? Value() : values[0];
  sort(rt, self_of(args[0]), key, !is_unset(values[1]) && truth(rt, values[1]));
  return none;
}
Value reversed(Runtime& rt, Args args) {
  auto iterator = rt.heap().make<SequenceIterator>(rt.types().list_reverse_iterator, args[0]);
  iterator->position = static_cast<std::int64_t>(self_of(args[0]).size()) - 1;
  return Value(iterator);
}
Value class_item(Runtime& rt, Args args) {
  return make_generic_alias(rt, args[0], args[1]);
}

Value iter_list(Runtime& rt, const Value& self) {
  return Value(rt.heap().make<SequenceIterator>(rt.types().list_iterator, self));
}

constexpr NativeMethod methods[] = {
    {"append", append, one_argument()},
    {"extend", extend_method, one_argument()},
    {"insert", insert, between(2, 2)},
    {"pop", pop, between(0, 1)},
    {"remove", remove, one_argument()},
    {"clear", clear, no_arguments()},
    {"index", index_method, between(1, 3)},
    {"count", count, one_argument()},
    {"reverse", reverse, no_arguments()},
    {"copy", copy, no_arguments()},
    {"sort", sort_method},
    {"__reversed__", reversed, no_arguments()},
    {"__class_getitem__", class_item, one_argument(), NativeMethod::Kind::class_method},
};

}  // namespace

Ref<List> list_of_items(Runtime& rt, const Value& list) {
  return make_list(rt, std::span<const Value>(as_list(list).items.begin(), as_list(list).size()));
}

TypeSpec specs::list(Types&) {
  Slots slots{};
  slots.construct = construct;
  slots.init = init;
  slots.repr = repr_list;
  slots.compare = compare_list;
  slots.length = length_list;
  slots.contains = contains_list;
  slots.getitem = getitem_list;
  slots.setitem = setitem_list;
  slots.iter = iter_list;
  slots.concat = concat;
  slots.repeat = repeat;
  slots.inplace_concat = inplace_concat;
  slots.inplace_repeat = inplace_repeat;
  return {.name = "list", .flags = TypeFlag::base_type | TypeFlag::is_list | TypeFlag::sequence, .slots = slots, .methods = methods};
}

}  // namespace orrery::script
