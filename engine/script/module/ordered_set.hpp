// The sets of futures and tasks that asyncio makes, as in all_tasks() and wait(): sets, but in order.
//
// The order of CPython's comes from addresses in memory. Here it is that in which the members came in; it is still
// `set` for the program. (asyncio-semantics.md, 0, rule 4.)
#pragma once

#include <span>
#include <vector>

#include "engine/script/object/set.hpp"

namespace orrery::script {

class OrderedSet final : public Set {
 public:
  using Set::Set;
  // The members, in order.
  std::vector<Value> members(Runtime& rt);
  void append(Runtime& rt, const Value& value);
  void clear_references() noexcept override;

 private:
  std::vector<Value> order_;  // what is no member any more is left out when it is asked for
};

Ref<Type> make_ordered_set_type(Runtime& rt);
// Of distinct values.
Value make_ordered_set(Runtime& rt, std::span<const Value> values);
// The distinct items of an iterable: of an ordinary set of futures and tasks in the order of their creation, of
// everything else in its own order.
std::vector<Value> distinct_items(Runtime& rt, const Value& iterable);

}  // namespace orrery::script
