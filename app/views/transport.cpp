#include "app/views/transport.hpp"

#include <fmt/format.h>

#include <array>
#include <string>
#include <vector>

#include "app/views/scroll_area.hpp"
#include "app/views/tones.hpp"
#include "app/widgets/buttons.hpp"
#include "app/widgets/card.hpp"
#include "app/widgets/icons.hpp"
#include "app/widgets/sliders.hpp"
#include "app/widgets/text.hpp"
#include "engine/model/narrate.hpp"
#include "engine/trace/trace.hpp"

namespace orrery::views {

using namespace widgets;
namespace command = app::command;
using app::StepSize;

namespace {

constexpr std::array<std::string_view, 4> size_words{"event", "line", "callback", "turn"};
constexpr std::array<std::string_view, 4> size_keys{"", "", "Shift+", "Ctrl+"};

// "one callback on  Shift+→": a step's tooltip.
std::string step_tip(StepSize size, std::string_view direction, std::string_view arrow) {
  const auto i = static_cast<std::size_t>(size);
  if (size == StepSize::line)
    return fmt::format("one line {}, over what it calls and awaits  {}F10", direction,
                       direction == "on" ? "" : "Ctrl+");
  return fmt::format("one {} {}  {}{}", size_words[i], direction, size_keys[i], arrow);
}

struct Place {
  const Look& look;
  const Pen& pen;
  const app::View& view;
  app::Commands& commands;
  Rect left;  // what is left of the strip

  Rect cut(float width, float height, float gap) {
    const Rect cell = left.cut_left(width);
    left.cut_left(gap);
    return Rect::around(cell.centre(), width, height);
  }
  // A button of the row; true when clicked.
  bool click(const char* id, const char* glyph, std::string_view tip, bool enabled, bool wide = false) {
    const float height = button_height(pen);
    const Rect cell = cut(wide ? pen.px(48) : pen.px(36), height, pen.px(6));
    return button(pen, id, cell, {.icon = glyph, .tip = tip, .primary = wide, .enabled = enabled});
  }
};

void steps_back(Place& place) {
  const bool can = place.view.moment.cursor > place.view.transport.first;
  if (place.click("transport/first", icons::to_first, "to the beginning  Home", can)) place.commands(command::Home{});
  if (place.click("transport/turn back", icons::backward, "one turn back  Ctrl+←", can))
    place.commands(command::Step{-1, StepSize::turn});
  const std::string tip = step_tip(place.view.transport.step_size, "back", "←");
  if (place.click("transport/back", icons::chevron_left, tip, can))
    place.commands(command::Step{-1, place.view.transport.step_size});
}

void steps_forward(Place& place) {
  const app::TransportView& transport = place.view.transport;
  const bool can = place.view.moment.cursor < transport.last || transport.live;
  const std::string tip = step_tip(transport.step_size, "on", "→");
  if (place.click("transport/forward", icons::chevron_right, tip, can))
    place.commands(command::Step{+1, transport.step_size});
  if (place.click("transport/turn forward", icons::forward, "one turn on  Ctrl+→", can))
    place.commands(command::Step{+1, StepSize::turn});
  if (place.click("transport/last", icons::to_last, "to the end  End", can)) place.commands(command::End{});
}

void play(Place& place) {
  const app::TransportView& transport = place.view.transport;
  const bool can = transport.playing || transport.live || place.view.moment.cursor < transport.last;
  const bool again = !can && !place.view.trace.empty();
  const char* glyph = transport.playing ? icons::pause : again ? icons::refresh : icons::play;
  const char* tip = transport.playing ? "pause  Space" : again ? "play again from the beginning  Space" : "play  Space";
  if (!place.click("transport/play", glyph, tip, !place.view.trace.empty() || transport.live, true)) return;
  if (again) place.commands(command::Home{});
  place.commands(command::TogglePlay{});
}

// Into and out of calls and coroutines, while steps are lines. With Ctrl held, backwards.
void line_steps(Place& place) {
  const app::TransportView& transport = place.view.transport;
  if (transport.step_size != StepSize::line) return;
  const bool can = place.view.moment.cursor < transport.last || transport.live;
  const int direction = ImGui::GetIO().KeyCtrl ? -1 : +1;
  if (place.click("transport/into", icons::level_down,
                  "one line, into what it calls or awaits  F11\nback: Ctrl+F11, or Ctrl and a click", can))
    place.commands(command::StepLine{direction, model::LineStep::into});
  if (place.click("transport/out", icons::level_up,
                  "out to the line that called or awaits  Shift+F11\nback: Ctrl+Shift+F11, or Ctrl and a click", can))
    place.commands(command::StepLine{direction, model::LineStep::out});
}

void step_size(Place& place) {
  place.left.cut_left(place.pen.px(12));
  text_in(place.pen, place.left.cut_left(place.pen.px(38)), Type::small, place.pen.theme().faint, "step");
  const float width = segmented_width(place.pen, size_words);
  const Rect cell = place.cut(width, button_height(place.pen), place.pen.px(16));
  const int chosen = static_cast<int>(place.view.transport.step_size);
  const int now = segmented(place.pen, "transport/size", cell, size_words, chosen);
  if (now != chosen) place.commands(command::SetStepSize{static_cast<StepSize>(now)});
}

void speed(Place& place) {
  const Pen& pen = place.pen;
  const float height = button_height(pen);
  const Rect slider = place.left.cut_right(pen.px(84));
  char words[16];
  const float value = static_cast<float>(place.view.transport.speed);
  text_in(pen, place.left.cut_right(pen.px(48)).inset(pen.px(8), 0), Type::mono_small, pen.theme().dim,
          speed_words(value, words), Align::right);
  text_in(pen, place.left.cut_right(pen.px(44)), Type::small, pen.theme().faint, "speed", Align::right);
  place.left.cut_right(pen.px(18));
  const float now =
      log_slider(pen, "transport/speed", Rect::around(slider.centre(), slider.width(), height), value, 0.05F, 20.0F);
  if (now != value) place.commands(command::SetSpeed{now});
}

// What the last step did, in one of the four words; its place is kept when there is none.
void outcome(Place& place) {
  const Pen& pen = place.pen;
  const Rect cell = place.left.cut_left(pen.px(132));
  const std::string_view words = place.view.transport.outcome;
  if (words.empty()) return;
  const Tone tone = words == "ran a callback" ? Tone::running
                    : words == "clock jumped" ? Tone::timer
                    : words == "select woke"  ? Tone::io
                                              : Tone::done;
  const float width = pill(pen, cell.min, words, tone, false);
  pill(pen, Vec(cell.min.x + std::min(0.0F, cell.width() - width), cell.centre().y - pill_height(pen) / 2), words,
       tone);
}

std::vector<ScrubMark> scrub_marks(const app::View& view) {
  std::vector<ScrubMark> marks;
  for (const model::Mark& mark : view.lanes.marks(0, view.trace.size(), 600))
    if (mark.what != model::Mark::What::io)
      marks.push_back({.at = mark.seq, .tone = tone_of(mark.what), .tip = words_of(mark.what)});
  return marks;
}

void scrub(Place& place) {
  const app::TransportView& transport = place.view.transport;
  const std::vector<ScrubMark> marks = scrub_marks(place.view);
  const Rect cell = place.left.inset(place.pen.px(14), 0);
  const ScrubResult result =
      scrub_bar(place.pen, "transport/scrub", cell,
                {.length = transport.last, .position = place.view.moment.cursor, .marks = marks});
  if (result.changed) place.commands(command::Seek{static_cast<event::Seq>(result.position)});
  const auto at = static_cast<event::Seq>(result.hovered);
  if (result.hovered >= 0 && at < place.view.trace.size())
    tooltip(place.pen,
            fmt::format("event {}, t = {}\n{}", place.view.number(at), model::seconds(place.view.trace.at(at).time),
                        model::plain(model::headline(place.view.moment.state, place.view.trace, at))));
}

}  // namespace

void transport(const Look& look, const app::View& view, const Rect& box, app::Commands& commands) {
  const Pen pen(look);
  const Clip clip(pen, box);
  Place place{look, pen, view, commands, box.inset(pen.px(16), 0)};
  steps_back(place);
  play(place);
  steps_forward(place);
  step_size(place);
  line_steps(place);
  speed(place);
  if (place.left.width() > pen.px(420)) outcome(place);
  scrub(place);
}

}  // namespace orrery::views
