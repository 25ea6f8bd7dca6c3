// The timer heap against a table made by CPython's own loop (timer_table.py).
#include <gtest/gtest.h>

#include "tests/support/rig.hpp"

namespace orrery::test {
namespace {

struct Round {
  std::vector<int> fired;
  std::size_t scheduled;
  std::size_t cancelled;
};

const Round rounds[] = {
#include "tests/loop/timer_table.inc"
};

// The generator of timer_table.py.
class Random {
 public:
  unsigned below(unsigned n) {
    seed_ = (seed_ * 1103515245u + 12345u) % (1u << 31);
    return (seed_ >> 16) % n;
  }

 private:
  std::uint64_t seed_ = 1;
};

class Crowd {
 public:
  void schedule(int count) {
    base_ = rig_.loop->time();
    for (int i = 0; i < count; ++i) {
      const int number = static_cast<int>(timers_.size());
      timers_.push_back(rig_.loop->call_at(base_ + 0.001 * random_.below(7),
                                           loop::callback("fired", [this, number] { fired_.push_back(number); })));
    }
  }
  void cancel_some(bool most) {
    for (const auto& timer : timers_)
      if (most ? random_.below(3) != 0 : random_.below(4) == 0) timer->cancel();
  }
  std::vector<int> run() {
    rig_.machine.virtual_clock()->advance_to(base_ + 0.0035);
    for (int i = 0; i < 2; ++i) {
      rig_.loop->call_soon(loop::callback("nothing", [] {}));
      rig_.loop->run_once();
    }
    return std::exchange(fired_, {});
  }
  const loop::TimerHeap& heap() const { return rig_.loop->timers(); }

 private:
  Rig rig_;
  Random random_;
  double base_ = 0;
  std::vector<loop::Ref<loop::TimerHandle>> timers_;
  std::vector<int> fired_;
};

TEST(TimerHeap, FiresCompactsAndMiscountsAsCPythonDoes) {
  Crowd crowd;
  int number = 0;
  for (const Round& round : rounds) {
    SCOPED_TRACE(number);
    crowd.schedule(120);
    crowd.cancel_some(number++ % 3 == 2);
    EXPECT_EQ(crowd.run(), round.fired);
    EXPECT_EQ(crowd.heap().size(), round.scheduled);
    EXPECT_EQ(crowd.heap().cancelled_count(), round.cancelled);
  }
}

TEST(TimerHeap, ATimerIsDueUpToTheClocksResolutionEarly) {
  Rig r;
  r.loop->call_at(5e-10 + 2e-6, r.logger("within a nanosecond"));
  r.loop->call_at(1.5e-9 + 2e-6, r.logger("beyond it"));
  r.loop->call_soon(r.logger("soon"));
  r.loop->run_once();
  EXPECT_EQ(r.lines, (Lines{"[1] soon", "[1] within a nanosecond"}));
}

TEST(TimerHeap, ATimerAtAHugeTimeIsStillDue) {
  Rig r;
  r.loop->call_at(1e17, r.logger("late"));
  r.loop->run_once();
  EXPECT_EQ(r.lines, (Lines{"[1] late"}));
  EXPECT_EQ(r.loop->time(), 1e17);
}

}  // namespace
}  // namespace orrery::test
