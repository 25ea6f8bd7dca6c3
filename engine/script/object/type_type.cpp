// type: what classes are instances of. (typeobject.c)
#include <fmt/format.h>

#include <vector>

#include "engine/script/object/builtins.hpp"
#include "engine/script/object/dict.hpp"
#include "engine/script/object/exception.hpp"
#include "engine/script/object/function.hpp"
#include "engine/script/object/metaclass.hpp"
#include "engine/script/object/operators.hpp"
#include "engine/script/object/sequence.hpp"
#include "engine/script/object/specs.hpp"
#include "engine/script/object/str.hpp"

namespace orrery::script {

namespace {

Type& self_of(const Value& v) {
  return *static_cast<Type*>(v.object());
}
Value value_of(Type* type) {
  return Value(static_cast<Object*>(type));
}

Value call_type(Runtime& rt, const Value& self, Args args) {
  Type& type = self_of(self);
  if (&type == rt.types().type && args.size() == 1 && args.keyword_count() == 0) return value_of(type_of(rt, args[0]));
  if (!type.slots.construct || type.has(TypeFlag::no_construct))
    raise_type_error(rt, fmt::format("cannot create '{}' instances", type.name()));
  Value made = type.slots.construct(rt, &type, args);
  Type* made_type = type_of(rt, made);
  if (made_type->is_subtype_of(&type) && made_type->slots.init) made_type->slots.init(rt, made, args);
  return made;
}

std::vector<Value> bases_from(Runtime& rt, const Value& tuple) {
  if (!is_tuple(tuple))
    raise_type_error(rt, fmt::format("type.__new__() argument 2 must be tuple, not {}", type_of(rt, tuple)->name()));
  const auto items = as_tuple(tuple).items();
  return {items.begin(), items.end()};
}

Value construct_type(Runtime& rt, Type* metaclass, Args args) {
  if (args.size() != 3) raise_type_error(rt, "type() takes 1 or 3 arguments");
  if (!is_str(args[0]))
    raise_type_error(rt, fmt::format("type.__new__() argument 1 must be str, not {}", type_of(rt, args[0])->name()));
  const std::vector<Value> bases = bases_from(rt, args[1]);
  if (!is_dict(args[2]))
    raise_type_error(rt, fmt::format("type.__new__() argument 3 must be dict, not {}", type_of(rt, args[2])->name()));
  const Ref<Dict> keywords = make_dict(rt);
  for (std::size_t i = 0; i < args.keyword_count(); ++i) keywords->set(args.keyword_name(i), args.keyword_value(i));
  Type* const winner = winning_metaclass(rt, metaclass, bases);
  if (winner != metaclass && winner->slots.construct != &construct_type) return winner->slots.construct(rt, winner, args);
  const Value made(make_class_of(rt, winner, &as_str(args[0]), bases, as_dict(args[2]), keywords.get()));
  // A class of the program's is of its one module.
  Type& type = self_of(made);
  if (!as_dict(args[2]).find(rt.names().dunder.module_)) type.module = Value(make_str(rt, "__main__"));
  return made;
}

void init_type(Runtime&, const Value&, Args) {}

std::string class_name(const Type& type) {
  const std::string_view name = is_str(type.qualname) ? as_str(type.qualname).view() : std::string_view(type.name());
  if (!is_str(type.module) || as_str(type.module).view() == "builtins") return std::string(name);
  return fmt::format("{}.{}", as_str(type.module).view(), name);
}

Value repr_type(Runtime& rt, const Value& self) {
  return make_str(rt, fmt::format("<class '{}'>", class_name(self_of(self))));
}

Value getattr_type(Runtime& rt, const Value& self, Str* name) {
  Type& type = self_of(self);
  Type* meta = type_of(rt, self);
  const Value* of_meta = meta->lookup(name);
  Value meta_attribute = of_meta ? *of_meta : Value();
  const Slots& meta_slots = type_of(rt, meta_attribute)->slots;
  if (of_meta && meta_slots.descr_get && meta_slots.descr_set)
    return meta_slots.descr_get(rt, meta_attribute, self, meta);
  if (const Value* found = type.lookup(name)) {
    const Value attribute = *found;
    const auto get = type_of(rt, attribute)->slots.descr_get;
    return get ? get(rt, attribute, unset, &type) : attribute;
  }
  if (!of_meta) return unset;
  return meta_slots.descr_get ? meta_slots.descr_get(rt, meta_attribute, self, meta) : meta_attribute;
}

void setattr_type(Runtime& rt, const Value& self, Str* name, const Value& value) {
  Type& type = self_of(self);
  if (!type.has(TypeFlag::heap_type))
    raise_type_error(rt, fmt::format("cannot set '{}' attribute of immutable type '{}'", name->view(), type.name()));
  const Value* of_meta = type_of(rt, self)->lookup(name);
  if (of_meta) {
    const Value descriptor = *of_meta;
    if (const auto set = type_of(rt, descriptor)->slots.descr_set) return set(rt, descriptor, self, value);
  }
  if (!type.assign(rt, name, value)) raise_no_attribute(rt, self, name);
}

Value union_of(Runtime& rt, const Value& a, const Value& b) {
  return make_union(rt, a, b);
}

// ---- attributes

Value get_name(Runtime& rt, const Value& v) {
  const std::string& name = self_of(v).name();
  return make_str(rt, std::string_view(name).substr(self_of(v).has(TypeFlag::heap_type) ? 0 : name.rfind('.') + 1));
}
void set_name(Runtime& rt, const Value& self, const Value& value) {
  if (!is_str(value))
    raise_type_error(rt, fmt::format("can only assign string to {}.__name__, not '{}'", self_of(self).name(),
                                     type_of(rt, value)->name()));
  self_of(self).rename(std::string(as_str(value).view()));
}
Value get_qualname(Runtime&, const Value& v) {
  return self_of(v).qualname;
}
void set_qualname(Runtime&, const Value& self, const Value& value) {
  self_of(self).qualname = value;
}
Value get_module(Runtime&, const Value& v) {
  return self_of(v).module;
}
void set_module(Runtime&, const Value& self, const Value& value) {
  self_of(self).module = value;
}
Value get_doc(Runtime& rt, const Value& v) {
  const Value* found = self_of(v).dict().find(rt.names().dunder.doc_);
  return found && self_of(v).has(TypeFlag::heap_type) ? *found : Value();
}
void set_doc(Runtime& rt, const Value& self, const Value& value) {
  self_of(self).assign(rt, rt.names().dunder.doc_, value);
}
Value get_bases(Runtime& rt, const Value& v) {
  std::vector<Value> bases;
  for (Type* base : self_of(v).bases()) bases.push_back(value_of(base));
  return make_tuple(rt, std::span<const Value>(bases));
}
Value get_base(Runtime&, const Value& v) {
  Type* base = self_of(v).base();
  return base ? value_of(base) : Value();
}
Value get_mro(Runtime& rt, const Value& v) {
  std::vector<Value> mro;
  for (Type* type : self_of(v).mro()) mro.push_back(value_of(type));
  return make_tuple(rt, std::span<const Value>(mro));
}
Value get_dict(Runtime& rt, const Value& v) {
  return make_mapping_proxy(rt, Value(Ref<Dict>(&self_of(v).dict())));
}

Value mro_method(Runtime& rt, Args args) {
  return Value(list_of(rt, get_mro(rt, args[0])));
}
Value subclasses(Runtime& rt, Args args) {
  Ref<List> list = make_list(rt);
  for (Type* type : self_of(args[0]).subclasses()) list->append(value_of(type));
  return Value(list);
}
Value instance_check(Runtime& rt, Args args) {
  return boolean(type_of(rt, args[1])->is_subtype_of(&self_of(args[0])));
}
Value subclass_check(Runtime& rt, Args args) {
  if (!has_flag(args[1], TypeFlag::is_type)) raise_type_error(rt, "issubclass() arg 1 must be a class");
  return boolean(self_of(args[1]).is_subtype_of(&self_of(args[0])));
}

constexpr NativeMethod methods[] = {{"mro", mro_method, no_arguments()},
                                    {"__subclasses__", subclasses, no_arguments()},
                                    {"__instancecheck__", instance_check, one_argument()},
                                    {"__subclasscheck__", subclass_check, one_argument()}};
constexpr NativeAttribute attributes[] = {{"__name__", get_name, set_name},
                                          {"__qualname__", get_qualname, set_qualname},
                                          {"__module__", get_module, set_module},
                                          {"__doc__", get_doc, set_doc},
                                          {"__bases__", get_bases},
                                          {"__base__", get_base},
                                          {"__mro__", get_mro},
                                          {"__dict__", get_dict}};

}  // namespace

TypeSpec specs::type(Types&) {
  Slots slots{};
  slots.call = call_type;
  slots.construct = construct_type;
  slots.init = init_type;
  slots.repr = repr_type;
  slots.getattr = getattr_type;
  slots.setattr = setattr_type;
  slots.binary[static_cast<std::size_t>(BinaryOp::bit_or)] = union_of;
  return {.name = "type",
          .flags = TypeFlag::is_type | TypeFlag::base_type,
          .slots = slots, .methods = methods, .attributes = attributes};
}

}  // namespace orrery::script
