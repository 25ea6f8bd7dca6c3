#pragma once
// What the makers of a scene may look at, and the words they share.

#include <span>
#include <string>

#include "app/views/loop_scene.hpp"
#include "engine/model/state.hpp"
#include "engine/trace/trace.hpp"

namespace orrery::views::loop {

// Sizes in pixels of the display, for a roomy pane or a tight one.
struct Sizes {
  float pad, gap, small_gap;
  float heading;   // a heading and the room below it
  float line;      // a line of small words
  float chip;      // a chip of the queue
  float low_chip;  // a chip of one line
  float interest;  // a chip of the selector
  bool roomy;
  static Sizes of(const widgets::Look& look, const widgets::Rect& pane);
};

struct Scope {
  const model::State& state;
  const trace::Trace& trace;
  std::span<const std::string> source;  // lines of the program, none if unknown
  const widgets::Look& look;
  event::Id selected;
  Sizes sizes;
  Scene& scene;
  const event::Event* last;  // the last event that is part of the state, or null before the first
  std::string_view selector;  // "select(2)", "poll(2)", "epoll(7)"

  float px(float units) const { return look.px(units); }
  std::string text(event::Name name) const { return std::string(trace.name(name)); }
  std::string label(event::Id id) const;
  // The line of source without its indentation, "" if unknown; lines count from 1.
  std::string code(unsigned line) const;
  const event::Event* event() const { return last; }
  // True for what must not disappear in a count: selected, or named by the last event.
  bool of_interest(event::Id id) const;

  // Adds a heading at the top of `column` and takes its room off.
  void heading(widgets::Rect& column, std::string name, std::string aside = {}) const;
  void caption(const widgets::Rect& box, std::string words, widgets::Tone tone = widgets::Tone::dim) const;
  // A row that stands for `count` things more.
  void more(const widgets::Rect& box, std::uint32_t place, std::string words) const;
};

// "one", "two" … "ten", "11".
std::string number_word(std::size_t count);
// "1 handle", "2 handles"; with words "one handle".
std::string counted(std::size_t count, const char* thing);
std::string counted_in_words(std::size_t count, const char* thing);
// "0.75 s", "for ever"; at most three decimals.
std::string short_seconds(double seconds);
// A repr cut to at most `most` code points, with "…".
std::string shortened(std::string_view text, std::size_t most);

}  // namespace orrery::views::loop
