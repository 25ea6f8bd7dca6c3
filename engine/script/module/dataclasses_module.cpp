// dataclasses: the module, its functions, and what a field is. (CPython: Lib/dataclasses.py.)
#include "engine/script/module/dataclasses.hpp"

#include <fmt/format.h>

#include "engine/script/module/define.hpp"
#include "engine/script/module/standard.hpp"
#include "engine/script/object/builtins.hpp"
#include "engine/script/object/exception.hpp"
#include "engine/script/object/str.hpp"
#include "engine/script/vm/interpreter.hpp"

namespace orrery::script {
namespace {

constexpr std::string_view fields_name = "__dataclass_fields__";

// ---------------------------------------------------------------- fields

Value repr_missing(Runtime& rt, Args args) {
  return text(
      rt, fmt::format("<dataclasses._MISSING_TYPE object at 0x{:x}>", 0x7f0000000000 + rt.heap().id_of(args[0]) * 16));
}
constexpr NativeMethod missing_methods[] = {{"__repr__", repr_missing, no_arguments()}};
Value repr_kw_only(Runtime& rt, Args) {
  return text(rt, "KW_ONLY");
}
constexpr NativeMethod kw_only_methods[] = {{"__repr__", repr_kw_only, no_arguments()}};

Value repr_field(Runtime& rt, Args args) {
  std::string inside;
  for (const std::string_view name : {"name", "type", "default", "default_factory", "init", "repr", "hash", "compare",
                                      "metadata", "kw_only", "_field_type"}) {
    const Value value = field(rt, args[0], name);
    const bool is_kind = name == "_field_type";
    inside += fmt::format("{}{}={}", inside.empty() ? "" : ",", name,
                          is_kind ? str(rt, is_unset(value) ? Value(none) : value)->view() : repr(rt, value)->view());
  }
  return text(rt, fmt::format("Field({})", inside));
}
constexpr NativeMethod field_methods[] = {{"__repr__", repr_field, no_arguments()}};

Value field_function(Runtime& rt, Args args) {
  const auto [otherwise, factory, init, repr_, hash_, compare_, metadata, kw_only] = bind_python<8>(
      rt, "field", {"default", "default_factory", "init", "repr", "hash", "compare", "metadata", "kw_only"}, args, 0,
      0);
  const Value missing = library_of(rt).missing;
  if (!is_unset(otherwise) && !is_unset(factory) && !(otherwise == missing) && !(factory == missing))
    raise_value_error(rt, "cannot specify both default and default_factory");
  const Value made = new_instance(rt, library_of(rt).field);
  const auto set = [&](std::string_view name, const Value& value, const Value& usual) {
    set_field(rt, made, name, is_unset(value) ? usual : value);
  };
  set_field(rt, made, "name", none);
  set_field(rt, made, "type", none);
  set("default", otherwise, missing);
  set("default_factory", factory, missing);
  set("init", init, true_value);
  set("repr", repr_, true_value);
  set("hash", hash_, none);
  set("compare", compare_, true_value);
  const Value known = is_none_or_unset(metadata) ? Value(make_dict(rt)) : metadata;
  set_field(rt, made, "metadata", make_mapping_proxy(rt, known));
  set("kw_only", kw_only, missing);
  return made;
}

// ---------------------------------------------------------------- functions

bool is_instance(Runtime& rt, const Value& v) {
  return !type_from(v) && !is_unset(getattr_or_unset(rt, value_of(type_of(rt, v)), rt.heap().intern(fields_name)));
}

Value fields(Runtime& rt, Args args) {
  const auto [of] = bind_python<1>(rt, "fields", {"class_or_instance"}, args);
  const Value all = getattr_or_unset(rt, of, rt.heap().intern(fields_name));
  if (is_unset(all)) raise_type_error(rt, "must be called with a dataclass type or instance");
  std::vector<Value> plain;
  for (const DataField& f : data_fields(rt, as_dict(all)))
    if (f.kind == DataField::Kind::plain) plain.push_back(f.object);
  return Value(make_tuple(rt, std::span<const Value>(plain)));
}

Value is_dataclass(Runtime& rt, Args args) {
  const Value type = type_from(args[0]) ? args[0] : value_of(type_of(rt, args[0]));
  return boolean(!is_unset(getattr_or_unset(rt, type, rt.heap().intern(fields_name))));
}

enum class Into { dict, tuple };

Value converted(Runtime& rt, const Value& v, Into into, const Value& factory);

Value convert_instance(Runtime& rt, const Value& v, Into into, const Value& factory) {
  const Ref<List> pairs = make_list(rt);
  for_each(rt, fields(rt, Args(&v, 1)), [&](const Value& f) {
    const Value name = field(rt, f, "name");
    const Value value = converted(rt, getattr(rt, v, as_str(name).view()), into, factory);
    pairs->append(into == Into::dict ? Value(make_tuple(rt, {name, value})) : value);
  });
  return call(rt, factory, Value(pairs));
}

Value converted(Runtime& rt, const Value& v, Into into, const Value& factory) {
  const Nested nested(rt);
  if (is_instance(rt, v)) return convert_instance(rt, v, into, factory);
  const auto each = [&](const Value& items) {
    const Ref<List> list = make_list(rt);
    for_each(rt, items, [&](const Value& item) { list->append(converted(rt, item, into, factory)); });
    return Value(list);
  };
  const Value type = value_of(type_of(rt, v));
  if (is_tuple(v) && !is_unset(getattr_or_unset(rt, v, rt.heap().intern("_fields"))))
    return call_method(rt, type, "_make", {each(v)});
  if (is_list(v) || is_tuple(v)) return call(rt, type, each(v));
  if (!is_dict(v)) return call_method(rt, interpreter(rt).import_module("copy"), "deepcopy", {v});
  const Ref<Dict> dict = make_dict(rt);
  for_each(rt, call_method(rt, v, "items"), [&](const Value& pair) {
    dict->set(rt, converted(rt, as_tuple(pair)[0], into, factory), converted(rt, as_tuple(pair)[1], into, factory));
  });
  const Value make = getattr_or_unset(rt, v, rt.heap().intern("default_factory"));
  if (type == value_of(rt.types().dict)) return Value(dict);
  return is_unset(make) ? call(rt, type, Value(dict)) : call(rt, type, make, Value(dict));
}

Value convert(Runtime& rt, Args args, std::string_view name, std::string_view factory_name, Into into, Type* usual) {
  const auto [of, factory] = bind_python<2>(rt, name, {"obj", factory_name}, args, 1, 1);
  if (!is_instance(rt, of)) raise_type_error(rt, fmt::format("{}() should be called on dataclass instances", name));
  return converted(rt, of, into, is_unset(factory) ? value_of(usual) : factory);
}
Value asdict(Runtime& rt, Args args) {
  return convert(rt, args, "asdict", "dict_factory", Into::dict, rt.types().dict);
}
Value astuple(Runtime& rt, Args args) {
  return convert(rt, args, "astuple", "tuple_factory", Into::tuple, rt.types().tuple);
}

Value replaced(Runtime& rt, const Value& of, Dict& changes) {
  const Value all = getattr(rt, of, fields_name);
  for (const DataField& f : data_fields(rt, as_dict(all))) {
    if (f.kind == DataField::Kind::class_variable) continue;
    const Value* given = changes.find(f.name->view());
    if (!f.init) {
      if (given)
        raise(rt, rt.environment().rules() == loop::Rules::py313 ? rt.types().type_error : rt.types().value_error,
              fmt::format("field {} is declared with init=False, it cannot be specified with replace()",
                          quoted(f.name->view())));
      continue;
    }
    if (given) continue;
    if (f.kind == DataField::Kind::init_only && is_unset(f.otherwise))
      raise(rt, rt.environment().rules() == loop::Rules::py313 ? rt.types().type_error : rt.types().value_error,
            fmt::format("InitVar {} must be specified with replace()", quoted(f.name->view())));
    changes.set(f.name.get(), getattr(rt, of, f.name.get()));
  }
  return call_with(rt, value_of(type_of(rt, of)), {}, &changes);
}
Value replace(Runtime& rt, Args args) {
  if (args.size() != 1)
    raise_type_error(rt, fmt::format("replace() takes 1 positional argument but {} were given", args.size()));
  if (!is_instance(rt, args[0])) raise_type_error(rt, "replace() should be called on dataclass instances");
  const Ref<Dict> changes = keywords_of(rt, args);
  return replaced(rt, args[0], *changes);
}

Value class_item(Runtime& rt, Args args) {
  return make_generic_alias(rt, args[0], args[1]);
}
constexpr NativeMethod init_var_methods[] = {
    {"__class_getitem__", class_item, one_argument(), NativeMethod::Kind::class_method}};

constexpr NativeMethod functions[] = {{"dataclass", dataclass}, {"field", field_function},
                                      {"fields", fields},       {"is_dataclass", is_dataclass, one_argument()},
                                      {"asdict", asdict},       {"astuple", astuple},
                                      {"replace", replace}};

void make_values(Runtime& rt, Library& library) {
  const auto marker = [&](std::string_view name, std::span<const NativeMethod> methods) {
    return new_instance(rt, make_library_class(rt, {.name = name, .module = "dataclasses", .methods = methods}));
  };
  library.missing = marker("_MISSING_TYPE", missing_methods);
  library.kw_only = marker("_KW_ONLY_TYPE", kw_only_methods);
  library.field = make_library_class(rt, {.name = "Field", .module = "dataclasses", .methods = field_methods});
  library.init_var = make_library_class(rt, {.name = "InitVar", .module = "dataclasses", .methods = init_var_methods});
}

}  // namespace

Value replace_data(Runtime& rt, Args args) {
  const Ref<Dict> changes = keywords_of(rt, args);
  return replaced(rt, args[0], *changes);
}

Ref<ModuleObject> dataclasses_module(Runtime& rt) {
  Library& library = library_of(rt);
  make_values(rt, library);
  Ref<ModuleObject> module = make_module(rt, "dataclasses");
  add_functions(rt, *module->dict, "dataclasses", functions);
  define(rt, *module, "MISSING", library.missing);
  define(rt, *module, "KW_ONLY", library.kw_only);
  define(rt, *module, "Field", value_of(library.field));
  define(rt, *module, "InitVar", value_of(library.init_var));
  define(rt, *module, "FrozenInstanceError",
         value_of(
             library.frozen_error = make_library_class(
                 rt, {.name = "FrozenInstanceError", .module = "dataclasses", .bases = {rt.types().attribute_error}})));
  return module;
}

}  // namespace orrery::script
