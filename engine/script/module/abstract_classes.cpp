// collections.abc: the classes, who belongs to them, and their modules. (CPython: Lib/_collections_abc.py.)
#include <vector>

#include "engine/script/module/abstract.hpp"
#include "engine/script/module/abstract_mixins.hpp"
#include "engine/script/module/collections.hpp"
#include "engine/script/module/define.hpp"
#include "engine/script/module/standard.hpp"
#include "engine/script/object/builder.hpp"
#include "engine/script/object/builtins.hpp"
#include "engine/script/object/str.hpp"
#include "engine/script/vm/interpreter.hpp"

namespace orrery::script {
namespace {

using Names = std::vector<std::string_view>;

struct Row {
  std::string_view name;
  Names bases;     // classes of this table
  Names abstract;  // methods a subclass must define
  Names hook;      // methods that make any class a subclass; empty: none do
  std::span<const NativeMethod> methods = {};
  Names nothing = {};  // names that are None
};

Value class_item(Runtime& rt, Args args) {
  return make_generic_alias(rt, args[0], args[1]);
}

std::vector<Row> rows() {
  const auto one = [](std::string_view name, std::string_view method, std::span<const NativeMethod> methods = {}) {
    return Row{name, {}, {method}, {method}, methods};
  };
  return {
      one("Hashable", "__hash__"),
      one("Awaitable", "__await__"),
      {"Coroutine", {"Awaitable"}, {"send", "throw"}, {"__await__", "send", "throw", "close"}, mixins::coroutine()},
      one("AsyncIterable", "__aiter__"),
      {"AsyncIterator", {"AsyncIterable"}, {"__anext__"}, {"__anext__", "__aiter__"}, mixins::async_iterator()},
      {"AsyncGenerator",
       {"AsyncIterator"},
       {"asend", "athrow"},
       {"__aiter__", "__anext__", "asend", "athrow", "aclose"}},
      one("Iterable", "__iter__"),
      {"Iterator", {"Iterable"}, {"__next__"}, {"__iter__", "__next__"}, mixins::iterator()},
      {"Generator",
       {"Iterator"},
       {"send", "throw"},
       {"__iter__", "__next__", "send", "throw", "close"},
       mixins::generator()},
      {"Reversible", {"Iterable"}, {"__reversed__"}, {"__reversed__", "__iter__"}},
      one("Sized", "__len__"),
      one("Container", "__contains__"),
      {"Collection", {"Sized", "Iterable", "Container"}, {}, {"__len__", "__iter__", "__contains__"}},
      one("Callable", "__call__"),
      {"Set", {"Collection"}, {}, {}, mixins::set()},
      {"MutableSet", {"Set"}, {"add", "discard"}, {}, mixins::mutable_set()},
      {"Mapping", {"Collection"}, {"__getitem__"}, {}, mixins::mapping(), {"__reversed__"}},
      {"MappingView", {"Sized"}, {}, {}, mixins::mapping_view()},
      {"KeysView", {"MappingView", "Set"}, {}, {}, mixins::keys_view()},
      {"ItemsView", {"MappingView", "Set"}, {}, {}, mixins::items_view()},
      {"ValuesView", {"MappingView", "Collection"}, {}, {}, mixins::values_view()},
      {"MutableMapping", {"Mapping"}, {"__setitem__", "__delitem__"}, {}, mixins::mutable_mapping()},
      {"Sequence", {"Reversible", "Collection"}, {"__getitem__"}, {}, mixins::sequence()},
      {"MutableSequence", {"Sequence"}, {"__setitem__", "__delitem__", "insert"}, {}, mixins::mutable_sequence()},
      {"ByteString", {"Sequence"}, {}, {}},
  };
}

Ref<Dict> namespace_of(Runtime& rt, const Row& row) {
  Ref<Dict> space = make_dict(rt);
  space->set(rt.names().dunder.module_, text(rt, "collections.abc"));
  space->set(rt.heap().intern("__slots__"), Value(make_tuple(rt, 0)));
  for (const std::string_view name : row.abstract) space->set(rt.heap().intern(name), abstract_function(rt, name));
  for (const std::string_view name : row.nothing) space->set(rt.heap().intern(name), none);
  return space;
}

Type* make_row(Runtime& rt, Dict& classes, const Row& row) {
  static constexpr NativeMethod subscript[] = {
      {"__class_getitem__", class_item, one_argument(), NativeMethod::Kind::class_method}};
  std::vector<Value> bases;
  for (const std::string_view base : row.bases) bases.push_back(*classes.find(base));
  const Ref<Dict> space = namespace_of(rt, row);
  for (const NativeMethod& method : subscript)
    space->set(rt.heap().intern(method.name), class_method_value(rt, method));
  for (const NativeMethod& method : row.methods) space->set(rt.heap().intern(method.name), library_method(rt, method));
  const Value arguments[] = {text(rt, row.name), Value(make_tuple(rt, std::span<const Value>(bases))), Value(space)};
  const Value made = call(rt, value_of(abc_meta(rt)), Args(arguments, 3));
  Type* const type = rt.types().keep(Ref<Type>(static_cast<Type*>(made.object())));
  own_library_methods(rt, *type, row.methods);
  if (row.name == "Sequence") TypeBuilder::add_flags(*type, TypeFlag::sequence);
  if (row.name == "Mapping") TypeBuilder::add_flags(*type, TypeFlag::mapping);
  if (!row.hook.empty()) set_hook(rt, *type, row.hook);
  classes.set(rt.heap().intern(row.name), made);
  return type;
}

void register_builtins(Runtime& rt, Dict& classes) {
  const Types& t = rt.types();
  const auto add = [&](std::string_view name, std::initializer_list<Type*> types) {
    for (Type* type : types) add_virtual_subclass(rt, *static_cast<Type*>(classes.find(name)->object()), type);
  };
  add("Set", {t.frozenset});
  add("MutableSet", {t.set});
  add("Mapping", {t.mappingproxy});
  add("MutableMapping", {t.dict});
  add("KeysView", {t.dict_keys});
  add("ItemsView", {t.dict_items});
  add("ValuesView", {t.dict_values});
  add("Sequence", {t.tuple, t.str, t.range, t.bytes});
  add("MutableSequence", {t.list, t.bytearray, deque_type(rt)});
  add("ByteString", {t.bytes, t.bytearray});
}

Dict& all_classes(Runtime& rt) {
  Value& kept = library_of(rt).abstract_classes;
  if (!kept.is_none()) return as_dict(kept);
  const Ref<Dict> classes = make_dict(rt);
  for (const Row& row : rows()) make_row(rt, *classes, row);
  register_builtins(rt, *classes);
  kept = Value(classes);
  return *classes;
}

}  // namespace

Type* abstract_class(Runtime& rt, std::string_view name) {
  return static_cast<Type*>(all_classes(rt).find(name)->object());
}

Ref<ModuleObject> collections_abc_module(Runtime& rt) {
  Ref<ModuleObject> module = make_module(rt, "collections.abc");
  for (const Row& row : rows()) define(rt, *module, row.name, value_of(abstract_class(rt, row.name)));
  return module;
}

}  // namespace orrery::script
