// What all loops of one run share: the probe, the ordinals, the rules of which CPython, how errors are made.
// There are no globals in the engine: two runs in one process do not know of each other.
#pragma once

#include <array>
#include <cstdint>
#include <functional>

#include "engine/event/probe.hpp"
#include "engine/loop/descriptors.hpp"
#include "engine/loop/error.hpp"
#include "engine/loop/values.hpp"

namespace orrery::loop {

class EventLoop;
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

  // What is known of the descriptors of this run.
  Descriptors& descriptors() noexcept { return descriptors_; }

  // The loop that runs now, or null (asyncio's running loop of the thread; a run has one thread).
  EventLoop* running_loop() const noexcept { return running_loop_; }
  void set_running_loop(EventLoop* loop) noexcept { running_loop_ = loop; }

  // What a loop without an exception handler of its own does with an error nobody caught. Empty: nothing.
  using ExceptionHandler = std::function<void(EventLoop&, const ExceptionContext&)>;
  const ExceptionHandler& default_exception_handler() const noexcept { return default_handler_; }
  void set_default_exception_handler(ExceptionHandler handler) { default_handler_ = std::move(handler); }

  // The serial number of a done-callback, from 1: how the trace tells two registrations of one function apart.
  std::uint32_t next_callback_serial() noexcept { return ++callback_serial_; }

  // The next id of a sort, from 1.
  event::Id next(event::Sort sort) noexcept { return {sort, ++ordinals_[static_cast<std::size_t>(sort)]}; }
  // The number in `Task-N`: one series for all loops of the run.
  std::uint32_t next_task_number() noexcept { return ++task_number_; }

 private:
  event::Probe* probe_;
  ErrorFactory* errors_;
  Values* values_ = &native_values();
  EventLoop* running_loop_ = nullptr;
  ExceptionHandler default_handler_;
  Descriptors descriptors_;
  Rules rules_;
  std::uint32_t task_number_ = 0;
  std::uint32_t callback_serial_ = 0;
  std::array<std::uint32_t, 16> ordinals_{};
};

}  // namespace orrery::loop
