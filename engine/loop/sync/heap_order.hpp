// A binary heap in an array, element for element as CPython's heapq keeps it: equal ones come out in its order.
// (CPython: Modules/_heapqmodule.c.)
#pragma once

#include <cstddef>
#include <utility>

#include "engine/loop/value.hpp"

namespace orrery::loop {

// `Array`: size() and [i], of Values. `Less`: bool(const Value&, const Value&); may raise, and what was moved until
// then stays where it is. `Changed`: called if the array has another size after a comparison than before; must raise.
template <class Array, class Less, class Changed>
class HeapOrder {
 public:
  HeapOrder(Array& array, Less less, Changed changed) : array_(array), less_(less), changed_(changed) {}

  // The last element is new: it rises to its place.
  void last_is_new() { rise(0, array_.size() - 1); }
  // The first element is new: it sinks to a leaf, always by the smaller child, and rises from there.
  void first_is_new() {
    const std::size_t end = array_.size();
    std::size_t place = 0;
    while (place < end / 2) {
      std::size_t child = 2 * place + 1;
      if (child + 1 < end && !less(child, child + 1)) ++child;
      std::swap(array_[child], array_[place]);
      place = child;
    }
    rise(0, place);
  }

 private:
  void rise(std::size_t top, std::size_t place) {
    while (place > top) {
      const std::size_t parent = (place - 1) / 2;
      if (!less(place, parent)) return;
      std::swap(array_[place], array_[parent]);
      place = parent;
    }
  }
  // The comparison may run code of the program, which must not find its operands gone.
  bool less(std::size_t a, std::size_t b) {
    const std::size_t size = array_.size();
    const Value left = array_[a], right = array_[b];
    const bool result = less_(left, right);
    if (array_.size() != size) changed_();
    return result;
  }

  Array& array_;
  Less less_;
  Changed changed_;
};

}  // namespace orrery::loop
