// The proof that going to any moment is the same as getting there event by event.
#pragma once

#include <gtest/gtest.h>

#include <random>
#include <vector>

#include "engine/model/apply.hpp"
#include "engine/model/timeline.hpp"

namespace orrery::test {

// The state after each event of a trace, folded one by one; states[k + 1] is the state after event k.
inline std::vector<model::State> folded(const trace::Trace& trace) {
  std::vector<model::State> states(1);
  for (event::Seq seq = 0; seq < trace.size(); ++seq) {
    states.push_back(states.back());
    model::apply(states.back(), trace.at(seq), seq, trace);
  }
  return states;
}

// Fails unless seek(k) == fold(0..k) for every k of the trace: forwards, backwards, and in a random order.
inline void expect_seek_equals_fold(const trace::Trace& trace) {
  const std::vector<model::State> states = folded(trace);
  const event::Seq size = trace.size();
  const auto check = [&](model::Timeline& timeline, event::Seq k) {
    ASSERT_TRUE(timeline.seek(k) == states[k + 1]) << "the state after event " << k << " is not the fold";
    ASSERT_TRUE(timeline.state_after(k) == states[k + 1]) << k;
  };
  model::Timeline forwards(trace), backwards(trace), anyhow(trace);
  for (event::Seq k = 0; k < size; ++k) check(forwards, k);
  for (event::Seq k = size; k-- > 0;) check(backwards, k);
  std::mt19937 random(1);
  for (event::Seq n = 0; n < size; ++n) check(anyhow, static_cast<event::Seq>(random() % size));
  ASSERT_TRUE(model::fold(trace, size) == states.back());
  ASSERT_TRUE(forwards.seek_position(0) == model::State());
}

}  // namespace orrery::test
