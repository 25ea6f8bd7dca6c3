// What a pane may see: one moment of one run, and where the user's attention is. Const throughout.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/state/command.hpp"
#include "engine/event/event.hpp"
#include "engine/model/numbers.hpp"

namespace orrery::trace {
class Trace;
}
namespace orrery::model {
struct State;
class Lanes;  // lanes.hpp
}  // namespace orrery::model

namespace orrery::app {

// Of the two neighbouring states that a picture moves between, `state` is where it arrives.
struct Moment {
  const model::State& before;
  const model::State& state;
  event::Seq cursor;                       // the last event that is part of `state`
  double progress;                         // 0 = looks like `before`, 1 = looks like `state`
  const model::State* previous = nullptr;  // just before event `cursor`, for words about it; null: `before` is that
};

struct Selection {
  event::Id id;                      // Id{} = nothing
  event::Seq event = event::no_seq;  // the selected event, else the cursor's is shown
};

// A problem of the program or the document, at its place in the source shown. Lines and columns from 1.
struct SourceProblem {
  unsigned line, column, end_column;
  std::string text, hint;
};

struct SourceView {
  std::string_view file;
  std::span<const std::string> lines;  // of the program that is running
  const std::string& edited;           // what the editor holds
  bool editing;
  bool dirty;                               // edited differs from what runs
  std::span<const SourceProblem> problems;  // of the edited text if dirty, else of the run
};

struct TransportView {
  bool playing;
  bool live;  // the engine is still running (real clock, or running ahead)
  double speed;
  StepSize step_size;
  event::Seq first, last;    // range of the scrub bar
  std::string_view outcome;  // what the last step did: one of the four words, or empty
};

// A possible answer to a lesson's question: a handle that may be the next to run.
struct Choice {
  event::Id id;
  std::string label;
};

struct LessonView {
  std::string_view remark;    // a lesson's remark for this moment, or empty
  std::string_view question;  // the question of this moment, or empty
  std::span<const Choice> choices;
  event::Id chosen, right;  // both are set once it has been answered
  unsigned number, count;   // "4 of 7"; count 0 = no lesson
};

struct View {
  std::string_view title, question, about;
  const trace::Trace& trace;
  const model::Lanes& lanes;
  Moment moment;
  Selection selection;
  SourceView source;
  TransportView transport;
  LessonView lesson;
  BottomTab tab;
  std::string_view clock;  // "virtual" or "real"
  std::string_view end;    // how the run ended, in words; empty while it runs
  bool dark;
  bool recorded = false;  // it is a run out of a file: nothing of it can be stopped or changed
  std::string_view selector = "select(2)";  // the system call that the loop waits in
  const model::Numbers* numbers = nullptr;  // null: events are known by their place in the trace

  // The number that an event is known by.
  event::Seq number(event::Seq seq) const { return numbers ? numbers->number(seq) : seq; }
};

// A card of the lesson browser.
struct LessonCard {
  std::string path, title, question, about;
  std::vector<std::string> tags;
  std::string problem;  // first problem if the file is broken, else empty
};

}  // namespace orrery::app
