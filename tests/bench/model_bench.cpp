// Winding back: any event of a trace of 100,000 and of ten million, and what is made of a trace once.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <filesystem>
#include <random>

#include "engine/io/mapped_file.hpp"
#include "engine/model/lanes.hpp"
#include "engine/model/timeline.hpp"
#include "engine/trace/file_reader.hpp"
#include "engine/trace/file_writer.hpp"
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

// ---------------------------------------------------------------- ten million events of ten thousand tasks

constexpr event::Seq huge_size = 10'000'000;

// In a file that is removed again at the end.
class HugeFile {
 public:
  HugeFile() {
    const Crowd crowd(huge_size, 10'000);
    trace::FileWriter writer(path_, "ten million events", trace::FileWriter::IfExists::replace);
    writer.start(crowd.trace());
    writer.finish("");
  }
  ~HugeFile() { std::filesystem::remove(path_); }
  trace::FileBytes map() const {
    const io::MappedFile file = io::map_file(path_);
    return {file.bytes, file.owner};
  }

 private:
  std::string path_ = std::filesystem::temp_directory_path() / "orrery_bench.orrery-trace";
};

trace::FileBytes huge_file() {
  static const HugeFile file;
  return file.map();
}

// From the name of the file to all of its events checked; `first`: to the first of them.
void open_huge_file(benchmark::State& state) {
  huge_file();
  for ([[maybe_unused]] const auto _ : state) {
    trace::FileReader reader(huge_file());
    if (state.range(0)) {
      reader.start();
      while (reader.trace().empty()) {
      }
    } else {
      reader.read();
    }
    benchmark::DoNotOptimize(reader.trace().size());
  }
}

struct Huge {
  Huge() : reader(huge_file()), timeline(reader.trace()) {
    reader.read();
    const Stopwatch watch;
    timeline.seek(event::no_seq);
    folded = watch.seconds();
  }
  trace::FileReader reader;
  model::Timeline timeline;
  double folded = 0;
};

void seek_in_huge_file(benchmark::State& state) {
  static Huge huge;
  std::mt19937 dice(1);
  std::vector<double> seconds;
  for ([[maybe_unused]] const auto _ : state) {
    const event::Seq to = dice() % huge.reader.trace().size();
    const Stopwatch watch;
    benchmark::DoNotOptimize(huge.timeline.seek(to).applied);
    seconds.push_back(watch.seconds());
  }
  std::ranges::sort(seconds);
  const auto events = static_cast<double>(huge.reader.trace().size());
  state.counters["events"] = events;
  state.counters["median"] = seconds[seconds.size() / 2];
  state.counters["p99"] = seconds[seconds.size() * 99 / 100];
  state.counters["worst"] = seconds.back();
  state.counters["folded"] = huge.folded;
  state.counters["frame_bytes"] = static_cast<double>(huge.timeline.frame_bytes()) / events;
}

// A million events of ten thousand tasks: what the window asks of the lanes in a frame that shows all of it.
void lanes_of_a_frame(benchmark::State& state) {
  static const Crowd crowd(1'000'000, 10'000);
  model::Lanes lanes(crowd.trace());
  lanes.extend();
  const double width = lanes.end_time();
  for ([[maybe_unused]] const auto _ : state) {
    std::size_t spans = 0;
    for (std::size_t lane = 0; lane < 60; ++lane)
      spans += lanes.visible(lane * (lanes.lane_count() / 60), model::Axis::time, 0, width, width / 1000).size();
    benchmark::DoNotOptimize(spans + lanes.wake_ups(0, crowd.trace().size(), 2000).size());
  }
}

void build_lanes_of_a_million(benchmark::State& state) {
  static const Crowd crowd(1'000'000, 10'000);
  for ([[maybe_unused]] const auto _ : state) {
    model::Lanes lanes(crowd.trace());
    lanes.extend();
    benchmark::DoNotOptimize(lanes.lane_count());
  }
}

// As a window does that opens a recording: what is read between two frames.
void build_lanes_in_slices(benchmark::State& state) {
  static const Crowd crowd(1'000'000, 10'000);
  double slowest = 0;
  for ([[maybe_unused]] const auto _ : state) {
    model::Lanes lanes(crowd.trace());
    double worst = 0;
    while (lanes.size() < crowd.trace().size()) {
      const Stopwatch watch;
      lanes.extend(131'072);
      worst = std::max(worst, watch.seconds());
    }
    slowest = slowest == 0 ? worst : std::min(slowest, worst);
  }
  state.counters["slowest"] = slowest;
}

BENCHMARK(open_huge_file)->ArgName("first")->Arg(0)->Arg(1)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(seek_in_huge_file)->Iterations(4000)->Unit(benchmark::kMicrosecond);
BENCHMARK(lanes_of_a_frame)->Unit(benchmark::kMicrosecond);
BENCHMARK(build_lanes_of_a_million)->Unit(benchmark::kMillisecond);
BENCHMARK(build_lanes_in_slices)->Unit(benchmark::kMillisecond);
BENCHMARK(seek_anywhere)->Iterations(10'000)->Unit(benchmark::kMicrosecond);
BENCHMARK(seek_next_door)->ArgName("back")->Arg(1)->Unit(benchmark::kMicrosecond);
BENCHMARK(first_look)->Unit(benchmark::kMillisecond);
BENCHMARK(build_lanes)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace orrery::bench
