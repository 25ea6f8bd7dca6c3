// functools.cached_property, partialmethod and singledispatch. (CPython: Lib/functools.py.)
#include <fmt/format.h>

#include "engine/script/module/closure.hpp"
#include "engine/script/module/functools.hpp"
#include "engine/script/object/builtins.hpp"
#include "engine/script/object/exception.hpp"
#include "engine/script/object/str.hpp"

namespace orrery::script {
namespace {

// ---------------------------------------------------------------- cached_property

Value init_cached(Runtime& rt, Args args) {
  const auto [self, function] = bind_python<2>(rt, "cached_property.__init__", {"self", "func"}, args);
  set_field(rt, self, "func", function);
  set_field(rt, self, "attrname", none);
  set_field(rt, self, "__doc__", getattr(rt, function, rt.names().dunder.doc_));
  return none;
}

Value name_cached(Runtime& rt, Args args) {
  const Value known = field(rt, args[0], "attrname");
  if (known.is_none())
    set_field(rt, args[0], "attrname", args[2]);
  else if (!equal(rt, known, args[2]))
    raise_type_error(rt, fmt::format("Cannot assign the same cached_property to two different names ({} and {}).",
                                     repr(rt, known)->view(), repr(rt, args[2])->view()));
  return none;
}

Value get_cached(Runtime& rt, Args args) {
  if (args[1].is_none()) return args[0];
  const Value name = field(rt, args[0], "attrname");
  if (name.is_none()) raise_type_error(rt, "Cannot use cached_property instance without calling __set_name__ on it.");
  Dict* const cache = attributes_of(rt, args[1], true);
  if (!cache || type_of(rt, args[1])->without_dict)
    raise_type_error(rt, fmt::format("No '__dict__' attribute on '{}' instance to cache {} property.",
                                     type_of(rt, args[1])->name(), repr(rt, name)->view()));
  if (const Value* found = cache->find(rt, name)) return *found;
  const Value value = call(rt, field(rt, args[0], "func"), args[1]);
  attributes_of(rt, args[1], true)->set(rt, name, value);
  return value;
}

Value class_item(Runtime& rt, Args args) {
  return make_generic_alias(rt, args[0], args[1]);
}

constexpr NativeMethod cached_methods[] = {
    {"__init__", init_cached},
    {"__set_name__", name_cached, between(2, 2)},
    {"__get__", get_cached, between(1, 2)},
    {"__class_getitem__", class_item, one_argument(), NativeMethod::Kind::class_method}};

// ---------------------------------------------------------------- partialmethod

Value init_partial_method(Runtime& rt, Args args) {
  if (args.size() < 2) raise_type_error(rt, "partialmethod.__init__() missing 1 required positional argument: 'func'");
  if (!is_callable(rt, args[1]) && !type_of(rt, args[1])->slots.descr_get)
    raise_type_error(rt, fmt::format("{} is not callable or a descriptor", repr(rt, args[1])->view()));
  set_field(rt, args[0], "func", args[1]);
  set_field(rt, args[0], "args", Value(make_tuple(rt, args.positional().subspan(2))));
  set_field(rt, args[0], "keywords", Value(keywords_of(rt, args)));
  return none;
}

// The function as found in the object, its arguments added.
Value get_partial_method(Runtime& rt, Args args) {
  const Value function = field(rt, args[0], "func"), more = field(rt, args[0], "args");
  const Value keywords = field(rt, args[0], "keywords");
  const Value owner = args.size() > 2 ? args[2] : value_of(type_of(rt, args[1]));
  const auto get = type_of(rt, function)->slots.descr_get;
  const Value object = args[1].is_none() ? Value(unset) : args[1];
  const Value bound = get ? get(rt, function, object, type_from(owner)) : function;
  return make_partial(rt, bound, as_tuple(more).items(), &as_dict(keywords));
}

Value repr_partial_method(Runtime& rt, Args args) {
  std::string inside(repr(rt, field(rt, args[0], "func"))->view());
  for (const Value more = field(rt, args[0], "args"); const Value& arg : as_tuple(more).items())
    inside += fmt::format(", {}", repr(rt, arg)->view());
  return text(rt, fmt::format("functools.partialmethod({})", inside));
}

constexpr NativeMethod partial_methods[] = {{"__init__", init_partial_method},
                                            {"__get__", get_partial_method, between(1, 2)},
                                            {"__repr__", repr_partial_method, no_arguments()}};

// ---------------------------------------------------------------- singledispatch

// The implementation for a class: that of the first of its bases that has one.
Value implementation(Runtime& rt, Dict& registry, Type& type) {
  for (Type* one : type.mro())
    if (const Value* found = registry.find(rt, value_of(one))) return *found;
  Value best = unset;
  for (std::uint32_t i = 0; i < registry.entry_count() && is_unset(best); ++i) {
    Type* const known = type_from(registry.entry(i).key);
    if (known && known != rt.types().object && issubclass(rt, value_of(&type), value_of(known)))
      best = registry.entry(i).value;
  }
  return is_unset(best) ? *registry.find(rt, value_of(rt.types().object)) : best;
}

// `bound`: (registry, name)
Dict& registry_of(const Value& bound) {
  return as_dict(as_tuple(bound)[0]);
}

Value dispatching(Runtime& rt, const Value& bound, Args args) {
  if (args.size() == 0)
    raise_type_error(rt, fmt::format("{} requires at least 1 positional argument", as_str(as_tuple(bound)[1]).view()));
  return call(rt, implementation(rt, registry_of(bound), *type_of(rt, args[0])), args);
}
Value dispatch(Runtime& rt, const Value& bound, Args args) {
  const auto [cls] = bind_python<1>(rt, "singledispatch.<locals>.dispatch", {"cls"}, args);
  return implementation(rt, registry_of(bound), *type_from(cls));
}

// register(cls)(function): `bound` is (registry, cls).
Value register_later(Runtime& rt, const Value& bound, Args args) {
  registry_of(bound).set(rt, as_tuple(bound)[1], args[0]);
  return args[0];
}
Value register_function(Runtime& rt, const Value& bound, Args args) {
  const auto [cls, function] = bind_python<2>(rt, "singledispatch.<locals>.register", {"cls", "func"}, args, 1);
  if (!type_from(cls)) raise_type_error(rt, "register() takes a class here: the annotations of functions are not kept");
  if (is_none_or_unset(function)) {
    const Value both(make_tuple(rt, {as_tuple(bound)[0], cls}));
    return make_closure(rt, "<lambda>", register_later, both, unset);
  }
  registry_of(bound).set(rt, cls, function);
  return function;
}

}  // namespace

Type* cached_property_type(Runtime& rt) {
  return make_library_class(rt, {.name = "cached_property", .module = "functools", .methods = cached_methods});
}

Type* partial_method_type(Runtime& rt) {
  return make_library_class(rt, {.name = "partialmethod", .module = "functools", .methods = partial_methods});
}

Value single_dispatch(Runtime& rt, Args args) {
  const auto [function] = bind_python<1>(rt, "singledispatch", {"func"}, args);
  const Ref<Dict> registry = make_dict(rt);
  registry->set(rt, value_of(rt.types().object), function);
  const Value name = text(rt, name_text(rt, function, "singledispatch function"));
  const Value bound(make_tuple(rt, {Value(registry), name}));
  const Value made = make_closure(rt, "wrapper", dispatching, bound, function);
  set_field(rt, made, "register", make_closure(rt, "register", register_function, bound, unset));
  set_field(rt, made, "dispatch", make_closure(rt, "dispatch", dispatch, bound, unset));
  set_field(rt, made, "registry", make_mapping_proxy(rt, Value(registry)));
  return made;
}

}  // namespace orrery::script
