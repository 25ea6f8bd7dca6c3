#include "app/shell/layout.hpp"

#include <algorithm>
#include <cmath>

#include "app/widgets/sliders.hpp"

namespace orrery::shell {
namespace {

using widgets::Rect;

// Design units.
constexpr float top_height = 48;
constexpr float transport_height = 52;
constexpr float narration_height = 52;
constexpr float least_left = 250, least_right = 240, least_loop = 480;
constexpr float least_bottom = 110, least_middle = 240, least_output = 90, least_program = 120;

// Two side panes and what they leave for the middle; when the least sizes don't fit, all shrink alike.
struct Widths {
  float left, right;
};

Widths widths(float total, const Splits& splits, const widgets::Look& look) {
  const float fit = std::min(1.0F, total / look.px(least_left + least_right + least_loop));
  const float loop = look.px(least_loop) * fit;
  const float low_left = look.px(least_left) * fit;
  const float low_right = look.px(least_right) * fit;
  const float left = std::clamp(splits.left * total, low_left, std::max(low_left, total - loop - low_right));
  const float right = std::clamp(splits.right * total, low_right, std::max(low_right, total - loop - left));
  return {std::round(left), std::round(right)};
}

// A part of a height, with room kept for both sides; halves when there is not enough.
float part_of(float total, float share, float least, float least_rest) {
  if (total < least + least_rest) return std::round(total * least / (least + least_rest));
  return std::round(std::clamp(share * total, least, total - least_rest));
}

Rect line_after(const Rect& pane) {
  return {{pane.max.x, pane.min.y}, {pane.max.x + 1, pane.max.y}};
}
Rect line_above(const Rect& pane) {
  return {pane.min, {pane.max.x, pane.min.y + 1}};
}

bool drag(const widgets::Pen& pen, const char* id, const Rect& line, bool vertical, float whole, float& split,
          float sign, float original, float shown) {
  const float moved = widgets::splitter(pen, id, line, vertical);
  if (widgets::splitter_reset()) {
    split = original;
    return true;
  }
  if (moved == 0 || whole <= 0) return false;
  split = std::clamp(shown / whole + sign * moved / whole, 0.0F, 1.0F);
  return true;
}

}  // namespace

Layout arrange(const Rect& screen, const Splits& splits, const widgets::Look& look) {
  Layout out;
  Rect rest = screen;
  out.top_bar = rest.cut_top(look.px(top_height));
  out.transport = rest.cut_top(look.px(transport_height));
  const float bottom = part_of(rest.height(), splits.bottom * screen.height() / std::max(1.0F, rest.height()),
                               look.px(least_bottom), look.px(least_middle + narration_height));
  out.bottom = rest.cut_bottom(bottom);
  out.narration = rest.cut_bottom(look.px(narration_height));
  const Widths wide = widths(rest.width(), splits, look);
  Rect left = rest.cut_left(wide.left);
  out.split_left = line_after(left);
  out.inspector = rest.cut_right(wide.right);
  out.split_right = {{out.inspector.min.x, rest.min.y}, {out.inspector.min.x + 1, rest.max.y}};
  out.loop = rest;
  out.output = left.cut_bottom(part_of(left.height(), splits.output, look.px(least_output), look.px(least_program)));
  out.program = left;
  out.split_output = line_above(out.output);
  out.split_bottom = line_above(out.bottom);
  return out;
}

bool drag_splitters(const widgets::Pen& pen, const Layout& at, const Rect& screen, Splits& splits) {
  const Splits original;
  const float left_height = at.program.height() + at.output.height();
  bool changed =
      drag(pen, "split left", at.split_left, true, screen.width(), splits.left, 1, original.left, at.program.width());
  changed |= drag(pen, "split right", at.split_right, true, screen.width(), splits.right, -1, original.right,
                  at.inspector.width());
  changed |= drag(pen, "split bottom", at.split_bottom, false, screen.height(), splits.bottom, -1, original.bottom,
                  at.bottom.height());
  changed |= drag(pen, "split output", at.split_output, false, left_height, splits.output, -1, original.output,
                  at.output.height());
  return changed;
}

}  // namespace orrery::shell
