// A trace of a given length: tasks, fifty if nothing else is said, that sleep, take turns, wait for each other and print, on a real loop.
#pragma once

#include <random>

#include "tests/bench/rig.hpp"

namespace orrery::bench {

class Crowd {
 public:
  explicit Crowd(event::Seq events, unsigned task_count = 50)
      : rig_(Record::on, io::ClockKind::virtual_time), events_(events) {
    std::vector<Ref<loop::Task>> tasks;
    for (unsigned i = 0; i < task_count; ++i) tasks.push_back(rig_.task(works(i)));
    rig_.run(all(std::move(tasks)));
  }
  const trace::Trace& trace() const { return rig_.trace(); }

 private:
  Co<void> helps(unsigned number) {
    if (number % 3 == 0) co_await loop::bare_yield();
  }
  Co<void> works(unsigned number) {
    std::mt19937 dice(number);
    while (trace().size() < events_) {
      co_await loop::sleep(rig_.loop(), 0.001 * static_cast<double>(dice() % 100));
      co_await helps(number);
      if (dice() % 4 == 0) co_await rig_.task(helps(number));
    }
  }

  Rig rig_;
  event::Seq events_;
};

}  // namespace orrery::bench
