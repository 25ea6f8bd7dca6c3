// functools. (CPython: Lib/functools.py.)
#include "engine/script/module/closure.hpp"
#include "engine/script/module/define.hpp"
#include "engine/script/module/functools.hpp"
#include "engine/script/module/standard.hpp"
#include "engine/script/object/exception.hpp"
#include "engine/script/object/str.hpp"

namespace orrery::script {
namespace {

Value reduce(Runtime& rt, Args args) {
  if (!type_of(rt, args[1])->slots.iter && !type_of(rt, args[1])->slots.getitem)
    raise_type_error(rt, "reduce() arg 2 must support iteration");
  const Value iterator = iter(rt, args[1]);
  Value result = args.size() > 2 ? args[2] : next(rt, iterator);
  if (is_unset(result)) raise_type_error(rt, "reduce() of empty iterable with no initial value");
  for (Value item = next(rt, iterator); !is_unset(item); item = next(rt, iterator))
    result = call(rt, args[0], result, item);
  return result;
}

constexpr std::string_view usual[] = {"__module__", "__name__", "__qualname__", "__doc__", "__annotations__"};

Value names_or(Runtime& rt, const Value& given, std::span<const std::string_view> names) {
  if (!is_unset(given)) return Value(tuple_of(rt, given));
  std::vector<Value> values;
  for (const std::string_view name : names) values.push_back(text(rt, name));
  return Value(make_tuple(rt, std::span<const Value>(values)));
}

Value update_wrapper(Runtime& rt, Args args) {
  const auto [wrapper, wrapped, assigned, updated] =
      bind_python<4>(rt, "update_wrapper", {"wrapper", "wrapped", "assigned", "updated"}, args, 2);
  static constexpr std::string_view dict[] = {"__dict__"};
  for_each(rt, names_or(rt, assigned, usual), [&](const Value& name) {
    Str* const key = rt.heap().intern(&as_str(name));
    const Value found = getattr_or_unset(rt, wrapped, key);
    if (!is_unset(found)) setattr(rt, wrapper, key, found);
  });
  for_each(rt, names_or(rt, updated, dict), [&](const Value& name) {
    Str* const key = rt.heap().intern(&as_str(name));
    const Value theirs = getattr_or_unset(rt, wrapped, key);
    if (!is_unset(theirs)) call_method(rt, getattr(rt, wrapper, key), "update", {theirs});
  });
  setattr(rt, wrapper, rt.names().dunder.wrapped_, wrapped);
  return wrapper;
}

Value wraps(Runtime& rt, Args args) {
  const auto [wrapped, assigned, updated] = bind_python<3>(rt, "wraps", {"wrapped", "assigned", "updated"}, args, 1);
  const Ref<Dict> keywords = make_dict(rt);
  keywords->set(rt.heap().intern("wrapped"), wrapped);
  if (!is_unset(assigned)) keywords->set(rt.heap().intern("assigned"), assigned);
  if (!is_unset(updated)) keywords->set(rt.heap().intern("updated"), updated);
  return make_partial(rt, function_value(rt, "update_wrapper", update_wrapper, "functools"), {}, keywords.get());
}

constexpr NativeMethod functions[] = {{"reduce", reduce, between(2, 3)},
                                      {"update_wrapper", update_wrapper},
                                      {"wraps", wraps},
                                      {"singledispatch", single_dispatch}};

}  // namespace

Ref<ModuleObject> functools_module(Runtime& rt) {
  Ref<ModuleObject> module = make_module(rt, "functools");
  for (const auto group : {std::span<const NativeMethod>(functions), cache_functions(), ordering_functions()})
    add_functions(rt, *module->dict, "functools", group);
  define(rt, *module, "partial", value_of(partial_type(rt)));
  define_class(rt, *module, cached_property_type(rt));
  define_class(rt, *module, partial_method_type(rt));
  define(rt, *module, "WRAPPER_ASSIGNMENTS", names_or(rt, unset, usual));
  static constexpr std::string_view updates[] = {"__dict__"};
  define(rt, *module, "WRAPPER_UPDATES", names_or(rt, unset, updates));
  return module;
}

}  // namespace orrery::script
