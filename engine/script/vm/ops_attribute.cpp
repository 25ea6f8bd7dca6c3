#include "engine/script/vm/ops_attribute.hpp"

#include "engine/script/object/exception.hpp"
#include "engine/script/object/str.hpp"

namespace orrery::script::ops {
namespace {

// The class of an object whose attributes are found as object.__getattribute__ does, or null.
Type* plain_type(const Value& object) noexcept {
  if (!object.is_object() || object.tag() != Tag::script) return nullptr;
  Type* const type = static_cast<ScriptObject*>(object.object())->type();
  return type->slots.getattr == generic_getattr ? type : nullptr;
}

bool is_descriptor(Interpreter& in, const Value& v) noexcept {
  const Type* const type = type_of(in, v);
  return type->slots.descr_get || type->slots.descr_set;
}

void remember(AttributeCache& cache, Type& type, const Value* value) noexcept {
  cache.version = type.version();
  cache.value = value;
}

}  // namespace

void missing_key(Steps& s, const Value& key) {
  s.error = make_exception(s.in, s.in.types().key_error, key);
  chain_context(*s.error, s.in.handled());
}

Value slow_attribute(Interpreter& in, AttributeCache& cache, const Value& object) {
  cache.version = 0;
  if (Type* const type = plain_type(object)) {
    const Value* in_class = type->lookup(cache.name);
    if (!in_class || !is_descriptor(in, *in_class)) remember(cache, *type, in_class);
  }
  return getattr(in, object, cache.name);
}

bool slow_method(Interpreter& in, AttributeCache& cache, const Value& object, Value& method) {
  cache.version = 0;
  if (Type* const type = plain_type(object)) {
    const Value* in_class = type->lookup(cache.name);
    if (in_class && type_of(in, *in_class)->has(TypeFlag::method_like)) remember(cache, *type, in_class);
  }
  return script::load_method(in, object, cache.name, method);
}

void slow_store_attribute(Interpreter& in, AttributeCache& cache, const Value& object, const Value& value) {
  cache.version = 0;
  Type* const type = plain_type(object);
  if (type && type->has(TypeFlag::plain_instance) && type->slots.setattr == generic_setattr) {
    const Value* in_class = type->lookup(cache.name);
    if (!in_class || !is_descriptor(in, *in_class)) remember(cache, *type, nullptr);
  }
  setattr(in, object, cache.name, value);
}

}  // namespace orrery::script::ops
