// Attributes, methods and items.
#pragma once

#include "engine/script/object/dict.hpp"
#include "engine/script/object/function.hpp"
#include "engine/script/object/operators.hpp"
#include "engine/script/object/sequence.hpp"
#include "engine/script/vm/ops_arithmetic.hpp"

namespace orrery::script::ops {

// They do it the long way and remember in the cache what will let the next time be short.
Value slow_attribute(Interpreter& in, AttributeCache& cache, const Value& object);
bool slow_method(Interpreter& in, AttributeCache& cache, const Value& object, Value& method);
void slow_store_attribute(Interpreter& in, AttributeCache& cache, const Value& object, const Value& value);

// Fills s.error with a KeyError: cheaper than throwing it.
void missing_key(Steps& s, const Value& key);

// The object's own dict if the cache knows its class, and its attributes are looked up the plain way.
ORRERY_INLINE bool cached(const AttributeCache& cache, const Value& object, Dict*& own) {
  if (!object.is_object() || object.tag() != Tag::script) return false;
  auto* const known = static_cast<ScriptObject*>(object.object());
  Type* const type = known->type();
  if (type->version() != cache.version) return false;
  own = type->has(TypeFlag::plain_instance) ? static_cast<Instance*>(known)->dict() : known->attributes(false);
  return true;
}

ORRERY_INLINE Next load_attribute(Steps& s, Machine& m, std::uint32_t a) {
  AttributeCache& cache = m.frame->code->attributes[a];
  Dict* own = nullptr;
  if (cached(cache, m.top(), own)) {
    if (own)
      if (const Value* found = own->find(cache.name, cache.index)) return replace_one(m, *found);
    if (cache.value) return replace_one(m, *cache.value);
  }
  return replace_one(m, slow_attribute(s.in, cache, m.top()));
}

ORRERY_INLINE Next load_method(Steps& s, Machine& m, std::uint32_t a) {
  AttributeCache& cache = m.frame->code->attributes[a];
  Dict* own = nullptr;
  if (cached(cache, m.top(), own) && cache.value && (!own || !own->find(cache.name, cache.index))) {
    Value self = std::exchange(m.top(), *cache.value);
    m.push(std::move(self));
    return Next::go;
  }
  Value method;
  const bool takes_self = slow_method(s.in, cache, m.top(), method);
  Value self = std::exchange(m.top(), std::move(method));
  m.push(takes_self ? std::move(self) : unset);
  return Next::go;
}

ORRERY_INLINE Next store_attribute(Steps& s, Machine& m, std::uint32_t a) {
  AttributeCache& cache = m.frame->code->attributes[a];
  Dict* own = nullptr;
  Value* found = nullptr;
  if (cached(cache, m.top(), own) && own) found = own->find(cache.name, cache.index);
  if (found) {
    const Value old = std::exchange(*found, std::move(m.sp[-2]));
    m.drop();
    --m.sp;
    return Next::go;
  }
  slow_store_attribute(s.in, cache, m.top(), m.sp[-2]);
  m.drop();
  m.drop();
  return Next::go;
}
ORRERY_INLINE Next delete_attribute(Steps& s, Machine& m, std::uint32_t a) {
  delattr(s.in, m.top(), m.frame->code->attributes[a].name);
  m.drop();
  return Next::go;
}

ORRERY_INLINE Next load_item(Steps& s, Machine& m, std::uint32_t) {
  const Value &object = m.sp[-2], &key = m.sp[-1];
  if (key.is_integer() && is_exact(object, s.in.types().list)) {
    List& list = as_list(object);
    const auto i = static_cast<std::uint64_t>(key.as_integer());
    if (i < list.size()) return replace_two(m, list[i]);
  }
  if (is_exact(object, s.in.types().dict)) {
    if (const Value* found = as_dict(object).find(s.in, key)) return replace_two(m, *found);
    missing_key(s, key);
    return Next::raise;
  }
  return replace_two(m, getitem(s.in, object, key));
}
ORRERY_INLINE Next store_item(Steps& s, Machine& m, std::uint32_t) {
  const Value &object = m.sp[-2], &key = m.sp[-1];
  if (key.is_integer() && is_exact(object, s.in.types().list)) {
    List& list = as_list(object);
    const auto i = static_cast<std::uint64_t>(key.as_integer());
    if (i < list.size()) {
      const Value old = std::exchange(list[i], std::move(m.sp[-3]));
      m.drop();
      m.drop();
      --m.sp;
      return Next::go;
    }
  }
  setitem(s.in, object, key, m.sp[-3]);
  m.drop();
  m.drop();
  m.drop();
  return Next::go;
}
ORRERY_INLINE Next delete_item(Steps& s, Machine& m, std::uint32_t) {
  delitem(s.in, m.sp[-2], m.sp[-1]);
  m.drop();
  m.drop();
  return Next::go;
}

}  // namespace orrery::script::ops
