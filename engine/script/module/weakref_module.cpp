// weakref: references and proxies to the module. Coroutines and loops have none.
#include <fmt/format.h>

#include <algorithm>

#include "engine/script/module/asyncio.hpp"
#include "engine/script/module/define.hpp"
#include "engine/script/module/standard.hpp"
#include "engine/script/module/standard_state.hpp"
#include "engine/script/module/weak_table.hpp"
#include "engine/script/object/exception.hpp"
#include "engine/script/object/number.hpp"
#include "engine/script/vm/interpreter.hpp"

namespace orrery::script {

// ---------------------------------------------------------------- the table

WeakRef::~WeakRef() {
  if (target) table_->remove(target, this);
}
void WeakTable::remove(const Object* object, const WeakRef* ref) noexcept {
  const auto found = refs_.find(object);
  if (found == refs_.end()) return;
  std::erase(found->second, ref);
  if (found->second.empty()) refs_.erase(found);
}
std::vector<WeakRef*> WeakTable::all(const Object* object) const {
  const auto found = refs_.find(object);
  return found == refs_.end() ? std::vector<WeakRef*>() : found->second;
}
std::vector<WeakRef*> WeakTable::take(const Object* object) {
  const auto found = refs_.find(object);
  if (found == refs_.end()) return {};
  std::vector<WeakRef*> refs = std::move(found->second);
  refs_.erase(found);
  return refs;
}

namespace {

WeakTable& table(Runtime& rt) {
  const Value* const held = interpreter(rt).imported("weakref")->dict->find(std::string_view("_table"));
  return *static_cast<WeakTable*>(held->object());
}

bool can_be_referred_to(Runtime& rt, const Value& v) {
  if (v.has_tag(Tag::task) || v.has_tag(Tag::future)) return true;
  if (!v.is_object() || !v.has_tag(Tag::script)) return false;
  const Type* const type = type_of(rt, v);
  if (type == rt.types().set || type == rt.types().frozenset || type == interpreter(rt).vm.function) return true;
  if (type == library_of(rt).deque || type == rt.types().module) return true;
  return type->has(TypeFlag::heap_type) && !type->has(TypeFlag::is_type) && !type->has(TypeFlag::is_int) &&
         !type->has(TypeFlag::is_str) && !type->has(TypeFlag::is_tuple) && !type->has(TypeFlag::is_float);
}
[[noreturn]] void refuse(Runtime& rt, const Value& v) {
  const bool of_loop = v.has_tag(Tag::coroutine) || v.has_tag(Tag::loop);
  const std::string name = type_of(rt, v)->name();
  if (of_loop || is_exception(v) || has_flag(v, TypeFlag::is_type))
    raise(rt, rt.types().not_implemented_error,
          fmt::format("weak references to '{}' objects are not supported here", name));
  raise_type_error(rt, fmt::format("cannot create weak reference to '{}' object", name));
}

Value dead(Runtime& rt, Args args);

// The death of a future is told by the loop's side.
void watch_death_of_future(Runtime& rt, const Value& v) {
  loop::Future* const future = as_future(v);
  if (!future) return;
  future->watch_death();
  rt.environment().set_death_watch([&rt](Object& dying) {
    if (rt.heap().closing()) return;
    const Value address = Value::integer(static_cast<std::int64_t>(reinterpret_cast<std::uintptr_t>(&dying) >> 3));
    try {
      dead(rt, Args(&address, 1));
    } catch (...) {
      // The run is to end: the next loop pass sees to that.
    }
    rt.heap().forget_id(&dying);
  });
}

// The one reference without a callback that everybody shares.
WeakRef* shared_ref(Runtime& rt, const Object* object, const Type* type) {
  for (WeakRef* const ref : table(rt).all(object))
    if (ref->type() == type && ref->callback.is_none()) return ref;
  return nullptr;
}

}  // namespace

Value make_weak_ref(Runtime& rt, Type* type, const Value& object, const Value& callback) {
  if (!can_be_referred_to(rt, object)) refuse(rt, object);
  const bool plain = callback.is_none() && type == weak_ref_type(rt);
  if (WeakRef* const known = plain ? shared_ref(rt, object.object(), type) : nullptr) return Value(Ref<WeakRef>(known));
  rt.heap().id_of(object);
  watch_death_of_future(rt, object);
  Ref<WeakTable> all(&table(rt));
  Ref<WeakRef> ref = type == weak_ref_type(rt) ? rt.heap().make<WeakRef>(type, all)
                                               : Ref<WeakRef>(rt.heap().make<WithAttributes<WeakRef>>(type, all));
  ref->target = object.object();
  ref->callback = callback;
  all->add(object.object(), ref.get());
  return Value(std::move(ref));
}

namespace {

// ---------------------------------------------------------------- the death of an object

void tell(Runtime& rt, const Ref<WeakRef>& ref) {
  if (ref->callback.is_none()) return;
  const Value callback = std::exchange(ref->callback, Value());
  try {
    call(rt, callback, Value(ref));
  } catch (const loop::Raised& raised) {
    rt.unraisable(*to_exception(rt, raised.error()), repr(rt, callback)->view());
  }
}

// Of an object that is dying: its address, as an integer, is all that may be known of it.
Value dead(Runtime& rt, Args args) {
  const auto* const object = reinterpret_cast<const Object*>(static_cast<std::uintptr_t>(args[0].as_integer()) << 3);
  std::vector<Ref<WeakRef>> refs;
  for (WeakRef* const ref : table(rt).take(object)) {
    ref->target = nullptr;
    if (ref->references() > 0) refs.emplace_back(ref);
  }
  std::for_each(refs.rbegin(), refs.rend(), [&](const Ref<WeakRef>& ref) { tell(rt, ref); });
  return none;
}

// ---------------------------------------------------------------- weakref.ref

Value construct(Runtime& rt, Type* type, Args args) {
  if (args.size() < 1 || args.size() > 2)
    raise_type_error(rt, fmt::format("ref expected {}, got {}",
                                     args.size() < 1 ? "at least 1 argument" : "at most 2 arguments", args.size()));
  return make_weak_ref(rt, type, args[0], args.size() > 1 ? args[1] : Value(none));
}
void ignore(Runtime&, const Value&, Args) {}
Value call_ref(Runtime& rt, const Value& self, Args args) {
  no_keywords(rt, args, "weakref");
  return as_weak(self).get();
}
Value repr_ref(Runtime& rt, const Value& self) {
  const Value target = as_weak(self).get();
  const std::int64_t own = rt.heap().id_of(self);
  if (target.is_none()) return text(rt, fmt::format("<weakref at 0x{:x}; dead>", own));
  const Value name = getattr_or_unset(rt, target, rt.names().dunder.name_);
  return text(rt, fmt::format("<weakref at 0x{:x}; to '{}' at 0x{:x}{}>", own, type_of(rt, target)->name(),
                              rt.heap().id_of(target), is_str(name) ? fmt::format(" ({})", as_str(name).view()) : ""));
}
std::int64_t hash_ref(Runtime& rt, const Value& self) {
  WeakRef& ref = as_weak(self);
  if (ref.hash != -1) return ref.hash;
  if (!ref.target) raise_type_error(rt, "weak object has gone away");
  return ref.hash = hash(rt, ref.get());
}
bool is_ref(Runtime& rt, const Value& v) {
  return v.is_object() && type_of(rt, v)->is_subtype_of(weak_ref_type(rt));
}
Value compare_ref(Runtime& rt, CompareOp op, const Value& a, const Value& b) {
  if ((op != CompareOp::equal && op != CompareOp::not_equal) || !is_ref(rt, a) || !is_ref(rt, b))
    return not_implemented;
  const Value x = as_weak(a).get(), y = as_weak(b).get();
  const bool same = x.is_none() || y.is_none() ? a == b : equal(rt, x, y);
  return boolean(same == (op == CompareOp::equal));
}
Value get_callback(Runtime&, const Value& self) {
  return as_weak(self).callback;
}
constexpr NativeAttribute ref_attributes[] = {{"__callback__", get_callback}};

// ---------------------------------------------------------------- proxies

Value living(Runtime& rt, const Value& proxy) {
  const Value target = as_weak(proxy).get();
  if (target.is_none()) raise(rt, rt.types().reference_error, "weakly-referenced object no longer exists");
  return target;
}
Value proxy_getattr(Runtime& rt, const Value& self, Str* name) {
  return getattr(rt, living(rt, self), name);
}
void proxy_setattr(Runtime& rt, const Value& self, Str* name, const Value& value) {
  is_unset(value) ? delattr(rt, living(rt, self), name) : setattr(rt, living(rt, self), name, value);
}
Value proxy_call(Runtime& rt, const Value& self, Args args) {
  return call(rt, living(rt, self), args);
}
Value proxy_str(Runtime& rt, const Value& self) {
  return Value(str(rt, living(rt, self)));
}
bool proxy_truth(Runtime& rt, const Value& self) {
  return truth(rt, living(rt, self));
}
std::int64_t proxy_length(Runtime& rt, const Value& self) {
  return length(rt, living(rt, self));
}
Value proxy_item(Runtime& rt, const Value& self, const Value& key) {
  return getitem(rt, living(rt, self), key);
}
Value proxy_iter(Runtime& rt, const Value& self) {
  return iter(rt, living(rt, self));
}

Type* make_proxy_type(Runtime& rt) {
  TypeSpec spec{.name = "weakref.ProxyType", .module = "weakref", .flags = TypeFlag::no_construct};
  spec.slots.getattr = proxy_getattr;
  spec.slots.setattr = proxy_setattr;
  spec.slots.call = proxy_call;
  spec.slots.str = proxy_str;
  spec.slots.truth = proxy_truth;
  spec.slots.length = proxy_length;
  spec.slots.getitem = proxy_item;
  spec.slots.iter = proxy_iter;
  return rt.types().keep(make_type(rt, spec));
}
Value proxy(Runtime& rt, Args args) {
  return make_weak_ref(rt, standard_state(rt).weak_proxy, args[0], args.size() > 1 ? args[1] : Value(none));
}
Value count(Runtime& rt, Args args) {
  const std::size_t n = args[0].is_object() ? table(rt).all(args[0].object()).size() : 0;
  return Value::integer(static_cast<std::int64_t>(n));
}
Value refs(Runtime& rt, Args args) {
  const Ref<List> all = make_list(rt);
  if (args[0].is_object())
    for (WeakRef* const ref : table(rt).all(args[0].object())) all->append(Value(Ref<WeakRef>(ref)));
  return Value(all);
}

constexpr NativeMethod functions[] = {{"_dead", dead, one_argument()},
                                      {"proxy", proxy, between(1, 2)},
                                      {"getweakrefcount", count, one_argument()},
                                      {"getweakrefs", refs, one_argument()}};

Value call_weakly(Runtime& rt, Args args) {
  const Tuple& bound = as_tuple(args[0]);
  const Value owner = as_weak(bound[1]).get();
  return owner.is_none() ? Value(none) : call(rt, bound[0], owner, args[1]);
}

}  // namespace

Value weak_callback(Runtime& rt, NativeFn function, const Value& owner) {
  const Value self = make_weak_ref(rt, weak_ref_type(rt), owner, none);
  return make_bound_native(rt, "_remove", call_weakly,
                           Value(make_tuple(rt, {Value(make_native(rt, "_remove", function)), self})));
}

Type* weak_ref_type(Runtime& rt) {
  Type*& type = standard_state(rt).weak_ref;
  if (type) return type;
  TypeSpec spec{
      .name = "weakref.ReferenceType", .module = "weakref", .flags = TypeFlag::base_type, .attributes = ref_attributes};
  spec.slots.construct = construct;
  spec.slots.init = ignore;
  spec.slots.call = call_ref;
  spec.slots.repr = repr_ref;
  spec.slots.hash = hash_ref;
  spec.slots.compare = compare_ref;
  return type = rt.types().keep(make_type(rt, spec));
}

Ref<ModuleObject> weakref_module(Runtime& rt) {
  Ref<ModuleObject> module = make_module(rt, "weakref");
  add_functions(rt, *module->dict, "weakref", functions);
  const TypeSpec spec{.name = "weak_table", .flags = TypeFlag::no_construct};
  define(rt, *module, "_table", Value(rt.heap().make<WeakTable>(rt.types().keep(make_type(rt, spec)))));
  standard_state(rt).weak_proxy = make_proxy_type(rt);
  define(rt, *module, "ref", value_of(weak_ref_type(rt)));
  define(rt, *module, "ReferenceType", value_of(weak_ref_type(rt)));
  define(rt, *module, "ProxyType", value_of(standard_state(rt).weak_proxy));
  make_weak_containers(rt, *module);
  define_class(rt, *module, make_finalize_class(rt));
  return module;
}

}  // namespace orrery::script
