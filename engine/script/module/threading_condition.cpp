// threading.Condition, Semaphore, BoundedSemaphore. (CPython: Lib/threading.py.)
#include <fmt/format.h>

#include "engine/script/module/library.hpp"
#include "engine/script/module/threading.hpp"
#include "engine/script/object/exception.hpp"
#include "engine/script/object/number.hpp"
#include "engine/script/object/str.hpp"

namespace orrery::script {
namespace {

std::int64_t number_field(Runtime& rt, const Value& self, std::string_view name) {
  const Value value = field(rt, self, name);
  return value.is_integer() ? value.as_integer() : 0;
}
void set_number(Runtime& rt, const Value& self, std::string_view name, std::int64_t number) {
  set_field(rt, self, name, Value::integer(number));
}

// ---------------------------------------------------------------- Condition: waiters have tickets, notify() calls some

Value lock_of(Runtime& rt, const Value& self) {
  return field(rt, self, "_lock");
}

Value condition_init(Runtime& rt, Args args) {
  const auto [self, lock] = bind_python<2>(rt, "Condition.__init__", {"self", "lock"}, args, 1);
  const Value own = is_none_or_unset(lock) ? call(rt, value_of(threading_classes(rt).rlock)) : lock;
  set_field(rt, self, "_lock", own);
  for (const char* name : {"acquire", "release"}) set_field(rt, self, name, getattr(rt, own, name));
  set_number(rt, self, "_next_ticket", 0);
  set_number(rt, self, "_called", 0);
  return none;
}
Value condition_enter(Runtime& rt, Args args) {
  return call_method(rt, lock_of(rt, args[0]), "__enter__");
}
Value condition_exit(Runtime& rt, Args args) {
  call_method(rt, lock_of(rt, args[0]), "release");
  return none;
}

// Whether this thread holds the lock: a plain lock is held by whoever waits or notifies.
void check_owned(Runtime& rt, const Value& self, const char* words) {
  const Value locked = call_method(rt, lock_of(rt, self), "locked");
  if (!truth(rt, locked)) raise(rt, rt.types().runtime_error, words);
}

// Gives the lock back however often it is held, and takes it again.
class LockGivenBack {
 public:
  LockGivenBack(Runtime& rt, Value lock) : rt_(rt), lock_(std::move(lock)) {
    do {
      call_method(rt_, lock_, "release");
      ++depth_;
    } while (held());
  }
  void take_again() {
    for (; depth_ > 0; --depth_) call_method(rt_, lock_, "acquire");
  }

 private:
  bool held() {
    if (type_of(rt_, lock_) != threading_classes(rt_).rlock) return false;
    return truth(rt_, call_method(rt_, lock_, "locked"));
  }
  Runtime& rt_;
  Value lock_;
  unsigned depth_ = 0;
};

bool wait_for_call(Runtime& rt, const Value& self, double timeout) {
  const std::int64_t ticket = number_field(rt, self, "_next_ticket");
  set_number(rt, self, "_next_ticket", ticket + 1);
  LockGivenBack given(rt, lock_of(rt, self));
  const bool called =
      threads_of(rt).wait([&rt, self, ticket] { return number_field(rt, self, "_called") > ticket; }, timeout);
  given.take_again();
  return called;
}

Value condition_wait(Runtime& rt, Args args) {
  const auto [self, timeout] = bind_python<2>(rt, "Condition.wait", {"self", "timeout"}, args, 1);
  check_owned(rt, self, "cannot wait on un-acquired lock");
  return boolean(wait_for_call(rt, self, patience_of(rt, timeout)));
}

Value condition_wait_for(Runtime& rt, Args args) {
  const auto [self, predicate, timeout] =
      bind_python<3>(rt, "Condition.wait_for", {"self", "predicate", "timeout"}, args, 2);
  const loop::Clock& clock = modules_of(rt).outside().clock();
  const double end = clock.now() + patience_of(rt, timeout);
  for (;;) {
    const Value result = call(rt, predicate);
    if (truth(rt, result) || clock.now() >= end) return result;
    check_owned(rt, self, "cannot wait on un-acquired lock");
    if (!wait_for_call(rt, self, end - clock.now())) return call(rt, predicate);
  }
}

void notify(Runtime& rt, const Value& self, std::int64_t count) {
  check_owned(rt, self, "cannot notify on un-acquired lock");
  const std::int64_t called = number_field(rt, self, "_called"), last = number_field(rt, self, "_next_ticket");
  set_number(rt, self, "_called", std::min(last, called + count));
}
Value condition_notify(Runtime& rt, Args args) {
  const auto [self, n] = bind_python<2>(rt, "Condition.notify", {"self", "n"}, args, 1);
  notify(rt, self, is_unset(n) ? 1 : index_number(rt, n, rt.types().overflow_error));
  return none;
}
Value condition_notify_all(Runtime& rt, Args args) {
  notify(rt, args[0], number_field(rt, args[0], "_next_ticket"));
  return none;
}
Value condition_old_notify_all(Runtime& rt, Args args) {
  rt.warn(rt.types().deprecation_warning, "notifyAll() is deprecated, use notify_all() instead");
  return condition_notify_all(rt, args);
}

constexpr NativeMethod condition_methods[] = {
    {"__init__", condition_init},
    {"__enter__", condition_enter, no_arguments()},
    {"__exit__", condition_exit},
    {"wait", condition_wait},
    {"wait_for", condition_wait_for},
    {"notify", condition_notify},
    {"notify_all", condition_notify_all, no_arguments()},
    {"notifyAll", condition_old_notify_all, no_arguments()},
};

// ---------------------------------------------------------------- Semaphore

Value semaphore_init(Runtime& rt, Args args) {
  const auto [self, value] = bind_python<2>(rt, "Semaphore.__init__", {"self", "value"}, args, 1);
  const std::int64_t count = is_unset(value) ? 1 : index_number(rt, value, rt.types().overflow_error);
  if (count < 0) raise_value_error(rt, "semaphore initial value must be >= 0");
  set_number(rt, self, "_value", count);
  set_number(rt, self, "_initial_value", count);
  return none;
}
Value semaphore_acquire(Runtime& rt, Args args) {
  const auto [self, blocking, timeout] =
      bind_python<3>(rt, "Semaphore.acquire", {"self", "blocking", "timeout"}, args, 1);
  const bool waits = is_unset(blocking) || truth(rt, blocking);
  if (!waits && !is_none_or_unset(timeout)) raise_value_error(rt, "can't specify timeout for non-blocking acquire");
  const Value semaphore = self;
  const auto ready = [&rt, semaphore] { return number_field(rt, semaphore, "_value") > 0; };
  if (!threads_of(rt).wait(ready, waits ? patience_of(rt, timeout) : 0)) return false_value;
  set_number(rt, self, "_value", number_field(rt, self, "_value") - 1);
  return true_value;
}
void release(Runtime& rt, const Value& self, const Value& n, bool bounded) {
  const std::int64_t count = is_unset(n) ? 1 : index_number(rt, n, rt.types().overflow_error);
  if (count < 1) raise_value_error(rt, "n must be one or more");
  const std::int64_t value = number_field(rt, self, "_value") + count;
  if (bounded && value > number_field(rt, self, "_initial_value"))
    raise_value_error(rt, "Semaphore released too many times");
  set_number(rt, self, "_value", value);
}
Value semaphore_release(Runtime& rt, Args args) {
  const auto [self, n] = bind_python<2>(rt, "Semaphore.release", {"self", "n"}, args, 1);
  release(rt, self, n, false);
  return none;
}
Value bounded_release(Runtime& rt, Args args) {
  const auto [self, n] = bind_python<2>(rt, "BoundedSemaphore.release", {"self", "n"}, args, 1);
  release(rt, self, n, true);
  return none;
}
Value semaphore_exit(Runtime& rt, Args args) {
  call_method(rt, args[0], "release");
  return none;
}

constexpr NativeMethod semaphore_methods[] = {
    {"__init__", semaphore_init},     {"acquire", semaphore_acquire}, {"release", semaphore_release},
    {"__enter__", semaphore_acquire}, {"__exit__", semaphore_exit},
};
constexpr NativeMethod bounded_methods[] = {{"release", bounded_release}};

}  // namespace

void make_thread_condition_classes(Runtime& rt, ThreadingClasses& classes) {
  classes.condition =
      make_library_class(rt, {.name = "Condition", .module = "threading", .methods = condition_methods});
  classes.semaphore =
      make_library_class(rt, {.name = "Semaphore", .module = "threading", .methods = semaphore_methods});
  classes.bounded_semaphore = make_library_class(
      rt,
      {.name = "BoundedSemaphore", .module = "threading", .bases = {classes.semaphore}, .methods = bounded_methods});
}

}  // namespace orrery::script
