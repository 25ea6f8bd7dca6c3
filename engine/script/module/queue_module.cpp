// queue: queues between threads. (CPython: Lib/queue.py.)
#include <fmt/format.h>

#include "engine/script/module/define.hpp"
#include "engine/script/module/library.hpp"
#include "engine/script/module/standard.hpp"
#include "engine/script/module/standard_state.hpp"
#include "engine/script/module/threading.hpp"
#include "engine/script/object/exception.hpp"
#include "engine/script/object/number.hpp"
#include "engine/script/object/sequence.hpp"

namespace orrery::script {
namespace {

Value member(Runtime& rt, std::string_view name) {
  return module_member(rt, "queue", name);
}
[[noreturn]] void fail(Runtime& rt, std::string_view name) {
  raise(make_exception(rt, type_from(member(rt, name))));
}

std::int64_t number(Runtime& rt, const Value& self, std::string_view name) {
  const Value value = field(rt, self, name);
  return value.is_integer() ? value.as_integer() : 0;
}
bool is_shut_down(Runtime& rt, const Value& self) {
  return field(rt, self, "is_shutdown") == true_value;
}

// ---------------------------------------------------------------- what subclasses may define anew

Value first_in_init(Runtime& rt, Args args) {
  set_field(rt, args[0], "queue", call(rt, module_member(rt, "collections", "deque")));
  return none;
}
Value list_init(Runtime& rt, Args args) {
  set_field(rt, args[0], "queue", Value(make_list(rt)));
  return none;
}
Value own_qsize(Runtime& rt, Args args) {
  return Value::integer(length(rt, field(rt, args[0], "queue")));
}
Value append_item(Runtime& rt, Args args) {
  return call_method(rt, field(rt, args[0], "queue"), "append", {args[1]});
}
Value take_first(Runtime& rt, Args args) {
  return call_method(rt, field(rt, args[0], "queue"), "popleft");
}
Value take_last(Runtime& rt, Args args) {
  return call_method(rt, field(rt, args[0], "queue"), "pop");
}
Value push_heap(Runtime& rt, Args args) {
  return call(rt, module_member(rt, "heapq", "heappush"), field(rt, args[0], "queue"), args[1]);
}
Value pop_heap(Runtime& rt, Args args) {
  return call(rt, module_member(rt, "heapq", "heappop"), field(rt, args[0], "queue"));
}

std::int64_t size_of(Runtime& rt, const Value& self) {
  return index_number(rt, call_method(rt, self, "_qsize"), rt.types().overflow_error);
}
bool is_full(Runtime& rt, const Value& self) {
  const std::int64_t most = number(rt, self, "maxsize");
  return most > 0 && size_of(rt, self) >= most;
}
// The same without running the program's code: for those who look while other threads run.
std::int64_t held(Runtime& rt, const Value& self) {
  return length(rt, field(rt, self, "queue"));
}

// ---------------------------------------------------------------- Queue

Value init(Runtime& rt, Args args) {
  const auto [self, maxsize] = bind_python<2>(rt, "Queue.__init__", {"self", "maxsize"}, args, 1);
  const Value most = is_unset(maxsize) ? Value::integer(0) : maxsize;
  set_field(rt, self, "maxsize", most);
  set_field(rt, self, "unfinished_tasks", Value::integer(0));
  if (rt.environment().rules() >= loop::Rules::py313) set_field(rt, self, "is_shutdown", false_value);
  call_method(rt, self, "_init", {most});
  return none;
}

Value qsize(Runtime& rt, Args args) {
  return Value::integer(size_of(rt, args[0]));
}
Value empty(Runtime& rt, Args args) {
  return boolean(size_of(rt, args[0]) == 0);
}
Value full(Runtime& rt, Args args) {
  return boolean(is_full(rt, args[0]));
}

// How long put() and get() wait.
double patience(Runtime& rt, const Value& block, const Value& timeout) {
  if (!is_unset(block) && !truth(rt, block)) return 0;
  if (is_none_or_unset(timeout)) return loop::forever;
  const double seconds = to_double(rt, timeout);
  if (seconds < 0) raise_value_error(rt, "'timeout' must be a non-negative number");
  return seconds;
}

void put_item(Runtime& rt, const Value& self, const Value& item, double seconds) {
  if (is_shut_down(rt, self)) fail(rt, "ShutDown");
  const std::int64_t most = number(rt, self, "maxsize");
  if (most > 0) {
    const Value queue = self;
    const auto ready = [&rt, queue, most] { return held(rt, queue) < most || is_shut_down(rt, queue); };
    if (is_full(rt, self) && (seconds <= 0 || !threads_of(rt).wait(ready, seconds))) fail(rt, "Full");
    if (is_shut_down(rt, self)) fail(rt, "ShutDown");
  }
  call_method(rt, self, "_put", {item});
  set_field(rt, self, "unfinished_tasks", Value::integer(number(rt, self, "unfinished_tasks") + 1));
}
Value put(Runtime& rt, Args args) {
  const auto [self, item, block, timeout] =
      bind_python<4>(rt, "Queue.put", {"self", "item", "block", "timeout"}, args, 2);
  put_item(rt, self, item, patience(rt, block, timeout));
  return none;
}
Value put_nowait(Runtime& rt, Args args) {
  const auto [self, item] = bind_python<2>(rt, "Queue.put_nowait", {"self", "item"}, args);
  return call_with(rt, getattr(rt, self, "put"), std::array<Value, 2>{item, false_value}, nullptr);
}

Value get_item(Runtime& rt, const Value& self, double seconds) {
  const Value queue = self;
  const auto ready = [&rt, queue] { return held(rt, queue) > 0 || is_shut_down(rt, queue); };
  if (size_of(rt, self) == 0 && is_shut_down(rt, self)) fail(rt, "ShutDown");
  if (size_of(rt, self) == 0 && (seconds <= 0 || !threads_of(rt).wait(ready, seconds))) fail(rt, "Empty");
  if (size_of(rt, self) == 0) fail(rt, "ShutDown");
  return call_method(rt, self, "_get");
}
Value get(Runtime& rt, Args args) {
  const auto [self, block, timeout] = bind_python<3>(rt, "Queue.get", {"self", "block", "timeout"}, args, 1);
  return get_item(rt, self, patience(rt, block, timeout));
}
Value get_nowait(Runtime& rt, Args args) {
  return call(rt, getattr(rt, args[0], "get"), false_value);
}

Value task_done(Runtime& rt, Args args) {
  const std::int64_t left = number(rt, args[0], "unfinished_tasks") - 1;
  if (left < 0) raise_value_error(rt, "task_done() called too many times");
  set_field(rt, args[0], "unfinished_tasks", Value::integer(left));
  return none;
}
Value join(Runtime& rt, Args args) {
  const Value self = args[0];
  if (number(rt, self, "unfinished_tasks") > 0)
    threads_of(rt).wait([&rt, self] { return number(rt, self, "unfinished_tasks") <= 0; });
  return none;
}
Value shutdown(Runtime& rt, Args args) {
  const auto [self, immediate] = bind_python<2>(rt, "Queue.shutdown", {"self", "immediate"}, args, 1);
  set_field(rt, self, "is_shutdown", true_value);
  if (is_unset(immediate) || !truth(rt, immediate)) return none;
  while (size_of(rt, self) > 0) {
    call_method(rt, self, "_get");
    if (number(rt, self, "unfinished_tasks") > 0) task_done(rt, args);
  }
  return none;
}

constexpr NativeMethod queue_methods[] = {{"__init__", init},
                                          {"qsize", qsize, no_arguments()},
                                          {"empty", empty, no_arguments()},
                                          {"full", full, no_arguments()},
                                          {"put", put},
                                          {"put_nowait", put_nowait},
                                          {"get", get},
                                          {"get_nowait", get_nowait, no_arguments()},
                                          {"task_done", task_done, no_arguments()},
                                          {"join", join, no_arguments()},
                                          {"_init", first_in_init, one_argument()},
                                          {"_qsize", own_qsize, no_arguments()},
                                          {"_put", append_item, one_argument()},
                                          {"_get", take_first, no_arguments()}};
constexpr NativeMethod newer_methods[] = {{"shutdown", shutdown}};
constexpr NativeMethod last_in_methods[] = {{"_init", list_init, one_argument()}, {"_get", take_last, no_arguments()}};
constexpr NativeMethod priority_methods[] = {
    {"_init", list_init, one_argument()}, {"_put", push_heap, one_argument()}, {"_get", pop_heap, no_arguments()}};

// ---------------------------------------------------------------- SimpleQueue

Value simple_init(Runtime& rt, Args args) {
  return first_in_init(rt, args);
}
Value simple_size(Runtime& rt, Args args) {
  return Value::integer(held(rt, args[0]));
}
Value simple_empty(Runtime& rt, Args args) {
  return boolean(held(rt, args[0]) == 0);
}
Value simple_put(Runtime& rt, Args args) {
  const auto [self, item, block, timeout] = bind_python<4>(rt, "put", {"self", "item", "block", "timeout"}, args, 2);
  return call_method(rt, field(rt, self, "queue"), "append", {item});
}
Value simple_get(Runtime& rt, Args args) {
  const auto [self, block, timeout] = bind_python<3>(rt, "get", {"self", "block", "timeout"}, args, 1);
  const double seconds = patience(rt, block, timeout);
  const Value queue = self;
  const auto ready = [&rt, queue] { return held(rt, queue) > 0; };
  if (held(rt, self) == 0 && (seconds <= 0 || !threads_of(rt).wait(ready, seconds))) fail(rt, "Empty");
  return call_method(rt, field(rt, self, "queue"), "popleft");
}

constexpr NativeMethod simple_methods[] = {{"__init__", simple_init},
                                           {"qsize", simple_size, no_arguments()},
                                           {"empty", simple_empty, no_arguments()},
                                           {"put", simple_put},
                                           {"put_nowait", simple_put, one_argument()},
                                           {"get", simple_get},
                                           {"get_nowait", get_nowait, no_arguments()}};

void add_shutdown(Runtime& rt, Type& queue) {
  queue.assign(rt, rt.heap().intern("shutdown"), library_method(rt, newer_methods[0]));
  own_library_methods(rt, queue, newer_methods);
}

}  // namespace

Ref<ModuleObject> queue_module(Runtime& rt) {
  Ref<ModuleObject> module = make_module(rt, "queue");
  const bool newer = rt.environment().rules() >= loop::Rules::py313;
  const auto error = [&](std::string_view name, std::string_view of) {
    define_class(rt, *module, make_library_class(rt, {.name = name, .module = of, .bases = {rt.types().exception}}));
  };
  error("Empty", "_queue");
  error("Full", "queue");
  if (newer) error("ShutDown", "queue");
  Type* const queue = make_library_class(rt, {.name = "Queue", .module = "queue", .methods = queue_methods});
  if (newer) add_shutdown(rt, *queue);
  define_class(rt, *module, queue);
  define_class(
      rt, *module,
      make_library_class(rt, {.name = "LifoQueue", .module = "queue", .bases = {queue}, .methods = last_in_methods}));
  define_class(rt, *module,
               make_library_class(
                   rt, {.name = "PriorityQueue", .module = "queue", .bases = {queue}, .methods = priority_methods}));
  define_class(rt, *module,
               make_library_class(rt, {.name = "SimpleQueue", .module = "_queue", .methods = simple_methods}));
  return module;
}

}  // namespace orrery::script
