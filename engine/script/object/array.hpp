// A growing array of values that charges its memory to a Heap. Values are moved with memmove: they are plain words.
#pragma once

#include <cstddef>

#include "engine/script/object/heap.hpp"
#include "engine/script/object/object.hpp"

namespace orrery::script {

class ValueArray {
 public:
  ValueArray() noexcept = default;
  ValueArray(ValueArray&& other) noexcept;
  ValueArray& operator=(ValueArray&& other) noexcept;
  ~ValueArray() { clear(); }

  std::size_t size() const noexcept { return size_; }
  bool empty() const noexcept { return size_ == 0; }
  Value& operator[](std::size_t i) noexcept { return data_[i]; }
  const Value& operator[](std::size_t i) const noexcept { return data_[i]; }
  Value* begin() noexcept { return data_; }
  Value* end() noexcept { return data_ + size_; }
  const Value* begin() const noexcept { return data_; }
  const Value* end() const noexcept { return data_ + size_; }

  void push(Heap& heap, Value value) {
    if (size_ == capacity_) grow(heap, size_ + 1);
    new (data_ + size_++) Value(std::move(value));
  }
  // Precondition: not empty.
  Value pop() noexcept {
    Value last = std::move(data_[--size_]);
    return last;
  }
  void reserve(Heap& heap, std::size_t capacity) {
    if (capacity > capacity_) grow(heap, capacity);
  }
  void insert(Heap& heap, std::size_t at, Value value);
  Value remove(std::size_t at) noexcept;
  // Replaces [begin, end) by `count` values copied from `from` (which must not be inside this array).
  void replace(Heap& heap, std::size_t begin, std::size_t end, const Value* from, std::size_t count);
  // Empties it first and frees the values afterwards, so that code run by their deaths sees an empty array.
  void clear() noexcept;
  void swap(ValueArray& other) noexcept;

 private:
  void grow(Heap& heap, std::size_t wanted);

  Value* data_ = nullptr;
  std::size_t size_ = 0;
  std::size_t capacity_ = 0;
  Heap* heap_ = nullptr;
};

}  // namespace orrery::script
