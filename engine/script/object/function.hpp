// Native functions, bound methods and the descriptors: property, staticmethod, classmethod, super; modules and
// instances.
#pragma once

#include <string_view>

#include "engine/script/object/args.hpp"
#include "engine/script/object/dict.hpp"
#include "engine/script/object/object.hpp"
#include "engine/script/object/runtime.hpp"

namespace orrery::script {

// An instance of a class of a script (that is no subclass of a native type): nothing but its attributes.
class Instance : public ScriptObject, public Tracked {
 public:
  explicit Instance(Type* type) noexcept : ScriptObject(type), Tracked(type->heap()) {}
  Dict* attributes(bool create) override;
  // May be null until the first attribute is set.
  Dict* dict() const noexcept { return dict_.get(); }
  // The values of __slots__, which are no part of `__dict__`.
  Dict* slot_values(bool create);
  // `__class__ = type`; precondition: its instances are plain too.
  void change_type(Type* type) noexcept;
  void change_dict(Ref<Dict> dict) noexcept { dict_ = std::move(dict); }
  void clear_references() noexcept override;
  Object* tracked_object() noexcept override { return this; }

 private:
  Ref<Dict> dict_;
  Ref<Dict> slots_;
};

// A native function: a builtin, or a method of a native type (then `owner` is set and args[0] is the object).
class NativeFunction final : public ScriptObject {
 public:
  NativeFunction(Type* type, std::string_view function_name, NativeFn fn, Arity takes, Type* owner_type) noexcept
      : ScriptObject(type), name(function_name), function(fn), arity(takes), owner(owner_type) {}
  std::string_view name;  // must outlive it: a literal or an interned string
  NativeFn function;
  SlotWrapper slot = nullptr;  // instead of `function`, for the slots of native types
  Arity arity;
  Type* owner;   // not counted: the type holds the function
  Value module;  // str or None
  Value self;    // what goes in front of the arguments if `binds_self`
  bool binds_self = false;
};
Ref<NativeFunction> make_native(Runtime& rt, std::string_view name, NativeFn function, Arity arity = {});
// With something that it finds in front of its arguments: a native closure. (`Value fn(rt, args)`: args[0] is `bound`.)
Value make_bound_native(Runtime& rt, std::string_view name, NativeFn function, const Value& bound, Arity arity = {});

// function + object: what `object.method` is.
class BoundMethod final : public ScriptObject {
 public:
  BoundMethod(Type* type, Value f, Value object) noexcept
      : ScriptObject(type), function(std::move(f)), self(std::move(object)) {}
  Value function;
  Value self;
};
Value make_bound(Runtime& rt, const Value& function, const Value& self);

class Property final : public ScriptObject, public Tracked {
 public:
  explicit Property(Type* type) noexcept : ScriptObject(type), Tracked(type->heap()) {}
  Value getter, setter, deleter, doc;
  Value name;  // from __set_name__
  Dict* attributes(bool create) override;
  void clear_references() noexcept override;
  Object* tracked_object() noexcept override { return this; }

 private:
  Ref<Dict> dict_;
};

// staticmethod or classmethod, by type.
class MethodWrapper final : public ScriptObject, public Tracked {
 public:
  MethodWrapper(Type* type, Value f) noexcept : ScriptObject(type), Tracked(type->heap()), function(std::move(f)) {}
  Value function;
  Dict* attributes(bool create) override;
  void clear_references() noexcept override;
  Object* tracked_object() noexcept override { return this; }

 private:
  Ref<Dict> dict_;
};

class Super final : public ScriptObject {
 public:
  Super(Type* type, Ref<Type> start, Value object, Ref<Type> object_type) noexcept
      : ScriptObject(type), after(std::move(start)), self(std::move(object)), self_type(std::move(object_type)) {}
  Ref<Type> after;
  Value self;  // `unset`: unbound
  Ref<Type> self_type;
};
// super(type, object): raises TypeError "super(type, obj): obj must be an instance or subtype of type".
Value make_super(Runtime& rt, const Value& type, const Value& object);

class ModuleObject final : public ScriptObject, public Tracked {
 public:
  ModuleObject(Type* type, Ref<Dict> names) noexcept
      : ScriptObject(type), Tracked(type->heap()), dict(std::move(names)) {}
  Ref<Dict> dict;
  Dict* attributes(bool) override { return dict.get(); }
  void clear_references() noexcept override;
  Object* tracked_object() noexcept override { return this; }
};
Ref<ModuleObject> make_module(Runtime& rt, std::string_view name);

// object.__new__ without its checks: an Instance, or what the native base of the class makes of no arguments.
Value new_instance(Runtime& rt, Type* type);
// True if calling the class makes a plain Instance and then calls __init__: for the VM's own fast path.
bool constructs_plainly(const Type& type) noexcept;

// Adds functions to a dict of names (a module's).
void add_functions(Runtime& rt, Dict& into, std::string_view module, std::span<const NativeMethod> functions);
// All builtin functions that need no frame, all types and exceptions, the constants.
void add_builtins(Runtime& rt, Dict& into);

}  // namespace orrery::script
