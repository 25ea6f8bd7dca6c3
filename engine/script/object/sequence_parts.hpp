// What list and tuple share.
#pragma once

#include <string>

#include "engine/script/object/args.hpp"
#include "engine/script/object/sequence.hpp"

namespace orrery::script {

// The items of a list or a tuple, asked anew each time: comparisons may change a list meanwhile.
class ItemSource {
 public:
  explicit ItemSource(const Value& v) noexcept
      : list_(is_list(v) ? &as_list(v) : nullptr), tuple_(list_ ? nullptr : &as_tuple(v)) {}
  std::size_t size() const noexcept { return list_ ? list_->size() : tuple_->size(); }
  const Value& operator[](std::size_t i) const noexcept { return list_ ? (*list_)[i] : (*tuple_)[i]; }

 private:
  List* list_;
  Tuple* tuple_;
};

// An index within [0, size), negative ones counted from the end; raises IndexError(out_of_range).
std::size_t checked_index(Runtime& rt, const Value& key, std::size_t size, const char* out_of_range);
// True if the value is an int or has __index__.
bool is_index(Runtime& rt, const Value& key);
// A copy of a list (of a subclass too) as a plain list.
Ref<List> list_of_items(Runtime& rt, const Value& list);
std::string join_reprs(Runtime& rt, const ItemSource& items);
Value compare_items(Runtime& rt, CompareOp op, const ItemSource& a, const ItemSource& b);
bool contains_item(Runtime& rt, const ItemSource& items, const Value& wanted);
std::int64_t count_item(Runtime& rt, const ItemSource& items, const Value& wanted);
// x.index(wanted[, start[, stop]]): -1 if not there; args[0] is x.
std::int64_t find_item(Runtime& rt, const ItemSource& items, Args args);
// size * count, checked against the memory there is.
std::size_t repeated_size(Runtime& rt, std::size_t size, std::int64_t count);

}  // namespace orrery::script
