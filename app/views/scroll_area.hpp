#pragma once
// A place in a pane that scrolls.

#include "app/widgets/look.hpp"

namespace orrery::views {

// An ImGui child window over `box`, without a background, for as long as this object lives. Made inside the window
// that covers the screen.
class ScrollArea {
 public:
  ScrollArea(const char* id, const widgets::Rect& box, ImGuiWindowFlags flags = 0) {
    ImGui::SetCursorScreenPos(box.min);
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0, 0));
    ImGui::BeginChild(id, {box.width() > 1 ? box.width() : 1, box.height() > 1 ? box.height() : 1}, false,
                      flags | ImGuiWindowFlags_NoBackground);
    ImGui::PopStyleVar();
  }
  ~ScrollArea() { ImGui::EndChild(); }
  ScrollArea(const ScrollArea&) = delete;
  ScrollArea& operator=(const ScrollArea&) = delete;

  // Where the content begins on the screen, moved by the scrolling.
  widgets::Vec origin() const { return widgets::Vec(ImGui::GetWindowPos()) - widgets::Vec(0, ImGui::GetScrollY()); }
  // Says how high the content is, from the origin: makes the scroll bar right.
  void content_height(float height) const {
    ImGui::SetCursorScreenPos(origin());
    ImGui::Dummy({1, height});
  }
};

// Clips what a pen draws to a box, for as long as this object lives.
class Clip {
 public:
  Clip(const widgets::Pen& pen, const widgets::Rect& box) : list_(pen.list) {
    list_->PushClipRect(box.min, box.max, true);
  }
  ~Clip() { list_->PopClipRect(); }
  Clip(const Clip&) = delete;
  Clip& operator=(const Clip&) = delete;

 private:
  ImDrawList* list_;
};

}  // namespace orrery::views
