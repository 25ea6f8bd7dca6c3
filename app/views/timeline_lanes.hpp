#pragma once
// What the timeline draws: axis, lanes, arrows, the cursor. Functions of the view and of the part that is shown.

#include <string>

#include "app/state/view.hpp"
#include "app/views/mixed_scale.hpp"
#include "app/widgets/timeline.hpp"
#include "engine/model/lanes.hpp"

namespace orrery::views {

// Where the rows of the lanes are; rows have one height and follow each other.
struct LaneRows {
  float top = 0;
  float height = 1;
  std::size_t count = 0;
  std::size_t first_visible(const widgets::Rect& part) const;
  std::size_t end_visible(const widgets::Rect& part) const;
  widgets::Rect box(std::size_t row, float x, float width) const;
};

struct LanePicture {
  const widgets::Pen& pen;
  const app::View& view;
  const MixedScale& scale;
  widgets::Rect area;  // of the lanes
  widgets::Rect axis;  // the strip above it
  LaneRows rows;
  double from = 0, to = 1;  // what is shown, in units of the scale

  float x_of(double position) const;
  float x_of_event(event::Seq seq) const { return x_of(scale.at(seq)); }
  widgets::TimeScale time_scale() const;  // positions in 1/1024 of a unit
};

// The stretch under the mouse.
struct Hovered {
  std::size_t lane = SIZE_MAX;
  model::Span span;
};

void draw_axis(const LanePicture& picture);
Hovered draw_lanes(const LanePicture& picture, std::size_t first, std::size_t end, widgets::Vec mouse);
// In place of lanes, when a program has neither loop nor tasks.
void draw_by_hand(const LanePicture& picture);
void draw_wake_ups(const LanePicture& picture, std::size_t first, std::size_t end);
void draw_cursor(const LanePicture& picture);
void lane_tip(const LanePicture& picture, const Hovered& hovered);

// "task 3", "loop 1": the names of items.
std::string lane_id(event::Id id);

}  // namespace orrery::views
