// What all loops of one run share: the probe, the ordinals, the rules of which CPython, how errors are made.
// There are no globals in the engine: two runs in one process do not know of each other.
#pragma once

#include <array>
#include <cstdint>

#include "engine/event/probe.hpp"
#include "engine/loop/error.hpp"

namespace orrery::loop {

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

  // The next id of a sort, from 1.
  event::Id next(event::Sort sort) noexcept {
    return {sort, ++ordinals_[static_cast<std::size_t>(sort)]};
  }
  // The number in `Task-N`: one series for all loops of the run.
  std::uint32_t next_task_number() noexcept { return ++task_number_; }

 private:
  event::Probe* probe_;
  ErrorFactory* errors_;
  Rules rules_;
  std::uint32_t task_number_ = 0;
  std::array<std::uint32_t, 16> ordinals_{};
};

}  // namespace orrery::loop
