// @dataclass: from annotations to methods. (CPython: Lib/dataclasses.py, _process_class.)
#include <fmt/format.h>

#include <algorithm>

#include "engine/script/module/closure.hpp"
#include "engine/script/module/dataclasses.hpp"
#include "engine/script/object/exception.hpp"
#include "engine/script/object/set.hpp"
#include "engine/script/object/str.hpp"

namespace orrery::script {
namespace {

using Kind = DataField::Kind;
constexpr std::string_view fields_name = "__dataclass_fields__", params_name = "__dataclass_params__";

struct Options {
  bool init = true, repr = true, eq = true, order = false, unsafe_hash = false, frozen = false, match_args = true,
       kw_only = false, slots = false;
};

Value own(const Type& type, std::string_view name) {
  const Value* found = type.dict().find(name);
  return found ? *found : Value(unset);
}

// ---------------------------------------------------------------- reading the class

Kind kind_of(Runtime& rt, const Value& annotation) {
  if (is_str(annotation)) {
    const std::string_view words = as_str(annotation).view();
    if (words.starts_with("ClassVar") || words.find(".ClassVar") != words.npos) return Kind::class_variable;
    if (words.starts_with("InitVar") || words.find(".InitVar") != words.npos) return Kind::init_only;
    return Kind::plain;
  }
  const Value origin = getattr_or_unset(rt, annotation, rt.heap().intern("__origin__"));
  const Value root = is_unset(origin) ? annotation : origin;
  if (root == value_of(library_of(rt).init_var)) return Kind::init_only;
  return repr(rt, root)->view() == "typing.ClassVar" ? Kind::class_variable : Kind::plain;
}

Value make_field(Runtime& rt, const Value& otherwise) {
  const Value made = new_instance(rt, library_of(rt).field);
  const Value missing = library_of(rt).missing;
  for (const auto& [name, value] : {std::pair<std::string_view, Value>{"name", none},
                                    {"type", none},
                                    {"default", otherwise},
                                    {"default_factory", missing},
                                    {"init", true_value},
                                    {"repr", true_value},
                                    {"hash", none},
                                    {"compare", true_value},
                                    {"metadata", Value(make_dict(rt))},
                                    {"kw_only", missing}})
    set_field(rt, made, name, value);
  return made;
}

constexpr std::string_view kind_words[] = {"_FIELD", "_FIELD_CLASSVAR", "_FIELD_INITVAR"};

void check_default(Runtime& rt, const Value& f, std::string_view name) {
  const Value otherwise = field(rt, f, "default");
  if (type_of(rt, otherwise)->slots.hash) return;
  raise_value_error(rt, fmt::format("mutable default {} for field {} is not allowed: use default_factory",
                                    repr(rt, value_of(type_of(rt, otherwise)))->view(), name));
}

// The Field for one annotated name; its default stays behind as the class's attribute.
Value read_field(Runtime& rt, Type& type, Str* name, const Value& annotation, bool kw_only) {
  const Value found = own(type, name->view());
  const bool given = !is_unset(found) && is_exact(found, library_of(rt).field);
  const Value missing = library_of(rt).missing;
  const bool is_member = !is_unset(found) && is_exact(found, rt.types().member_descriptor);
  const Value made = given ? found : make_field(rt, is_unset(found) || is_member ? missing : found);
  const Kind kind = kind_of(rt, annotation);
  set_field(rt, made, "name", Value(Ref<Str>(name)));
  set_field(rt, made, "type", annotation);
  set_field(rt, made, "_field_type", text(rt, kind_words[static_cast<std::size_t>(kind)]));
  if (kind != Kind::class_variable && field(rt, made, "kw_only") == missing)
    set_field(rt, made, "kw_only", boolean(kw_only));
  if (kind == Kind::plain) check_default(rt, made, name->view());
  if (given && field(rt, made, "default") == missing)
    type.assign(rt, name, unset);
  else if (given)
    type.assign(rt, name, field(rt, made, "default"));
  return made;
}

void inherit_fields(Runtime& rt, Type& type, Dict& fields) {
  for (std::size_t i = type.mro().size(); i-- > 1;) {
    const Value theirs = own(*type.mro()[i], fields_name);
    if (!is_unset(theirs)) fields.copy_from(rt, as_dict(theirs));
  }
}

Ref<Dict> read_fields(Runtime& rt, Type& type, const Options& options) {
  Ref<Dict> fields = make_dict(rt);
  inherit_fields(rt, type, *fields);
  const Value annotations = own(type, "__annotations__");
  if (is_unset(annotations)) return fields;
  const Ref<Dict> named = make_dict(rt);
  named->copy_from(rt, as_dict(annotations));
  bool kw_only = options.kw_only;
  for (std::uint32_t i = 0; i < named->entry_count(); ++i) {
    const Value name = named->entry(i).key, annotation = named->entry(i).value;
    const bool marks =
        annotation == library_of(rt).kw_only || (is_str(annotation) && as_str(annotation).view().ends_with("KW_ONLY"));
    if (marks)
      kw_only = true;
    else
      fields->set(rt, name, read_field(rt, type, &as_str(name), annotation, kw_only));
  }
  return fields;
}

DataField data_field(Runtime& rt, const Value& object) {
  const Value missing = library_of(rt).missing;
  const auto value = [&](std::string_view name) {
    Value v = field(rt, object, name);
    return v == missing ? Value(unset) : v;
  };
  DataField f;
  f.object = object;
  f.name = Ref<Str>(&as_str(field(rt, object, "name")));
  const Value word = field(rt, object, "_field_type");
  f.kind = static_cast<Kind>(std::ranges::find(kind_words, as_str(word).view()) - kind_words);
  f.otherwise = value("default");
  f.factory = value("default_factory");
  f.init = truth(rt, value("init"));
  f.repr = truth(rt, value("repr"));
  f.compare = truth(rt, value("compare"));
  f.kw_only = value("kw_only") == true_value;
  f.hash = value("hash");
  return f;
}

std::vector<DataField> fields_of(Runtime& rt, const Value& self) {
  const Value all = getattr(rt, value_of(type_of(rt, self)), fields_name);
  std::vector<DataField> plain = data_fields(rt, as_dict(all));
  std::erase_if(plain, [](const DataField& f) { return f.kind != Kind::plain; });
  return plain;
}

// ---------------------------------------------------------------- the other methods

Value repr_data(Runtime& rt, const Value&, Args args) {
  const Shown shown(rt, args[0]);
  if (!shown.first()) return text(rt, "...");
  std::string inside;
  for (const DataField& f : fields_of(rt, args[0]))
    if (f.repr)
      inside += fmt::format("{}{}={}", inside.empty() ? "" : ", ", f.name->view(),
                            repr(rt, getattr(rt, args[0], f.name.get()))->view());
  return text(rt, fmt::format("{}({})", as_str(type_of(rt, args[0])->qualname).view(), inside));
}

Value compared_tuple(Runtime& rt, const Value& self) {
  std::vector<Value> values;
  for (const DataField& f : fields_of(rt, self))
    if (f.compare) values.push_back(getattr(rt, self, f.name.get()));
  return Value(make_tuple(rt, std::span<const Value>(values)));
}
template <CompareOp op>
Value compare_data(Runtime& rt, const Value&, Args args) {
  if (type_of(rt, args[0]) != type_of(rt, args[1])) return not_implemented;
  return compare(rt, op, compared_tuple(rt, args[0]), compared_tuple(rt, args[1]));
}
Value hash_data(Runtime& rt, const Value&, Args args) {
  std::vector<Value> values;
  for (const DataField& f : fields_of(rt, args[0]))
    if (f.hash.is_none() ? f.compare : truth(rt, f.hash)) values.push_back(getattr(rt, args[0], f.name.get()));
  return Value::integer(hash(rt, Value(make_tuple(rt, std::span<const Value>(values)))));
}

bool is_frozen_field(Runtime& rt, const Value& bound, const Value& self, const Value& name) {
  return value_of(type_of(rt, self)) == as_tuple(bound)[0] || as_dict(as_tuple(bound)[1]).find(rt, name);
}
// `bound`: (class, fields)
Value set_frozen(Runtime& rt, const Value& bound, Args args) {
  if (is_frozen_field(rt, bound, args[0], args[1]))
    raise(rt, library_of(rt).frozen_error, fmt::format("cannot assign to field {}", repr(rt, args[1])->view()));
  generic_setattr(rt, args[0], rt.heap().intern(&as_str(args[1])), args[2]);
  return none;
}
Value delete_frozen(Runtime& rt, const Value& bound, Args args) {
  if (is_frozen_field(rt, bound, args[0], args[1]))
    raise(rt, library_of(rt).frozen_error, fmt::format("cannot delete field {}", repr(rt, args[1])->view()));
  generic_setattr(rt, args[0], rt.heap().intern(&as_str(args[1])), unset);
  return none;
}
Value replace_method(Runtime& rt, const Value&, Args args) {
  return replace_data(rt, args);
}

// ---------------------------------------------------------------- putting them in

class Maker {
 public:
  Maker(Runtime& rt, Type& type, const Options& options) : rt_(rt), type_(type), options_(options) {}

  void run() {
    check_inheritance();
    const Value explicit_hash = own(type_, "__hash__");
    const bool has_hash = !is_unset(explicit_hash) && !(explicit_hash.is_none() && !is_unset(own(type_, "__eq__")));
    fields_ = read_fields(rt_, type_, options_);
    put("__dataclass_fields__", Value(fields_));
    put("__dataclass_params__", Value(make_tuple(rt_, {boolean(options_.frozen), boolean(options_.eq)})));
    const std::vector<DataField> parameters = data_parameters(rt_, *fields_);
    if (options_.init) add_init(parameters);
    if (options_.repr) add("__repr__", repr_data, none);
    if (options_.eq) add("__eq__", compare_data<CompareOp::equal>, none);
    if (options_.order) add_order();
    if (options_.frozen) add_frozen();
    add_hash(has_hash);
    if (options_.match_args) add_match_args(parameters);
    if (rt_.environment().rules() == loop::Rules::py313) add("__replace__", replace_method, none);
  }

 private:
  void put(std::string_view name, Value value) { type_.assign(rt_, rt_.heap().intern(name), value); }
  Value closure(std::string_view name, ClosureFn function, const Value& bound) {
    const Value made = make_closure(rt_, name, function, bound, unset);
    set_field(rt_, made, "__qualname__", text(rt_, fmt::format("{}.{}", as_str(type_.qualname).view(), name)));
    return made;
  }
  void put_function(std::string_view name, ClosureFn function, const Value& bound) {
    put(name, closure(name, function, bound));
  }
  // Unless the class defines it itself.
  bool add(std::string_view name, ClosureFn function, const Value& bound) {
    if (!is_unset(own(type_, name))) return false;
    put_function(name, function, bound);
    return true;
  }

  void check_inheritance() {
    for (std::size_t i = 1; i < type_.mro().size(); ++i) {
      const Value theirs = own(*type_.mro()[i], params_name);
      if (is_unset(theirs)) continue;
      const bool frozen = as_tuple(theirs)[0] == true_value;
      if (frozen && !options_.frozen) raise_type_error(rt_, "cannot inherit non-frozen dataclass from a frozen one");
      if (!frozen && options_.frozen) raise_type_error(rt_, "cannot inherit frozen dataclass from a non-frozen one");
    }
  }
  void add_init(const std::vector<DataField>& parameters) {
    check_field_order(rt_, parameters);
    const Value name = type_.qualname;
    put_function("__init__", init_data, Value(make_tuple(rt_, {Value(fields_), name, boolean(options_.frozen)})));
  }
  void add_order() {
    if (!options_.eq) raise_value_error(rt_, "eq must be true if order is true");
    const std::pair<std::string_view, ClosureFn> methods[] = {{"__lt__", compare_data<CompareOp::less>},
                                                              {"__le__", compare_data<CompareOp::less_equal>},
                                                              {"__gt__", compare_data<CompareOp::greater>},
                                                              {"__ge__", compare_data<CompareOp::greater_equal>}};
    for (const auto& [name, function] : methods)
      if (!add(name, function, none))
        raise_type_error(
            rt_, fmt::format("Cannot overwrite attribute {} in class {}. Consider using functools.total_ordering", name,
                             type_.name()));
  }
  void add_frozen() {
    const Value bound(make_tuple(rt_, {value_of(&type_), Value(fields_)}));
    for (const auto& [name, function] :
         {std::pair<std::string_view, ClosureFn>{"__setattr__", set_frozen}, {"__delattr__", delete_frozen}})
      if (!add(name, function, bound))
        raise_type_error(rt_, fmt::format("Cannot overwrite attribute {} in class {}", name, type_.name()));
  }
  void add_hash(bool has_hash) {
    if (options_.unsafe_hash) {
      if (has_hash) raise_type_error(rt_, fmt::format("Cannot overwrite attribute __hash__ in class {}", type_.name()));
      return put_function("__hash__", hash_data, none);
    }
    if (!options_.eq || has_hash) return;
    options_.frozen ? put_function("__hash__", hash_data, none) : put("__hash__", none);
  }
  void add_match_args(const std::vector<DataField>& parameters) {
    if (!is_unset(own(type_, "__match_args__"))) return;
    std::vector<Value> names;
    for (const DataField& f : parameters)
      if (!f.kw_only) names.emplace_back(f.name);
    put("__match_args__", Value(make_tuple(rt_, std::span<const Value>(names))));
  }

  Runtime& rt_;
  Type& type_;
  const Options& options_;
  Ref<Dict> fields_;
};

// A class with slots is made anew: slots are part of how its instances lie.
Value with_slots(Runtime& rt, const Value& cls) {
  Type& type = *type_from(cls);
  if (!is_unset(own(type, "__slots__")))
    raise_type_error(rt, fmt::format("{} already specifies __slots__", type.name()));
  const Ref<Dict> space = make_dict(rt);
  space->copy_from(rt, type.dict());
  std::vector<Value> names;
  const Value fields = own(type, fields_name);
  for (const DataField& f : data_fields(rt, as_dict(fields))) {
    if (f.kind != Kind::plain) continue;
    names.emplace_back(f.name);
    Value dead;
    space->remove(f.name.get(), &dead);
  }
  Value dead;
  space->remove(rt.names().dunder.dict_, &dead);
  space->set(rt.heap().intern("__slots__"), Value(make_tuple(rt, std::span<const Value>(names))));
  space->set(rt.names().dunder.qualname_, type.qualname);
  const Value arguments[] = {text(rt, type.name()), getattr(rt, cls, "__bases__"), Value(space)};
  return call(rt, value_of(type_of(rt, cls)), Args(arguments, 3));
}

Value process(Runtime& rt, const Value& cls, const Options& options) {
  Maker(rt, *type_from(cls), options).run();
  return options.slots ? with_slots(rt, cls) : cls;
}

constexpr bool Options::*flags[] = {&Options::init,       &Options::repr,        &Options::eq,
                                    &Options::order,      &Options::unsafe_hash, &Options::frozen,
                                    &Options::match_args, &Options::kw_only,     &Options::slots};

// dataclass(…)(cls): `bound` holds the options.
Value decorate(Runtime& rt, const Value& bound, Args args) {
  Options options;
  for (std::size_t i = 0; i < std::size(flags); ++i) options.*flags[i] = as_tuple(bound)[i] == true_value;
  return process(rt, args[0], options);
}

}  // namespace

std::vector<DataField> data_fields(Runtime& rt, Dict& fields) {
  std::vector<DataField> all;
  for (std::uint32_t i = 0; i < fields.entry_count(); ++i)
    if (!is_unset(fields.entry(i).key)) all.push_back(data_field(rt, fields.entry(i).value));
  return all;
}

Value dataclass(Runtime& rt, Args args) {
  const auto given = bind_python<11>(
      rt, "dataclass",
      {"cls", "init", "repr", "eq", "order", "unsafe_hash", "frozen", "match_args", "kw_only", "slots", "weakref_slot"},
      args, 0, 1);
  Options options;
  for (std::size_t i = 0; i < std::size(flags); ++i)
    if (!is_unset(given[i + 1])) options.*flags[i] = truth(rt, given[i + 1]);
  if (!is_none_or_unset(given[0])) return process(rt, given[0], options);
  std::vector<Value> values;
  for (const auto flag : flags) values.push_back(boolean(options.*flag));
  return make_closure(rt, "wrap", decorate, Value(make_tuple(rt, std::span<const Value>(values))), unset);
}

}  // namespace orrery::script
