// WeakValueDictionary, WeakKeyDictionary, WeakSet and finalize. (CPython: Lib/weakref.py, Lib/_weakrefset.py.)
#include <fmt/format.h>

#include "engine/script/module/abstract.hpp"
#include "engine/script/module/standard_state.hpp"
#include "engine/script/module/weak_table.hpp"
#include "engine/script/object/exception.hpp"
#include "engine/script/vm/interpreter.hpp"

namespace orrery::script {
namespace {

Dict& data_of(Runtime& rt, const Value& self) {
  return as_dict(getattr(rt, self, "data"));
}
Value lookup_key(Runtime& rt, const Value& key) {
  return make_weak_ref(rt, weak_ref_type(rt), key, none);
}
Value list_iterator(Runtime& rt, const Ref<List>& list) {
  return iter(rt, Value(list));
}

// Entries that live, in order: f(key, value), both alive.
template <bool weak_keys, class F>
void each_entry(Runtime& rt, const Value& self, F&& f) {
  const Ref<Dict> data(&data_of(rt, self));
  const Ref<List> entries = make_list(rt);
  for (std::uint32_t i = 0; i < data->entry_count(); ++i)
    if (!is_unset(data->entry(i).key))
      entries->append(Value(make_tuple(rt, {data->entry(i).key, data->entry(i).value})));
  for (std::size_t i = 0; i < entries->size(); ++i) {
    const Value key = as_tuple((*entries)[i])[0], value = as_tuple((*entries)[i])[1];
    const Value living = as_weak(weak_keys ? key : value).get();
    if (!living.is_none()) f(weak_keys ? living : key, weak_keys ? value : living);
  }
}

// ---------------------------------------------------------------- both sorts of dictionaries

// The entry of a key that died, or whose value did.
Value remove_key(Runtime& rt, Args args) {
  data_of(rt, args[0]).remove(rt, args[1]);
  return none;
}
Value remove_value(Runtime& rt, Args args) {
  Dict& data = data_of(rt, args[0]);
  for (std::uint32_t i = 0; i < data.entry_count(); ++i) {
    if (is_unset(data.entry(i).key) || data.entry(i).value != args[1]) continue;
    const Value key = data.entry(i).key;
    data.remove(rt, key);
    return none;
  }
  return none;
}

template <bool weak_keys>
Value find(Runtime& rt, const Value& self, const Value& key) {
  const Value* const found = data_of(rt, self).find(rt, weak_keys ? lookup_key(rt, key) : key);
  if (!found) return unset;
  if (weak_keys) return *found;
  const Value living = as_weak(*found).get();
  return living.is_none() ? Value(unset) : living;
}
template <bool weak_keys>
void store(Runtime& rt, const Value& self, const Value& key, const Value& value) {
  if (weak_keys)
    data_of(rt, self).set(rt, make_weak_ref(rt, weak_ref_type(rt), key, weak_callback(rt, remove_key, self)), value);
  else
    data_of(rt, self).set(rt, key, make_weak_ref(rt, weak_ref_type(rt), value, weak_callback(rt, remove_value, self)));
}

template <bool weak_keys>
void take_over(Runtime& rt, const Value& self, const Value& other) {
  Ref<Dict> all = make_dict(rt);
  update(rt, *all, other);
  for (std::uint32_t i = 0; i < all->entry_count(); ++i)
    if (!is_unset(all->entry(i).key)) store<weak_keys>(rt, self, all->entry(i).key, all->entry(i).value);
}
template <bool weak_keys>
Value init(Runtime& rt, Args args) {
  set_field(rt, args[0], "data", Value(make_dict(rt)));
  if (args.size() > 1 && !args[1].is_none()) take_over<weak_keys>(rt, args[0], args[1]);
  return none;
}
template <bool weak_keys>
Value getitem_method(Runtime& rt, Args args) {
  const Value found = find<weak_keys>(rt, args[0], args[1]);
  if (is_unset(found)) raise(rt, rt.types().key_error, args[1]);
  return found;
}
template <bool weak_keys>
Value setitem_method(Runtime& rt, Args args) {
  store<weak_keys>(rt, args[0], args[1], args[2]);
  return none;
}
template <bool weak_keys>
Value delitem_method(Runtime& rt, Args args) {
  if (!data_of(rt, args[0]).remove(rt, weak_keys ? lookup_key(rt, args[1]) : args[1]))
    raise(rt, rt.types().key_error, args[1]);
  return none;
}
template <bool weak_keys>
Value contains_method(Runtime& rt, Args args) {
  return boolean(!is_unset(find<weak_keys>(rt, args[0], args[1])));
}
Value length_method(Runtime& rt, Args args) {
  return Value::integer(static_cast<std::int64_t>(data_of(rt, args[0]).size()));
}
template <bool weak_keys>
Value get(Runtime& rt, Args args) {
  const Value found = find<weak_keys>(rt, args[0], args[1]);
  return !is_unset(found) ? found : args.size() > 2 ? args[2] : Value(none);
}
template <bool weak_keys>
Value pop(Runtime& rt, Args args) {
  const Value found = find<weak_keys>(rt, args[0], args[1]);
  if (is_unset(found) && args.size() < 3) raise(rt, rt.types().key_error, args[1]);
  if (is_unset(found)) return args[2];
  delitem_method<weak_keys>(rt, args);
  return found;
}
template <bool weak_keys>
Value setdefault(Runtime& rt, Args args) {
  const Value found = find<weak_keys>(rt, args[0], args[1]);
  if (!is_unset(found)) return found;
  const Value otherwise = args.size() > 2 ? args[2] : Value(none);
  store<weak_keys>(rt, args[0], args[1], otherwise);
  return otherwise;
}
template <bool weak_keys>
Value update_method(Runtime& rt, Args args) {
  if (args.size() > 1) take_over<weak_keys>(rt, args[0], args[1]);
  return none;
}
Value clear(Runtime& rt, Args args) {
  data_of(rt, args[0]).clear();
  return none;
}

enum class Part { key, value, item };
template <bool weak_keys, Part part>
Value parts(Runtime& rt, Args args) {
  const Ref<List> all = make_list(rt);
  each_entry<weak_keys>(rt, args[0], [&](const Value& key, const Value& value) {
    all->append(part == Part::key ? key : part == Part::value ? value : Value(make_tuple(rt, {key, value})));
  });
  return list_iterator(rt, all);
}
Value repr_dictionary(Runtime& rt, Args args) {
  return text(
      rt, fmt::format("<{} at 0x{:x}>", name_text(rt, value_of(type_of(rt, args[0])), ""), rt.heap().id_of(args[0])));
}

template <bool weak_keys>
constexpr NativeMethod dictionary_methods[] = {{"__init__", init<weak_keys>},
                                               {"__getitem__", getitem_method<weak_keys>, one_argument()},
                                               {"__setitem__", setitem_method<weak_keys>, between(2, 2)},
                                               {"__delitem__", delitem_method<weak_keys>, one_argument()},
                                               {"__contains__", contains_method<weak_keys>, one_argument()},
                                               {"__len__", length_method, no_arguments()},
                                               {"__iter__", parts<weak_keys, Part::key>, no_arguments()},
                                               {"__repr__", repr_dictionary, no_arguments()},
                                               {"keys", parts<weak_keys, Part::key>, no_arguments()},
                                               {"values", parts<weak_keys, Part::value>, no_arguments()},
                                               {"items", parts<weak_keys, Part::item>, no_arguments()},
                                               {"get", get<weak_keys>, between(1, 2)},
                                               {"pop", pop<weak_keys>, between(1, 2)},
                                               {"setdefault", setdefault<weak_keys>, between(1, 2)},
                                               {"update", update_method<weak_keys>},
                                               {"clear", clear, no_arguments()}};

// ---------------------------------------------------------------- WeakSet: a dictionary whose values are nothing

Value add(Runtime& rt, Args args) {
  if (is_unset(find<true>(rt, args[0], args[1]))) store<true>(rt, args[0], args[1], true_value);
  return none;
}
void add_all(Runtime& rt, const Value& self, const Value& items) {
  for_each(rt, items, [&](const Value& item) { add(rt, {self, item}); });
}
Value init_set(Runtime& rt, Args args) {
  set_field(rt, args[0], "data", Value(make_dict(rt)));
  if (args.size() > 1 && !args[1].is_none()) add_all(rt, args[0], args[1]);
  return none;
}
Value update_set(Runtime& rt, Args args) {
  add_all(rt, args[0], args[1]);
  return none;
}
Value discard(Runtime& rt, Args args) {
  data_of(rt, args[0]).remove(rt, lookup_key(rt, args[1]));
  return none;
}
Value remove_member(Runtime& rt, Args args) {
  const Value key = lookup_key(rt, args[1]);
  if (!data_of(rt, args[0]).remove(rt, key)) raise(rt, rt.types().key_error, key);
  return none;
}
Value pop_any(Runtime& rt, Args args) {
  Value found(unset);
  each_entry<true>(rt, args[0], [&](const Value& key, const Value&) { found = is_unset(found) ? key : found; });
  if (is_unset(found)) raise(rt, rt.types().key_error, "pop from empty WeakSet");
  discard(rt, {args[0], found});
  return found;
}
constexpr NativeMethod set_methods[] = {{"__init__", init_set},
                                        {"add", add, one_argument()},
                                        {"discard", discard, one_argument()},
                                        {"remove", remove_member, one_argument()},
                                        {"update", update_set, one_argument()},
                                        {"pop", pop_any, no_arguments()},
                                        {"clear", clear, no_arguments()},
                                        {"__contains__", contains_method<true>, one_argument()},
                                        {"__len__", length_method, no_arguments()},
                                        {"__iter__", parts<true, Part::key>, no_arguments()}};

// ---------------------------------------------------------------- finalize

Value fire(Runtime& rt, const Value& self) {
  const Value function = field(rt, self, "_function");
  if (is_none_or_unset(function)) return none;
  const Value args = field(rt, self, "_args"), keywords = field(rt, self, "_keywords");
  set_field(rt, self, "_function", none);
  return call_with(rt, function, as_tuple(args).items(), &as_dict(keywords));
}
// `args[0]`: the finalizer, which its own reference keeps alive.
Value fire_dead(Runtime& rt, Args args) {
  return fire(rt, args[0]);
}
Value init_finalize(Runtime& rt, Args args) {
  if (args.size() < 3) raise_type_error(rt, "finalize expected at least 2 arguments: 'obj' and 'func'");
  set_field(rt, args[0], "_function", args[2]);
  set_field(rt, args[0], "_args", Value(make_tuple(rt, args.positional().subspan(3))));
  set_field(rt, args[0], "_keywords", Value(keywords_of(rt, args)));
  set_field(rt, args[0], "atexit", true_value);
  const Value told = make_bound_native(rt, "finalize", fire_dead, args[0]);
  const Value ref = make_weak_ref(rt, weak_ref_type(rt), args[1], told);
  set_field(rt, args[0], "_ref", ref);
  const Value atexit = interpreter(rt).import_module("atexit");
  call(rt, getattr(rt, atexit, "register"), make_bound_native(rt, "finalize", fire_dead, args[0]));
  return none;
}
Value call_finalize(Runtime& rt, Args args) {
  return fire(rt, args[0]);
}
Value detach(Runtime& rt, Args args) {
  const Value function = field(rt, args[0], "_function"), object = as_weak(field(rt, args[0], "_ref")).get();
  if (function.is_none() || object.is_none()) return none;
  set_field(rt, args[0], "_function", none);
  return Value(make_tuple(rt, {object, function, field(rt, args[0], "_args"), field(rt, args[0], "_keywords")}));
}
Value alive(Runtime& rt, const Value& self) {
  return boolean(!is_none_or_unset(field(rt, self, "_function")));
}
constexpr NativeMethod finalize_methods[] = {
    {"__init__", init_finalize}, {"__call__", call_finalize, any_arguments()}, {"detach", detach, no_arguments()}};
constexpr NativeAttribute finalize_attributes[] = {{"alive", alive}};

}  // namespace

void make_weak_containers(Runtime& rt, ModuleObject& module) {
  const auto add_class = [&](std::string_view name, std::span<const NativeMethod> methods) {
    define_class(rt, module, make_library_class(rt, {.name = name, .module = "weakref", .methods = methods}));
  };
  add_class("WeakValueDictionary", dictionary_methods<false>);
  add_class("WeakKeyDictionary", dictionary_methods<true>);
  add_class("WeakSet", set_methods);
}

Type* make_finalize_class(Runtime& rt) {
  return standard_state(rt).finalizer = make_library_class(
             rt,
             {.name = "finalize", .module = "weakref", .methods = finalize_methods, .attributes = finalize_attributes});
}

}  // namespace orrery::script
