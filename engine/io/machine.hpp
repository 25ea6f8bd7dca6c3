// The machine a run stands on: a clock, a world, and loops that live by them.
#pragma once

#include <memory>

#include "engine/io/clocks.hpp"
#include "engine/io/selectors.hpp"
#include "engine/io/world.hpp"
#include "engine/loop/event_loop.hpp"

namespace orrery::io {

enum class ClockKind : std::uint8_t { virtual_time, real_time };

class Machine {
 public:
  // The environment must outlive the machine, and the machine its loops. The world's `cancel` looks for the task among
  // those of the loop that runs.
  explicit Machine(loop::Environment& environment, ClockKind clock = ClockKind::virtual_time,
                   SelectorKind selector = SelectorKind::select);

  // A new loop on this clock, with a selector of its own. (asyncio.new_event_loop.)
  Ref<loop::EventLoop> new_loop();
  loop::Environment& environment() const noexcept { return environment_; }
  loop::Clock& clock() noexcept;
  // Null under the real clock.
  VirtualClock* virtual_clock() noexcept { return virtual_clock_.get(); }
  World& world() noexcept { return world_; }
  Network& network() noexcept { return world_.network(); }
  // time.sleep(): the virtual clock goes on by `seconds`, or the thread really sleeps. Nothing else can run.
  void block(double seconds);

 private:
  loop::Environment& environment_;
  SelectorKind selector_;
  World world_;
  std::unique_ptr<VirtualClock> virtual_clock_;
  std::unique_ptr<RealClock> real_clock_;
};

}  // namespace orrery::io
