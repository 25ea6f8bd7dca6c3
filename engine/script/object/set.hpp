// set and frozenset, with CPython's own table and probing, so that the order of iteration is CPython's (setobject.c).
#pragma once

#include <cstdint>
#include <span>

#include "engine/script/object/object.hpp"
#include "engine/script/object/runtime.hpp"

namespace orrery::script {

class Set : public ScriptObject, public Tracked {
 public:
  struct Entry {
    Value key;  // `unset`: empty (hash 0) or deleted (hash -1)
    std::int64_t hash = 0;
  };

  explicit Set(Type* type) noexcept;
  ~Set() override;

  std::size_t size() const noexcept { return used_; }
  bool contains(Runtime& rt, const Value& key);
  bool contains(Runtime& rt, const Value& key, std::int64_t hash);
  void add(Runtime& rt, const Value& key);
  void add(Runtime& rt, const Value& key, std::int64_t hash);
  bool discard(Runtime& rt, const Value& key);
  bool discard(Runtime& rt, const Value& key, std::int64_t hash);
  Value pop();  // precondition: not empty
  void clear() noexcept;
  void swap(Set& other) noexcept;
  // All members of another set, as set_merge does.
  void merge(Runtime& rt, const Set& other);

  // As set.update(dict) does before it adds: the size of the table shows in the order.
  void make_room(std::size_t count);

  // The table, for iteration: entries whose key is `unset` are no members.
  std::size_t table_size() const noexcept { return mask_ + 1; }
  const Entry& entry(std::size_t i) const noexcept { return table_[i]; }

  std::int64_t cached_hash = -1;  // of a frozenset

  void clear_references() noexcept override { clear(); }
  Object* tracked_object() noexcept override { return this; }

 private:
  static constexpr std::size_t small_size = 8;

  Entry* look(Runtime& rt, const Value& key, std::int64_t hash);
  void insert_clean(Value key, std::int64_t hash) noexcept;
  void resize(std::size_t minimum);

  Entry* table_;
  std::size_t mask_ = small_size - 1;
  std::size_t fill_ = 0;
  std::size_t used_ = 0;
  std::size_t finger_ = 0;
  Entry small_[small_size];
};

Ref<Set> make_set(Runtime& rt);
Ref<Set> set_of(Runtime& rt, Type* type, const Value& iterable);
void update(Runtime& rt, Set& set, const Value& iterable);
// The frozenset that CPython's compiler makes of the constants of a set display: built twice, which shows in its order.
Value frozen_set_of(Runtime& rt, std::span<const Value> constants);

inline bool is_set(const Value& v) noexcept {
  return has_flag(v, TypeFlag::is_set);
}
inline Set& as_set(const Value& v) noexcept {
  return *static_cast<Set*>(v.object());
}

}  // namespace orrery::script
