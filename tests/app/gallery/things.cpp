#include <string_view>

#include "app/shell/root.hpp"
#include "app/widgets/arrow.hpp"
#include "app/widgets/byte_bar.hpp"
#include "app/widgets/card.hpp"
#include "app/widgets/chip.hpp"
#include "app/widgets/motion.hpp"
#include "app/widgets/ring.hpp"
#include "app/widgets/sign.hpp"
#include "app/widgets/text.hpp"
#include "tests/app/gallery/gallery.hpp"

namespace orrery::gallery {
namespace {

using namespace widgets;

constexpr Tone tones[] = {Tone::running,   Tone::ready, Tone::waiting, Tone::done,  Tone::failed,
                          Tone::cancelled, Tone::io,    Tone::timer,   Tone::accent};
constexpr std::string_view names[] = {"running",   "ready", "waiting", "done",  "failed",
                                      "cancelled", "io",    "timer",   "accent"};
constexpr std::string_view phases[] = {"timeout", "select", "io", "timers", "run"};

void chips(const Pen& pen, Vec at) {
  heading(pen, at, "chips", "nine tones; hovered, selected, dashed");
  float y = at.y + pen.px(28);
  for (int i = 0; i < 9; ++i, y += pen.px(54)) {
    const Chip plain{.title = names[i], .subtitle = "done-callback of F5", .tone = tones[i], .icon = nullptr};
    Chip selected = plain;
    selected.selected = true;
    selected.aside = "in 0.2 s";
    Chip dashed = plain;
    dashed.dashed = true;
    const float h = chip_height(pen, true);
    chip_item(pen, names[i].data(), Rect::at({at.x, y}, pen.px(190), h), plain);
    chip(pen, Rect::at({at.x + pen.px(200), y}, pen.px(190), h), selected);
    chip(pen, Rect::at({at.x + pen.px(400), y}, pen.px(90), h), dashed);
    chip(pen, Rect::at({at.x + pen.px(500), y + pen.px(8)}, pen.px(120), chip_height(pen, false)),
         {.title = "sleep(0.4)", .tone = tones[i], .mono = true});
    sign(pen, {at.x + pen.px(640), y + h / 2}, pen.px(6), tones[i]);
    icon(pen, {at.x + pen.px(664), y + h / 2}, icon_of(tones[i]), pen.of(tones[i]));
  }
  empty_slot(pen, Rect::at({at.x, y}, pen.px(190), pen.px(36)), "tail of the queue");
}

void cards(const Pen& pen, Vec at) {
  heading(pen, at, "cards");
  const Rect box = Rect::at(at + Vec(0, pen.px(28)), pen.px(230), card_height(pen, 3));
  const Rect rows = card(pen, box, {.title = "reader", .aside = "will be woken", .tone = Tone::ready});
  card_row(pen, card_row_box(pen, rows, 0, 0), {.name = "reader()", .aside = "line 8"});
  card_row(pen, card_row_box(pen, rows, 1, 1), {.name = "read_line()", .aside = "line 4"});
  card_row(pen, card_row_box(pen, rows, 2, 2), {.name = "sock_recv()", .aside = "awaits F5", .tone = Tone::io});
  const Rect future = Rect::at({box.max.x + pen.px(20), box.min.y}, pen.px(320), card_height(pen, 0));
  card(pen, future,
       {.title = "a future whose name is too long for it",
        .aside = "FINISHED",
        .tone = Tone::io,
        .badge = "F5",
        .badge_filled = true,
        .selected = true});
  card(pen, future.moved({0, pen.px(50)}),
       {.title = "gather of reader, ticker", .aside = "PENDING", .tone = Tone::waiting, .badge = "G12", .quiet = true});
  card(pen, future.moved({0, pen.px(100)}),
       {.title = "main", .aside = "cancelled", .tone = Tone::cancelled, .dashed = true});
  float x = box.min.x;
  for (int i = 0; i < 6; ++i) x += pill(pen, {x, box.max.y + pen.px(14)}, names[i], tones[i]) + pen.px(8);
}

void rings(const Pen& pen, Vec at) {
  heading(pen, at, "the ring", "awake, asleep");
  const RingLine awake[] = {{"turn 4"},
                            {"run", Type::display, pen.theme().running},
                            {"handle 1 of 1:"},
                            {"reader callback of fd 7", Type::small, pen.theme().text}};
  const RingLine asleep[] = {
      {"select sleeps", Type::title, pen.theme().io}, {"until the timer of main"}, {"in 0.75 s"}};
  const float r = pen.px(105);
  const Vec left = at + Vec(pen.px(170), pen.px(190));
  const Vec right = left + Vec(pen.px(360), 0);
  ring(pen, left, r, {phases, 4, 4.4F, Tone::running, false, awake});
  ring(pen, right, r, {phases, 1, 1.5F, Tone::io, true, asleep});
}

void arrows_and_bytes(const Pen& pen, Vec at) {
  heading(pen, at, "arrows and buffers");
  const Vec a = at + Vec(pen.px(10), pen.px(50));
  arrow(pen, a, Side::right, a + Vec(pen.px(160), pen.px(60)), Side::left, {.tone = Tone::io});
  arrow(pen, a + Vec(0, pen.px(40)), Side::right, a + Vec(pen.px(160), pen.px(100)), Side::up,
        {.tone = Tone::ready, .dashed = true, .flow = 0.3F});
  const Vec path[] = {a + Vec(pen.px(200), 0), a + Vec(pen.px(300), 0), a + Vec(pen.px(300), pen.px(90)),
                      a + Vec(pen.px(220), pen.px(90))};
  arrow_path(pen, path, 4, pen.px(12), {.tone = Tone::timer, .dashed = true});
  arrow(pen, a + Vec(pen.px(340), 0), a + Vec(pen.px(420), pen.px(90)), {.tone = Tone::failed});
  Rect bar = Rect::at(at + Vec(0, pen.px(170)), pen.px(330), byte_bar_height(pen));
  byte_bar(pen, bar, {.bytes = "hello, world\n", .length = 13, .capacity = 64});
  bar = bar.moved({0, pen.px(32)});
  byte_bar(
      pen, bar,
      {.bytes = "a long answer that does not fit at all", .length = 70000, .capacity = 65536, .end_of_file = true});
  bar = bar.moved({0, pen.px(32)});
  byte_bar(pen, bar,
           {.bytes = "leaving",
            .length = 7,
            .capacity = 20,
            .tone = Tone::ready,
            .fill_from_right = true,
            .arriving = 0.5F,
            .arriving_bytes = 3});
  bar = bar.moved({0, pen.px(32)});
  byte_bar(pen, bar, {});
}

}  // namespace

void draw_things(shell::Frame& frame) {
  const shell::Root root(frame);
  const Pen pen(frame.look);
  const float m = pen.px(24);
  chips(pen, {m, m});
  cards(pen, {m, pen.px(600)});
  rings(pen, {pen.px(740), m});
  arrows_and_bytes(pen, {pen.px(760), pen.px(420)});
  empty_state(pen, Rect::at({pen.px(1180), pen.px(440)}, pen.px(340), pen.px(160)),
              "No task waits for anything: the loop has nothing left to do.", icon_of(Tone::done));
}

}  // namespace orrery::gallery
