// list and tuple.
#pragma once

#include <initializer_list>
#include <span>

#include "engine/script/object/array.hpp"
#include "engine/script/object/object.hpp"
#include "engine/script/object/runtime.hpp"

namespace orrery::script {

class List : public ScriptObject, public Tracked {
 public:
  explicit List(Type* type) noexcept : ScriptObject(type), Tracked(type->heap()) {}

  ValueArray items;

  std::size_t size() const noexcept { return items.size(); }
  Value& operator[](std::size_t i) noexcept { return items[i]; }
  void append(Value value) { items.push(type()->heap(), std::move(value)); }

  void clear_references() noexcept override { items.clear(); }
  Object* tracked_object() noexcept override { return this; }
};

// The items follow the object in memory.
class Tuple : public ScriptObject {
 public:
  // `own_size`: of the class that is really made; the memory behind it has room for the items.
  Tuple(Type* type, std::size_t size, std::size_t own_size) noexcept;
  ~Tuple() override;

  std::size_t size() const noexcept { return size_; }
  // Writing is for the one who has just made it.
  Value& operator[](std::size_t i) noexcept { return items_[i]; }
  const Value& operator[](std::size_t i) const noexcept { return items_[i]; }
  std::span<const Value> items() const noexcept { return {items_, size_}; }
  Value* begin() noexcept { return items_; }
  Value* end() noexcept { return items_ + size_; }

 private:
  Value* items_;
  std::size_t size_;
};

Ref<List> make_list(Runtime& rt);
Ref<List> make_list(Runtime& rt, std::span<const Value> items);
Ref<List> list_of(Runtime& rt, const Value& iterable);
void extend(Runtime& rt, List& list, const Value& iterable);
// list.sort: stable; `key` may be None.
void sort(Runtime& rt, List& list, const Value& key, bool reverse);

// All None; to be filled by the caller before anybody sees it.
Ref<Tuple> make_tuple(Runtime& rt, std::size_t size);
Ref<Tuple> make_tuple(Runtime& rt, std::span<const Value> items);
Ref<Tuple> make_tuple(Runtime& rt, std::initializer_list<Value> items);
Ref<Tuple> tuple_of(Runtime& rt, const Value& iterable);
// An instance of a subclass of tuple.
Value make_tuple_of(Runtime& rt, Type* type, std::span<const Value> items);

inline bool is_list(const Value& v) noexcept {
  return has_flag(v, TypeFlag::is_list);
}
inline bool is_tuple(const Value& v) noexcept {
  return has_flag(v, TypeFlag::is_tuple);
}
inline List& as_list(const Value& v) noexcept {
  return *static_cast<List*>(v.object());
}
inline Tuple& as_tuple(const Value& v) noexcept {
  return *static_cast<Tuple*>(v.object());
}
// ---- iterators that the VM steps by itself
class SequenceIterator : public ScriptObject {
 public:
  SequenceIterator(Type* type, Value over) noexcept : ScriptObject(type), sequence(std::move(over)) {}
  Value sequence;  // `unset` once exhausted
  std::int64_t position = 0;
};

// range: bounds as Python ints; `small` when all fit machine words.
class Range : public ScriptObject {
 public:
  Range(Type* type, Value first, Value last, Value by) noexcept
      : ScriptObject(type), start(std::move(first)), stop(std::move(last)), step(std::move(by)) {}
  Value start, stop, step;
  Value count;  // its length, an int
};
class RangeIterator : public ScriptObject {
 public:
  RangeIterator(Type* type, std::int64_t first, std::int64_t by, std::uint64_t count) noexcept
      : ScriptObject(type), next(first), step(by), left(count) {}
  std::int64_t next;
  std::int64_t step;
  std::uint64_t left;

 protected:
  void dispose() noexcept override { dispose_leaf(); }
};

class Slice : public ScriptObject {
 public:
  Slice(Type* type, Value first, Value last, Value by) noexcept
      : ScriptObject(type), start(std::move(first)), stop(std::move(last)), step(std::move(by)) {}
  Value start, stop, step;
};
Ref<Slice> make_slice(Runtime& rt, const Value& start, const Value& stop, const Value& step);
// The indices a slice means in a sequence of `length`: start, step and how many. (slice.indices)
struct SliceIndices {
  std::int64_t start = 0;
  std::int64_t stop = 0;
  std::int64_t step = 1;
  std::int64_t count = 0;
};
SliceIndices slice_indices(Runtime& rt, const Slice& slice, std::int64_t length);

}  // namespace orrery::script
