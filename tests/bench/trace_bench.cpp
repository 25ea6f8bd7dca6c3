// What recording costs: an event stored, a text named.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <string>
#include <vector>

#include "engine/trace/recorder.hpp"
#include "tests/bench/stopwatch.hpp"

namespace orrery::bench {
namespace {

constexpr unsigned many = 4'000'000;

struct Growing {
  static constexpr std::size_t memory_limit = 0;
  static void passed(trace::Recorder&, unsigned) {}
};
// What is recorded is safe elsewhere at once: a few chunks go round.
struct Recycled {
  static constexpr std::size_t memory_limit = 64 * sizeof(trace::Chunk);
  static void passed(trace::Recorder& recorder, unsigned i) {
    if (i % trace::Chunk::size == 0) recorder.forget_before(i);
  }
};

// Processor time of the recording thread alone: chunks are made ready by another. The least of all rounds counts, for
// what other work takes away is not ours.
template <class Memory, class Emit>
void measure(benchmark::State& state, const Emit& emit) {
  double least = 1e9;
  for ([[maybe_unused]] const auto _ : state) {
    trace::Trace trace;
    trace::Recorder recorder(trace, {.memory_limit = Memory::memory_limit});
    const Stopwatch watch;
    for (unsigned i = 0; i < many; ++i) {
      emit(recorder, i);
      Memory::passed(recorder, i);
    }
    least = std::min(least, watch.seconds());
    if (trace.lost()) state.SkipWithError("events were lost");
  }
  state.counters["each"] = least / many;
}

void yields(event::Probe& probe, unsigned i) {
  probe.emit(event::Kind::task_yields, {event::Sort::task, i}, {}, 0, {.integer = i});
}

void store_event(benchmark::State& state) {
  measure<Recycled>(state, yields);
}

// A trace that grows without end writes to memory that no cache holds.
void store_event_growing(benchmark::State& state) {
  measure<Growing>(state, yields);
}

// The texts of a run are the same few names again and again,
void store_event_with_known_text(benchmark::State& state) {
  std::vector<std::string> texts;
  for (int i = 0; i < 1000; ++i) texts.push_back("Task-" + std::to_string(i));
  measure<Growing>(state, [&](event::Probe& probe, unsigned i) {
    probe.emit_text(event::Kind::task_created, {event::Sort::task, i}, {}, 0, texts[i % texts.size()]);
  });
}

// or new ones, like the results of a computation.
void store_event_with_new_text(benchmark::State& state) {
  measure<Growing>(state, [](event::Probe& probe, unsigned i) {
    probe.emit_text(event::Kind::future_result, {event::Sort::task, i}, {}, 0, std::to_string(i));
  });
}

BENCHMARK(store_event)->Unit(benchmark::kMillisecond);
BENCHMARK(store_event_growing)->Unit(benchmark::kMillisecond);
BENCHMARK(store_event_with_known_text)->Unit(benchmark::kMillisecond);
BENCHMARK(store_event_with_new_text)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace orrery::bench
