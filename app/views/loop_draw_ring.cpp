// The ring with what stands in its middle: the turn, the phase, what goes on, and the slot of the handle that runs.

#include <array>
#include <cmath>
#include <vector>

#include "app/views/loop_draw.hpp"
#include "app/widgets/chip.hpp"
#include "app/widgets/ring.hpp"
#include "app/widgets/text.hpp"

namespace orrery::views::loop {
namespace {

using widgets::Pen;
using widgets::Rect;
using widgets::Tone;
using widgets::Type;

constexpr std::array<std::string_view, 5> phases{"timeout", "select", "io", "timers", "run"};

// The part of the circle's inside at a height, relative to the radius: a strip as wide as the circle is there.
Rect strip(const RingPart& ring, float top, float bottom) {
  const float inside = 0.86F;
  const float edge = std::max(std::abs(top), std::abs(bottom));
  const float half = std::sqrt(std::max(0.05F, inside * inside - edge * edge)) * ring.radius;
  return {{ring.centre.x - half, ring.centre.y + top * ring.radius},
          {ring.centre.x + half, ring.centre.y + bottom * ring.radius}};
}

void line(const Pen& pen, const Rect& box, Type type, ImU32 color, std::string_view words) {
  widgets::text_in(pen, box, type, color, words, widgets::Align::centre);
}

// The words in lines of at most `width`, as even as they can be without taking more lines.
std::vector<std::string_view> lines_of(const Pen& pen, Type type, std::string_view words, float width) {
  std::vector<std::string_view> lines;
  std::size_t begin = 0, end = 0;  // of the line that is being filled
  while (end < words.size()) {
    const std::size_t next = std::min(words.find(' ', end + 1), words.size());
    const bool fits = widgets::text_size(pen, type, words.substr(begin, next - begin)).x <= width;
    if (!fits && end > begin) {
      lines.push_back(words.substr(begin, end - begin));
      begin = end + 1;
    }
    end = next;
  }
  if (end > begin) lines.push_back(words.substr(begin, end - begin));
  return lines;
}

std::vector<std::string_view> even_lines(const Pen& pen, Type type, std::string_view words, float width) {
  std::vector<std::string_view> best = lines_of(pen, type, words, width);
  for (float less = width * 0.95F; less > width * 0.5F; less -= width * 0.05F) {
    std::vector<std::string_view> lines = lines_of(pen, type, words, less);
    if (lines.size() > best.size()) break;
    best = std::move(lines);
  }
  return best;
}

void words_below(const Pen& pen, const RingPart& ring, float top) {
  const Tone tone = ring.tone == Tone::failed ? Tone::failed : ring.asleep ? Tone::io : Tone::dim;
  const float step = widgets::line_height(pen, Type::small);
  Rect place = strip(ring, top, std::max(top + 0.3F, 0.5F));
  for (const std::string_view words : even_lines(pen, Type::small, ring.below, place.width()))
    line(pen, Rect::at({place.min.x, place.cut_top(step).min.y}, place.width(), step), Type::small, pen.of(tone),
         words);
}

Tone word_tone(const RingPart& ring) {
  return ring.tone == Tone::waiting ? Tone::plain : ring.tone;
}

}  // namespace

void draw_ring(const Pen& pen, const RingPart& ring, float hand) {
  if (!ring.shown) return;
  widgets::ring(pen, ring.centre, ring.radius,
                {.labels = phases, .active = ring.phase, .hand = hand, .tone = ring.tone, .asleep = ring.asleep});
  const float up = ring.asleep ? 0.08F : 0;
  line(pen, strip(ring, -0.66F - up, -0.46F - up), Type::small, pen.theme().dim, ring.above);
  const Tone tone = word_tone(ring);
  const ImU32 color = tone == Tone::plain ? pen.theme().text : pen.of(tone);
  line(pen, strip(ring, -0.46F - up, -0.14F - up), Type::display, color, ring.word);
  words_below(pen, ring, ring.asleep ? 0.16F : -0.11F);
  const bool run = ring.phase == 4;
  if (run) widgets::empty_slot(pen, ring.slot);
}

}  // namespace orrery::views::loop
