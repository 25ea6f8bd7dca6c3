// threading.Lock and RLock, Event, local. (CPython: Modules/_threadmodule.c, Lib/threading.py.)
#include <fmt/format.h>

#include "engine/script/module/library.hpp"
#include "engine/script/module/threading.hpp"
#include "engine/script/module/threading_locks.hpp"
#include "engine/script/object/exception.hpp"
#include "engine/script/object/number.hpp"
#include "engine/script/object/str.hpp"

namespace orrery::script {

bool ThreadLock::free_for(const ScriptThread& thread) const noexcept {
  return count == 0 || (reentrant && owner == thread.ident);
}

bool ThreadLock::acquire(Runtime& rt, double timeout) {
  ScriptThread& me = threads_of(rt).current();
  if (!threads_of(rt).wait([this, &me] { return free_for(me); }, timeout)) return false;
  ++count;
  owner = me.ident;
  return true;
}

void ThreadLock::give_back(Runtime& rt) {
  if (reentrant && (count == 0 || owner != threads_of(rt).current().ident))
    raise(rt, rt.types().runtime_error, "cannot release un-acquired lock");
  if (count == 0) raise(rt, rt.types().runtime_error, "release unlocked lock");
  --count;
}

namespace {

ThreadLock& lock_of(const Value& v) {
  return *static_cast<ThreadLock*>(v.object());
}

// How long acquire() may wait.
double patience(Runtime& rt, const Value& blocking, const Value& timeout) {
  const bool waits = is_unset(blocking) || truth(rt, blocking);
  const double seconds = is_unset(timeout) ? -1 : seconds_of(rt, timeout);
  if (!waits && seconds != -1) raise_value_error(rt, "can't specify a timeout for a non-blocking call");
  if (seconds < 0 && seconds != -1)
    raise_value_error(rt, rt.environment().rules() >= loop::Rules::py313 ? "timeout value must be a non-negative number"
                                                                         : "timeout value must be positive");
  if (!waits) return 0;
  return seconds == -1 ? loop::forever : seconds;
}

Value lock_acquire(Runtime& rt, Args args) {
  const auto [blocking, timeout] = script::bind<2>(rt, "acquire", {"blocking", "timeout"}, args.skip(1));
  return boolean(lock_of(args[0]).acquire(rt, patience(rt, blocking, timeout)));
}
Value lock_release(Runtime& rt, Args args) {
  lock_of(args[0]).give_back(rt);
  return none;
}
Value lock_exit(Runtime& rt, Args args) {
  return lock_release(rt, args);
}
Value lock_locked(Runtime&, Args args) {
  return boolean(lock_of(args[0]).count > 0);
}
Value lock_repr(Runtime& rt, const Value& self) {
  const ThreadLock& lock = lock_of(self);
  const std::string kind = "_thread." + type_of(rt, self)->name();
  const char* const state = lock.count > 0 ? "locked" : "unlocked";
  if (!lock.reentrant) return text(rt, fmt::format("<{} {} object {}>", state, kind, at_words(rt, self)));
  return text(rt, fmt::format("<{} {} object owner={} count={} {}>", state, kind, lock.count > 0 ? lock.owner : 0,
                              lock.count, at_words(rt, self)));
}
template <bool reentrant>
Value construct_lock(Runtime& rt, Type* type, Args args) {
  if (args.size() + args.keyword_count() > 0) raise_type_error(rt, type->name() + "() takes no arguments");
  Ref<ThreadLock> lock = rt.heap().make<ThreadLock>(type);
  lock->reentrant = reentrant;
  return Value(std::move(lock));
}

constexpr NativeMethod lock_methods[] = {
    {"acquire", lock_acquire},
    {"release", lock_release, no_arguments()},
    {"locked", lock_locked, no_arguments()},
    {"__enter__", lock_acquire},
    {"__exit__", lock_exit},
};

// ---------------------------------------------------------------- Event

bool is_set_flag(Runtime& rt, const Value& self) {
  return field(rt, self, "_flag") == true_value;
}
Value event_init(Runtime& rt, Args args) {
  set_field(rt, args[0], "_flag", false_value);
  return none;
}
Value event_is_set(Runtime& rt, Args args) {
  return boolean(is_set_flag(rt, args[0]));
}
Value event_set(Runtime& rt, Args args) {
  set_field(rt, args[0], "_flag", true_value);
  const Value rounds = field(rt, args[0], "_rounds");
  set_field(rt, args[0], "_rounds", Value::integer(rounds.is_integer() ? rounds.as_integer() + 1 : 1));
  return none;
}
Value event_clear(Runtime& rt, Args args) {
  set_field(rt, args[0], "_flag", false_value);
  return none;
}
// Whoever waited when it was set goes on, though it may have been cleared since.
Value event_wait(Runtime& rt, Args args) {
  const auto [self, timeout] = bind_python<2>(rt, "Event.wait", {"self", "timeout"}, args, 1);
  const Value before = field(rt, self, "_rounds");
  const Value event = self;
  const auto set_since = [&rt, event, before] {
    return is_set_flag(rt, event) || !(field(rt, event, "_rounds") == before);
  };
  return boolean(threads_of(rt).wait(set_since, patience_of(rt, timeout)));
}
Value event_repr(Runtime& rt, Args args) {
  const Type& type = *type_of(rt, args[0]);
  return text(rt, fmt::format("<{}.{} {}: {}>", as_str(type.module).view(), as_str(type.qualname).view(),
                              at_words(rt, args[0]), is_set_flag(rt, args[0]) ? "set" : "unset"));
}
Value event_old_is_set(Runtime& rt, Args args) {
  rt.warn(rt.types().deprecation_warning, "isSet() is deprecated, use is_set() instead");
  return event_is_set(rt, args);
}
constexpr NativeMethod event_methods[] = {
    {"__init__", event_init, no_arguments()},    {"is_set", event_is_set, no_arguments()},
    {"isSet", event_old_is_set, no_arguments()}, {"set", event_set, no_arguments()},
    {"clear", event_clear, no_arguments()},      {"wait", event_wait},
    {"__repr__", event_repr, no_arguments()},
};

// ---------------------------------------------------------------- local

// The attributes that this thread has given to the object.
Dict& attributes_here(Runtime& rt, const Value& self) {
  ScriptThread& thread = threads_of(rt).current();
  if (thread.local.is_none()) thread.local = Value(make_dict(rt));
  const Value key = make_int(rt, static_cast<std::int64_t>(rt.heap().id_of(self)));
  Dict& all = as_dict(thread.local);
  if (const Value* known = all.find(rt, key)) return as_dict(*known);
  const Value fresh(make_dict(rt));
  all.set(rt, key, fresh);
  return as_dict(fresh);
}

Value local_getattr(Runtime& rt, const Value& self, Str* name) {
  if (const Value* found = attributes_here(rt, self).find(name->view())) return *found;
  return rt.types().object->slots.getattr(rt, self, name);
}
void local_setattr(Runtime& rt, const Value& self, Str* name, const Value& value) {
  Dict& mine = attributes_here(rt, self);
  if (!is_unset(value)) return mine.set(name, value);
  if (!mine.remove(name)) raise_no_attribute(rt, self, name);
}

class LocalObject final : public ScriptObject {
 public:
  using ScriptObject::ScriptObject;
};
Value construct_local(Runtime& rt, Type* type, Args) {
  return Value(rt.heap().make<LocalObject>(type));
}

}  // namespace

void make_thread_lock_classes(Runtime& rt, ThreadingClasses& classes) {
  TypeSpec lock{.name = "lock", .module = "_thread", .methods = lock_methods};
  lock.slots.repr = lock_repr;
  lock.slots.construct = construct_lock<false>;
  classes.lock = rt.types().keep(make_type(rt, lock));
  TypeSpec rlock{.name = "RLock", .module = "_thread", .methods = lock_methods};
  rlock.slots.repr = lock_repr;
  rlock.slots.construct = construct_lock<true>;
  classes.rlock = rt.types().keep(make_type(rt, rlock));
  classes.event = make_library_class(rt, {.name = "Event", .module = "threading", .methods = event_methods});
  TypeSpec local{.name = "local", .module = "_thread"};
  local.slots.construct = construct_local;
  local.slots.getattr = local_getattr;
  local.slots.setattr = local_setattr;
  classes.local = rt.types().keep(make_type(rt, local));
}

}  // namespace orrery::script
