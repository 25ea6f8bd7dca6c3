#include "app/shell/desk.hpp"

#include <algorithm>

#include "app/shell/root.hpp"
#include "app/shell/shortcuts.hpp"
#include "app/widgets/notice.hpp"

namespace orrery::shell {

namespace {

namespace command = app::command;

// Longer rests of the window are not caught up with.
constexpr float longest_tick = 0.1F;

void open_dropped(const Frame& frame, app::Commands& commands) {
  if (!frame.dropped.empty()) commands(command::Open{frame.dropped.front()});
}

// Escape closes what is nearest: the list of keys, the browser, the editor, the message, the selection.
void close(const app::AppState& state, const app::View* view, app::Commands& commands) {
  if (state.help())
    commands(command::ToggleHelp{});
  else if (state.browsing())
    commands(command::CloseBrowser{});
  else if (view && (view->source.editing || view->source.dirty))
    commands(command::DiscardEdit{});
  else if (!state.notice().text.empty())
    commands(command::DismissNotice{});
  else
    commands(command::ClearSelection{});
}

void search(Desk& desk, app::Commands& commands) {
  commands(command::SelectTab{app::BottomTab::events});
  desk.crumbs.bottom.events.take_focus = true;
}

// Keys that mean the same wherever the user is; false if the chord is none.
bool press_anywhere(const Shortcut& shortcut) {
  return std::holds_alternative<command::ToggleTheme>(*shortcut.command) ||
         std::holds_alternative<command::ToggleHelp>(*shortcut.command);
}

bool move_in_browser(const KeyChord& chord, const app::AppState& state, Desk& desk, app::Commands& commands) {
  const std::span<const app::LessonCard> cards = state.cards();
  views::BrowserCrumbs& crumbs = desk.crumbs.browser;
  const auto go = [&](views::BrowserMove move) { views::move(crumbs, move, cards.size()); };
  switch (chord.key) {
    case Key::left:
      go(views::BrowserMove::left);
      return true;
    case Key::right:
      go(views::BrowserMove::right);
      return true;
    case Key::up:
      go(views::BrowserMove::up);
      return true;
    case Key::down:
      go(views::BrowserMove::down);
      return true;
    case Key::home:
      go(views::BrowserMove::first);
      return true;
    case Key::end:
      go(views::BrowserMove::last);
      return true;
    case Key::enter:
      if (!cards.empty()) commands(command::Open{cards[static_cast<std::size_t>(crumbs.chosen)].path});
      return true;
    default:
      return false;
  }
}

// A character, not a command: after a click into the source it begins to edit there. A blank plays and pauses still.
bool is_typed(const KeyChord& chord) {
  return !chord.ctrl && !chord.alt && chord.key > Key::space && chord.key < Key::escape;
}

void press(const KeyChord& chord, const app::AppState& state, const app::View* view, Desk& desk,
           app::Commands& commands) {
  if (state.browsing() && move_in_browser(chord, state, desk, commands)) return;
  if (is_typed(chord) && desk.crumbs.program.caret >= 0 && !state.browsing()) return;
  const Shortcut* shortcut = shortcut_for(chord);
  if (!shortcut) return;
  if (shortcut->pane == PaneKey::close) {
    desk.crumbs.program.caret = -1;
    return close(state, view, commands);
  }
  if (state.browsing() && !(shortcut->command && press_anywhere(*shortcut))) return;
  if (shortcut->pane == PaneKey::search) return search(desk, commands);
  commands(*shortcut->command);
}

void main_screen(const Frame& frame, const app::View& view, Desk& desk, app::Commands& commands) {
  const Layout layout = arrange(frame.screen, desk.splits, frame.look);
  draw_panes(frame.look, layout, view, commands, desk.crumbs);
  drag_splitters(widgets::Pen(frame.look), layout, frame.screen, desk.splits);
}

void browser_screen(const Frame& frame, const app::AppState& state, Desk& desk, app::Commands& commands) {
  const views::BrowserView view{state.cards(), state.has_session(), state.dark()};
  views::browser(frame.look, view, frame.screen, commands, desk.crumbs.browser);
}

// What floats above the panes.
void overlays(const Frame& frame, const app::AppState& state, app::Commands& commands) {
  if (const app::Notice& notice = state.notice(); !notice.text.empty()) {
    const widgets::Notice look{.tone = notice.error ? widgets::Tone::failed : widgets::Tone::accent,
                               .title = notice.error ? "This does not run" : "",
                               .words = notice.text};
    if (widgets::toast(frame.look, "notice", frame.screen, look).closed) commands(command::DismissNotice{});
  }
  if (state.help()) views::help(frame.look, help_rows(), frame.screen, commands);
}

// What the window must know when the frame is over.
void tell_window(Frame& frame, app::AppState& state, const Desk& desk, bool changed) {
  frame.theme = state.dark() ? ThemeName::dark : ThemeName::light;
  frame.title = state.browsing() ? "Orrery" : std::string(state.view().title) + " · Orrery";
  if (changed || desk.crumbs.bottom.events.searching) frame.request_frames(2);
  if (state.moving()) frame.request_frames(1);
  frame.look_again = state.look_again();
}

// What panes remember of one run means nothing in the next.
void forget_last_run(const app::AppState& state, Desk& desk) {
  if (desk.run == state.run_number()) return;
  desk.run = state.run_number();
  desk.crumbs = Crumbs{.browser = desk.crumbs.browser};
}

}  // namespace

void frame(Frame& frame, app::AppState& state, Desk& desk) {
  forget_last_run(state, desk);
  app::Commands commands;
  state.tick(static_cast<double>(std::min(frame.elapsed, longest_tick)));
  const std::optional<app::View> view = state.has_session() ? std::optional(state.view()) : std::nullopt;
  open_dropped(frame, commands);
  {
    const Root root(frame);
    if (state.browsing())
      browser_screen(frame, state, desk, commands);
    else
      main_screen(frame, *view, desk, commands);
  }
  overlays(frame, state, commands);
  // After the panes: what was typed comes before the key that runs or discards it.
  for (const KeyChord& chord : frame.keys) press(chord, state, view ? &*view : nullptr, desk, commands);
  const bool changed = !commands.empty();
  state.apply(commands.take());
  tell_window(frame, state, desk, changed);
}

}  // namespace orrery::shell
