#include "app/state/app_state.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/event/vocabulary.hpp"
#include "engine/scenario/load.hpp"

namespace orrery::app {
namespace {

constexpr double remark_rest = 3.5;     // seconds that playing rests on a lesson's remark at speed 1
constexpr double settle_time = 0.25;    // seconds to wait for a run under the virtual clock to be recorded
constexpr double live_interval = 0.03;  // seconds between two looks at a live run

std::optional<event::Kind> kind_named(std::string_view name) {
  for (const event::Description& d : event::vocabulary())
    if (d.name == name) return d.kind;
  return std::nullopt;
}

std::vector<LessonEntry> entries_of(const scenario::Document& document) {
  std::vector<LessonEntry> entries;
  for (const scenario::LessonStep& step : document.lesson)
    if (const auto kind = kind_named(step.event))
      entries.push_back(
          {*kind, step.nth, step.text, step.arg, step.ask.empty() ? step.say : step.ask, !step.ask.empty()});
  return entries;
}

std::string_view system_call(scenario::SelectorSort selector) {
  static constexpr std::string_view words[] = {"select(2)", "poll(2)", "epoll(7)"};
  return words[static_cast<std::size_t>(selector)];
}

SourceProblem shown(const script::Problem& p) {
  const auto at_least_one = [](int n) { return static_cast<unsigned>(std::max(n, 1)); };
  return {at_least_one(p.line), at_least_one(p.column), at_least_one(p.end_column), p.text, p.hint};
}

std::vector<SourceProblem> shown(const script::Problems& problems) {
  std::vector<SourceProblem> list;
  for (const script::Problem& p : problems) list.push_back(shown(p));
  return list;
}

}  // namespace

AppState::AppState(Start start) : start_(std::move(start)), dark_(start_.dark), speed_(start_.speed) {
  start_.options.watch = true;
  find_cards();
}
AppState::~AppState() = default;

void AppState::find_cards() {
  cards_.clear();
  for (scenario::CatalogueEntry& entry : scenario::catalogue(start_.folder)) {
    scenario::Document& d = entry.document;
    cards_.push_back({entry.path, d.title, d.question, d.about, d.tags,
                      entry.problems.empty() ? "" : script::to_string(entry.problems.front())});
  }
}

void AppState::apply(const Command& command) {
  std::visit([this](const auto& c) { on(c); }, command);
}

void AppState::apply(std::vector<Command> commands) {
  for (const Command& command : commands) apply(command);
}

// ---------------------------------------------------------------- documents

void AppState::begin(scenario::Document document) {
  close_run();
  begin(std::make_unique<session::Session>(std::move(document), start_.options, start_.wake));
}

// Before the next run begins: panes and states are about this one.
void AppState::close_run() {
  lesson_.reset();
  playback_.reset();
  session_.reset();
}

void AppState::begin(std::unique_ptr<session::Session> session) {
  close_run();
  session_ = std::move(session);
  const scenario::Document& document = session_->document();
  ++run_number_;
  problems_.clear();
  editing_ = dirty_ = browsing_ = false;
  edited_ = document.program;
  selection_ = {};
  before_at_ = now_at_ = previous_at_ = event::no_seq;
  if (!session_->real_clock()) session_->settle(settle_time);
  playback_.emplace(session_->trace());
  playback_->set_speed(speed_);
  lesson_.emplace(session_->trace(), entries_of(session_->document()));
  lesson_->extend();
  following_ = session_->real_clock();
  playback_->play(true);
  told_problem_ = false;
  tell_problem();
}

// Once a run has ended: what is missing of it.
void AppState::tell_problem() {
  if (told_problem_ || session_->live()) return;
  told_problem_ = true;
  if (std::string problem = session_->problem(); !problem.empty()) tell(std::move(problem));
}

void AppState::open_recording(const std::string& path) {
  auto recording = std::make_unique<session::Recording>(path);
  if (recording->reader().unreadable()) {
    recording->reader().read();
    notice_ = {recording->problem(), true};
    return;
  }
  path_ = path;
  notice_ = {};
  begin(std::make_unique<session::Session>(std::move(recording), start_.wake));
}

void AppState::on(const command::Open& open) {
  if (session::Recording::is(open.path)) return open_recording(open.path);
  scenario::LoadResult loaded = scenario::load_file(open.path);
  if (!loaded.ok()) return show_problems(std::move(loaded.document), loaded.problems);
  path_ = open.path;
  notice_ = {};
  begin(std::move(loaded.document));
}

// A file that can't run: its program, if there is one, is shown with the problems at their places.
void AppState::show_problems(scenario::Document document, const script::Problems& problems) {
  notice_ = {script::to_string(problems.front()), true};
  if (problems.size() > 1) notice_.text += " (and " + std::to_string(problems.size() - 1) + " more)";
  if (document.program.empty()) return;
  path_ = document.file;
  const std::string program = std::exchange(document.program, "pass\n");
  begin(std::move(document));
  playback_->play(false);
  edited_ = program;
  editing_ = dirty_ = true;
  check_edited();
}

void AppState::on(const command::ShowBrowser&) {
  find_cards();
  browsing_ = true;
  if (playback_) playback_->play(false);
}

void AppState::on(const command::CloseBrowser&) {
  browsing_ = false;
}

void AppState::check_edited() {
  problems_ = shown(scenario::check_program(session_->document().file, edited_, session_->document().rules));
}

void AppState::on(const command::EditProgram& edit) {
  if (!session_) return;
  edited_ = edit.source;
  dirty_ = edited_ != session_->document().program;
  check_edited();
}

void AppState::on(const command::RunEdited&) {
  if (!session_) return;
  if (!edited_.empty() && edited_.back() != '\n') edited_ += '\n';
  check_edited();
  if (!problems_.empty()) {
    notice_ = {"line " + std::to_string(problems_.front().line) + ": " + problems_.front().text, true};
    return;
  }
  notice_ = {};
  scenario::Document document = session_->document();
  if (document.program != edited_) document.lesson.clear();
  document.program = edited_;
  begin(std::move(document));
}

void AppState::on(const command::DiscardEdit&) {
  if (!session_) return;
  edited_ = session_->document().program;
  editing_ = dirty_ = false;
  problems_.clear();
}

// A recorded C++ program has no source that could be run from here.
void AppState::on(const command::SetEditing& editing) {
  editing_ = editing.on && !(session_ && session_->recorded() && session_->document().program.empty());
}

// ---------------------------------------------------------------- selection

event::Seq AppState::attention() const {
  return selection_.event != event::no_seq ? selection_.event : playback_->cursor();
}

void AppState::on(const command::Select& select) {
  selection_ = {select.id, event::no_seq};
}
void AppState::on(const command::SelectEvent& select) {
  selection_ = {{}, select.seq};
}

void AppState::on(const command::GoTo& go) {
  if (!playback_) return;
  playback_->play(false);
  on(command::Seek{go.seq});
}

void AppState::on(const command::ToCause&) {
  if (!playback_ || session_->trace().empty()) return;
  const event::Seq cause = session_->trace().at(attention()).cause;
  if (cause != event::no_seq) on(command::GoTo{cause});
}

void AppState::on(const command::ToEffect&) {
  if (!playback_) return;
  const event::Seq effect = session_->effects().first(attention());
  if (effect != event::no_seq) on(command::GoTo{effect});
}

void AppState::on(const command::ClearSelection&) {
  selection_ = {};
}

// ---------------------------------------------------------------- the window

void AppState::on(const command::ToggleTheme&) {
  dark_ = !dark_;
}
void AppState::on(const command::ToggleHelp&) {
  help_ = !help_;
}
void AppState::on(const command::SelectTab& tab) {
  tab_ = tab.tab;
}
void AppState::on(const command::DismissNotice&) {
  notice_ = {};
}

void AppState::on(const command::AnswerQuestion& answer) {
  if (lesson_) lesson_->answer(playback_->cursor(), answer.choice);
}

// ---------------------------------------------------------------- time

void AppState::tick(double seconds) {
  if (!session_ || browsing_) return;
  const bool was_live = session_->live();
  if (session_->extend()) lesson_->extend();
  tell_problem();
  if (following()) {
    playback_->follow();
    return moved();
  }
  const event::Seq before = playback_->cursor();
  playback_->tick(seconds, lesson_->barrier(before));
  if (playback_->cursor() == before) return;
  if (lesson_->speaks_at(playback_->cursor())) playback_->linger(remark_rest);
  if (was_live || playback_->playing()) moved();
}

bool AppState::moving() const {
  return session_ && !browsing_ && playback_->moving() && !following();
}

double AppState::look_again() const {
  return session_ && !browsing_ && session_->live() ? live_interval : std::numeric_limits<double>::infinity();
}

void AppState::show(event::Seq number) {
  browsing_ = false;
  playback_->play(false);
  on(command::Seek{session_->numbers().seq(number)});
}

// ---------------------------------------------------------------- what the panes see

View AppState::view() {
  const Playback& p = *playback_;
  if (before_at_ != p.from()) before_ = session_->timeline().state_after(before_at_ = p.from());
  if (now_at_ != p.cursor() || now_.applied <= p.cursor()) now_ = session_->timeline().seek(now_at_ = p.cursor());
  if (session_->live() && p.from() == p.cursor()) before_ = now_;
  if (previous_at_ != p.cursor()) {
    previous_at_ = p.cursor();
    previous_ = previous_at_ == 0 ? model::State{} : session_->timeline().state_after(previous_at_ - 1);
  }
  ending_ = session_->ending_words();
  const scenario::Document& d = session_->document();
  const trace::Trace& trace = session_->trace();
  const event::Seq last = trace.empty() ? 0 : trace.size() - 1;
  return View{
      d.title,
      d.question,
      d.about,
      trace,
      session_->lanes(),
      {before_, now_, p.cursor(), p.progress(), &previous_},
      selection_,
      {d.file, session_->lines(), edited_, editing_, dirty_, problems_},
      {p.playing(), session_->live(), p.speed(), p.step_size(), 0, last, model::to_string(p.outcome())},
      lesson_->at(p.cursor()),
      tab_,
      session_->clock() == scenario::ClockSort::real_clock ? "real" : "virtual",
      ending_,
      dark_,
      session_->recorded(),
      system_call(session_->recorded() ? d.selector : start_.options.selector.value_or(d.selector)),
      &session_->numbers(),
  };
}

}  // namespace orrery::app
