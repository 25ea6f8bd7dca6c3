#include "app/shell/panes.hpp"
#include "app/shell/shortcuts.hpp"
#include "app/views/browser.hpp"
#include "app/views/help.hpp"
#include "tests/support/pane_test.hpp"

namespace orrery::test {
namespace {

namespace command = app::command;

class Browser : public PaneTest {
 protected:
  Browser() {
    for (int i = 0; i < 10; ++i)
      cards.push_back({"path/" + std::to_string(i), "Lesson " + std::to_string(i), "Why?", "About.", {"task"}, ""});
    cards[9].problem = "9.json:1:1: no program";
    show([this](const widgets::Look& look, const app::View&, app::Commands& out) {
      views::browser(look, {cards, behind, true}, {{0, 0}, {1600, 1000}}, out, crumbs);
    });
  }
  std::vector<app::LessonCard> cards;
  bool behind = false;
  views::BrowserCrumbs crumbs;
};

TEST_F(Browser, OpensTheLessonThatIsClicked) {
  click("browser/3");
  ASSERT_TRUE(last<command::Open>());
  EXPECT_EQ(last<command::Open>()->path, "path/3");
}

TEST_F(Browser, CanBeLeftWhenAProgramIsOpenBehind) {
  EXPECT_FALSE(items.has("browser/close"));
  behind = true;
  ui.frames(2);
  click("browser/close");
  EXPECT_TRUE(last<command::CloseBrowser>());
}

TEST_F(Browser, MovesByTheKeysAsTheCardsStand) {
  const int columns = crumbs.columns;
  EXPECT_EQ(columns, 4);
  views::move(crumbs, views::BrowserMove::down, cards.size());
  EXPECT_EQ(crumbs.chosen, columns);
  views::move(crumbs, views::BrowserMove::right, cards.size());
  EXPECT_EQ(crumbs.chosen, columns + 1);
  views::move(crumbs, views::BrowserMove::up, cards.size());
  EXPECT_EQ(crumbs.chosen, 1);
  views::move(crumbs, views::BrowserMove::up, cards.size());
  EXPECT_EQ(crumbs.chosen, 1) << "there is no row above";
  views::move(crumbs, views::BrowserMove::last, cards.size());
  EXPECT_EQ(crumbs.chosen, 9);
  views::move(crumbs, views::BrowserMove::right, cards.size());
  EXPECT_EQ(crumbs.chosen, 9);
}

TEST_F(Browser, IsCalmWithoutLessons) {
  cards.clear();
  ui.frames(2);
  EXPECT_TRUE(items.named("browser/0").empty());
  EXPECT_GT(ui.vertices(), 50);
}

TEST_F(Browser, DrawsAPictureForEveryKindOfLesson) {
  int n = 0;
  for (const char* tag :
       {"blocking", "wlist", "select", "yield from", "send", "callback", "await", "task", "generator", "?"})
    cards[static_cast<std::size_t>(n++)] = {"p", "Title", "Q", "", {tag}, ""};
  ui.resize(1600, 1400);
  ui.frames(2);
  EXPECT_EQ(items.named("browser/").size(), cards.size() + 2);
}

class Help : public PaneTest {
 protected:
  Help() {
    const auto rows = shell::help_rows();
    ui.set_draw([this, rows](shell::Frame& frame) {
      ImGui::GetIO().UserData = &items;
      items.clear();
      app::Commands out;
      views::help(frame.look, rows, frame.screen, out);
      for (app::Command& c : out.take()) commands.push_back(std::move(c));
    });
    ui.frames(3);
  }
};

TEST_F(Help, ClosesByItsCrossOrAClickBesideIt) {
  click("help/close");
  EXPECT_TRUE(last<command::ToggleHelp>());
  ui.click({20, 20});
  EXPECT_EQ(count<command::ToggleHelp>(), 2U);
  ui.click(items.box("help/card").centre());
  EXPECT_EQ(count<command::ToggleHelp>(), 2U);
}

TEST(Shortcuts, NameEveryKeyOnce) {
  for (const shell::Shortcut& a : shell::shortcuts()) {
    EXPECT_EQ(shell::shortcut_for(a.chord), &a) << shell::words_of(a.chord);
    EXPECT_NE(a.command.has_value(), a.pane != shell::PaneKey::none) << shell::words_of(a.chord);
    EXPECT_FALSE(a.words.empty());
  }
}

TEST(Shortcuts, StepByEventCallbackAndTurn) {
  using shell::Key;
  const auto step = [](shell::KeyChord chord) { return std::get<command::Step>(*shell::shortcut_for(chord)->command); };
  EXPECT_EQ(step({.key = Key::right}).size, app::StepSize::event);
  EXPECT_EQ(step({.key = Key::right, .repeat = true}).direction, +1);
  EXPECT_EQ(step({.key = Key::left, .shift = true}).size, app::StepSize::callback);
  EXPECT_EQ(step({.key = Key::left, .ctrl = true}).size, app::StepSize::turn);
  EXPECT_EQ(step({.key = Key::left, .ctrl = true}).direction, -1);
  EXPECT_EQ(shell::shortcut_for({.key = Key::f12}), nullptr);
}

}  // namespace
}  // namespace orrery::test
