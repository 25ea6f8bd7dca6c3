#include "engine/script/module/signals.hpp"

#include <fmt/format.h>

#include <array>
#include <csignal>

#include "engine/io/self_pipe.hpp"
#include "engine/script/module/asyncio.hpp"
#include "engine/script/module/library.hpp"
#include "engine/script/module/script_callback.hpp"
#include "engine/script/module/standard.hpp"
#include "engine/script/module/threading.hpp"
#include "engine/script/object/exception.hpp"
#include "engine/script/object/number.hpp"
#include "engine/script/object/operators.hpp"
#include "engine/script/object/str.hpp"
#include "engine/script/vm/interpreter.hpp"

namespace orrery::script {
namespace {

struct Named {
  std::string_view name;
  int number;
};
constexpr std::array names = {Named{"SIGHUP", SIGHUP},   Named{"SIGINT", SIGINT},   Named{"SIGQUIT", SIGQUIT},
                              Named{"SIGABRT", SIGABRT}, Named{"SIGKILL", SIGKILL}, Named{"SIGUSR1", SIGUSR1},
                              Named{"SIGUSR2", SIGUSR2}, Named{"SIGPIPE", SIGPIPE}, Named{"SIGALRM", SIGALRM},
                              Named{"SIGTERM", SIGTERM}, Named{"SIGCHLD", SIGCHLD}, Named{"SIGCONT", SIGCONT},
                              Named{"SIGSTOP", SIGSTOP}, Named{"SIGTSTP", SIGTSTP}, Named{"SIGWINCH", SIGWINCH}};

std::string name_of(int signal) {
  for (const Named& known : names)
    if (known.number == signal) return std::string(known.name);
  return fmt::format("signal {}", signal);
}

const Value sig_default = Value::integer(0), sig_ignore = Value::integer(1);

bool ends_the_process(int signal) {
  return signal != SIGCHLD && signal != SIGCONT && signal != SIGWINCH;
}

int signal_number(Runtime& rt, const Value& v) {
  const std::int64_t number = index_number(rt, v, rt.types().overflow_error);
  if (number < 1 || number > 64) raise_value_error(rt, "signal number out of range");
  return static_cast<int>(number);
}

}  // namespace

Signals::Signals(Interpreter& interpreter) : in_(interpreter) {
  interrupts_.set_handler([this](int signal) { deal(signal); });
  in_.environment().set_thread_ports(this);
}

Signals::~Signals() {
  in_.environment().set_thread_ports(nullptr);
}

std::unique_ptr<loop::SelfPipe> Signals::self_pipe() const {
  return io::thread_ports().self_pipe();
}
std::shared_ptr<loop::Executor> Signals::executor(std::string prefix) const {
  return io::thread_ports().executor(std::move(prefix));
}

Value Signals::handler(int signal) const {
  if (const auto set = handlers_.find(signal); set != handlers_.end()) return set->second;
  if (signal != SIGINT) return signal == SIGPIPE ? sig_ignore : sig_default;
  const ModuleObject* const module = in_.imported("signal");
  return module ? *module->dict->find("default_int_handler") : Value(unset);
}

Value Signals::set_handler(int signal, Value handler) {
  const Value before = this->handler(signal);
  handlers_.insert_or_assign(signal, std::move(handler));
  return before;
}

// Only the main thread deals with signals; another one leaves them to it.
void Signals::deal(int signal) {
  Threads& threads = threads_of(in_);
  if (&threads.current() != &threads.main_thread()) return interrupts_.arrived(signal);
  if (event::Probe* probe = in_.environment().probe())
    probe->emit_text(event::Kind::signal_received, {}, {}, 0, name_of(signal), static_cast<std::uint32_t>(signal));
  if (const auto found = of_loops_.find(signal); found != of_loops_.end())
    return found->second.loop->door().signal(found->second.callback);
  const auto set = handlers_.find(signal);
  const bool own = set != handlers_.end() && !(set->second == handler(0)) && !set->second.is_integer();
  const Value function = own ? set->second : Value(unset);
  const ModuleObject* const module = in_.imported("signal");
  const bool plain = is_unset(function) || (module && function == *module->dict->find("default_int_handler"));
  if (set != handlers_.end() && set->second == sig_ignore) return;
  if (!plain) return void(call(in_, function, Value::integer(signal), none));
  if (signal == SIGINT && !interrupts_.runner_takes())
    script::raise(make_exception(in_, in_.types().keyboard_interrupt));
}

void Signals::raise(int signal) {
  const Value now = handler(signal);
  const bool of_loop = of_loops_.contains(signal);
  if (!of_loop && now == sig_default && signal != SIGINT && ends_the_process(signal))
    script::raise(in_, in_.types().not_implemented_error,
                  fmt::format("{} would end the process here: set a handler for it", name_of(signal)));
  interrupts_.arrived(signal);
  interrupts_.deal();
}

void Signals::add_loop_handler(loop::EventLoop& loop, int signal, Ref<loop::Callback> callback) {
  loop.door().open();
  of_loops_.insert_or_assign(signal, OfLoop{Ref<loop::EventLoop>(&loop), std::move(callback)});
}

bool Signals::remove_loop_handler(loop::EventLoop& loop, int signal) {
  const auto found = of_loops_.find(signal);
  if (found == of_loops_.end() || found->second.loop.get() != &loop) return false;
  of_loops_.erase(found);
  return true;
}

void Signals::forget(const loop::EventLoop& loop) {
  std::erase_if(of_loops_, [&](const auto& entry) { return entry.second.loop.get() == &loop; });
}

Signals& signals_of(Runtime& rt) {
  return modules_of(rt).signals();
}

// ---------------------------------------------------------------- the loop's part

namespace {

void check_signal(Runtime& rt, const Value& v) {
  if (!is_int(v)) raise_type_error(rt, fmt::format("sig must be an int, not {}", repr(rt, v)->view()));
  std::int64_t number = 0;
  if (!int_to_number(v, number) || number < 1 || number > 64)
    raise_value_error(rt, fmt::format("invalid signal number {}", repr(rt, v)->view()));
}

void check_main_thread(Runtime& rt) {
  Threads& threads = threads_of(rt);
  if (&threads.current() != &threads.main_thread())
    raise_value_error(rt, "signal only works in main thread of the main interpreter");
}

}  // namespace

Value loop_add_signal_handler(Runtime& rt, Args args) {
  Ref<loop::Callback> callback = callback_from(rt, args, 2, "add_signal_handler");
  if (is_coroutine(rt, args[2])) raise_type_error(rt, "coroutines cannot be used with add_signal_handler()");
  check_signal(rt, args[1]);
  check_main_thread(rt);
  auto& loop = *static_cast<loop::EventLoop*>(args[0].object());
  if (loop.closed()) raise(rt, rt.types().runtime_error, "Event loop is closed");
  const int signal = signal_number(rt, args[1]);
  if (signal == SIGKILL || signal == SIGSTOP)
    raise(rt, rt.types().runtime_error, fmt::format("sig {} cannot be caught", signal));
  signals_of(rt).add_loop_handler(loop, signal, std::move(callback));
  return none;
}

Value loop_remove_signal_handler(Runtime& rt, Args args) {
  check_signal(rt, args[1]);
  auto& loop = *static_cast<loop::EventLoop*>(args[0].object());
  return boolean(signals_of(rt).remove_loop_handler(loop, signal_number(rt, args[1])));
}

// ---------------------------------------------------------------- the module

namespace {

Value set_signal(Runtime& rt, Args args) {
  check_main_thread(rt);
  const int number = signal_number(rt, args[0]);
  if (!args[1].is_integer() && !is_callable(rt, args[1]))
    raise_type_error(rt, "signal handler must be signal.SIG_IGN, signal.SIG_DFL, or a callable object");
  return signals_of(rt).set_handler(number, args[1]);
}
Value get_signal(Runtime& rt, Args args) {
  return signals_of(rt).handler(signal_number(rt, args[0]));
}
Value raise_signal(Runtime& rt, Args args) {
  signals_of(rt).raise(signal_number(rt, args[0]));
  return none;
}
Value default_int_handler(Runtime& rt, Args) {
  raise(make_exception(rt, rt.types().keyboard_interrupt));
}
Value strsignal(Runtime& rt, Args args) {
  return text(rt, ::strsignal(signal_number(rt, args[0])));
}

constexpr NativeMethod functions[] = {
    {"signal", set_signal, between(2, 2)},          {"getsignal", get_signal, one_argument()},
    {"raise_signal", raise_signal, one_argument()}, {"default_int_handler", default_int_handler, between(2, 2)},
    {"strsignal", strsignal, one_argument()},
};

}  // namespace

Ref<ModuleObject> signal_module(Runtime& rt) {
  Ref<ModuleObject> module = make_module(rt, "signal");
  add_functions(rt, *module->dict, "signal", functions);
  const auto set = [&](std::string_view name, Value value) { module->dict->set(rt.heap().intern(name), value); };
  for (const Named& known : names) set(known.name, Value::integer(known.number));
  set("SIG_DFL", sig_default);
  set("SIG_IGN", sig_ignore);
  set("NSIG", Value::integer(65));
  return module;
}

}  // namespace orrery::script
