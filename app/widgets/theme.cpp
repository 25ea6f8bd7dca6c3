#include "app/widgets/theme.hpp"

#include <algorithm>
#include <cmath>

#include "app/widgets/icons.hpp"

namespace orrery::widgets {
namespace {

constexpr ImU32 rgb(unsigned hex) {
  return IM_COL32((hex >> 16) & 0xff, (hex >> 8) & 0xff, hex & 0xff, 0xff);
}

constexpr unsigned channel(ImU32 color, int index) {
  return (color >> (8 * index)) & 0xff;
}

double linear(unsigned byte) {
  const double c = byte / 255.0;
  return c <= 0.03928 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
}

double luminance(ImU32 color) {
  return 0.2126 * linear(channel(color, IM_COL32_R_SHIFT / 8)) + 0.7152 * linear(channel(color, IM_COL32_G_SHIFT / 8)) +
         0.0722 * linear(channel(color, IM_COL32_B_SHIFT / 8));
}

}  // namespace

Theme Theme::dark() {
  Theme t{};
  t.is_dark = true;
  t.ground = rgb(0x0f131a), t.pane = rgb(0x151b24), t.raised = rgb(0x1b2330), t.line = rgb(0x263041);
  t.text = rgb(0xdfe6f0), t.dim = rgb(0x8794a8), t.faint = rgb(0x56637a);
  t.running = rgb(0x4fd08a), t.ready = rgb(0xf2b84b), t.waiting = rgb(0x7a93b8), t.done = rgb(0x67758c);
  t.failed = rgb(0xf06a6a), t.cancelled = rgb(0xd070d8), t.io = rgb(0x3fc8e4), t.timer = rgb(0xa78bfa);
  t.accent = rgb(0x6ea8fe), t.on_accent = rgb(0x0c1320);
  t.code_keyword = rgb(0x8fb8ff), t.code_string = rgb(0xa5d6a0), t.code_number = rgb(0xe3b778);
  t.code_comment = rgb(0x66748b), t.code_name = rgb(0xe6d9a8), t.code_builtin = rgb(0x86d0dc);
  return t;
}

Theme Theme::light() {
  Theme t{};
  t.is_dark = false;
  t.ground = rgb(0xf7f9fc), t.pane = rgb(0xffffff), t.raised = rgb(0xecf0f6), t.line = rgb(0xd3dbe6);
  t.text = rgb(0x18212e), t.dim = rgb(0x55637a), t.faint = rgb(0x7d899c);
  t.running = rgb(0x157f49), t.ready = rgb(0x9a6100), t.waiting = rgb(0x4c6a96), t.done = rgb(0x6d798c);
  t.failed = rgb(0xc93434), t.cancelled = rgb(0xa035a8), t.io = rgb(0x0a7690), t.timer = rgb(0x6b48d4);
  t.accent = rgb(0x2766d8), t.on_accent = rgb(0xffffff);
  t.code_keyword = rgb(0x1f57b8), t.code_string = rgb(0x2a7530), t.code_number = rgb(0x8f5a0a);
  t.code_comment = rgb(0x748094), t.code_name = rgb(0x6f5a08), t.code_builtin = rgb(0x0b6c7e);
  return t;
}

ImU32 Theme::of(Tone tone) const {
  switch (tone) {
    case Tone::plain:
      return text;
    case Tone::dim:
      return dim;
    case Tone::running:
      return running;
    case Tone::ready:
      return ready;
    case Tone::waiting:
      return waiting;
    case Tone::done:
      return done;
    case Tone::failed:
      return failed;
    case Tone::cancelled:
      return cancelled;
    case Tone::io:
      return io;
    case Tone::timer:
      return timer;
    case Tone::accent:
      return accent;
  }
  return text;
}

const char* icon_of(Tone tone) {
  switch (tone) {
    case Tone::plain:
    case Tone::dim:
      return "";
    case Tone::running:
      return icons::play;
    case Tone::ready:
      return icons::bolt;
    case Tone::waiting:
      return icons::pause;
    case Tone::done:
      return icons::check;
    case Tone::failed:
      return icons::cross;
    case Tone::cancelled:
      return icons::ban;
    case Tone::io:
      return icons::exchange;
    case Tone::timer:
      return icons::clock;
    case Tone::accent:
      return icons::circle;
  }
  return "";
}

ImU32 with_alpha(ImU32 color, float alpha) {
  const auto a = static_cast<float>((color >> IM_COL32_A_SHIFT) & 0xff) * std::clamp(alpha, 0.0F, 1.0F);
  return (color & ~IM_COL32_A_MASK) | (static_cast<ImU32>(std::lround(a)) << IM_COL32_A_SHIFT);
}

ImU32 mix(ImU32 a, ImU32 b, float t) {
  const float k = std::clamp(t, 0.0F, 1.0F);
  ImU32 out = 0;
  for (int i = 0; i < 4; ++i) {
    const auto from = static_cast<float>(channel(a, i));
    const auto to = static_cast<float>(channel(b, i));
    out |= static_cast<ImU32>(std::lround(from + (to - from) * k)) << (8 * i);
  }
  return out;
}

float contrast(ImU32 a, ImU32 b) {
  const double la = luminance(a);
  const double lb = luminance(b);
  return static_cast<float>((std::max(la, lb) + 0.05) / (std::min(la, lb) + 0.05));
}

}  // namespace orrery::widgets
