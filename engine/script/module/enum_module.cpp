// enum: members, flags, auto, unique. (CPython: Lib/enum.py.)
#include <fmt/format.h>

#include "engine/script/module/define.hpp"
#include "engine/script/module/enum.hpp"
#include "engine/script/module/standard.hpp"
#include "engine/script/object/exception.hpp"
#include "engine/script/object/metaclass.hpp"
#include "engine/script/object/number.hpp"
#include "engine/script/object/str.hpp"

namespace orrery::script {
namespace {

Type& class_of_member(Runtime& rt, const Value& member) {
  return *type_of(rt, member);
}
Value name_of(Runtime& rt, const Value& member) {
  return field(rt, member, "_name_");
}
std::string class_name(Runtime& rt, const Value& member) {
  return class_of_member(rt, member).name();
}

// ---------------------------------------------------------------- members

Value repr_member(Runtime& rt, Args args) {
  return text(rt, fmt::format("<{}.{}: {}>", class_name(rt, args[0]), str(rt, name_of(rt, args[0]))->view(),
                              repr(rt, value_of_member(rt, args[0]))->view()));
}
Value str_member(Runtime& rt, Args args) {
  return text(rt, fmt::format("{}.{}", class_name(rt, args[0]), str(rt, name_of(rt, args[0]))->view()));
}
Value format_member(Runtime& rt, Args args) {
  return Value(format(rt, Value(str(rt, args[0])), &as_str(args[1])));
}
Value hash_member(Runtime& rt, Args args) {
  return make_int(rt, hash(rt, name_of(rt, args[0])));
}
Value itself(Runtime&, Args args) {
  return args[0];
}
Value missing(Runtime&, Args) {
  return none;
}

// One more than the highest so far.
Value next_value(Runtime& rt, Args args) {
  const Ref<List> last = list_of(rt, args[3]);
  if (last->size() == 0) return args[1];
  Value highest = (*last)[0];
  for (const Value& value : last->items)
    if (less(rt, highest, value)) highest = value;
  return binary(rt, BinaryOp::add, highest, Value::integer(1));
}
Value next_name(Runtime& rt, Args args) {
  return call_method(rt, args[0], "lower");
}

Value get_name(Runtime& rt, const Value& self) {
  return name_of(rt, self);
}
Value get_value(Runtime& rt, const Value& self) {
  return value_of_member(rt, self);
}

constexpr NativeMethod members[] = {
    {"__repr__", repr_member, no_arguments()},
    {"__str__", str_member, no_arguments()},
    {"__format__", format_member, one_argument()},
    {"__hash__", hash_member, no_arguments()},
    {"__copy__", itself, no_arguments()},
    {"__deepcopy__", itself, one_argument()},
    {"_missing_", missing, one_argument(), NativeMethod::Kind::class_method},
    {"_generate_next_value_", next_value, between(4, 4), NativeMethod::Kind::static_method}};
constexpr NativeAttribute attributes[] = {{"name", get_name}, {"value", get_value}};
constexpr NativeMethod str_methods[] = {
    {"_generate_next_value_", next_name, between(4, 4), NativeMethod::Kind::static_method}};

// ---------------------------------------------------------------- flags

std::int64_t bits_of(Runtime& rt, const Value& member) {
  const Value value =
      is_int(member) && !type_of(rt, member)->has(TypeFlag::heap_type) ? member : value_of_member(rt, member);
  return index_number(rt, value, rt.types().overflow_error);
}
std::int64_t all_bits(Runtime& rt, Type& type) {
  std::int64_t all = 0;
  for (const Ref<List> names = member_names(rt, type); const Value& name : names->items)
    all |= bits_of(rt, *members_of(type).find(rt, name));
  return all;
}

// The names of the members whose bits are set, with what is left over.
std::string names_in(Runtime& rt, Type& type, std::int64_t bits) {
  std::string joined;
  const auto add = [&](std::string_view part) { joined += (joined.empty() ? "" : "|") + std::string(part); };
  for (const Ref<List> names = member_names(rt, type); const Value& name : names->items) {
    const std::int64_t bit = bits_of(rt, *members_of(type).find(rt, name));
    if (!(bits & bit)) continue;
    add(as_str(name).view());
    bits &= ~bit;
  }
  if (bits != 0) add(fmt::format("{}", bits));
  return joined;
}

Value repr_flag(Runtime& rt, Args args) {
  const std::string value(repr(rt, value_of_member(rt, args[0]))->view());
  const Value name = name_of(rt, args[0]);
  if (name.is_none()) return text(rt, fmt::format("<{}: {}>", class_name(rt, args[0]), value));
  return text(rt, fmt::format("<{}.{}: {}>", class_name(rt, args[0]), as_str(name).view(), value));
}
Value str_flag(Runtime& rt, Args args) {
  const Value name = name_of(rt, args[0]);
  if (name.is_none())
    return text(rt, fmt::format("{}({})", class_name(rt, args[0]), repr(rt, value_of_member(rt, args[0]))->view()));
  return text(rt, fmt::format("{}.{}", class_name(rt, args[0]), as_str(name).view()));
}

// The operand's bits, or false if it is of another class.
bool operand(Runtime& rt, const Value& self, const Value& other, std::int64_t& bits) {
  const bool same = type_of(rt, other)->is_subtype_of(type_of(rt, self));
  const bool number = is_int(self) && is_int(other);
  if (!same && !number) return false;
  bits = bits_of(rt, other);
  return true;
}
template <BinaryOp op>
Value combine(Runtime& rt, Args args) {
  std::int64_t other = 0;
  if (!operand(rt, args[0], args[1], other)) return not_implemented;
  const std::int64_t mine = bits_of(rt, args[0]);
  const std::int64_t result = op == BinaryOp::bit_or    ? mine | other
                              : op == BinaryOp::bit_and ? mine & other
                                                        : mine ^ other;
  return look_up(rt, class_of_member(rt, args[0]), make_int(rt, result));
}
Value invert(Runtime& rt, Args args) {
  Type& type = class_of_member(rt, args[0]);
  return look_up(rt, type, make_int(rt, all_bits(rt, type) & ~bits_of(rt, args[0])));
}
Value truth_flag(Runtime& rt, Args args) {
  return boolean(bits_of(rt, args[0]) != 0);
}
Value contains_flag(Runtime& rt, Args args) {
  if (!type_of(rt, args[1])->is_subtype_of(type_of(rt, args[0])))
    raise_type_error(rt, fmt::format("unsupported operand type(s) for 'in': {} and {}", quoted(class_name(rt, args[1])),
                                     quoted(class_name(rt, args[0]))));
  const std::int64_t wanted = bits_of(rt, args[1]);
  return boolean((bits_of(rt, args[0]) & wanted) == wanted);
}
Ref<List> parts_of(Runtime& rt, const Value& member) {
  Type& type = class_of_member(rt, member);
  const std::int64_t bits = bits_of(rt, member);
  Ref<List> parts = make_list(rt);
  for (const Ref<List> names = member_names(rt, type); const Value& name : names->items) {
    const Value one = *members_of(type).find(rt, name);
    if (bits & bits_of(rt, one)) parts->append(one);
  }
  return parts;
}
Value iter_flag(Runtime& rt, Args args) {
  return iter(rt, Value(parts_of(rt, args[0])));
}
Value length_flag(Runtime& rt, Args args) {
  return Value::integer(static_cast<std::int64_t>(parts_of(rt, args[0])->size()));
}

Dict& pseudo_members(Runtime& rt, Type& type) {
  Str* const name = rt.heap().intern("_pseudo_members_");
  if (!type.dict().find(name)) type.assign(rt, name, Value(make_dict(rt)));
  return as_dict(*type.dict().find(name));
}

// Several bits of the class together; bits it has not are none of its values.
Value missing_flag(Runtime& rt, Args args) {
  Type& type = *type_from(args[0]);
  if (!is_int(args[1])) return none;
  std::int64_t bits = bits_of(rt, args[1]);
  const std::int64_t all = all_bits(rt, type);
  if (bits < 0) bits &= all;
  const bool keeps = type.has(TypeFlag::is_int);
  if ((bits & ~all) && !keeps) return none;
  if (const Value* made = pseudo_members(rt, type).find(rt, make_int(rt, bits))) return *made;
  const Value found = member_of_value(rt, type, make_int(rt, bits));
  return is_unset(found) ? make_pseudo_member(rt, type, make_int(rt, bits)) : found;
}
// The next power of two.
Value next_bit(Runtime& rt, Args args) {
  std::int64_t highest = 0;
  for_each(rt, args[3], [&](const Value& value) { highest = std::max(highest, bits_of(rt, value)); });
  std::int64_t bit = 1;
  while (bit <= highest) bit *= 2;
  return highest == 0 ? args[1] : make_int(rt, bit);
}

constexpr NativeMethod flags[] = {
    {"__repr__", repr_flag, no_arguments()},
    {"__str__", str_flag, no_arguments()},
    {"__or__", combine<BinaryOp::bit_or>, one_argument()},
    {"__and__", combine<BinaryOp::bit_and>, one_argument()},
    {"__xor__", combine<BinaryOp::bit_xor>, one_argument()},
    {"__ror__", combine<BinaryOp::bit_or>, one_argument()},
    {"__rand__", combine<BinaryOp::bit_and>, one_argument()},
    {"__rxor__", combine<BinaryOp::bit_xor>, one_argument()},
    {"__invert__", invert, no_arguments()},
    {"__bool__", truth_flag, no_arguments()},
    {"__contains__", contains_flag, one_argument()},
    {"__iter__", iter_flag, no_arguments()},
    {"__len__", length_flag, no_arguments()},
    {"_missing_", missing_flag, one_argument(), NativeMethod::Kind::class_method},
    {"_generate_next_value_", next_bit, between(4, 4), NativeMethod::Kind::static_method}};

// ---------------------------------------------------------------- unique, auto

Value unique(Runtime& rt, Args args) {
  Dict& all = members_of(*type_from(args[0]));
  std::string duplicates;
  for (std::uint32_t i = 0; i < all.entry_count(); ++i) {
    const Value name = all.entry(i).key, real = is_unset(name) ? Value(unset) : name_of(rt, all.entry(i).value);
    if (is_unset(name) || equal(rt, name, real)) continue;
    duplicates += fmt::format("{}{} -> {}", duplicates.empty() ? "" : ", ", as_str(name).view(), as_str(real).view());
  }
  if (!duplicates.empty())
    raise_value_error(rt, fmt::format("duplicate values found in {}: {}", repr(rt, args[0])->view(), duplicates));
  return args[0];
}
// auto() | auto(): what it comes to is known once both have their values.
template <BinaryOp op>
Value later(Runtime& rt, Args args) {
  const Value made = new_instance(rt, library_of(rt).enum_auto);
  set_field(rt, made, "op", Value::integer(static_cast<std::int64_t>(op)));
  set_field(rt, made, "left", args[0]);
  set_field(rt, made, "right", args[1]);
  return made;
}
constexpr NativeMethod auto_methods[] = {{"__or__", later<BinaryOp::bit_or>, one_argument()},
                                         {"__ror__", later<BinaryOp::bit_or>, one_argument()},
                                         {"__and__", later<BinaryOp::bit_and>, one_argument()},
                                         {"__xor__", later<BinaryOp::bit_xor>, one_argument()}};

constexpr NativeMethod functions[] = {{"unique", unique, one_argument()}};

Type* add_class(Runtime& rt, ModuleObject& module, std::string_view name, std::initializer_list<Type*> bases,
                std::span<const NativeMethod> methods, std::span<const NativeAttribute> computed = {}) {
  Type* const type = make_library_class(rt, {.name = name,
                                             .module = "enum",
                                             .bases = bases,
                                             .methods = methods,
                                             .attributes = computed,
                                             .metaclass = enum_meta(rt)});
  type->dict().set(rt.heap().intern("_member_map_"), Value(make_dict(rt)));
  type->assign(rt, rt.heap().intern("_member_names_"), Value(make_list(rt)));
  as_dict(library_of(rt).enum_classes).set(rt.heap().intern(name), value_of(type));
  define_class(rt, module, type);
  return type;
}

}  // namespace

Value value_of_member(Runtime& rt, const Value& member) {
  return field(rt, member, "_value_");
}

Value make_pseudo_member(Runtime& rt, Type& type, const Value& value) {
  const Value made = type.has(TypeFlag::is_int) ? rt.types().int_->slots.construct(rt, &type, Args(&value, 1))
                                                : Value(rt.heap().make<Instance>(&type));
  const std::int64_t bits = bits_of(rt, value);
  set_field(rt, made, "_value_", value);
  set_field(rt, made, "_name_",
            bits == 0 || (bits & all_bits(rt, type)) == 0 ? Value(none) : text(rt, names_in(rt, type, bits)));
  // Kept, so that the same bits are always the same object.
  pseudo_members(rt, type).set(rt, value, made);
  return made;
}

Ref<ModuleObject> enum_module(Runtime& rt) {
  Library& library = library_of(rt);
  library.enum_classes = Value(make_dict(rt));
  Ref<ModuleObject> module = make_module(rt, "enum");
  add_functions(rt, *module->dict, "enum", functions);
  library.enum_auto = make_library_class(rt, {.name = "auto", .module = "enum", .methods = auto_methods});
  define_class(rt, *module, library.enum_auto);
  Type* const base = add_class(rt, *module, "Enum", {}, members, attributes);
  Type* const repr_base = add_class(rt, *module, "ReprEnum", {base}, {});
  add_class(rt, *module, "IntEnum", {rt.types().int_, repr_base}, {});
  add_class(rt, *module, "StrEnum", {rt.types().str, repr_base}, str_methods);
  Type* const flag = add_class(rt, *module, "Flag", {base}, flags);
  add_class(rt, *module, "IntFlag", {rt.types().int_, repr_base, flag}, flags);
  define(rt, *module, "EnumType", value_of(enum_meta(rt)));
  define(rt, *module, "EnumMeta", value_of(enum_meta(rt)));
  return module;
}

}  // namespace orrery::script
