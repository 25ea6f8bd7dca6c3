// collections.ChainMap. (CPython: Lib/collections/__init__.py.)
#include <fmt/format.h>

#include "engine/script/module/abstract.hpp"
#include "engine/script/module/collections.hpp"
#include "engine/script/object/exception.hpp"
#include "engine/script/object/str.hpp"

namespace orrery::script {
namespace {

Value maps_of(Runtime& rt, const Value& self) {
  return getattr(rt, self, "maps");
}
Value first_map(Runtime& rt, const Value& self) {
  return getitem(rt, maps_of(rt, self), Value::integer(0));
}
Value of_class(Runtime& rt, const Value& self, std::span<const Value> maps) {
  return call(rt, value_of(type_of(rt, self)), Args(maps.data(), maps.size()));
}

Value init(Runtime& rt, Args args) {
  const Ref<List> maps = make_list(rt, args.positional().subspan(1));
  if (maps->size() == 0) maps->append(Value(make_dict(rt)));
  setattr(rt, args[0], rt.heap().intern("maps"), Value(maps));
  return none;
}

Value missing(Runtime& rt, Args args) {
  raise(rt, rt.types().key_error, args[1]);
}

Value getitem_chain(Runtime& rt, Args args) {
  const Ref<List> maps = list_of(rt, maps_of(rt, args[0]));
  for (const Value& map : maps->items) {
    try {
      return getitem(rt, map, args[1]);
    } catch (const loop::Raised& raised) {
      if (!is_exception_of(Value(raised.error()), rt.types().key_error)) throw;
    }
  }
  return call_method(rt, args[0], "__missing__", {args[1]});
}

bool in_any(Runtime& rt, const Value& self, const Value& key) {
  const Ref<List> maps = list_of(rt, maps_of(rt, self));
  for (const Value& map : maps->items)
    if (contains(rt, map, key)) return true;
  return false;
}
Value has_key(Runtime& rt, Args args) {
  return boolean(in_any(rt, args[0], args[1]));
}
Value get(Runtime& rt, Args args) {
  const auto [self, key, otherwise] = bind_python<3>(rt, "ChainMap.get", {"self", "key", "default"}, args, 2);
  return in_any(rt, self, key) ? getitem(rt, self, key) : is_unset(otherwise) ? Value(none) : otherwise;
}

// All keys, those of the last map first.
Ref<Dict> merged(Runtime& rt, const Value& self) {
  const Ref<List> maps = list_of(rt, maps_of(rt, self));
  Ref<Dict> all = make_dict(rt);
  for (std::size_t i = maps->size(); i > 0; --i)
    for_each(rt, (*maps)[i - 1], [&](const Value& key) { all->set(rt, key, none); });
  return all;
}
Value iterate(Runtime& rt, Args args) {
  return iter(rt, Value(merged(rt, args[0])));
}
Value length_chain(Runtime& rt, Args args) {
  return Value::integer(static_cast<std::int64_t>(merged(rt, args[0])->size()));
}
Value truth_chain(Runtime& rt, Args args) {
  const Ref<List> maps = list_of(rt, maps_of(rt, args[0]));
  for (const Value& map : maps->items)
    if (truth(rt, map)) return true_value;
  return false_value;
}

Value repr_chain(Runtime& rt, Args args) {
  const Shown shown(rt, args[0]);
  if (!shown.first()) return text(rt, "...");
  std::string inside;
  for (const Ref<List> all = list_of(rt, maps_of(rt, args[0])); const Value& map : all->items)
    inside += fmt::format("{}{}", inside.empty() ? "" : ", ", repr(rt, map)->view());
  return text(rt, fmt::format("{}({})", type_of(rt, args[0])->name(), inside));
}

Value copy(Runtime& rt, Args args) {
  Ref<List> maps = list_of(rt, maps_of(rt, args[0]));
  (*maps)[0] = call_method(rt, (*maps)[0], "copy");
  return of_class(rt, args[0], {maps->items.begin(), maps->size()});
}
Value new_child(Runtime& rt, Args args) {
  Value first = args.size() > 1 ? args[1] : Value(none);
  const Ref<Dict> more = keywords_of(rt, args);
  if (const Value* m = more->find("m")) {
    first = *m;
    more->remove(rt.heap().intern("m"));
  }
  if (first.is_none())
    first = Value(more);
  else if (more->size() > 0)
    call_method(rt, first, "update", {Value(more)});
  const Ref<List> maps = make_list(rt);
  maps->append(first);
  extend(rt, *maps, maps_of(rt, args[0]));
  return of_class(rt, args[0], {maps->items.begin(), maps->size()});
}
Value parents(Runtime& rt, const Value& self) {
  const Ref<List> maps = list_of(rt, maps_of(rt, self));
  return of_class(rt, self, std::span<const Value>(maps->items.begin(), maps->size()).subspan(1));
}
Value fromkeys(Runtime& rt, Args args) {
  const Value value = args.size() > 2 ? args[2] : Value(none);
  return call(rt, args[0], call_method(rt, value_of(rt.types().dict), "fromkeys", {args[1], value}));
}

Value set_item(Runtime& rt, Args args) {
  setitem(rt, first_map(rt, args[0]), args[1], args[2]);
  return none;
}
// `change` on the first map; its KeyError in other words.
template <class F>
Value in_first(Runtime& rt, const std::string& complaint, F change) {
  try {
    return change();
  } catch (const loop::Raised& raised) {
    if (!is_exception_of(Value(raised.error()), rt.types().key_error)) throw;
    Ref<ExceptionObject> told = make_exception(rt, rt.types().key_error, complaint);
    told->context = to_exception(rt, raised.error());
    raise(std::move(told));
  }
}
std::string not_found(Runtime& rt, const Value& key) {
  return fmt::format("Key not found in the first mapping: {}", repr(rt, key)->view());
}
Value delete_item(Runtime& rt, Args args) {
  return in_first(rt, not_found(rt, args[1]),
                  [&] { return delitem(rt, first_map(rt, args[0]), args[1]), Value(none); });
}
Value pop(Runtime& rt, Args args) {
  return in_first(rt, not_found(rt, args[1]),
                  [&] { return call(rt, getattr(rt, first_map(rt, args[0]), "pop"), args.skip(1)); });
}
Value popitem(Runtime& rt, Args args) {
  return in_first(rt, "No keys found in the first mapping.",
                  [&] { return call_method(rt, first_map(rt, args[0]), "popitem"); });
}
Value clear(Runtime& rt, Args args) {
  return call_method(rt, first_map(rt, args[0]), "clear");
}

Value merge(Runtime& rt, Args args) {
  if (!isinstance(rt, args[1], value_of(abstract_class(rt, "Mapping")))) return not_implemented;
  const Value copied = copy(rt, args);
  call_method(rt, first_map(rt, copied), "update", {args[1]});
  return copied;
}
Value merge_inplace(Runtime& rt, Args args) {
  call_method(rt, first_map(rt, args[0]), "update", {args[1]});
  return args[0];
}

constexpr NativeMethod methods[] = {{"__init__", init},
                                    {"__missing__", missing, one_argument()},
                                    {"__getitem__", getitem_chain, one_argument()},
                                    {"get", get},
                                    {"__len__", length_chain, no_arguments()},
                                    {"__iter__", iterate, no_arguments()},
                                    {"__contains__", has_key, one_argument()},
                                    {"__bool__", truth_chain, no_arguments()},
                                    {"__repr__", repr_chain, no_arguments()},
                                    {"fromkeys", fromkeys, between(1, 2), NativeMethod::Kind::class_method},
                                    {"copy", copy, no_arguments()},
                                    {"__copy__", copy, no_arguments()},
                                    {"new_child", new_child},
                                    {"__setitem__", set_item, between(2, 2)},
                                    {"__delitem__", delete_item, one_argument()},
                                    {"pop", pop},
                                    {"popitem", popitem, no_arguments()},
                                    {"clear", clear, no_arguments()},
                                    {"__or__", merge, one_argument()},
                                    {"__ior__", merge_inplace, one_argument()}};
constexpr NativeAttribute attributes[] = {{"parents", parents}};

}  // namespace

Type* chain_map_type(Runtime& rt) {
  Type*& type = library_of(rt).chain_map;
  if (type) return type;
  return type = make_library_class(rt, {.name = "ChainMap",
                                        .module = "collections",
                                        .bases = {abstract_class(rt, "MutableMapping")},
                                        .methods = methods,
                                        .attributes = attributes});
}

}  // namespace orrery::script
