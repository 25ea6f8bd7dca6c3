#include "engine/session/outside.hpp"

#include <poll.h>

#include <algorithm>
#include <cerrno>
#include <mutex>

#include "engine/io/selectors.hpp"
#include "engine/io/timed_selectors.hpp"
#include "engine/loop/event_loop.hpp"
#include "engine/loop/interrupt.hpp"
#include "engine/loop/threadsafe.hpp"

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

// Tells the threads of the program when the run is ended.
class EndBell final : public loop::Selector {
 public:
  explicit EndBell(PauseGate& gate) : gate_(gate) { gate_.attach(*this); }
  ~EndBell() override { gate_.detach(*this); }
  EndBell(const EndBell&) = delete;
  EndBell& operator=(const EndBell&) = delete;
  void watch(int, loop::Interest) override {}
  loop::Selected select(const loop::Wait&, std::vector<loop::Ready>&) override { return {}; }
  void wake() noexcept override {
    const std::lock_guard lock(mutex_);
    if (company_ && gate_.ended()) company_->end();
  }
  void set_company(io::Company* company) {
    const std::lock_guard lock(mutex_);
    company_ = company;
  }
  // For the run's own threads.
  io::Company* company() const noexcept { return company_; }

 private:
  PauseGate& gate_;
  std::mutex mutex_;
  io::Company* company_ = nullptr;
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
    world_.set_clock(clock_);
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
      if (world_.carry_on()) continue;
      if (io::Company* company = bell_.company(); company && company->give_way(std::min(deadline, world_.next_moment())))
        continue;
      const double next = std::min(deadline, world_.next_moment());
      if (next == loop::forever) nobody_will_come();
      if (next >= deadline && clock_.now() >= deadline) return false;
      clock_.advance_to(next);
    }
    return true;
  }
  io::Network& network() override { return world_.network(); }
  loop::Gate* gate() override { return &gate_; }
  void pass_until(double moment) override { clock_.advance_to(moment, event::ClockReason::blocking_call); }
  void set_company(io::Company* company) override { bell_.set_company(company); }

 private:
  SelectorSort sort_;
  loop::Environment& environment_;
  io::World& world_;
  PauseGate& gate_;
  io::VirtualClock clock_;
  EndBell bell_{gate_};
};

class Real final : public script::Outside {
 public:
  Real(SelectorSort sort, loop::Environment& environment, io::World& world, PauseGate& gate)
      : sort_(sort), environment_(environment), world_(world), gate_(gate) {
    world_.set_clock(clock_);
  }
  loop::Clock& clock() override { return clock_; }
  std::unique_ptr<loop::Selector> new_selector() override {
    auto inner = real_selector(sort_);
    inner->set_company(bell_.company());
    auto selector = std::make_unique<io::WorldlySelector>(std::move(inner), clock_, &world_, environment_.descriptors(), environment_.probe());
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
  io::Network& network() override { return world_.network(); }
  loop::Gate* gate() override { return &gate_; }
  bool virtual_time() const override { return false; }
  void set_company(io::Company* company) override { bell_.set_company(company); }

 private:
  // Blocking socket calls look again after so many seconds, so that an end of the run is seen.
  static constexpr double longest_nap = 0.01;

  void sleep_until(double time) {
    bool slept = false;
    {
      const io::Released released(bell_.company());
      slept = gate_.sleep(std::max(0.0, time - clock_.now()));
    }
    if (!slept) throw loop::Aborted();
    if (loop::Interrupts* const interrupts = environment_.thread_ports()->interrupts()) interrupts->deal();
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
  EndBell bell_{gate_};
};

}  // namespace

std::unique_ptr<script::Outside> make_outside(scenario::ClockSort clock, scenario::SelectorSort selector,
                                              loop::Environment& environment, io::World& world, PauseGate& gate) {
  if (clock == scenario::ClockSort::real_clock) return std::make_unique<Real>(selector, environment, world, gate);
  return std::make_unique<Virtual>(selector, environment, world, gate);
}

}  // namespace orrery::session
