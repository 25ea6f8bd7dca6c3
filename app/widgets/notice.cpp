#include "app/widgets/notice.hpp"

#include "app/widgets/buttons.hpp"
#include "app/widgets/icons.hpp"
#include "app/widgets/sign.hpp"
#include "app/widgets/text.hpp"

namespace orrery::widgets {
namespace {

struct Inside {
  float left, width;
};

Inside inside(const Pen& pen, Vec at, float width, const Notice& look) {
  const float left = at.x + pen.px(38);
  return {left, at.x + width - left - pen.px(look.can_close ? 40 : 14)};
}

float words_height(const Pen& pen, float width, const Notice& look) {
  return text_wrapped(pen, {}, width, Type::small, 0, look.words, false);
}

}  // namespace

float banner_height(const Pen& pen, float width, const Notice& look) {
  const Inside place = inside(pen, {}, width, look);
  float height = pen.px(20) + line_height(pen, Type::small_strong) + words_height(pen, place.width, look);
  if (!look.words.empty()) height += pen.px(2);
  if (!look.action.empty()) height += line_height(pen, Type::small) + pen.px(4);
  return height;
}

NoticeResult banner(const Pen& pen, const char* id, Vec at, float width, const Notice& look) {
  const Theme& theme = pen.theme();
  const ImU32 tone = pen.of(look.tone);
  NoticeResult result{banner_height(pen, width, look)};
  const Rect box = Rect::at(at, width, result.height);
  const Inside place = inside(pen, at, width, look);
  pen.list->AddRectFilled(box.min, box.max, mix(theme.pane, tone, theme.is_dark ? 0.13F : 0.08F), pen.px(8));
  pen.list->AddRectFilled(box.min, {box.min.x + pen.px(4), box.max.y}, tone, pen.px(8), ImDrawFlags_RoundCornersLeft);
  float y = at.y + pen.px(10);
  const float title = line_height(pen, Type::small_strong);
  sign(pen, {at.x + pen.px(22), y + title / 2}, pen.px(6), look.tone);
  text_in(pen, Rect::at({place.left, y}, place.width, title), Type::small_strong, theme.text, look.title);
  y += title + (look.words.empty() ? 0 : pen.px(2));
  y += text_wrapped(pen, {place.left, y}, place.width, Type::small, theme.dim, look.words);
  ImGui::PushID(id);
  if (!look.action.empty()) result.acted = link(pen, "action", {place.left, y + pen.px(6)}, Type::small, look.action);
  if (look.can_close) {
    const Rect close = Rect::at({box.max.x - pen.px(34), box.min.y + pen.px(6)}, pen.px(26), pen.px(26));
    result.closed =
        button(pen, "close", close, {.icon = icons::cross, .words = pen.look.icons ? "" : "x", .plain = true});
  }
  ImGui::PopID();
  return result;
}

NoticeResult toast(const Look& look, const char* id, const Rect& screen, const Notice& notice) {
  const float margin = look.px(20);
  const float width = std::min(look.px(440), screen.width() - 2 * margin);
  const Pen measure(look, ImGui::GetForegroundDrawList());
  const float height = banner_height(measure, width, notice);
  const Rect box = Rect::at({screen.max.x - margin - width, screen.max.y - margin - height}, width, height);
  ImGui::SetNextWindowPos(box.min);
  ImGui::SetNextWindowSize({width, height});
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {0, 0});
  constexpr int flags = ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoMove |
                        ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoFocusOnAppearing | ImGuiWindowFlags_NoNav;
  NoticeResult result{height};
  if (ImGui::Begin(id, nullptr, flags)) {
    const Pen pen(look);
    const Rect shadow = box.inset(-look.px(1));
    pen.list->PushClipRectFullScreen();
    pen.list->AddRect(shadow.min, shadow.max, with_alpha(look.theme.of(notice.tone), 0.35F), look.px(9), 0, look.px(1));
    pen.list->PopClipRect();
    result = banner(pen, "banner", box.min, width, notice);
  }
  ImGui::End();
  ImGui::PopStyleVar();
  return result;
}

}  // namespace orrery::widgets
