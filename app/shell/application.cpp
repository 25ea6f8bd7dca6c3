#include "app/shell/application.hpp"

#include <algorithm>

#include "app/shell/root.hpp"
#include "app/shell/shortcuts.hpp"
#include "app/widgets/notice.hpp"

namespace orrery::shell {
namespace {

namespace command = app::command;
constexpr double longest_frame = 0.1;  // seconds: after a long wait nothing may jump

}  // namespace

Application::Application(app::AppState::Start start, const Splits& splits) : state_(std::move(start)), splits_(splits) {}

void Application::frame(Frame& frame) {
  state_.tick(std::min<double>(frame.elapsed, longest_frame));
  take_keys(frame);
  draw(frame);
  draw_overlays(frame);
  state_.apply(commands_.take());
  plan_next(frame);
}

// ---------------------------------------------------------------- input

void Application::take_keys(const Frame& frame) {
  for (const std::string& path : frame.dropped) commands_(command::Open{path});
  for (const KeyChord& chord : frame.keys)
    if (!browser_key(chord)) key(chord);
}

void Application::key(const KeyChord& chord) {
  const Shortcut* shortcut = shortcut_for(chord);
  if (!shortcut) return;
  if (shortcut->command) std::visit([this](const auto& c) { commands_(c); }, *shortcut->command);
  if (shortcut->pane == PaneKey::close) close();
  if (shortcut->pane == PaneKey::search) {
    commands_(command::SelectTab{app::BottomTab::events});
    crumbs_.bottom.events.take_focus = true;
  }
}

// In the browser arrows walk over the cards and Enter opens one.
bool Application::browser_key(const KeyChord& chord) {
  if (!state_.browsing()) return false;
  using Move = views::BrowserMove;
  constexpr std::pair<Key, Move> moves[] = {{Key::left, Move::left}, {Key::right, Move::right}, {Key::up, Move::up},
                                            {Key::down, Move::down}, {Key::home, Move::first},  {Key::end, Move::last}};
  for (const auto& [key, wanted] : moves)
    if (chord.key == key) return views::move(crumbs_.browser, wanted, state_.cards().size()), true;
  const auto chosen = static_cast<std::size_t>(crumbs_.browser.chosen);
  if (!chord.is(Key::enter) || chosen >= state_.cards().size()) return false;
  commands_(command::Open{state_.cards()[chosen].path});
  return true;
}

// Escape: the uppermost thing goes.
void Application::close() {
  if (state_.help()) return commands_(command::ToggleHelp{});
  if (!message_.empty()) return message_.clear();
  if (!state_.notice().text.empty()) return commands_(command::DismissNotice{});
  if (state_.browsing()) {
    if (state_.has_session()) commands_(command::CloseBrowser{});
    return;
  }
  if (state_.editing()) return commands_(command::DiscardEdit{});
  commands_(command::ClearSelection{});
}

// ---------------------------------------------------------------- drawing

void Application::draw(Frame& frame) {
  const Root root(frame);
  if (crumbs_of_ != state_.run_number()) {
    crumbs_of_ = state_.run_number();
    const views::BrowserCrumbs browser = crumbs_.browser;
    crumbs_ = {};
    crumbs_.browser = browser;
  }
  if (state_.browsing()) {
    const views::BrowserView view{state_.cards(), state_.has_session() ? state_.path() : "", state_.dark()};
    return views::browser(frame.look, view, frame.screen, commands_, crumbs_.browser);
  }
  const Layout layout = arrange(frame.screen, splits_, frame.look);
  draw_panes(frame.look, layout, state_.view(), commands_, crumbs_);
  drag_splitters(widgets::Pen(frame.look), layout, frame.screen, splits_);
}

void Application::draw_overlays(const Frame& frame) {
  if (state_.help()) {
    const std::vector<views::HelpRow> rows = help_rows();
    views::help(frame.look, rows, frame.screen, commands_);
  }
  if (!state_.notice().text.empty()) {
    const app::Notice& notice = state_.notice();
    const widgets::Notice look{notice.error ? widgets::Tone::failed : widgets::Tone::accent,
                               notice.error ? "This can't run yet" : "Note", notice.text, "", true};
    if (widgets::toast(frame.look, "notice", frame.screen, look).closed) commands_(command::DismissNotice{});
  } else if (!message_.empty()) {
    const widgets::Notice look{widgets::Tone::accent, "Note", message_, "", true};
    if (widgets::toast(frame.look, "message", frame.screen, look).closed) message_.clear();
  }
}

void Application::plan_next(Frame& frame) const {
  if (state_.moving() || crumbs_.bottom.events.searching) frame.request_frames(2);
  frame.look_again = state_.look_again();
  frame.theme = state_.dark() ? ThemeName::dark : ThemeName::light;
  frame.title = state_.has_session() ? "Orrery: " + std::string(state_.title()) : "Orrery";
}

}  // namespace orrery::shell
