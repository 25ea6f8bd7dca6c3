// Tasks that use everything at once: locks, queues, groups, timeouts, gather, wait, shield, in random order and in each
// other, and are cancelled at random. There is no model of that; there is what each of them promises.
#pragma once

#include <random>
#include <vector>

#include "engine/loop/sync/condition.hpp"
#include "engine/loop/sync/event.hpp"
#include "engine/loop/sync/queue.hpp"
#include "engine/loop/sync/semaphore.hpp"
#include "tests/support/rig.hpp"

namespace orrery::test::weather {

using Tasks = std::vector<Ref<loop::Task>>;

class Chance {
 public:
  explicit Chance(unsigned seed) : engine_(seed) {}
  // 0 … n-1
  int below(int n) { return static_cast<int>(engine_() % static_cast<unsigned>(n)); }
  bool one_in(int n) { return below(n) == 0; }

 private:
  std::mt19937 engine_;
};

// What the tasks share, and what is counted of them.
struct Soup {
  static constexpr int places = 3;  // of the semaphore

  Soup(Rig& r, unsigned seed);

  Rig& rig;
  Chance chance;
  Ref<loop::Lock> lock;
  Ref<loop::Semaphore> semaphore;
  Ref<loop::Queue> queue;
  Ref<loop::Event> event;
  Ref<loop::Condition> condition;
  Tasks shielded;  // must come to their ends though nobody waits for them any more

  int in_lock = 0, in_semaphore = 0, in_condition = 0;
  int getting = 0, putting = 0;  // who wait for the queue
  int put = 0, got = 0;
  int begun = 0, ended = 0;  // frames of tasks
  int timed_out = 0, joined = 0, failed_groups = 0, saved = 0;
};

// A task's body: something at random, `depth` levels of which may still contain others.
Co<void> anything(Soup& soup, int depth);

}  // namespace orrery::test::weather
