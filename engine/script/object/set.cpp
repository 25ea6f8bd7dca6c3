// The table of sets. (setobject.c: set_lookkey, set_add_entry, set_insert_clean, set_table_resize, set_merge)
#include "engine/script/object/set.hpp"

#include <cstdlib>
#include <utility>

#include "engine/script/object/dict.hpp"
#include "engine/script/object/exception.hpp"
#include "engine/script/object/operators.hpp"

namespace orrery::script {

namespace {

constexpr std::size_t linear_probes = 9;
constexpr unsigned perturb_shift = 5;
constexpr std::int64_t deleted_hash = -1;

bool is_empty(const Set::Entry& e) {
  return is_unset(e.key) && e.hash == 0;
}

}  // namespace

Set::Set(Type* type) noexcept : ScriptObject(type), Tracked(type->heap()), table_(small_) {
  for (Entry& entry : small_) entry.key = unset;
}

Set::~Set() {
  clear();
}

Set::Entry* Set::look(Runtime& rt, const Value& key, std::int64_t hash) {
restart:
  Entry* const table = table_;
  std::uint64_t perturb = static_cast<std::uint64_t>(hash);
  std::size_t i = static_cast<std::size_t>(hash) & mask_;
  for (;;) {
    const std::size_t probes = i + linear_probes <= mask_ ? linear_probes : 0;
    for (std::size_t j = 0; j <= probes; ++j) {
      Entry& entry = table_[i + j];
      if (is_empty(entry)) return &entry;
      if (entry.hash != hash || is_unset(entry.key)) continue;
      if (entry.key == key) return &entry;
      const Value candidate = entry.key;
      const std::size_t mask = mask_;
      const bool same = equal(rt, candidate, key);
      if (table != table_ || mask != mask_ || !(entry.key == candidate)) goto restart;
      if (same) return &entry;
    }
    perturb >>= perturb_shift;
    i = (i * 5 + 1 + perturb) & mask_;
  }
}

bool Set::contains(Runtime& rt, const Value& key) {
  return contains(rt, key, script::hash(rt, key));
}
bool Set::contains(Runtime& rt, const Value& key, std::int64_t hash) {
  return !is_unset(look(rt, key, hash)->key);
}
void Set::add(Runtime& rt, const Value& key) {
  add(rt, key, script::hash(rt, key));
}

void Set::add(Runtime& rt, const Value& key, std::int64_t hash) {
  Entry* entry = look(rt, key, hash);
  if (!is_unset(entry->key)) return;
  entry->key = key;
  entry->hash = hash;
  ++fill_;
  ++used_;
  if (fill_ * 5 >= mask_ * 3) resize(used_ > 50000 ? used_ * 2 : used_ * 4);
}

void Set::insert_clean(Value key, std::int64_t hash) noexcept {
  std::uint64_t perturb = static_cast<std::uint64_t>(hash);
  std::size_t i = static_cast<std::size_t>(hash) & mask_;
  for (;;) {
    const std::size_t probes = i + linear_probes <= mask_ ? linear_probes : 0;
    for (std::size_t j = 0; j <= probes; ++j) {
      Entry& entry = table_[i + j];
      if (!is_unset(entry.key)) continue;
      entry.key = std::move(key);
      entry.hash = hash;
      return;
    }
    perturb >>= perturb_shift;
    i = (i * 5 + 1 + perturb) & mask_;
  }
}

void Set::resize(std::size_t minimum) {
  std::size_t size = small_size;
  while (size <= minimum) size <<= 1;
  Heap& heap = type()->heap();
  Entry copy[small_size];
  Entry* old = table_;
  const std::size_t old_size = mask_ + 1;
  Entry* fresh = small_;
  if (size > small_size) {
    heap.charge(size * sizeof(Entry));
    fresh = new Entry[size];
    for (std::size_t i = 0; i < size; ++i) fresh[i].key = unset;
  } else if (old == small_) {
    if (fill_ == used_) return;
    for (std::size_t i = 0; i < small_size; ++i) copy[i] = std::exchange(small_[i], Entry{unset, 0});
    old = copy;
  }
  table_ = fresh;
  mask_ = size - 1;
  fill_ = used_;
  for (std::size_t i = 0; i < old_size; ++i) {
    if (!is_unset(old[i].key)) insert_clean(std::exchange(old[i].key, unset), old[i].hash);
  }
  if (old != small_ && old != copy) {
    heap.refund(old_size * sizeof(Entry));
    delete[] old;
  }
  if (old == small_) {
    for (Entry& entry : small_) entry = Entry{unset, 0};
  }
}

bool Set::discard(Runtime& rt, const Value& key) {
  return discard(rt, key, script::hash(rt, key));
}

bool Set::discard(Runtime& rt, const Value& key, std::int64_t hash) {
  Entry* entry = look(rt, key, hash);
  if (is_unset(entry->key)) return false;
  entry->hash = deleted_hash;
  --used_;
  const Value dead = std::exchange(entry->key, unset);
  return true;
}

Value Set::pop() {
  std::size_t i = finger_ & mask_;
  while (is_unset(table_[i].key)) i = (i + 1) & mask_;
  table_[i].hash = deleted_hash;
  --used_;
  finger_ = i + 1;
  return std::exchange(table_[i].key, unset);
}

void Set::clear() noexcept {
  Entry* old = table_;
  const std::size_t size = mask_ + 1;
  Entry copy[small_size];
  if (old == small_) {
    for (std::size_t i = 0; i < small_size; ++i) copy[i] = std::exchange(small_[i], Entry{unset, 0});
  }
  table_ = small_;
  mask_ = small_size - 1;
  fill_ = used_ = finger_ = 0;
  if (old != small_) {
    type()->heap().refund(size * sizeof(Entry));
    delete[] old;
  }
}

void Set::swap(Set& other) noexcept {
  const bool small = table_ == small_;
  const bool other_small = other.table_ == other.small_;
  for (std::size_t i = 0; i < small_size; ++i) std::swap(small_[i], other.small_[i]);
  std::swap(table_, other.table_);
  if (other_small) table_ = small_;
  if (small) other.table_ = other.small_;
  std::swap(mask_, other.mask_);
  std::swap(fill_, other.fill_);
  std::swap(used_, other.used_);
  std::swap(finger_, other.finger_);
}

void Set::merge(Runtime& rt, const Set& other) {
  if (&other == this || other.used_ == 0) return;
  if ((fill_ + other.used_) * 5 >= mask_ * 3) resize((used_ + other.used_) * 2);
  if (fill_ == 0 && mask_ == other.mask_ && other.fill_ == other.used_) {
    for (std::size_t i = 0; i <= mask_; ++i) table_[i] = other.table_[i];
    fill_ = other.fill_;
    used_ = other.used_;
    return;
  }
  if (fill_ == 0) {
    fill_ = used_ = other.used_;
    for (std::size_t i = 0; i <= other.mask_; ++i) {
      if (!is_unset(other.table_[i].key)) insert_clean(other.table_[i].key, other.table_[i].hash);
    }
    return;
  }
  for (std::size_t i = 0; i <= other.mask_; ++i) {
    const Entry entry = other.table_[i];
    if (!is_unset(entry.key)) add(rt, entry.key, entry.hash);
  }
}

Ref<Set> make_set(Runtime& rt) {
  return rt.heap().make<Set>(rt.types().set);
}

void update(Runtime& rt, Set& set, const Value& iterable) {
  if (is_set(iterable)) return set.merge(rt, as_set(iterable));
  if (is_exact(iterable, rt.types().dict)) {
    const Dict& dict = as_dict(iterable);
    set.make_room(dict.size());
    for (std::uint32_t i = 0; i < dict.entry_count(); ++i) {
      const Dict::Entry entry = dict.entry(i);
      if (!is_unset(entry.key)) set.add(rt, entry.key, entry.hash);
    }
    return;
  }
  for_each(rt, iterable, [&](const Value& item) { set.add(rt, item); });
}

// set_update_internal's preparation for a dict of `count` keys.
void Set::make_room(std::size_t count) {
  if ((fill_ + count) * 5 >= mask_ * 3) resize((used_ + count) * 2);
}

}  // namespace orrery::script
