// Traces for tests that ask little of them.
#pragma once

#include <limits>
#include <random>

#include "tests/support/trace_builder.hpp"

namespace orrery::test {

// Any kind of event with any fields, about `things` things of each sort: nothing a loop would ever do.
inline void write_nonsense(TraceBuilder& b, std::uint32_t seed, int events, std::uint32_t things,
                           bool with_nan = true) {
  std::mt19937 random(seed);
  const auto below = [&](std::uint32_t n) { return static_cast<std::uint32_t>(random() % n); };
  const auto any_id = [&] { return Id(static_cast<Sort>(below(9)), below(things)); };
  const double numbers[] = {0,
                            1,
                            -1,
                            0.5,
                            1e300,
                            std::numeric_limits<double>::infinity(),
                            with_nan ? std::numeric_limits<double>::quiet_NaN() : -1e300};
  for (int i = 0; i < events; ++i) {
    event::Event e;
    e.kind = static_cast<Kind>(below(static_cast<std::uint32_t>(event::kind_count)));
    e.time = below(10) == 0 ? numbers[below(7)] : i * 0.001;
    e.subject = any_id();
    e.object = any_id();
    e.arg = static_cast<std::uint8_t>(below(3) == 0 ? below(256) : below(4));
    e.line = static_cast<std::uint16_t>(below(50));
    e.cause = below(4) == 0 ? event::no_seq : below(static_cast<std::uint32_t>(i) + 5);
    switch (describe(e.kind).shape) {
      case event::Shape::number:
        e.value.number = numbers[below(7)];
        break;
      case event::Shape::integer:
        e.value.integer = static_cast<std::int64_t>(random()) - (1 << 30);
        break;
      default:
        e.value.text = {b.intern("text " + std::to_string(below(20))), below(6)};
        break;
    }
    b.append(e);
  }
}

// A loop that turns `turns` times over `tasks` tasks which sleep, yield and wait for each other: events as the engine
// would write them, seven or so a step.
class Busy {
 public:
  Busy(TraceBuilder& builder, std::uint32_t tasks, std::uint32_t seed) : b_(builder), random_(seed) {
    b_.emit(Kind::loop_run, loop_id());
    for (std::uint32_t n = 1; n <= tasks; ++n) create(n);
  }
  void turn(std::uint32_t handles) {
    b_.emit_integer(Kind::turn_begin, loop_id(), {}, 0, ++turns_);
    for (auto phase : {event::Phase::timeout, event::Phase::select, event::Phase::io, event::Phase::timers})
      b_.emit(Kind::phase_begin, loop_id(), {}, phase);
    b_.emit(Kind::phase_begin, loop_id(), {}, event::Phase::run);
    for (std::uint32_t i = 0; i < handles && !queue_.empty(); ++i) run_one();
    b_.at(turns_ * 0.01);
  }
  bool idle() const { return queue_.empty(); }

 private:
  struct Scheduled {
    std::uint32_t handle, task;
    Seq seq;
  };
  void create(std::uint32_t n) {
    b_.emit(Kind::coroutine_created, coroutine(n), {}, event::CoroutineSort::coroutine, "work");
    b_.emit(Kind::task_created, task(n), coroutine(n), 0, "Task-" + std::to_string(n));
    schedule(n, event::HandleRole::step);
  }
  void schedule(std::uint32_t n, event::HandleRole role) {
    const std::uint32_t h = ++handles_;
    const Seq seq = b_.emit(Kind::handle_scheduled, handle(h), task(n), role, "Task.step", 0);
    queue_.push_back({h, n, seq});
  }
  void run_one() {
    const Scheduled next = queue_.front();
    queue_.erase(queue_.begin());
    b_.by(next.seq).emit(Kind::handle_begin, handle(next.handle), task(next.task), event::HandleRole::step,
                         "Task.step");
    b_.by(b_.last()).emit(Kind::task_step, task(next.task), coroutine(next.task), event::SendMode::send, "None");
    b_.line(static_cast<std::uint16_t>(1 + random_() % 40));
    b_.emit(Kind::coroutine_resumed, coroutine(next.task), coroutine(next.task), event::SendMode::send, "None");
    if (random_() % 3 == 0) sleep(next.task);
    b_.emit(Kind::coroutine_yielded, coroutine(next.task), coroutine(next.task), 0, "None");
    b_.emit(Kind::task_yields, task(next.task));
    schedule(next.task, event::HandleRole::step);
    b_.line(0).emit(Kind::handle_end, handle(next.handle));
    b_.by(event::no_seq);
  }
  void sleep(std::uint32_t n) {
    const std::uint32_t f = ++futures_, h = ++handles_;
    b_.emit(Kind::future_created, future(f), task(n), 0, "sleep");
    b_.emit(Kind::handle_created, handle(h), future(f), event::HandleRole::timer, "set_result");
    b_.emit_number(Kind::timer_scheduled, handle(h), future(f), 0, turns_ * 0.01 + 1);
    b_.emit(Kind::handle_cancelled, handle(h));
    b_.emit(Kind::future_released, future(f));
  }

  TraceBuilder& b_;
  std::mt19937 random_;
  std::vector<Scheduled> queue_;
  std::uint32_t handles_ = 0, futures_ = 0;
  std::int64_t turns_ = 0;
};

}  // namespace orrery::test
