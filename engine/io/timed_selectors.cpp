#include "engine/io/timed_selectors.hpp"

#include <algorithm>
#include <utility>

namespace orrery::io {

using event::SelectOutcome;
using loop::Ready;
using loop::Selected;
using loop::Wait;

namespace {

// How long the virtual clock's side really waits for bytes that the kernel still carries between TCP sockets of the
// program, before it believes that nothing comes.
constexpr double kernel_delay = 0.002;  // seconds

bool reaches_outside(const DescriptorSet& watched, loop::Descriptors& descriptors) {
  return std::any_of(watched.entries().begin(), watched.entries().end(), [&](const DescriptorSet::Entry& entry) {
    const loop::Descriptor* known = descriptors.find(entry.fd);
    return !known || known->reaches_outside;
  });
}

}  // namespace

VirtualSelector::VirtualSelector(std::unique_ptr<RealSelector> inner, VirtualClock& clock, World* world,
                                 loop::Descriptors& descriptors)
    : inner_(std::move(inner)), clock_(clock), world_(world), descriptors_(descriptors) {}

void VirtualSelector::watch(int fd, loop::Interest interest) {
  inner_->watch(fd, interest);
  watched_.set(fd, interest);
}

Selected VirtualSelector::select(const Wait& wait, std::vector<Ready>& ready) {
  if (world_) world_->pass(clock_.now());
  if (poll(ready) || wait.timeout <= 0) return {SelectOutcome::polled};
  if (stirred()) return {SelectOutcome::woke};
  if (std::exchange(interrupted_, false)) return {SelectOutcome::interrupted};
  if (outside() > 0) return inner_->select({}, ready);
  if (arrives_late(ready)) return {SelectOutcome::woke};
  return sleep(wait.deadline, ready);
}

// The world goes on with what it has begun for as long as that brings nothing to the program.
bool VirtualSelector::poll(std::vector<Ready>& ready) {
  do interrupted_ |= inner_->select({0, 0}, ready).outcome == SelectOutcome::interrupted;
  while (ready.empty() && world_ && world_->carry_on());
  return !ready.empty();
}

bool VirtualSelector::arrives_late(std::vector<Ready>& ready) {
  if (!reaches_outside(watched_, descriptors_)) return false;
  inner_->select({kernel_delay, loop::forever}, ready);
  return !ready.empty();
}

// From action to action of the world, until one has brought something, or the deadline is there.
Selected VirtualSelector::sleep(double deadline, std::vector<Ready>& ready) {
  for (;;) {
    const double moment = std::min(deadline, world_ ? world_->next_moment() : loop::forever);
    if (moment == loop::forever) return {SelectOutcome::polled, true};
    clock_.advance_to(moment, event::ClockReason::select);
    if (poll(ready) || stirred() || std::exchange(interrupted_, false) || clock_.now() >= deadline) return {SelectOutcome::jumped};
  }
}

WorldlySelector::WorldlySelector(std::unique_ptr<RealSelector> inner, RealClock& clock, World* world,
                                 loop::Descriptors& descriptors, event::Probe* probe)
    : inner_(std::move(inner)), clock_(clock), world_(world), descriptors_(descriptors), probe_(probe) {}

void WorldlySelector::watch(int fd, loop::Interest interest) {
  inner_->watch(fd, interest);
  watched_.set(fd, interest);
}

// Where there is no world nobody has to know the time for a look that does not wait.
Selected WorldlySelector::select(const Wait& wait, std::vector<Ready>& ready) {
  if (wait.timeout <= 0 && (!world_ || world_->empty())) return inner_->select({0, loop::forever}, ready);
  const double end = clock_.now() + wait.timeout;
  for (;;) {
    const bool stirred = perform();
    const bool pointless = hopeless(wait);
    const double left = stirred || pointless ? 0 : std::max(0.0, end - clock_.now());
    const Selected selected = inner_->select({std::min(left, until_next_action()), wait.deadline}, ready);
    if (selected.outcome == SelectOutcome::interrupted) return selected;
    if (!ready.empty()) return {wait.timeout > 0 ? SelectOutcome::woke : SelectOutcome::polled};
    if (stirred) return {SelectOutcome::woke};
    if (pointless) return {SelectOutcome::polled, true};
    if (clock_.now() >= end) return {wait.timeout > 0 ? SelectOutcome::timed_out : SelectOutcome::polled};
  }
}

double WorldlySelector::until_next_action() const {
  return world_ ? std::max(0.0, world_->next_moment() - clock_.now()) : loop::forever;
}

bool WorldlySelector::hopeless(const Wait& wait) const {
  return wait.timeout == loop::forever && outside() == 0 && (!world_ || world_->exhausted()) &&
         !reaches_outside(watched_, descriptors_);
}

// Everything the world had to do until now. True if that put something into the ready queue.
bool WorldlySelector::perform() {
  if (!world_) return false;
  if (probe_) probe_->now = clock_.now();
  world_->pass(clock_.now());
  world_->carry_on();
  return world_->take_stir();
}

}  // namespace orrery::io
