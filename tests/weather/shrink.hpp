// Makes a plan that fails smaller, for as long as it goes on failing.
#pragma once

#include <functional>

#include "tests/weather/plan.hpp"

namespace orrery::test::weather {

// Takes operations away, one by one, or leaves them in place of the timeout that they were in, and simplifies what the
// plan is carried out with. `fails` is asked of each smaller plan.
Plan shrunk(Plan plan, const std::function<bool(const Plan&)>& fails);

// How many operations there are.
int size(const Plan& plan);

}  // namespace orrery::test::weather
