#include "app/shell/shortcuts.hpp"

#include <algorithm>

namespace orrery::shell {

namespace {

using app::StepSize;
using model::LineStep;
namespace command = app::command;

constexpr KeyChord plain(Key key) {
  return {.key = key};
}
constexpr KeyChord plain(char letter) {
  return {.key = static_cast<Key>(letter)};
}
constexpr KeyChord ctrl(Key key) {
  return {.key = key, .ctrl = true};
}
constexpr KeyChord shift(Key key) {
  return {.key = key, .shift = true};
}

command::StepLine line(int direction, LineStep how) {
  return {direction, how};
}

std::vector<Shortcut> table() {
  return {
      {plain(Key::space), "Moving", "play and pause", command::TogglePlay{}},
      {plain(Key::right), "Moving", "one event on", command::Step{+1, StepSize::event}},
      {plain(Key::left), "Moving", "one event back", command::Step{-1, StepSize::event}},
      {shift(Key::right), "Moving", "one callback on", command::Step{+1, StepSize::callback}},
      {shift(Key::left), "Moving", "one callback back", command::Step{-1, StepSize::callback}},
      {ctrl(Key::right), "Moving", "one turn of the loop on", command::Step{+1, StepSize::turn}},
      {ctrl(Key::left), "Moving", "one turn of the loop back", command::Step{-1, StepSize::turn}},
      {plain(Key::f10), "Moving", "one line on, over what it calls", line(+1, LineStep::over)},
      {ctrl(Key::f10), "Moving", "one line back", line(-1, LineStep::over)},
      {plain(Key::f11), "Moving", "one line on, into what it calls", line(+1, LineStep::into)},
      {ctrl(Key::f11), "Moving", "back into what it called", line(-1, LineStep::into)},
      {shift(Key::f11), "Moving", "out to the line that called", line(+1, LineStep::out)},
      {{.key = Key::f11, .ctrl = true, .shift = true}, "Moving", "back out, before the call", line(-1, LineStep::out)},
      {plain(Key::home), "Moving", "to the beginning", command::Home{}},
      {plain(Key::end), "Moving", "to the end", command::End{}},
      {plain('['), "Understanding", "to the cause of this event", command::ToCause{}},
      {plain(']'), "Understanding", "to its first effect", command::ToEffect{}},
      {plain('1'), "Understanding", "the timeline", command::SelectTab{app::BottomTab::timeline}},
      {plain('2'), "Understanding", "the table of events", command::SelectTab{app::BottomTab::events}},
      {plain('/'), "Understanding", "search the events", std::nullopt, PaneKey::search},
      {plain('E'), "The program", "edit it", command::SetEditing{true}},
      {ctrl(Key::enter), "The program", "run the edited program", command::RunEdited{}},
      {plain('L'), "The program", "all lessons", command::ShowBrowser{}},
      {plain('T'), "The window", "light or dark colours", command::ToggleTheme{}},
      {plain(Key::f1), "The window", "this list", command::ToggleHelp{}},
      {plain(Key::escape), "The window", "close, discard, select nothing", std::nullopt, PaneKey::close},
  };
}

}  // namespace

const std::vector<Shortcut>& shortcuts() {
  static const std::vector<Shortcut> rows = table();
  return rows;
}

const Shortcut* shortcut_for(const KeyChord& chord) {
  KeyChord wanted = chord;
  wanted.repeat = false;
  const auto found = std::ranges::find(shortcuts(), wanted, &Shortcut::chord);
  return found == shortcuts().end() ? nullptr : &*found;
}

}  // namespace orrery::shell
