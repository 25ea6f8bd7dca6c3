// Selectors that know of the clock and the world: what a loop is given.
#pragma once

#include <memory>

#include "engine/io/clocks.hpp"
#include "engine/io/selectors.hpp"
#include "engine/io/world.hpp"
#include "engine/loop/descriptors.hpp"

namespace orrery::io {

// Polls, and when nothing is ready jumps the clock to the next deadline or action of the world, whichever is first.
// Really waits only while something outside is expected (Selector::expect_outside). Hopeless: no deadline, no action.
class VirtualSelector final : public loop::Selector {
 public:
  // `world` may be null. All but `inner` must outlive it.
  VirtualSelector(std::unique_ptr<RealSelector> inner, VirtualClock& clock, World* world,
                  loop::Descriptors& descriptors);
  void watch(int fd, loop::Interest interest) override;
  loop::Selected select(const loop::Wait& wait, std::vector<loop::Ready>& ready) override;
  void wake() noexcept override { inner_->wake(); }

 private:
  bool poll(std::vector<loop::Ready>& ready);
  bool arrives_late(std::vector<loop::Ready>& ready);
  loop::Selected sleep(double deadline, std::vector<loop::Ready>& ready);
  bool stirred() { return world_ && world_->take_stir(); }

  std::unique_ptr<RealSelector> inner_;
  VirtualClock& clock_;
  World* world_;
  loop::Descriptors& descriptors_;
  DescriptorSet watched_;
  bool interrupted_ = false;  // a poll took a wake-up, or a signal came: then it may not sleep
};

// Waits in the kernel, no longer than to the world's next action, which it then performs. Hopeless: a wait without end
// when the world has nothing left to do and no watched descriptor reaches beyond the program.
class WorldlySelector final : public loop::Selector {
 public:
  // `probe`: stamped with the time before the world acts; may be null.
  WorldlySelector(std::unique_ptr<RealSelector> inner, RealClock& clock, World* world, loop::Descriptors& descriptors,
                  event::Probe* probe = nullptr);
  void watch(int fd, loop::Interest interest) override;
  loop::Selected select(const loop::Wait& wait, std::vector<loop::Ready>& ready) override;
  void wake() noexcept override { inner_->wake(); }

 private:
  bool hopeless(const loop::Wait& wait) const;
  bool perform();
  double until_next_action() const;

  std::unique_ptr<RealSelector> inner_;
  RealClock& clock_;
  World* world_;
  loop::Descriptors& descriptors_;
  event::Probe* probe_;
  DescriptorSet watched_;
};

}  // namespace orrery::io
