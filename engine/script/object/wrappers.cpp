// mappingproxy, list[int], int | None. (descrobject.c, genericaliasobject.c, unionobject.c)
#include <fmt/format.h>

#include "engine/script/object/builtins.hpp"
#include "engine/script/object/dict.hpp"
#include "engine/script/object/exception.hpp"
#include "engine/script/object/operators.hpp"
#include "engine/script/object/sequence.hpp"
#include "engine/script/object/specs.hpp"

namespace orrery::script {

namespace {

class Proxy final : public ScriptObject {
 public:
  Proxy(Type* type, Value of) noexcept : ScriptObject(type), target(std::move(of)) {}
  Value target;
};

const Value& target_of(const Value& v) {
  return static_cast<Proxy*>(v.object())->target;
}

Value construct_proxy(Runtime& rt, Type* type, Args args) {
  check_arity(rt, between(1, 1), args, "mappingproxy", "mappingproxy");
  return Value(rt.heap().make<Proxy>(type, args[0]));
}
Value repr_proxy(Runtime& rt, const Value& v) {
  return make_str(rt, fmt::format("mappingproxy({})", repr(rt, target_of(v))->view()));
}
Value str_proxy(Runtime& rt, const Value& v) {
  return Value(str(rt, target_of(v)));
}
std::int64_t length_proxy(Runtime& rt, const Value& v) {
  return length(rt, target_of(v));
}
Value getitem_proxy(Runtime& rt, const Value& v, const Value& key) {
  return getitem(rt, target_of(v), key);
}
bool contains_proxy(Runtime& rt, const Value& v, const Value& key) {
  return contains(rt, target_of(v), key);
}
Value iter_proxy(Runtime& rt, const Value& v) {
  return iter(rt, target_of(v));
}
Value compare_proxy(Runtime& rt, CompareOp op, const Value& a, const Value& b) {
  return compare(rt, op, target_of(a), is_exact(b, rt.types().mappingproxy) ? target_of(b) : b);
}
Value union_proxy(Runtime& rt, const Value& a, const Value& b) {
  const auto plain = [&](const Value& v) { return is_exact(v, rt.types().mappingproxy) ? target_of(v) : v; };
  return binary(rt, BinaryOp::bit_or, plain(a), plain(b));
}

// Methods are the target's.
template <const char* const& name>
Value forward(Runtime& rt, Args args) {
  return call(rt, getattr(rt, target_of(args[0]), std::string_view(name)), args.skip(1));
}
constexpr const char* get_name = "get";
constexpr const char* keys_name = "keys";
constexpr const char* values_name = "values";
constexpr const char* items_name = "items";
constexpr const char* copy_name = "copy";
constexpr NativeMethod proxy_methods[] = {{"get", forward<get_name>},
                                          {"keys", forward<keys_name>},
                                          {"values", forward<values_name>},
                                          {"items", forward<items_name>},
                                          {"copy", forward<copy_name>}};

// ---- generic aliases and unions

class Alias final : public ScriptObject {
 public:
  Alias(Type* type, Value of, Ref<Tuple> arguments) noexcept
      : ScriptObject(type), origin(std::move(of)), args(std::move(arguments)) {}
  Value origin;  // of a union: None
  Ref<Tuple> args;
};
Alias& alias_of(const Value& v) {
  return *static_cast<Alias*>(v.object());
}

std::string shown(Runtime& rt, const Value& v) {
  if (v == ellipsis) return "...";
  if (v == Value(static_cast<Object*>(rt.types().none_type))) return "None";
  if (!has_flag(v, TypeFlag::is_type)) return std::string(repr(rt, v)->view());
  const auto& type = *static_cast<Type*>(v.object());
  const std::string_view name = as_str(type.qualname).view();
  const bool builtin = !is_str(type.module) || as_str(type.module).view() == "builtins";
  return builtin ? std::string(name) : fmt::format("{}.{}", as_str(type.module).view(), name);
}

std::string joined(Runtime& rt, const Tuple& args, std::string_view separator) {
  std::string text;
  for (const Value& arg : args.items()) text += (text.empty() ? "" : std::string(separator)) + shown(rt, arg);
  return text;
}

Value repr_alias(Runtime& rt, const Value& v) {
  return make_str(rt, fmt::format("{}[{}]", shown(rt, alias_of(v).origin), joined(rt, *alias_of(v).args, ", ")));
}
Value repr_union(Runtime& rt, const Value& v) {
  return make_str(rt, joined(rt, *alias_of(v).args, " | "));
}

Value call_alias(Runtime& rt, const Value& v, Args args) {
  return call(rt, Value(alias_of(v).origin), args);
}
Value getattr_alias(Runtime& rt, const Value& v, Str* name) {
  Value found = generic_getattr(rt, v, name);
  return is_unset(found) ? getattr_or_unset(rt, alias_of(v).origin, name) : found;
}
Value get_origin(Runtime&, const Value& v) {
  return alias_of(v).origin;
}
Value get_args(Runtime&, const Value& v) {
  return Value(alias_of(v).args);
}
constexpr NativeAttribute alias_attributes[] = {{"__origin__", get_origin}, {"__args__", get_args}};
constexpr NativeAttribute union_attributes[] = {{"__args__", get_args}};

Value compare_alias(Runtime& rt, CompareOp op, const Value& a, const Value& b) {
  if ((op != CompareOp::equal && op != CompareOp::not_equal) || type_of(rt, a) != type_of(rt, b))
    return not_implemented;
  const bool same =
      equal(rt, alias_of(a).origin, alias_of(b).origin) && equal(rt, Value(alias_of(a).args), Value(alias_of(b).args));
  return boolean(same == (op == CompareOp::equal));
}
std::int64_t hash_alias(Runtime& rt, const Value& v) {
  return hash(rt, Value(alias_of(v).args));
}

Value union_slot(Runtime& rt, const Value& a, const Value& b) {
  return make_union(rt, a, b);
}

void add_member(Runtime& rt, List& members, const Value& v) {
  if (is_exact(v, rt.types().union_type)) {
    for (const Value& member : alias_of(v).args->items()) add_member(rt, members, member);
    return;
  }
  const Value member = v.is_none() ? Value(static_cast<Object*>(rt.types().none_type)) : v;
  for (std::size_t i = 0; i < members.size(); ++i) {
    if (equal(rt, members[i], member)) return;
  }
  members.append(member);
}

bool can_unite(Runtime& rt, const Value& v) {
  return v.is_none() || has_flag(v, TypeFlag::is_type) || is_exact(v, rt.types().union_type) ||
         is_exact(v, rt.types().generic_alias);
}

Slots alias_slots(Slots::Unary repr) {
  Slots slots{};
  slots.repr = repr;
  slots.compare = compare_alias;
  slots.hash = hash_alias;
  slots.binary[static_cast<std::size_t>(BinaryOp::bit_or)] = union_slot;
  return slots;
}

}  // namespace

Value make_mapping_proxy(Runtime& rt, const Value& dict) {
  return Value(rt.heap().make<Proxy>(rt.types().mappingproxy, dict));
}

Value make_generic_alias(Runtime& rt, const Value& origin, const Value& args) {
  const Ref<Tuple> list = is_tuple(args) ? Ref<Tuple>(&as_tuple(args)) : make_tuple(rt, {args});
  return Value(rt.heap().make<Alias>(rt.types().generic_alias, origin, list));
}

Value make_union(Runtime& rt, const Value& a, const Value& b) {
  if (!can_unite(rt, a) || !can_unite(rt, b)) return not_implemented;
  const Ref<List> members = make_list(rt);
  add_member(rt, *members, a);
  add_member(rt, *members, b);
  if (members->size() == 1) return (*members)[0];
  return Value(rt.heap().make<Alias>(rt.types().union_type, none, tuple_of(rt, Value(members))));
}

TypeSpec specs::mappingproxy(Types&) {
  Slots slots{};
  slots.construct = construct_proxy;
  slots.repr = repr_proxy;
  slots.str = str_proxy;
  slots.length = length_proxy;
  slots.getitem = getitem_proxy;
  slots.contains = contains_proxy;
  slots.iter = iter_proxy;
  slots.compare = compare_proxy;
  slots.binary[static_cast<std::size_t>(BinaryOp::bit_or)] = union_proxy;
  return {.name = "mappingproxy", .flags = TypeFlag::mapping, .slots = slots, .methods = proxy_methods};
}

TypeSpec specs::generic_alias(Types&) {
  Slots slots = alias_slots(repr_alias);
  slots.call = call_alias;
  slots.getattr = getattr_alias;
  return {.name = "GenericAlias",
          .module = "types",
          .flags = TypeFlag::no_construct,
          .slots = slots,
          .attributes = alias_attributes};
}

TypeSpec specs::union_type(Types&) {
  return {.name = "UnionType",
          .module = "types",
          .flags = TypeFlag::no_construct,
          .slots = alias_slots(repr_union),
          .attributes = union_attributes};
}

}  // namespace orrery::script
