// Bound methods, staticmethod and classmethod. (classobject.c, funcobject.c)
#include <fmt/format.h>

#include "engine/script/object/builder.hpp"
#include "engine/script/object/exception.hpp"
#include "engine/script/object/function.hpp"
#include "engine/script/object/invoke.hpp"
#include "engine/script/object/operators.hpp"
#include "engine/script/object/specs.hpp"
#include "engine/script/object/str.hpp"

namespace orrery::script {

namespace {

BoundMethod& method_of(const Value& v) {
  return *static_cast<BoundMethod*>(v.object());
}

Value method_call(Runtime& rt, const Value& self, Args args) {
  const Value function = method_of(self).function;
  const Value object = method_of(self).self;
  return call_with_self(rt, function, object, args);
}

Value method_repr(Runtime& rt, const Value& self) {
  const BoundMethod& m = method_of(self);
  Value name = getattr_or_unset(rt, m.function, rt.names().dunder.qualname_);
  if (is_unset(name)) name = getattr_or_unset(rt, m.function, rt.names().dunder.name_);
  const std::string shown = is_str(name) ? std::string(as_str(name).view()) : "?";
  return make_str(rt, fmt::format("<bound method {} of {}>", shown, repr(rt, m.self)->view()));
}

Value method_compare(Runtime& rt, CompareOp op, const Value& a, const Value& b) {
  if (op != CompareOp::equal && op != CompareOp::not_equal) return not_implemented;
  if (!is_exact(b, rt.types().method) || !is_exact(a, rt.types().method)) return not_implemented;
  const bool same = method_of(a).self == method_of(b).self && equal(rt, method_of(a).function, method_of(b).function);
  return boolean(same == (op == CompareOp::equal));
}

std::int64_t method_hash(Runtime& rt, const Value& v) {
  const BoundMethod& m = method_of(v);
  const std::int64_t h = hash(rt, m.function) ^ static_cast<std::int64_t>(m.self.bits() >> 4);
  return h == -1 ? -2 : h;
}

Value method_getattr(Runtime& rt, const Value& self, Str* name) {
  Value found = generic_getattr(rt, self, name);
  return is_unset(found) ? type_of(rt, method_of(self).function)->slots.getattr(rt, method_of(self).function, name)
                         : found;
}

Value get_function(Runtime&, const Value& v) {
  return method_of(v).function;
}
Value get_self(Runtime&, const Value& v) {
  return method_of(v).self;
}
Value get_doc(Runtime& rt, const Value& v) {
  return getattr(rt, method_of(v).function, rt.names().dunder.doc_);
}
constexpr NativeAttribute method_attributes[] = {
    {"__func__", get_function}, {"__self__", get_self}, {"__doc__", get_doc}};

Value method_construct(Runtime& rt, Type*, Args args) {
  check_arity(rt, between(2, 2), args, "method", "method");
  if (!is_callable(rt, args[0])) raise_type_error(rt, "first argument must be callable");
  if (args[1].is_none()) raise_type_error(rt, "self must not be None");
  return make_bound(rt, args[0], args[1]);
}

}  // namespace

TypeSpec specs::method(Types&) {
  Slots slots{};
  slots.call = method_call;
  slots.repr = method_repr;
  slots.compare = method_compare;
  slots.hash = method_hash;
  slots.getattr = method_getattr;
  slots.construct = method_construct;
  return {.name = "method", .slots = slots, .attributes = method_attributes};
}

// ---- staticmethod, classmethod

namespace {

MethodWrapper& wrapper_of(const Value& v) {
  return *static_cast<MethodWrapper*>(v.object());
}

Value wrapper_construct(Runtime& rt, Type* type, Args args) {
  const std::string_view name = type->is_subtype_of(rt.types().staticmethod) ? "staticmethod" : "classmethod";
  check_arity(rt, between(1, 1), args, name, name);
  return Value(rt.heap().make<MethodWrapper>(type, args[0]));
}

void wrapper_init(Runtime&, const Value&, Args) {}

Value static_get(Runtime&, const Value& self, const Value&, Type*) {
  return wrapper_of(self).function;
}
Value static_call(Runtime& rt, const Value& self, Args args) {
  return call(rt, Value(wrapper_of(self).function), args);
}

Value class_get(Runtime& rt, const Value& self, const Value&, Type* owner) {
  const Value function = wrapper_of(self).function;
  const Value cls(static_cast<Object*>(owner));
  // A descriptor inside (a property) is asked itself, as 3.9 to 3.12 do.
  const Slots& slots = type_of(rt, function)->slots;
  if (slots.descr_get && !type_of(rt, function)->has(TypeFlag::method_like))
    return slots.descr_get(rt, function, cls, owner);
  return make_bound(rt, function, cls);
}

Value wrapper_repr(Runtime& rt, const Value& self) {
  return make_str(rt, fmt::format("<{}({})>", type_of(rt, self)->name(), repr(rt, wrapper_of(self).function)->view()));
}

Value wrapper_getattr(Runtime& rt, const Value& self, Str* name) {
  Value found = generic_getattr(rt, self, name);
  const bool copied =
      name == rt.names().dunder.name_ || name == rt.names().dunder.qualname_ || name == rt.names().dunder.doc_;
  return is_unset(found) && copied ? getattr_or_unset(rt, wrapper_of(self).function, name) : found;
}

Value get_wrapped(Runtime&, const Value& v) {
  return wrapper_of(v).function;
}
constexpr NativeAttribute wrapper_attributes[] = {{"__func__", get_wrapped}, {"__wrapped__", get_wrapped}};

Slots wrapper_slots() {
  Slots slots{};
  slots.construct = wrapper_construct;
  slots.init = wrapper_init;
  slots.repr = wrapper_repr;
  slots.getattr = wrapper_getattr;
  return slots;
}

}  // namespace

Dict* MethodWrapper::attributes(bool create) {
  if (!dict_ && create) dict_ = make_dict(type()->heap().runtime());
  return dict_.get();
}

void MethodWrapper::clear_references() noexcept {
  const Value dead = std::exchange(function, none);
  const Ref<Dict> dead_dict = std::exchange(dict_, nullptr);
}

TypeSpec specs::staticmethod(Types&) {
  Slots slots = wrapper_slots();
  slots.descr_get = static_get;
  slots.call = static_call;
  return {.name = "staticmethod", .flags = TypeFlag::base_type, .slots = slots, .attributes = wrapper_attributes};
}

TypeSpec specs::classmethod(Types&) {
  Slots slots = wrapper_slots();
  slots.descr_get = class_get;
  return {.name = "classmethod", .flags = TypeFlag::base_type, .slots = slots, .attributes = wrapper_attributes};
}

Value make_class_method_of(Runtime& rt, const Value& function) {
  return Value(rt.heap().make<MethodWrapper>(rt.types().classmethod, function));
}

}  // namespace orrery::script
