#include "engine/session/outside.hpp"

#include <poll.h>

#include <algorithm>
#include <cerrno>

#include "engine/io/selectors.hpp"
#include "engine/io/timed_selectors.hpp"
#include "engine/loop/event_loop.hpp"

namespace orrery::session {
namespace {

using scenario::SelectorSort;

std::unique_ptr<io::RealSelector> real_selector(SelectorSort sort) {
  switch (sort) {
    case SelectorSort::poll: return io::make_selector(io::SelectorKind::poll);
    case SelectorSort::epoll: return io::make_selector(io::SelectorKind::epoll);
    case SelectorSort::select: break;
  }
  return io::make_selector(io::SelectorKind::select);
}

// Can be woken through the gate for as long as it lives.
class WokenAtTheGate final : public loop::Selector {
 public:
  WokenAtTheGate(std::unique_ptr<loop::Selector> inner, PauseGate& gate) : inner_(std::move(inner)), gate_(gate) {
    gate_.attach(*inner_);
  }
  ~WokenAtTheGate() override { gate_.detach(*inner_); }
  void watch(int fd, loop::Interest interest) override { inner_->watch(fd, interest); }
  loop::Selected select(const loop::Wait& wait, std::vector<loop::Ready>& found) override {
    return inner_->select(wait, found);
  }
  void wake() noexcept override { inner_->wake(); }
  void expect_outside(int change) noexcept override { inner_->expect_outside(change); }

 private:
  std::unique_ptr<loop::Selector> inner_;
  PauseGate& gate_;
};

bool ready(int fd, event::Direction direction, double seconds) {
  pollfd wanted{fd, static_cast<short>(direction == event::Direction::read ? POLLIN : POLLOUT), 0};
  return ::poll(&wanted, 1, static_cast<int>(std::min(seconds, 3600.0) * 1000)) != 0;
}

event::Id running_task(const loop::Environment& environment) {
  const loop::EventLoop* loop = environment.running_loop();
  return loop && loop->current_task() ? loop->current_task()->id() : event::Id{};
}

[[noreturn]] void nobody_will_come() {
  loop::Deadlock deadlock;
  deadlock.text = "a socket call blocks for ever: nothing can reach this socket any more";
  throw deadlock;
}

class Virtual final : public script::Outside {
 public:
  Virtual(SelectorSort sort, loop::Environment& environment, io::World& world, PauseGate& gate)
      : sort_(sort), environment_(environment), world_(world), gate_(gate), clock_(environment.probe()) {
    clock_.set_passenger(&world_);
  }
  loop::Clock& clock() override { return clock_; }
  std::unique_ptr<loop::Selector> new_selector() override {
    auto selector = std::make_unique<io::VirtualSelector>(real_selector(sort_), clock_, &world_, environment_.descriptors());
    return std::make_unique<WokenAtTheGate>(std::move(selector), gate_);
  }
  void block(double seconds) override { io::block(clock_, environment_.probe(), seconds, running_task(environment_)); }
  bool wait(int fd, event::Direction direction, double timeout) override {
    const double deadline = clock_.now() + timeout;
    while (!ready(fd, direction, 0)) {
      const double next = std::min(deadline, world_.next_moment());
      if (next == loop::forever) nobody_will_come();
      if (next >= deadline && clock_.now() >= deadline) return false;
      clock_.advance_to(next);
    }
    return true;
  }
  loop::Gate* gate() override { return &gate_; }

 private:
  SelectorSort sort_;
  loop::Environment& environment_;
  io::World& world_;
  PauseGate& gate_;
  io::VirtualClock clock_;
};

class Real final : public script::Outside {
 public:
  Real(SelectorSort sort, loop::Environment& environment, io::World& world, PauseGate& gate)
      : sort_(sort), environment_(environment), world_(world), gate_(gate) {}
  loop::Clock& clock() override { return clock_; }
  std::unique_ptr<loop::Selector> new_selector() override {
    auto selector = std::make_unique<io::WorldlySelector>(real_selector(sort_), clock_, &world_, environment_.descriptors(), environment_.probe());
    return std::make_unique<WokenAtTheGate>(std::move(selector), gate_);
  }
  void block(double seconds) override {
    if (event::Probe* probe = environment_.probe()) {
      probe->now = clock_.now();
      probe->emit(event::Kind::blocking_call, running_task(environment_), {}, 0, {.number = seconds});
    }
    const double end = clock_.now() + seconds;
    while (clock_.now() < end) sleep_until(std::min(end, world_.next_moment()));
    stamp();
  }
  bool wait(int fd, event::Direction direction, double timeout) override {
    const double deadline = clock_.now() + timeout;
    while (!ready(fd, direction, 0)) {
      if (clock_.now() >= deadline) return false;
      sleep_until(std::min({deadline, world_.next_moment(), clock_.now() + longest_nap}));
    }
    stamp();
    return true;
  }
  loop::Gate* gate() override { return &gate_; }

 private:
  // Blocking socket calls look again after so many seconds, so that an end of the run is seen.
  static constexpr double longest_nap = 0.01;

  void sleep_until(double time) {
    if (!gate_.sleep(std::max(0.0, time - clock_.now()))) throw loop::Aborted();
    stamp();
    world_.pass(clock_.now());
  }
  void stamp() {
    if (event::Probe* probe = environment_.probe()) probe->now = clock_.now();
  }

  SelectorSort sort_;
  loop::Environment& environment_;
  io::World& world_;
  PauseGate& gate_;
  io::RealClock clock_;
};

}  // namespace

std::unique_ptr<script::Outside> make_outside(scenario::ClockSort clock, scenario::SelectorSort selector,
                                              loop::Environment& environment, io::World& world, PauseGate& gate) {
  if (clock == scenario::ClockSort::real_clock) return std::make_unique<Real>(selector, environment, world, gate);
  return std::make_unique<Virtual>(selector, environment, world, gate);
}

}  // namespace orrery::session
