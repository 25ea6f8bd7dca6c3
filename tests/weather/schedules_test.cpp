// A hundred thousand random programs, on the engine and on a model of asyncio's rules: who runs, in which turn and at
// what time, what comes of every operation, and how everything ends must be the same. Nobody is forgotten, no turn is
// made for nothing: turns are part of what is compared. A plan that fails is made smaller and printed.
//
// ORRERY_WEATHER_SEED=n carries out that one plan alone; ORRERY_WEATHER_PLANS=n so many of them.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>

#include "tests/weather/model.hpp"
#include "tests/weather/play.hpp"
#include "tests/weather/shrink.hpp"

namespace orrery::test::weather {
namespace {

bool fails(const Plan& plan) {
  const Played played = play(plan);
  return played.alive != 0 || played.story != Model(plan).run();
}

std::string report(const Plan& failed) {
  const Plan small = shrunk(failed, fails);
  const Played played = play(small);
  return "seed " + std::to_string(failed.seed) + " fails; what is left of it:\n" + listing(small) +
         difference(Model(small).run(), played.story) + std::to_string(played.alive) + " objects were left\n";
}

unsigned number_of(const char* variable, unsigned otherwise) {
  const char* const text = std::getenv(variable);
  return text ? static_cast<unsigned>(std::strtoul(text, nullptr, 10)) : otherwise;
}

// What the plans reached, so that none of it is compared in name only.
struct Reached {
  int notes[static_cast<int>(Note::final_turns) + 1] = {};
  int operations[last_act + 1] = {};
  int faults[static_cast<int>(Fault::other)] = {};

  void count(const Story& story) {
    for (const Entry& e : story) {
      ++notes[static_cast<int>(e.note)];
      if (e.note == Note::operation || e.note == Note::act) ++operations[e.where];
      if (e.note == Note::operation && e.outcome.fault < Fault::other) ++faults[static_cast<int>(e.outcome.fault)];
    }
  }
};

void expect_everything_reached(const Reached& reached, int plans) {
  for (int n = 0; n <= static_cast<int>(Note::final_turns); ++n)
    EXPECT_EQ(reached.notes[n] == 0, n == static_cast<int>(Note::surprise)) << "note " << n;
  for (int n = 0; n <= last_act; ++n) EXPECT_GT(reached.operations[n], plans / 100) << "operation " << n;
  for (const int n : reached.faults) EXPECT_GT(n, plans / 1000);
}

TEST(RandomSchedules, RunAsTheModelSays) {
  const unsigned only = number_of("ORRERY_WEATHER_SEED", 0);
  const unsigned plans = only != 0 ? 1 : number_of("ORRERY_WEATHER_PLANS", 100'000);
  Reached reached;
  int failed = 0;
  for (unsigned seed = only != 0 ? only : 1; plans > 0 && seed < (only != 0 ? only + 1 : plans + 1) && failed < 3;
       ++seed) {
    const Plan plan = random_plan(seed);
    const Played played = play(plan);
    reached.count(played.story);
    if (played.alive == 0 && played.story == Model(plan).run()) continue;
    ++failed;
    ADD_FAILURE() << report(plan);
  }
  if (plans >= 10'000 && failed == 0) expect_everything_reached(reached, static_cast<int>(plans));
}

// ---------------------------------------------------------------- the instruments themselves

bool uses(const Ops& ops, Do what) {
  return std::any_of(ops.begin(), ops.end(), [&](const Op& op) { return op.what == what || uses(op.body, what); });
}
bool uses(const Plan& plan, Do what) {
  return std::any_of(plan.bodies.begin(), plan.bodies.end(), [&](const Ops& ops) { return uses(ops, what); });
}

TEST(RandomSchedules, AFailingPlanIsMadeAsSmallAsItCanBe) {
  const auto has_both = [](const Plan& plan) { return uses(plan, Do::cancel_task) && uses(plan, Do::await_task); };
  int tried = 0;
  for (unsigned seed = 1; tried < 20; ++seed) {
    const Plan plan = random_plan(seed);
    if (!has_both(plan)) continue;
    ++tried;
    const Plan small = shrunk(plan, has_both);
    EXPECT_EQ(size(small), 2) << listing(small);
    EXPECT_TRUE(has_both(small));
  }
}

TEST(RandomSchedules, ADifferenceIsSeenAndShown) {
  Plan plan = random_plan(3);
  Story right = Model(plan).run();
  Story wrong = right;
  ASSERT_GT(wrong.size(), 4u);
  ++wrong[3].turn;
  EXPECT_NE(right, wrong);
  EXPECT_NE(difference(right, wrong).find("engine: "), std::string::npos);
  wrong.resize(3);
  EXPECT_NE(difference(right, wrong).find("(over)"), std::string::npos);
}

TEST(RandomSchedules, AreTheSameForTheSameSeed) {
  EXPECT_EQ(listing(random_plan(7)), listing(random_plan(7)));
  EXPECT_NE(listing(random_plan(7)), listing(random_plan(8)));
  EXPECT_EQ(play(random_plan(7)).story, play(random_plan(7)).story);
}

}  // namespace
}  // namespace orrery::test::weather
