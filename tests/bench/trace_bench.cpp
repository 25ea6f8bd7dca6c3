// What recording costs: an event stored, a text named.
#include <benchmark/benchmark.h>

#include <string>
#include <vector>

#include "engine/trace/recorder.hpp"
#include "tests/bench/stopwatch.hpp"

namespace orrery::bench {
namespace {

constexpr unsigned many = 4'000'000;

// Processor time of the recording thread alone: chunks are made ready by another.
template <class Emit>
void measure(benchmark::State& state, const Emit& emit) {
  double seconds = 0;
  for ([[maybe_unused]] const auto _ : state) {
    trace::Trace trace;
    trace::Recorder recorder(trace);
    const Stopwatch watch;
    for (unsigned i = 0; i < many; ++i) emit(recorder, i);
    seconds += watch.seconds();
    benchmark::DoNotOptimize(trace.size());
  }
  state.counters["each"] = seconds / static_cast<double>(state.iterations()) / many;
}

void store_event(benchmark::State& state) {
  measure(state, [](event::Probe& probe, unsigned i) {
    probe.emit(event::Kind::task_yields, {event::Sort::task, i}, {}, 0, {.integer = i});
  });
}

// The texts of a run are the same few names again and again,
void store_event_with_known_text(benchmark::State& state) {
  std::vector<std::string> texts;
  for (int i = 0; i < 1000; ++i) texts.push_back("Task-" + std::to_string(i));
  measure(state, [&](event::Probe& probe, unsigned i) {
    probe.emit_text(event::Kind::task_created, {event::Sort::task, i}, {}, 0, texts[i % texts.size()]);
  });
}

// or new ones, like the results of a computation.
void store_event_with_new_text(benchmark::State& state) {
  measure(state, [](event::Probe& probe, unsigned i) {
    probe.emit_text(event::Kind::future_result, {event::Sort::task, i}, {}, 0, std::to_string(i));
  });
}

BENCHMARK(store_event)->Unit(benchmark::kMillisecond);
BENCHMARK(store_event_with_known_text)->Unit(benchmark::kMillisecond);
BENCHMARK(store_event_with_new_text)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace orrery::bench
