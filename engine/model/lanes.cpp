// Building lanes from events.
#include "engine/model/lanes.hpp"

#include <algorithm>

#include "engine/event/vocabulary.hpp"

namespace orrery::model {
namespace {

using event::Event;
using event::HandleRole;
using event::Kind;
using event::Sort;

constexpr std::size_t loop_lane = 0;
constexpr std::size_t merge = 16;

bool has_role(const Event& e, HandleRole role) {
  return e.arg == static_cast<std::uint8_t>(role);
}

TaskEnd end_of(Kind kind) {
  if (kind == Kind::future_result) return TaskEnd::done;
  return kind == Kind::future_cancelled ? TaskEnd::cancelled : TaskEnd::failed;
}

bool is_failure(const Event& e) {
  switch (e.kind) {
    case Kind::future_exception:
    case Kind::exception_handler:
    case Kind::never_retrieved:
    case Kind::never_awaited:
    case Kind::closed_while_registered:
      return true;
    case Kind::program_end:
      return e.arg != 0;
    default:
      return false;
  }
}

template <class Item>
std::vector<Item> thinned(const std::vector<Item>& items, Seq first, Seq last, std::size_t limit) {
  const auto before = [](const Item& item, Seq seq) { return item.seq < seq; };
  const auto begin = std::lower_bound(items.begin(), items.end(), first, before);
  const auto end = std::lower_bound(begin, items.end(), last, before);
  const auto count = static_cast<std::size_t>(end - begin);
  const std::size_t stride = limit == 0 ? count + 1 : std::max<std::size_t>(1, (count + limit - 1) / limit);
  std::vector<Item> result;
  for (std::size_t i = 0; i < count; i += stride) result.push_back(begin[static_cast<std::ptrdiff_t>(i)]);
  return result;
}

}  // namespace

Lanes::Lanes(const trace::Trace& trace) : trace_(&trace), lanes_(1) {}

void Lanes::extend() {
  for (const Seq size = trace_->size(); seen_ < size; ++seen_) {
    const Event& event = trace_->at(seen_);
    time_ = event.time;
    take(event, seen_);
  }
}

std::size_t Lanes::lane_of(Id id) const {
  if (id.sort() == Sort::loop) return loop_lane;
  const auto found = index_.find(id);
  return found == index_.end() ? SIZE_MAX : found->second;
}

std::vector<WakeUp> Lanes::wake_ups(Seq first, Seq last, std::size_t limit) const {
  return thinned(wake_ups_, first, last, limit);
}
std::vector<Mark> Lanes::marks(Seq first, Seq last, std::size_t limit) const {
  return thinned(marks_, first, last, limit);
}

void Lanes::take(const Event& event, Seq seq) {
  take_loop_event(event, seq);
  take_task_event(event, seq);
  note_mark(event, seq);
}

void Lanes::take_loop_event(const Event& event, Seq seq) {
  switch (event.kind) {
    case Kind::loop_run:
      lanes_[loop_lane].lane.id = event.subject;
      break;
    case Kind::select_enter:
      if (event.value.number > 0) begin(loop_lane, Activity::asleep, event, seq);
      break;
    case Kind::handle_begin:
      begin(loop_lane, Activity::running, event, seq);
      break;
    case Kind::blocking_call:
      begin(loop_lane, Activity::blocked, event, seq);
      break;
    case Kind::clock_advanced:
      if (event.arg == static_cast<std::uint8_t>(event::ClockReason::blocking_call))
        begin(loop_lane, Activity::running, event, seq);
      break;
    case Kind::select_return:
    case Kind::turn_begin:
    case Kind::loop_idle:
    case Kind::program_end:
      finish(loop_lane, event, seq);
      break;
    default:
      break;
  }
}

void Lanes::take_task_event(const Event& event, Seq seq) {
  const std::size_t lane = event.subject.sort() == Sort::task ? lane_of(event.subject) : SIZE_MAX;
  switch (event.kind) {
    case Kind::task_created:
      if (event.subject.sort() != Sort::task || lane != SIZE_MAX) break;
      index_[event.subject] = lanes_.size();
      lanes_.push_back({{event.subject, event.value.text.text, {}, TaskEnd::none}, {}});
      begin(lanes_.size() - 1, Activity::ready, event, seq);
      break;
    case Kind::task_renamed:
      if (lane != SIZE_MAX) lanes_[lane].lane.name = event.value.text.text;
      break;
    case Kind::task_step:
      begin(lane, Activity::running, event, seq);
      running_task_ = event.subject;
      break;
    case Kind::task_waits:
      begin(lane, waiting_for(event.object), event, seq);
      leave(event.subject);
      break;
    case Kind::task_yields:
      begin(lane, Activity::ready, event, seq);
      leave(event.subject);
      break;
    case Kind::handle_end:
      running_task_ = {};
      break;
    case Kind::handle_created:
    case Kind::handle_scheduled:
      note_scheduled(event, seq);
      break;
    case Kind::future_result:
    case Kind::future_exception:
    case Kind::future_cancelled:
      settle(event, seq);
      break;
    default:
      break;
  }
}

// A handle for a future tells how waiting for that future looks; one for a task wakes it.
void Lanes::note_scheduled(const Event& event, Seq seq) {
  if (event.object.sort() == Sort::future && event.kind == Kind::handle_created)
    settled_by_[event.object] = has_role(event, HandleRole::timer) ? Activity::waiting_timer : Activity::waiting_io;
  if (event.object.sort() != Sort::task || event.kind != Kind::handle_scheduled) return;
  if (!has_role(event, HandleRole::step) && !has_role(event, HandleRole::wakeup)) return;
  begin(lane_of(event.object), Activity::ready, event, seq);
  const Id from = running_task_ ? running_task_ : lanes_[loop_lane].lane.id;
  if (from != event.object) wake_ups_.push_back({event.time, seq, from, event.object});
}

void Lanes::settle(const Event& event, Seq seq) {
  settled_by_.erase(event.subject);
  const std::size_t lane = lane_of(event.subject);
  if (event.subject.sort() != Sort::task || lane == SIZE_MAX) return;
  finish(lane, event, seq);
  lanes_[lane].lane.end = end_of(event.kind);
  leave(event.subject);
}

void Lanes::leave(Id task) {
  if (running_task_ == task) running_task_ = {};
}

Activity Lanes::waiting_for(Id awaited) const {
  if (awaited.sort() == Sort::task) return Activity::waiting_task;
  const auto found = settled_by_.find(awaited);
  return found == settled_by_.end() ? Activity::waiting_future : found->second;
}

void Lanes::note_mark(const Event& event, Seq seq) {
  const auto mark = [&](Mark::What what) { marks_.push_back({what, seq, event.time}); };
  switch (event.kind) {
    case Kind::output:
      return mark(Mark::What::output);
    case Kind::io_ready:
      return mark(Mark::What::io);
    case Kind::task_cancel:
      return mark(Mark::What::cancel);
    case Kind::blocking_call:
      return mark(Mark::What::blocked);
    default:
      break;
  }
  if (is_failure(event)) return mark(Mark::What::error);
  if (event.kind == Kind::program_end) mark(Mark::What::end);
}

// A lane does one thing at a time: what it did before ends where the new thing begins.
void Lanes::begin(std::size_t lane, Activity activity, const Event& event, Seq seq) {
  if (lane >= lanes_.size() || lanes_[lane].lane.end != TaskEnd::none) return;
  std::vector<Span>& spans = lanes_[lane].lane.spans;
  if (!spans.empty() && spans.back().open && spans.back().activity == activity) return;
  finish(lane, event, seq);
  spans.push_back({event.time, event.time, seq, seq, activity, true, 1});
}

void Lanes::finish(std::size_t lane, const Event& event, Seq seq) {
  if (lane >= lanes_.size()) return;
  Built& built = lanes_[lane];
  std::vector<Span>& spans = built.lane.spans;
  if (spans.empty() || !spans.back().open) return;
  spans.back().open = false;
  spans.back().end = event.time;
  spans.back().last = seq;
  if (spans.size() % merge != 0) return;
  Stretch whole = stretch_of(spans[spans.size() - merge]);
  for (std::size_t i = spans.size() - merge + 1; i < spans.size(); ++i) join(whole, stretch_of(spans[i]));
  for (std::size_t level = 0;; ++level) {
    if (built.levels.size() == level) built.levels.emplace_back();
    std::vector<Stretch>& stretches = built.levels[level];
    stretches.push_back(whole);
    if (stretches.size() % merge != 0) return;
    whole = stretches[stretches.size() - merge];
    for (std::size_t i = stretches.size() - merge + 1; i < stretches.size(); ++i) join(whole, stretches[i]);
  }
}

}  // namespace orrery::model
