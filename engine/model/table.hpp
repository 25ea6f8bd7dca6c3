// A table from ordinals to values that is cheap to copy: copies share their pages until one of them changes.
//
// A radix tree: 16 values a page, 32 children a branch, as high as the largest key needs. Copying a table copies one
// pointer; the first change of a page after that copies the page and the branches above it. Iteration is by rising key.
// Values must be default-constructible, copyable and comparable. A table belongs to one thread at a time; its copies may
// belong to others.
#pragma once

#include <array>
#include <atomic>
#include <bit>
#include <cstdint>
#include <memory>
#include <utility>

namespace orrery::model {

template <class T>
class Table {
 public:
  using Key = std::uint32_t;
  class Iterator;

  std::size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }

  // The value of a key, or null. The pointer is valid until the table changes.
  const T* find(Key key) const {
    const Page* page = page_of(key);
    return page && page->holds(key) ? &page->values[key % page_size] : nullptr;
  }
  // The value of a key that is there, for changing; null if it is not there.
  T* find_to_edit(Key key) {
    if (!covers(key)) return nullptr;
    Node* node = &root_;
    for (unsigned height = height_; *node && height > 0; --height)
      node = &own<Branch>(*node).children[child_index(key, height)];
    if (!*node || !static_cast<const Page*>(node->get())->holds(key)) return nullptr;
    return &own<Page>(*node).values[key % page_size];
  }
  // The value of a key for changing; made new if it is not there.
  T& edit(Key key) {
    while (!covers(key)) grow();
    Page& page = own_page(root_, height_, key);
    if (!page.holds(key)) {
      page.used = static_cast<std::uint16_t>(page.used | page.bit(key));
      ++size_;
    }
    return page.values[key % page_size];
  }
  void erase(Key key) {
    if (!find(key)) return;
    erase_below(root_, height_, key);
    if (--size_ == 0) *this = Table();
  }

  Iterator begin() const { return Iterator(this, 0); }
  Iterator end() const { return Iterator(); }
  // From the first key that is not below `key`.
  Iterator from(Key key) const { return Iterator(this, key); }

  // Bytes of the pages and branches that are not shared with `other`, as far as those of a value itself.
  std::size_t bytes_beside(const Table& other) const {
    return bytes_below(root_.get(), other.height_ == height_ ? other.root_.get() : nullptr, height_);
  }

  friend bool operator==(const Table& a, const Table& b) {
    if (a.size_ != b.size_) return false;
    if (a.root_ == b.root_ && a.height_ == b.height_) return true;
    auto i = a.begin();
    for (auto j = b.begin(); i != a.end(); ++i, ++j)
      if ((*i).first != (*j).first || !((*i).second == (*j).second)) return false;
    return true;
  }

 private:
  static constexpr unsigned page_bits = 4;
  static constexpr unsigned branch_bits = 5;
  static constexpr Key page_size = 1u << page_bits;
  static constexpr std::size_t branch_size = 1u << branch_bits;

  struct Page {
    std::uint16_t used = 0;
    std::array<T, page_size> values{};

    static std::uint16_t bit(Key key) { return static_cast<std::uint16_t>(1u << (key % page_size)); }
    bool holds(Key key) const { return used & bit(key); }
  };
  // A branch or a page, by its height above the pages; empty subtrees are null.
  using Node = std::shared_ptr<void>;
  struct Branch {
    std::array<Node, branch_size> children{};
  };

  static unsigned shift_at(unsigned height) { return page_bits + branch_bits * (height - 1); }
  static std::size_t child_index(Key key, unsigned height) { return key >> shift_at(height) & (branch_size - 1); }
  bool covers(Key key) const {
    const unsigned bits = page_bits + branch_bits * height_;
    return bits >= 32 || key >> bits == 0;
  }

  const Page* page_of(Key key) const {
    if (!covers(key)) return nullptr;
    const void* node = root_.get();
    for (unsigned height = height_; node && height > 0; --height)
      node = static_cast<const Branch*>(node)->children[child_index(key, height)].get();
    return static_cast<const Page*>(node);
  }

  void grow() {
    if (root_) {
      auto branch = std::make_shared<Branch>();
      branch->children[0] = std::move(root_);
      root_ = std::move(branch);
    }
    ++height_;
  }

  // Makes `node` ours alone: new if empty, copied if shared.
  template <class Content>
  static Content& own(Node& node) {
    if (!node)
      node = std::make_shared<Content>();
    else if (node.use_count() > 1)
      node = std::make_shared<Content>(*static_cast<const Content*>(node.get()));
    else
      std::atomic_thread_fence(std::memory_order_acquire);  // after the reads of whoever gave up the last copy
    return *static_cast<Content*>(node.get());
  }
  static Page& own_page(Node& root, unsigned height, Key key) {
    Node* node = &root;
    for (; height > 0; --height) node = &own<Branch>(*node).children[child_index(key, height)];
    return own<Page>(*node);
  }

  // Removes a key that is there, and the subtree if nothing is left in it.
  static void erase_below(Node& node, unsigned height, Key key) {
    if (height == 0) {
      Page& page = own<Page>(node);
      page.used = static_cast<std::uint16_t>(page.used & ~Page::bit(key));
      page.values[key % page_size] = T();
      if (page.used == 0) node.reset();
      return;
    }
    Branch& branch = own<Branch>(node);
    erase_below(branch.children[child_index(key, height)], height - 1, key);
    for (const Node& child : branch.children)
      if (child) return;
    node.reset();
  }

  static std::size_t bytes_below(const void* node, const void* other, unsigned height) {
    if (!node || node == other) return 0;
    if (height == 0) return sizeof(Page);
    std::size_t bytes = sizeof(Branch);
    for (std::size_t i = 0; i < branch_size; ++i) {
      const void* beside = other ? static_cast<const Branch*>(other)->children[i].get() : nullptr;
      bytes += bytes_below(static_cast<const Branch*>(node)->children[i].get(), beside, height - 1);
    }
    return bytes;
  }

  // The first key at or above `key` below `node`, which starts at `base`; false if there is none.
  static bool next_below(const void* node, unsigned height, Key base, Key key, Key& found, const T*& value) {
    if (!node) return false;
    if (height == 0) return next_in_page(*static_cast<const Page*>(node), base, key, found, value);
    const auto& children = static_cast<const Branch*>(node)->children;
    for (std::size_t i = key > base ? (key - base) >> shift_at(height) : 0; i < branch_size; ++i) {
      const Key child_base = base + static_cast<Key>(i << shift_at(height));
      if (next_below(children[i].get(), height - 1, child_base, key, found, value)) return true;
    }
    return false;
  }
  static bool next_in_page(const Page& page, Key base, Key key, Key& found, const T*& value) {
    const unsigned skip = key > base ? key - base : 0;
    if (skip >= page_size) return false;
    const unsigned left = static_cast<unsigned>(page.used) >> skip;
    if (left == 0) return false;
    const unsigned offset = skip + static_cast<unsigned>(std::countr_zero(left));
    found = base + offset;
    value = &page.values[offset];
    return true;
  }

  Node root_;
  unsigned height_ = 0;
  std::size_t size_ = 0;
};

// Goes over a table that does not change meanwhile: pairs of key and const T&.
template <class T>
class Table<T>::Iterator {
 public:
  using value_type = std::pair<Key, const T&>;
  using difference_type = std::ptrdiff_t;

  Iterator() = default;
  Iterator(const Table* table, Key from) : table_(table) { advance_to(from); }
  std::pair<Key, const T&> operator*() const { return {key_, *value_}; }
  Iterator& operator++() {
    if (value_ && key_ % page_size != page_size - 1 && value_in_page()) return *this;
    advance_to(key_ + 1);
    return *this;
  }
  friend bool operator==(const Iterator& a, const Iterator& b) { return a.value_ == b.value_; }

 private:
  bool value_in_page() {
    const T* next = table_->find(key_ + 1);
    if (!next) return false;
    ++key_;
    value_ = next;
    return true;
  }
  void advance_to(Key from) {
    if (!next_below(table_->root_.get(), table_->height_, 0, from, key_, value_)) value_ = nullptr;
  }

  const Table* table_ = nullptr;
  Key key_ = 0;
  const T* value_ = nullptr;
};

}  // namespace orrery::model
