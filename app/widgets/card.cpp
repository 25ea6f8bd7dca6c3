#include "app/widgets/card.hpp"

#include <cmath>
#include <string>

#include "app/widgets/arrow.hpp"
#include "app/widgets/buttons.hpp"
#include "app/widgets/sign.hpp"
#include "app/widgets/text.hpp"

namespace orrery::widgets {
namespace {

void back(const Pen& pen, const Rect& box, const Card& look) {
  const Theme& theme = pen.theme();
  const float rounding = pen.px(8);
  const ImU32 tone = pen.of(look.tone);
  if (look.dashed) {
    dashed_rect(pen, box, with_alpha(tone, 0.7F * look.opacity), rounding);
    return;
  }
  const ImU32 fill = mix(theme.pane, tone, look.selected ? 0.10F : look.hovered ? 0.06F : 0.0F);
  pen.list->AddRectFilled(box.min, box.max, with_alpha(fill, look.opacity), rounding);
  const ImU32 edge = look.quiet && !look.selected ? theme.line : with_alpha(tone, look.selected ? 1.0F : 0.8F);
  pen.list->AddRect(box.min, box.max, with_alpha(edge, look.opacity), rounding, 0, pen.px(look.selected ? 2 : 1.4F));
}

void aside(const Pen& pen, Rect& line, const Card& look) {
  if (look.aside.empty()) return;
  const ImU32 tone = with_alpha(pen.of(look.tone), look.opacity);
  const float width = text_size(pen, Type::tiny, look.aside).x;
  const Rect place = line.cut_right(std::min(width + 1, line.width() * 0.65F));
  text_in(pen, place, Type::tiny, tone, look.aside, Align::right);
  if (look.icon) {
    sign(pen, {place.min.x - pen.px(9), place.centre().y}, pen.px(4), look.tone, tone);
    line.max.x -= pen.px(16);
  }
  line.max.x -= pen.px(8);
}

}  // namespace

float card_padding(const Pen& pen) {
  return pen.px(12);
}
float card_header_height(const Pen& pen) {
  return pen.px(38);
}
float card_row_height(const Pen& pen) {
  return pen.px(32);
}

float card_height(const Pen& pen, int rows) {
  const float header = card_header_height(pen);
  return rows <= 0 ? header : header + card_row_height(pen) * static_cast<float>(rows) + pen.px(7);
}

Rect card(const Pen& pen, const Rect& box, const Card& look) {
  const float pad = card_padding(pen);
  Rect rows = box;
  Rect line = rows.cut_top(card_header_height(pen)).inset(pad, 0);
  rows = rows.inset(pad, 0);
  if (look.opacity <= 0 || box.empty()) return rows;
  back(pen, box, look);
  if (!look.badge.empty()) {
    const float radius = pen.px(12);
    badge(pen, {line.min.x + radius, line.centre().y}, radius, look.badge, look.tone, look.badge_filled);
    line.cut_left(2 * radius + pen.px(10));
  }
  aside(pen, line, look);
  text_in(pen, line, Type::small_strong, with_alpha(pen.theme().text, look.opacity), look.title);
  return rows;
}

Touch card_item(const char* id, const Rect& box) {
  return touch(id, box);
}

Rect card_row_box(const Pen& pen, const Rect& rows, int index, int indent) {
  const float step = card_row_height(pen);
  const float x = rows.min.x + std::min(pen.px(10) * static_cast<float>(indent), rows.width() * 0.4F);
  const float y = rows.min.y + step * static_cast<float>(index);
  return {{x, y}, {rows.max.x, y + step - pen.px(5)}};
}

void card_row(const Pen& pen, const Rect& box, const CardRow& look) {
  if (box.empty()) return;
  const Theme& theme = pen.theme();
  const bool lit = look.tone != Tone::plain;
  const ImU32 tone = pen.of(look.tone);
  ImU32 fill = lit ? mix(theme.raised, tone, 0.14F) : theme.raised;
  if (look.hovered || look.selected) fill = mix(fill, lit ? tone : theme.accent, 0.14F);
  pen.list->AddRectFilled(box.min, box.max, fill, pen.px(5));
  if (lit || look.selected)
    pen.list->AddRect(box.min, box.max, look.selected ? theme.accent : with_alpha(tone, 0.8F), pen.px(5), 0,
                      pen.px(1.2F));
  Rect line = box.inset(pen.px(9), 0);
  if (!look.aside.empty()) {
    const float width = text_size(pen, Type::tiny, look.aside).x;
    text_in(pen, line.cut_right(std::min(width + 1, line.width() * 0.6F)), Type::tiny, lit ? tone : theme.dim,
            look.aside, Align::right);
    line.max.x -= pen.px(8);
  }
  text_in(pen, line, Type::mono_small, theme.text, look.name);
}

Touch card_row_item(const Pen& pen, const char* id, const Rect& box, CardRow look) {
  const Touch t = touch(id, box);
  look.hovered |= t.hovered;
  card_row(pen, box, look);
  return t;
}

void badge(const Pen& pen, Vec centre, float radius, std::string_view letters, Tone tone, bool filled) {
  const ImU32 color = pen.of(tone);
  if (filled) {
    pen.list->AddCircleFilled(centre, radius, color);
  } else {
    pen.list->AddCircle(centre, radius - pen.px(0.8F), color, 0, pen.px(1.6F));
  }
  if (letters.empty()) return;
  const Face face = pen.face(Type::caps);
  const float natural = text_size(pen, Type::caps, letters).x;
  const float size = std::min(1.0F, radius * 1.45F / std::max(1.0F, natural)) * face.size;
  const Vec extent = face.font->CalcTextSizeA(size, 1e9F, 0, letters.data(), letters.data() + letters.size());
  pen.list->AddText(face.font, size, centre - extent * 0.5F, filled ? pen.theme().ground : color, letters.data(),
                    letters.data() + letters.size());
}

float pill_height(const Pen& pen) {
  return pen.px(20);
}

float pill(const Pen& pen, Vec at, std::string_view words, Tone tone, bool draw) {
  const float width = std::ceil(text_size(pen, Type::caps, words).x) + pen.px(16);
  if (!draw) return width;
  const Rect box = Rect::at(at, width, pill_height(pen));
  const ImU32 color = tone == Tone::plain || tone == Tone::dim ? pen.theme().dim : pen.of(tone);
  pen.list->AddRectFilled(box.min, box.max, with_alpha(color, pen.theme().is_dark ? 0.18F : 0.12F), box.height() / 2);
  text_in(pen, box, Type::caps, color, words, Align::centre);
  return width;
}

}  // namespace orrery::widgets
