// What all loops of one run share: the probe, the ordinals, the rules of which CPython, how errors are made.
// There are no globals in the engine: two runs in one process do not know of each other.
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <functional>
#include <thread>
#include <vector>

#include "engine/event/probe.hpp"
#include "engine/loop/awaitables.hpp"
#include "engine/loop/context.hpp"
#include "engine/loop/depth.hpp"
#include "engine/loop/descriptors.hpp"
#include "engine/loop/error.hpp"
#include "engine/loop/host.hpp"
#include "engine/loop/values.hpp"

namespace orrery::loop {

class AsyncGeneratorObject;
class EventLoop;
class Handle;
class ThreadPorts;
struct ExceptionContext;

// Whose rules the loop follows where CPython's versions differ (asyncio-semantics.md, 1.14).
enum class Rules : std::uint8_t { py311, py312, py313 };

class Environment {
 public:
  explicit Environment(event::Probe* probe = nullptr, Rules rules = Rules::py313,
                       ErrorFactory& errors = native_errors()) noexcept
      : probe_(probe), errors_(&errors), rules_(rules) {}
  Environment(const Environment&) = delete;
  Environment& operator=(const Environment&) = delete;

  event::Probe* probe() const noexcept { return probe_; }
  Rules rules() const noexcept { return rules_; }
  ErrorFactory& errors() const noexcept { return *errors_; }
  void set_errors(ErrorFactory& errors) noexcept { errors_ = &errors; }

  // How results look as text, and how native results become values of the program. The native ones until set.
  Values& values() const noexcept { return *values_; }
  void set_values(Values& values) noexcept { values_ = &values; }

  // repr(value) as a name of the trace; those that come again and again are kept. Precondition: there is a probe.
  event::Name shown(const Value& value) {
    if (value.is_none()) return none_shown_ ? none_shown_ : none_shown_ = name_of(value);
    return name_of(value);
  }

  // What programs can await. The native ones until set.
  Awaitables& awaitables() const noexcept { return *awaitables_; }
  void set_awaitables(Awaitables& awaitables) noexcept { awaitables_ = &awaitables; }

  // What is known of the descriptors of this run.
  Descriptors& descriptors() noexcept { return descriptors_; }

  Depth& depth() noexcept { return depth_; }

  // The loop that runs now, or null (asyncio's running loop of the thread; a run has one thread).
  EventLoop* running_loop() const noexcept { return running_loop_; }
  void set_running_loop(EventLoop* loop) noexcept { running_loop_ = loop; }

  // What a loop without an exception handler of its own does with an error nobody caught. Empty: nothing.
  using ExceptionHandler = std::function<void(EventLoop&, const ExceptionContext&)>;
  const ExceptionHandler& default_exception_handler() const noexcept { return default_handler_; }
  void set_default_exception_handler(ExceptionHandler handler) { default_handler_ = std::move(handler); }

  // The context that is current: of the handle that runs, or the run's own. (CPython keeps it in the thread's state.)
  ContextHolder& context() const noexcept { return *context_; }
  // Makes another one current and returns the one before: for whoever hands a run from thread to thread. What runs
  // inside of a context uses ContextScope.
  ContextHolder* exchange_context(ContextHolder* context) noexcept { return std::exchange(context_, context); }
  // The one that is current while no handle runs. Whoever owns the program's values clears it before they go.
  ContextHolder& outermost_context() noexcept { return outermost_context_; }
  std::uint32_t next_context_variable() noexcept { return ++context_variables_; }

  // Where self-pipes and pools of threads come from (threadsafe.hpp); null: there are none. Not owned.
  const ThreadPorts* thread_ports() const noexcept { return thread_ports_; }
  void set_thread_ports(const ThreadPorts* ports) noexcept { thread_ports_ = ports; }
  // Of a native program, who has set it up; null: nobody, and the lines of native coroutines are not followed. Not owned.
  Host* host() const noexcept { return host_; }
  void set_host(Host* host) noexcept { host_ = host; }
  // The events to come stand at this line of the program. Precondition: there is a probe.
  void note_place(Place place) noexcept {
    file_ = place.file;
    probe_->line = place.line;
  }
  // The file of the line noted last.
  event::Name noted_file() const noexcept { return file_; }

  // The native async generators that have begun and are not over, in that order; they enter and leave by themselves.
  std::vector<AsyncGeneratorObject*>& async_generators() noexcept { return async_generators_; }

  // The thread that has the run: everything of this environment's loops is its own. At first the one that made the
  // environment, then who runs a loop, or takes the run over. `on_own_thread` may be asked by any thread.
  void adopt_thread() noexcept { thread_.store(std::this_thread::get_id(), std::memory_order_relaxed); }
  bool on_own_thread() const noexcept { return thread_.load(std::memory_order_relaxed) == std::this_thread::get_id(); }

  // Told by a loop in debug mode of a handle that took long: so many seconds. Empty: nobody is.
  using SlowHandler = std::function<void(EventLoop&, Handle&, double)>;
  const SlowHandler& slow_handler() const noexcept { return slow_handler_; }
  void set_slow_handler(SlowHandler handler) { slow_handler_ = std::move(handler); }

  // Told of the death of what asked for it (Future::watch_death). Empty: nobody is.
  using DeathWatch = std::function<void(Object&)>;
  void set_death_watch(DeathWatch watch) { death_watch_ = std::move(watch); }
  void tell_death(Object& object) const {
    if (death_watch_) death_watch_(object);
  }

  // The serial number of a done-callback, from 1: how the trace tells two registrations of one function apart.
  std::uint32_t next_callback_serial() noexcept { return ++callback_serial_; }

  // The next id of a sort, from 1.
  event::Id next(event::Sort sort) noexcept { return {sort, ++ordinals_[static_cast<std::size_t>(sort)]}; }
  // The number in `Task-N`: one series for all loops of the run.
  std::uint32_t next_task_number() noexcept { return ++task_number_; }

 private:
  event::Name name_of(const Value& value) { return probe_->intern(values_->repr(value)); }

  event::Probe* probe_;
  event::Name none_shown_ = 0;
  ErrorFactory* errors_;
  Values* values_ = &native_values();
  Awaitables* awaitables_ = &native_awaitables();
  EventLoop* running_loop_ = nullptr;
  ExceptionHandler default_handler_;
  SlowHandler slow_handler_;
  DeathWatch death_watch_;
  const ThreadPorts* thread_ports_ = nullptr;
  Host* host_ = nullptr;
  std::vector<AsyncGeneratorObject*> async_generators_;
  event::Name file_ = 0;
  std::atomic<std::thread::id> thread_{std::this_thread::get_id()};
  Descriptors descriptors_;
  Depth depth_;
  Rules rules_;
  std::uint32_t task_number_ = 0;
  std::uint32_t callback_serial_ = 0;
  std::uint32_t context_variables_ = 0;
  ContextHolder outermost_context_;
  ContextHolder* context_ = &outermost_context_;
  std::array<std::uint32_t, 16> ordinals_{};
};

inline ContextScope::ContextScope(Environment& environment, ContextHolder& holder) : environment_(environment) {
  if (Context* context = holder.object()) [[unlikely]]
    enter(*context);
  holder.bits_ |= ContextHolder::is_entered;
  before_ = environment.exchange_context(&holder);
}

inline ContextScope::~ContextScope() {
  ContextHolder& holder = *environment_.exchange_context(before_);
  holder.bits_ &= ~ContextHolder::is_entered;
  if (Context* context = holder.object()) [[unlikely]]
    context->entered_ = false;
}

}  // namespace orrery::loop
