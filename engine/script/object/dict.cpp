#include "engine/script/object/dict.hpp"

#include <cstdlib>
#include <cstring>

#include "engine/script/object/exception.hpp"
#include "engine/script/object/operators.hpp"

namespace orrery::script {

namespace {

constexpr std::int32_t free_index = -1;
constexpr std::int32_t deleted_index = -2;
constexpr unsigned perturb_shift = 5;

constexpr std::size_t usable(std::size_t table) {
  return table * 2 / 3;
}

std::size_t index_width(unsigned log_size) {
  return log_size < 8 ? 1 : log_size < 16 ? 2 : 4;
}

// The order in which slots are tried for a hash.
struct Probe {
  Probe(std::int64_t hash, std::size_t table_mask) noexcept
      : perturb(static_cast<std::uint64_t>(hash)), mask(table_mask), slot(perturb & table_mask) {}
  void advance() noexcept {
    perturb >>= perturb_shift;
    slot = (slot * 5 + perturb + 1) & mask;
  }
  std::uint64_t perturb;
  std::size_t mask;
  std::size_t slot;
};

}  // namespace

Dict::~Dict() {
  clear();
}

std::size_t Dict::bytes() const noexcept {
  return capacity_ * sizeof(Entry) + (std::size_t{1} << log_size_) * index_width(log_size_);
}

std::int32_t Dict::index_at(std::size_t slot) const noexcept {
  if (log_size_ < 8) return static_cast<const std::int8_t*>(indices_)[slot];
  if (log_size_ < 16) return static_cast<const std::int16_t*>(indices_)[slot];
  return static_cast<const std::int32_t*>(indices_)[slot];
}

void Dict::set_index(std::size_t slot, std::int32_t entry) noexcept {
  if (log_size_ < 8) {
    static_cast<std::int8_t*>(indices_)[slot] = static_cast<std::int8_t>(entry);
  } else if (log_size_ < 16) {
    static_cast<std::int16_t*>(indices_)[slot] = static_cast<std::int16_t>(entry);
  } else {
    static_cast<std::int32_t*>(indices_)[slot] = entry;
  }
}

Dict::Found Dict::locate(const Str& name, std::int64_t hash) const noexcept {
  if (log_size_ == 0) return {-1, 0};
  for (Probe probe(hash, (std::size_t{1} << log_size_) - 1);; probe.advance()) {
    const std::int32_t at = index_at(probe.slot);
    if (at == free_index) return {-1, 0};
    if (at < 0) continue;
    const Entry& entry = entries_[at];
    const auto* key = static_cast<const Str*>(entry.key.object());
    if (key == &name || (entry.hash == hash && key->view() == name.view())) return {at, probe.slot};
  }
}

Dict::Found Dict::locate(Runtime& rt, const Value& key, std::int64_t hash) {
  if (only_strings_) {
    if (is_exact_str(rt, key)) return locate(as_str(key), hash);
    if (used_ == 0) return {-1, 0};
  }
restart:
  if (log_size_ == 0) return {-1, 0};
  const std::uint32_t shape = shape_;
  for (Probe probe(hash, (std::size_t{1} << log_size_) - 1);; probe.advance()) {
    const std::int32_t at = index_at(probe.slot);
    if (at == free_index) return {-1, 0};
    if (at < 0) continue;
    if (entries_[at].key == key) return {at, probe.slot};
    if (entries_[at].hash != hash) continue;
    const Value candidate = entries_[at].key;
    const bool same = equal(rt, candidate, key);
    if (shape != shape_) goto restart;  // __eq__ has changed the dict
    if (same) return {at, probe.slot};
  }
}

Value* Dict::find(Runtime& rt, const Value& key) {
  return find(rt, key, hash(rt, key));
}

Value* Dict::find(Runtime& rt, const Value& key, std::int64_t hash) {
  const Found found = locate(rt, key, hash);
  return found.entry < 0 ? nullptr : &entries_[found.entry].value;
}

Value* Dict::find(Str* name) {
  const Found found = only_strings_ ? locate(*name, name->hash())
                                    : locate(type()->heap().runtime(), Value(static_cast<Object*>(name)), name->hash());
  return found.entry < 0 ? nullptr : &entries_[found.entry].value;
}

Value* Dict::find(std::string_view name) {
  return find(type()->heap().intern(name));
}

Value* Dict::find_hinted(Str* name, std::uint32_t& hint) {
  Value* value = find(name);
  if (value) hint = static_cast<std::uint32_t>(reinterpret_cast<Entry*>(value - 1) - entries_);
  return value;
}

std::size_t Dict::free_slot(std::int64_t hash) const noexcept {
  Probe probe(hash, (std::size_t{1} << log_size_) - 1);
  while (index_at(probe.slot) != free_index) probe.advance();
  return probe.slot;
}

void Dict::resize(std::size_t wanted) {
  std::uint8_t log_size = 3;
  while ((std::size_t{1} << log_size) < wanted) ++log_size;
  Heap& heap = type()->heap();
  const std::size_t table = std::size_t{1} << log_size;
  const std::size_t index_bytes = table * index_width(log_size);
  const std::size_t needed = usable(table) * sizeof(Entry) + index_bytes;
  if (wanted > (std::size_t{1} << 30)) heap.out_of_memory();
  heap.charge(needed);
  auto* entries = static_cast<Entry*>(std::malloc(needed));
  if (!entries) {
    heap.refund(needed);
    heap.out_of_memory();
  }
  std::uint32_t count = 0;
  for (std::uint32_t i = 0; i < entry_count_; ++i) {
    if (is_unset(entries_[i].key)) continue;
    std::memcpy(static_cast<void*>(&entries[count++]), static_cast<void*>(&entries_[i]), sizeof(Entry));
  }
  if (log_size_ != 0) heap.refund(bytes());
  std::free(static_cast<void*>(entries_));
  entries_ = entries;
  capacity_ = static_cast<std::uint32_t>(usable(table));
  indices_ = entries_ + capacity_;
  log_size_ = log_size;
  std::memset(indices_, 0xff, index_bytes);
  entry_count_ = count;
  usable_ = capacity_ - count;
  for (std::uint32_t i = 0; i < count; ++i) set_index(free_slot(entries_[i].hash), static_cast<std::int32_t>(i));
  ++shape_;
}

void Dict::insert_new(const Value& key, std::int64_t hash, Value value) {
  if (usable_ == 0) resize(used_ * 3 < 8 ? 8 : used_ * 3);
  const std::size_t slot = free_slot(hash);
  set_index(slot, static_cast<std::int32_t>(entry_count_));
  Entry& entry = entries_[entry_count_++];
  new (&entry.key) Value(key);
  new (&entry.value) Value(std::move(value));
  entry.hash = hash;
  --usable_;
  ++used_;
  ++shape_;
}

void Dict::set(Runtime& rt, const Value& key, Value value) {
  set(rt, key, hash(rt, key), std::move(value));
}

void Dict::set(Runtime& rt, const Value& key, std::int64_t hash, Value value) {
  const Found found = locate(rt, key, hash);
  if (found.entry >= 0) {
    std::swap(entries_[found.entry].value, value);
    return;
  }
  if (only_strings_ && !is_exact_str(rt, key)) only_strings_ = false;
  insert_new(key, hash, std::move(value));
}

void Dict::set(Str* name, Value value) {
  if (!only_strings_) return set(type()->heap().runtime(), Value(static_cast<Object*>(name)), std::move(value));
  const Found found = locate(*name, name->hash());
  if (found.entry >= 0) {
    std::swap(entries_[found.entry].value, value);
    return;
  }
  insert_new(Value(static_cast<Object*>(name)), name->hash(), std::move(value));
}

void Dict::remove_at(const Found& found, Value* removed) noexcept {
  set_index(found.slot, deleted_index);
  Entry& entry = entries_[found.entry];
  const Value key = std::exchange(entry.key, unset);
  Value value = std::move(entry.value);
  --used_;
  ++shape_;
  while (entry_count_ > 0 && is_unset(entries_[entry_count_ - 1].key)) entries_[--entry_count_].~Entry();
  if (removed) *removed = std::move(value);
}

bool Dict::remove(Runtime& rt, const Value& key, Value* removed) {
  const Found found = locate(rt, key, hash(rt, key));
  if (found.entry < 0) return false;
  remove_at(found, removed);
  return true;
}

bool Dict::remove(Str* name, Value* removed) {
  return remove(type()->heap().runtime(), Value(static_cast<Object*>(name)), removed);
}

void Dict::clear() noexcept {
  if (log_size_ == 0) return;
  const std::size_t freed = bytes();
  Entry* entries = std::exchange(entries_, nullptr);
  const std::uint32_t count = std::exchange(entry_count_, 0);
  indices_ = nullptr;
  capacity_ = used_ = usable_ = 0;
  log_size_ = 0;
  only_strings_ = true;
  ++shape_;
  Heap& heap = type()->heap();
  for (std::uint32_t i = 0; i < count; ++i) entries[i].~Entry();
  std::free(static_cast<void*>(entries));
  heap.refund(freed);
}

void Dict::copy_from(Runtime& rt, const Dict& other) {
  if (used_ == 0 && other.used_ > 5) resize(other.used_ * 3 / 2 + 1);
  for (std::uint32_t i = 0; i < other.entry_count_; ++i) {
    const Entry& entry = other.entries_[i];
    if (is_unset(entry.key)) continue;
    const Value key = entry.key;
    set(rt, key, entry.hash, entry.value);
  }
}

Ref<Dict> make_dict(Runtime& rt) {
  return rt.heap().make<Dict>(rt.types().dict);
}

}  // namespace orrery::script
