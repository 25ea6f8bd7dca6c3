#include "engine/script/module/abstract_mixins.hpp"

#include <fmt/format.h>

#include "engine/script/module/abstract.hpp"
#include "engine/script/object/exception.hpp"
#include "engine/script/object/iterators.hpp"
#include "engine/script/object/number.hpp"
#include "engine/script/object/str.hpp"

// (CPython: Lib/_collections_abc.py. Sets have a file of their own.)
namespace orrery::script::mixins {
namespace {

bool raised(const loop::Raised& error, Type* type) {
  return is_exception_of(Value(error.error()), type);
}

// self[key], or `unset` for a KeyError.
Value get_or_unset(Runtime& rt, const Value& self, const Value& key) {
  try {
    return getitem(rt, self, key);
  } catch (const loop::Raised& error) {
    if (!raised(error, rt.types().key_error)) throw;
    return unset;
  }
}

// ---------------------------------------------------------------- iterators, coroutines

Value itself(Runtime&, Args args) {
  return args[0];
}
Value next_of_generator(Runtime& rt, Args args) {
  return call_method(rt, args[0], "send", {none});
}

// throw(GeneratorExit) that must end it.
Value close(Runtime& rt, Args args) {
  try {
    call_method(rt, args[0], "throw", {value_of(rt.types().generator_exit)});
  } catch (const loop::Raised& error) {
    if (raised(error, rt.types().generator_exit) || raised(error, rt.types().stop_iteration)) return none;
    throw;
  }
  const bool coroutine = type_of(rt, args[0])->is_subtype_of(abstract_class(rt, "Coroutine"));
  raise(rt, rt.types().runtime_error,
        coroutine ? "coroutine ignored GeneratorExit" : "generator ignored GeneratorExit");
}

// ---------------------------------------------------------------- mappings

Value get(Runtime& rt, Args args) {
  const auto [self, key, otherwise] = bind_python<3>(rt, "Mapping.get", {"self", "key", "default"}, args, 2);
  const Value found = get_or_unset(rt, self, key);
  return !is_unset(found) ? found : is_unset(otherwise) ? Value(none) : otherwise;
}
Value has_key(Runtime& rt, Args args) {
  return boolean(!is_unset(get_or_unset(rt, args[0], args[1])));
}
template <const char* const& view>
Value view_of(Runtime& rt, Args args) {
  return call(rt, value_of(abstract_class(rt, view)), args[0]);
}
constexpr const char* keys_name = "KeysView";
constexpr const char* values_name = "ValuesView";
constexpr const char* items_name = "ItemsView";

Value as_plain_dict(Runtime& rt, const Value& mapping) {
  const Ref<Dict> dict = make_dict(rt);
  for_each(rt, call_method(rt, mapping, "items"), [&](const Value& pair) {
    Value parts[2];
    unpack(rt, pair, 2, parts);
    dict->set(rt, parts[0], parts[1]);
  });
  return Value(dict);
}
Value mapping_equals(Runtime& rt, Args args) {
  if (!isinstance(rt, args[1], value_of(abstract_class(rt, "Mapping")))) return not_implemented;
  return compare(rt, CompareOp::equal, as_plain_dict(rt, args[0]), as_plain_dict(rt, args[1]));
}

Value pop(Runtime& rt, Args args) {
  const auto [self, key, otherwise] = bind_python<3>(rt, "MutableMapping.pop", {"self", "key", "default"}, args, 2);
  if (is_unset(otherwise)) {
    const Value found = getitem(rt, self, key);
    delitem(rt, self, key);
    return found;
  }
  const Value found = get_or_unset(rt, self, key);
  if (is_unset(found)) return otherwise;
  delitem(rt, self, key);
  return found;
}
Value popitem(Runtime& rt, Args args) {
  const Value key = next(rt, iter(rt, args[0]));
  if (is_unset(key)) raise(make_exception(rt, rt.types().key_error));
  const Value value = getitem(rt, args[0], key);
  delitem(rt, args[0], key);
  return make_tuple(rt, {key, value});
}
Value clear_mapping(Runtime& rt, Args args) {
  try {
    for (;;) call_method(rt, args[0], "popitem");
  } catch (const loop::Raised& error) {
    if (!raised(error, rt.types().key_error)) throw;
  }
  return none;
}
void store_pairs(Runtime& rt, const Value& self, const Value& other) {
  for_each(rt, other, [&](const Value& pair) {
    Value parts[2];
    unpack(rt, pair, 2, parts);
    setitem(rt, self, parts[0], parts[1]);
  });
}
Value update(Runtime& rt, Args args) {
  if (args.size() > 2)
    raise_type_error(rt, fmt::format("MutableMapping.update() takes from 1 to 2 positional arguments but {} were given",
                                     args.size()));
  const Value& self = args[0];
  if (args.size() > 1) {
    const bool mapping = isinstance(rt, args[1], value_of(abstract_class(rt, "Mapping"))) ||
                         !is_unset(getattr_or_unset(rt, args[1], rt.names().plain.keys_));
    if (mapping)
      for_each(rt, call_method(rt, args[1], "keys"),
               [&](const Value& k) { setitem(rt, self, k, getitem(rt, args[1], k)); });
    else
      store_pairs(rt, self, args[1]);
  }
  for (std::size_t i = 0; i < args.keyword_count(); ++i)
    setitem(rt, self, Value(Ref<Str>(args.keyword_name(i))), args.keyword_value(i));
  return none;
}
Value setdefault(Runtime& rt, Args args) {
  const auto [self, key, otherwise] =
      bind_python<3>(rt, "MutableMapping.setdefault", {"self", "key", "default"}, args, 2);
  const Value found = get_or_unset(rt, self, key);
  if (!is_unset(found)) return found;
  const Value value = is_unset(otherwise) ? Value(none) : otherwise;
  setitem(rt, self, key, value);
  return value;
}

// ---------------------------------------------------------------- views

Value mapping_of(Runtime& rt, const Value& view) {
  return field(rt, view, "_mapping");
}
Value init_view(Runtime& rt, Args args) {
  const auto [self, mapping] = bind_python<2>(rt, "MappingView.__init__", {"self", "mapping"}, args);
  set_field(rt, self, "_mapping", mapping);
  return none;
}
Value length_view(Runtime& rt, Args args) {
  return make_int(rt, length(rt, mapping_of(rt, args[0])));
}
Value repr_view(Runtime& rt, Args args) {
  return text(rt, fmt::format("{}({})", type_of(rt, args[0])->name(), repr(rt, mapping_of(rt, args[0]))->view()));
}
Value contains_key(Runtime& rt, Args args) {
  return boolean(contains(rt, mapping_of(rt, args[0]), args[1]));
}
Value iter_keys(Runtime& rt, Args args) {
  return iter(rt, mapping_of(rt, args[0]));
}

// What operators on views answer.
Value as_set(Runtime& rt, Args args) {
  return call(rt, value_of(rt.types().set), args[1]);
}

// A lazy map over the keys of the mapping: `f` is bound to it.
Value over_keys(Runtime& rt, const Value& view, NativeFn f) {
  const Value mapping = mapping_of(rt, view);
  return call(rt, value_of(rt.types().map), make_bound_native(rt, "item", f, mapping), mapping);
}
Value item_at(Runtime& rt, Args args) {
  return make_tuple(rt, {args[1], getitem(rt, args[0], args[1])});
}
Value value_at(Runtime& rt, Args args) {
  return getitem(rt, args[0], args[1]);
}
Value iter_items(Runtime& rt, Args args) {
  return over_keys(rt, args[0], item_at);
}
Value iter_values(Runtime& rt, Args args) {
  return over_keys(rt, args[0], value_at);
}
Value contains_item(Runtime& rt, Args args) {
  Value parts[2];
  unpack(rt, args[1], 2, parts);
  const Value found = get_or_unset(rt, mapping_of(rt, args[0]), parts[0]);
  return boolean(!is_unset(found) && equal(rt, found, parts[1]));
}
Value contains_value(Runtime& rt, Args args) {
  bool found = false;
  for_each(rt, args[0], [&](const Value& value) { found = found || equal(rt, value, args[1]); });
  return boolean(found);
}

// ---------------------------------------------------------------- sequences

Value iter_sequence(Runtime& rt, Args args) {
  return Value(rt.heap().make<SequenceIterator>(rt.types().sequence_iterator, args[0]));
}
Value reversed_sequence(Runtime& rt, Args args) {
  auto iterator = rt.heap().make<SequenceIterator>(rt.types().reversed, args[0]);
  iterator->position = length(rt, args[0]) - 1;
  return Value(iterator);
}
// The first index from `start` on with an equal item, or -1.
std::int64_t find(Runtime& rt, const Value& self, const Value& wanted, std::int64_t start, std::int64_t stop) {
  for (std::int64_t i = start; stop < 0 || i < stop; ++i) {
    try {
      if (equal(rt, getitem(rt, self, Value::integer(i)), wanted)) return i;
    } catch (const loop::Raised& error) {
      if (!raised(error, rt.types().index_error)) throw;
      return -1;
    }
  }
  return -1;
}
Value contains_sequence(Runtime& rt, Args args) {
  bool found = false;
  for_each(rt, args[0], [&](const Value& item) { found = found || equal(rt, item, args[1]); });
  return boolean(found);
}
Value index_of(Runtime& rt, Args args) {
  const auto [self, value, first, last] =
      bind_python<4>(rt, "Sequence.index", {"self", "value", "start", "stop"}, args, 2);
  const auto place = [&](const Value& v, std::int64_t otherwise) {
    if (is_none_or_unset(v)) return otherwise;
    const std::int64_t at = index_number(rt, v, nullptr);
    return at < 0 ? std::max<std::int64_t>(at + length(rt, self), 0) : at;
  };
  const std::int64_t at = find(rt, self, value, place(first, 0), place(last, -1));
  if (at < 0) raise(make_exception(rt, rt.types().value_error));
  return Value::integer(at);
}
Value count(Runtime& rt, Args args) {
  std::int64_t found = 0;
  for_each(rt, args[0], [&](const Value& item) { found += equal(rt, item, args[1]); });
  return Value::integer(found);
}
Value append(Runtime& rt, Args args) {
  call_method(rt, args[0], "insert", {make_int(rt, length(rt, args[0])), args[1]});
  return none;
}
Value extend(Runtime& rt, Args args) {
  const Value source = args[0] == args[1] ? Value(list_of(rt, args[1])) : args[1];
  for_each(rt, source, [&](const Value& item) { call_method(rt, args[0], "append", {item}); });
  return none;
}
Value extend_inplace(Runtime& rt, Args args) {
  call_method(rt, args[0], "extend", {args[1]});
  return args[0];
}
Value pop_index(Runtime& rt, Args args) {
  const auto [self, at] = bind_python<2>(rt, "MutableSequence.pop", {"self", "index"}, args, 1);
  const Value key = is_unset(at) ? Value::integer(-1) : at, item = getitem(rt, self, key);
  delitem(rt, self, key);
  return item;
}
Value remove(Runtime& rt, Args args) {
  delitem(rt, args[0], call_method(rt, args[0], "index", {args[1]}));
  return none;
}
Value clear_sequence(Runtime& rt, Args args) {
  while (length(rt, args[0]) > 0) call_method(rt, args[0], "pop");
  return none;
}
Value reverse(Runtime& rt, Args args) {
  for (std::int64_t i = 0, n = length(rt, args[0]); i < n / 2; ++i) {
    const Value a = getitem(rt, args[0], Value::integer(i)), b = getitem(rt, args[0], Value::integer(n - i - 1));
    setitem(rt, args[0], Value::integer(i), b);
    setitem(rt, args[0], Value::integer(n - i - 1), a);
  }
  return none;
}

}  // namespace

std::span<const NativeMethod> coroutine() {
  static constexpr NativeMethod methods[] = {{"close", close, no_arguments()}};
  return methods;
}
std::span<const NativeMethod> async_iterator() {
  static constexpr NativeMethod methods[] = {{"__aiter__", itself, no_arguments()}};
  return methods;
}
std::span<const NativeMethod> iterator() {
  static constexpr NativeMethod methods[] = {{"__iter__", itself, no_arguments()}};
  return methods;
}
std::span<const NativeMethod> generator() {
  static constexpr NativeMethod methods[] = {{"__next__", next_of_generator, no_arguments()},
                                             {"close", close, no_arguments()}};
  return methods;
}
std::span<const NativeMethod> mapping() {
  static constexpr NativeMethod methods[] = {{"get", get},
                                             {"__contains__", has_key, one_argument()},
                                             {"keys", view_of<keys_name>, no_arguments()},
                                             {"items", view_of<items_name>, no_arguments()},
                                             {"values", view_of<values_name>, no_arguments()},
                                             {"__eq__", mapping_equals, one_argument()}};
  return methods;
}
std::span<const NativeMethod> mutable_mapping() {
  static constexpr NativeMethod methods[] = {{"pop", pop},
                                             {"popitem", popitem, no_arguments()},
                                             {"clear", clear_mapping, no_arguments()},
                                             {"update", update},
                                             {"setdefault", setdefault}};
  return methods;
}
std::span<const NativeMethod> mapping_view() {
  static constexpr NativeMethod methods[] = {
      {"__init__", init_view}, {"__len__", length_view, no_arguments()}, {"__repr__", repr_view, no_arguments()}};
  return methods;
}
std::span<const NativeMethod> keys_view() {
  static constexpr NativeMethod methods[] = {
      {"__contains__", contains_key, one_argument()},
      {"_from_iterable", as_set, one_argument(), NativeMethod::Kind::class_method},
      {"__iter__", iter_keys, no_arguments()}};
  return methods;
}
std::span<const NativeMethod> items_view() {
  static constexpr NativeMethod methods[] = {
      {"__contains__", contains_item, one_argument()},
      {"_from_iterable", as_set, one_argument(), NativeMethod::Kind::class_method},
      {"__iter__", iter_items, no_arguments()}};
  return methods;
}
std::span<const NativeMethod> values_view() {
  static constexpr NativeMethod methods[] = {{"__contains__", contains_value, one_argument()},
                                             {"__iter__", iter_values, no_arguments()}};
  return methods;
}
std::span<const NativeMethod> sequence() {
  static constexpr NativeMethod methods[] = {{"__iter__", iter_sequence, no_arguments()},
                                             {"__contains__", contains_sequence, one_argument()},
                                             {"__reversed__", reversed_sequence, no_arguments()},
                                             {"index", index_of},
                                             {"count", count, one_argument()}};
  return methods;
}
std::span<const NativeMethod> mutable_sequence() {
  static constexpr NativeMethod methods[] = {
      {"append", append, one_argument()},           {"extend", extend, one_argument()},
      {"__iadd__", extend_inplace, one_argument()}, {"pop", pop_index},
      {"remove", remove, one_argument()},           {"clear", clear_sequence, no_arguments()},
      {"reverse", reverse, no_arguments()}};
  return methods;
}

}  // namespace orrery::script::mixins
