// super. (typeobject.c)
#include <fmt/format.h>

#include "engine/script/object/exception.hpp"
#include "engine/script/object/function.hpp"
#include "engine/script/object/operators.hpp"
#include "engine/script/object/specs.hpp"
#include "engine/script/object/str.hpp"

namespace orrery::script {

namespace {

Super& self_of(const Value& v) {
  return *static_cast<Super*>(v.object());
}

// The class whose mro is searched: the object itself if it is a class below `start`, else the object's class.
Type* start_type(Runtime& rt, const Type* start, const Value& object) {
  if (has_flag(object, TypeFlag::is_type)) {
    auto* type = static_cast<Type*>(object.object());
    if (type->is_subtype_of(start)) return type;
  }
  if (type_of(rt, object)->is_subtype_of(start)) return type_of(rt, object);
  raise_type_error(rt, "super(type, obj): obj must be an instance or subtype of type");
}

Value getattr_super(Runtime& rt, const Value& self, Str* name) {
  const Super& s = self_of(self);
  if (is_unset(s.self) || name == rt.names().dunder.class_) return generic_getattr(rt, self, name);
  bool after = false;
  for (Type* type : s.self_type->mro()) {
    if (after) {
      const Value* found = type->dict().find(name);
      if (found) {
        const Value attribute = *found;
        const auto get = type_of(rt, attribute)->slots.descr_get;
        if (!get) return attribute;
        const bool through_class = s.self.is_object() && s.self.object() == s.self_type.get();
        return get(rt, attribute, through_class ? Value(unset) : s.self, s.self_type.get());
      }
    }
    after |= type == s.after.get();
  }
  return generic_getattr(rt, self, name);
}

Value repr_super(Runtime& rt, const Value& self) {
  const Super& s = self_of(self);
  if (is_unset(s.self)) return make_str(rt, fmt::format("<super: <class '{}'>, NULL>", s.after->name()));
  return make_str(rt, fmt::format("<super: <class '{}'>, <{} object>>", s.after->name(), s.self_type->name()));
}

Value construct(Runtime& rt, Type*, Args args) {
  if (args.size() == 0) raise(rt, rt.types().runtime_error, "super(): no arguments");
  check_arity(rt, between(1, 2), args, "super", "super");
  return make_super(rt, args[0], args.size() > 1 ? args[1] : Value(unset));
}

void init(Runtime&, const Value&, Args) {}

Value get_self(Runtime&, const Value& v) {
  return is_unset(self_of(v).self) ? Value() : self_of(v).self;
}
Value get_class(Runtime&, const Value& v) {
  return Value(self_of(v).after);
}
constexpr NativeAttribute attributes[] = {{"__self__", get_self}, {"__thisclass__", get_class}};

}  // namespace

Value make_super(Runtime& rt, const Value& type, const Value& object) {
  if (!has_flag(type, TypeFlag::is_type))
    raise_type_error(rt, fmt::format("super() argument 1 must be a type, not {}", type_of(rt, type)->name()));
  const Ref<Type> start(static_cast<Type*>(type.object()));
  const bool unbound = is_unset(object) || object.is_none();
  const Ref<Type> searched(unbound ? nullptr : start_type(rt, start.get(), object));
  return Value(rt.heap().make<Super>(rt.types().super, start, unbound ? Value(unset) : object, searched));
}

TypeSpec specs::super(Types&) {
  Slots slots{};
  slots.construct = construct;
  slots.init = init;
  slots.getattr = getattr_super;
  slots.repr = repr_super;
  return {.name = "super", .flags = TypeFlag::base_type, .slots = slots, .attributes = attributes};
}

}  // namespace orrery::script
