#pragma once
// The one ImGui window that covers the screen; panes are drawn into it.

#include "app/shell/frame.hpp"

namespace orrery::shell {

// Begins the window in the constructor and ends it in the destructor. Transparent, without padding, never in front of
// pop-ups and toasts.
class Root {
 public:
  explicit Root(const Frame& frame);
  ~Root();
  Root(const Root&) = delete;
  Root& operator=(const Root&) = delete;
};

}  // namespace orrery::shell
