#include "engine/script/object/dict_views.hpp"

#include <fmt/format.h>

#include "engine/script/object/builtins.hpp"
#include "engine/script/object/exception.hpp"
#include "engine/script/object/iterators.hpp"
#include "engine/script/object/operators.hpp"
#include "engine/script/object/sequence.hpp"
#include "engine/script/object/set.hpp"
#include "engine/script/object/specs.hpp"

namespace orrery::script {

Value make_view(Runtime& rt, Type* type, const Value& dict) {
  return Value(rt.heap().make<DictView>(type, Ref<Dict>(&as_dict(dict))));
}

Value make_dict_iterator(Runtime& rt, Type* type, const Value& dict) {
  auto iterator = rt.heap().make<DictIterator>(type, Ref<Dict>(&as_dict(dict)));
  const Types& t = rt.types();
  if (type == t.dict_reverse_key_iterator || type == t.dict_reverse_value_iterator ||
      type == t.dict_reverse_item_iterator)
    iterator->position = iterator->dict->entry_count();
  return Value(iterator);
}

namespace {

DictView& view_of(const Value& v) {
  return *static_cast<DictView*>(v.object());
}
DictIterator& iterator_of(const Value& v) {
  return *static_cast<DictIterator*>(v.object());
}

enum class Part { key, value, item };

template <Part part>
Value part_of(Runtime& rt, const Dict::Entry& entry) {
  if constexpr (part == Part::key) return entry.key;
  if constexpr (part == Part::value) return entry.value;
  return make_tuple(rt, {entry.key, entry.value});
}

Value finished(DictIterator& it) {
  const Ref<Dict> dead = std::exchange(it.dict, nullptr);
  return unset;
}

void check_size(Runtime& rt, DictIterator& it) {
  if (it.size == it.dict->size()) return;
  it.size = static_cast<std::size_t>(-1);
  raise(rt, rt.types().runtime_error, "dictionary changed size during iteration");
}

template <Part part>
Value next_forward(Runtime& rt, const Value& self) {
  DictIterator& it = iterator_of(self);
  if (!it.dict) return unset;
  check_size(rt, it);
  while (it.position < it.dict->entry_count()) {
    const Dict::Entry& entry = it.dict->entry(it.position++);
    if (!is_unset(entry.key)) return part_of<part>(rt, entry);
  }
  return finished(it);
}

template <Part part>
Value next_backward(Runtime& rt, const Value& self) {
  DictIterator& it = iterator_of(self);
  if (!it.dict) return unset;
  check_size(rt, it);
  it.position = std::min(it.position, it.dict->entry_count());
  while (it.position > 0) {
    const Dict::Entry& entry = it.dict->entry(--it.position);
    if (!is_unset(entry.key)) return part_of<part>(rt, entry);
  }
  return finished(it);
}

TypeSpec iterator_spec(std::string_view name, Slots::Unary next) {
  Slots slots{};
  slots.iter = iter_itself;
  slots.next = next;
  return {.name = name, .flags = TypeFlag::no_construct, .slots = slots};
}

}  // namespace

TypeSpec specs::dict_key_iterator(Types&) {
  return iterator_spec("dict_keyiterator", next_forward<Part::key>);
}
TypeSpec specs::dict_value_iterator(Types&) {
  return iterator_spec("dict_valueiterator", next_forward<Part::value>);
}
TypeSpec specs::dict_item_iterator(Types&) {
  return iterator_spec("dict_itemiterator", next_forward<Part::item>);
}
TypeSpec specs::dict_reverse_key_iterator(Types&) {
  return iterator_spec("dict_reversekeyiterator", next_backward<Part::key>);
}
TypeSpec specs::dict_reverse_value_iterator(Types&) {
  return iterator_spec("dict_reversevalueiterator", next_backward<Part::value>);
}
TypeSpec specs::dict_reverse_item_iterator(Types&) {
  return iterator_spec("dict_reverseitemiterator", next_backward<Part::item>);
}

// ---- views

namespace {

Value iter_view(Runtime& rt, const Value& self) {
  const Types& t = rt.types();
  const Type* type = type_of(rt, self);
  Type* iterator = type->is_subtype_of(t.dict_keys)     ? t.dict_key_iterator
                   : type->is_subtype_of(t.dict_values) ? t.dict_value_iterator
                                                        : t.dict_item_iterator;
  return make_dict_iterator(rt, iterator, Value(view_of(self).dict));
}

Value reversed(Runtime& rt, Args args) {
  const Types& t = rt.types();
  const Type* type = type_of(rt, args[0]);
  Type* iterator = type->is_subtype_of(t.dict_keys)     ? t.dict_reverse_key_iterator
                   : type->is_subtype_of(t.dict_values) ? t.dict_reverse_value_iterator
                                                        : t.dict_reverse_item_iterator;
  return make_dict_iterator(rt, iterator, Value(view_of(args[0]).dict));
}

Value repr_view(Runtime& rt, const Value& self) {
  const Shown shown(rt, self);
  if (!shown.first()) return make_str(rt, "...");
  return make_str(rt, fmt::format("{}({})", type_of(rt, self)->name(), repr(rt, Value(list_of(rt, self)))->view()));
}

std::int64_t length_view(Runtime&, const Value& self) {
  return static_cast<std::int64_t>(view_of(self).dict->size());
}

bool contains_key(Runtime& rt, const Value& self, const Value& key) {
  return view_of(self).dict->find(rt, key) != nullptr;
}

bool contains_pair(Runtime& rt, const Value& self, const Value& pair) {
  if (!is_tuple(pair) || as_tuple(pair).size() != 2) return false;
  const Value* found = view_of(self).dict->find(rt, as_tuple(pair)[0]);
  if (!found) return false;
  const Value value = *found;
  return equal(rt, value, as_tuple(pair)[1]);
}

// ---- keys() and items() as sets

bool acts_as_set(Runtime& rt, const Value& v) {
  const Type* type = type_of(rt, v);
  return is_set(v) || type->is_subtype_of(rt.types().dict_keys) || type->is_subtype_of(rt.types().dict_items);
}

bool all_inside(Runtime& rt, const Value& small, const Value& large) {
  bool inside = true;
  for_each(rt, small, [&](const Value& item) { inside = inside && contains(rt, large, item); });
  return inside;
}

Value compare_view(Runtime& rt, CompareOp op, const Value& a, const Value& b) {
  if (!acts_as_set(rt, a) || !acts_as_set(rt, b)) return not_implemented;
  const std::int64_t x = length(rt, a);
  const std::int64_t y = length(rt, b);
  switch (op) {
    case CompareOp::equal:
      return boolean(x == y && all_inside(rt, a, b));
    case CompareOp::not_equal:
      return boolean(x != y || !all_inside(rt, a, b));
    case CompareOp::less:
      return boolean(x < y && all_inside(rt, a, b));
    case CompareOp::less_equal:
      return boolean(x <= y && all_inside(rt, a, b));
    case CompareOp::greater:
      return boolean(x > y && all_inside(rt, b, a));
    default:
      return boolean(x >= y && all_inside(rt, b, a));
  }
}

Value operand(Runtime& rt, const Value& a) {
  return Value(set_of(rt, rt.types().set, a));
}

Value intersect(Runtime& rt, const Value& a, const Value& b) {
  // As dictviews_and: what the other one holds, in its order, is looked up in the view.
  const bool view_left = !is_set(a) && acts_as_set(rt, a);
  const Value& view = view_left ? a : b;
  const Value& other = view_left ? b : a;
  const bool swap = view_left && acts_as_set(rt, other) && length(rt, other) > length(rt, view);
  const Value& walked = swap ? view : other;
  const Value& asked = swap ? other : view;
  Ref<Set> common = make_set(rt);
  for_each(rt, walked, [&](const Value& item) {
    if (contains(rt, asked, item)) common->add(rt, item);
  });
  return Value(common);
}

Value unite(Runtime& rt, const Value& a, const Value& b) {
  Value all = operand(rt, a);
  update(rt, as_set(all), b);
  return all;
}

Value subtract(Runtime& rt, const Value& a, const Value& b) {
  Value left = operand(rt, a);
  for_each(rt, b, [&](const Value& item) { as_set(left).discard(rt, item); });
  return left;
}

Value differ(Runtime& rt, const Value& a, const Value& b) {
  return binary(rt, BinaryOp::bit_xor, operand(rt, a), operand(rt, b));
}

Value is_disjoint(Runtime& rt, Args args) {
  bool disjoint = true;
  for_each(rt, args[1], [&](const Value& item) { disjoint = disjoint && !contains(rt, args[0], item); });
  return boolean(disjoint);
}

Value get_mapping(Runtime& rt, const Value& v) {
  return make_mapping_proxy(rt, Value(view_of(v).dict));
}

constexpr NativeMethod set_methods[] = {{"__reversed__", reversed, no_arguments()},
                                        {"isdisjoint", is_disjoint, one_argument()}};
constexpr NativeMethod value_methods[] = {{"__reversed__", reversed, no_arguments()}};
constexpr NativeAttribute attributes[] = {{"mapping", get_mapping}};

TypeSpec view_spec(std::string_view name) {
  Slots slots{};
  slots.repr = repr_view;
  slots.length = length_view;
  slots.iter = iter_view;
  return {.name = name, .flags = TypeFlag::no_construct, .slots = slots, .attributes = attributes};
}

TypeSpec set_view_spec(std::string_view name, bool (*contains)(Runtime&, const Value&, const Value&)) {
  TypeSpec spec = view_spec(name);
  spec.methods = set_methods;
  spec.slots.contains = contains;
  spec.slots.compare = compare_view;
  spec.slots.binary[static_cast<std::size_t>(BinaryOp::bit_and)] = intersect;
  spec.slots.binary[static_cast<std::size_t>(BinaryOp::bit_or)] = unite;
  spec.slots.binary[static_cast<std::size_t>(BinaryOp::bit_xor)] = differ;
  spec.slots.binary[static_cast<std::size_t>(BinaryOp::subtract)] = subtract;
  return spec;
}

}  // namespace

TypeSpec specs::dict_keys(Types&) {
  return set_view_spec("dict_keys", contains_key);
}
TypeSpec specs::dict_items(Types&) {
  return set_view_spec("dict_items", contains_pair);
}
TypeSpec specs::dict_values(Types&) {
  TypeSpec spec = view_spec("dict_values");
  spec.methods = value_methods;
  return spec;
}

}  // namespace orrery::script
