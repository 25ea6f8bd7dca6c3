// What the panes are shown of a trace at a moment, without a session: for tests of panes.
#pragma once

#include <string>
#include <vector>

#include "app/state/view.hpp"
#include "engine/model/lanes.hpp"
#include "engine/model/timeline.hpp"
#include "engine/trace/trace.hpp"

namespace orrery::test {

struct ShownRun {
  ShownRun(const trace::Trace& recorded, std::vector<std::string> source)
      : trace(recorded), timeline(recorded), lanes(recorded), lines(std::move(source)) {
    lanes.extend();
    for (const std::string& line : lines) edited += line + "\n";
    seek(trace.empty() ? 0 : trace.size() - 1);
  }

  void seek(event::Seq to) {
    cursor = to;
    before = to == 0 ? model::State{} : timeline.state_after(to - 1);
    state = trace.empty() ? model::State{} : timeline.state_after(to);
  }

  app::View view() const {
    return {.title = title,
            .question = question,
            .about = "",
            .trace = trace,
            .lanes = lanes,
            .moment = {before, state, cursor, 1},
            .selection = selection,
            .source = {file, lines, edited, editing, dirty, problems},
            .transport = {playing, live, speed, step_size, 0, trace.empty() ? 0 : trace.size() - 1, outcome},
            .lesson = lesson,
            .tab = tab,
            .clock = "virtual",
            .end = end,
            .dark = dark};
  }

  const trace::Trace& trace;
  model::Timeline timeline;
  model::Lanes lanes;
  model::State before, state;
  event::Seq cursor = 0;
  std::string title = "Seven hops: bytes wake a task";
  std::string question = "What happens between the packet and the line after await?";
  std::string file = "seven_hops.json", edited, outcome, end;
  std::vector<std::string> lines;
  std::vector<app::SourceProblem> problems;
  app::Selection selection{};
  app::LessonView lesson{};
  app::BottomTab tab = app::BottomTab::timeline;
  app::StepSize step_size = app::StepSize::event;
  double speed = 1;
  bool editing = false, dirty = false, playing = false, live = false, dark = true;
};

}  // namespace orrery::test
