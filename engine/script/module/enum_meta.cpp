// enum.EnumType: what a class statement with an enum as base makes. (CPython: Lib/enum.py.)
#include <fmt/format.h>

#include <algorithm>

#include "engine/script/module/enum.hpp"
#include "engine/script/object/builtins.hpp"
#include "engine/script/object/exception.hpp"
#include "engine/script/object/metaclass.hpp"
#include "engine/script/object/number.hpp"
#include "engine/script/object/str.hpp"

namespace orrery::script {
namespace {

constexpr std::string_view map_name = "_member_map_", names_name = "_member_names_";

Type& class_of(const Value& v) {
  return *static_cast<Type*>(v.object());
}
Value known(Runtime& rt, std::string_view name) {
  Dict& classes = as_dict(library_of(rt).enum_classes);
  const Value* found = classes.find(name);
  return found ? *found : Value(unset);
}
bool is_a(Runtime& rt, const Type& type, std::string_view name) {
  const Value base = known(rt, name);
  return !is_unset(base) && type.is_subtype_of(type_from(base));
}

// ---------------------------------------------------------------- reading the body

bool is_member(Runtime& rt, std::string_view name, const Value& value) {
  if (name.starts_with("__") || (name.starts_with("_") && name.ends_with("_"))) return false;
  if (name.starts_with("_") && name.find("__", 1) != name.npos) return false;
  if (is_exact(value, rt.types().classmethod) || is_exact(value, rt.types().staticmethod)) return false;
  const Slots& slots = type_of(rt, value)->slots;
  return !slots.descr_get && !slots.descr_set;
}

// The class whose values the members also are (int, str, …), or object.
Type* data_type(Runtime& rt, const Tuple& bases) {
  for (const Value& base : bases.items())
    for (Type* type : type_from(base)->mro()) {
      if (type == rt.types().object || is_a(rt, *type, "Enum")) continue;
      if (!type->has(TypeFlag::heap_type)) return type;
    }
  return rt.types().object;
}

class Maker {
 public:
  Maker(Runtime& rt, Type& type, Type* data)
      : rt_(rt), type_(type), data_(data), members_(make_dict(rt)), names_(make_list(rt)) {}

  void run(const std::vector<std::pair<Value, Value>>& body) {
    type_.assign(rt_, rt_.heap().intern(map_name), Value(members_));
    type_.assign(rt_, rt_.heap().intern(names_name), Value(names_));
    type_.assign(rt_, rt_.heap().intern("_member_type_"), value_of(data_));
    for (const auto& [name, given] : body) add(name, resolved(name, given));
  }

 private:
  Value cls() { return value_of(&type_); }

  // auto() becomes what _generate_next_value_ says; also inside of a tuple.
  Value resolved(const Value& name, const Value& given) {
    if (is_exact(given, library_of(rt_).enum_auto)) return value_of_auto(name, given);
    if (!is_exact(given, rt_.types().tuple)) return given;
    std::vector<Value> parts;
    for (const Value& part : as_tuple(given).items()) parts.push_back(value_of_auto(name, part));
    return Value(make_tuple(rt_, std::span<const Value>(parts)));
  }
  // One auto() has one value, also where an expression names it again: `RW = R | W`.
  Value value_of_auto(const Value& name, const Value& given) {
    if (!is_exact(given, library_of(rt_).enum_auto)) return given;
    Value value = field(rt_, given, "value");
    if (!is_unset(value)) return value;
    const Value op = field(rt_, given, "op");
    value = is_unset(op)
                ? next_value(name)
                : binary(rt_, static_cast<BinaryOp>(op.as_integer()), value_of_auto(name, field(rt_, given, "left")),
                         value_of_auto(name, field(rt_, given, "right")));
    set_field(rt_, given, "value", value);
    return value;
  }
  Value next_value(const Value& name) {
    const Value generate = getattr(rt_, cls(), "_generate_next_value_");
    const Value arguments[] = {name, Value::integer(1), Value::integer(static_cast<std::int64_t>(last_.size())),
                               Value(make_list(rt_, last_))};
    return call(rt_, generate, Args(arguments, 4));
  }

  Value make(const Value& value, const Ref<Tuple>& args) {
    const Value* own = type_.lookup(rt_.heap().intern("__new_member__"));
    if (own) {
      std::vector<Value> all{cls()};
      all.insert(all.end(), args->begin(), args->end());
      return call_with(rt_, Value(*own), all, nullptr);
    }
    if (data_ == rt_.types().object) return Value(rt_.heap().make<Instance>(&type_));
    const Args given(args->begin(), args->size());
    const Value made = data_->slots.construct(rt_, &type_, given);
    if (data_->slots.init && data_->has(TypeFlag::is_list | TypeFlag::is_dict | TypeFlag::is_set))
      data_->slots.init(rt_, made, given);
    (void)value;
    return made;
  }
  Value value_stored(const Value& member, const Value& value, const Ref<Tuple>& args) {
    const Value set = field(rt_, member, "_value_");
    if (!is_unset(set)) return set;
    if (data_ == rt_.types().object || data_ == rt_.types().tuple) return value;
    return call(rt_, value_of(data_), Args(args->begin(), args->size()));
  }

  void add(const Value& name, const Value& value) {
    if (members_->find(rt_, name))
      raise_type_error(rt_, fmt::format("{} already defined as {}", repr(rt_, name)->view(),
                                        repr(rt_, Value(*members_->find(rt_, name)))->view()));
    const bool plain = !is_tuple(value) || data_ == rt_.types().tuple;
    const Ref<Tuple> args = plain ? make_tuple(rt_, {value}) : Ref<Tuple>(&as_tuple(value));
    Value member = make(value, args);
    const Value stored = value_stored(member, value, args);
    last_.push_back(stored);
    set_field(rt_, member, "_value_", stored);
    set_field(rt_, member, "_name_", name);
    set_field(rt_, member, "__objclass__", cls());
    set_field(rt_, member, "_sort_order_", Value::integer(static_cast<std::int64_t>(names_->size())));
    const Value init = getattr(rt_, cls(), "__init__");
    if (is_exact(init, rt_.types().slot_wrapper) == false) {
      std::vector<Value> all{member};
      all.insert(all.end(), args->begin(), args->end());
      call_with(rt_, init, all, nullptr);
    }
    enter(name, member, stored);
  }

  // Under its name; a second name of a value is an alias of the first.
  void enter(const Value& name, Value member, const Value& stored) {
    const Value first = member_of_value(rt_, type_, stored);
    if (!is_unset(first))
      member = first;
    else if (canonical(stored))
      names_->append(name);
    members_->set(rt_, name, member);
    type_.dict().set(rt_, name, member);
    type_.assign(rt_, rt_.heap().intern(&as_str(name)), member);
  }
  // Members of a flag with no bit, or several, are no members of their own.
  bool canonical(const Value& stored) {
    if (!is_a(rt_, type_, "Flag") || !is_int(stored)) return true;
    std::int64_t bits = 0;
    return int_to_number(stored, bits) && bits > 0 && (bits & (bits - 1)) == 0;
  }

  Runtime& rt_;
  Type& type_;
  Type* data_;
  Ref<Dict> members_;
  Ref<List> names_;
  std::vector<Value> last_;
};

void check_bases(Runtime& rt, const Value& name, const Tuple& bases) {
  for (const Value& base : bases.items()) {
    Type* const type = type_from(base);
    if (!type || !is_a(rt, *type, "Enum") || member_names(rt, *type)->size() == 0) continue;
    raise_type_error(rt, fmt::format("<enum {}> cannot extend {}", repr(rt, name)->view(), repr(rt, base)->view()));
  }
}

Value str_of_value(Runtime& rt, Args args) {
  return Value(str(rt, value_of_member(rt, args[0])));
}

// Enum's own way to show itself wins over that of the data type; ReprEnum leaves str() and format() to it.
void choose_texts(Runtime& rt, Type& type, Type* data, const Dict& body) {
  if (data == rt.types().object) return;
  const bool data_str = is_a(rt, type, "ReprEnum");
  Type* const base = type_from(known(rt, is_a(rt, type, "Flag") ? "Flag" : "Enum"));
  for (const std::string_view name : {"__repr__", "__str__", "__format__"}) {
    if (const_cast<Dict&>(body).find(name)) continue;
    Str* const key = rt.heap().intern(name);
    const bool inherited = std::ranges::any_of(type.mro(), [&](Type* one) {
      return one != &type && is_a(rt, *one, "Enum") && one != base && one->dict().find(name) &&
             one->has(TypeFlag::heap_type) && type_from(known(rt, one->name())) != one;
    });
    if (inherited) continue;
    const bool from_data = data_str && name != "__repr__";
    if (from_data && name == "__str__") {
      type.assign(rt, key, method_value(rt, name, str_of_value, &type, no_arguments()));
      continue;
    }
    const Value* found = from_data ? data->lookup(key) : base->lookup(key);
    if (found) type.assign(rt, key, Value(*found));
  }
}

Value construct_enum(Runtime& rt, Type* metaclass, Args args) {
  Dict& space = as_dict(args[2]);
  check_bases(rt, args[0], as_tuple(args[1]));
  std::vector<std::pair<Value, Value>> body;
  const Ref<Dict> rest = make_dict(rt);
  for (std::uint32_t i = 0; i < space.entry_count(); ++i) {
    const Value name = space.entry(i).key, value = space.entry(i).value;
    if (is_unset(name)) continue;
    if (is_member(rt, as_str(name).view(), value))
      body.emplace_back(name, value);
    else
      rest->set(rt, name, value);
  }
  Value maker = unset;
  if (rest->remove(rt.names().dunder.new_, &maker)) rest->set(rt.heap().intern("__new_member__"), maker);
  const Value parts[] = {args[0], args[1], Value(rest)};
  const Value made = rt.types().type->slots.construct(rt, metaclass, Args(parts, 3));
  Type& type = class_of(made);
  Type* const data = data_type(rt, as_tuple(args[1]));
  choose_texts(rt, type, data, *rest);
  Maker(rt, type, data).run(body);
  return made;
}

// ---------------------------------------------------------------- what the class does

// Enum("Color", "RED GREEN"): a class from names.
Value from_names(Runtime& rt, const Value& cls, Args args) {
  Value names = args[1];
  if (is_str(names))
    names = call_method(rt, call_method(rt, names, "replace", {text(rt, ","), text(rt, " ")}), "split");
  const Ref<Dict> space = make_dict(rt);
  space->set(rt.names().dunder.module_, text(rt, "__main__"));
  const bool pairs = is_dict(names);
  std::int64_t next_number = 1;
  for_each(rt, pairs ? call_method(rt, names, "items") : names, [&](const Value& item) {
    const bool pair = is_tuple(item) || is_list(item);
    const Value name = pair ? getitem(rt, item, Value::integer(0)) : item;
    space->set(rt, name, pair ? getitem(rt, item, Value::integer(1)) : Value::integer(next_number));
    next_number = is_a(rt, class_of(cls), "Flag") ? next_number * 2 : next_number + 1;
  });
  const Value parts[] = {args[0], Value(make_tuple(rt, {cls})), Value(space)};
  return call(rt, value_of(type_of(rt, cls)), Args(parts, 3));
}

Value call_enum(Runtime& rt, const Value& self, Args args) {
  Type& type = class_of(self);
  if (args.size() == 1 && args.keyword_count() == 0) return look_up(rt, type, args[0]);
  if (args.size() >= 2 && member_names(rt, type)->size() == 0) return from_names(rt, self, args);
  if (args.size() == 0) raise_type_error(rt, "EnumType.__call__() missing 1 required positional argument: 'value'");
  return look_up(rt, type, Value(make_tuple(rt, args.positional())));
}

Ref<List> canonical_members(Runtime& rt, const Value& self) {
  const Ref<List> list = make_list(rt);
  for (const Ref<List> names = member_names(rt, class_of(self)); const Value& name : names->items)
    list->append(*members_of(class_of(self)).find(rt, name));
  return list;
}
Value iter_enum(Runtime& rt, const Value& self) {
  return iter(rt, Value(canonical_members(rt, self)));
}
Value reversed_enum(Runtime& rt, Args args) {
  return call(rt, value_of(rt.types().reversed), Value(canonical_members(rt, args[0])));
}
std::int64_t length_enum(Runtime& rt, const Value& self) {
  return static_cast<std::int64_t>(member_names(rt, class_of(self))->size());
}
bool truth_enum(Runtime&, const Value&) {
  return true;
}

Value getitem_enum(Runtime& rt, const Value& self, const Value& name) {
  const Value* found = members_of(class_of(self)).find(rt, name);
  if (!found) raise(rt, rt.types().key_error, name);
  return *found;
}

bool contains_enum(Runtime& rt, const Value& self, const Value& item) {
  if (type_of(rt, item)->is_subtype_of(&class_of(self))) return true;
  if (rt.environment().rules() == loop::Rules::py311)
    raise_type_error(
        rt, fmt::format("unsupported operand type(s) for 'in': '{}' and '{}'",
                        as_str(type_of(rt, item)->qualname).view(), as_str(type_of(rt, self)->qualname).view()));
  return !is_unset(member_of_value(rt, class_of(self), item));
}

Value repr_enum_class(Runtime& rt, const Value& self) {
  return text(
      rt, fmt::format("<{} {}>", is_a(rt, class_of(self), "Flag") ? "flag" : "enum", quoted(class_of(self).name())));
}

void setattr_enum(Runtime& rt, const Value& self, Str* name, const Value& value) {
  if (members_of(class_of(self)).find(name->view()))
    raise(rt, rt.types().attribute_error,
          fmt::format("cannot {} member {}", is_unset(value) ? "delete" : "reassign", quoted(name->view())));
  rt.types().type->slots.setattr(rt, self, name, value);
}

Value get_members(Runtime& rt, const Value& self) {
  return make_mapping_proxy(rt, Value(Ref<Dict>(&members_of(class_of(self)))));
}
constexpr NativeMethod meta_methods[] = {{"__reversed__", reversed_enum, no_arguments()}};
constexpr NativeAttribute meta_attributes[] = {{"__members__", get_members}};

}  // namespace

Dict& members_of(Type& type) {
  return as_dict(*type.lookup(type.heap().intern(map_name)));
}

Ref<List> member_names(Runtime& rt, Type& type) {
  const Value* found = type.lookup(rt.heap().intern(names_name));
  return found ? Ref<List>(&as_list(*found)) : make_list(rt);
}

Value member_of_value(Runtime& rt, Type& type, const Value& value) {
  Dict& members = members_of(type);
  for (std::uint32_t i = 0; i < members.entry_count(); ++i) {
    const Value member = members.entry(i).value;
    if (!is_unset(members.entry(i).key) && equal(rt, value_of_member(rt, member), value)) return member;
  }
  return unset;
}

bool is_flag(Runtime& rt, const Type& type) {
  return is_a(rt, type, "Flag");
}

Value look_up(Runtime& rt, Type& type, const Value& value) {
  if (type_of(rt, value)->is_subtype_of(&type)) return value;
  const Value found = member_of_value(rt, type, value);
  if (!is_unset(found)) return found;
  const Value result = call_method(rt, value_of(&type), "_missing_", {value});
  if (type_of(rt, result)->is_subtype_of(&type)) return result;
  raise_value_error(rt, fmt::format("{} is not a valid {}", repr(rt, value)->view(), as_str(type.qualname).view()));
}

Type* enum_meta(Runtime& rt) {
  Type*& type = library_of(rt).enum_meta;
  if (type) return type;
  TypeSpec spec{.name = "EnumType",
                .module = "enum",
                .base = rt.types().type,
                .flags = TypeFlag::base_type,
                .methods = meta_methods,
                .attributes = meta_attributes};
  spec.slots.construct = construct_enum;
  spec.slots.call = call_enum;
  spec.slots.iter = iter_enum;
  spec.slots.length = length_enum;
  spec.slots.truth = truth_enum;
  spec.slots.getitem = getitem_enum;
  spec.slots.contains = contains_enum;
  spec.slots.repr = repr_enum_class;
  spec.slots.setattr = setattr_enum;
  return type = rt.types().keep(make_type(rt, spec));
}

}  // namespace orrery::script
