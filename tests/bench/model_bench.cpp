// Winding back: any event of a trace of 100,000, and what is made of a trace once.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <random>

#include "engine/model/lanes.hpp"
#include "engine/model/timeline.hpp"
#include "tests/bench/crowd.hpp"
#include "tests/bench/stopwatch.hpp"

namespace orrery::bench {
namespace {

const trace::Trace& long_trace() {
  static const Crowd crowd(100'000);
  return crowd.trace();
}

// The worst of so many random seeks counts, not their mean: a seek is what a hand on the scrub bar waits for.
void seek_anywhere(benchmark::State& state) {
  const trace::Trace& trace = long_trace();
  model::Timeline timeline(trace);
  timeline.seek(event::no_seq);
  std::mt19937 dice(1);
  std::vector<double> seconds;
  for ([[maybe_unused]] const auto _ : state) {
    const event::Seq to = dice() % trace.size();
    const Stopwatch watch;
    benchmark::DoNotOptimize(timeline.seek(to).applied);
    seconds.push_back(watch.seconds());
  }
  std::ranges::sort(seconds);
  state.counters["events"] = static_cast<double>(trace.size());
  state.counters["p99"] = seconds[seconds.size() * 99 / 100];
  state.counters["worst"] = seconds.back();
}

// One event on or back, as stepping does.
void seek_next_door(benchmark::State& state) {
  const trace::Trace& trace = long_trace();
  model::Timeline timeline(trace);
  event::Seq at = trace.size() / 2 + 300;
  timeline.seek(at);
  const event::Seq other = at - (state.range(0) ? 1 : 0);
  for ([[maybe_unused]] const auto _ : state) {
    at = at == other ? other + 1 : other;
    benchmark::DoNotOptimize(timeline.seek(at).applied);
  }
}

void first_look(benchmark::State& state) {
  for ([[maybe_unused]] const auto _ : state) {
    model::Timeline timeline(long_trace());
    benchmark::DoNotOptimize(timeline.seek(event::no_seq).applied);
  }
}

void build_lanes(benchmark::State& state) {
  for ([[maybe_unused]] const auto _ : state) {
    model::Lanes lanes(long_trace());
    lanes.extend();
    benchmark::DoNotOptimize(lanes.lane_count());
  }
}

BENCHMARK(seek_anywhere)->Iterations(10'000)->Unit(benchmark::kMicrosecond);
BENCHMARK(seek_next_door)->ArgName("back")->Arg(1)->Unit(benchmark::kMicrosecond);
BENCHMARK(first_look)->Unit(benchmark::kMillisecond);
BENCHMARK(build_lanes)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace orrery::bench
