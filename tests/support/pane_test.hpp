// For tests of panes: a run written by hand, a driver, the items by name, the commands that came out.
#pragma once

#include <gtest/gtest.h>

#include <functional>
#include <map>
#include <string>
#include <variant>
#include <vector>

#include "app/state/command.hpp"
#include "tests/support/sample_trace.hpp"
#include "tests/support/shown_run.hpp"
#include "tests/support/ui_driver.hpp"

namespace orrery::test {

// The items of the last frame. Several may have one name: a table's rows, a control's segments.
class Items final : public widgets::ItemListener {
 public:
  void item(const char* id, const widgets::Rect& rect) override { rects_[id].push_back(rect); }
  void clear() { rects_.clear(); }
  bool has(const std::string& id) const { return rects_.contains(id); }
  std::size_t count(const std::string& id) const { return has(id) ? rects_.at(id).size() : 0; }
  // The middle of the nth item of this name; far away if there is none.
  widgets::Vec middle(const std::string& id, std::size_t n = 0) const {
    return n < count(id) ? rects_.at(id)[n].centre() : widgets::Vec(-1e6F, -1e6F);
  }
  widgets::Rect box(const std::string& id, std::size_t n = 0) const { return rects_.at(id).at(n); }
  // The names that begin so.
  std::vector<std::string> named(const std::string& prefix) const {
    std::vector<std::string> names;
    for (const auto& [id, rects] : rects_)
      if (id.starts_with(prefix)) names.push_back(id);
    return names;
  }

 private:
  std::map<std::string, std::vector<widgets::Rect>> rects_;
};

class PaneTest : public testing::Test {
 protected:
  using DrawPane = std::function<void(const widgets::Look&, const app::View&, app::Commands&)>;

  // Draws `pane` in every frame.
  void show(DrawPane pane) {
    ui.set_draw([this, pane = std::move(pane)](shell::Frame& frame) {
      ImGui::GetIO().UserData = &items;
      items.clear();
      const shell::Root root(frame);
      app::Commands out;
      pane(frame.look, shown.view(), out);
      for (app::Command& command : out.take()) commands.push_back(std::move(command));
    });
    ui.frames(2);
  }
  // Clicks the nth item of this name, which must be there.
  void click(const std::string& id, std::size_t n = 0) {
    ASSERT_LT(n, items.count(id)) << "no item " << id;
    ui.click(items.middle(id, n));
  }
  void double_click(const std::string& id, std::size_t n = 0) {
    ASSERT_LT(n, items.count(id)) << "no item " << id;
    ui.double_click(items.middle(id, n));
  }
  // The last command, if it is a C; else null.
  template <class C>
  const C* last() const {
    return commands.empty() ? nullptr : std::get_if<C>(&commands.back());
  }
  template <class C>
  std::size_t count() const {
    std::size_t n = 0;
    for (const app::Command& command : commands) n += std::holds_alternative<C>(command);
    return n;
  }

  SampleRun run;
  ShownRun shown{run.trace(), SampleRun::source()};
  Items items;
  std::vector<app::Command> commands;
  UiDriver ui{1600, 1000, [](shell::Frame&) {}};
};

}  // namespace orrery::test
