#include "engine/io/machine.hpp"

#include <chrono>
#include <thread>

#include "engine/io/self_pipe.hpp"
#include "engine/io/timed_selectors.hpp"

namespace orrery::io {
namespace {

Ref<loop::Task> find_task(loop::Environment& environment, std::string_view name) {
  loop::EventLoop* running = environment.running_loop();
  if (!running) return nullptr;
  for (const Ref<loop::Task>& task : running->all_tasks())
    if (task->name() == name) return task;
  return nullptr;
}

event::Id running_task(const loop::Environment& environment) {
  const loop::EventLoop* running = environment.running_loop();
  return running && running->current_task() ? running->current_task()->id() : event::Id();
}

}  // namespace

Machine::Machine(loop::Environment& environment, ClockKind clock, SelectorKind selector)
    : environment_(environment), selector_(selector), world_(environment) {
  environment.set_thread_ports(&thread_ports());
  world_.set_task_finder([this](std::string_view name) { return find_task(environment_, name); });
  if (clock == ClockKind::virtual_time) {
    virtual_clock_ = std::make_unique<VirtualClock>(environment.probe());
    virtual_clock_->set_passenger(&world_);
  } else {
    real_clock_ = std::make_unique<RealClock>();
  }
  world_.set_clock(this->clock());
}

loop::Clock& Machine::clock() noexcept {
  if (virtual_clock_) return *virtual_clock_;
  return *real_clock_;
}

Ref<loop::EventLoop> Machine::new_loop() {
  auto inner = make_selector(selector_);
  std::unique_ptr<loop::Selector> selector;
  if (virtual_clock_)
    selector =
        std::make_unique<VirtualSelector>(std::move(inner), *virtual_clock_, &world_, environment_.descriptors());
  else
    selector = std::make_unique<WorldlySelector>(std::move(inner), *real_clock_, &world_, environment_.descriptors(),
                                                 environment_.probe());
  return loop::make<loop::EventLoop>(environment_, clock(), std::move(selector));
}

void Machine::block(double seconds) {
  const event::Id task = running_task(environment_);
  if (virtual_clock_) {
    io::block(*virtual_clock_, environment_.probe(), seconds, task);
    return;
  }
  event::Probe* probe = environment_.probe();
  if (probe) probe->emit(event::Kind::blocking_call, task, {}, 0, {.number = seconds});
  std::this_thread::sleep_for(std::chrono::duration<double>(seconds));
  if (probe) probe->now = real_clock_->now();
}

}  // namespace orrery::io
