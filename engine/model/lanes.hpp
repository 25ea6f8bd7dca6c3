// The run as lanes over time: what the loop and each task were doing, wake-ups as arrows, marks for the scrub bar.
//
// Built from the trace, event by event, as it grows. Each span knows its time and its place in the trace: under the
// virtual clock all work takes no time, so a view may also draw against sequence numbers.
#pragma once

#include <array>
#include <cstdint>
#include <unordered_map>
#include <vector>

#include "engine/event/event.hpp"
#include "engine/trace/trace.hpp"

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

struct Lane {
  Id id;  // the loop or a task
  event::Name name = 0;
  std::vector<Span> spans;  // without gaps or overlaps between first and last; in order
  TaskEnd end = TaskEnd::none;
};

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

// The two ways to lay a lane out.
enum class Axis : std::uint8_t { time, events };

class Lanes {
 public:
  explicit Lanes(const trace::Trace& trace);
  Lanes(const Lanes&) = delete;
  Lanes& operator=(const Lanes&) = delete;

  // Takes in what was recorded since the last call. Cost: proportional to that.
  void extend();
  // Events taken in.
  Seq size() const { return seen_; }
  double end_time() const { return time_; }

  // Lane 0 is the loop; then the tasks in order of creation.
  std::size_t lane_count() const { return lanes_.size(); }
  const Lane& lane(std::size_t index) const { return lanes_[index].lane; }
  // The index of a task's lane, or of the loop's; SIZE_MAX if there is none.
  std::size_t lane_of(Id id) const;

  // The spans of a lane that touch [from, to] on an axis, ready to be drawn: neighbours smaller than `smallest` (in
  // units of the axis) are merged into one, with the activity that fills most of it or `mixed`. An open span ends at
  // the end of the record. Cost: proportional to the number of spans returned.
  std::vector<Span> visible(std::size_t lane, Axis axis, double from, double to, double smallest) const;

  // All wake-ups and marks in order of the trace; those with seq in [first, last) for drawing, at most about `limit`
  // of them, evenly thinned.
  const std::vector<WakeUp>& wake_ups() const { return wake_ups_; }
  const std::vector<Mark>& marks() const { return marks_; }
  std::vector<WakeUp> wake_ups(Seq first, Seq last, std::size_t limit) const;
  std::vector<Mark> marks(Seq first, Seq last, std::size_t limit) const;

 private:
  // Sixteen spans, or sixteen stretches, in one: what `visible` skips over when they are too small to be seen.
  struct Stretch {
    static constexpr std::size_t activities = static_cast<std::size_t>(Activity::blocked) + 1;
    double begin = 0, end = 0;
    Seq first = 0, last = 0;
    std::uint32_t spans = 0;
    std::array<double, activities> time{};   // seconds spent in each activity
    std::array<float, activities> events{};  // the same in events
  };
  struct Built {
    Lane lane;
    std::vector<std::vector<Stretch>> levels;
  };
  struct Window;

  static Stretch stretch_of(const Span& span);
  static void join(Stretch& into, const Stretch& next);
  static Span drawn(const Stretch& stretch, Axis axis);

  void take(const event::Event& event, Seq seq);
  void take_loop_event(const event::Event& event, Seq seq);
  void take_task_event(const event::Event& event, Seq seq);
  void note_scheduled(const event::Event& event, Seq seq);
  void note_mark(const event::Event& event, Seq seq);
  void begin(std::size_t lane, Activity activity, const event::Event& event, Seq seq);
  void finish(std::size_t lane, const event::Event& event, Seq seq);
  void settle(const event::Event& event, Seq seq);
  void leave(Id task);
  Activity waiting_for(Id awaited) const;
  Span closed(const Span& span) const;
  Stretch group_from(const Built& built, const Window& window, std::size_t& index) const;

  const trace::Trace* trace_;
  std::vector<Built> lanes_;
  std::vector<WakeUp> wake_ups_;
  std::vector<Mark> marks_;
  std::unordered_map<Id, std::size_t> index_;    // looked up, never iterated
  std::unordered_map<Id, Activity> settled_by_;  // of a future: how waiting for it is shown; as above
  Id running_task_;
  Seq seen_ = 0;
  double time_ = 0;
};

}  // namespace orrery::model
