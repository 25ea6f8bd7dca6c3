// The run as lanes over time: what the loop and each task were doing, wake-ups as arrows, marks for the scrub bar.
//
// Built from the trace, event by event, as it grows. Each span knows its time and its place in the trace: under the
// virtual clock all work takes no time, so a view may also draw against sequence numbers.
#pragma once

#include <array>
#include <cstdint>
#include <unordered_map>
#include <vector>

#include "engine/model/lane_walk.hpp"
#include "engine/trace/trace.hpp"

namespace orrery::model {

struct Lane {
  Id id;  // the loop or a task
  event::Name name = 0;
  std::vector<Span> spans;  // without gaps or overlaps between first and last; in order
  TaskEnd end = TaskEnd::none;
};

// The two ways to lay a lane out.
enum class Axis : std::uint8_t { time, events };

class Lanes : private LaneSink {
 public:
  explicit Lanes(const trace::Trace& trace);
  Lanes(const Lanes&) = delete;
  Lanes& operator=(const Lanes&) = delete;

  // Takes in what was recorded since the last call, at most so many events. Cost: proportional to their number.
  void extend(Seq most = event::no_seq);
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

  void loop_is(Id loop) override { lanes_[0].lane.id = loop; }
  std::size_t lane_begins(Id task, event::Name name) override;
  void renamed(Id task, event::Name name) override;
  void span_begins(std::size_t lane, const Span& span) override { lanes_[lane].lane.spans.push_back(span); }
  void span_ends(std::size_t lane, const Span& span) override;
  void lane_ends(std::size_t lane, TaskEnd how) override { lanes_[lane].lane.end = how; }
  void wakes(const WakeUp& wake_up) override { wake_ups_.push_back(wake_up); }
  void marks(const Mark& mark) override { marks_.push_back(mark); }
  Span closed(const Span& span) const;
  Stretch group_from(const Built& built, const Window& window, std::size_t& index) const;

  const trace::Trace* trace_;
  std::vector<Built> lanes_;
  std::vector<WakeUp> wake_ups_;
  std::vector<Mark> marks_;
  std::unordered_map<Id, std::size_t> index_;  // looked up, never iterated
  LaneWalk walk_{*this};
  Seq seen_ = 0;
  double time_ = 0;
};

}  // namespace orrery::model
