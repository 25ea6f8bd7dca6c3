// Functions that run on other threads, awaited like everything else: run_in_executor and to_thread.
//
//   const int n = co_await run_in_executor<int>(loop, "count", [] { return count_primes(); });
//
// (CPython: base_events.run_in_executor, futures.wrap_future, threads.to_thread; asyncio-semantics.md, 1.12.)
#pragma once

#include <exception>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "engine/loop/co.hpp"
#include "engine/loop/event_loop.hpp"
#include "engine/loop/threadsafe.hpp"

namespace orrery::loop {

// Something for a thread to do. Shared between threads: it must not hold objects of a loop (threadsafe.hpp).
class Work {
 public:
  virtual ~Work() = default;
  // On a thread of the pool, whose name it is told. Must not throw.
  virtual void run(const std::string& thread) noexcept = 0;
};

// Threads that do what they are given, first in first out. (CPython: concurrent.futures.Executor.)
// Every member may be called from any thread.
class Executor {
 public:
  virtual ~Executor() = default;
  // Puts it in line, for an idle thread or a new one. Throws RuntimeError ("cannot schedule new futures after
  // shutdown").
  virtual void submit(std::shared_ptr<Work> work) = 0;
  // Takes it out of the line. False if a thread has begun it.
  virtual bool withdraw(const Work& work) noexcept = 0;
  // Takes nothing new. When all that is in line has been done and the threads have ended, `done` is called, on some
  // thread; it may be empty. Does not wait.
  virtual void shut_down(std::function<void()> done) = 0;
};

// What came of a job: a value, or an exception.
template <class T>
struct JobOutcome {
  std::optional<T> value;
  std::exception_ptr error;
};
template <>
struct JobOutcome<void> {
  std::exception_ptr error;
};

namespace detail {

// Sets the future that waits for a job; built by the job's thread, of nothing of the loop's.
class SetState : public Callback {
 public:
  SetState(std::uint32_t job, EventLoop& loop) noexcept : loop_(loop), job_(job) {}
  void call(Future*) override;
  std::string name() const override { return "_set_state"; }

 protected:
  // The value for the future; throws what the job threw.
  virtual Value value() = 0;

 private:
  EventLoop& loop_;
  std::uint32_t job_;
};

template <class T>
class SetStateOf final : public SetState {
 public:
  SetStateOf(std::uint32_t job, EventLoop& loop, JobOutcome<T> outcome)
      : SetState(job, loop), outcome_(std::move(outcome)) {}

 private:
  Value value() override {
    if (outcome_.error) std::rethrow_exception(std::exchange(outcome_.error, nullptr));
    if constexpr (std::is_void_v<T>)
      return {};
    else
      return to_value<T>(std::move(*outcome_.value));
  }
  JobOutcome<T> outcome_;
};

template <class T, class Function>
class Job final : public Work {
 public:
  Job(EventLoop& loop, std::uint32_t number, Function function)
      : loop_(loop), inbox_(loop.door().inbox()), number_(number), function_(std::move(function)) {}

  // A job that outlives its loop is done for nothing.
  void run(const std::string& thread) noexcept override {
    inbox_->post({nullptr, Delivery::What::job_begun, number_, thread}, true);
    Delivery delivery{make<SetStateOf<T>>(number_, loop_, outcome()), Delivery::What::job_ended, number_, thread};
    inbox_->post(std::move(delivery));
  }

 private:
  JobOutcome<T> outcome() noexcept {
    JobOutcome<T> outcome;
    try {
      if constexpr (std::is_void_v<T>)
        function_();
      else
        outcome.value.emplace(function_());
    } catch (...) {
      outcome.error = std::current_exception();
    }
    return outcome;
  }

  EventLoop& loop_;  // a name only: whether it is still there, the inbox knows
  std::shared_ptr<Inbox> inbox_;
  std::uint32_t number_;
  Function function_;
};

// The executor, or the loop's default one, made now if there is none yet.
std::shared_ptr<Executor> executor_for(EventLoop& loop, std::shared_ptr<Executor> given);
// Submits, and returns the future of it: CPython's wrap_future(executor.submit(…)).
Ref<Future> start_job(EventLoop& loop, const std::shared_ptr<Executor>& executor, std::shared_ptr<Work> work,
                      std::uint32_t job);

}  // namespace detail

// Has `function` called on a thread of the executor (null: the loop's default one); the future gets what it returns or
// throws. `function` must hold nothing of the loop's. Cancelling the future takes a job out of the line; one that has
// begun goes on, and what comes of it is forgotten. Throws RuntimeError if the loop is closed or the executor is shut
// down.
template <class T, class Function>
Ref<Future> run_in_executor(EventLoop& loop, std::string_view name, Function function,
                            std::shared_ptr<Executor> executor = {}) {
  const std::shared_ptr<Executor> chosen = detail::executor_for(loop, std::move(executor));
  const std::uint32_t number = loop.door().begin_job(name);
  auto job = std::make_shared<detail::Job<T, Function>>(loop, number, std::move(function));
  return detail::start_job(loop, chosen, std::move(job), number);
}

// The same as a coroutine on the default executor. (Context variables are the loop's thread's: a native function gets
// what it needs as captures.)
template <class T, class Function>
Co<Value> to_thread(EventLoop& loop, std::string name, Function function) {
  co_return co_await run_in_executor<T>(loop, name, std::move(function));
}

// Until the threads of the default executor have ended; no more jobs after that. `timeout`: only so long, by the rules
// of 3.13. (CPython: base_events.shutdown_default_executor; asyncio-semantics.md, 1.14.)
Co<void> shutdown_default_executor(EventLoop& loop, std::optional<double> timeout = {});

}  // namespace orrery::loop
