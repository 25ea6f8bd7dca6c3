#include "engine/session/session.hpp"

#include <chrono>
#include <thread>

namespace orrery::session {

std::vector<std::string> split_lines(const std::string& text) {
  std::vector<std::string> lines;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    lines.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return lines;
}

Session::Session(scenario::Document document, RunOptions options, std::function<void()> on_progress)
    : document_(std::move(document)),
      lines_(split_lines(document_.program)),
      run_(std::make_unique<Run>(document_, script::parse(document_.file, document_.program, options.rules.value_or(document_.rules)), options)),
      timeline_(run_->trace()),
      lanes_(run_->trace()),
      effects_(run_->trace()),
      numbers_(run_->trace()) {
  looked_at(0);
  run_->start(std::move(on_progress));
}

Session::Session(std::unique_ptr<Recording> recording, std::function<void()> on_progress)
    : document_(recording->document()),
      lines_(split_lines(document_.program)),
      recording_(std::move(recording)),
      timeline_(trace()),
      lanes_(trace()),
      effects_(trace()),
      numbers_(trace()) {
  let_read_on();
  recording_->reader().start(std::move(on_progress));
}

// A recording grows as a run does: by what can be taken in between two frames, and not far beyond what can be sought.
void Session::let_read_on() noexcept {
  if (!recording_) return;
  const event::Seq reached = std::min(taken_, timeline_.folded());
  recording_->reader().set_limit(reached + std::min(slice, event::no_seq - reached));
}

bool Session::extend() {
  const event::Seq size = trace().size(), before = taken_;
  if (size != before) {
    taken_ = size;
    timeline_.fold_ahead();
    lanes_.extend();
    numbers_.extend();
  }
  let_read_on();
  return size != before;
}

void Session::settle(double seconds) {
  const auto until = std::chrono::steady_clock::now() + std::chrono::duration<double>(seconds);
  while (live() && !(run_ && run_->gate().waiting()) && std::chrono::steady_clock::now() < until)
    if (!recording_ || !extend()) std::this_thread::sleep_for(std::chrono::milliseconds(1));
  extend();
}

void Session::looked_at(event::Seq cursor) {
  if (run_) run_->gate().set_limit(cursor + run_ahead);
}

std::string Session::problem() const {
  if (live()) return {};
  if (recording_) return recording_->problem();
  if (const std::string problem = run_->file_problem(); !problem.empty()) return problem;
  const std::uint64_t lost = trace().lost();
  return lost ? "there was no memory for the last " + std::to_string(lost) + " events" : "";
}

std::string Session::ending_words() const {
  return live() ? std::string() : words(ending());
}

}  // namespace orrery::session
