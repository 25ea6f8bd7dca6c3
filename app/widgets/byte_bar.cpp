#include "app/widgets/byte_bar.hpp"

#include <algorithm>
#include <string>

#include "app/widgets/motion.hpp"
#include "app/widgets/text.hpp"

namespace orrery::widgets {
namespace {

struct Cells {
  float width = 0;
  std::size_t shown = 0;   // cells that show a byte
  std::size_t hidden = 0;  // bytes that have no room
  float end = 0;           // room taken by words behind the cells
};

std::string hidden_words(std::size_t count) {
  return "+" + std::to_string(count);
}

Cells arrange(const Pen& pen, const Rect& box, const ByteBar& look) {
  Cells cells;
  cells.width = pen.px(13);
  cells.end = look.end_of_file ? pen.px(36) : 0;
  const float room = box.width() - pen.px(8) - cells.end;
  const auto fit = static_cast<std::size_t>(std::max(0.0F, room) / cells.width);
  const std::size_t known = std::min(look.bytes.size(), look.length);
  cells.shown = std::min(known, fit);
  cells.hidden = look.length - cells.shown;
  if (cells.hidden == 0) return cells;
  const float words = text_size(pen, Type::tiny, hidden_words(look.length)).x + pen.px(8);
  const auto less = static_cast<std::size_t>(std::max(0.0F, room - words) / cells.width);
  cells.shown = std::min(known, less);
  cells.hidden = look.length - cells.shown;
  return cells;
}

void trough(const Pen& pen, const Rect& box, const ByteBar& look) {
  const float rounding = pen.px(5);
  pen.list->AddRectFilled(box.min, box.max, pen.theme().raised, rounding);
  if (look.capacity == 0 || look.length == 0) return;
  const float part = std::min(1.0F, static_cast<float>(look.length) / static_cast<float>(look.capacity));
  const float width = std::max(pen.px(4), box.width() * part);
  const float left = look.fill_from_right ? box.max.x - width : box.min.x;
  // How full it is, along the lower edge: cells have a width of their own.
  const float thick = pen.px(2);
  pen.list->AddRectFilled({left, box.max.y - thick}, {left + width, box.max.y}, pen.of(look.tone), thick / 2);
}

// An open box, as editors show a blank.
void draw_blank(const Pen& pen, const Rect& box, ImU32 color) {
  const float y = box.max.y - pen.px(5);
  const float x0 = box.min.x + pen.px(3);
  const float x1 = box.max.x - pen.px(3);
  const ImVec2 points[] = {{x0, y - pen.px(3)}, {x0, y}, {x1, y}, {x1, y - pen.px(3)}};
  pen.list->AddPolyline(points, 4, color, 0, pen.px(1));
}

void cell(const Pen& pen, const Rect& box, unsigned char byte, Tone tone, float opacity) {
  char buffer[2];
  const ImU32 color = with_alpha(pen.of(tone), opacity);
  pen.list->AddRectFilled(box.min, box.max, with_alpha(color, 0.30F * opacity), pen.px(3));
  const ImU32 ink = with_alpha(pen.theme().text, opacity);
  if (byte == ' ') return draw_blank(pen, box, with_alpha(ink, 0.6F));
  const Type type = byte > ' ' && byte < 0x7f ? Type::mono_small : Type::tiny;  // Inter has the sign for the line end
  text_in(pen, box.inset(-pen.px(1), 0), type, ink, byte_glyph(byte, buffer), Align::centre);
}

void end_mark(const Pen& pen, const Rect& box) {
  const Rect mark{{box.max.x - pen.px(36), box.min.y + pen.px(3)}, {box.max.x - pen.px(4), box.max.y - pen.px(3)}};
  pen.list->AddRect(mark.min, mark.max, pen.theme().dim, pen.px(3));
  text_in(pen, mark, Type::caps, pen.theme().dim, "EOF", Align::centre);
}

}  // namespace

float byte_bar_height(const Pen& pen) {
  return pen.px(26);
}

const char* byte_glyph(unsigned char byte, char (&buffer)[2]) {
  if (byte == '\n') return "\xe2\x8f\x8e";
  if (byte == ' ') return "";
  if (byte < 0x20 || byte >= 0x7f) return "\xc2\xb7";
  buffer[0] = static_cast<char>(byte);
  buffer[1] = 0;
  return buffer;
}

void byte_bar(const Pen& pen, const Rect& box, const ByteBar& look) {
  if (box.empty()) return;
  trough(pen, box, look);
  const Cells cells = arrange(pen, box, look);
  const float arrived = ease_out(look.arriving);
  const std::size_t old = look.length - std::min(look.length, look.arriving_bytes);
  float x = box.min.x + pen.px(4);
  if (look.fill_from_right) x = box.max.x - pen.px(4) - cells.end - cells.width * static_cast<float>(cells.shown);
  for (std::size_t i = 0; i < cells.shown; ++i, x += cells.width) {
    const bool moving = i >= old && look.arriving < 1;
    const float slide = moving ? (1 - arrived) * pen.px(40) * (look.fill_from_right ? -1.0F : 1.0F) : 0;
    const Rect place{{x + slide + 1, box.min.y + pen.px(3)}, {x + slide + cells.width - 1, box.max.y - pen.px(4)}};
    cell(pen, place, static_cast<unsigned char>(look.bytes[i]), look.tone, moving ? arrived : 1);
  }
  if (cells.hidden > 0) {
    Rect rest{{x + pen.px(4), box.min.y}, {box.max.x - cells.end, box.max.y}};
    if (look.fill_from_right) rest = {{box.min.x + pen.px(8), box.min.y}, box.max};
    text_in(pen, rest, Type::tiny, pen.theme().dim, hidden_words(cells.hidden));
  }
  if (look.end_of_file) end_mark(pen, box);
}

}  // namespace orrery::widgets
