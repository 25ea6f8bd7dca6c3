// Used by the makers of types alone.
#pragma once

#include <span>
#include <vector>

#include "engine/script/object/type.hpp"

namespace orrery::script {

struct TypeBuilder {
  // Base, mro and an empty dict; flags that instances inherit.
  static void prepare(Runtime& rt, Type& type, Type* base, std::uint32_t flags);
  static void prepare(Runtime& rt, Type& type, Type* base, std::span<Type* const> bases, std::uint32_t flags);
  // C3. Raises TypeError if there is no consistent order.
  static std::vector<Type*> linearise(Runtime& rt, Type& type, std::span<Type* const> bases);
  // One more base before the others, its mro merged in.
  static void add_base(Runtime& rt, Type& type, Type* base);
  static void set_type(ScriptObject& object, Type* type) noexcept { object.type_ = type; }
  static void mark_changed(Type& type) noexcept { type.changed(); }
  static std::uint32_t flags(const Type& type) noexcept { return type.flags_; }
  static void add_flags(Type& type, std::uint32_t flags) noexcept { type.flags_ |= flags; }
};

// An attribute of a native type that is computed.
Value make_getset(Runtime& rt, Type& owner, const NativeAttribute& attribute);
// A classmethod around a native function.
Value make_class_method_of(Runtime& rt, const Value& function);
// What __slots__ makes for a name.
Value make_member(Runtime& rt, Type& owner, Str* name);

}  // namespace orrery::script
