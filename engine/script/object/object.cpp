#include "engine/script/object/object.hpp"

#include "engine/script/object/heap.hpp"
#include "engine/script/object/runtime.hpp"
#include "engine/script/object/type.hpp"

namespace orrery::script {

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
  heap.dispose(this, &ScriptObject::destroy);
}

}  // namespace orrery::script
