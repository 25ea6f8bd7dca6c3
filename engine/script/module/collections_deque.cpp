#include "engine/script/module/collections_deque.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "engine/script/module/library.hpp"
#include "engine/script/object/builtins.hpp"
#include "engine/script/object/exception.hpp"
#include "engine/script/object/iterators.hpp"
#include "engine/script/object/number.hpp"
#include "engine/script/object/sequence_parts.hpp"
#include "engine/script/object/str.hpp"

// (CPython: Modules/_collectionsmodule.c.)
namespace orrery::script {

namespace {

Deque& self_of(const Value& v) {
  return *static_cast<Deque*>(v.object());
}

bool is_deque(Runtime& rt, const Value& v) {
  return type_of(rt, v)->is_subtype_of(deque_type(rt));
}

Ref<Deque> new_deque(Runtime& rt, Type* type) {
  return make_tracked<Deque>(rt.heap(), type, deque_type(rt));
}

// One of the same class and length limit. (deque.copy)
Value like(Runtime& rt, const Value& self) {
  if (is_exact(self, deque_type(rt))) {
    Ref<Deque> copy = new_deque(rt, deque_type(rt));
    copy->maxlen = self_of(self).maxlen;
    copy->change() = self_of(self).items();
    return Value(std::move(copy));
  }
  const std::int64_t maxlen = self_of(self).maxlen;
  const Value type = value_of(type_of(rt, self));
  return maxlen < 0 ? call(rt, type, self) : call(rt, type, self, Value::integer(maxlen));
}

// ---------------------------------------------------------------- making and showing

Value construct(Runtime& rt, Type* type, Args) {
  return Value(new_deque(rt, type));
}

void extend_right(Runtime& rt, const Value& self, const Value& iterable) {
  const Value source = iterable == self ? Value(list_of(rt, iterable)) : iterable;
  for_each(rt, source, [&](const Value& item) { self_of(self).push_back(item); });
}

std::int64_t maxlen_from(Runtime& rt, const Value& given) {
  if (is_none_or_unset(given)) return Deque::unbounded;
  if (!is_int(given)) raise_type_error(rt, "an integer is required");
  const std::int64_t maxlen = index_number(rt, given, rt.types().overflow_error);
  if (maxlen < 0) raise_value_error(rt, "maxlen must be non-negative");
  return maxlen;
}

void init(Runtime& rt, const Value& self, Args args) {
  const auto [iterable, maxlen] = script::bind<2>(rt, "deque", {"iterable", "maxlen"}, args);
  self_of(self).maxlen = maxlen_from(rt, maxlen);
  self_of(self).clear();
  if (!is_unset(iterable)) extend_right(rt, self, iterable);
}

std::string shown(Runtime& rt, const Value& self) {
  const Shown guard(rt, self);
  if (!guard.first()) return "[...]";
  return std::string(repr(rt, Value(list_of(rt, self)))->view());
}

Value repr_deque(Runtime& rt, const Value& self) {
  const std::string name = name_text(rt, value_of(type_of(rt, self)), "deque"), items = shown(rt, self);
  if (items == "[...]" || self_of(self).maxlen < 0)
    return text(rt, items == "[...]" ? items : fmt::format("{}({})", name, items));
  return text(rt, fmt::format("{}({}, maxlen={})", name, items, self_of(self).maxlen));
}

Value compare_deque(Runtime& rt, CompareOp op, const Value& a, const Value& b) {
  if (!is_deque(rt, a) || !is_deque(rt, b)) return not_implemented;
  const Value left(list_of(rt, a)), right(list_of(rt, b));
  return compare_items(rt, op, ItemSource(left), ItemSource(right));
}

std::int64_t length_deque(Runtime&, const Value& self) {
  return self_of(self).size();
}

// ---------------------------------------------------------------- looking for items

[[noreturn]] void mutated(Runtime& rt, std::string_view how) {
  raise(rt, rt.types().runtime_error, fmt::format("deque mutated during {}", how));
}

// The first place in [start, stop) that holds an equal item, or -1.
std::int64_t find(Runtime& rt, const Value& self, const Value& wanted, std::int64_t start, std::int64_t stop) {
  const std::uint64_t state = self_of(self).state();
  for (std::int64_t i = start; i < stop; ++i) {
    const Value item = self_of(self).items()[static_cast<std::size_t>(i)];
    const bool same = equal(rt, item, wanted);
    if (self_of(self).state() != state) mutated(rt, "iteration");
    if (same) return i;
  }
  return -1;
}

bool contains_deque(Runtime& rt, const Value& self, const Value& item) {
  return find(rt, self, item, 0, self_of(self).size()) >= 0;
}

Value count(Runtime& rt, Args args) {
  std::int64_t found = 0;
  for (std::int64_t at = -1; (at = find(rt, args[0], args[1], at + 1, self_of(args[0]).size())) >= 0;) ++found;
  return Value::integer(found);
}

// As a slice would take it.
std::int64_t bound(Runtime& rt, const Value& v, std::int64_t size) {
  std::int64_t at = index_number(rt, index(rt, v), nullptr);
  if (at < 0) at = std::max<std::int64_t>(0, at + size);
  return std::min(at, size);
}

Value index_method(Runtime& rt, Args args) {
  const std::int64_t size = self_of(args[0]).size();
  const std::int64_t start = args.size() > 2 ? bound(rt, args[2], size) : 0;
  const std::int64_t stop = args.size() > 3 ? bound(rt, args[3], size) : size;
  const std::int64_t at = find(rt, args[0], args[1], start, stop);
  if (at < 0) raise_value_error(rt, fmt::format("{} is not in deque", repr(rt, args[1])->view()));
  return Value::integer(at);
}

Value remove(Runtime& rt, Args args) {
  Deque& deque = self_of(args[0]);
  const std::uint64_t state = deque.state();
  for (std::size_t i = 0; i < deque.items().size(); ++i) {
    const Value item = deque.items()[i];
    const bool same = equal(rt, item, args[1]);
    if (deque.state() != state) raise(rt, rt.types().index_error, "deque mutated during iteration");
    if (!same) continue;
    auto& items = deque.change();
    items.erase(items.begin() + static_cast<std::ptrdiff_t>(i));
    return none;
  }
  raise_value_error(rt, fmt::format("{} is not in deque", repr(rt, args[1])->view()));
}

// ---------------------------------------------------------------- subscripts

std::size_t place(Runtime& rt, const Value& self, const Value& key) {
  if (!is_index(rt, key))
    raise_type_error(rt, fmt::format("sequence index must be integer, not '{}'", type_of(rt, key)->name()));
  return checked_index(rt, key, self_of(self).items().size(), "deque index out of range");
}
Value getitem_deque(Runtime& rt, const Value& self, const Value& key) {
  return self_of(self).items()[place(rt, self, key)];
}
void setitem_deque(Runtime& rt, const Value& self, const Value& key, const Value& value) {
  const std::size_t at = place(rt, self, key);
  Value dead;
  if (!is_unset(value)) {
    dead = std::exchange(const_cast<std::deque<Value>&>(self_of(self).items())[at], value);
    return;
  }
  auto& items = self_of(self).change();
  dead = items[at];
  items.erase(items.begin() + static_cast<std::ptrdiff_t>(at));
}

// ---------------------------------------------------------------- both ends

Value append(Runtime&, Args args) {
  self_of(args[0]).push_back(args[1]);
  return none;
}
Value appendleft(Runtime&, Args args) {
  self_of(args[0]).push_front(args[1]);
  return none;
}
void check_not_empty(Runtime& rt, const Deque& deque) {
  if (deque.size() == 0) raise(rt, rt.types().index_error, "pop from an empty deque");
}
Value pop(Runtime& rt, Args args) {
  check_not_empty(rt, self_of(args[0]));
  return self_of(args[0]).pop_back();
}
Value popleft(Runtime& rt, Args args) {
  check_not_empty(rt, self_of(args[0]));
  return self_of(args[0]).pop_front();
}
Value extend(Runtime& rt, Args args) {
  extend_right(rt, args[0], args[1]);
  return none;
}
Value extendleft(Runtime& rt, Args args) {
  const Value source = args[1] == args[0] ? Value(list_of(rt, args[1])) : args[1];
  for_each(rt, source, [&](const Value& item) { self_of(args[0]).push_front(item); });
  return none;
}
Value clear(Runtime&, Args args) {
  self_of(args[0]).clear();
  return none;
}
Value copy(Runtime& rt, Args args) {
  return like(rt, args[0]);
}
Value reverse(Runtime&, Args args) {
  auto& items = self_of(args[0]).change();
  std::reverse(items.begin(), items.end());
  return none;
}
Value rotate(Runtime& rt, Args args) {
  self_of(args[0]).rotate(args.size() > 1 ? index_number(rt, args[1], rt.types().overflow_error) : 1);
  return none;
}
Value insert(Runtime& rt, Args args) {
  Deque& deque = self_of(args[0]);
  std::int64_t at = index_number(rt, args[1], rt.types().overflow_error);
  if (deque.maxlen >= 0 && deque.size() >= deque.maxlen)
    raise(rt, rt.types().index_error, "deque already at its maximum size");
  if (at < 0) at = std::max<std::int64_t>(0, at + deque.size());
  auto& items = deque.change();
  items.insert(items.begin() + std::min<std::int64_t>(at, deque.size()), args[2]);
  return none;
}

// ---------------------------------------------------------------- + and *

Value concat(Runtime& rt, const Value& a, const Value& b) {
  if (!is_deque(rt, b))
    raise_type_error(rt, fmt::format("can only concatenate deque (not \"{}\") to deque", type_of(rt, b)->name()));
  Value sum = like(rt, a);
  extend_right(rt, sum, b);
  return sum;
}
Value inplace_concat(Runtime& rt, const Value& self, const Value& other) {
  extend_right(rt, self, other);
  return self;
}
Value inplace_repeat(Runtime& rt, const Value& self, std::int64_t times) {
  Deque& deque = self_of(self);
  const std::vector<Value> once(deque.items().begin(), deque.items().end());
  if (times <= 0) return deque.clear(), self;
  if (deque.maxlen < 0) repeated_size(rt, once.size(), times);
  for (std::int64_t i = 1; i < times; ++i)
    for (const Value& item : once) deque.push_back(item);
  return self;
}
Value repeat(Runtime& rt, const Value& self, std::int64_t times) {
  return inplace_repeat(rt, like(rt, self), times);
}

// ---------------------------------------------------------------- iterators

class DequeIterator final : public ScriptObject {
 public:
  DequeIterator(Type* type, const Value& of) noexcept : ScriptObject(type), deque(of), state(self_of(of).state()) {}
  Value deque;
  std::uint64_t state;
  std::int64_t next = 0;
};

template <bool backwards>
Value next_item(Runtime& rt, const Value& self) {
  auto& it = *static_cast<DequeIterator*>(self.object());
  const Deque& deque = self_of(it.deque);
  if (it.next > deque.size() || (it.next == deque.size() && it.state == deque.state())) return unset;
  if (it.state != deque.state()) {
    it.next = std::numeric_limits<std::int64_t>::max();
    mutated(rt, "iteration");
  }
  const std::int64_t at = backwards ? deque.size() - 1 - it.next : it.next;
  ++it.next;
  return deque.items()[static_cast<std::size_t>(at)];
}

Value hint(Runtime&, Args args) {
  const auto& it = *static_cast<DequeIterator*>(args[0].object());
  return Value::integer(std::max<std::int64_t>(0, self_of(it.deque).size() - it.next));
}
constexpr NativeMethod iterator_methods[] = {{"__length_hint__", hint, no_arguments()}};

Type* iterator_type(Runtime& rt, bool backwards) {
  TypeSpec spec{.name = backwards ? "_collections._deque_reverse_iterator" : "_collections._deque_iterator",
                .module = "_collections",
                .flags = TypeFlag::no_construct,
                .methods = iterator_methods};
  spec.slots.iter = iter_itself;
  spec.slots.next = backwards ? next_item<true> : next_item<false>;
  return rt.types().keep(make_type(rt, spec));
}
Value iterate(Runtime& rt, const Value& self, bool backwards) {
  Library& library = library_of(rt);
  Type*& type = backwards ? library.deque_reverse_iterator : library.deque_iterator;
  if (!type) type = iterator_type(rt, backwards);
  return Value(rt.heap().make<DequeIterator>(type, self));
}
Value iter_deque(Runtime& rt, const Value& self) {
  return iterate(rt, self, false);
}
Value reversed(Runtime& rt, Args args) {
  return iterate(rt, args[0], true);
}

Value get_maxlen(Runtime&, const Value& self) {
  return self_of(self).maxlen < 0 ? Value(none) : Value::integer(self_of(self).maxlen);
}
Value class_item(Runtime& rt, Args args) {
  return make_generic_alias(rt, args[0], args[1]);
}

constexpr NativeMethod methods[] = {
    {"append", append, one_argument()},
    {"appendleft", appendleft, one_argument()},
    {"clear", clear, no_arguments()},
    {"copy", copy, no_arguments()},
    {"__copy__", copy, no_arguments()},
    {"count", count, one_argument()},
    {"extend", extend, one_argument()},
    {"extendleft", extendleft, one_argument()},
    {"index", index_method, between(1, 3)},
    {"insert", insert, between(2, 2)},
    {"pop", pop, no_arguments()},
    {"popleft", popleft, no_arguments()},
    {"remove", remove, one_argument()},
    {"reverse", reverse, no_arguments()},
    {"rotate", rotate, between(0, 1)},
    {"__reversed__", reversed, no_arguments()},
    {"__class_getitem__", class_item, one_argument(), NativeMethod::Kind::class_method},
};
constexpr NativeAttribute attributes[] = {{"maxlen", get_maxlen}};

Slots deque_slots() {
  Slots slots{};
  slots.construct = construct;
  slots.init = init;
  slots.repr = repr_deque;
  slots.compare = compare_deque;
  slots.length = length_deque;
  slots.contains = contains_deque;
  slots.getitem = getitem_deque;
  slots.setitem = setitem_deque;
  slots.iter = iter_deque;
  slots.concat = concat;
  slots.repeat = repeat;
  slots.inplace_concat = inplace_concat;
  slots.inplace_repeat = inplace_repeat;
  return slots;
}

}  // namespace

Type* deque_type(Runtime& rt) {
  Type*& type = library_of(rt).deque;
  if (!type)
    type = rt.types().keep(make_type(rt, {.name = "collections.deque",
                                          .module = "collections",
                                          .flags = TypeFlag::base_type | TypeFlag::sequence,
                                          .slots = deque_slots(),
                                          .methods = methods,
                                          .attributes = attributes}));
  return type;
}

}  // namespace orrery::script
