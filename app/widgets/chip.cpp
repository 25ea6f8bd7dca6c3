#include "app/widgets/chip.hpp"

#include <cmath>
#include <string>

#include "app/widgets/arrow.hpp"
#include "app/widgets/buttons.hpp"
#include "app/widgets/sign.hpp"
#include "app/widgets/text.hpp"

namespace orrery::widgets {
namespace {

Type title_type(const Chip& look) {
  return look.mono ? Type::mono : Type::small_strong;
}

float icon_room(const Pen& pen, const Chip& look) {
  if (look.icon != nullptr && *look.icon == 0) return 0;
  return pen.px(20);
}

void back(const Pen& pen, const Rect& box, const Chip& look) {
  const ImU32 tone = pen.of(look.tone);
  const float rounding = pen.px(6);
  if (look.dashed) {
    dashed_rect(pen, box, with_alpha(tone, 0.7F * look.opacity), rounding);
    return;
  }
  const float strength = (look.hovered || look.selected ? 0.30F : 0.17F) * (pen.theme().is_dark ? 1.0F : 0.6F);
  const ImU32 fill = mix(pen.theme().ground, tone, strength);
  pen.list->AddRectFilled(box.min, box.max, with_alpha(fill, look.opacity), rounding);
  pen.list->AddRectFilled(box.min, {box.min.x + pen.px(4), box.max.y}, with_alpha(tone, look.opacity), rounding,
                          ImDrawFlags_RoundCornersLeft);
  const float line = look.selected ? pen.px(2) : pen.px(1);
  const ImU32 edge = with_alpha(tone, (look.selected ? 1.0F : 0.75F) * look.opacity);
  pen.list->AddRect(box.min, box.max, edge, rounding, 0, line);
}

void lead(const Pen& pen, Rect& line, const Chip& look, ImU32 color) {
  const float room = icon_room(pen, look);
  if (room == 0) return;
  const Rect place = line.cut_left(room);
  const Vec centre{place.min.x + pen.px(6), place.centre().y + pen.px(1)};
  if (look.icon == nullptr) {
    sign(pen, centre, pen.px(5), look.tone, color);
  } else {
    icon(pen, centre, look.icon, color);
  }
}

// Draws the words; true if some were cut.
bool words(const Pen& pen, const Rect& box, const Chip& look) {
  const Theme& theme = pen.theme();
  Rect inside{{box.min.x + pen.px(14), box.min.y}, {box.max.x - pen.px(10), box.max.y}};
  Rect line = inside;
  if (!look.subtitle.empty()) {
    const float both = line_height(pen, Type::small) + line_height(pen, Type::tiny);
    line = Rect::at({inside.min.x, box.centre().y - both / 2}, inside.width(), line_height(pen, Type::small));
  }
  const ImU32 tone = with_alpha(pen.of(look.tone), look.opacity);
  lead(pen, line, look, tone);
  const float text_x = line.min.x;
  bool cut = false;
  if (!look.aside.empty()) {
    const Rect place = line.cut_right(std::min(line.width() * 0.6F, text_size(pen, Type::tiny, look.aside).x + 1));
    cut |= text_in(pen, place, Type::tiny, tone, look.aside, Align::right);
    line.max.x -= pen.px(8);
  }
  cut |=
      text_in(pen, line, title_type(look), with_alpha(look.dashed ? theme.dim : theme.text, look.opacity), look.title);
  if (look.subtitle.empty()) return cut;
  const Rect below = Rect::at({text_x, line.max.y}, inside.max.x - text_x, line_height(pen, Type::tiny));
  return text_in(pen, below, Type::tiny, with_alpha(theme.dim, look.opacity), look.subtitle) || cut;
}

bool draw(const Pen& pen, const Rect& box, const Chip& look) {
  if (look.opacity <= 0 || box.empty()) return false;
  back(pen, box, look);
  return words(pen, box, look);
}

std::string all_words(const Chip& look) {
  std::string all(look.title);
  for (std::string_view more : {look.aside, look.subtitle})
    if (!more.empty()) all.append("\n").append(more);
  return all;
}

}  // namespace

float chip_height(const Pen& pen, bool with_subtitle) {
  return with_subtitle ? pen.px(46) : pen.px(30);
}

float chip_width(const Pen& pen, const Chip& look) {
  float title = icon_room(pen, look) + text_size(pen, title_type(look), look.title).x;
  if (!look.aside.empty()) title += pen.px(8) + text_size(pen, Type::tiny, look.aside).x + 1;
  const float subtitle = icon_room(pen, look) + text_size(pen, Type::tiny, look.subtitle).x;
  return std::ceil(std::max(title, subtitle)) + pen.px(24) + 1;
}

void chip(const Pen& pen, const Rect& box, const Chip& look) {
  draw(pen, box, look);
}

Touch chip_item(const Pen& pen, const char* id, const Rect& box, Chip look) {
  const Touch t = touch(id, box);
  look.hovered |= t.hovered;
  const bool cut = draw(pen, box, look);
  if (cut && t.hovered) tooltip(pen, all_words(look));
  return t;
}

void empty_slot(const Pen& pen, const Rect& box, std::string_view words) {
  dashed_rect(pen, box, pen.theme().line, pen.px(6));
  text_in(pen, box.inset(pen.px(8), 0), Type::tiny, pen.theme().faint, words, Align::centre);
}

}  // namespace orrery::widgets
