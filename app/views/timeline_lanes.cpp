#include "app/views/timeline_lanes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "app/views/linked.hpp"
#include "app/views/scroll_area.hpp"
#include "app/views/tones.hpp"
#include "app/widgets/arrow.hpp"
#include "app/widgets/buttons.hpp"
#include "app/widgets/text.hpp"
#include "engine/event/vocabulary.hpp"
#include "engine/model/narrate.hpp"
#include "engine/trace/trace.hpp"

namespace orrery::views {

using namespace widgets;
using model::Activity;

namespace {

constexpr double fine = 1024;  // steps of a unit on the widgets' whole-numbered scale

std::int64_t fine_at(const MixedScale& scale, event::Seq seq) {
  return std::llround(scale.at(seq) * fine);
}

SpanShape shape_of(Activity activity) {
  switch (activity) {
    case Activity::running:
    case Activity::ready:
    case Activity::blocked:
      return SpanShape::block;
    case Activity::asleep:
      return SpanShape::band;
    default:
      return SpanShape::line;
  }
}

// The words in a band, if it has room for them.
std::string words_in(const model::Span& span) {
  if (span.activity != Activity::asleep) return {};
  return span.merged > 1 ? "select sleeps" : fmt::format("select sleeps {:.3g} s", span.end - span.begin);
}

// A lane's stretches in the widgets' terms; `words` holds what they say.
std::vector<Span> spans_of(const LanePicture& picture, const std::vector<model::Span>& spans,
                           std::vector<std::string>& words) {
  std::vector<Span> result;
  result.reserve(spans.size());
  words.reserve(spans.size());
  for (const model::Span& span : spans) {
    words.push_back(words_in(span));
    result.push_back({.begin = fine_at(picture.scale, span.first),
                      .end = fine_at(picture.scale, span.open ? picture.view.trace.size() : span.last),
                      .tone = tone_of(span.activity),
                      .shape = shape_of(span.activity),
                      .words = words.back()});
  }
  return result;
}

// Where the cursor's line is drawn: in the middle of its event.
float cursor_x(const LanePicture& picture) {
  const event::Seq cursor = picture.view.moment.cursor;
  const float x = picture.x_of_event(cursor);
  return x + std::max(0.0F, (picture.x_of_event(cursor + 1) - x) / 2);
}

// The cursor's dot stands on the axis: words that it would cover make room, on the side where they have it.
float beside_cursor(const LanePicture& picture, float at, float width) {
  const float x = cursor_x(picture), room = picture.pen.px(8);
  if (x < at - room || x > at + width + room) return at;
  return x + room + width <= picture.area.max.x ? x + room : x - room - width;
}

// A tick of the axis: a faint line through the lanes, words above it if they have room behind `free`. Returns where the
// words end.
float tick(const LanePicture& picture, float x, std::string_view words, float free = 0) {
  const Pen& pen = picture.pen;
  pen.list->AddLine(Vec(x, picture.area.min.y), Vec(x, picture.area.max.y), with_alpha(pen.theme().line, 0.6F));
  const float width = text_size(pen, Type::tiny, words).x + pen.px(4);
  const float at = beside_cursor(picture, x + width > picture.area.max.x ? x - width : x + pen.px(4), width);
  if (at < free) return free;
  text(pen, Vec(at, picture.axis.min.y + pen.px(3)), Type::tiny, pen.theme().faint, words);
  return std::max(x, at) + width;
}

// Two short slanted strokes: time was cut short here.
void break_mark(const LanePicture& picture, float x) {
  const Pen& pen = picture.pen;
  const float y = picture.axis.max.y - pen.px(5);
  for (const float shift : {-2.0F, 2.0F})
    pen.list->AddLine(Vec(x + pen.px(3) * shift / 2 - pen.px(2), y + pen.px(4)),
                      Vec(x + pen.px(3) * shift / 2 + pen.px(2), y - pen.px(4)), pen.theme().dim, pen.px(1));
}

// When no time passes at all: numbers of events.
void event_ticks(const LanePicture& picture) {
  const TimeScale scale = picture.time_scale();
  const Ticks ticks = nice_ticks(scale, picture.pen.px(110));
  const auto step = std::max<std::int64_t>(1, std::llround(static_cast<double>(ticks.step) / fine));
  const auto first = static_cast<std::int64_t>(std::ceil(picture.from / static_cast<double>(step))) * step;
  const auto end = static_cast<std::int64_t>(std::min(picture.to, picture.scale.length()));
  for (std::int64_t at = first; at < end; at += step)
    tick(picture, picture.x_of(static_cast<double>(at)),
         fmt::format("event {}", picture.view.number(static_cast<event::Seq>(at))));
}

// "0.4 s", "6 µs", "2.5 ms".
std::string time_words(double time) {
  if (time < 1e-3) return fmt::format("{:.4g} µs", time * 1e6);
  return time < 0.1 ? fmt::format("{:.4g} ms", time * 1e3) : fmt::format("{:.4g} s", time);
}

void time_ticks(const LanePicture& picture) {
  const std::vector<MixedScale::Gap>& gaps = picture.scale.gaps();
  const double unit = (picture.to - picture.from) / std::max(1.0F, picture.area.width());
  float free = picture.area.min.x;
  if (picture.from <= 0) free = tick(picture, picture.area.min.x, "0 s") + picture.pen.px(14);
  for (std::size_t i = picture.scale.gap_from(picture.from); i < gaps.size() && gaps[i].end <= picture.to;) {
    const float x = picture.x_of(gaps[i].end);
    if (gaps[i].broken) break_mark(picture, picture.x_of(gaps[i].end - gaps[i].width / 2));
    if (x >= free) free = tick(picture, x, time_words(gaps[i].time), free) + picture.pen.px(14);
    const std::size_t next = i + 1;
    // Past a hundred gaps within the place of one label they are not looked at one by one.
    i = next < gaps.size() && picture.x_of(gaps[next].end) >= free - picture.pen.px(60)
            ? next
            : std::max(next, picture.scale.gap_from(picture.from + (free - picture.area.min.x) * unit));
  }
}

}  // namespace

std::size_t LaneRows::first_visible(const Rect& part) const {
  return static_cast<std::size_t>(std::max(0.0F, (part.min.y - top) / height));
}
std::size_t LaneRows::end_visible(const Rect& part) const {
  return std::min(count, static_cast<std::size_t>(std::max(0.0F, std::ceil((part.max.y - top) / height))));
}
Rect LaneRows::box(std::size_t row, float x, float width) const {
  return Rect::at(Vec(x, top + height * static_cast<float>(row)), width, height);
}

float LanePicture::x_of(double position) const {
  return area.min.x + static_cast<float>((position - from) / std::max(1e-9, to - from) * area.width());
}
TimeScale LanePicture::time_scale() const {
  return {.from = std::llround(from * fine),
          .to = std::max(std::llround(to * fine), std::llround(from * fine) + 1),
          .left = area.min.x,
          .right = area.max.x};
}

void draw_axis(const LanePicture& picture) {
  picture.pen.list->PushClipRect(picture.axis.min, Vec(picture.area.max.x, picture.area.max.y), false);
  if (picture.scale.gaps().empty())
    event_ticks(picture);
  else
    time_ticks(picture);
  picture.pen.list->PopClipRect();
}

Hovered draw_lanes(const LanePicture& picture, std::size_t first, std::size_t end, Vec mouse) {
  Hovered hovered;
  const double smallest = (picture.to - picture.from) / std::max(1.0F, picture.area.width());
  const event::Seq from = picture.scale.event_at(picture.from), to = picture.scale.event_at(picture.to) + 1;
  const Clip clip(picture.pen, picture.area);
  for (std::size_t i = first; i < end; ++i) {
    std::vector<std::string> words;
    const std::vector<model::Span> spans = picture.view.lanes.visible(i, model::Axis::events, from, to, smallest);
    const Rect box = picture.rows.box(i, picture.area.min.x, picture.area.width()).inset(0, picture.pen.px(4));
    const int under = lane(picture.pen, box, picture.time_scale(), spans_of(picture, spans, words), mouse);
    if (under >= 0) hovered = {i, spans[static_cast<std::size_t>(under)]};
  }
  return hovered;
}

void draw_by_hand(const LanePicture& picture) {
  const model::Lanes& lanes = picture.view.lanes;
  if (lanes.lane_count() > 1 || (lanes.lane_count() == 1 && !lanes.lane(0).spans.empty())) return;
  const Rect below = picture.rows.box(0, picture.area.min.x, picture.area.width()).moved(Vec(picture.pen.px(8), 0));
  text_in(picture.pen, below, Type::small, picture.pen.theme().faint,
          "No loop runs here and there are no tasks: the program resumes its generators by hand.");
}

void draw_wake_ups(const LanePicture& picture, std::size_t first, std::size_t end) {
  constexpr std::size_t most = 160;
  const Clip clip(picture.pen, picture.area);
  const event::Seq from = picture.scale.event_at(picture.from), to = picture.scale.event_at(picture.to) + 1;
  const std::vector<model::WakeUp> wake_ups = picture.view.lanes.wake_ups(from, to, most + 1);
  if (wake_ups.size() > most) return;
  const auto shown = [&](std::size_t lane) { return lane >= first && lane < end; };
  for (const model::WakeUp& wake_up : wake_ups) {
    const std::size_t a = picture.view.lanes.lane_of(wake_up.from), b = picture.view.lanes.lane_of(wake_up.to);
    if (a == b || !shown(a) || !shown(b)) continue;
    const float x = picture.x_of_event(wake_up.seq);
    const float half = picture.pen.px(5) * (b > a ? 1.0F : -1.0F);
    const bool near = wake_up.seq == picture.view.moment.cursor || picture.view.selection.id == wake_up.to;
    arrow(picture.pen, Vec(x, picture.rows.box(a, 0, 0).centre().y + half),
          Vec(x, picture.rows.box(b, 0, 0).centre().y - half),
          {.tone = Tone::ready, .thickness = near ? 2.0F : 1.0F, .opacity = near ? 1.0F : 0.45F});
  }
}

void draw_cursor(const LanePicture& picture) {
  const Pen& pen = picture.pen;
  const float x = cursor_x(picture);
  pen.list->PushClipRect(Vec(picture.area.min.x - pen.px(6), picture.axis.min.y), picture.area.max + Vec(pen.px(6), 0),
                         false);
  // What is still to come is paler.
  pen.list->AddRectFilled(Vec(x, picture.area.min.y), picture.area.max, with_alpha(pen.theme().ground, 0.5F));
  pen.list->AddLine(Vec(x, picture.axis.min.y + pen.px(4)), Vec(x, picture.area.max.y), pen.theme().text, pen.px(1.5F));
  pen.list->AddCircleFilled(Vec(x, picture.axis.min.y + pen.px(6)), pen.px(4), pen.theme().text);
  pen.list->PopClipRect();
}

void lane_tip(const LanePicture& picture, const Hovered& hovered) {
  const float part = (ImGui::GetIO().MousePos.x - picture.area.min.x) / std::max(1.0F, picture.area.width());
  const event::Seq seq = picture.scale.event_at(picture.from + part * (picture.to - picture.from));
  const app::View& view = picture.view;
  std::string words = fmt::format("event {}, t = {}\n{}", view.number(seq), model::seconds(view.trace.at(seq).time),
                                  model::plain(model::headline(view.moment.state, view.trace, seq)));
  if (hovered.lane != SIZE_MAX) {
    const model::Lane& lane = view.lanes.lane(hovered.lane);
    const std::string name = lane.id.sort() == event::Sort::loop ? "loop" : std::string(view.trace.name(lane.name));
    words += fmt::format("\n{}: {}", name, words_of(hovered.span.activity));
  }
  tooltip(picture.pen, words);
}

std::string lane_id(event::Id id) {
  return fmt::format("{} {}", event::to_string(id.sort()), id.ordinal());
}

}  // namespace orrery::views
