// What the user is looking at, and the one function that changes it: apply(command). No drawing here.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "app/state/command.hpp"
#include "app/state/lesson.hpp"
#include "app/state/playback.hpp"
#include "app/state/view.hpp"
#include "engine/session/session.hpp"

namespace orrery::app {

struct Notice {
  std::string text;  // empty: none
  bool error = false;
};

class AppState {
 public:
  struct Start {
    std::string folder;  // where the lessons are
    bool dark = true;
    double speed = 1;
    std::function<void()> wake;  // called from a run's thread when there is news; may be empty
    session::RunOptions options;
  };
  explicit AppState(Start start);
  ~AppState();
  AppState(const AppState&) = delete;
  AppState& operator=(const AppState&) = delete;

  void apply(const Command& command);
  void apply(std::vector<Command> commands);
  // Lets time pass: playing, motion, news of a live run. `seconds` since the last call.
  void tick(double seconds);
  // Whether the picture will change without the user's doing.
  bool moving() const;
  // Seconds after which to look again although nothing moves (a live run records); infinity otherwise.
  double look_again() const;

  bool browsing() const { return browsing_ || !session_; }
  bool has_session() const { return session_ != nullptr; }
  std::span<const LessonCard> cards() const { return cards_; }
  // What the panes see. Precondition: has_session(). Valid until the next call of anything here.
  View view();

  bool dark() const { return dark_; }
  double speed() const { return speed_; }
  bool help() const { return help_; }
  bool editing() const { return editing_; }
  std::string_view title() const { return session_ ? std::string_view(session_->document().title) : ""; }
  // Another number for each run that is begun; 0 before the first.
  unsigned run_number() const { return run_number_; }
  const Notice& notice() const { return notice_; }
  void tell(std::string text) { notice_ = {std::move(text), false}; }
  std::string_view path() const { return path_; }
  // For pictures: stand at the event of this number (model::Numbers) with all motion done.
  void show(event::Seq number);
  session::Session& session() { return *session_; }
  // For tests: remarks of the lesson whose event has not happened.
  std::vector<std::string> unmatched_remarks() const { return lesson_->unmatched(); }

 private:
  void on(const command::TogglePlay&);
  void on(const command::Pause&);
  void on(const command::Step&);
  void on(const command::StepLine&);
  void on(const command::Seek&);
  void on(const command::Home&);
  void on(const command::End&);
  void on(const command::SetStepSize&);
  void on(const command::SetSpeed&);
  void on(const command::Select&);
  void on(const command::SelectEvent&);
  void on(const command::GoTo&);
  void on(const command::ToCause&);
  void on(const command::ToEffect&);
  void on(const command::ClearSelection&);
  void on(const command::ShowBrowser&);
  void on(const command::CloseBrowser&);
  void on(const command::Open&);
  void on(const command::EditProgram&);
  void on(const command::RunEdited&);
  void on(const command::DiscardEdit&);
  void on(const command::SetEditing&);
  void on(const command::ToggleTheme&);
  void on(const command::ToggleHelp&);
  void on(const command::SelectTab&);
  void on(const command::DismissNotice&);
  void on(const command::AnswerQuestion&);

  void begin(scenario::Document document);
  void begin(std::unique_ptr<session::Session> session);
  void close_run();
  void tell_problem();
  void open_recording(const std::string& path);
  void show_problems(scenario::Document document, const script::Problems& problems);
  void check_edited();
  void find_cards();
  void moved();
  event::Seq attention() const;
  bool hold_live_run();
  bool following() const;

  Start start_;
  std::vector<LessonCard> cards_;
  std::string path_;
  std::unique_ptr<session::Session> session_;
  std::optional<Playback> playback_;
  std::optional<Lesson> lesson_;
  // Copies of the two states that the picture moves between and of the one before the cursor, and which they are.
  model::State before_, now_, previous_;
  event::Seq before_at_ = event::no_seq, now_at_ = event::no_seq, previous_at_ = event::no_seq;

  Selection selection_;
  BottomTab tab_ = BottomTab::timeline;
  bool browsing_ = true, dark_, help_ = false, editing_ = false, dirty_ = false, following_ = false,
       told_problem_ = false;
  double speed_;
  unsigned run_number_ = 0;
  std::string edited_, ending_;
  std::vector<SourceProblem> problems_;
  Notice notice_;
};

}  // namespace orrery::app
