#include "engine/model/perfetto.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <nlohmann/json.hpp>

#include "engine/event/vocabulary.hpp"

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

class Writer {
 public:
  Writer(const Trace& trace, const PerfettoOptions& options, const std::function<void(std::string_view)>& put)
      : trace_(trace), options_(options), put_(put), lanes_(trace) {
    lanes_.extend();
  }

  void write() {
    const std::string_view unit = options_.axis == Axis::time ? "microseconds of the run's clock" : "numbers of events";
    add(R"({{"displayTimeUnit":"ns","otherData":{{"producer":"orrery","axis":"{}"}},"traceEvents":[)", unit);
    name_tracks();
    for (std::size_t lane = 0; lane < lanes_.lane_count(); ++lane) write_slices(lane);
    for (const WakeUp& wake_up : lanes_.wake_ups()) write_arrow(wake_up);
    for (const Mark& mark : lanes_.marks()) write_mark(mark);
    write_counter();
    add("\n]}}\n");
    put_(text_);
  }

 private:
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

  void name_tracks() {
    name_track("process_name", 0, options_.title.empty() ? "orrery" : options_.title);
    for (std::size_t i = 0; i < lanes_.lane_count(); ++i) {
      name_track("thread_name", i, i == 0 ? "the event loop" : trace_.name(lanes_.lane(i).name));
      begin('M', "thread_sort_index", i);
      add(R"(,"args":{{"sort_index":{}}}}})", i);
    }
  }
  void name_track(std::string_view what, std::size_t track, std::string_view name) {
    begin('M', what, track);
    add(R"(,"args":{{"name":{}}}}})", quoted(name));
  }

  void write_slices(std::size_t lane) {
    for (const Span& span : lanes_.lane(lane).spans) {
      const std::int64_t from = place(span.begin, span.first);
      const std::int64_t to = span.open ? place(lanes_.end_time(), lanes_.size()) : place(span.end, span.last);
      begin('X', words(span.activity), lane);
      write_time("ts", from);
      write_time("dur", std::max<std::int64_t>(0, to - from));
      add(R"(,"args":{{"event":{}}}}})", span.first);
    }
  }

  // From who woke the task to the step that this led to, if there was one.
  void write_arrow(const WakeUp& wake_up) {
    const std::size_t from = lanes_.lane_of(wake_up.from), to = lanes_.lane_of(wake_up.to);
    if (from == SIZE_MAX || to == SIZE_MAX) return;
    const auto& spans = lanes_.lane(to).spans;
    auto step = std::ranges::lower_bound(spans, wake_up.seq, {}, &Span::first);
    while (step != spans.end() && step->activity == Activity::ready) ++step;
    if (step == spans.end() || step->activity != Activity::running) return;
    write_arrow_end('s', from, place(wake_up.time, wake_up.seq), wake_up.seq);
    write_arrow_end('f', to, place(step->begin, step->first), wake_up.seq);
  }
  void write_arrow_end(char phase, std::size_t lane, std::int64_t at, Seq id) {
    begin(phase, "wake-up", lane);
    write_time("ts", at);
    add(R"(,"cat":"wake-up","id":{}{}}})", id, phase == 'f' ? R"(,"bp":"e")" : "");
  }

  void write_mark(const Mark& mark) {
    const Event& event = trace_.at(mark.seq);
    const std::size_t lane = event.subject.sort() == event::Sort::task ? lanes_.lane_of(event.subject) : 0;
    begin('i', to_string(event.kind), lane == SIZE_MAX ? 0 : lane);
    write_time("ts", place(mark.time, mark.seq));
    add(R"(,"s":"t","args":{{"event":{},"text":{}}}}})", mark.seq, quoted(trace_.text(event)));
  }

  // One value a moment: the last.
  void write_counter() {
    std::int64_t ready = 0, at = 0, written = 0;
    for (Seq seq = 0; seq < lanes_.size(); ++seq) {
      const Event& event = trace_.at(seq);
      const std::int64_t now = place(event.time, seq);
      if (now != at && ready != written) write_count(at, written = ready);
      at = now;
      ready = event.kind == Kind::loop_closed ? 0 : std::max<std::int64_t>(0, ready + ready_change(event));
    }
    if (ready != written) write_count(at, ready);
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
  Lanes lanes_;
  std::string text_;
  bool first_ = true;
};

}  // namespace

void write_perfetto(const Trace& trace, const PerfettoOptions& options,
                    const std::function<void(std::string_view)>& put) {
  Writer(trace, options, put).write();
}

}  // namespace orrery::model
