#include "engine/model/perfetto.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <nlohmann/json.hpp>
#include <unordered_map>
#include <vector>

#include "engine/event/vocabulary.hpp"
#include "engine/model/table.hpp"

namespace orrery::model {
namespace {

using event::Event;
using event::Kind;
using trace::Trace;

constexpr std::size_t piece = 64 * 1024;

std::string_view words(Activity activity) {
  switch (activity) {
    case Activity::running:
      return "running";
    case Activity::ready:
      return "ready";
    case Activity::waiting_future:
      return "waiting for a future";
    case Activity::waiting_task:
      return "waiting for a task";
    case Activity::waiting_timer:
      return "waiting for a timer";
    case Activity::waiting_io:
      return "waiting for a descriptor";
    case Activity::asleep:
      return "asleep in select()";
    case Activity::mixed:
      return "mixed";
    case Activity::blocked:
      return "blocked";
  }
  return "";
}

std::string quoted(std::string_view text) {
  return nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

// How the number of ready handles changes with an event.
int ready_change(const Event& e) {
  switch (e.kind) {
    case Kind::handle_scheduled:
    case Kind::io_ready:
    case Kind::timer_due:
      return 1;
    case Kind::handle_begin:
    case Kind::handle_skipped:
      return -1;
    default:
      return 0;
  }
}

class Writer : private LaneSink {
 public:
  Writer(const Trace& trace, const PerfettoOptions& options, const std::function<void(std::string_view)>& put)
      : trace_(trace), options_(options), put_(put) {}

  void write() {
    const std::string_view unit = options_.axis == Axis::time ? "microseconds of the run's clock" : "numbers of events";
    add(R"({{"displayTimeUnit":"ns","otherData":{{"producer":"orrery","axis":"{}"}},"traceEvents":[)", unit);
    name_tracks();
    for (const Seq size = trace_.size(); seen_ < size; ++seen_) take(trace_.at(seen_));
    write_what_is_open();
    add("\n]}}\n");
    put_(text_);
  }

 private:
  // The last span of a task or the loop, and the wake-ups that wait for its next step.
  struct Track {
    std::size_t number = 0;
    Span span;
    std::vector<WakeUp> wake_ups;
  };

  void take(const Event& event) {
    count_ready(event);
    walk_.take(event, seen_);
    time_ = event.time;
  }

  template <class... Args>
  void add(fmt::format_string<Args...> format, Args&&... args) {
    fmt::format_to(std::back_inserter(text_), format, std::forward<Args>(args)...);
    if (text_.size() < piece) return;
    put_(text_);
    text_.clear();
  }
  // Begins an event: what all of them have.
  void begin(char phase, std::string_view name, std::size_t track) {
    add(R"({}{{"ph":"{}","pid":1,"tid":{},"name":{})", first_ ? "\n" : ",\n", phase, track, quoted(name));
    first_ = false;
  }

  // A track for each task, with the last name it had. Their numbers are those of the tasks.
  void name_tracks() {
    name_track("process_name", 0, options_.title.empty() ? "orrery" : options_.title);
    name_track("thread_name", 0, "the event loop");
    Table<event::Name> names;
    for (const Event& event : trace_)
      if ((event.kind == Kind::task_created || event.kind == Kind::task_renamed) &&
          event.subject.sort() == event::Sort::task)
        names.edit(event.subject.ordinal()) = event.value.text.text;
    for (const auto& [track, name] : names) {
      name_track("thread_name", track, trace_.name(name));
      begin('M', "thread_sort_index", track);
      add(R"(,"args":{{"sort_index":{}}}}})", track);
    }
  }
  void name_track(std::string_view what, std::size_t track, std::string_view name) {
    begin('M', what, track);
    add(R"(,"args":{{"name":{}}}}})", quoted(name));
  }

  // ---------------------------------------------------------------- told by the walk; lane 0 is the loop's

  void loop_is(Id loop) override { loop_ = loop; }
  std::size_t lane_begins(Id task, event::Name) override {
    lanes_[task] = tracks_.size();
    tracks_.push_back({task.ordinal(), {}, {}});
    return tracks_.size() - 1;
  }
  void renamed(Id, event::Name) override {}
  void span_begins(std::size_t lane, const Span& span) override { tracks_[lane].span = span; }
  void span_ends(std::size_t lane, const Span& span) override {
    write_slice(tracks_[lane], span);
    tracks_[lane].span = span;
  }
  void lane_ends(std::size_t lane, TaskEnd) override { tracks_[lane].wake_ups = {}; }
  void wakes(const WakeUp& wake_up) override {
    if (Track* track = track_of(wake_up.to); track && track_of(wake_up.from)) track->wake_ups.push_back(wake_up);
  }
  void marks(const Mark& mark) override {
    const Event& event = trace_.at(mark.seq);
    const Track* track = event.subject.sort() == event::Sort::task ? track_of(event.subject) : nullptr;
    begin('i', to_string(event.kind), track ? track->number : 0);
    write_time("ts", place(mark.time, mark.seq));
    add(R"(,"s":"t","args":{{"event":{},"text":{}}}}})", mark.seq, quoted(trace_.text(event)));
  }

  Track* track_of(Id id) {
    if (id && id == loop_) return &tracks_[0];
    const auto found = lanes_.find(id);
    return found == lanes_.end() ? nullptr : &tracks_[found->second];
  }

  // A slice is written when it is over, and the arrows that end at it. A wake-up leads to the step after it, if the
  // task has one before it does anything else but being ready.
  void write_slice(Track& track, const Span& span) {
    const std::int64_t from = place(span.begin, span.first), to = place(span.end, span.last);
    begin('X', words(span.activity), track.number);
    write_time("ts", from);
    write_time("dur", std::max<std::int64_t>(0, to - from));
    add(R"(,"args":{{"event":{}}}}})", span.first);
    if (span.activity == Activity::ready) return;
    const auto led_here = [&](const WakeUp& wake_up) { return wake_up.seq <= span.first; };
    for (const WakeUp& wake_up : track.wake_ups)
      if (span.activity == Activity::running && led_here(wake_up)) write_arrow(wake_up, track, span);
    std::erase_if(track.wake_ups, led_here);
  }
  void write_what_is_open() {
    for (Track& track : tracks_) {
      if (!track.span.open) continue;
      track.span.end = time_;
      track.span.last = seen_;
      write_slice(track, track.span);
    }
    if (ready_ != written_) write_count(at_, ready_);
  }

  void write_arrow(const WakeUp& wake_up, const Track& track, const Span& step) {
    write_arrow_end('s', track_of(wake_up.from)->number, place(wake_up.time, wake_up.seq), wake_up.seq);
    write_arrow_end('f', track.number, place(step.begin, step.first), wake_up.seq);
  }
  void write_arrow_end(char phase, std::size_t track, std::int64_t at, Seq id) {
    begin(phase, "wake-up", track);
    write_time("ts", at);
    add(R"(,"cat":"wake-up","id":{}{}}})", id, phase == 'f' ? R"(,"bp":"e")" : "");
  }

  // ---------------------------------------------------------------- how many handles are ready

  // One value a moment: the last.
  void count_ready(const Event& event) {
    const std::int64_t now = place(event.time, seen_);
    if (now != at_ && ready_ != written_) write_count(at_, written_ = ready_);
    at_ = now;
    ready_ = event.kind == Kind::loop_closed ? 0 : std::max<std::int64_t>(0, ready_ + ready_change(event));
  }
  void write_count(std::int64_t at, std::int64_t ready) {
    begin('C', "ready queue", 0);
    write_time("ts", at);
    add(R"(,"args":{{"handles":{}}}}})", ready);
  }

  // A place on the axis in thousandths of the viewer's microsecond, so that neighbours meet exactly.
  std::int64_t place(double time, Seq seq) const {
    if (options_.axis == Axis::events) return std::int64_t{seq} * 1000;
    constexpr double most = 9e9;  // seconds; nonsense is beyond
    return std::isnan(time) ? 0 : std::llround(std::clamp(time, -most, most) * 1e9);
  }
  void write_time(std::string_view name, std::int64_t thousandths) {
    const std::int64_t size = std::abs(thousandths);
    add(R"(,"{}":{}{}.{:03})", name, thousandths < 0 ? "-" : "", size / 1000, size % 1000);
  }

  const Trace& trace_;
  const PerfettoOptions& options_;
  const std::function<void(std::string_view)>& put_;
  LaneWalk walk_{*this};
  Id loop_;
  std::vector<Track> tracks_ = std::vector<Track>(1);
  std::unordered_map<Id, std::size_t> lanes_;  // looked up, never iterated
  Seq seen_ = 0;
  double time_ = 0;
  std::int64_t ready_ = 0, at_ = 0, written_ = 0;
  std::string text_;
  bool first_ = true;
};

}  // namespace

void write_perfetto(const Trace& trace, const PerfettoOptions& options,
                    const std::function<void(std::string_view)>& put) {
  Writer(trace, options, put).write();
}

}  // namespace orrery::model
