// typing: names for hints, and the few of them that do something. (CPython: Lib/typing.py.)
#include <fmt/format.h>

#include "engine/script/module/abstract.hpp"
#include "engine/script/module/closure.hpp"
#include "engine/script/module/collections.hpp"
#include "engine/script/module/contextlib.hpp"
#include "engine/script/module/define.hpp"
#include "engine/script/module/standard.hpp"
#include "engine/script/module/typing_forms.hpp"
#include "engine/script/object/builtins.hpp"
#include "engine/script/object/exception.hpp"
#include "engine/script/object/str.hpp"
#include "engine/script/vm/interpreter.hpp"

namespace orrery::script {
namespace {

// ---------------------------------------------------------------- type variables

// What the brackets of PEP 695 evaluate only when somebody asks: the value, or the function that makes it.
Value evaluated(Runtime& rt, const Value& self, std::string_view name) {
  const Value kept = field(rt, self, name);
  if (!is_unset(kept)) return kept;
  const std::string later = fmt::format("{}later", name);
  const Value function = field(rt, self, later);
  if (is_none_or_unset(function)) return none;
  const Value value = call(rt, function);
  set_field(rt, self, name, value);
  return value;
}
Value get_bound(Runtime& rt, const Value& self) {
  const Value value = evaluated(rt, self, "_bound_");
  return is_tuple(value) && !is_unset(field(rt, self, "_bound_later")) ? Value(none) : value;
}
Value get_constraints(Runtime& rt, const Value& self) {
  if (const Value given = field(rt, self, "_constraints"); !is_unset(given)) return given;
  const Value value = evaluated(rt, self, "_bound_");
  return is_tuple(value) ? value : Value(make_tuple(rt, 0));
}
Value get_default(Runtime& rt, const Value& self) {
  return evaluated(rt, self, "_default_");
}

Value init_variable(Runtime& rt, Args args) {
  if (args.size() < 2) raise_type_error(rt, "TypeVar() missing required argument 'name' (pos 1)");
  set_field(rt, args[0], "__name__", args[1]);
  set_field(rt, args[0], "_constraints", Value(make_tuple(rt, args.positional().subspan(2))));
  const Value* bound = args.keyword("bound");
  set_field(rt, args[0], "_bound_", bound ? *bound : Value(none));
  const Value* otherwise = args.keyword("default");
  set_field(rt, args[0], "_default_", otherwise ? *otherwise : Value(none));
  const std::pair<std::string_view, std::string_view> flags[] = {
      {"__covariant__", "covariant"}, {"__contravariant__", "contravariant"}, {"__infer_variance__", "infer_variance"}};
  for (const auto& [attribute, keyword] : flags) {
    const Value* const given = args.keyword(keyword);
    set_field(rt, args[0], attribute, given ? *given : Value(false_value));
  }
  return none;
}
Value repr_variable(Runtime& rt, Args args) {
  const auto is_set = [&](std::string_view name) { return field(rt, args[0], name) == true_value; };
  const std::string_view sign = is_set("__infer_variance__") || is_unset(field(rt, args[0], "__covariant__")) ? ""
                                : is_set("__covariant__")                                                     ? "+"
                                : is_set("__contravariant__")                                                 ? "-"
                                                                                                              : "~";
  return text(rt, fmt::format("{}{}", sign, as_str(field(rt, args[0], "__name__")).view()));
}

// ---------------------------------------------------------------- PEP 695

// kind name bound-function default-function
Value type_parameter(Runtime& rt, Args args) {
  static constexpr std::string_view classes[] = {"TypeVar", "TypeVarTuple", "ParamSpec"};
  const Value typing = interpreter(rt).import_module("typing");
  const Value type = getattr(rt, typing, classes[args[0].as_integer()]);
  const Value made = new_instance(rt, type_from(type));
  set_field(rt, made, "__name__", args[1]);
  if (args[0].as_integer() != 1)
    for (const std::string_view name : {"__covariant__", "__contravariant__"}) set_field(rt, made, name, false_value);
  set_field(rt, made, "__infer_variance__", true_value);
  if (!args[2].is_none()) set_field(rt, made, "_bound_later", args[2]);
  if (!args[3].is_none()) set_field(rt, made, "_default_later", args[3]);
  return made;
}

// name parameters value-function
Value type_alias(Runtime& rt, Args args) {
  const Value made = new_instance(rt, type_from(getattr(rt, interpreter(rt).import_module("typing"), "TypeAliasType")));
  set_field(rt, made, "__name__", args[0]);
  set_field(rt, made, "__type_params__", args[1]);
  set_field(rt, made, "_value_later", args[2]);
  return made;
}
Value init_alias(Runtime& rt, Args args) {
  const auto [self, name, value, parameters] =
      bind_python<4>(rt, "TypeAliasType", {"self", "name", "value", "type_params"}, args, 3, 3);
  set_field(rt, self, "__name__", name);
  set_field(rt, self, "__type_params__", is_unset(parameters) ? Value(make_tuple(rt, 0)) : parameters);
  set_field(rt, self, "_value_", value);
  return none;
}
Value repr_alias(Runtime& rt, Args args) {
  return field(rt, args[0], "__name__");
}
Value get_value(Runtime& rt, const Value& self) {
  return evaluated(rt, self, "_value_");
}
Value alias_item(Runtime& rt, Args args) {
  const Value parameters = field(rt, args[0], "__type_params__");
  if (is_tuple(parameters) && as_tuple(parameters).size() == 0)
    raise_type_error(rt, "Only generic type aliases are subscriptable");
  return make_generic_alias(rt, args[0], args[1]);
}
Value unite(Runtime& rt, Args args) {
  const Value both = make_tuple(rt, {args[0], args[1]});
  return getitem(rt, make_special_form(rt, "Union", none), both);
}
Value get_part(Runtime& rt, const Value& self) {
  return self.is_none() ? text(rt, "") : self;
}
constexpr NativeMethod variable_methods[] = {{"__init__", init_variable},
                                             {"__repr__", repr_variable, no_arguments()},
                                             {"__or__", unite, one_argument()},
                                             {"__ror__", unite, one_argument()}};
constexpr NativeAttribute variable_attributes[] = {
    {"__bound__", get_bound}, {"__constraints__", get_constraints}, {"__default__", get_default}};
// `*Ts` is Unpack[Ts].
Value iterate_variables(Runtime& rt, Args args) {
  const Value unpacked = getitem(rt, getattr(rt, interpreter(rt).import_module("typing"), "Unpack"), args[0]);
  return iter(rt, Value(make_tuple(rt, {unpacked})));
}
constexpr NativeMethod variable_tuple_methods[] = {{"__init__", init_variable},
                                                   {"__repr__", repr_variable, no_arguments()},
                                                   {"__iter__", iterate_variables, no_arguments()}};
constexpr NativeMethod alias_methods[] = {{"__init__", init_alias},
                                          {"__repr__", repr_alias, no_arguments()},
                                          {"__getitem__", alias_item, one_argument()},
                                          {"__or__", unite, one_argument()},
                                          {"__ror__", unite, one_argument()}};
constexpr NativeAttribute alias_attributes[] = {{"__value__", get_value}};
constexpr NativeAttribute param_attributes[] = {{"args", get_part}, {"kwargs", get_part}};

Value init_new_type(Runtime& rt, Args args) {
  const auto [self, name, supertype] = bind_python<3>(rt, "NewType.__init__", {"self", "name", "tp"}, args);
  set_field(rt, self, "__name__", name);
  set_field(rt, self, "__qualname__", name);
  set_field(rt, self, "__supertype__", supertype);
  return none;
}
Value call_new_type(Runtime&, Args args) {
  return args[1];
}
Value repr_new_type(Runtime& rt, Args args) {
  return text(rt, fmt::format("__main__.{}", as_str(field(rt, args[0], "__qualname__")).view()));
}
constexpr NativeMethod new_type_methods[] = {{"__init__", init_new_type},
                                             {"__call__", call_new_type, one_argument()},
                                             {"__repr__", repr_new_type, no_arguments()},
                                             {"__or__", unite, one_argument()},
                                             {"__ror__", unite, one_argument()}};

// ---------------------------------------------------------------- Generic, Protocol

Value class_item(Runtime& rt, Args args) {
  return make_generic_alias(rt, args[0], args[1]);
}
constexpr NativeMethod generic_methods[] = {
    {"__class_getitem__", class_item, one_argument(), NativeMethod::Kind::class_method}};

// What a protocol asks for: the names its body defines or annotates.
Value runtime_checkable(Runtime& rt, Args args) {
  Type& type = *type_from(args[0]);
  std::vector<std::string_view> names;
  const Value* annotations = type.dict().find("__annotations__");
  const Dict* both[] = {&type.dict(), annotations ? &as_dict(*annotations) : nullptr};
  for (const Dict* space : both)
    for (std::uint32_t i = 0; space && i < space->entry_count(); ++i) {
      const Value& name = space->entry(i).key;
      if (is_unset(name) || as_str(name).view().starts_with("_abc_")) continue;
      const std::string_view word = as_str(name).view();
      const bool special = word.starts_with("__") && !is_exact(space->entry(i).value, rt.types().str) &&
                           type_of(rt, space->entry(i).value)->has(TypeFlag::method_like);
      if (!word.starts_with("_") || special) names.push_back(word);
    }
  set_hook(rt, type, names);
  return args[0];
}

// ---------------------------------------------------------------- functions

Value first(Runtime&, Args args) {
  return args[0];
}
Value second(Runtime&, Args args) {
  return args[1];
}
Value overloaded(Runtime& rt, Args) {
  raise(rt, rt.types().not_implemented_error,
        "You should not call an overloaded function. A series of @overload-decorated functions outside a stub module "
        "should always be followed by an implementation that is not @overload-ed.");
}
Value overload(Runtime& rt, Args) {
  return function_value(rt, "_overload_dummy", overloaded, "typing");
}
Value assert_never(Runtime& rt, Args args) {
  raise(rt, rt.types().assertion_error,
        fmt::format("Expected code to be unreachable, but got: {}", repr(rt, args[0])->view()));
}
Value get_origin(Runtime& rt, Args args) {
  if (is_special_form(rt, args[0])) return form_origin(rt, args[0]);
  if (is_exact(args[0], rt.types().union_type)) return value_of(rt.types().union_type);
  return is_exact(args[0], rt.types().generic_alias) ? getattr(rt, args[0], "__origin__") : Value(none);
}
Value get_args(Runtime& rt, Args args) {
  if (is_special_form(rt, args[0])) return form_args(rt, args[0]);
  const bool has = is_exact(args[0], rt.types().generic_alias) || is_exact(args[0], rt.types().union_type);
  return has ? getattr(rt, args[0], "__args__") : Value(make_tuple(rt, 0));
}
Value get_type_hints(Runtime& rt, Args args) {
  Type* const type = type_from(args[0]);
  const Ref<Dict> hints = make_dict(rt);
  for (std::size_t i = type ? type->mro().size() : 0; i-- > 0;)
    if (const Value* own = type->mro()[i]->dict().find("__annotations__")) hints->copy_from(rt, as_dict(*own));
  return Value(hints);
}

constexpr NativeMethod functions[] = {{"cast", second, between(2, 2)},
                                      {"final", first, one_argument()},
                                      {"no_type_check", first, one_argument()},
                                      {"override", first, one_argument()},
                                      {"assert_type", first, between(2, 2)},
                                      {"runtime_checkable", runtime_checkable, one_argument()},
                                      {"overload", overload, one_argument()},
                                      {"assert_never", assert_never, one_argument()},
                                      {"get_origin", get_origin, one_argument()},
                                      {"get_args", get_args, one_argument()},
                                      {"get_type_hints", get_type_hints}};

// ---------------------------------------------------------------- names

constexpr std::string_view plain_forms[] = {
    "Any",         "Union",       "Optional",  "Literal",   "Final",  "ClassVar",      "Annotated",
    "NoReturn",    "Never",       "Self",      "TypeAlias", "Unpack", "LiteralString", "Required",
    "NotRequired", "Concatenate", "TypeGuard", "IO",        "TextIO", "BinaryIO"};
constexpr std::string_view abstract_forms[] = {
    "Hashable",   "Awaitable", "Coroutine", "AsyncIterable",  "AsyncIterator", "AsyncGenerator",
    "Iterable",   "Iterator",  "Generator", "Reversible",     "Sized",         "Container",
    "Collection", "Callable",  "Mapping",   "MutableMapping", "Sequence",      "MutableSequence",
    "MutableSet", "KeysView",  "ItemsView", "ValuesView",     "MappingView"};

void define_forms(Runtime& rt, ModuleObject& module) {
  const auto add = [&](std::string_view name, const Value& origin) {
    define(rt, module, name, make_special_form(rt, name, origin));
  };
  for (const std::string_view name : plain_forms) add(name, none);
  for (const std::string_view name : abstract_forms) add(name, value_of(abstract_class(rt, name)));
  const Types& t = rt.types();
  for (const auto& [name, type] : {std::pair{"List", t.list},
                                   {"Dict", t.dict},
                                   {"Set", t.set},
                                   {"FrozenSet", t.frozenset},
                                   {"Tuple", t.tuple},
                                   {"Type", t.type},
                                   {"Deque", deque_type(rt)},
                                   {"DefaultDict", default_dict_type(rt)},
                                   {"OrderedDict", ordered_dict_type(rt)},
                                   {"Counter", counter_type(rt)},
                                   {"ChainMap", chain_map_type(rt)},
                                   {"AbstractSet", abstract_class(rt, "Set")},
                                   {"ContextManager", abstract_context_manager(rt)},
                                   {"AsyncContextManager", abstract_async_context_manager(rt)}})
    add(name, value_of(type));
}

void define_classes(Runtime& rt, ModuleObject& module) {
  const auto add = [&](std::string_view name, std::span<const NativeMethod> methods,
                       std::span<const NativeAttribute> attributes = {}, Type* meta = nullptr) {
    define_class(
        rt, module,
        make_library_class(
            rt, {.name = name, .module = "typing", .methods = methods, .attributes = attributes, .metaclass = meta}));
  };
  add("TypeVar", variable_methods, variable_attributes);
  add("TypeAliasType", alias_methods, alias_attributes);
  add("ParamSpec", variable_methods, param_attributes);
  add("TypeVarTuple", variable_tuple_methods);
  add("NewType", new_type_methods);
  add("Generic", generic_methods);
  add("Protocol", generic_methods, {}, abc_meta(rt));
  static constexpr std::pair<std::string_view, std::string_view> supports[] = {{"SupportsInt", "__int__"},
                                                                               {"SupportsFloat", "__float__"},
                                                                               {"SupportsIndex", "__index__"},
                                                                               {"SupportsAbs", "__abs__"}};
  for (const auto& [name, method] : supports) {
    Type* const type = make_library_class(
        rt, {.name = name, .module = "typing", .methods = generic_methods, .metaclass = abc_meta(rt)});
    set_hook(rt, *type, std::span(&method, 1));
    define_class(rt, module, type);
  }
}

}  // namespace

Ref<ModuleObject> typing_module(Runtime& rt) {
  Ref<ModuleObject> module = make_module(rt, "typing");
  add_functions(rt, *module->dict, "typing", functions);
  define_forms(rt, *module);
  define_classes(rt, *module);
  define(rt, *module, "_type_parameter", function_value(rt, "_type_parameter", type_parameter, "typing"));
  define(rt, *module, "_type_alias", function_value(rt, "_type_alias", type_alias, "typing"));
  define(rt, *module, "NamedTuple", make_named_tuple_base(rt));
  define(rt, *module, "TypedDict", make_typed_dict_base(rt));
  define(rt, *module, "TYPE_CHECKING", false_value);
  define(rt, *module, "Text", value_of(rt.types().str));
  define(rt, *module, "AnyStr", call(rt, getattr(rt, Value(module), "TypeVar"), text(rt, "AnyStr")));
  return module;
}

}  // namespace orrery::script
