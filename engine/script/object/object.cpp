#include "engine/script/object/object.hpp"

#include "engine/script/object/heap.hpp"
#include "engine/script/object/operators.hpp"
#include "engine/script/object/runtime.hpp"
#include "engine/script/object/type.hpp"
#include "engine/script/vm/interpreter.hpp"

namespace orrery::script {
namespace {

// The module weakref knows whether anybody refers weakly to an object that dies, and tells them. Only objects that have
// a number can be referred to so.
void tell_weak_references(Runtime& rt, const Object* dying) noexcept {
  auto* const in = dynamic_cast<Interpreter*>(&rt);
  ModuleObject* const module = in && in->modules ? in->imported("weakref") : nullptr;
  if (!module) return;
  try {
    const Value tell = *module->dict->find(std::string_view("_dead"));
    call(rt, tell, Value::integer(static_cast<std::int64_t>(reinterpret_cast<std::uintptr_t>(dying) >> 3)));
  } catch (...) {
    // The run is to end: the next loop pass or call of whoever let go of the object sees to that.
  }
}

}  // namespace

ScriptObject::ScriptObject(Type* type) noexcept : Object(Tag::script), type_(type) {
  if (type && type->has(TypeFlag::heap_type)) type->retain();
}

ScriptObject::~ScriptObject() {
  if (type_ && type_ != this && type_->has(TypeFlag::heap_type)) type_->release();
}

Dict* ScriptObject::attributes(bool) {
  return nullptr;
}

void ScriptObject::destroy_in(ScriptObject* object, Heap& heap) noexcept {
  const std::uint8_t size_class = object->size_class_;
  if (object->has_id_) heap.forget_id(object);
  object->~ScriptObject();
  heap.free(object, size_class);
}

void ScriptObject::destroy(Object* object) noexcept {
  auto* self = static_cast<ScriptObject*>(object);
  destroy_in(self, self->type_->heap());
}

void ScriptObject::dispose_leaf() noexcept {
  destroy(this);
}

void ScriptObject::dispose() noexcept {
  Heap& heap = type_->heap();
  if (type_->slots.finalize && !finalized_ && !heap.closing()) {
    finalized_ = true;
    retain();  // __del__ may keep the object alive by storing it somewhere
    type_->slots.finalize(heap.runtime(), Value(static_cast<Object*>(this)));
    release();
    return;
  }
  if (has_id_ && !heap.closing()) tell_weak_references(heap.runtime(), this);
  heap.dispose(this, &ScriptObject::destroy);
}

}  // namespace orrery::script
