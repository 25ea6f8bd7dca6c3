// The one door between the engine and whoever watches: a document, its run, going on or recorded, and all that is
// understood of it so far.
//
// Used from one thread. The run may go on meanwhile on its own; `extend` takes in what it has recorded.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "engine/model/lanes.hpp"
#include "engine/model/numbers.hpp"
#include "engine/model/queries.hpp"
#include "engine/model/timeline.hpp"
#include "engine/session/recording.hpp"
#include "engine/session/run.hpp"

namespace orrery::session {

class Session {
 public:
  // Starts the run. Precondition: the document's program has no problems (`check_program`). `on_progress` is called on
  // the run's thread when it ends.
  explicit Session(scenario::Document document, RunOptions options = {}, std::function<void()> on_progress = {});
  // Opens a recorded run: there is nothing to pause or step, and no clock that runs.
  explicit Session(std::unique_ptr<Recording> recording, std::function<void()> on_progress = {});
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  const scenario::Document& document() const noexcept { return document_; }
  const std::vector<std::string>& lines() const noexcept { return lines_; }  // of the program
  // The clock of the run; whether it is a real one that may run now.
  scenario::ClockSort clock() const noexcept { return run_ ? run_->clock() : document_.clock; }
  bool real_clock() const noexcept { return run_ && clock() == scenario::ClockSort::real_clock; }
  // Whether this is a recorded run, out of a file.
  bool recorded() const noexcept { return recording_ != nullptr; }

  // Takes in what was recorded since the last call; false if nothing was.
  bool extend();
  // Waits until a run under the virtual clock has ended or stands at its limit, or `seconds` of the wall have passed.
  void settle(double seconds);
  const trace::Trace& trace() const noexcept { return recording_ ? recording_->trace() : run_->trace(); }
  model::Timeline& timeline() noexcept { return timeline_; }
  const model::Lanes& lanes() const noexcept { return lanes_; }
  const model::Numbers& numbers() const noexcept { return numbers_; }
  model::Effects& effects() noexcept { return effects_; }

  // Whether more events may come.
  bool live() const noexcept { return recording_ ? !recording_->reader().ended() : !run_->ended(); }
  // Valid once it is no longer live.
  Ending ending() const { return recording_ ? recording_->ending() : run_->ending(); }
  // Once it is no longer live: what is wrong with the recording, or with the file that it went into; events that found
  // no room in memory. Empty: nothing.
  std::string problem() const;
  // How the run ended, in a few words; empty while it is live.
  std::string ending_words() const;

  // A live run: stop and go, or go on for the length of one handle or turn.
  bool paused() const { return run_ && run_->gate().paused(); }
  void pause() {
    if (run_) run_->gate().pause();
  }
  void resume() {
    if (run_) run_->gate().resume();
  }
  void step_handle() {
    if (run_) run_->gate().let_handle_pass();
  }
  void step_turn() {
    if (run_) run_->gate().let_turn_pass();
  }
  // Tells how far somebody has looked: the run keeps `run_ahead` events ahead of that and no more.
  void looked_at(event::Seq cursor);

  static constexpr event::Seq run_ahead = 400'000;
  // Events of a recording that one `extend` takes in: few enough for a frame of the window.
  static constexpr event::Seq slice = 131'072;

 private:
  void let_read_on() noexcept;

  scenario::Document document_;
  std::vector<std::string> lines_;
  std::unique_ptr<Recording> recording_;  // either this
  std::unique_ptr<Run> run_;              // or this
  model::Timeline timeline_;
  model::Lanes lanes_;
  model::Effects effects_;
  model::Numbers numbers_;
  event::Seq taken_ = 0;
};

std::vector<std::string> split_lines(const std::string& text);

}  // namespace orrery::session
