// Sketches for the cards of the browser: one for each thing a lesson can be about, found by its tags and title.

#include <array>
#include <cmath>
#include <numbers>

#include "app/views/browser.hpp"
#include "app/widgets/arrow.hpp"
#include "app/widgets/byte_bar.hpp"
#include "app/widgets/card.hpp"
#include "app/widgets/text.hpp"

namespace orrery::views {

using namespace widgets;

namespace {

constexpr float pi = std::numbers::pi_v<float>;

struct Sketch {
  const Pen& pen;
  Rect box;
  ImU32 color(Tone tone, float alpha = 1) const { return with_alpha(pen.of(tone), alpha); }
  float px(float units) const { return pen.px(units); }

  void bar(const Rect& place, Tone tone, float alpha = 1) const {
    pen.list->AddRectFilled(place.min, place.max, color(tone, alpha), std::min(px(4), place.height() / 2));
  }
  void outline(const Rect& place, Tone tone, float alpha = 1) const {
    pen.list->AddRectFilled(place.min, place.max, color(tone, alpha * 0.14F), px(6));
    pen.list->AddRect(place.min, place.max, color(tone, alpha), px(6), 0, px(1.5F));
  }
  // Lines of code as grey bars; `lit` has a strip behind it.
  void code(const Rect& place, int lines, int lit, Tone tone) const {
    constexpr std::array<float, 6> lengths{0.5F, 0.82F, 0.62F, 0.74F, 0.42F, 0.7F};
    constexpr std::array<float, 6> indents{0, 0.1F, 0.1F, 0.2F, 0.1F, 0};
    const float row = place.height() / static_cast<float>(lines);
    for (int i = 0; i < lines; ++i) {
      const auto n = static_cast<std::size_t>(i) % lengths.size();
      const float y = place.min.y + row * (static_cast<float>(i) + 0.5F);
      if (i == lit)
        bar(Rect{Vec(place.min.x - px(8), y - row * 0.42F), Vec(place.max.x, y + row * 0.42F)}, tone, 0.22F);
      const float x = place.min.x + place.width() * indents[n];
      bar(Rect{Vec(x, y - px(2.5F)), Vec(x + (place.width() * (1 - indents[n]) - px(8)) * lengths[n], y + px(2.5F))},
          i == lit ? tone : Tone::dim, i == lit ? 1 : 0.4F);
    }
  }
  void pause_sign(Vec centre, float size, Tone tone) const {
    for (const float x : {-0.45F, 0.45F}) bar(Rect::around(centre + Vec(size * x, 0), size * 0.45F, size * 1.6F), tone);
  }
};

void generator(const Sketch& s) {
  const Rect code = Rect::around(s.box.centre() - Vec(s.px(26), 0), s.px(150), s.box.height());
  s.code(code, 6, 3, Tone::ready);
  s.pause_sign(Vec(code.max.x + s.px(34), code.min.y + code.height() * 3.5F / 6), s.px(11), Tone::ready);
}

void two_way(const Sketch& s) {
  const Rect left = Rect::around(s.box.centre() - Vec(s.px(84), 0), s.px(64), s.px(64));
  const Rect right = Rect::around(s.box.centre() + Vec(s.px(84), 0), s.px(64), s.px(64));
  s.outline(left, Tone::accent);
  s.outline(right, Tone::ready);
  s.code(right.inset(s.px(14), s.px(12)), 3, 1, Tone::ready);
  s.pen.list->AddCircleFilled(left.centre(), s.px(7), s.color(Tone::accent));
  arrow(s.pen, left.right() - Vec(-s.px(6), s.px(14)), right.left() - Vec(s.px(6), s.px(14)),
        {.tone = Tone::running, .thickness = 2});
  arrow(s.pen, right.left() + Vec(-s.px(6), s.px(14)), left.right() + Vec(s.px(6), s.px(14)),
        {.tone = Tone::failed, .thickness = 2, .dashed = true});
}

// Boxes within boxes, and a line through all of them in both directions.
void tunnel(const Sketch& s) {
  constexpr std::array<Tone, 3> tones{Tone::waiting, Tone::accent, Tone::ready};
  const Vec centre = s.box.centre();
  for (std::size_t i = 0; i < tones.size(); ++i) {
    const auto n = static_cast<float>(i);
    const Rect place{Vec(centre.x - s.px(70) + n * s.px(34), s.box.min.y + n * s.px(15)),
                     Vec(centre.x + s.px(112) - n * s.px(8), s.box.max.y - n * s.px(15))};
    s.outline(place, tones[i]);
  }
  arrow(s.pen, Vec(centre.x - s.px(112), centre.y - s.px(8)), Vec(centre.x + s.px(44), centre.y - s.px(8)),
        {.tone = Tone::running, .thickness = 2});
  arrow(s.pen, Vec(centre.x + s.px(44), centre.y + s.px(8)), Vec(centre.x - s.px(112), centre.y + s.px(8)),
        {.tone = Tone::io, .thickness = 2});
}

void frames(const Sketch& s) {
  constexpr std::array<std::string_view, 3> names{"main()", "fetch()", "recv()"};
  const float height = s.px(25);
  for (std::size_t i = 0; i < names.size(); ++i) {
    const auto n = static_cast<float>(i);
    const Rect place = Rect::at(Vec(s.box.centre().x - s.px(105) + n * s.px(22), s.box.min.y + n * (height + s.px(8))),
                                s.px(166), height);
    s.outline(place, i == 2 ? Tone::io : Tone::waiting, i == 2 ? 1 : 0.7F);
    text_in(s.pen, place.inset(s.px(12), 0), Type::mono_small, s.pen.theme().text, names[i]);
  }
}

void future(const Sketch& s) {
  const Vec centre = s.box.centre();
  constexpr std::array<std::string_view, 3> letters{"?", "F", "!"};
  constexpr std::array<Tone, 3> tones{Tone::waiting, Tone::io, Tone::failed};
  const Vec start = centre - Vec(s.px(86), 0);
  badge(s.pen, start, s.px(24), letters[0], tones[0], false);
  for (std::size_t i = 1; i < letters.size(); ++i) {
    const Vec end = centre + Vec(s.px(86), i == 1 ? -s.px(30) : s.px(30));
    badge(s.pen, end, s.px(20), letters[i], tones[i], true);
    arrow(s.pen, start + Vec(s.px(30), 0), Side::right, end - Vec(s.px(26), 0), Side::left,
          {.tone = tones[i], .thickness = 2, .dashed = i == 2});
  }
}

// Lanes that take turns.
void turns(const Sketch& s) {
  const float step = s.box.width() / 8.5F;
  for (int lane = 0; lane < 2; ++lane) {
    const float y = s.box.centre().y + (static_cast<float>(lane) - 0.5F) * s.px(44);
    s.bar(Rect{Vec(s.box.min.x, y - s.px(1.5F)), Vec(s.box.max.x, y + s.px(1.5F))}, Tone::waiting, 0.6F);
    for (int i = lane; i < 8; i += 2)
      s.bar(Rect::at(Vec(s.box.min.x + step * (static_cast<float>(i) + 0.3F), y - s.px(11)), step * 0.86F, s.px(22)),
            lane == 0 ? Tone::running : Tone::ready);
  }
}

// The ring of phases; `asleep` shows it at rest in select.
void ring_arcs(const Sketch& s, Vec centre, float radius, int lit, Tone tone) {
  for (int i = 0; i < 5; ++i) {
    const float begin = -pi / 2 + (static_cast<float>(i) + 0.06F) * 2 * pi / 5, end = begin + 0.88F * 2 * pi / 5;
    s.pen.list->PathArcTo(centre, radius, begin, end, 24);
    s.pen.list->PathStroke(s.color(i == lit ? tone : Tone::waiting, i == lit ? 1 : 0.45F), 0, s.px(7));
  }
}

void wake_up(const Sketch& s) {
  const float radius = s.box.height() * 0.42F;
  const Vec centre = s.box.centre() + Vec(s.px(62), 0);
  ring_arcs(s, centre, radius, 1, Tone::io);
  const Rect socket = Rect::around(s.box.centre() - Vec(s.px(88), 0), s.px(96), s.px(30));
  byte_bar(s.pen, socket, {.bytes = "hello", .length = 5});
  arrow(s.pen, socket.right() + Vec(s.px(6), 0), centre - Vec(radius + s.px(10), 0),
        {.tone = Tone::io, .thickness = 2});
  s.pen.list->AddCircleFilled(centre, s.px(8), s.color(Tone::running));
}

// A buffer that is full, and bytes that wait outside.
void full_buffer(const Sketch& s) {
  const Rect buffer = Rect::around(s.box.centre() + Vec(s.px(34), 0), s.px(176), s.px(40));
  s.outline(buffer, Tone::io);
  constexpr int cells = 9;
  const float step = (buffer.width() - s.px(8)) / cells;
  for (int i = 0; i < cells; ++i)
    s.bar(Rect::at(buffer.min + Vec(s.px(4) + step * static_cast<float>(i), s.px(6)), step - s.px(4),
                   buffer.height() - s.px(12)),
          Tone::io, 0.85F);
  for (int i = 0; i < 3; ++i)
    s.bar(Rect::at(Vec(buffer.min.x - s.px(34) - step * static_cast<float>(i), buffer.min.y + s.px(6)), step - s.px(4),
                   buffer.height() - s.px(12)),
          Tone::ready, 0.9F - 0.28F * static_cast<float>(i));
  s.bar(Rect::at(buffer.min - Vec(s.px(9), s.px(10)), s.px(4), buffer.height() + s.px(20)), Tone::failed);
}

// A busy whirl beside a loop that sleeps.
void spinning(const Sketch& s) {
  const Vec busy = s.box.centre() - Vec(s.px(78), 0), calm = s.box.centre() + Vec(s.px(78), 0);
  const float radius = s.box.height() * 0.4F;
  for (int i = 0; i < 22; ++i) {
    const float angle = static_cast<float>(i) / 22 * 2 * pi, fade = static_cast<float>(i) / 22;
    s.pen.list->AddCircleFilled(busy + Vec(std::cos(angle), std::sin(angle)) * radius, s.px(1.5F) + s.px(3.5F) * fade,
                                s.color(Tone::failed, 0.2F + 0.8F * fade));
  }
  ring_arcs(s, calm, radius, 1, Tone::io);
  text_in(s.pen, Rect::around(calm, radius, s.px(24)), Type::small_strong, s.color(Tone::io), "z z", Align::centre);
}

// One long block; everybody else stands still.
void blocking(const Sketch& s) {
  const float height = s.px(20);
  for (int lane = 0; lane < 3; ++lane) {
    const float y = s.box.centre().y + (static_cast<float>(lane) - 1) * s.px(36);
    const float begin = s.box.min.x + s.box.width() * 0.22F, end = s.box.min.x + s.box.width() * 0.78F;
    if (lane == 0) {
      s.bar(Rect{Vec(s.box.min.x, y - s.px(1.5F)), Vec(s.box.max.x, y + s.px(1.5F))}, Tone::waiting, 0.6F);
      s.bar(Rect{Vec(begin, y - height / 2), Vec(end, y + height / 2)}, Tone::failed);
      continue;
    }
    s.bar(Rect{Vec(s.box.min.x, y - height / 2), Vec(begin - s.px(6), y + height / 2)}, Tone::running, 0.9F);
    dashed_rect(s.pen, Rect{Vec(begin, y - height / 2), Vec(end, y + height / 2)}, s.color(Tone::dim, 0.7F), s.px(4));
    s.bar(Rect{Vec(end + s.px(6), y - height / 2), Vec(s.box.max.x, y + height / 2)}, Tone::running, 0.9F);
  }
}

// For everything else: a sun with planets, placed by the letters of the title.
void orbits(const Sketch& s, std::string_view title) {
  const Vec centre = s.box.centre();
  std::uint32_t letters = 2166136261U;
  for (const char c : title) letters = (letters ^ static_cast<unsigned char>(c)) * 16777619U;
  constexpr std::array<Tone, 3> tones{Tone::running, Tone::ready, Tone::timer};
  s.pen.list->AddCircleFilled(centre, s.px(9), s.pen.theme().text);
  for (std::size_t i = 0; i < tones.size(); ++i) {
    const float radius = s.box.height() * (0.22F + 0.14F * static_cast<float>(i));
    const float angle = static_cast<float>(letters >> (8 * i) & 0xFF) / 256 * 2 * pi;
    s.pen.list->AddCircle(centre, radius, s.color(Tone::waiting, 0.5F), 0, s.px(1.5F));
    s.pen.list->AddCircleFilled(centre + Vec(std::cos(angle), std::sin(angle)) * radius, s.px(6), s.color(tones[i]));
  }
}

struct Motif {
  std::string_view word;  // in a tag, else in the title
  void (*draw)(const Sketch&);
};

// From the particular to the general: the first word that is found decides.
constexpr std::array<Motif, 14> motifs{{{"blocking", blocking},
                                        {"wlist", full_buffer},
                                        {"partial write", full_buffer},
                                        {"spinning", spinning},
                                        {"wake-up", wake_up},
                                        {"yield from", tunnel},
                                        {"throw", two_way},
                                        {"send", two_way},
                                        {"callback", future},
                                        {"select", wake_up},
                                        {"await", frames},
                                        {"task", turns},
                                        {"generator", generator},
                                        {"future", future}}};

bool speaks_of(const app::LessonCard& card, std::string_view word) {
  for (const std::string& tag : card.tags)
    if (tag == word) return true;
  return card.title.find(word) != std::string::npos;
}

}  // namespace

void browser_picture(const Pen& pen, const Rect& box, const app::LessonCard& card) {
  const Sketch sketch{pen, box};
  for (const Motif& motif : motifs)
    if (speaks_of(card, motif.word)) return motif.draw(sketch);
  orbits(sketch, card.title);
}

}  // namespace orrery::views
