// A list that is cheap to copy: copies share their items until one of them changes. An empty one takes no memory.
//
// Items must be copyable and comparable. A list belongs to one thread at a time; its copies may belong to others.
#pragma once

#include <atomic>
#include <cstdint>
#include <utility>
#include <vector>

namespace orrery::model {

template <class T>
class List {
 public:
  List() = default;
  List(const List& other) : shared_(other.shared_) {
    if (shared_) shared_->owners.fetch_add(1, std::memory_order_relaxed);
  }
  List(List&& other) noexcept : shared_(std::exchange(other.shared_, nullptr)) {}
  List& operator=(List other) noexcept {
    std::swap(shared_, other.shared_);
    return *this;
  }
  ~List() {
    if (shared_ && shared_->owners.fetch_sub(1, std::memory_order_acq_rel) == 1) delete shared_;
  }

  std::size_t size() const { return shared_ ? shared_->items.size() : 0; }
  bool empty() const { return size() == 0; }
  const T& operator[](std::size_t i) const { return shared_->items[i]; }
  const T& front() const { return shared_->items.front(); }
  const T& back() const { return shared_->items.back(); }
  // Valid until the list changes.
  const T* begin() const { return shared_ ? shared_->items.data() : nullptr; }
  const T* end() const { return begin() + size(); }

  void push_back(const T& item) { edit().push_back(item); }
  // The items for changing: from now on this list's alone.
  std::vector<T>& edit() {
    if (!shared_)
      shared_ = new Shared;
    else if (shared_->owners.load(std::memory_order_acquire) > 1)
      *this = List(new Shared(shared_->items));
    return shared_->items;
  }

  // Bytes of the items if they are not shared with `other`.
  std::size_t bytes_beside(const List& other) const {
    return !shared_ || shared_ == other.shared_ ? 0 : sizeof(Shared) + shared_->items.capacity() * sizeof(T);
  }

  friend bool operator==(const List& a, const List& b) {
    if (a.shared_ == b.shared_) return true;
    if (a.size() != b.size()) return false;
    return a.empty() || a.shared_->items == b.shared_->items;
  }

 private:
  struct Shared {
    Shared() = default;
    explicit Shared(const std::vector<T>& copied) : items(copied) {}
    std::atomic<std::uint32_t> owners{1};
    std::vector<T> items;
  };
  explicit List(Shared* shared) : shared_(shared) {}

  Shared* shared_ = nullptr;
};

}  // namespace orrery::model
