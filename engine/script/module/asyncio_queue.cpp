// asyncio.Queue, PriorityQueue and LifoQueue, open to subclasses: what one of those defines in the place of _put(),
// _get(), qsize(), full() … is what put() and get() use. (CPython: asyncio/queues.py.)
#include <fmt/format.h>

#include <cmath>

#include "engine/loop/sync/queue.hpp"
#include "engine/script/module/asyncio_queue_store.hpp"
#include "engine/script/module/asyncio_sync.hpp"
#include "engine/script/module/library.hpp"
#include "engine/script/object/builtins.hpp"
#include "engine/script/object/exception.hpp"
#include "engine/script/object/number.hpp"
#include "engine/script/object/operators.hpp"
#include "engine/script/object/str.hpp"

namespace orrery::script {
namespace {

class ScriptQueue final : public loop::Queue {
 public:
  // `object`: the script's, which holds this.
  ScriptQueue(Runtime& rt, std::unique_ptr<ScriptStore> store, Object* object)
      : Queue(rt.environment(), 0, std::move(store)), rt_(rt), object_(object) {}

  std::int64_t qsize() override {
    const Value own = method("qsize");
    return is_unset(own) ? Queue::qsize() : index_number(rt_, call(rt_, own), nullptr);
  }
  bool empty() override {
    const Value own = method("empty");
    return is_unset(own) ? Queue::empty() : truth(rt_, call(rt_, own));
  }
  bool full() override {
    const Value own = method("full");
    return is_unset(own) ? Queue::full() : truth(rt_, call(rt_, own));
  }
  void put_nowait(Value item) override {
    const Value own = method("put_nowait");
    if (is_unset(own)) return Queue::put_nowait(std::move(item));
    call(rt_, own, item);
  }
  Value get_nowait() override {
    const Value own = method("get_nowait");
    return is_unset(own) ? Queue::get_nowait() : call(rt_, own);
  }

  ScriptStore& script_store() noexcept { return static_cast<ScriptStore&>(store()); }
  const Value& shown_maxsize() const noexcept { return maxsize_value_; }
  // Compared by CPython with the number of items, so a float will do.
  void limit(const Value& maxsize) {
    const bool unlimited = script::compare(rt_, CompareOp::less_equal, maxsize, Value::integer(0)) == true_value;
    const double most = unlimited ? 0 : std::ceil(to_double(rt_, maxsize));
    set_maxsize(most < 1e18 ? static_cast<std::int64_t>(most) : 0);
    maxsize_value_ = maxsize;
  }

 private:
  Value method(std::string_view name) const { return overridden(rt_, Value(object_), name); }

  Runtime& rt_;
  Object* object_;
  Value maxsize_value_ = Value::integer(0);
};

ScriptQueue& queue_of(Runtime& rt, const Value& self) {
  return native_of<ScriptQueue>(rt, self);
}

// ---------------------------------------------------------------- making one

QueueKind kind_of(Runtime& rt, const Value& self) {
  const Type* const type = type_of(rt, self);
  if (type->is_subtype_of(modules_of(rt).classes.priority_queue)) return QueueKind::priority;
  return type->is_subtype_of(modules_of(rt).classes.lifo_queue) ? QueueKind::last_in : QueueKind::first_in;
}

void init(Runtime& rt, const Value& self, Args args) {
  std::array<Value, 2> values;
  const std::array<std::string_view, 2> names{"self", "maxsize"};
  bind_init(rt, self, {"Queue.__init__", names, 1}, args, values);
  const Value maxsize = is_unset(values[1]) ? Value::integer(0) : values[1];
  auto store = std::make_unique<ScriptStore>(rt, kind_of(rt, self), self.object());
  const Ref<ScriptQueue> queue(new ScriptQueue(rt, std::move(store), self.object()));
  queue->limit(maxsize);
  sync_base(self).become(queue);
  if (const Value own = overridden(rt, self, "_init"); !is_unset(own)) call(rt, own, maxsize);
}

// ---------------------------------------------------------------- what subclasses may define anew

Value own_init(Runtime& rt, Args args) {
  arguments<2>(rt, "Queue._init", {"self", "maxsize"}, args);
  queue_of(rt, args[0]).script_store().reset();
  return none;
}
Value own_put(Runtime& rt, Args args) {
  const auto [self, item] = arguments<2>(rt, "Queue._put", {"self", "item"}, args);
  queue_of(rt, self).script_store().own_put(item);
  return none;
}
Value own_get(Runtime& rt, Args args) {
  arguments<1>(rt, "Queue._get", {"self"}, args);
  return queue_of(rt, args[0]).script_store().own_get();
}

Value qsize(Runtime& rt, Args args) {
  arguments<1>(rt, "Queue.qsize", {"self"}, args);
  return Value::integer(queue_of(rt, args[0]).loop::Queue::qsize());
}
Value empty(Runtime& rt, Args args) {
  arguments<1>(rt, "Queue.empty", {"self"}, args);
  return boolean(queue_of(rt, args[0]).loop::Queue::empty());
}
Value full(Runtime& rt, Args args) {
  arguments<1>(rt, "Queue.full", {"self"}, args);
  return boolean(queue_of(rt, args[0]).loop::Queue::full());
}
Value put_nowait(Runtime& rt, Args args) {
  const auto [self, item] = arguments<2>(rt, "Queue.put_nowait", {"self", "item"}, args);
  queue_of(rt, self).loop::Queue::put_nowait(item);
  return none;
}
Value get_nowait(Runtime& rt, Args args) {
  arguments<1>(rt, "Queue.get_nowait", {"self"}, args);
  return queue_of(rt, args[0]).loop::Queue::get_nowait();
}

// ---------------------------------------------------------------- the others

Value put(Runtime& rt, Args args) {
  const auto [self, item] = arguments<2>(rt, "Queue.put", {"self", "item"}, args);
  return coroutine_value(rt, queue_of(rt, self).put(item));
}
Value get(Runtime& rt, Args args) {
  arguments<1>(rt, "Queue.get", {"self"}, args);
  return coroutine_value(rt, queue_of(rt, args[0]).get());
}
Value task_done(Runtime& rt, Args args) {
  arguments<1>(rt, "Queue.task_done", {"self"}, args);
  queue_of(rt, args[0]).task_done();
  return none;
}
Value join(Runtime& rt, Args args) {
  arguments<1>(rt, "Queue.join", {"self"}, args);
  return coroutine_value(rt, queue_of(rt, args[0]).join());
}
Value shutdown(Runtime& rt, Args args) {
  const auto [self, immediate] = arguments<2>(rt, "Queue.shutdown", {"self", "immediate"}, args, 1);
  queue_of(rt, self).shutdown(!is_unset(immediate) && truth(rt, immediate));
  return none;
}
Value class_item(Runtime& rt, Args args) {
  return make_generic_alias(rt, args[0], args[1]);
}

// ---------------------------------------------------------------- attributes and words

Value get_maxsize(Runtime& rt, const Value& self) {
  return queue_of(rt, self).shown_maxsize();
}
void set_maxsize(Runtime& rt, const Value& self, const Value& value) {
  queue_of(rt, self).limit(value);
}
Value get_queue(Runtime& rt, const Value& self) {
  return queue_of(rt, self).script_store().object();
}
void set_queue(Runtime& rt, const Value& self, const Value& value) {
  if (is_unset(value)) raise_no_attribute(rt, self, rt.heap().intern("_queue"));
  queue_of(rt, self).script_store().set_object(value);
}
Value get_unfinished(Runtime& rt, const Value& self) {
  return Value::integer(queue_of(rt, self).unfinished());
}

std::string words(Runtime& rt, const Value& self) {
  ScriptQueue& queue = queue_of(rt, self);
  std::string text = fmt::format("maxsize={}", repr(rt, queue.shown_maxsize())->view());
  if (!queue.script_store().empty())
    text += fmt::format(" _queue={}", repr(rt, Value(make_list(rt, queue.script_store().items())))->view());
  return text + queue.waiters_words();
}

// The same method twice in CPython: the address only in one.
std::string format(Runtime& rt, const Value& self) {
  const Value own = overridden(rt, self, "_format");
  return is_unset(own) ? words(rt, self) : std::string(str(rt, call(rt, own))->view());
}
Value format_method(Runtime& rt, Args args) {
  return text_value(rt, words(rt, args[0]));
}
Value queue_repr(Runtime& rt, const Value& self) {
  return text_value(
      rt, fmt::format("<{} at {:#x} {}>", type_of(rt, self)->name(), rt.heap().id_of(self), format(rt, self)));
}
Value queue_str(Runtime& rt, const Value& self) {
  return text_value(rt, fmt::format("<{} {}>", type_of(rt, self)->name(), format(rt, self)));
}

constexpr NativeMethod methods[] = {
    {"_init", own_init},
    {"_put", own_put},
    {"_get", own_get},
    {"_format", format_method, no_arguments()},
    {"qsize", qsize},
    {"empty", empty},
    {"full", full},
    {"put_nowait", put_nowait},
    {"get_nowait", get_nowait},
    {"put", put},
    {"get", get},
    {"task_done", task_done},
    {"join", join},
    {"__class_getitem__", class_item, one_argument(), NativeMethod::Kind::class_method},
    {"shutdown", shutdown},  // the last one: 3.13's
};
void set_unfinished(Runtime& rt, const Value& self, const Value& tasks) {
  queue_of(rt, self).set_unfinished(index_number(rt, tasks, rt.types().overflow_error));
}
Value get_getters(Runtime& rt, const Value& self) {
  return waiters_value(rt, queue_of(rt, self).getters());
}
Value get_putters(Runtime& rt, const Value& self) {
  return waiters_value(rt, queue_of(rt, self).putters());
}

constexpr NativeAttribute attributes[] = {{"maxsize", get_maxsize},
                                          {"_maxsize", get_maxsize, set_maxsize},
                                          {"_queue", get_queue, set_queue},
                                          {"_getters", get_getters},
                                          {"_putters", get_putters},
                                          {"_unfinished_tasks", get_unfinished, set_unfinished}};

}  // namespace

void make_queue_classes(Runtime& rt, Modules::Classes& classes) {
  const bool newest = rt.environment().rules() >= loop::Rules::py313;
  const std::span<const NativeMethod> all(methods);
  TypeSpec spec{.name = "Queue",
                .module = "asyncio.queues",
                .methods = newest ? all : all.first(all.size() - 1),
                .attributes = attributes};
  spec.slots.repr = queue_repr;
  spec.slots.str = queue_str;
  spec.slots.construct = construct_sync<SyncBase>;
  spec.slots.init = init;
  classes.queue = make_sync_class(rt, spec);
  const TypeSpec priority{.name = "PriorityQueue", .module = "asyncio.queues", .base = classes.queue};
  classes.priority_queue = make_sync_class(rt, priority);
  const TypeSpec lifo{.name = "LifoQueue", .module = "asyncio.queues", .base = classes.queue};
  classes.lifo_queue = make_sync_class(rt, lifo);
}

}  // namespace orrery::script
