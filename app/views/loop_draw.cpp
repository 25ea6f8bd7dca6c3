#include "app/views/loop_draw.hpp"

#include <array>

#include "app/widgets/arrow.hpp"
#include "app/widgets/byte_bar.hpp"
#include "app/widgets/card.hpp"
#include "app/widgets/chip.hpp"
#include "app/widgets/ring.hpp"
#include "app/widgets/text.hpp"

namespace orrery::views::loop {
namespace {

using widgets::Pen;
using widgets::Rect;
using widgets::Tone;
using widgets::Type;

void handle_chip(const Pen& pen, const Item& item, const Rect& box, const Attention& attention) {
  if (!item.badge.empty()) {
    const Rect number{{box.min.x - pen.px(32), box.min.y}, {box.min.x - pen.px(6), box.max.y}};
    widgets::text_in(pen, number, Type::tiny, pen.theme().dim, item.badge, widgets::Align::right);
  }
  widgets::chip(pen, box,
                {.title = item.title,
                 .subtitle = item.compact ? std::string_view{} : item.subtitle,
                 .aside = item.aside,
                 .tone = item.tone,
                 .icon = item.icon      ? item.icon
                         : item.compact ? nullptr
                                        : "",
                 .selected = attention.selected,
                 .hovered = attention.hovered || item.strong,
                 .dashed = item.dashed,
                 .mono = item.mono});
}

void future_card(const Pen& pen, const Item& item, const Rect& box, const Attention& attention) {
  if (item.compact) {
    const std::string title = item.badge + "  " + item.title;
    widgets::chip(pen, box,
                  {.title = title,
                   .aside = item.aside,
                   .tone = item.tone,
                   .icon = "",
                   .selected = attention.selected,
                   .hovered = attention.hovered});
    return;
  }
  widgets::card(pen, box,
                {.tone = item.tone, .selected = attention.selected, .hovered = attention.hovered, .quiet = item.quiet});
  Rect line = Rect{box.min, {box.max.x, box.min.y + pen.px(32)}}.inset(pen.px(10), 0);
  const float radius = pen.px(10);
  widgets::badge(pen, {line.min.x + radius, line.centre().y}, radius, item.badge, item.tone, item.filled);
  line.cut_left(2 * radius + pen.px(8));
  const float width = widgets::text_size(pen, Type::tiny, item.aside).x;
  widgets::text_in(pen, line.cut_right(width + 1), Type::tiny, pen.of(item.tone), item.aside, widgets::Align::right);
  line.cut_right(pen.px(8));
  widgets::text_in(pen, line, item.mono ? Type::mono_small : Type::small_strong, pen.theme().text, item.title);
}

void task_card(const Pen& pen, const Item& item, const Rect& box, const Attention& attention) {
  if (item.compact) {
    widgets::chip(pen, box,
                  {.title = item.title,
                   .tone = item.tone,
                   .icon = nullptr,
                   .selected = attention.selected,
                   .hovered = attention.hovered || item.strong,
                   .dashed = item.dashed});
    return;
  }
  Rect rows = widgets::card(pen, box,
                            {.title = item.title,
                             .aside = item.aside,
                             .tone = item.tone,
                             .selected = attention.selected,
                             .hovered = attention.hovered || item.strong,
                             .dashed = item.dashed,
                             .quiet = item.quiet});
  if (!item.subtitle.empty())
    widgets::text_in(pen, rows.cut_top(pen.px(26)), Type::mono_small, pen.theme().dim, item.subtitle);
}

// A large chip of three lines: name and state, the line of source, what crossed its border last.
void large_chip(const Pen& pen, const Item& item, const Rect& box, const Attention& attention) {
  widgets::chip(pen, box,
                {.tone = item.tone,
                 .icon = "",
                 .selected = attention.selected,
                 .hovered = attention.hovered || item.strong,
                 .dashed = item.dashed});
  const widgets::Theme& theme = pen.theme();
  Rect rest = box.inset(pen.px(14), 0);
  rest.cut_top((box.height() - pen.px(item.code.empty() ? 42 : 64)) / 2);
  Rect head = rest.cut_top(pen.px(22));
  const Rect aside = head.cut_right(head.width() * 0.45F);
  widgets::text_in(pen, aside, Type::tiny, pen.of(item.tone), item.aside, widgets::Align::right);
  widgets::text_in(pen, head, item.mono ? Type::mono : Type::small_strong, item.dashed ? theme.dim : theme.text,
                   item.title);
  if (!item.code.empty()) widgets::text_in(pen, rest.cut_top(pen.px(22)), Type::mono_small, theme.text, item.code);
  widgets::text_in(pen, rest.cut_top(pen.px(20)), Type::tiny, theme.dim, item.subtitle);
}

// A coroutine outside all cards.
void free_pill(const Pen& pen, const Item& item, const Rect& box, const Attention& attention) {
  const widgets::Theme& theme = pen.theme();
  const ImU32 tone = item.tone == Tone::dim ? theme.dim : pen.of(item.tone);
  const bool lit = attention.hovered || attention.selected;
  if (item.dashed)
    widgets::dashed_rect(pen, box, lit ? theme.accent : tone, pen.px(5));
  else
    pen.list->AddRect(box.min, box.max, lit ? theme.accent : tone, pen.px(5), 0, pen.px(1.2F));
  Rect line = box.inset(pen.px(9), 0);
  const float width = widgets::text_size(pen, Type::tiny, item.aside).x;
  widgets::text_in(pen, line.cut_right(std::min(width + 1, line.width() * 0.5F)), Type::tiny, tone, item.aside,
                   widgets::Align::right);
  line.cut_right(pen.px(6));
  widgets::text_in(pen, line, Type::mono_small, theme.text, item.title);
}

void frame_row(const Pen& pen, const Item& item, const Rect& box, const Attention& attention) {
  if (item.round) return large_chip(pen, item, box, attention);
  if (item.compact) return free_pill(pen, item, box, attention);
  widgets::card_row(pen, box,
                    {.name = item.title,
                     .aside = item.aside,
                     .tone = item.tone,
                     .indent = item.indent,
                     .selected = attention.selected,
                     .hovered = attention.hovered});
}

void callback_pill(const Pen& pen, const Item& item, const Rect& box, const Attention& attention) {
  const widgets::Theme& theme = pen.theme();
  const float rounding = box.height() / 2;
  const ImU32 tone = pen.of(item.tone);
  if (item.dashed)
    widgets::dashed_rect(pen, box, widgets::with_alpha(theme.line, 1), rounding);
  else
    pen.list->AddRectFilled(box.min, box.max, widgets::mix(theme.raised, tone, attention.hovered ? 0.35F : 0.18F),
                            rounding);
  if (attention.selected) pen.list->AddRect(box.min, box.max, theme.accent, rounding, 0, pen.px(1.5F));
  widgets::text_in(pen, box.inset(pen.px(8), 0), Type::tiny, item.dashed ? theme.dim : theme.text, item.title,
                   widgets::Align::centre);
}

// Too many bytes for letters: how full it is, and how many they are.
void fill(const Pen& pen, const Rect& box, const Bytes& bytes) {
  const widgets::Theme& theme = pen.theme();
  const ImU32 io = pen.of(Tone::io);
  pen.list->AddRectFilled(box.min, box.max, theme.raised, pen.px(4));
  const float part = bytes.capacity == 0 ? 1 : static_cast<float>(bytes.length) / static_cast<float>(bytes.capacity);
  const Rect filled{box.min, {box.min.x + box.width() * std::min(part, 1.0F), box.max.y}};
  if (bytes.length > 0) pen.list->AddRectFilled(filled.min, filled.max, widgets::with_alpha(io, 0.35F), pen.px(4));
  if (part >= 1 && bytes.capacity > 0) pen.list->AddRect(box.min, box.max, io, pen.px(4));
  const char* unit = bytes.length == 0 ? "" : part >= 1 && bytes.capacity > 0 ? " bytes: full" : " bytes";
  const std::string words = (bytes.length == 0 ? "empty" : std::to_string(bytes.length)) + unit;
  widgets::text_in(pen, box.inset(pen.px(8), 0), Type::tiny, theme.text, words);
}

void buffer(const Pen& pen, Rect row, const char* name, const Bytes& bytes, bool outgoing) {
  widgets::text_in(pen, row.cut_left(pen.px(26)), Type::tiny, pen.theme().dim, name);
  if (bytes.length > 64 || bytes.capacity > 64) return fill(pen, row.inset(0, pen.px(2)), bytes);
  widgets::byte_bar(pen, row.inset(0, pen.px(2)),
                    {.bytes = bytes.text,
                     .length = bytes.length,
                     .capacity = bytes.capacity,
                     .end_of_file = bytes.end_of_file,
                     .fill_from_right = outgoing});
}

void socket_rows(const Pen& pen, const Item& item, Rect box, const Attention& attention) {
  const float row = pen.px(22);
  const bool both = item.incoming.shown && item.outgoing.shown;
  const int rows = both ? 2 : item.incoming.shown || item.outgoing.shown ? 1 : 0;
  if (attention.hovered || attention.selected)
    pen.list->AddRect(box.min, box.max, attention.selected ? pen.theme().accent : pen.theme().line, pen.px(6));
  box = box.inset(pen.px(6), pen.px(3));
  Rect head = box.cut_top(box.height() - row * static_cast<float>(rows));
  const Rect aside = head.cut_right(head.width() * 0.45F);
  const Tone tone = item.tone == Tone::waiting ? Tone::dim : item.tone;
  widgets::text_in(pen, aside, Type::tiny, pen.of(tone), item.aside, widgets::Align::right);
  widgets::text_in(pen, head, Type::small_strong, item.dashed ? pen.theme().dim : pen.theme().text, item.title);
  if (item.incoming.shown) buffer(pen, box.cut_top(row), "in", item.incoming, false);
  if (item.outgoing.shown) buffer(pen, box.cut_top(row), "out", item.outgoing, true);
}

// Variables of a frame: those just set are bright.
void values_row(const Pen& pen, const Item& item, const Rect& box) {
  const ImU32 color = item.strong ? pen.theme().ready : pen.theme().dim;
  widgets::text_in(pen, box.inset(pen.px(6), 0), Type::mono_small, color, item.title);
}

void more_row(const Pen& pen, const Item& item, const Rect& box) {
  widgets::text_in(pen, box, Type::tiny, pen.theme().dim, item.title, widgets::Align::centre);
}

}  // namespace

Fade::~Fade() {
  if (opacity_ >= 1) return;
  for (int i = first_; i < list_->VtxBuffer.Size; ++i)
    list_->VtxBuffer[i].col = widgets::with_alpha(list_->VtxBuffer[i].col, opacity_);
}

void draw_item(const Pen& pen, const Placed& placed, const Attention& attention) {
  if (placed.opacity <= 0.01F) return;
  const Fade fade(pen, placed.opacity);
  const Item& item = *placed.item;
  switch (item.key.what) {
    case What::handle:
    case What::interest:
    case What::job:
      return handle_chip(pen, item, placed.box, attention);
    case What::caller:
      return large_chip(pen, item, placed.box, attention);
    case What::socket:
      return socket_rows(pen, item, placed.box, attention);
    case What::task:
      return task_card(pen, item, placed.box, attention);
    case What::frame:
      return frame_row(pen, item, placed.box, attention);
    case What::future:
      return future_card(pen, item, placed.box, attention);
    case What::callback:
      return callback_pill(pen, item, placed.box, attention);
    case What::values:
      return values_row(pen, item, placed.box);
    case What::more:
      return more_row(pen, item, placed.box);
  }
}

void draw_glow(const Pen& pen, const Rect& box, Tone tone, float strength) {
  const ImU32 color = tone == Tone::dim || tone == Tone::plain ? pen.theme().accent : pen.of(tone);
  for (int ring = 1; ring <= 3; ++ring) {
    const float off = pen.px(2) * static_cast<float>(ring);
    const Rect around = box.inset(-off);
    pen.list->AddRect(around.min, around.max, widgets::with_alpha(color, strength * 0.42F / static_cast<float>(ring)),
                      pen.px(8) + off / 2, 0, pen.px(2));
  }
}

void draw_fields(const Pen& pen, const Scene& scene) {
  const widgets::Theme& theme = pen.theme();
  for (const Field& field : scene.fields) {
    switch (field.kind) {
      case Field::Kind::card:
        pen.list->AddRectFilled(field.box.min, field.box.max, theme.pane, pen.px(8));
        pen.list->AddRect(field.box.min, field.box.max, theme.line, pen.px(8));
        break;
      case Field::Kind::slot:
        widgets::empty_slot(pen, field.box, field.text);
        break;
      case Field::Kind::divider: {
        const float y = field.box.centre().y;
        const float width = widgets::text_size(pen, Type::tiny, field.text).x;
        widgets::text_in(pen, field.box, Type::tiny, theme.ready, field.text, widgets::Align::right);
        widgets::dashed_line(pen, {field.box.min.x + pen.px(18), y}, {field.box.max.x - width - pen.px(6), y},
                             theme.ready);
        break;
      }
    }
  }
}

void draw_words(const Pen& pen, const Scene& scene) {
  for (const Words& words : scene.words) {
    const Rect& box = words.box;
    const ImU32 color = words.tone == Tone::plain ? pen.theme().text : pen.of(words.tone);
    switch (words.kind) {
      case Words::Kind::heading:
        widgets::heading(pen, box.min, words.text, words.aside);
        break;
      case Words::Kind::mono:
        widgets::text_in(pen, box, Type::mono_small, color, words.text);
        break;
      case Words::Kind::caption:
        if (box.height() > 1.6F * widgets::line_height(pen, Type::tiny))
          widgets::text_wrapped(pen, box.min, box.width(), Type::tiny, color, words.text);
        else
          widgets::text_in(pen, box, Type::tiny, color, words.text);
        break;
    }
  }
}

}  // namespace orrery::views::loop
