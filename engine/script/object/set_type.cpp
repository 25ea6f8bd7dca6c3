// set and frozenset. (setobject.c)
#include <fmt/format.h>

#include <algorithm>

#include "engine/script/object/builtins.hpp"
#include "engine/script/object/derived.hpp"
#include "engine/script/object/dict.hpp"
#include "engine/script/object/exception.hpp"
#include "engine/script/object/iterators.hpp"
#include "engine/script/object/operators.hpp"
#include "engine/script/object/sequence.hpp"
#include "engine/script/object/set.hpp"
#include "engine/script/object/set_operations.hpp"
#include "engine/script/object/specs.hpp"

namespace orrery::script {

namespace {

Set& self_of(const Value& v) {
  return as_set(v);
}

Ref<Set> empty_of(Runtime& rt, Type* type) {
  const bool native = type == rt.types().set || type == rt.types().frozenset;
  return make_tracked<Set>(rt.heap(), type, native ? type : nullptr);
}

}  // namespace

Ref<Set> set_of(Runtime& rt, Type* type, const Value& iterable) {
  Ref<Set> set = empty_of(rt, type);
  update(rt, *set, iterable);
  return set;
}

namespace {

Value construct_set(Runtime& rt, Type* type, Args) {
  return Value(empty_of(rt, type));
}

void init_set(Runtime& rt, const Value& self, Args args) {
  no_keywords(rt, args, "set");
  check_arity(rt, between(0, 1), args, "set", "set");
  self_of(self).clear();
  if (args.size() == 1) update(rt, self_of(self), args[0]);
}

Value construct_frozenset(Runtime& rt, Type* type, Args args) {
  if (type == rt.types().frozenset) no_keywords(rt, args, "frozenset");
  check_arity(rt, between(0, 1), Args(args.begin(), args.size()), "frozenset", "frozenset");
  if (args.size() == 0) return Value(empty_of(rt, type));
  if (type == rt.types().frozenset && is_exact(args[0], type)) return args[0];
  return Value(set_of(rt, type, args[0]));
}

Value repr_set(Runtime& rt, const Value& self) {
  const std::string name = type_of(rt, self)->name();
  if (self_of(self).size() == 0) return make_str(rt, name + "()");
  const Shown shown(rt, self);
  if (!shown.first()) return make_str(rt, name + "(...)");
  std::string text;
  for_each(rt, self, [&](const Value& item) {
    if (!text.empty()) text += ", ";
    text += repr(rt, item)->view();
  });
  text = "{" + text + "}";
  return make_str(rt, type_of(rt, self) == rt.types().set ? text : name + "(" + text + ")");
}

std::uint64_t shuffle(std::uint64_t h) {
  return ((h ^ 89869747u) ^ (h << 16)) * 3644798167u;
}

std::int64_t hash_frozenset(Runtime&, const Value& self) {
  Set& set = self_of(self);
  if (set.cached_hash != -1) return set.cached_hash;
  std::uint64_t h = 0;
  for (std::size_t i = 0; i < set.table_size(); ++i) {
    if (!is_unset(set.entry(i).key)) h ^= shuffle(static_cast<std::uint64_t>(set.entry(i).hash));
  }
  h ^= (set.size() + 1) * 1927868237u;
  h ^= (h >> 11) ^ (h >> 25);
  h = h * 69069u + 907133923u;
  return set.cached_hash = h == static_cast<std::uint64_t>(-1) ? 590923713 : static_cast<std::int64_t>(h);
}

std::int64_t length_set(Runtime&, const Value& self) {
  return static_cast<std::int64_t>(self_of(self).size());
}

bool contains_set(Runtime& rt, const Value& self, const Value& item) {
  return self_of(self).contains(rt, Value(hashable_form(rt, item)));
}

Value compare_set(Runtime& rt, CompareOp op, const Value& a, const Value& b) {
  if (!is_set(a) || !is_set(b)) return not_implemented;
  const std::size_t x = self_of(a).size();
  const std::size_t y = self_of(b).size();
  switch (op) {
    case CompareOp::equal:
      return boolean(x == y && is_subset(rt, self_of(a), self_of(b)));
    case CompareOp::not_equal:
      return boolean(x != y || !is_subset(rt, self_of(a), self_of(b)));
    case CompareOp::less:
      return boolean(x < y && is_subset(rt, self_of(a), self_of(b)));
    case CompareOp::less_equal:
      return boolean(x <= y && is_subset(rt, self_of(a), self_of(b)));
    case CompareOp::greater:
      return boolean(x > y && is_subset(rt, self_of(b), self_of(a)));
    default:
      return boolean(x >= y && is_subset(rt, self_of(b), self_of(a)));
  }
}

// ---- iteration

class SetIterator final : public ScriptObject {
 public:
  SetIterator(Type* type, Ref<Set> of) noexcept : ScriptObject(type), set(std::move(of)), size(set->size()) {}
  Ref<Set> set;  // null once exhausted
  std::size_t size;
  std::size_t position = 0;
};

Value iter_set(Runtime& rt, const Value& self) {
  return Value(rt.heap().make<SetIterator>(rt.types().set_iterator, Ref<Set>(&self_of(self))));
}

Value next_set(Runtime& rt, const Value& self) {
  auto& it = *static_cast<SetIterator*>(self.object());
  if (!it.set) return unset;
  if (it.size != it.set->size()) {
    it.size = static_cast<std::size_t>(-1);
    raise(rt, rt.types().runtime_error, "Set changed size during iteration");
  }
  while (it.position < it.set->table_size()) {
    const Value& key = it.set->entry(it.position++).key;
    if (!is_unset(key)) return key;
  }
  const Ref<Set> dead = std::exchange(it.set, nullptr);
  return unset;
}

Slots common_slots() {
  Slots slots{};
  slots.repr = repr_set;
  slots.compare = compare_set;
  slots.length = length_set;
  slots.contains = contains_set;
  slots.iter = iter_set;
  fill_set_operators(slots);
  return slots;
}

}  // namespace

TypeSpec specs::set_iterator(Types&) {
  Slots slots{};
  slots.iter = iter_itself;
  slots.next = next_set;
  return {.name = "set_iterator", .flags = TypeFlag::no_construct, .slots = slots};
}

TypeSpec specs::set(Types&) {
  Slots slots = common_slots();
  slots.construct = construct_set;
  slots.init = init_set;
  fill_set_inplace(slots);
  return {.name = "set", .flags = TypeFlag::base_type | TypeFlag::is_set, .slots = slots, .methods = set_methods()};
}

TypeSpec specs::frozenset(Types&) {
  Slots slots = common_slots();
  slots.construct = construct_frozenset;
  slots.hash = hash_frozenset;
  return {.name = "frozenset",
          .flags = TypeFlag::base_type | TypeFlag::is_set,
          .slots = slots,
          .methods = frozenset_methods()};
}

}  // namespace orrery::script
