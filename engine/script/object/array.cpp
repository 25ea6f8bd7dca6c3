#include "engine/script/object/array.hpp"

#include <cstdlib>
#include <cstring>
#include <utility>

namespace orrery::script {

namespace {

void move_words(Value* to, const Value* from, std::size_t count) noexcept {
  std::memmove(static_cast<void*>(to), static_cast<const void*>(from), count * sizeof(Value));
}

}  // namespace

ValueArray::ValueArray(ValueArray&& other) noexcept {
  swap(other);
}

ValueArray& ValueArray::operator=(ValueArray&& other) noexcept {
  swap(other);
  other.clear();
  return *this;
}

void ValueArray::swap(ValueArray& other) noexcept {
  std::swap(data_, other.data_);
  std::swap(size_, other.size_);
  std::swap(capacity_, other.capacity_);
  std::swap(heap_, other.heap_);
}

void ValueArray::grow(Heap& heap, std::size_t wanted) {
  std::size_t capacity = wanted + (wanted >> 3) + 6;
  if (size_ == 0) capacity = wanted < 4 ? 4 : wanted;
  if (capacity > heap.limit() / sizeof(Value)) heap.out_of_memory();
  heap.charge((capacity - capacity_) * sizeof(Value));
  auto* data = static_cast<Value*>(std::realloc(static_cast<void*>(data_), capacity * sizeof(Value)));
  if (!data) {
    heap.refund((capacity - capacity_) * sizeof(Value));
    heap.out_of_memory();
  }
  data_ = data;
  capacity_ = capacity;
  heap_ = &heap;
}

void ValueArray::insert(Heap& heap, std::size_t at, Value value) {
  if (size_ == capacity_) grow(heap, size_ + 1);
  move_words(data_ + at + 1, data_ + at, size_ - at);
  new (data_ + at) Value(std::move(value));
  ++size_;
}

Value ValueArray::remove(std::size_t at) noexcept {
  Value gone = std::move(data_[at]);
  move_words(data_ + at, data_ + at + 1, size_ - at - 1);
  --size_;
  return gone;
}

void ValueArray::replace(Heap& heap, std::size_t begin, std::size_t end, const Value* from, std::size_t count) {
  const std::size_t removed = end - begin;
  if (count > removed) reserve(heap, size_ + (count - removed));
  // The old values die last: their deaths may run code that looks at this array.
  ValueArray dead;
  dead.reserve(heap, removed);
  for (std::size_t i = begin; i < end; ++i) dead.push(heap, std::move(data_[i]));
  move_words(data_ + begin + count, data_ + end, size_ - end);
  for (std::size_t i = 0; i < count; ++i) new (data_ + begin + i) Value(from[i]);
  size_ = size_ - removed + count;
}

void ValueArray::clear() noexcept {
  Value* data = std::exchange(data_, nullptr);
  const std::size_t size = std::exchange(size_, 0);
  const std::size_t capacity = std::exchange(capacity_, 0);
  // As CPython's list_clear: from the last to the first.
  for (std::size_t i = size; i-- > 0;) data[i].~Value();
  std::free(static_cast<void*>(data));
  if (heap_ && capacity) heap_->refund(capacity * sizeof(Value));
}

}  // namespace orrery::script
