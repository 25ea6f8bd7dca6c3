// asyncio.run: main to its end, then everything else, in asyncio's order. (CPython: asyncio/runners.py; 1.12.)
#pragma once

#include <functional>

#include "engine/loop/event_loop.hpp"

namespace orrery::loop {

// What shutting down means beyond the loop's own things; each gives the coroutine that the runner makes a task of.
struct ShutdownHooks {
  std::function<Ref<Coroutine>(EventLoop&)> async_generators;  // empty: the native ones alone
  std::function<Ref<Coroutine>(EventLoop&)> default_executor;  // empty: there is none
};

// Runs `main` on the loop; whatever comes of it, then cancels all tasks, waits for them, shuts down, closes the loop.
// Returns what main returned or raises what it raised. RuntimeError if a loop is running.
Value run(EventLoop& loop, Ref<Coroutine> main, const ShutdownHooks& hooks = {});

// The second half alone. (CPython: Runner.close.)
void shut_down(EventLoop& loop, const ShutdownHooks& hooks = {});

// Several runs on one loop, which is made when it is needed first. (CPython: asyncio.Runner.)
class Runner {
 public:
  using LoopFactory = std::function<Ref<EventLoop>()>;
  // `environment` outlives it.
  Runner(Environment& environment, LoopFactory factory, ShutdownHooks hooks = {})
      : environment_(environment), factory_(std::move(factory)), hooks_(std::move(hooks)) {}
  Runner(const Runner&) = delete;
  Runner& operator=(const Runner&) = delete;

  // The loop (get_loop). RuntimeError "Runner is closed" once it is. What the factory raises.
  EventLoop& loop();
  // Runs `main` to its end as a task. All runs share one context, the current one's copy of when the loop was made,
  // unless another is given. RuntimeError if a loop is running; what main raises.
  Value run(Ref<Coroutine> main, Ref<Context> context = {});
  // Shuts the loop down and closes it, if there is one; nothing else then. Must be called for a runner that has run.
  void close();

  // Lets go of everything, for the end of a program that did not close it.
  void abandon() noexcept;

 private:
  enum class State : std::uint8_t { created, initialized, closed };

  Environment& environment_;
  LoopFactory factory_;
  ShutdownHooks hooks_;
  Ref<EventLoop> loop_;
  Ref<Context> context_;
  State state_ = State::created;
};

}  // namespace orrery::loop
