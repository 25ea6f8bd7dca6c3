#include "engine/model/lane_walk.hpp"

#include "engine/event/vocabulary.hpp"

namespace orrery::model {
namespace {

using event::Event;
using event::HandleRole;
using event::Kind;
using event::Sort;

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

}  // namespace

void LaneWalk::take(const Event& event, Seq seq) {
  take_loop_event(event, seq);
  take_task_event(event, seq);
  note_mark(event, seq);
}

void LaneWalk::take_loop_event(const Event& event, Seq seq) {
  switch (event.kind) {
    case Kind::loop_run:
      sink_->loop_is(loop_id_ = event.subject);
      break;
    case Kind::select_enter:
      if (event.value.number > 0) begin(&loop_, Activity::asleep, event, seq);
      break;
    case Kind::handle_begin:
      begin(&loop_, Activity::running, event, seq);
      break;
    case Kind::blocking_call:
      begin(&loop_, Activity::blocked, event, seq);
      break;
    case Kind::clock_advanced:
      if (event.arg == static_cast<std::uint8_t>(event::ClockReason::blocking_call))
        begin(&loop_, Activity::running, event, seq);
      break;
    case Kind::select_return:
    case Kind::turn_begin:
    case Kind::loop_idle:
    case Kind::program_end:
      finish(&loop_, event, seq);
      break;
    default:
      break;
  }
}

void LaneWalk::take_task_event(const Event& event, Seq seq) {
  switch (event.kind) {
    case Kind::task_created:
      create(event, seq);
      break;
    case Kind::task_renamed:
      sink_->renamed(event.subject, event.value.text.text);
      break;
    case Kind::task_step:
      begin(lane_of(event.subject), Activity::running, event, seq);
      running_task_ = event.subject;
      break;
    case Kind::task_waits:
      begin(lane_of(event.subject), waiting_for(event.object), event, seq);
      leave(event.subject);
      break;
    case Kind::task_yields:
      begin(lane_of(event.subject), Activity::ready, event, seq);
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
    case Kind::future_released:
      settled_by_.erase(event.subject);
      break;
    default:
      break;
  }
}

void LaneWalk::create(const Event& event, Seq seq) {
  if (event.subject.sort() != Sort::task || lane_of(event.subject)) return;
  Lane& lane = tasks_[event.subject];
  lane.number = sink_->lane_begins(event.subject, event.value.text.text);
  begin(&lane, Activity::ready, event, seq);
}

LaneWalk::Lane* LaneWalk::lane_of(Id task) {
  const auto found = tasks_.find(task);
  return found == tasks_.end() ? nullptr : &found->second;
}

// A handle for a future tells how waiting for that future looks; one for a task wakes it.
void LaneWalk::note_scheduled(const Event& event, Seq seq) {
  if (event.object.sort() == Sort::future && event.kind == Kind::handle_created)
    settled_by_[event.object] = has_role(event, HandleRole::timer) ? Activity::waiting_timer : Activity::waiting_io;
  if (event.object.sort() != Sort::task || event.kind != Kind::handle_scheduled) return;
  if (!has_role(event, HandleRole::step) && !has_role(event, HandleRole::wakeup)) return;
  begin(lane_of(event.object), Activity::ready, event, seq);
  const Id from = running_task_ ? running_task_ : loop_id_;
  if (from != event.object) sink_->wakes({event.time, seq, from, event.object});
}

void LaneWalk::settle(const Event& event, Seq seq) {
  settled_by_.erase(event.subject);
  Lane* lane = event.subject.sort() == Sort::task ? lane_of(event.subject) : nullptr;
  if (!lane) return;
  finish(lane, event, seq);
  sink_->lane_ends(lane->number, end_of(event.kind));
  leave(event.subject);
  tasks_.erase(event.subject);
}

void LaneWalk::leave(Id task) {
  if (running_task_ == task) running_task_ = {};
}

Activity LaneWalk::waiting_for(Id awaited) const {
  if (awaited.sort() == Sort::task) return Activity::waiting_task;
  const auto found = settled_by_.find(awaited);
  return found == settled_by_.end() ? Activity::waiting_future : found->second;
}

void LaneWalk::note_mark(const Event& event, Seq seq) {
  const auto mark = [&](Mark::What what) { sink_->marks({what, seq, event.time}); };
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

// What the lane did before ends where the new thing begins.
void LaneWalk::begin(Lane* lane, Activity activity, const Event& event, Seq seq) {
  if (!lane || (lane->span.open && lane->span.activity == activity)) return;
  finish(lane, event, seq);
  lane->span = {event.time, event.time, seq, seq, activity, true, 1};
  sink_->span_begins(lane->number, lane->span);
}

void LaneWalk::finish(Lane* lane, const Event& event, Seq seq) {
  if (!lane || !lane->span.open) return;
  lane->span.open = false;
  lane->span.end = event.time;
  lane->span.last = seq;
  sink_->span_ends(lane->number, lane->span);
}

}  // namespace orrery::model
