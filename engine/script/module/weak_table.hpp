// Who refers weakly to what. (CPython: Objects/weakrefobject.c.)
//
// An object that is referred to weakly has a number (Heap::id_of); when such an object dies, and only then, the module
// weakref is asked, by ScriptObject::dispose.
#pragma once

#include <unordered_map>
#include <vector>

#include "engine/script/module/library.hpp"
#include "engine/script/object/derived.hpp"

namespace orrery::script {

class WeakTable;

class WeakRef : public ScriptObject {
 public:
  WeakRef(Type* type, Ref<WeakTable> table) noexcept : ScriptObject(type), table_(std::move(table)) {}
  ~WeakRef() override;

  // None once it is dead.
  Value get() const noexcept { return target ? Value(target) : Value(); }
  Object* target = nullptr;  // not counted
  Value callback;            // None: nobody is told
  std::int64_t hash = -1;    // -1: not asked for while it lived

 private:
  Ref<WeakTable> table_;
};

class WeakTable final : public ScriptObject {
 public:
  explicit WeakTable(Type* type) noexcept : ScriptObject(type) {}
  void add(Object* object, WeakRef* ref) { refs_[object].push_back(ref); }
  void remove(const Object* object, const WeakRef* ref) noexcept;
  std::vector<WeakRef*> all(const Object* object) const;
  // No longer known; what referred to it, the oldest first.
  std::vector<WeakRef*> take(const Object* object);

 private:
  std::unordered_map<const Object*, std::vector<WeakRef*>> refs_;  // looked up only, never iterated over
};

// A reference to the object, told by `callback` (or None) of its death. Raises TypeError for what has none.
Value make_weak_ref(Runtime& rt, Type* type, const Value& object, const Value& callback);
Type* weak_ref_type(Runtime& rt);
inline WeakRef& as_weak(const Value& v) noexcept {
  return *static_cast<WeakRef*>(v.object());
}
// A function that is called with (a weak reference to `owner`, the dead one): for the removal of entries.
Value weak_callback(Runtime& rt, NativeFn function, const Value& owner);

void make_weak_containers(Runtime& rt, ModuleObject& module);
Type* make_finalize_class(Runtime& rt);

}  // namespace orrery::script
