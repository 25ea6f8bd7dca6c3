// CPython's heapq (Lib/heapq.py), comparison for comparison: which of two equal items comes first depends on every one.
//
// `Array` is anything with size(), get(i) -> item, set(i, item), push(item), and drop_last(); `less(a, b)` compares
// items.
#pragma once

#include <cstdint>

namespace orrery::model::heapq {

using Index = std::uint32_t;

// Moves the item at `position` towards the root, not above `start`, until its parent is not greater.
template <class Array, class Less>
void sift_to_root(Array& heap, Index start, Index position, const Less& less) {
  const auto item = heap.get(position);
  while (position > start) {
    const Index parent = (position - 1) / 2;
    if (!less(item, heap.get(parent))) break;
    heap.set(position, heap.get(parent));
    position = parent;
  }
  heap.set(position, item);
}

// Moves the hole at `position` down to a leaf along the smaller children, the right one where they are equal, puts the
// item there and lets it rise.
template <class Array, class Less>
void sift_to_leaf(Array& heap, Index position, const Less& less) {
  const Index start = position;
  const auto item = heap.get(position);
  for (Index child = 2 * position + 1; child < heap.size(); child = 2 * position + 1) {
    if (child + 1 < heap.size() && !less(heap.get(child), heap.get(child + 1))) ++child;
    heap.set(position, heap.get(child));
    position = child;
  }
  heap.set(position, item);
  sift_to_root(heap, start, position, less);
}

template <class Array, class Item, class Less>
void push(Array& heap, const Item& item, const Less& less) {
  heap.push(item);
  sift_to_root(heap, 0, static_cast<Index>(heap.size() - 1), less);
}

// Precondition: not empty.
template <class Array, class Less>
auto pop(Array& heap, const Less& less) {
  const auto last = heap.get(static_cast<Index>(heap.size() - 1));
  heap.drop_last();
  if (heap.size() == 0) return last;
  const auto first = heap.get(0);
  heap.set(0, last);
  sift_to_leaf(heap, 0, less);
  return first;
}

template <class Array, class Less>
void heapify(Array& heap, const Less& less) {
  for (Index i = static_cast<Index>(heap.size() / 2); i-- > 0;) sift_to_leaf(heap, i, less);
}

}  // namespace orrery::model::heapq
