// dict. (dictobject.c)
#include <fmt/format.h>

#include "engine/script/object/builtins.hpp"
#include "engine/script/object/derived.hpp"
#include "engine/script/object/dict_views.hpp"
#include "engine/script/object/exception.hpp"
#include "engine/script/object/operators.hpp"
#include "engine/script/object/sequence.hpp"
#include "engine/script/object/specs.hpp"

namespace orrery::script {

namespace {

Dict& self_of(const Value& v) {
  return as_dict(v);
}

void set_pair(Runtime& rt, Dict& dict, const Value& pair, std::size_t number) {
  if (!type_of(rt, pair)->slots.iter && !type_of(rt, pair)->slots.getitem)
    raise_type_error(rt, fmt::format("cannot convert dictionary update sequence element #{} to a sequence", number));
  const Ref<Tuple> items = tuple_of(rt, pair);
  if (items->size() != 2)
    raise_value_error(
        rt, fmt::format("dictionary update sequence element #{} has length {}; 2 is required", number, items->size()));
  dict.set(rt, (*items)[0], (*items)[1]);
}

}  // namespace

void update_mapping(Runtime& rt, Dict& dict, const Value& mapping) {
  if (is_dict(mapping) && type_of(rt, mapping)->slots.iter == rt.types().dict->slots.iter)
    return dict.copy_from(rt, as_dict(mapping));
  const Value keys = getattr_or_unset(rt, mapping, rt.names().plain.keys_);
  if (is_unset(keys)) raise_type_error(rt, fmt::format("'{}' object is not a mapping", type_of(rt, mapping)->name()));
  for_each(rt, call(rt, keys), [&](const Value& key) { dict.set(rt, key, getitem(rt, mapping, key)); });
}

void update(Runtime& rt, Dict& dict, const Value& other) {
  if (is_dict(other) || !is_unset(getattr_or_unset(rt, other, rt.names().plain.keys_)))
    return update_mapping(rt, dict, other);
  std::size_t number = 0;
  for_each(rt, other, [&](const Value& pair) { set_pair(rt, dict, pair, number++); });
}

namespace {

Value construct(Runtime& rt, Type* type, Args) {
  return Value(make_tracked<Dict>(rt.heap(), type, rt.types().dict));
}

void update_from(Runtime& rt, Dict& dict, Args args) {
  if (args.size() == 1) update(rt, dict, args[0]);
  for (std::size_t i = 0; i < args.keyword_count(); ++i) dict.set(args.keyword_name(i), args.keyword_value(i));
}

void init(Runtime& rt, const Value& self, Args args) {
  check_arity(rt, between(0, 1), Args(args.begin(), args.size()), "dict", "dict");
  update_from(rt, self_of(self), args);
}

Value update_method(Runtime& rt, Args args) {
  const Args rest = args.skip(1);
  check_arity(rt, between(0, 1), Args(rest.begin(), rest.size()), "update", "update");
  update_from(rt, self_of(args[0]), rest);
  return none;
}

Value repr_dict(Runtime& rt, const Value& self) {
  const Shown shown(rt, self);
  if (!shown.first()) return make_str(rt, "{...}");
  Dict& dict = self_of(self);
  std::string text = "{";
  for (std::uint32_t i = 0; i < dict.entry_count(); ++i) {
    const Value key = dict.entry(i).key;
    const Value value = dict.entry(i).value;
    if (is_unset(key)) continue;
    if (text.size() > 1) text += ", ";
    text += repr(rt, key)->view();
    text += ": ";
    text += repr(rt, value)->view();
    rt.heap().expect(text.size());
  }
  return make_str(rt, text + "}");
}

bool same_dicts(Runtime& rt, Dict& a, Dict& b) {
  if (a.size() != b.size()) return false;
  for (std::uint32_t i = 0; i < a.entry_count(); ++i) {
    const Dict::Entry entry = a.entry(i);
    if (is_unset(entry.key)) continue;
    const Value* found = b.find(rt, entry.key, entry.hash);
    if (!found) return false;
    const Value other = *found;
    if (!equal(rt, entry.value, other)) return false;
  }
  return true;
}

Value compare_dict(Runtime& rt, CompareOp op, const Value& a, const Value& b) {
  const bool equality = op == CompareOp::equal || op == CompareOp::not_equal;
  if (!equality || !is_dict(a) || !is_dict(b)) return not_implemented;
  return boolean(same_dicts(rt, self_of(a), self_of(b)) == (op == CompareOp::equal));
}

std::int64_t length_dict(Runtime&, const Value& self) {
  return static_cast<std::int64_t>(self_of(self).size());
}
bool contains_dict(Runtime& rt, const Value& self, const Value& key) {
  return self_of(self).find(rt, key) != nullptr;
}

Value getitem_dict(Runtime& rt, const Value& self, const Value& key) {
  if (const Value* found = self_of(self).find(rt, key)) return *found;
  if (type_of(rt, self) != rt.types().dict) {
    const Value missing = special_method(rt, self, rt.names().dunder.missing_);
    if (!is_unset(missing)) return call(rt, missing, key);
  }
  raise(rt, rt.types().key_error, key);
}

void setitem_dict(Runtime& rt, const Value& self, const Value& key, const Value& value) {
  if (!is_unset(value)) return self_of(self).set(rt, key, value);
  Value dead;
  if (!self_of(self).remove(rt, key, &dead)) raise(rt, rt.types().key_error, key);
}

Value copy_of(Runtime& rt, const Value& v) {
  Ref<Dict> copy = make_dict(rt);
  copy->copy_from(rt, as_dict(v));
  return Value(copy);
}

Value merge(Runtime& rt, const Value& a, const Value& b) {
  if (!is_dict(a) || !is_dict(b)) return not_implemented;
  Value merged = copy_of(rt, a);
  as_dict(merged).copy_from(rt, as_dict(b));
  return merged;
}

Value merge_inplace(Runtime& rt, const Value& a, const Value& b) {
  update(rt, self_of(a), b);
  return a;
}

// ---- methods

Value get(Runtime& rt, Args args) {
  const Value* found = self_of(args[0]).find(rt, args[1]);
  return found ? *found : args.size() > 2 ? args[2] : Value();
}

Value pop(Runtime& rt, Args args) {
  Value removed;
  if (self_of(args[0]).size() > 0 && self_of(args[0]).remove(rt, args[1], &removed)) return removed;
  if (args.size() > 2) return args[2];
  raise(rt, rt.types().key_error, args[1]);
}

Value popitem(Runtime& rt, Args args) {
  Dict& dict = self_of(args[0]);
  if (dict.size() == 0) raise(rt, rt.types().key_error, "popitem(): dictionary is empty");
  std::uint32_t last = dict.entry_count() - 1;
  while (is_unset(dict.entry(last).key)) --last;
  const Value key = dict.entry(last).key;
  Value value;
  dict.remove(rt, key, &value);
  return make_tuple(rt, {key, value});
}

Value setdefault(Runtime& rt, Args args) {
  Dict& dict = self_of(args[0]);
  const std::int64_t h = hash(rt, args[1]);
  if (const Value* found = dict.find(rt, args[1], h)) return *found;
  const Value value = args.size() > 2 ? args[2] : Value();
  dict.set(rt, args[1], h, value);
  return value;
}

Value clear(Runtime&, Args args) {
  self_of(args[0]).clear();
  return none;
}
Value copy(Runtime& rt, Args args) {
  return copy_of(rt, args[0]);
}

Value fromkeys(Runtime& rt, Args args) {
  check_arity(rt, between(1, 2), args.skip(1), "fromkeys", "fromkeys");
  const Value made = call(rt, args[0]);
  const Value value = args.size() > 2 ? args[2] : Value();
  for_each(rt, args[1], [&](const Value& key) { setitem(rt, made, key, value); });
  return made;
}

Value keys(Runtime& rt, Args args) {
  return make_view(rt, rt.types().dict_keys, args[0]);
}
Value values(Runtime& rt, Args args) {
  return make_view(rt, rt.types().dict_values, args[0]);
}
Value items(Runtime& rt, Args args) {
  return make_view(rt, rt.types().dict_items, args[0]);
}
Value reversed(Runtime& rt, Args args) {
  return make_dict_iterator(rt, rt.types().dict_reverse_key_iterator, args[0]);
}
Value iter_dict(Runtime& rt, const Value& self) {
  return make_dict_iterator(rt, rt.types().dict_key_iterator, self);
}
Value class_item(Runtime& rt, Args args) {
  return make_generic_alias(rt, args[0], args[1]);
}

constexpr NativeMethod methods[] = {
    {"get", get, between(1, 2)},
    {"pop", pop, between(1, 2)},
    {"popitem", popitem, no_arguments()},
    {"setdefault", setdefault, between(1, 2)},
    {"update", update_method},
    {"clear", clear, no_arguments()},
    {"copy", copy, no_arguments()},
    {"fromkeys", fromkeys, any_arguments(), NativeMethod::Kind::class_method},
    {"keys", keys, no_arguments()},
    {"values", values, no_arguments()},
    {"items", items, no_arguments()},
    {"__reversed__", reversed, no_arguments()},
    {"__class_getitem__", class_item, one_argument(), NativeMethod::Kind::class_method},
};

}  // namespace

TypeSpec specs::dict(Types&) {
  Slots slots{};
  slots.construct = construct;
  slots.init = init;
  slots.repr = repr_dict;
  slots.compare = compare_dict;
  slots.length = length_dict;
  slots.contains = contains_dict;
  slots.getitem = getitem_dict;
  slots.setitem = setitem_dict;
  slots.iter = iter_dict;
  slots.binary[static_cast<std::size_t>(BinaryOp::bit_or)] = merge;
  slots.inplace[static_cast<std::size_t>(BinaryOp::bit_or)] = merge_inplace;
  return {.name = "dict", .flags = TypeFlag::base_type | TypeFlag::is_dict | TypeFlag::mapping, .slots = slots, .methods = methods};
}

}  // namespace orrery::script
