// The loop pane's frame: what stands between a moment of a run and its triangles. ImGui without a window.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <memory>

#include "app/views/loop_view.hpp"
#include "engine/scenario/load.hpp"
#include "engine/session/session.hpp"
#include "tests/bench/crowd.hpp"
#include "tests/bench/stopwatch.hpp"
#include "tests/support/shown_run.hpp"
#include "tests/support/ui_driver.hpp"

namespace orrery::bench {
namespace {

// One of the lessons, run to its end.
struct Lesson {
  explicit Lesson(scenario::Document document)
      : lines(session::split_lines(document.program)),
        run(document, script::parse(document.file, document.program), {}) {
    run.run_here();
  }
  std::vector<std::string> lines;
  session::Run run;
};

// The lesson with the most events.
const Lesson& largest_lesson() {
  static const std::unique_ptr<Lesson> largest = [] {
    std::unique_ptr<Lesson> best;
    for (scenario::CatalogueEntry& entry : scenario::catalogue(ORRERY_SOURCE_DIR "/scenarios")) {
      auto lesson = std::make_unique<Lesson>(std::move(entry.document));
      if (!best || lesson->run.trace().size() > best->run.trace().size()) best = std::move(lesson);
    }
    return best;
  }();
  return *largest;
}

// Frames at moments all over a run; the slowest moment counts beside the mean.
void frames(benchmark::State& state, const trace::Trace& trace, const std::vector<std::string>& lines) {
  constexpr event::Seq moments = 97;
  test::ShownRun shown(trace, lines);
  test::UiDriver ui(1600, 1000, [&](shell::Frame& frame) {
    const shell::Root root(frame);
    app::Commands none;
    views::loop_view(frame.look, shown.view(), {{384, 102}, {1234, 738}}, none);
  });
  double worst = 0;
  event::Seq moment = 0;
  for ([[maybe_unused]] const auto _ : state) {
    shown.seek(trace.size() * (moment++ % moments) / moments);
    const Stopwatch watch;
    ui.frame();
    const double taken = watch.seconds();
    state.SetIterationTime(taken);
    if (moment > 2) worst = std::max(worst, taken);  // the first two make the fonts' glyphs
  }
  state.counters["events"] = static_cast<double>(trace.size());
  state.counters["worst"] = worst;
}

void loop_pane_of_the_largest_lesson(benchmark::State& state) {
  const Lesson& lesson = largest_lesson();
  frames(state, lesson.run.trace(), lesson.lines);
}

void loop_pane_of_fifty_tasks(benchmark::State& state) {
  const Crowd crowd(20'000);
  frames(state, crowd.trace(), {});
}

BENCHMARK(loop_pane_of_the_largest_lesson)->UseManualTime()->Iterations(970)->Unit(benchmark::kMicrosecond);
BENCHMARK(loop_pane_of_fifty_tasks)->UseManualTime()->Iterations(970)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace orrery::bench
