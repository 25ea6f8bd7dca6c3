#include "app/views/loop_scope.hpp"

#include <fmt/format.h>

#include <array>
#include <cmath>

#include "engine/model/narrate.hpp"

namespace orrery::views::loop {

using widgets::Rect;
using widgets::Tone;

Sizes Sizes::of(const widgets::Look& look, const Rect& pane) {
  const bool roomy = pane.height() >= look.px(560);
  const auto px = [&](float units) { return look.px(units); };
  if (roomy) return {px(18), px(18), px(8), px(26), px(18), px(44), px(30), px(42), true};
  return {px(14), px(12), px(6), px(22), px(16), px(40), px(26), px(26), false};
}

std::string Scope::label(event::Id id) const {
  return model::label(state, trace, id);
}

std::string Scope::code(unsigned line) const {
  if (line == 0 || line > source.size()) return {};
  const std::string& text = source[line - 1];
  const std::size_t begin = text.find_first_not_of(" \t");
  return begin == std::string::npos ? std::string() : text.substr(begin);
}

bool Scope::of_interest(event::Id id) const {
  return id == selected || (last && (id == last->subject || id == last->object));
}

void Scope::heading(Rect& column, std::string name, std::string aside) const {
  const Rect strip = column.cut_top(sizes.heading);
  scene.words.push_back({Words::Kind::heading, strip, std::move(name), std::move(aside), Tone::dim});
}

void Scope::caption(const Rect& box, std::string words, Tone tone) const {
  scene.words.push_back({Words::Kind::caption, box, std::move(words), {}, tone});
}

void Scope::more(const Rect& box, std::uint32_t place, std::string words) const {
  Item item;
  item.key = {What::more, {}, place};
  item.box = box;
  item.tone = Tone::dim;
  item.title = std::move(words);
  item.icon = "";
  item.dashed = item.compact = true;
  scene.items.push_back(std::move(item));
}

std::string number_word(std::size_t count) {
  static constexpr std::array words{"no",  "one",   "two",   "three", "four", "five",
                                    "six", "seven", "eight", "nine",  "ten"};
  return count < words.size() ? words[count] : std::to_string(count);
}

std::string counted(std::size_t count, const char* thing) {
  return fmt::format("{} {}{}", count, thing, count == 1 ? "" : "s");
}

std::string counted_in_words(std::size_t count, const char* thing) {
  return fmt::format("{} {}{}", number_word(count), thing, count == 1 ? "" : "s");
}

std::string short_seconds(double seconds) {
  if (std::isinf(seconds)) return "for ever";
  if (seconds > 0 && seconds < 0.0005) return "< 0.001 s";
  std::string text = fmt::format("{:.3f}", seconds);
  while (text.ends_with('0') && !text.ends_with(".0")) text.pop_back();
  if (text.ends_with(".0")) text.resize(text.size() - 2);
  return text + " s";
}

std::string shortened(std::string_view text, std::size_t most) {
  std::size_t at = 0, points = 0;
  while (at < text.size() && points < most) {
    do ++at;
    while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80);
    ++points;
  }
  return at == text.size() ? std::string(text) : std::string(text.substr(0, at)) + "…";
}

}  // namespace orrery::views::loop
