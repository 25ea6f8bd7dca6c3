// dict: insertion-ordered, entries in one compact array, an open-addressed table of indices beside it (dictobject.c).
#pragma once

#include <cstdint>

#include "engine/script/object/object.hpp"
#include "engine/script/object/runtime.hpp"
#include "engine/script/object/str.hpp"

namespace orrery::script {

class Dict : public ScriptObject, public Tracked {
 public:
  struct Entry {
    Value key;  // `unset` where an entry was deleted
    Value value;
    std::int64_t hash = 0;
  };

  explicit Dict(Type* type) noexcept : ScriptObject(type), Tracked(type->heap()) {}
  ~Dict() override;

  std::size_t size() const noexcept { return used_; }

  // The value, or null. Pointers are valid until the dict changes. May call __hash__ and __eq__.
  Value* find(Runtime& rt, const Value& key);
  Value* find(Runtime& rt, const Value& key, std::int64_t hash);
  // The same for names; never runs code of the script unless the dict has keys that are not strings.
  Value* find(Str* name);
  Value* find(std::string_view name);
  void set(Runtime& rt, const Value& key, Value value);
  void set(Runtime& rt, const Value& key, std::int64_t hash, Value value);
  void set(Str* name, Value value);
  // False if it was not there. `removed` receives the value if not null.
  bool remove(Runtime& rt, const Value& key, Value* removed = nullptr);
  bool remove(Str* name, Value* removed = nullptr);
  void clear() noexcept;

  // For inline caches: where a name was found last time. Finds by identity at `hint` first and mends the hint.
  Value* find(Str* name, std::uint32_t& hint) {
    if (hint < entry_count_ &&
        entries_[hint].key.bits() == reinterpret_cast<std::uintptr_t>(static_cast<Object*>(name)))
      return &entries_[hint].value;
    return find_hinted(name, hint);
  }

  // Entries in order of insertion, deleted ones (key `unset`) included. Stay in bounds anew after running script code.
  std::uint32_t entry_count() const noexcept { return entry_count_; }
  Entry& entry(std::uint32_t i) noexcept { return entries_[i]; }
  const Entry& entry(std::uint32_t i) const noexcept { return entries_[i]; }
  // Changes with every insertion and deletion of a key (not with new values).
  std::uint32_t shape() const noexcept { return shape_; }

  void copy_from(Runtime& rt, const Dict& other);

  void clear_references() noexcept override { clear(); }
  Object* tracked_object() noexcept override { return this; }

 private:
  struct Found {
    std::int64_t entry;  // -1: not there
    std::size_t slot;
  };
  Found locate(Runtime& rt, const Value& key, std::int64_t hash);
  Found locate(const Str& name, std::int64_t hash) const noexcept;
  Value* find_hinted(Str* name, std::uint32_t& hint);
  std::int32_t index_at(std::size_t slot) const noexcept;
  void set_index(std::size_t slot, std::int32_t entry) noexcept;
  void insert_new(const Value& key, std::int64_t hash, Value value);
  void resize(std::size_t wanted);
  void remove_at(const Found& found, Value* removed) noexcept;
  std::size_t free_slot(std::int64_t hash) const noexcept;
  std::size_t bytes() const noexcept;

  Entry* entries_ = nullptr;
  void* indices_ = nullptr;  // int8, int16 or int32 by `log_size_`
  std::uint32_t entry_count_ = 0;
  std::uint32_t capacity_ = 0;
  std::uint32_t used_ = 0;
  std::uint32_t usable_ = 0;  // insertions left until the tables are made anew
  std::uint32_t shape_ = 0;
  std::uint8_t log_size_ = 0;  // of the index table; 0: none yet
  bool only_strings_ = true;   // every key ever put in was an exact str
};

Ref<Dict> make_dict(Runtime& rt);
// dict.update(other) for a mapping or an iterable of pairs.
void update(Runtime& rt, Dict& dict, const Value& other);
// `{**mapping}`: raises TypeError "'int' object is not a mapping".
void update_mapping(Runtime& rt, Dict& dict, const Value& mapping);

inline bool is_dict(const Value& v) noexcept {
  return has_flag(v, TypeFlag::is_dict);
}
inline Dict& as_dict(const Value& v) noexcept {
  return *static_cast<Dict*>(v.object());
}

}  // namespace orrery::script
