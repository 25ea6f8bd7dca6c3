// Where the objects of one interpreter live: allocation by size, the limit of memory, interned strings, teardown.
//
// Every object must be dead before its Heap is. `clear_all` breaks the cycles that reference counting leaves.
#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <new>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "engine/script/object/object.hpp"

namespace orrery::script {

class Heap {
 public:
  // `limit`: bytes that the objects of a program may take together; passing it raises MemoryError.
  Heap(Runtime& runtime, std::size_t limit);
  ~Heap();
  Heap(const Heap&) = delete;
  Heap& operator=(const Heap&) = delete;

  Runtime& runtime() const noexcept { return *runtime_; }

  // Makes an object; `extra`: bytes wanted right after it.
  template <class T, class... Args>
  Ref<T> make(Args&&... args) {
    return make_with<T>(0, std::forward<Args>(args)...);
  }
  template <class T, class... Args>
  Ref<T> make_with(std::size_t extra, Args&&... args) {
    std::uint8_t size_class = 0;
    void* memory = allocate(sizeof(T) + extra, size_class);
    T* object = new (memory) T(std::forward<Args>(args)...);
    object->ScriptObject::size_class_ = size_class;
    return Ref<T>(object);
  }

  // Accounts for memory that an object holds outside itself. Raises MemoryError, and accounts for nothing, beyond the
  // limit.
  void charge(std::size_t bytes) {
    if (bytes > limit_ - used_ || used_ > limit_) out_of_memory();
    used_ += bytes;
  }
  void refund(std::size_t bytes) noexcept { used_ -= bytes; }
  // Raises MemoryError if so much more could never be had; charges nothing.
  void expect(std::size_t bytes) {
    if (used_ > limit_ || bytes > limit_ - used_) out_of_memory();
  }
  std::size_t used() const noexcept { return used_; }
  std::size_t limit() const noexcept { return limit_; }
  [[noreturn]] void out_of_memory();

  // The one string with this text; interned strings live as long as the Heap and are equal only if identical.
  Str* intern(std::string_view text);
  Str* intern(Str* text);

  // A small number that stays the same while the object lives (`id(x)`).
  std::int64_t id_of(const Value& value);
  void forget_id(const Object* object) noexcept { ids_.erase(object); }

  // Drops all references that tracked objects hold; call once, when no script code will run any more (nor does
  // __del__).
  void clear_all() noexcept;
  bool closing() const noexcept { return closing_; }
  // Lets the interned strings go; the last thing before the types die.
  void drop_interned() noexcept;
  std::size_t tracked() const noexcept;

  // Where Type::lookup remembers what it found.
  struct Cached {
    std::uint32_t version = 0;
    const Str* name = nullptr;
    const Value* value = nullptr;
  };
  Cached& cached(std::uint32_t version, const Str* name) noexcept {
    return cache_[(version * 31 + (reinterpret_cast<std::uintptr_t>(name) >> 4)) % cache_.size()];
  }
  std::uint32_t next_version() noexcept { return ++last_version_; }

  // Runs `destroy(object)` now, or later if too many deaths are nested. For Object::dispose of tracked kinds.
  void dispose(Object* object, void (*destroy)(Object*) noexcept) noexcept;

 private:
  friend class Tracked;
  friend class ScriptObject;
  static constexpr std::size_t classes = 33;  // of 16 bytes each; class 0 is "larger"

  void* allocate(std::size_t bytes, std::uint8_t& size_class);
  void* allocate_large(std::size_t bytes);
  void* refill(std::size_t size_class);
  void free(void* memory, std::uint8_t size_class) noexcept;
  void grow_interned();
  Str** interned_slot(std::string_view text, std::uint64_t hash) noexcept;

  struct Root;
  struct Doomed {
    Object* object;
    void (*destroy)(Object*) noexcept;
  };

  Runtime* runtime_;
  std::size_t limit_;
  std::size_t used_ = 0;
  bool exhausted_ = false;  // the limit was met once
  std::array<void*, classes> free_{};
  std::vector<void*> chunks_;
  unsigned dying_ = 0;
  std::vector<Doomed> doomed_;
  std::unique_ptr<Tracked, void (*)(Tracked*)> tracked_;
  bool closing_ = false;
  std::uint32_t last_version_ = 0;
  std::array<Cached, 4096> cache_{};
  std::vector<Str*> interned_;
  std::size_t interned_count_ = 0;
  std::unordered_map<const Object*, std::int64_t> ids_;
  std::int64_t last_id_ = 0;
};

inline Tracked::Tracked(Heap& heap) noexcept : previous_(heap.tracked_.get()), next_(heap.tracked_->next_) {
  next_->previous_ = this;
  previous_->next_ = this;
}
inline Tracked::~Tracked() {
  previous_->next_ = next_;
  next_->previous_ = previous_;
}

}  // namespace orrery::script
