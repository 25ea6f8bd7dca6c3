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
                  event::Probe* probe = nullptr);
  void watch(int fd, loop::Interest interest) override { inner_->watch(fd, interest); }
  loop::Selected select(const loop::Wait& wait, std::vector<loop::Ready>& ready) override;
  void wake() noexcept override { inner_->wake(); }

 private:
  loop::Selected poll(std::vector<loop::Ready>& ready);
  void jump(double time);
  bool stirred();

  std::unique_ptr<RealSelector> inner_;
  VirtualClock& clock_;
  World* world_;
  event::Probe* probe_;
};

// Waits in the kernel, no longer than to the world's next action, which it then performs. Hopeless: a wait without end
// when the world has nothing left to do and no watched descriptor reaches beyond the program.
class WorldlySelector final : public loop::Selector {
 public:
  WorldlySelector(std::unique_ptr<RealSelector> inner, RealClock& clock, World* world, loop::Descriptors& descriptors);
  void watch(int fd, loop::Interest interest) override;
  loop::Selected select(const loop::Wait& wait, std::vector<loop::Ready>& ready) override;
  void wake() noexcept override { inner_->wake(); }

 private:
  bool hopeless(const loop::Wait& wait);
  bool perform();

  std::unique_ptr<RealSelector> inner_;
  RealClock& clock_;
  World* world_;
  loop::Descriptors& descriptors_;
  DescriptorSet watched_;
};

}  // namespace orrery::io
