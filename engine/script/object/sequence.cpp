// Making lists and tuples; what both do: indices, comparison, repr.
#include "engine/script/object/sequence.hpp"

#include <fmt/format.h>

#include <cstring>

#include "engine/script/object/derived.hpp"
#include "engine/script/object/exception.hpp"
#include "engine/script/object/number.hpp"
#include "engine/script/object/operators.hpp"
#include "engine/script/object/sequence_parts.hpp"
#include "engine/script/object/str.hpp"

namespace orrery::script {

Tuple::Tuple(Type* type, std::size_t size, std::size_t own_size) noexcept
    : ScriptObject(type), items_(reinterpret_cast<Value*>(reinterpret_cast<char*>(this) + own_size)), size_(size) {
  std::memset(static_cast<void*>(items_), 0, size * sizeof(Value));
}

Tuple::~Tuple() {
  for (std::size_t i = size_; i-- > 0;) items_[i].~Value();
}

namespace {

Ref<Tuple> empty_tuple(Runtime& rt) {
  Value& shared = rt.types().empty_tuple;
  if (shared.is_none()) shared = Value(rt.heap().make<Tuple>(rt.types().tuple, std::size_t{0}, sizeof(Tuple)));
  return Ref<Tuple>(&as_tuple(shared));
}

}  // namespace

Ref<Tuple> make_tuple(Runtime& rt, std::size_t size) {
  if (size == 0) return empty_tuple(rt);
  if (size > rt.heap().limit() / sizeof(Value)) rt.heap().out_of_memory();
  return rt.heap().make_with<Tuple>(size * sizeof(Value), rt.types().tuple, size, sizeof(Tuple));
}

Ref<Tuple> make_tuple(Runtime& rt, std::span<const Value> items) {
  Ref<Tuple> tuple = make_tuple(rt, items.size());
  for (std::size_t i = 0; i < items.size(); ++i) (*tuple)[i] = items[i];
  return tuple;
}

Ref<Tuple> make_tuple(Runtime& rt, std::initializer_list<Value> items) {
  return make_tuple(rt, std::span<const Value>(items.begin(), items.size()));
}

Value make_tuple_of(Runtime& rt, Type* type, std::span<const Value> items) {
  if (type == rt.types().tuple) return make_tuple(rt, items);
  using Derived = WithAttributes<Tuple>;
  auto tuple = rt.heap().make_with<Derived>(items.size() * sizeof(Value), type, items.size(), sizeof(Derived));
  for (std::size_t i = 0; i < items.size(); ++i) (*tuple)[i] = items[i];
  return Value(tuple);
}

Ref<Tuple> tuple_of(Runtime& rt, const Value& iterable) {
  if (is_exact(iterable, rt.types().tuple)) return Ref<Tuple>(&as_tuple(iterable));
  const Ref<List> list = list_of(rt, iterable);
  return make_tuple(rt, std::span<const Value>(list->items.begin(), list->size()));
}

Ref<List> make_list(Runtime& rt) {
  return rt.heap().make<List>(rt.types().list);
}

Ref<List> make_list(Runtime& rt, std::span<const Value> items) {
  Ref<List> list = make_list(rt);
  list->items.reserve(rt.heap(), items.size());
  for (const Value& item : items) list->append(item);
  return list;
}

Ref<List> list_of(Runtime& rt, const Value& iterable) {
  Ref<List> list = make_list(rt);
  extend(rt, *list, iterable);
  return list;
}

void extend(Runtime& rt, List& list, const Value& iterable) {
  const bool exact_list = is_exact(iterable, rt.types().list);
  if (exact_list || is_exact(iterable, rt.types().tuple)) {
    const std::size_t count = exact_list ? as_list(iterable).size() : as_tuple(iterable).size();
    list.items.reserve(rt.heap(), list.size() + count);
    for (std::size_t i = 0; i < count; ++i) list.append(exact_list ? as_list(iterable)[i] : as_tuple(iterable)[i]);
    return;
  }
  for_each(rt, iterable, [&list](const Value& item) { list.append(item); });
}

// ---- shared by list and tuple

std::size_t checked_index(Runtime& rt, const Value& key, std::size_t size, const char* out_of_range) {
  std::int64_t i = index_number(rt, key, rt.types().index_error);
  if (i < 0) i += static_cast<std::int64_t>(size);
  if (i < 0 || i >= static_cast<std::int64_t>(size)) raise(rt, rt.types().index_error, out_of_range);
  return static_cast<std::size_t>(i);
}

bool is_index(Runtime& rt, const Value& key) {
  return key.is_integer() || is_int(key) || type_of(rt, key)->slots.index != nullptr;
}

std::string join_reprs(Runtime& rt, const ItemSource& items) {
  std::string text;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (i > 0) text += ", ";
    const Value item = items[i];
    text += repr(rt, item)->view();
    rt.heap().expect(text.size());
  }
  return text;
}

Value compare_items(Runtime& rt, CompareOp op, const ItemSource& a, const ItemSource& b) {
  const bool equality = op == CompareOp::equal || op == CompareOp::not_equal;
  if (equality && a.size() != b.size()) return boolean(op == CompareOp::not_equal);
  std::size_t i = 0;
  for (; i < a.size() && i < b.size(); ++i) {
    const Value x = a[i];
    const Value y = b[i];
    if (!equal(rt, x, y)) {
      if (op == CompareOp::equal) return false_value;
      if (op == CompareOp::not_equal) return true_value;
      return compare(rt, op, x, y);
    }
  }
  return compare(rt, op, Value::integer(static_cast<std::int64_t>(a.size())),
                 Value::integer(static_cast<std::int64_t>(b.size())));
}

bool contains_item(Runtime& rt, const ItemSource& items, const Value& wanted) {
  for (std::size_t i = 0; i < items.size(); ++i) {
    const Value item = items[i];
    if (equal(rt, item, wanted)) return true;
  }
  return false;
}

std::int64_t count_item(Runtime& rt, const ItemSource& items, const Value& wanted) {
  std::int64_t count = 0;
  for (std::size_t i = 0; i < items.size(); ++i) {
    const Value item = items[i];
    count += equal(rt, item, wanted);
  }
  return count;
}

namespace {

std::int64_t clamped_bound(Runtime& rt, const Value& v, std::size_t size) {
  if (!is_index(rt, v)) raise_type_error(rt, "slice indices must be integers or have an __index__ method");
  const std::int64_t bound = index_number(rt, v, nullptr);
  return bound < 0 ? std::max<std::int64_t>(0, bound + static_cast<std::int64_t>(size)) : bound;
}

}  // namespace

std::int64_t find_item(Runtime& rt, const ItemSource& items, Args args) {
  std::int64_t begin = args.size() > 2 ? clamped_bound(rt, args[2], items.size()) : 0;
  const std::int64_t end = args.size() > 3 ? clamped_bound(rt, args[3], items.size()) : INT64_MAX;
  for (; begin < end && begin < static_cast<std::int64_t>(items.size()); ++begin) {
    const Value item = items[static_cast<std::size_t>(begin)];
    if (equal(rt, item, args[1])) return begin;
  }
  return -1;
}

std::size_t repeated_size(Runtime& rt, std::size_t size, std::int64_t count) {
  if (count <= 0 || size == 0) return 0;
  if (static_cast<std::size_t>(count) > rt.heap().limit() / sizeof(Value) / size) rt.heap().out_of_memory();
  rt.heap().expect(static_cast<std::size_t>(count) * size * sizeof(Value));
  return static_cast<std::size_t>(count) * size;
}

}  // namespace orrery::script
