#pragma once
// The program behind the frames: state, panes, keys. The same in the window, in pictures and in tests.

#include "app/shell/frame.hpp"
#include "app/shell/layout.hpp"
#include "app/shell/panes.hpp"
#include "app/state/app_state.hpp"

namespace orrery::shell {

class Application {
 public:
  Application(app::AppState::Start start, const Splits& splits);

  // One frame: time, input, panes, and only then what the user asked for.
  void frame(Frame& frame);

  app::AppState& state() { return state_; }
  const Splits& splits() const { return splits_; }
  // Something to tell the user at the start: a broken settings file, say.
  void tell(std::string message) { message_ = std::move(message); }

 private:
  void take_keys(const Frame& frame);
  void key(const KeyChord& chord);
  bool browser_key(const KeyChord& chord);
  void close();
  void draw(Frame& frame);
  void draw_overlays(const Frame& frame);
  void plan_next(Frame& frame) const;

  app::AppState state_;
  Splits splits_;
  Crumbs crumbs_;
  unsigned crumbs_of_ = 0;  // the run they belong to
  app::Commands commands_;
  std::string message_;
};

}  // namespace orrery::shell
