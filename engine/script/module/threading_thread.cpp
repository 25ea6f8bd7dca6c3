// threading.Thread. (CPython: Lib/threading.py.)
#include <fmt/format.h>

#include "engine/script/module/library.hpp"
#include "engine/script/module/standard.hpp"
#include "engine/script/module/threading.hpp"
#include "engine/script/object/exception.hpp"
#include "engine/script/object/number.hpp"
#include "engine/script/object/str.hpp"
#include "engine/script/vm/interpreter.hpp"

namespace orrery::script {

ThreadingClasses& threading_classes(Runtime& rt) {
  ThreadingClasses& classes = modules_of(rt).threading();
  if (classes.thread) return classes;
  make_thread_class(rt, classes);
  make_thread_lock_classes(rt, classes);
  make_thread_condition_classes(rt, classes);
  make_concurrent_classes(rt, classes);
  make_pool_class(rt, classes);
  make_as_completed_class(rt, classes);
  return classes;
}

double patience_of(Runtime& rt, const Value& timeout) {
  if (is_none_or_unset(timeout)) return loop::forever;
  return std::max(0.0, seconds_of(rt, timeout));
}

std::string at_words(Runtime& rt, const Value& self) {
  return fmt::format("at 0x{:x}", 0x7f0000000000 + rt.heap().id_of(self) * 16);
}

Ref<loop::Error> attempt(Runtime& rt, const std::function<void()>& function) {
  try {
    function();
    return nullptr;
  } catch (...) {
    return rt.environment().errors().current();
  }
}

namespace {

constexpr std::string_view ident_field = "_ident", ended_field = "_is_stopped", target_field = "_target",
                           args_field = "_args", kwargs_field = "_kwargs", name_field = "_name",
                           daemon_field = "_daemonic";

bool true_field(Runtime& rt, const Value& self, std::string_view name) {
  return field(rt, self, name) == true_value;
}

void set_thread_fields(Runtime& rt, const Value& self, std::string_view name, bool daemon) {
  set_field(rt, self, target_field, none);
  set_field(rt, self, name_field, text(rt, name));
  set_field(rt, self, args_field, Value(make_tuple(rt, 0)));
  set_field(rt, self, kwargs_field, Value(make_dict(rt)));
  set_field(rt, self, daemon_field, boolean(daemon));
  set_field(rt, self, ident_field, none);
  set_field(rt, self, ended_field, false_value);
}

std::string new_name(Runtime& rt, const Value& target) {
  std::string name = fmt::format("Thread-{}", ++threading_classes(rt).thread_names);
  if (is_none_or_unset(target)) return name;
  const Value known = getattr_or_unset(rt, target, rt.names().dunder.name_);
  return is_str(known) ? fmt::format("{} ({})", name, as_str(known).view()) : name;
}

Value init(Runtime& rt, Args args) {
  const auto [self, group, target, name, arguments, kwargs, daemon] = bind_python<7>(
      rt, "Thread.__init__", {"self", "group", "target", "name", "args", "kwargs", "daemon"}, args, 1, 6);
  if (!is_none_or_unset(group)) raise(rt, rt.types().assertion_error, "group argument must be None for now");
  const bool named = !is_none_or_unset(name);
  const std::string words = named ? std::string(str(rt, name)->view()) : new_name(rt, target);
  const bool inherited = threads_of(rt).current().daemon;
  set_thread_fields(rt, self, words, is_none_or_unset(daemon) ? inherited : truth(rt, daemon));
  if (!is_none_or_unset(target)) set_field(rt, self, target_field, target);
  if (!is_unset(arguments)) set_field(rt, self, args_field, arguments);
  if (!is_none_or_unset(kwargs)) set_field(rt, self, kwargs_field, kwargs);
  return none;
}

void check_initialised(Runtime& rt, const Value& self) {
  if (is_unset(field(rt, self, ident_field))) raise(rt, rt.types().runtime_error, "Thread.__init__() not called");
}

// What threading.excepthook prints.
void report(Runtime& rt, const Value& self, const Ref<loop::Error>& error) {
  if (error->kind() == loop::ErrorKind::system_exit) return;
  const std::string name(str(rt, field(rt, self, name_field))->view());
  rt.write(Stream::error, fmt::format("Exception in thread {}:\n{}", name,
                                      interpreter(rt).format_exception(*to_exception(rt, error))));
}

void run_thread(Runtime& rt, const Value& self, const std::function<void()>& body) {
  threads_of(rt).current().object = self;
  if (const Ref<loop::Error> error = attempt(rt, body)) report(rt, self, error);
  set_field(rt, self, ended_field, true_value);
}

void begin(Runtime& rt, const Value& self, std::function<void()> body) {
  Threads& threads = threads_of(rt);
  const std::string name(str(rt, field(rt, self, name_field))->view());
  const auto life = [&rt, &threads, self, body = std::move(body)]() mutable {
    set_field(rt, self, ident_field, make_int(rt, static_cast<std::int64_t>(threads.current().ident)));
    run_thread(rt, self, body);
    body = {};
  };
  threads.start(name, true_field(rt, self, daemon_field), life);
}

Value start(Runtime& rt, Args args) {
  const Value self = args[0];
  check_initialised(rt, self);
  if (!field(rt, self, ident_field).is_none()) raise(rt, rt.types().runtime_error, "threads can only be started once");
  begin(rt, self, [&rt, self] { call_method(rt, self, "run"); });
  return none;
}

Value run(Runtime& rt, Args args) {
  const Value target = field(rt, args[0], target_field);
  if (is_none_or_unset(target)) return none;
  std::vector<Value> positional;
  for_each(rt, field(rt, args[0], args_field), [&](const Value& v) { positional.push_back(v); });
  const Value kwargs = field(rt, args[0], kwargs_field);
  call_with(rt, target, positional, is_dict(kwargs) ? &as_dict(kwargs) : nullptr);
  return none;
}

Value join(Runtime& rt, Args args) {
  const auto [self, timeout] = bind_python<2>(rt, "Thread.join", {"self", "timeout"}, args, 1);
  check_initialised(rt, self);
  const Value ident = field(rt, self, ident_field);
  if (ident.is_none()) raise(rt, rt.types().runtime_error, "cannot join thread before it is started");
  if (self == current_thread_object(rt)) raise(rt, rt.types().runtime_error, "cannot join current thread");
  join_thread(rt, self, patience_of(rt, timeout));
  return none;
}

bool alive(Runtime& rt, const Value& self) {
  return !field(rt, self, ident_field).is_none() && !true_field(rt, self, ended_field);
}

Value is_alive(Runtime& rt, Args args) {
  check_initialised(rt, args[0]);
  return boolean(alive(rt, args[0]));
}

Value get_name(Runtime& rt, const Value& self) {
  check_initialised(rt, self);
  return field(rt, self, name_field);
}
void set_name(Runtime& rt, const Value& self, const Value& name) {
  set_field(rt, self, name_field, Value(str(rt, name)));
}
Value get_ident(Runtime& rt, const Value& self) {
  check_initialised(rt, self);
  return field(rt, self, ident_field);
}
Value get_daemon(Runtime& rt, const Value& self) {
  check_initialised(rt, self);
  return field(rt, self, daemon_field);
}
void set_daemon(Runtime& rt, const Value& self, const Value& daemon) {
  check_initialised(rt, self);
  if (!field(rt, self, ident_field).is_none())
    raise(rt, rt.types().runtime_error, "cannot set daemon status of active thread");
  set_field(rt, self, daemon_field, boolean(truth(rt, daemon)));
}
void deprecated(Runtime& rt, std::string_view old, std::string_view instead) {
  rt.warn(rt.types().deprecation_warning, fmt::format("{}() is deprecated, {} instead", old, instead));
}
Value get_name_method(Runtime& rt, Args args) {
  deprecated(rt, "getName", "get the name attribute");
  return get_name(rt, args[0]);
}
Value set_name_method(Runtime& rt, Args args) {
  deprecated(rt, "setName", "set the name attribute");
  set_name(rt, args[0], args[1]);
  return none;
}
Value is_daemon_method(Runtime& rt, Args args) {
  deprecated(rt, "isDaemon", "get the daemon attribute");
  return get_daemon(rt, args[0]);
}
Value set_daemon_method(Runtime& rt, Args args) {
  deprecated(rt, "setDaemon", "set the daemon attribute");
  set_daemon(rt, args[0], args[1]);
  return none;
}

Value repr(Runtime& rt, Args args) {
  const Value self = args[0];
  check_initialised(rt, self);
  const Value ident = field(rt, self, ident_field);
  std::string status = ident.is_none() ? "initial" : alive(rt, self) ? "started" : "stopped";
  if (true_field(rt, self, daemon_field)) status += " daemon";
  if (!ident.is_none()) status += " " + std::string(str(rt, ident)->view());
  const Value name = field(rt, self, name_field);
  return text(rt, fmt::format("<{}({}, {})>", type_of(rt, self)->name(), as_str(name).view(), status));
}

constexpr NativeMethod methods[] = {
    {"__init__", init},
    {"start", start, no_arguments()},
    {"run", run, no_arguments()},
    {"join", join},
    {"is_alive", is_alive, no_arguments()},
    {"getName", get_name_method, no_arguments()},
    {"setName", set_name_method, one_argument()},
    {"isDaemon", is_daemon_method, no_arguments()},
    {"setDaemon", set_daemon_method, one_argument()},
    {"__repr__", repr, no_arguments()},
};
constexpr NativeAttribute attributes[] = {
    {"name", get_name, set_name}, {"ident", get_ident}, {"native_id", get_ident}, {"daemon", get_daemon, set_daemon}};

// The object of a thread that was not started by Thread.start(): the main thread.
Value adopt(Runtime& rt, ScriptThread& thread) {
  const Value object = new_instance(rt, threading_classes(rt).thread);
  set_thread_fields(rt, object, thread.name, thread.daemon);
  set_field(rt, object, ident_field, make_int(rt, static_cast<std::int64_t>(thread.ident)));
  thread.object = object;
  return object;
}

}  // namespace

Value start_native_thread(Runtime& rt, std::string name, bool daemon, std::function<void()> body) {
  const Value object = new_instance(rt, threading_classes(rt).thread);
  set_thread_fields(rt, object, name, daemon);
  begin(rt, object, std::move(body));
  return object;
}

Value current_thread_object(Runtime& rt) {
  ScriptThread& thread = threads_of(rt).current();
  return thread.object.is_none() ? adopt(rt, thread) : thread.object;
}

bool join_thread(Runtime& rt, const Value& thread, double timeout) {
  return threads_of(rt).wait([&rt, thread] { return !alive(rt, thread); }, timeout);
}

void make_thread_class(Runtime& rt, ThreadingClasses& classes) {
  classes.thread =
      make_library_class(rt, {.name = "Thread", .module = "threading", .methods = methods, .attributes = attributes});
}

// ---------------------------------------------------------------- the module's functions

namespace {

Value current_thread(Runtime& rt, Args) {
  return current_thread_object(rt);
}
Value main_thread(Runtime& rt, Args) {
  ScriptThread& thread = threads_of(rt).main_thread();
  return thread.object.is_none() ? adopt(rt, thread) : thread.object;
}
Value ident(Runtime& rt, Args) {
  return make_int(rt, static_cast<std::int64_t>(threads_of(rt).current().ident));
}
Value active_count(Runtime& rt, Args) {
  return make_int(rt, static_cast<std::int64_t>(threads_of(rt).alive().size()));
}
Value enumerate(Runtime& rt, Args) {
  std::vector<Value> objects;
  for (ScriptThread* thread : threads_of(rt).alive())
    objects.push_back(thread->object.is_none() ? adopt(rt, *thread) : thread->object);
  return Value(make_list(rt, objects));
}

Value old_current_thread(Runtime& rt, Args args) {
  deprecated(rt, "currentThread", "use current_thread()");
  return current_thread(rt, args);
}
Value old_active_count(Runtime& rt, Args args) {
  deprecated(rt, "activeCount", "use active_count()");
  return active_count(rt, args);
}

constexpr NativeMethod functions[] = {
    {"current_thread", current_thread, no_arguments()}, {"currentThread", old_current_thread, no_arguments()},
    {"main_thread", main_thread, no_arguments()},       {"get_ident", ident, no_arguments()},
    {"get_native_id", ident, no_arguments()},           {"active_count", active_count, no_arguments()},
    {"activeCount", old_active_count, no_arguments()},  {"enumerate", enumerate, no_arguments()},
};

}  // namespace

Ref<ModuleObject> threading_module(Runtime& rt) {
  Ref<ModuleObject> module = make_module(rt, "threading");
  add_functions(rt, *module->dict, "threading", functions);
  const ThreadingClasses& c = threading_classes(rt);
  const auto set = [&](std::string_view name, Value value) { module->dict->set(rt.heap().intern(name), value); };
  for (Type* type : {c.thread, c.event, c.condition, c.semaphore, c.bounded_semaphore, c.local})
    set(type->name(), value_of(type));
  set("Lock", value_of(c.lock));
  set("RLock", value_of(c.rlock));
  set("TIMEOUT_MAX", make_float(rt, 9223372036.0));
  set("ThreadError", value_of(rt.types().runtime_error));
  return module;
}

}  // namespace orrery::script
