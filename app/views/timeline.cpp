#include "app/views/timeline.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "app/views/linked.hpp"
#include "app/views/scroll_area.hpp"
#include "app/views/timeline_lanes.hpp"
#include "app/views/tones.hpp"
#include "app/widgets/buttons.hpp"
#include "app/widgets/sign.hpp"
#include "app/widgets/text.hpp"
#include "engine/model/narrate.hpp"
#include "engine/trace/trace.hpp"

namespace orrery::views {

using namespace widgets;

namespace {

constexpr double least_units = 6;  // the most that can be zoomed in: so many events fill the pane
constexpr double wheel_step = 1.25;

void show(TimelineCrumbs& crumbs, double from, double to) {
  const double length = crumbs.scale.length();
  const double span = std::clamp(to - from, std::min(least_units, length), length);
  crumbs.from = std::clamp(from, 0.0, length - span);
  crumbs.to = crumbs.from + span;
  crumbs.fit = span >= length;
}

// Shows everything, or keeps what is shown; brings the cursor into sight when it has moved out of it.
void settle(TimelineCrumbs& crumbs, event::Seq cursor) {
  const bool moved = std::exchange(crumbs.cursor, cursor) != cursor;
  if (crumbs.fit) return show(crumbs, 0, crumbs.scale.length());
  const double at = crumbs.scale.at(cursor), span = crumbs.to - crumbs.from;
  const bool visible = at >= crumbs.from + span * 0.02 && at <= crumbs.to - span * 0.02;
  if (moved && !visible)
    show(crumbs, at - span * 0.3, at + span * 0.7);
  else
    show(crumbs, crumbs.from, crumbs.to);
}

void zoom_and_pan(TimelineCrumbs& crumbs, const Rect& area) {
  const ImGuiIO& io = ImGui::GetIO();
  const double unit = (crumbs.to - crumbs.from) / std::max(1.0F, area.width());
  const double at = crumbs.from + (io.MousePos.x - area.min.x) * unit;
  if (io.MouseWheel != 0) {
    const double factor = std::pow(wheel_step, -io.MouseWheel);
    show(crumbs, at - (at - crumbs.from) * factor, at + (crumbs.to - at) * factor);
  }
  if (ImGui::IsItemActive() && ImGui::IsMouseDragging(ImGuiMouseButton_Left))
    show(crumbs, crumbs.from - io.MouseDelta.x * unit, crumbs.to - io.MouseDelta.x * unit);
}

bool was_dragged() {
  const ImGuiIO& io = ImGui::GetIO();
  return io.MouseDragMaxDistanceSqr[0] > io.MouseDragThreshold * io.MouseDragThreshold;
}

// The mouse over the lanes: zooming, moving, seeking. Returns whether it is there.
bool mouse(TimelineCrumbs& crumbs, const Rect& area, app::Commands& commands) {
  const Touch hand = touch("timeline/area", area);
  if (hand.hovered || hand.held) zoom_and_pan(crumbs, area);
  const float part = (ImGui::GetIO().MousePos.x - area.min.x) / std::max(1.0F, area.width());
  if (hand.double_clicked) crumbs.fit = crumbs.fitting = true;
  if (hand.clicked && !std::exchange(crumbs.fitting, false) && !was_dragged())
    commands(app::command::Seek{crumbs.scale.event_at(crumbs.from + part * (crumbs.to - crumbs.from))});
  return hand.hovered && !hand.held;
}

// What a task runs, for lanes whose names don't tell: "reader" beside "Task-2".
std::string_view coroutine_of(const app::View& view, const model::Lane& lane) {
  const std::string_view name = view.trace.name(lane.name);
  if (!name.starts_with("Task-") || lane.spans.empty()) return {};
  const event::Event& creation = view.trace.at(lane.spans.front().first);
  const model::Called* called = view.moment.state.called(creation.object);
  return called ? view.trace.name(called->name) : std::string_view();
}

// The name of a lane, with the sign of what it does at the moment shown.
void lane_name(const Pen& pen, const app::View& view, const model::Lane& lane, const Rect& cell,
               app::Commands& commands) {
  if (!lane.id) return;  // there is no loop
  const model::State& state = view.moment.state;
  const Touch hand = touch(fmt::format("timeline/{}", lane_id(lane.id)).c_str(), cell);
  const bool selected = view.selection.id == lane.id;
  const bool exists = lane.id.sort() == event::Sort::loop || state.called(lane.id);
  const Theme& theme = pen.theme();
  if (selected || hand.hovered)
    pen.list->AddRectFilled(cell.min, cell.max, with_alpha(theme.raised, selected ? 1.0F : 0.7F), pen.px(5));
  Rect left = cell.inset(pen.px(8), 0);
  const Rect mark = left.cut_left(pen.px(18));
  if (state.task(lane.id))
    sign(pen, Vec(mark.min.x + pen.px(5), mark.centre().y), pen.px(4), tone_of(state, view.trace, lane.id));
  const std::string_view name = lane.id.sort() == event::Sort::loop ? "loop" : view.trace.name(lane.name);
  const Type type = selected ? Type::small_strong : Type::small;
  text_in(pen, left, type, selected ? theme.accent : exists ? theme.text : theme.faint, name);
  left.cut_left(text_size(pen, type, name).x + pen.px(8));
  text_in(pen, left, Type::tiny, theme.faint, coroutine_of(view, lane));
  if (hand.clicked) select(commands, lane.id);
  if (hand.hovered) tip(pen, view, lane.id);
}

// Few lanes are tall, many are low.
LaneRows lane_rows(const Pen& pen, float top, float room, std::size_t count) {
  const float height = (room - pen.px(8)) / static_cast<float>(std::max<std::size_t>(1, count));
  return {.top = top, .height = std::round(std::clamp(height, pen.px(22), pen.px(34))), .count = count};
}

}  // namespace

void timeline(const Look& look, const app::View& view, const Rect& box, app::Commands& commands,
              TimelineCrumbs& crumbs) {
  crumbs.scale.extend(view.trace, view.transport.live);
  if (view.trace.empty())
    return empty_state(Pen(look), box, "The lanes of the loop and of each task appear here as the program runs.");
  settle(crumbs, view.moment.cursor);

  Rect left = box;
  const float name_width = Pen(look).px(144);
  const Rect axis = left.cut_top(Pen(look).px(24));
  const ScrollArea area("timeline", left, ImGuiWindowFlags_NoScrollWithMouse);
  const Pen pen(look);
  const LaneRows rows = lane_rows(pen, area.origin().y, left.height(), view.lanes.lane_count());
  const Rect lanes{Vec(left.min.x + name_width, left.min.y), Vec(left.max.x - pen.px(12), left.max.y)};
  const std::size_t first = rows.first_visible(left), end = rows.end_visible(left);
  for (std::size_t i = first; i < end; ++i)
    lane_name(pen, view, view.lanes.lane(i), rows.box(i, left.min.x, name_width - pen.px(10)).inset(0, pen.px(2)),
              commands);
  const bool hovered = mouse(crumbs, lanes, commands);
  const LanePicture picture{pen, view, crumbs.scale, lanes, axis, rows, crumbs.from, crumbs.to};
  draw_axis(picture);
  const Hovered under = draw_lanes(picture, first, end, hovered ? Vec(ImGui::GetIO().MousePos) : Vec(-1, -1));
  draw_by_hand(picture);
  draw_wake_ups(picture, first, end);
  draw_cursor(picture);
  if (hovered) lane_tip(picture, under);
  area.content_height(rows.height * static_cast<float>(rows.count) + pen.px(6));
}

}  // namespace orrery::views
