#include "engine/script/module/asyncio_queue_store.hpp"

#include "engine/loop/sync/heap_order.hpp"
#include "engine/script/module/asyncio_sync.hpp"
#include "engine/script/module/library.hpp"
#include "engine/script/object/exception.hpp"
#include "engine/script/object/operators.hpp"
#include "engine/script/object/sequence.hpp"
#include "engine/script/vm/interpreter.hpp"

namespace orrery::script {
namespace {

std::unique_ptr<loop::QueueStore> native_store(Runtime& rt, QueueKind kind) {
  using Order = loop::ArrivalStore::Order;
  if (kind == QueueKind::priority) return std::make_unique<loop::PriorityStore>(rt.environment());
  return std::make_unique<loop::ArrivalStore>(kind == QueueKind::first_in ? Order::first_in : Order::last_in);
}

auto heap_order(Runtime& rt, ValueArray& items) {
  const auto by_less = [&rt](const Value& a, const Value& b) { return less(rt, a, b); };
  const auto changed = [&rt] { raise(rt, rt.types().runtime_error, "list changed size during iteration"); };
  return loop::HeapOrder(items, by_less, changed);
}

}  // namespace

ScriptStore::ScriptStore(Runtime& rt, QueueKind kind, Object* queue)
    : rt_(rt), kind_(kind), queue_(queue), native_(native_store(rt, kind)) {}

ScriptStore::~ScriptStore() {
  rt_.heap().refund(charged_);
}

std::size_t ScriptStore::size() {
  return is_native() ? native_->size() : static_cast<std::size_t>(length(rt_, object_));
}

bool ScriptStore::empty() {
  return is_native() ? native_->size() == 0 : !truth(rt_, object_);
}

void ScriptStore::put(Value item) {
  const Value method = overridden(rt_, Value(queue_), "_put");
  if (is_unset(method)) return own_put(std::move(item));
  call(rt_, method, item);
}

Value ScriptStore::get() {
  const Value method = overridden(rt_, Value(queue_), "_get");
  return is_unset(method) ? own_get() : call(rt_, method);
}

void ScriptStore::own_put(Value item) {
  if (is_native()) {
    rt_.heap().charge(sizeof(Value));
    charged_ += sizeof(Value);
    native_->put(std::move(item));
  } else if (kind_ == QueueKind::priority) {
    put_in_heap(std::move(item));
  } else {
    call_method(rt_, object_, "append", {item});
  }
}

Value ScriptStore::own_get() {
  if (is_native()) {
    if (native_->size() == 0) raise(rt_, rt_.types().index_error, "pop from an empty deque");
    rt_.heap().refund(sizeof(Value));
    charged_ -= sizeof(Value);
    return native_->get();
  }
  if (kind_ == QueueKind::priority) return get_from_heap();
  return call_method(rt_, object_, kind_ == QueueKind::first_in ? "popleft" : "pop");
}

void ScriptStore::put_in_heap(Value item) {
  if (!is_list(object_)) raise_type_error(rt_, "heap argument must be a list");
  const Value keep = object_;
  as_list(keep).append(std::move(item));
  heap_order(rt_, as_list(keep).items).last_is_new();
}

Value ScriptStore::get_from_heap() {
  if (!is_list(object_)) raise_type_error(rt_, "heap argument must be a list");
  const Value keep = object_;
  ValueArray& items = as_list(keep).items;
  if (items.empty()) raise(rt_, rt_.types().index_error, "index out of range");
  Value item = items.pop();
  if (items.empty()) return item;
  std::swap(item, items[0]);
  heap_order(rt_, items).first_is_new();
  return item;
}

std::vector<Value> ScriptStore::items() {
  if (is_native()) return native_->items();
  const Ref<List> items = list_of(rt_, object_);
  return {items->items.begin(), items->items.end()};
}

void ScriptStore::clear() noexcept {
  native_->clear();
  rt_.heap().refund(std::exchange(charged_, 0));
  const Value dead = std::exchange(object_, unset);
}

Value ScriptStore::object() {
  if (is_native()) set_object(made_object());
  return object_;
}

void ScriptStore::set_object(Value object) {
  const Value kept = std::move(object);
  clear();
  object_ = kept;
}

void ScriptStore::reset() {
  clear();
}

Value ScriptStore::made_object() {
  const Value items(make_list(rt_, native_->items()));
  if (kind_ != QueueKind::first_in) return items;
  return call(rt_, getattr(rt_, interpreter(rt_).import_module("collections"), "deque"), items);
}

}  // namespace orrery::script
