#include "engine/script/object/type.hpp"

#include <algorithm>

#include "engine/script/object/builder.hpp"
#include "engine/script/object/dict.hpp"
#include "engine/script/object/function.hpp"
#include "engine/script/object/runtime.hpp"
#include "engine/script/object/special.hpp"
#include "engine/script/object/str.hpp"

namespace orrery::script {

Type::Type(Type* metatype, Heap& heap, std::string name)
    : ScriptObject(metatype), Tracked(heap), heap_(&heap), name_(std::move(name)), version_(heap.next_version()) {}

Type::~Type() {
  for (Type* base : bases_) std::erase(base->subclasses_, this);
  for (std::size_t i = 1; i < mro_.size(); ++i) mro_[i]->release();
  for (Type* base : bases_) base->release();
}

void Type::dispose() noexcept {
  heap_->dispose(this, [](Object* object) noexcept {
    auto* type = static_cast<Type*>(object);
    destroy_in(type, *type->heap_);
  });
}

void Type::clear_references() noexcept {
  changed();
  const Ref<Dict> dict = std::exchange(dict_, nullptr);
  Value dead[] = {std::exchange(qualname, none), std::exchange(module, none), std::exchange(doc, none)};
}

Dict* Type::attributes(bool) {
  return dict_.get();
}

bool Type::is_subtype_of(const Type* other) const noexcept {
  return this == other || std::find(mro_.begin(), mro_.end(), other) != mro_.end();
}

const Value* Type::lookup(Str* name) {
  // The memory of a name that is not interned may soon be another name.
  if (!name->interned()) name = heap_->intern(name);
  Heap::Cached& cached = heap_->cached(version_, name);
  if (cached.version == version_ && cached.name == name) return cached.value;
  const Value* found = nullptr;
  for (Type* type : mro_) {
    if (type->dict_ && (found = type->dict_->find(name))) break;
  }
  cached = {version_, name, found};
  return found;
}

void Type::changed() noexcept {
  version_ = heap_->next_version();
  for (Type* sub : subclasses_) sub->changed();
}

namespace {

void update_slots_below(Runtime& rt, Type& type, const Str* name) {
  update_slots(rt, type, name);
  for (Type* sub : type.subclasses()) update_slots_below(rt, *sub, name);
}

}  // namespace

bool Type::assign(Runtime& rt, Str* name, const Value& value) {
  Value dead;
  if (is_unset(value)) {
    if (!dict_->remove(name, &dead)) return false;
  } else {
    if (Value* old = dict_->find(name)) dead = *old;
    dict_->set(name, value);
  }
  changed();
  if (name->view().starts_with("__")) update_slots_below(rt, *this, name);
  return true;
}

// ---- native types

Ref<Type> bare_type(Runtime& rt, std::string_view name) {
  Type* metatype = rt.types_made() ? rt.types().type : nullptr;
  return rt.heap().make<Type>(metatype, rt.heap(), std::string(name));
}

namespace {

Value make_method(Runtime& rt, Type& type, const NativeMethod& method) {
  const bool plain = method.kind == NativeMethod::Kind::method;
  Type* kind = plain ? rt.types().method_descriptor : rt.types().builtin_function;
  auto function = rt.heap().make<NativeFunction>(kind, method.name, method.function, method.arity, &type);
  if (method.kind == NativeMethod::Kind::class_method) return make_class_method_of(rt, Value(function));
  return Value(function);
}

void inherit_slots(Type& type, Type& base) {
  for (std::size_t at = 0; at < sizeof(Slots); at += sizeof(AnyFunction)) {
    AnyFunction& slot = slot_at(type.slots, at);
    if (!slot && at != offsetof(Slots, hash)) slot = slot_at(base.slots, at);
  }
}

}  // namespace

void apply_spec(Runtime& rt, Type& type, const TypeSpec& spec) {
  Type* object = rt.types().object;
  Type* base = spec.base ? spec.base : &type == object ? nullptr : object;
  TypeBuilder::prepare(rt, type, base, spec.flags);
  type.module = Value(Ref<Str>(rt.heap().intern(spec.module)));
  // As in CPython the name of a native type may say its module, and then errors do ("collections.deque").
  type.qualname = Value(Ref<Str>(rt.heap().intern(spec.name.substr(spec.name.rfind('.') + 1))));
  type.slots = spec.slots;
  for (const NativeMethod& method : spec.methods)
    type.dict().set(rt.heap().intern(method.name), make_method(rt, type, method));
  for (const NativeAttribute& attribute : spec.attributes)
    type.dict().set(rt.heap().intern(attribute.name), make_getset(rt, type, attribute));
  add_slot_wrappers(rt, type);
  const bool own_equality = type.slots.compare != nullptr;
  if (base) inherit_slots(type, *base);
  if (!type.slots.hash && base && !own_equality) type.slots.hash = base->slots.hash;
  if (!type.slots.hash) type.dict().set(rt.names().dunder.hash_, none);
}

Ref<Type> make_type(Runtime& rt, const TypeSpec& spec) {
  Ref<Type> type = bare_type(rt, spec.name);
  apply_spec(rt, *type, spec);
  return type;
}

}  // namespace orrery::script
