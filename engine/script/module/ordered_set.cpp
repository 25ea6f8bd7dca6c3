#include "engine/script/module/ordered_set.hpp"

#include <algorithm>

#include "engine/loop/future.hpp"
#include "engine/script/module/asyncio.hpp"
#include "engine/script/object/exception.hpp"
#include "engine/script/object/operators.hpp"
#include "engine/script/object/sequence.hpp"
#include "engine/script/object/str.hpp"

namespace orrery::script {
namespace {

OrderedSet* as_ordered(Runtime& rt, const Value& v) {
  return is_exact(v, modules_of(rt).classes.ordered_set) ? static_cast<OrderedSet*>(v.object()) : nullptr;
}
OrderedSet& self_of(Runtime& rt, const Value& v) { return *as_ordered(rt, v); }

Value iterate(Runtime& rt, const Value& self) {
  return iter(rt, Value(make_list(rt, self_of(rt, self).members(rt))));
}

Value show(Runtime& rt, const Value& self) {
  std::string text;
  for (const Value& member : self_of(rt, self).members(rt)) {
    text += text.empty() ? "{" : ", ";
    text += repr(rt, member)->view();
  }
  return text_value(rt, text.empty() ? "set()" : text + "}");
}

// ---- what makes another set of it

Value keep_if(Runtime& rt, const Value& self, const Value& other, bool in_other) {
  std::vector<Value> kept;
  for (const Value& member : self_of(rt, self).members(rt))
    if (contains(rt, other, member) == in_other) kept.push_back(member);
  return make_ordered_set(rt, kept);
}
Value without(Runtime& rt, const Value& self, const Value& other) { return keep_if(rt, self, other, false); }
Value shared(Runtime& rt, const Value& self, const Value& other) { return keep_if(rt, self, other, true); }
Value united(Runtime& rt, const Value& self, const Value& other) {
  const Value all = make_ordered_set(rt, self_of(rt, self).members(rt));
  for (const Value& item : distinct_items(rt, other)) self_of(rt, all).append(rt, item);
  return all;
}
Value either(Runtime& rt, const Value& self, const Value& other) {
  return united(rt, without(rt, self, other), without(rt, make_ordered_set(rt, distinct_items(rt, other)), self));
}

using Combine = Value (*)(Runtime&, const Value&, const Value&);

// With the set on the left; if it is on the right, as sets have it.
template <Combine combine, BinaryOp op>
Value operate(Runtime& rt, const Value& a, const Value& b) {
  if (!is_set(a) || !is_set(b)) return not_implemented;
  if (!as_ordered(rt, a)) return rt.types().set->slots.binary[static_cast<std::size_t>(op)](rt, a, b);
  return combine(rt, a, b);
}

template <Combine combine>
Value method(Runtime& rt, Args args) {
  Value result = make_ordered_set(rt, self_of(rt, args[0]).members(rt));
  for (const Value& other : args.skip(1)) {
    const Value items = is_set(other) ? other : make_ordered_set(rt, distinct_items(rt, other));
    result = combine(rt, result, items);
  }
  return result;
}

Value copy(Runtime& rt, Args args) { return make_ordered_set(rt, self_of(rt, args[0]).members(rt)); }

Value pop(Runtime& rt, Args args) {
  OrderedSet& self = self_of(rt, args[0]);
  const std::vector<Value> members = self.members(rt);
  if (members.empty()) raise(rt, rt.types().key_error, "pop from an empty set");
  self.discard(rt, members.front());
  return members.front();
}

constexpr NativeMethod methods[] = {
    {"copy", copy, no_arguments()},
    {"pop", pop, no_arguments()},
    {"difference", method<without>},
    {"intersection", method<shared>},
    {"union", method<united>},
    {"symmetric_difference", method<either>, one_argument()},
};

// By creation: tasks and futures are numbered apart, and tasks go first.
void sort_by_creation(std::vector<Value>& futures) {
  std::ranges::stable_sort(futures, {}, [](const Value& v) {
    const loop::Future& future = *as_future(v);
    return std::pair(future.tag() != Tag::task, future.id().ordinal());
  });
}

}  // namespace

std::vector<Value> OrderedSet::members(Runtime& rt) {
  std::erase_if(order_, [&](const Value& v) { return !contains(rt, v); });
  if (order_.size() == size()) return order_;
  for (std::size_t i = 0; i < table_size(); ++i) {  // what sets' own methods have put in
    const Value key = entry(i).key;
    if (!is_unset(key) && std::ranges::find(order_, key) == order_.end()) order_.push_back(key);
  }
  return order_;
}

void OrderedSet::append(Runtime& rt, const Value& value) {
  if (contains(rt, value)) return;
  add(rt, value);
  order_.push_back(value);
}

void OrderedSet::clear_references() noexcept {
  const std::vector<Value> dead = std::move(order_);
  Set::clear_references();
}

Ref<Type> make_ordered_set_type(Runtime& rt) {
  TypeSpec spec{.name = "set", .base = rt.types().set, .flags = TypeFlag::is_set, .methods = methods};
  spec.slots.iter = iterate;
  spec.slots.repr = show;
  const auto binary = [&spec](BinaryOp op) -> Slots::Binary& { return spec.slots.binary[static_cast<std::size_t>(op)]; };
  binary(BinaryOp::subtract) = operate<without, BinaryOp::subtract>;
  binary(BinaryOp::bit_and) = operate<shared, BinaryOp::bit_and>;
  binary(BinaryOp::bit_or) = operate<united, BinaryOp::bit_or>;
  binary(BinaryOp::bit_xor) = operate<either, BinaryOp::bit_xor>;
  return make_type(rt, spec);
}

Value make_ordered_set(Runtime& rt, std::span<const Value> values) {
  const Ref<OrderedSet> set = rt.heap().make<OrderedSet>(modules_of(rt).classes.ordered_set);
  for (const Value& value : values) set->append(rt, value);
  return Value(set);
}

std::vector<Value> distinct_items(Runtime& rt, const Value& iterable) {
  const Ref<Set> known = make_set(rt);
  std::vector<Value> items;
  for_each(rt, iterable, [&](const Value& item) {
    if (known->contains(rt, item)) return;
    known->add(rt, item);
    items.push_back(item);
  });
  const bool futures = std::ranges::all_of(items, [](const Value& v) { return as_future(v) != nullptr; });
  if (is_exact(iterable, rt.types().set) && futures) sort_by_creation(items);
  return items;
}

}  // namespace orrery::script
