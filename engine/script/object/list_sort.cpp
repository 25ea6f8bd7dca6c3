// list.sort: stable, with the comparisons of CPython's for short lists (listobject.c: count_run, binarysort) and merges
// of such runs beyond. Items are sorted as pairs of words beside the list, so an exception out of a comparison loses
// nothing.
#include <algorithm>
#include <vector>

#include "engine/script/object/exception.hpp"
#include "engine/script/object/number.hpp"
#include "engine/script/object/operators.hpp"
#include "engine/script/object/sequence.hpp"
#include "engine/script/object/str.hpp"

namespace orrery::script {

namespace {

// `key` borrowed from the array of keys, `item` the place of the item.
struct Row {
  const Value* key;
  std::size_t item;
};

class Sorter {
 public:
  Sorter(Runtime& rt, std::vector<Row>& rows) : rt_(rt), rows_(rows) {}

  void run() {
    if (sort_plain()) return;
    if (rows_.size() < 64) return sort_run(0, rows_.size());
    constexpr std::size_t run_size = 32;
    for (std::size_t at = 0; at < rows_.size(); at += run_size) sort_run(at, std::min(at + run_size, rows_.size()));
    for (std::size_t width = run_size; width < rows_.size(); width *= 2) merge_all(width);
  }

 private:
  bool before(const Row& a, const Row& b) { return less(rt_, *a.key, *b.key); }

  // All small ints or all strings: no code of the script can see the comparisons.
  bool sort_plain() {
    const auto all = [this](auto&& test) { return std::all_of(rows_.begin(), rows_.end(), test); };
    if (all([](const Row& r) { return r.key->is_integer(); })) {
      std::stable_sort(rows_.begin(), rows_.end(),
                       [](const Row& a, const Row& b) { return a.key->as_integer() < b.key->as_integer(); });
      return true;
    }
    if (all([this](const Row& r) { return is_exact_str(rt_, *r.key); })) {
      std::stable_sort(rows_.begin(), rows_.end(),
                       [](const Row& a, const Row& b) { return as_str(*a.key).view() < as_str(*b.key).view(); });
      return true;
    }
    return false;
  }

  // The end of the ordered run that begins at `begin`; a strictly descending one is turned round.
  std::size_t count_run(std::size_t begin, std::size_t end) {
    std::size_t at = begin + 1;
    if (at >= end) return end;
    if (before(rows_[at], rows_[at - 1])) {
      for (++at; at < end && before(rows_[at], rows_[at - 1]);) ++at;
      std::reverse(rows_.begin() + static_cast<std::ptrdiff_t>(begin), rows_.begin() + static_cast<std::ptrdiff_t>(at));
      return at;
    }
    for (++at; at < end && !before(rows_[at], rows_[at - 1]);) ++at;
    return at;
  }

  void sort_run(std::size_t begin, std::size_t end) {
    for (std::size_t at = count_run(begin, end); at < end; ++at) {
      const Row pivot = rows_[at];
      std::size_t low = begin;
      std::size_t high = at;
      while (low < high) {
        const std::size_t middle = low + ((high - low) >> 1);
        if (before(pivot, rows_[middle])) {
          high = middle;
        } else {
          low = middle + 1;
        }
      }
      std::move_backward(rows_.begin() + static_cast<std::ptrdiff_t>(low),
                         rows_.begin() + static_cast<std::ptrdiff_t>(at),
                         rows_.begin() + static_cast<std::ptrdiff_t>(at) + 1);
      rows_[low] = pivot;
    }
  }

  void merge_all(std::size_t width) {
    std::vector<Row> merged;
    merged.reserve(rows_.size());
    for (std::size_t at = 0; at < rows_.size(); at += 2 * width) {
      std::size_t left = at;
      const std::size_t middle = std::min(at + width, rows_.size());
      std::size_t right = middle;
      const std::size_t end = std::min(at + 2 * width, rows_.size());
      while (left < middle && right < end)
        merged.push_back(before(rows_[right], rows_[left]) ? rows_[right++] : rows_[left++]);
      while (left < middle) merged.push_back(rows_[left++]);
      while (right < end) merged.push_back(rows_[right++]);
    }
    rows_.swap(merged);
  }

  Runtime& rt_;
  std::vector<Row>& rows_;
};

// While it lives the list is empty for everybody; its end gives the items back.
class Borrowed {
 public:
  explicit Borrowed(List& list) : list_(list) { items.swap(list.items); }
  ~Borrowed() { items.swap(list_.items); }
  Borrowed(const Borrowed&) = delete;
  Borrowed& operator=(const Borrowed&) = delete;
  bool touched() const noexcept { return !list_.items.empty(); }
  ValueArray items;

 private:
  List& list_;
};

}  // namespace

void sort(Runtime& rt, List& list, const Value& key, bool reverse) {
  const Ref<List> alive(&list);
  Borrowed borrowed(list);
  ValueArray& items = borrowed.items;
  if (reverse) std::reverse(items.begin(), items.end());
  ValueArray keys;
  if (!key.is_none()) {
    // In the order of the list, whatever the direction.
    for (std::size_t i = 0; i < items.size(); ++i)
      keys.push(rt.heap(), call(rt, key, items[reverse ? items.size() - 1 - i : i]));
    if (reverse) std::reverse(keys.begin(), keys.end());
  }
  const ValueArray& by = key.is_none() ? items : keys;
  std::vector<Row> rows;
  rows.reserve(items.size());
  for (std::size_t i = 0; i < items.size(); ++i) rows.push_back({&by[i], i});
  Sorter(rt, rows).run();
  ValueArray sorted;
  sorted.reserve(rt.heap(), items.size());
  for (const Row& row : rows) sorted.push(rt.heap(), std::move(items[row.item]));
  if (reverse) std::reverse(sorted.begin(), sorted.end());
  items.swap(sorted);
  if (borrowed.touched()) raise_value_error(rt, "list modified during sort");
}

}  // namespace orrery::script
