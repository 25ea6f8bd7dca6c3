// Attributes, descriptors, calls, and what classes say of instances. (object.c, abstract.c)
#include <fmt/format.h>

#include "engine/loop/event_loop.hpp"
#include "engine/script/object/dict.hpp"
#include "engine/script/object/exception.hpp"
#include "engine/script/object/face.hpp"
#include "engine/script/object/function.hpp"
#include "engine/script/object/operators.hpp"
#include "engine/script/object/sequence.hpp"
#include "engine/script/object/str.hpp"

namespace orrery::script {

namespace {

// An object of the loop gets a face when it gets its first attribute.
template <class T>
Dict* attributes_of_face(Runtime& rt, T& object, const Value& value, bool create) {
  if (!object.face() && create) object.set_face(Ref<Object>(new Face(type_of(rt, value))));
  return object.face() ? static_cast<Face*>(object.face())->attributes(create) : nullptr;
}

}  // namespace

Dict* attributes_of(Runtime& rt, const Value& object, bool create) {
  if (!object.is_object()) return nullptr;
  if (object.tag() == Tag::script) return static_cast<ScriptObject*>(object.object())->attributes(create);
  if (object.tag() == Tag::error) return as_exception(object).attributes(create);
  if (object.tag() == Tag::future || object.tag() == Tag::task)
    return attributes_of_face(rt, *static_cast<loop::Future*>(object.object()), object, create);
  if (object.tag() == Tag::loop)
    return attributes_of_face(rt, *static_cast<loop::EventLoop*>(object.object()), object, create);
  return nullptr;
}

Value generic_getattr(Runtime& rt, const Value& self, Str* name) {
  Type* type = type_of(rt, self);
  const Value* found = type->lookup(name);
  Value attribute;
  const Slots* descriptor = nullptr;
  if (found) {
    attribute = *found;
    descriptor = &type_of(rt, attribute)->slots;
    if (descriptor->descr_get && descriptor->descr_set) return descriptor->descr_get(rt, attribute, self, type);
  }
  if (Dict* dict = attributes_of(rt, self, false)) {
    if (const Value* own = dict->find(name)) return *own;
  }
  if (!found) return unset;
  return descriptor->descr_get ? descriptor->descr_get(rt, attribute, self, type) : attribute;
}

namespace {

[[noreturn]] void cannot_set(Runtime& rt, const Value& self, Str* name, bool known) {
  Type* type = type_of(rt, self);
  if (known)
    raise(rt, rt.types().attribute_error,
          fmt::format("'{}' object attribute '{}' is read-only", type->name(), name->view()));
  if (rt.environment().rules() != loop::Rules::py313) raise_no_attribute(rt, self, name);
  Ref<ExceptionObject> error =
      make_exception(rt, rt.types().attribute_error,
                     fmt::format("'{}' object has no attribute '{}' and no __dict__ for setting new attributes",
                                 type->name(), name->view()));
  error->fields = {Value(Ref<Str>(name)), self};
  raise(std::move(error));
}

}  // namespace

void generic_setattr(Runtime& rt, const Value& self, Str* name, const Value& value) {
  Type* type = type_of(rt, self);
  const Value* found = type->lookup(name);
  if (found) {
    const Value attribute = *found;
    if (const auto set = type_of(rt, attribute)->slots.descr_set) return set(rt, attribute, self, value);
  }
  Dict* dict = type->without_dict ? nullptr : attributes_of(rt, self, true);
  if (!dict) cannot_set(rt, self, name, found != nullptr);
  if (!is_unset(value)) return dict->set(name, value);
  Value dead;
  if (!dict->remove(name, &dead)) raise_no_attribute(rt, self, name);
}

Value getattr_or_unset(Runtime& rt, const Value& object, Str* name) {
  try {
    return type_of(rt, object)->slots.getattr(rt, object, name);
  } catch (const loop::Raised& raised) {
    if (is_exception_of(Value(raised.error()), rt.types().attribute_error)) return unset;
    throw;
  }
}

namespace {

// An AttributeError that the program raised learns of what it was. (Objects/object.c, set_attribute_error_context)
void name_in_error(Runtime& rt, const loop::Raised& raised, const Value& object, Str* name) {
  const Value error{raised.error()};
  if (!is_exception_of(error, rt.types().attribute_error)) return;
  ExceptionObject& missing = as_exception(error);
  for (const Value& known : missing.fields)
    if (!is_unset(known) && known != none) return;
  missing.fields = {Value(Ref<Str>(name)), object};
}

}  // namespace

Value getattr(Runtime& rt, const Value& object, Str* name) {
  Value found;
  try {
    found = type_of(rt, object)->slots.getattr(rt, object, name);
  } catch (const loop::Raised& raised) {
    name_in_error(rt, raised, object, name);
    throw;
  }
  if (is_unset(found)) raise_no_attribute(rt, object, name);
  return found;
}

Value getattr(Runtime& rt, const Value& object, std::string_view name) {
  return getattr(rt, object, rt.heap().intern(name));
}

void setattr(Runtime& rt, const Value& object, Str* name, const Value& value) {
  type_of(rt, object)->slots.setattr(rt, object, name, value);
}

void delattr(Runtime& rt, const Value& object, Str* name) {
  type_of(rt, object)->slots.setattr(rt, object, name, unset);
}

bool load_method(Runtime& rt, const Value& object, Str* name, Value& method) {
  Type* type = type_of(rt, object);
  if (type->slots.getattr == &generic_getattr) {
    const Value* found = type->lookup(name);
    if (found && type_of(rt, *found)->has(TypeFlag::method_like)) {
      Dict* dict = attributes_of(rt, object, false);
      const Value* own = dict ? dict->find(name) : nullptr;
      method = own ? *own : *found;
      return !own;
    }
  }
  method = getattr(rt, object, name);
  return false;
}

Value lookup_special(Runtime& rt, const Value& object, Str* name, bool& pass_self) {
  Type* type = type_of(rt, object);
  pass_self = false;
  const Value* found = type->lookup(name);
  if (!found) return unset;
  Type* kind = type_of(rt, *found);
  if (kind->has(TypeFlag::method_like)) {
    pass_self = true;
    return *found;
  }
  if (!kind->slots.descr_get) return *found;
  const Value descriptor = *found;
  return kind->slots.descr_get(rt, descriptor, object, type);
}

Value special_method(Runtime& rt, const Value& object, Str* name) {
  bool pass_self = false;
  Value method = lookup_special(rt, object, name, pass_self);
  return pass_self ? make_bound(rt, method, object) : method;
}

Value call_special(Runtime& rt, const Value& object, Str* name, std::initializer_list<Value> args) {
  const Value method = special_method(rt, object, name);
  if (is_unset(method)) raise_no_attribute(rt, object, name);
  return call(rt, method, Args(args.begin(), args.size()));
}

// ---- calls

Value call(Runtime& rt, const Value& callable, Args args) {
  const auto slot = type_of(rt, callable)->slots.call;
  if (!slot) raise_type_error(rt, fmt::format("'{}' object is not callable", type_of(rt, callable)->name()));
  return slot(rt, callable, args);
}

Value call(Runtime& rt, const Value& callable) {
  return call(rt, callable, Args());
}
Value call(Runtime& rt, const Value& callable, const Value& argument) {
  return call(rt, callable, Args(&argument, 1));
}
Value call(Runtime& rt, const Value& callable, const Value& first, const Value& second) {
  const Value args[] = {first, second};
  return call(rt, callable, Args(args, 2));
}

bool is_callable(Runtime& rt, const Value& v) {
  return type_of(rt, v)->slots.call != nullptr;
}

// ---- classes

namespace {

// What the class of a class, or of what stands for one, says of its instances; `unset` if that is nothing special.
Value check_hook(Runtime& rt, const Value& type, Str* name) {
  if (is_exact(type, rt.types().type)) return unset;
  return special_method(rt, type, name);
}

// An object whose class has a `__class__` of its own. (CPython: abstract.c, object_isinstance.)
bool claims_to_be(Runtime& rt, const Value& v, const Type& wanted) {
  if (!type_of(rt, v)->has(TypeFlag::heap_type) && !v.has_tag(Tag::coroutine)) return false;
  Str* const name = rt.heap().intern("__class__");
  const Value* const own = type_of(rt, v)->lookup(name);
  const Value* const usual = rt.types().object->lookup(name);
  if (!own || (usual && *own == *usual)) return false;
  const Value claimed = getattr_or_unset(rt, v, name);
  return has_flag(claimed, TypeFlag::is_type) && static_cast<Type*>(claimed.object())->is_subtype_of(&wanted);
}

bool instance_of_one(Runtime& rt, const Value& v, const Value& type) {
  if (is_exact(type, rt.types().union_type)) return isinstance(rt, v, getattr(rt, type, "__args__"));
  if (type == Value(static_cast<Object*>(type_of(rt, v)))) return true;
  const Value hook = check_hook(rt, type, rt.names().dunder.instancecheck_);
  if (!is_unset(hook)) return truth(rt, call(rt, hook, v));
  if (is_exact(type, rt.types().generic_alias))
    raise_type_error(rt, "isinstance() argument 2 cannot be a parameterized generic");
  if (!has_flag(type, TypeFlag::is_type))
    raise_type_error(rt, "isinstance() arg 2 must be a type, a tuple of types, or a union");
  const Type& wanted = *static_cast<Type*>(type.object());
  return type_of(rt, v)->is_subtype_of(&wanted) || claims_to_be(rt, v, wanted);
}

bool subclass_of_one(Runtime& rt, const Value& v, const Value& type) {
  if (is_exact(type, rt.types().union_type)) return issubclass(rt, v, getattr(rt, type, "__args__"));
  const Value hook = check_hook(rt, type, rt.names().dunder.subclasscheck_);
  if (!is_unset(hook)) return truth(rt, call(rt, hook, v));
  if (is_exact(type, rt.types().generic_alias))
    raise_type_error(rt, "issubclass() argument 2 cannot be a parameterized generic");
  if (!has_flag(type, TypeFlag::is_type))
    raise_type_error(rt, "issubclass() arg 2 must be a class, a tuple of classes, or a union");
  return static_cast<Type*>(v.object())->is_subtype_of(static_cast<Type*>(type.object()));
}

}  // namespace

bool isinstance(Runtime& rt, const Value& v, const Value& classes) {
  if (!is_tuple(classes)) return instance_of_one(rt, v, classes);
  const Nested nested(rt, " in __instancecheck__");
  for (const Value& type : as_tuple(classes).items()) {
    if (isinstance(rt, v, type)) return true;
  }
  return false;
}

bool issubclass(Runtime& rt, const Value& type, const Value& classes) {
  if (!has_flag(type, TypeFlag::is_type)) raise_type_error(rt, "issubclass() arg 1 must be a class");
  if (!is_tuple(classes)) return subclass_of_one(rt, type, classes);
  const Nested nested(rt, " in __subclasscheck__");
  for (const Value& one : as_tuple(classes).items()) {
    if (issubclass(rt, type, one)) return true;
  }
  return false;
}

}  // namespace orrery::script
