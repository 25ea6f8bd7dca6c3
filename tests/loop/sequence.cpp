#include "tests/support/sequence.hpp"

#include <map>

namespace orrery::test {
namespace {

using event::Event;
using event::HandleRole;
using event::Id;
using event::IoResult;
using event::Kind;

class Formatter {
 public:
  explicit Formatter(const Recorder& recorder) : recorder_(recorder) {}

  std::string format() {
    for (event::Seq seq = 0; seq < recorder_.size(); ++seq) take(recorder_.at(seq));
    flush_turn();
    return text_;
  }

 private:
  static constexpr std::string_view own_callback = "_run_until_complete_cb";

  void take(const Event& e) {
    switch (e.kind) {
      case Kind::turn_begin:
        flush_turn();
        turn_ = e.value.integer;
        break;
      case Kind::coroutine_created:
        names_[e.subject] = recorder_.text(e);
        break;
      case Kind::handle_begin:
        begin(e);
        break;
      case Kind::handle_end:
        end();
        break;
      case Kind::timer_due:
        entry("timer fires " + names_[e.subject]);
        break;
      case Kind::io_ready:
        entry("io-ready " + names_[e.object]);
        break;
      case Kind::handle_created:
        created(e);
        break;
      case Kind::handle_scheduled:
        scheduled(e);
        break;
      case Kind::timer_scheduled:
        item("timer+ " + names_[e.subject]);
        break;
      case Kind::handle_cancelled:
        item((timers_[e.subject] ? "timer- " : "cancel-handle ") + names_[e.subject]);
        break;
      default:
        take_future(e);
    }
  }
  void take_future(const Event& e) {
    switch (e.kind) {
      case Kind::future_created:
        item("new " + label(e.subject) + (recorder_.text(e) == "gather" ? "[_GatheringFuture]" : ""));
        break;
      case Kind::task_created:
        item("new " + label(e.subject) + "(" + names_[e.object] + ")");
        break;
      case Kind::callback_added:
        if (recorder_.text(e) != own_callback) item(label(e.subject) + "+cb " + callback(e));
        break;
      case Kind::callback_removed:
        item(label(e.subject) + "-cb");
        break;
      case Kind::future_result:
        ended(e, "ok", "done");
        break;
      case Kind::future_exception:
        ended(e, "exc", "raise");
        break;
      case Kind::future_cancelled:
        ended(e, "cancelled", "cancelled");
        break;
      case Kind::task_cancel:
        item("cancel(" + label(e.subject) + ")");
        break;
      case Kind::task_waits:
        outcome_ = "block " + label(e.object);
        break;
      case Kind::task_yields:
        outcome_ = "yield";
        break;
      default:
        take_socket(e);
    }
  }
  void take_socket(const Event& e) {
    const std::string result = static_cast<IoResult>(e.arg) == IoResult::would_block ? " EAGAIN" : " ok";
    switch (e.kind) {
      case Kind::interest_added:
        item(static_cast<event::Direction>(e.arg) == event::Direction::read ? "fd+r" : "fd+w");
        break;
      case Kind::interest_removed:
        item("fd-");
        break;
      case Kind::socket_received:
        item("recv" + result);
        break;
      case Kind::socket_sent:
        item("send" + result);
        break;
      case Kind::job_submitted:
        item("submit");
        break;
      case Kind::socket_accepted:
        item("accept" + result);
        break;
      case Kind::socket_connected:
        if (!in_connect_callback()) item("connect" + result);
        break;
      default:
        break;
    }
  }

  bool in_connect_callback() const { return open_ == "_sock_connect_cb"; }
  bool over() const { return finished_; }
  void begin(const Event& e) {
    const auto role = static_cast<HandleRole>(e.arg);
    const bool steps = role == HandleRole::step || role == HandleRole::wakeup;
    open_ = steps ? label(e.object) + " step" : recorder_.text(e);
    stepping_ = steps ? e.object : Id();
    inside_ = true;
  }
  void end() {
    if (open_ != own_callback && !over()) {
      if (!outcome_.empty()) item(std::move(outcome_));
      entries_ += separator() + open_ + "{" + items_ + "}";
    }
    items_.clear();
    outcome_.clear();
    inside_ = false;
    stepping_ = {};
  }
  void created(const Event& e) {
    names_[e.subject] = recorder_.text(e);
    timers_[e.subject] = static_cast<HandleRole>(e.arg) == HandleRole::timer;
    if (!timers_[e.subject]) item("soon " + recorder_.text(e));
  }
  void scheduled(const Event& e) {
    const auto role = static_cast<HandleRole>(e.arg);
    if (recorder_.text(e) == own_callback) return;
    if (role == HandleRole::threadsafe && !inside_) entry("soon " + recorder_.text(e));
    if (role == HandleRole::step || role == HandleRole::wakeup)
      item("soon " + label(e.object) + (role == HandleRole::step ? ".step" : ".wakeup"));
    else
      item("soon " + recorder_.text(e));
  }
  std::string callback(const Event& e) {
    const bool wakes = e.object.sort() == event::Sort::task && recorder_.text(e).ends_with(".wakeup");
    return wakes ? label(e.object) + ".wakeup" : recorder_.text(e);
  }
  void ended(const Event& e, const char* future, const char* task) {
    if (e.subject == stepping_) {
      outcome_ = task;
      finishing_ |= label(e.subject) == "T1";
    } else {
      item(label(e.subject) + ":=" + future);
    }
  }

  std::string label(Id id) {
    const char* letter = id.sort() == event::Sort::task ? "T" : "F";
    auto [place, added] = labels_.try_emplace(id);
    if (added) place->second = letter + std::to_string(++counts_[letter]);
    return place->second;
  }
  void item(const std::string& text) {
    if (inside_) items_ += (items_.empty() ? "" : ", ") + text;
  }
  void entry(const std::string& text) {
    if (!over()) entries_ += separator() + text;
  }
  std::string separator() const { return entries_.empty() ? "" : "; "; }
  void flush_turn() {
    if (!entries_.empty()) text_ += "it" + std::to_string(turn_) + ": " + entries_ + "\n";
    entries_.clear();
    finished_ = finishing_;
  }

  const Recorder& recorder_;
  std::map<Id, std::string> names_;
  std::map<Id, bool> timers_;
  std::map<Id, std::string> labels_;
  std::map<std::string, int> counts_;
  std::string text_, entries_, items_, outcome_, open_;
  std::int64_t turn_ = 0;
  Id stepping_;
  bool inside_ = false;
  bool finishing_ = false;
  bool finished_ = false;
};

}  // namespace

std::string sequence(const Recorder& recorder) {
  return Formatter(recorder).format();
}

}  // namespace orrery::test
