// A table from ordinals to values that is cheap to copy: copies share their pages until one of them changes.
//
// A radix tree: a few values a page (the larger they are the fewer), 32 children a branch, as high as the largest key
// needs. Copying a table copies one pointer; the first change of a page after that copies the page and the branches
// above it. Iteration is by rising key. Values must be default-constructible, copyable and comparable. A table belongs
// to one thread at a time; its copies may belong to others.
#pragma once

#include <array>
#include <atomic>
#include <bit>
#include <cstdint>
#include <utility>

namespace orrery::model {

template <class T>
class Table {
 public:
  using Key = std::uint32_t;
  class Iterator;

  Table() = default;
  Table(const Table& other) : root_(retained(other.root_)), height_(other.height_), size_(other.size_) {}
  Table(Table&& other) noexcept { swap(other); }
  Table& operator=(Table other) noexcept {
    swap(other);
    return *this;
  }
  ~Table() { release(root_, height_); }

  std::size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }

  // The value of a key, or null. The pointer is valid until the table changes.
  const T* find(Key key) const {
    const Page* page = page_of(key);
    return page && page->holds(key) ? &page->values[key % page_size] : nullptr;
  }
  // The value of a key that is there, for changing; null if it is not there.
  T* find_to_edit(Key key) { return find(key) ? &own_page(key).values[key % page_size] : nullptr; }
  // The value of a key for changing; made new if it is not there.
  T& edit(Key key) {
    while (!covers(key)) grow();
    Page& page = own_page(key);
    if (!page.holds(key)) {
      page.used |= Page::bit(key);
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
    return bytes_below(root_, other.height_ == height_ ? other.root_ : nullptr, height_);
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
  // Changing one value of a page copies all of them: large ones stand in small pages.
  static constexpr unsigned page_bits = sizeof(T) > 32 ? 0 : sizeof(T) > 16 ? 2 : 5;
  static constexpr unsigned branch_bits = 4;
  static constexpr Key page_size = 1u << page_bits;
  static constexpr std::size_t branch_size = 1u << branch_bits;

  // A branch or a page, by its height above the pages; empty subtrees are null.
  struct Node {
    Node() = default;
    Node(const Node& other) : used(other.used) {}
    Node& operator=(const Node&) = delete;

    std::atomic<std::uint32_t> owners{1};
    std::uint32_t used = 0;  // a bit for each value or child that is there
  };
  struct Page : Node {
    std::array<T, page_size> values{};

    static std::uint32_t bit(Key key) { return 1u << (key % page_size); }
    bool holds(Key key) const { return this->used & bit(key); }
  };
  struct Branch : Node {
    std::array<Node*, branch_size> children{};

    Branch() = default;
    Branch(const Branch& other) : Node(other), children(other.children) {
      for (std::uint32_t left = this->used; left; left &= left - 1) retained(children[first_of(left)]);
    }
  };

  static std::size_t first_of(std::uint32_t used) { return static_cast<std::size_t>(std::countr_zero(used)); }
  static unsigned shift_at(unsigned height) { return page_bits + branch_bits * (height - 1); }
  static std::size_t child_index(Key key, unsigned height) { return key >> shift_at(height) & (branch_size - 1); }
  bool covers(Key key) const {
    const unsigned bits = page_bits + branch_bits * height_;
    return bits >= 32 || key >> bits == 0;
  }
  void swap(Table& other) noexcept {
    std::swap(root_, other.root_);
    std::swap(height_, other.height_);
    std::swap(size_, other.size_);
  }

  const Page* page_of(Key key) const {
    if (!covers(key)) return nullptr;
    const Node* node = root_;
    for (unsigned height = height_; node && height > 0; --height)
      node = static_cast<const Branch*>(node)->children[child_index(key, height)];
    return static_cast<const Page*>(node);
  }

  void grow() {
    if (root_) {
      auto* branch = new Branch;
      branch->children[0] = root_;
      branch->used = 1;
      root_ = branch;
    }
    ++height_;
  }

  // ---------------------------------------------------------------- shared nodes

  static Node* retained(Node* node) {
    if (node) node->owners.fetch_add(1, std::memory_order_relaxed);
    return node;
  }
  static void release(Node* node, unsigned height) {
    if (!node || node->owners.fetch_sub(1, std::memory_order_acq_rel) > 1) return;
    if (height == 0) {
      delete static_cast<Page*>(node);
      return;
    }
    auto* branch = static_cast<Branch*>(node);
    for (std::uint32_t left = branch->used; left; left &= left - 1) release(branch->children[first_of(left)], height - 1);
    delete branch;
  }

  // Makes `node` ours alone: new if empty, copied if shared.
  template <class Content>
  static Content& own(Node*& node, unsigned height) {
    if (!node) {
      node = new Content;
    } else if (node->owners.load(std::memory_order_acquire) > 1) {
      auto* copy = new Content(static_cast<const Content&>(*node));
      release(std::exchange(node, copy), height);
    }
    return static_cast<Content&>(*node);
  }
  Page& own_page(Key key) {
    Node** node = &root_;
    for (unsigned height = height_; height > 0; --height) {
      Branch& branch = own<Branch>(*node, height);
      const std::size_t child = child_index(key, height);
      branch.used |= 1u << child;
      node = &branch.children[child];
    }
    return own<Page>(*node, 0);
  }

  // Removes a key that is there, and the subtree if nothing is left in it.
  static void erase_below(Node*& node, unsigned height, Key key) {
    if (height == 0) {
      Page& page = own<Page>(node, 0);
      page.used &= ~Page::bit(key);
      page.values[key % page_size] = T();
    } else {
      Branch& branch = own<Branch>(node, height);
      const std::size_t child = child_index(key, height);
      erase_below(branch.children[child], height - 1, key);
      if (!branch.children[child]) branch.used &= ~(1u << child);
    }
    if (node->used == 0) release(std::exchange(node, nullptr), height);
  }

  static std::size_t bytes_below(const Node* node, const Node* other, unsigned height) {
    if (!node || node == other) return 0;
    if (height == 0) return sizeof(Page);
    const auto* branch = static_cast<const Branch*>(node);
    std::size_t bytes = sizeof(Branch);
    for (std::uint32_t left = branch->used; left; left &= left - 1) {
      const std::size_t child = first_of(left);
      const Node* beside = other ? static_cast<const Branch*>(other)->children[child] : nullptr;
      bytes += bytes_below(branch->children[child], beside, height - 1);
    }
    return bytes;
  }

  // The first key at or above `key` below `node`, which starts at `base`; false if there is none.
  static bool next_below(const Node* node, unsigned height, Key base, Key key, Key& found, const T*& value) {
    if (!node) return false;
    if (height == 0) return next_in_page(*static_cast<const Page*>(node), base, key, found, value);
    const std::size_t skip = key > base ? (key - base) >> shift_at(height) : 0;
    if (skip >= branch_size) return false;
    for (std::uint32_t left = node->used >> skip << skip; left; left &= left - 1) {
      const std::size_t child = first_of(left);
      const Key child_base = base + static_cast<Key>(child << shift_at(height));
      const Node* below = static_cast<const Branch*>(node)->children[child];
      if (next_below(below, height - 1, child_base, key, found, value)) return true;
    }
    return false;
  }
  static bool next_in_page(const Page& page, Key base, Key key, Key& found, const T*& value) {
    const unsigned skip = key > base ? key - base : 0;
    if (skip >= page_size) return false;
    const std::uint32_t left = page.used >> skip;
    if (left == 0) return false;
    const unsigned offset = skip + static_cast<unsigned>(std::countr_zero(left));
    found = base + offset;
    value = &page.values[offset];
    return true;
  }

  Node* root_ = nullptr;
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
    if (!next_below(table_->root_, table_->height_, 0, from, key_, value_)) value_ = nullptr;
  }

  const Table* table_ = nullptr;
  Key key_ = 0;
  const T* value_ = nullptr;
};

}  // namespace orrery::model
