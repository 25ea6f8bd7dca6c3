#include "engine/script/module/asyncio_sync.hpp"

#include "engine/loop/sync/queue.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "engine/script/module/adapted_coroutine.hpp"
#include "engine/script/module/define.hpp"
#include "engine/script/module/standard.hpp"
#include "engine/script/object/exception.hpp"
#include "engine/script/module/standard_state.hpp"
#include "engine/script/object/operators.hpp"
#include "engine/script/object/sequence.hpp"
#include "engine/script/vm/interpreter.hpp"

namespace orrery::script {

SyncBase::~SyncBase() {
  if (bound_) bound_->set_holder(nullptr);
}

void SyncBase::become(Ref<loop::LoopBound> bound) noexcept {
  if (bound_) bound_->set_holder(nullptr);
  bound_ = std::move(bound);
  bound_->set_holder(this);
}

Dict* SyncBase::attributes(bool create) {
  if (!dict_ && create) dict_ = make_dict(type()->heap().runtime());
  return dict_.get();
}

void SyncBase::clear_references() noexcept {
  const Ref<Dict> dead = std::exchange(dict_, nullptr);
  if (bound_) bound_->let_go();
}

void raise_not_initialised(Runtime& rt, const Value& self) {
  raise_no_attribute(rt, self, rt.heap().intern("_waiters"));
}

namespace {

const Type& native_type(const Type& type) noexcept {
  const Type* native = &type;
  while (native->has(TypeFlag::heap_type)) native = native->base();
  return *native;
}

}  // namespace

Value waiters_value(Runtime& rt, const loop::Waiters& waiters) {
  const Ref<List> futures = make_list(rt);
  for (const Ref<loop::Future>& waiter : waiters.all()) futures->append(Value(waiter));
  return call(rt, module_member(rt, "collections", "deque"), Value(futures));
}

Value overridden(Runtime& rt, const Value& self, std::string_view method) {
  Type& type = *sync_base(self).type();
  if (!type.has(TypeFlag::heap_type)) return unset;
  Str* const name = rt.heap().intern(method);
  const Value* const own = type.lookup(name);
  const Value found = own ? *own : Value(unset);
  const Value* const native = const_cast<Type&>(native_type(type)).lookup(name);
  return native && *native == found ? Value(unset) : getattr(rt, self, name);
}

void bind_init(Runtime& rt, const Value& self, const Signature& signature, Args args, std::span<Value> into) {
  std::vector<Value> all{self};
  all.insert(all.end(), args.begin(), args.end());
  for (std::size_t i = 0; i < args.keyword_count(); ++i) all.push_back(args.keyword_value(i));
  script::bind_python(rt, signature, Args(all.data(), args.size() + 1, args.names()), into);
}

Ref<loop::Coroutine> driven_awaitable(Runtime& rt, const Value& value) {
  if (value.has_tag(Tag::coroutine)) return Ref<loop::Coroutine>(static_cast<loop::Coroutine*>(value.object()));
  return adapt_awaitable(rt, value, type_of(rt, value)->name());
}

Value sync_repr(Runtime& rt, const Value& self) {
  const Value shown = rt.types().object->slots.repr(rt, self);
  std::string_view words = as_str(shown).view();
  words.remove_suffix(1);
  return text_value(rt, fmt::format("{} [{}]>", words, native_of<loop::LoopBound>(rt, self).state_words()));
}

std::string sync_state(Interpreter&, const Value& value) {
  if (!value.has_tag(Tag::script)) return {};
  const auto* const object = dynamic_cast<const SyncBase*>(value.object());
  loop::LoopBound* const bound = object ? object->bound() : nullptr;
  if (!bound) return {};
  auto* const queue = dynamic_cast<loop::Queue*>(bound);  // whose words would be those of its items
  if (!queue) return bound->state_words();
  const std::string most = queue->maxsize() > 0 ? fmt::format(" of {}", queue->maxsize()) : std::string();
  return fmt::format("{}{} items{}", queue->store().size(), most, queue->waiters_words());
}

Type* make_sync_class(Runtime& rt, TypeSpec spec) {
  spec.flags |= TypeFlag::base_type;
  return rt.types().keep(make_type(rt, spec));
}

// ---------------------------------------------------------------- async with

namespace {

// True if `object.method` is asyncio's own: neither the class nor the object has another.
bool is_own(Runtime& rt, const Value& self, std::string_view method) {
  Dict* const attributes = sync_base(self).attributes(false);
  if (attributes && attributes->find(rt.heap().intern(method))) return false;
  return is_unset(overridden(rt, self, method));
}
template <class Native>
Native* plain(Runtime& rt, const Value& self, std::string_view method) {
  auto* const native = dynamic_cast<Native*>(sync_base(self).bound());
  return native && is_own(rt, self, method) ? native : nullptr;
}

loop::Co<Value> entering(Runtime& rt, Value self) {
  if (auto* const lock = plain<loop::Lock>(rt, self, "acquire"))
    co_await lock->acquire();
  else if (auto* const semaphore = plain<loop::Semaphore>(rt, self, "acquire"))
    co_await semaphore->acquire();
  else
    co_await driven_awaitable(rt, call_method(rt, self, "acquire"));
  co_return none;
}

loop::Co<Value> leaving(Runtime& rt, Value self) {
  call_method(rt, self, "release");
  co_return none;
}

}  // namespace

Value sync_aenter(Runtime& rt, Args args) {
  arguments<1>(rt, "_ContextManagerMixin.__aenter__", {"self"}, args);
  return coroutine_value(rt, entering(rt, args[0]).named("_ContextManagerMixin.__aenter__"));
}

Value sync_aexit(Runtime& rt, Args args) {
  arguments<4>(rt, "_ContextManagerMixin.__aexit__", {"self", "exc_type", "exc", "tb"}, args);
  return coroutine_value(rt, leaving(rt, args[0]).named("_ContextManagerMixin.__aexit__"));
}

// ---------------------------------------------------------------- the modules

namespace {

void define_types(Runtime& rt, ModuleObject& module, std::initializer_list<Type*> types) {
  for (Type* type : types) define(rt, module, type->name(), Value(static_cast<Object*>(type)));
}

void define_queues(Runtime& rt, ModuleObject& module) {
  const Modules::Classes& c = modules_of(rt).classes;
  define_types(rt, module, {c.queue, c.priority_queue, c.lifo_queue, rt.types().queue_empty, rt.types().queue_full});
  if (rt.environment().rules() >= loop::Rules::py313) define_types(rt, module, {rt.types().queue_shut_down});
}

void define_locks(Runtime& rt, ModuleObject& module) {
  const Modules::Classes& c = modules_of(rt).classes;
  define_types(rt, module, {c.lock, c.event, c.condition, c.semaphore, c.bounded_semaphore, c.barrier});
}

}  // namespace

void define_sync(Runtime& rt, ModuleObject& asyncio) {
  define_locks(rt, asyncio);
  define_queues(rt, asyncio);
}

}  // namespace orrery::script
