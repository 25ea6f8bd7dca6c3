// Carries a plan out on the engine, by its public interface, and writes down what happens.
#pragma once

#include "tests/weather/plan.hpp"
#include "tests/weather/story.hpp"

namespace orrery::test::weather {

struct Played {
  Story story;
  int alive = 0;  // objects of the plan's that are left when everything is gone
};
Played play(const Plan& plan);

}  // namespace orrery::test::weather
