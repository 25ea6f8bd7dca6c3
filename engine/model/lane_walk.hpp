// What the loop and each task were doing, told span by span as the events pass. lanes.hpp keeps it all, perfetto.hpp
// writes it down and forgets it.
#pragma once

#include <cstdint>
#include <unordered_map>

#include "engine/event/event.hpp"

namespace orrery::model {

using event::Id;
using event::Seq;

enum class Activity : std::uint8_t {
  // a task
  running,
  ready,
  waiting_future,
  waiting_task,
  waiting_timer,
  waiting_io,
  // the loop; `running` too: its run phase with at least one handle
  asleep,  // in select()
  // a merged stretch of a lane too small to tell apart
  mixed,
  blocked  // in a blocking call: nothing else can run
};

struct Span {
  double begin = 0, end = 0;  // seconds
  Seq first = 0, last = 0;    // the events at which it began and ended; last is the first event after it
  Activity activity{};
  bool open = false;         // goes on at the end of what was recorded
  std::uint32_t merged = 1;  // spans in it
};

enum class TaskEnd : std::uint8_t { none, done, cancelled, failed };

// A task put onto the ready queue by something.
struct WakeUp {
  double time = 0;
  Seq seq = 0;  // handle_scheduled
  Id from;      // the task that was running, or the loop when a callback or timer did it
  Id to;        // the task
};

struct Mark {
  enum class What : std::uint8_t { output, error, io, cancel, blocked, end };
  What what{};
  Seq seq = 0;
  double time = 0;
};

// Who is told. Lanes have the numbers that `lane_begins` gives them; lane 0 is the loop's.
class LaneSink {
 public:
  virtual ~LaneSink() = default;
  virtual void loop_is(Id loop) = 0;
  virtual std::size_t lane_begins(Id task, event::Name name) = 0;
  virtual void renamed(Id task, event::Name name) = 0;
  // A lane does one thing at a time: each span ends before, or where, the next of its lane begins.
  virtual void span_begins(std::size_t lane, const Span& span) = 0;
  virtual void span_ends(std::size_t lane, const Span& span) = 0;
  virtual void lane_ends(std::size_t lane, TaskEnd how) = 0;
  virtual void wakes(const WakeUp& wake_up) = 0;
  virtual void marks(const Mark& mark) = 0;
};

// Remembers of the run only what is under way: tasks that have not ended and futures that are not done.
class LaneWalk {
 public:
  explicit LaneWalk(LaneSink& sink) : sink_(&sink) {}

  // The next event of the trace.
  void take(const event::Event& event, Seq seq);

 private:
  struct Lane {
    std::size_t number = 0;
    Span span;  // the last; open or over
  };

  void take_loop_event(const event::Event& event, Seq seq);
  void take_task_event(const event::Event& event, Seq seq);
  void create(const event::Event& event, Seq seq);
  void note_scheduled(const event::Event& event, Seq seq);
  void note_mark(const event::Event& event, Seq seq);
  void begin(Lane* lane, Activity activity, const event::Event& event, Seq seq);
  void finish(Lane* lane, const event::Event& event, Seq seq);
  void settle(const event::Event& event, Seq seq);
  void leave(Id task);
  Lane* lane_of(Id task);
  Activity waiting_for(Id awaited) const;

  LaneSink* sink_;
  Lane loop_;
  Id loop_id_, running_task_;
  std::unordered_map<Id, Lane> tasks_;           // looked up, never iterated
  std::unordered_map<Id, Activity> settled_by_;  // of a future: how waiting for it is shown; as above
};

}  // namespace orrery::model
