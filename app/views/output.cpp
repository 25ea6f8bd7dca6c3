#include "app/views/output.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "app/views/scroll_area.hpp"
#include "app/widgets/buttons.hpp"
#include "app/widgets/sign.hpp"
#include "app/widgets/text.hpp"
#include "engine/event/vocabulary.hpp"
#include "engine/model/state.hpp"
#include "engine/trace/trace.hpp"

namespace orrery::views {

using namespace widgets;

void OutputLines::extend(const trace::Trace& trace) {
  const event::Seq size = trace.size();
  if (trace_ != &trace || size < seen_) *this = {};
  trace_ = &trace;
  for (; seen_ < size; ++seen_) {
    const event::Event& event = trace.at(seen_);
    if (event.kind == event::Kind::output)
      take(trace.text(event), seen_, event.time, event.arg == static_cast<std::uint8_t>(event::Stream::standard_error));
  }
}

void OutputLines::take(std::string_view text, event::Seq seq, double time, bool error) {
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    std::size_t& open = open_[error ? 1 : 0];
    if (open == SIZE_MAX) {
      open = lines_.size();
      lines_.push_back({.first = seq, .time = time, .error = error});
    }
    lines_[open].text += text.substr(0, end);
    lines_[open].last = seq;
    if (end == text.npos) return;
    open = SIZE_MAX;
    text.remove_prefix(end + 1);
  }
}

std::size_t OutputLines::begun(event::Seq cursor) const {
  const auto after = std::ranges::upper_bound(lines_, cursor, {}, &OutputLine::first);
  return static_cast<std::size_t>(after - lines_.begin());
}

namespace {

// The line's strip lit for the event the panes speak of, its words, its time at the right.
void draw_line(const Pen& pen, const app::View& view, const Rect& row, const OutputLine& line, bool lit,
               const Touch& hand) {
  const Theme& theme = pen.theme();
  if (lit || hand.hovered)
    pen.list->AddRectFilled(row.min, row.max, with_alpha(theme.raised, hand.hovered ? 1.0F : 0.8F), pen.px(4));
  Rect left = row.inset(pen.px(6), 0);
  left.cut_right(pen.px(10));  // the scroll bar
  const std::string time = fmt::format("{:.3g} s", line.time);
  text_in(pen, left.cut_right(pen.px(64)), Type::mono_small, theme.faint, time, Align::right);
  if (line.error) text_in(pen, left.cut_left(pen.px(16)), Type::mono_small, theme.failed, "!");
  const bool cut = text_in(pen, left, Type::mono, line.error ? theme.failed : theme.text, line.text);
  if (hand.hovered)
    tooltip(pen, cut ? line.text : fmt::format("printed by event {}: click to go there", view.number(line.first)));
}

// How the run ended, once the moment shown is its end. Takes its place off `box`.
void draw_end(const Pen& pen, const app::View& view, Rect& box) {
  const bool at_end = view.moment.cursor >= view.transport.last && !view.transport.live && !view.trace.empty();
  if (!at_end || view.end.empty() || box.height() < pen.px(40)) return;
  const model::Program& program = view.moment.state.program;
  const bool failed = program.exception != 0 || program.exit_code != 0 || !program.ended;
  const Rect row = box.cut_bottom(line_height(pen, Type::small) + pen.px(6)).inset(pen.px(6), 0);
  const Rect mark = Rect(row).cut_left(pen.px(16));
  sign(pen, mark.centre() - Vec(pen.px(3), 0), pen.px(4), failed ? Tone::failed : Tone::done);
  const Rect words{Vec(mark.max.x, row.min.y), row.max};
  const ImU32 color = failed ? pen.theme().failed : pen.theme().dim;
  if (text_in(pen, words, Type::small, color, view.end) && touch("output/end", row).hovered) tooltip(pen, view.end);
}

void draw_lines(const Pen& pen, const app::View& view, const Rect& box, app::Commands& commands, OutputCrumbs& crumbs) {
  const ScrollArea area("output", box);
  const Pen inner(pen.look);
  const float height = line_height(pen, Type::mono) + pen.px(3);
  const std::size_t count = crumbs.lines.begun(view.moment.cursor);
  const Rect visible = visible_part();
  const Vec origin = area.origin();
  const auto first = static_cast<std::size_t>(std::max(0.0F, (visible.min.y - origin.y) / height));
  for (std::size_t i = first; i < count; ++i) {
    const Rect row = Rect::at(Vec(box.min.x, origin.y + height * static_cast<float>(i)), box.width(), height);
    if (row.min.y > visible.max.y) break;
    const OutputLine& line = crumbs.lines.lines()[i];
    const Touch hand = touch(fmt::format("output/{}", line.first).c_str(), row);
    draw_line(inner, view, row, line, line.first == view.selection.event || line.first == view.moment.cursor, hand);
    if (hand.clicked) commands(app::command::GoTo{line.first});
  }
  area.content_height(height * static_cast<float>(count));
  if (count != crumbs.shown) ImGui::SetScrollY(std::max(0.0F, height * static_cast<float>(count) - box.height()));
  crumbs.shown = count;
}

}  // namespace

void output(const Look& look, const app::View& view, const Rect& box, app::Commands& commands, OutputCrumbs& crumbs) {
  const Pen pen(look);
  const Clip clip(pen, box);
  crumbs.lines.extend(view.trace);
  Rect left = box.inset(pen.px(14), pen.px(10));
  const Rect head = left.cut_top(heading_height(pen) + pen.px(8));
  const std::size_t count = crumbs.lines.begun(view.moment.cursor);
  heading(pen, Vec(head.min.x + pen.px(6), head.min.y), "Output",
          count == 0 ? "" : fmt::format("{} line{}", count, count == 1 ? "" : "s"));
  draw_end(pen, view, left);
  if (count == 0 && left.height() > pen.px(30))
    text(pen, Vec(left.min.x + pen.px(6), left.min.y), Type::small, pen.theme().faint, "nothing printed yet");
  draw_lines(pen, view, left, commands, crumbs);
}

}  // namespace orrery::views
