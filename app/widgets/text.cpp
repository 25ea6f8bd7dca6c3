#include "app/widgets/text.hpp"

#include <cfloat>
#include <cmath>

namespace orrery::widgets {
namespace {

constexpr std::string_view dots = "\xe2\x80\xa6";

bool continues_code_point(char c) {
  return (static_cast<unsigned char>(c) & 0xc0) == 0x80;
}

// The number of bytes of `words` that fit `width`, at a code point's edge.
std::size_t fitting(const Face& face, std::string_view words, float width) {
  if (words.empty()) return 0;
  const char* rest = words.data();
  face.font->CalcTextSizeA(face.size, std::max(0.0F, width), 0, words.data(), words.data() + words.size(), &rest);
  auto count = static_cast<std::size_t>(rest - words.data());
  while (count > 0 && count < words.size() && continues_code_point(words[count])) --count;
  return count;
}

// Where the line that begins at `words` is broken for `width`: at the last space that fits, else where it must.
std::size_t line_break(const Face& face, std::string_view words, float width) {
  const auto newline = words.find('\n');
  if (newline != std::string_view::npos) words = words.substr(0, newline);
  std::size_t count = fitting(face, words, width);
  if (count >= words.size()) return words.size();
  const auto space = words.substr(0, count + 1).rfind(' ');
  if (space != std::string_view::npos && space > 0) return space;
  return std::max<std::size_t>(count, 1);
}

std::string capitals(std::string_view name) {
  std::string out(name);
  for (char& c : out)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  return out;
}

}  // namespace

float line_height(const Pen& pen, Type type) {
  return std::round(pen.face(type).size * 1.36F);
}

Vec text_size(const Pen& pen, Type type, std::string_view words) {
  const Face face = pen.face(type);
  if (words.empty()) return {0, face.size};  // ImGui takes a null end for "up to the zero"
  return face.font->CalcTextSizeA(face.size, FLT_MAX, 0, words.data(), words.data() + words.size());
}

float text(const Pen& pen, Vec at, Type type, ImU32 color, std::string_view words) {
  const Face face = pen.face(type);
  if (words.empty()) return 0;
  pen.list->AddText(face.font, face.size, {std::round(at.x), std::round(at.y)}, color, words.data(),
                    words.data() + words.size());
  return text_size(pen, type, words).x;
}

std::string ellipsis(const Pen& pen, Type type, std::string_view words, float width) {
  if (text_size(pen, type, words).x <= width) return std::string(words);
  const float room = width - text_size(pen, type, dots).x;
  std::string_view head = words.substr(0, room > 0 ? fitting(pen.face(type), words, room) : 0);
  while (!head.empty() && head.back() == ' ') head.remove_suffix(1);
  return std::string(head).append(dots);
}

bool text_in(const Pen& pen, const Rect& box, Type type, ImU32 color, std::string_view words, Align align) {
  if (words.empty() || box.empty()) return false;
  const float width = text_size(pen, type, words).x;
  const float y = box.centre().y - pen.face(type).size / 2;
  if (width > box.width() + 0.5F) {
    const std::string cut = ellipsis(pen, type, words, box.width());
    text(pen, {box.min.x, y}, type, color, cut);
    return true;
  }
  const float slack = box.width() - width;
  const float x = align == Align::left ? 0 : align == Align::centre ? slack / 2 : slack;
  text(pen, {box.min.x + x, y}, type, color, words);
  return false;
}

float text_wrapped(const Pen& pen, Vec at, float width, Type type, ImU32 color, std::string_view words, bool draw) {
  const Face face = pen.face(type);
  const float step = line_height(pen, type);
  float y = at.y;
  while (!words.empty()) {
    const std::size_t count = line_break(face, words, width);
    if (draw) text(pen, {at.x, y + (step - face.size) / 2}, type, color, words.substr(0, count));
    words.remove_prefix(count);
    if (!words.empty() && (words.front() == ' ' || words.front() == '\n')) words.remove_prefix(1);
    y += step;
  }
  return y - at.y;
}

float heading_height(const Pen& pen) {
  return line_height(pen, Type::caps);
}

float heading(const Pen& pen, Vec at, std::string_view name, std::string_view aside) {
  const float height = heading_height(pen);
  const float caps = pen.face(Type::caps).size;
  float x = at.x + text(pen, {at.x, at.y + (height - caps) / 2}, Type::caps, pen.theme().dim, capitals(name));
  if (aside.empty()) return x;
  const float tiny = pen.face(Type::tiny).size;
  x += pen.px(12);
  return x + text(pen, {x, at.y + (height - tiny) / 2}, Type::tiny, pen.theme().faint, aside);
}

void icon(const Pen& pen, Vec centre, const char* glyph, ImU32 color, Type size) {
  if (!pen.look.icons || glyph == nullptr || *glyph == 0) return;
  const Vec extent = text_size(pen, size, glyph);
  text(pen, centre - extent * 0.5F, size, color, glyph);
}

void empty_state(const Pen& pen, const Rect& box, std::string_view words, const char* glyph) {
  if (box.empty()) return;
  const float width = std::min(box.width(), pen.px(320));
  const bool one_line = text_size(pen, Type::small, words).x <= width;
  const float height = text_wrapped(pen, {}, width, Type::small, 0, words, false);
  const float above = *glyph && pen.look.icons ? pen.px(40) : 0;
  const float top = std::max(box.min.y, box.centre().y - (height + above) / 2);
  if (above > 0) icon(pen, {box.centre().x, top + pen.px(14)}, glyph, pen.theme().faint, Type::title);
  const Rect line{{box.min.x, top + above}, {box.max.x, top + above + height}};
  if (one_line) {
    text_in(pen, line, Type::small, pen.theme().dim, words, Align::centre);
  } else {
    text_wrapped(pen, {box.centre().x - width / 2, line.min.y}, width, Type::small, pen.theme().dim, words);
  }
}

}  // namespace orrery::widgets
