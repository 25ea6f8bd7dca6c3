// collections.namedtuple. (CPython: Lib/collections/__init__.py.)
#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "engine/script/module/collections.hpp"
#include "engine/script/object/exception.hpp"
#include "engine/script/object/str.hpp"
#include "engine/script/vm/interpreter.hpp"

namespace orrery::script {
namespace {

// ---------------------------------------------------------------- one item as an attribute

class TupleGetter final : public ScriptObject {
 public:
  TupleGetter(Type* type, std::int64_t at) noexcept : ScriptObject(type), index(at) {}
  std::int64_t index;
};
TupleGetter& getter_of(const Value& v) {
  return *static_cast<TupleGetter*>(v.object());
}

Value get(Runtime& rt, const Value& self, const Value& object, Type*) {
  if (is_unset(object)) return self;
  const std::int64_t at = getter_of(self).index;
  if (!is_tuple(object))
    raise_type_error(rt, fmt::format("descriptor for index '{}' for tuple subclasses doesn't apply to '{}' object", at,
                                     type_of(rt, object)->name()));
  if (static_cast<std::size_t>(at) >= as_tuple(object).size())
    raise(rt, rt.types().index_error, "tuple index out of range");
  return as_tuple(object)[static_cast<std::size_t>(at)];
}
void set(Runtime& rt, const Value&, const Value&, const Value& value) {
  raise(rt, rt.types().attribute_error, is_unset(value) ? "can't delete attribute" : "can't set attribute");
}
Value repr_getter(Runtime& rt, const Value& self) {
  return text(rt, fmt::format("_tuplegetter({0}, 'Alias for field number {0}')", getter_of(self).index));
}

Type* getter_type(Runtime& rt) {
  Type*& type = library_of(rt).tuple_getter;
  if (type) return type;
  TypeSpec spec{.name = "collections._tuplegetter", .module = "collections", .flags = TypeFlag::no_construct};
  spec.slots.descr_get = get;
  spec.slots.descr_set = set;
  spec.slots.repr = repr_getter;
  return type = rt.types().keep(make_type(rt, spec));
}

// ---------------------------------------------------------------- the methods of the class

const Tuple& fields_of(Runtime& rt, const Value& type) {
  const Value fields = getattr(rt, type, "_fields");
  return as_tuple(fields);  // the class keeps it
}
std::string class_name(const Value& type) {
  return type_from(type)->name();
}

Value construct(Runtime& rt, Args args) {
  const Tuple& fields = fields_of(rt, args[0]);
  std::vector<std::string_view> names{"_cls"};
  for (const Value& field : fields.items()) names.push_back(as_str(field).view());
  const Value defaults = getattr(rt, args[0], "_field_defaults");
  const std::string function = class_name(args[0]) + ".__new__";
  std::vector<Value> values(names.size());
  const std::size_t required = names.size() - as_dict(defaults).size();
  script::bind_python(rt, Signature{function, names, required}, args, values);
  for (std::size_t i = required; i < values.size(); ++i)
    if (is_unset(values[i])) values[i] = *as_dict(defaults).find(names[i]);
  return make_tuple_of(rt, type_from(args[0]), std::span<const Value>(values).subspan(1));
}

Value make(Runtime& rt, Args args) {
  const auto [type, iterable] = bind_python<2>(rt, class_name(args[0]) + "._make", {"cls", "iterable"}, args);
  const Ref<Tuple> items = tuple_of(rt, iterable);
  const std::size_t wanted = fields_of(rt, type).size();
  if (items->size() != wanted)
    raise_type_error(rt, fmt::format("Expected {} arguments, got {}", wanted, items->size()));
  return make_tuple_of(rt, type_from(type), items->items());
}

Value replace(Runtime& rt, Args args) {
  if (args.size() > 1)
    raise_type_error(rt, fmt::format("{}._replace() takes 1 positional argument but {} were given",
                                     type_of(rt, args[0])->name(), args.size()));
  const Value type = value_of(type_of(rt, args[0]));
  const Tuple& fields = fields_of(rt, type);
  const Ref<Dict> given = keywords_of(rt, args);
  std::vector<Value> values;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    Value value = as_tuple(args[0])[i];
    given->remove(rt, fields[i], &value);
    values.push_back(value);
  }
  if (given->size() > 0) {
    const Types& t = rt.types();
    raise(rt, rt.environment().rules() == loop::Rules::py313 ? t.type_error : t.value_error,
          fmt::format("Got unexpected field names: {}", repr(rt, Value(list_of(rt, Value(given))))->view()));
  }
  return call_method(rt, type, "_make", {Value(make_tuple(rt, std::span<const Value>(values)))});
}

Value repr_tuple(Runtime& rt, Args args) {
  const Tuple& fields = fields_of(rt, value_of(type_of(rt, args[0])));
  std::string inside;
  for (std::size_t i = 0; i < fields.size(); ++i)
    inside +=
        fmt::format("{}{}={}", i == 0 ? "" : ", ", as_str(fields[i]).view(), repr(rt, as_tuple(args[0])[i])->view());
  return text(rt, fmt::format("{}({})", type_of(rt, args[0])->name(), inside));
}

Value as_dictionary(Runtime& rt, Args args) {
  const Tuple& fields = fields_of(rt, value_of(type_of(rt, args[0])));
  const Ref<Dict> dict = make_dict(rt);
  for (std::size_t i = 0; i < fields.size(); ++i) dict->set(rt, fields[i], as_tuple(args[0])[i]);
  return Value(dict);
}
Value new_arguments(Runtime& rt, Args args) {
  return Value(make_tuple(rt, as_tuple(args[0]).items()));
}

constexpr NativeMethod methods[] = {{"__new__", construct},
                                    {"_make", make, any_arguments(), NativeMethod::Kind::class_method},
                                    {"_replace", replace},
                                    {"__repr__", repr_tuple, no_arguments()},
                                    {"_asdict", as_dictionary, no_arguments()},
                                    {"__getnewargs__", new_arguments, no_arguments()}};
constexpr NativeMethod replace_method[] = {{"__replace__", replace}};

// ---------------------------------------------------------------- names

constexpr std::string_view keywords[] = {"False",  "None",   "True",    "and",      "as",       "assert", "async",
                                         "await",  "break",  "class",   "continue", "def",      "del",    "elif",
                                         "else",   "except", "finally", "for",      "from",     "global", "if",
                                         "import", "in",     "is",      "lambda",   "nonlocal", "not",    "or",
                                         "pass",   "raise",  "return",  "try",      "while",    "with",   "yield"};
bool is_keyword(std::string_view name) {
  return std::ranges::find(keywords, name) != std::end(keywords);
}
bool is_identifier(Runtime& rt, const Value& name) {
  return truth(rt, call_method(rt, name, "isidentifier"));
}

std::vector<Value> split_names(Runtime& rt, const Value& given) {
  Value names = given;
  if (is_str(given))
    names = call_method(rt, call_method(rt, given, "replace", {text(rt, ","), text(rt, " ")}), "split");
  std::vector<Value> split;
  for_each(rt, names, [&](const Value& name) { split.emplace_back(Ref<Str>(rt.heap().intern(str(rt, name).get()))); });
  return split;
}

void rename_bad(Runtime& rt, std::vector<Value>& names) {
  std::set<std::string> seen;
  for (std::size_t i = 0; i < names.size(); ++i) {
    const std::string name(as_str(names[i]).view());
    const bool bad = !is_identifier(rt, names[i]) || is_keyword(name) || name.starts_with('_') || seen.contains(name);
    if (bad) names[i] = Value(Ref<Str>(rt.heap().intern(fmt::format("_{}", i))));
    seen.insert(name);
  }
}

void check_name(Runtime& rt, const Value& name) {
  if (!is_identifier(rt, name))
    raise_value_error(rt,
                      fmt::format("Type names and field names must be valid identifiers: {}", repr(rt, name)->view()));
  if (is_keyword(as_str(name).view()))
    raise_value_error(rt, fmt::format("Type names and field names cannot be a keyword: {}", repr(rt, name)->view()));
}

void check_names(Runtime& rt, const Value& type, const std::vector<Value>& names, bool renamed) {
  check_name(rt, type);
  for (const Value& name : names) check_name(rt, name);
  std::set<std::string_view> seen;
  for (const Value& name : names) {
    if (as_str(name).view().starts_with('_') && !renamed)
      raise_value_error(rt, fmt::format("Field names cannot start with an underscore: {}", repr(rt, name)->view()));
    if (!seen.insert(as_str(name).view()).second)
      raise_value_error(rt, fmt::format("Encountered duplicate field name: {}", repr(rt, name)->view()));
  }
}

std::string documentation(const TupleFields& f) {
  std::string inside;
  for (const Value& name : f.names) inside += fmt::format("{}{}", inside.empty() ? "" : ", ", as_str(name).view());
  return fmt::format("{}({})", f.name, inside);
}

void add_values(Runtime& rt, Dict& space, const TupleFields& f) {
  const auto set = [&](std::string_view name, Value value) { space.set(rt.heap().intern(name), std::move(value)); };
  const Value names(make_tuple(rt, f.names));
  const Ref<Dict> defaults = make_dict(rt);
  const std::size_t first = f.names.size() - f.defaults.size();
  for (std::size_t i = 0; i < f.defaults.size(); ++i) defaults->set(rt, f.names[first + i], f.defaults[i]);
  set("__doc__", text(rt, documentation(f)));
  set("__slots__", Value(make_tuple(rt, 0)));
  set("_fields", names);
  set("_field_defaults", Value(defaults));
  set("__match_args__", names);
  set("__module__", text(rt, f.module));
}

}  // namespace

Type* make_named_tuple(Runtime& rt, const TupleFields& f) {
  const Ref<Dict> space = make_dict(rt);
  add_values(rt, *space, f);
  for (const NativeMethod& method : methods) space->set(rt.heap().intern(method.name), library_method(rt, method));
  const bool replaceable = rt.environment().rules() == loop::Rules::py313;
  if (replaceable) space->set(rt.heap().intern("__replace__"), library_method(rt, replace_method[0]));
  for (std::size_t i = 0; i < f.names.size(); ++i)
    space->set(rt, f.names[i], Value(rt.heap().make<TupleGetter>(getter_type(rt), static_cast<std::int64_t>(i))));
  if (f.space) space->copy_from(rt, *f.space);
  const Value bases[] = {value_of(rt.types().tuple)};
  Ref<Type> made = make_class(rt, rt.heap().intern(f.name), bases, *space, nullptr);
  own_library_methods(rt, *made, methods);
  if (replaceable) own_library_methods(rt, *made, replace_method);
  return rt.types().keep(std::move(made));
}

Value named_tuple(Runtime& rt, Args args) {
  const auto [name, field_names, rename, defaults, module] =
      bind_python<5>(rt, "namedtuple", {"typename", "field_names", "rename", "defaults", "module"}, args, 2, 2);
  std::vector<Value> names = split_names(rt, field_names);
  const Value type_name{Ref<Str>(rt.heap().intern(str(rt, name).get()))};
  const bool renamed = !is_unset(rename) && truth(rt, rename);
  if (renamed) rename_bad(rt, names);
  check_names(rt, type_name, names, renamed);
  const Ref<Tuple> values = is_none_or_unset(defaults) ? make_tuple(rt, 0) : tuple_of(rt, defaults);
  if (values->size() > names.size()) raise_type_error(rt, "Got more default values than field names");
  const std::string_view where = is_none_or_unset(module) ? "__main__" : as_str(module).view();
  return value_of(make_named_tuple(rt, {as_str(type_name).view(), names, values->items(), where}));
}

}  // namespace orrery::script
