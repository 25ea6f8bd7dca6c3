#include <string>
#include <string_view>
#include <vector>

#include "app/shell/root.hpp"
#include "app/widgets/buttons.hpp"
#include "app/widgets/icons.hpp"
#include "app/widgets/notice.hpp"
#include "app/widgets/sliders.hpp"
#include "app/widgets/table.hpp"
#include "app/widgets/timeline.hpp"
#include "tests/app/gallery/gallery.hpp"

namespace orrery::gallery {
namespace {

using namespace widgets;

constexpr std::string_view sizes[] = {"event", "callback", "turn", "until\xe2\x80\xa6"};
constexpr std::string_view tab_names[] = {"Timeline", "Events", "Graph", "Lints", "Statistics"};
constexpr int tab_counts[] = {-1, -1, -1, 2, -1};

void row_of_buttons(const Pen& pen, Vec at) {
  constexpr const char* glyphs[] = {icons::to_first, icons::backward, icons::to_start, icons::play,
                                    icons::to_end,   icons::forward,  icons::to_last};
  float x = at.x;
  for (int i = 0; i < 7; ++i) {
    const bool primary = i == 3;
    const float w = pen.px(primary ? 48 : 36);
    button(pen, glyphs[i], Rect::at({x, at.y}, w, pen.px(32)),
           {.icon = glyphs[i], .tip = "a tip", .primary = primary, .enabled = i != 6});
    x += w + pen.px(6);
  }
  x += pen.px(16);
  const float w = segmented_width(pen, sizes);
  segmented(pen, "sizes", Rect::at({x, at.y + pen.px(2)}, w, pen.px(28)), sizes, 0);
  x += w + pen.px(24);
  const Button buttons[] = {{.icon = icons::pencil, .words = "edit"},
                            {.words = "Run again", .primary = true},
                            {.words = "plain", .plain = true},
                            {.icon = icons::moon, .toggled = true},
                            {.words = "disabled", .enabled = false}};
  for (const Button& b : buttons) {
    const float wide = button_width(pen, b);
    ImGui::PushID(&b);
    button(pen, "b", Rect::at({x, at.y}, wide, button_height(pen)), b);
    ImGui::PopID();
    x += wide + pen.px(10);
  }
  link(pen, "link", {x + pen.px(10), at.y + pen.px(7)}, Type::small, "a link");
}

void bars(const Pen& pen, Vec at) {
  std::vector<ScrubMark> marks;
  for (const auto& [where, tone] :
       {std::pair{40, Tone::running}, {130, Tone::running}, {248, Tone::io}, {300, Tone::failed}, {301, Tone::failed}})
    marks.push_back({static_cast<std::uint64_t>(where), tone, "output"});
  scrub_bar(pen, "scrub", Rect::at(at, pen.px(620), pen.px(36)), {400, 248, marks});
  char buffer[16];
  text(pen, at + Vec(pen.px(650), pen.px(9)), Type::small, pen.theme().dim,
       std::string("speed ") + speed_words(0.25F, buffer));
  log_slider(pen, "speed", Rect::at(at + Vec(pen.px(750), pen.px(6)), pen.px(120), pen.px(24)), 0.25F, 0.05F, 20);
}

void lanes(const Pen& pen, Rect box) {
  tabs(pen, "tabs", box.cut_top(tabs_height(pen)), tab_names, 0, tab_counts);
  box.cut_top(pen.px(6));
  constexpr std::int64_t ms = 1'000'000;
  const TimeScale scale{0, 1250 * ms, box.min.x + pen.px(110), box.max.x - pen.px(20)};
  time_axis(pen, {{scale.left, box.min.y}, {scale.right, box.max.y}}, scale);
  box.cut_top(time_axis_height(pen));
  const std::vector<Span> loop = {{0, 15 * ms, Tone::running, SpanShape::block},
                                  {15 * ms, 400 * ms, Tone::io, SpanShape::band, "select sleeps"},
                                  {400 * ms, 412 * ms, Tone::running, SpanShape::block},
                                  {412 * ms, 1000 * ms, Tone::io, SpanShape::band, "select sleeps"}};
  const std::vector<Span> main = {{0, 12 * ms, Tone::running, SpanShape::block}, {12 * ms, 1010 * ms, Tone::waiting}};
  const std::vector<Span> ticker = {{12 * ms, 20 * ms, Tone::running, SpanShape::block},
                                    {20 * ms, 400 * ms, Tone::timer},
                                    {400 * ms, 415 * ms, Tone::running, SpanShape::block},
                                    {415 * ms, 990 * ms, Tone::timer},
                                    {990 * ms, 1010 * ms, Tone::ready, SpanShape::block}};
  std::vector<Span> dense;
  for (std::int64_t t = 0; t < 1000 * ms; t += ms / 4)
    dense.push_back({t, t + ms / 8, (t / ms) % 50 < 5 ? Tone::failed : Tone::running,
                     (t / ms) % 90 < 60 ? SpanShape::block : SpanShape::line});
  const std::pair<std::string_view, const std::vector<Span>*> all[] = {
      {"loop", &loop}, {"main", &main}, {"ticker", &ticker}, {"4000 spans", &dense}};
  const Rect whole = box;
  for (const auto& [name, spans] : all) {
    const Rect row = box.cut_top(pen.px(30));
    text_in(pen, {row.min, {scale.left, row.max.y}}, Type::small, pen.theme().text, name);
    lane(pen, row.inset(0, pen.px(2)), scale, *spans, ImGui::GetIO().MousePos);
  }
  time_cursor(pen, {whole.min, {whole.max.x, box.min.y}}, scale, 1000 * ms);
}

void events(const Pen& pen, const Rect& box) {
  static constexpr Column columns[] = {
      {"#", 56, true, true}, {"time", 90, true, true}, {"event"}, {"cause", 70, true, true}};
  std::string words;
  const Theme& theme = pen.theme();
  table(pen, "events", box,
        {columns, 100000, 3, -1, [&](int row, int column) -> Cell {
           words = column == 0   ? std::to_string(row)
                   : column == 1 ? time_words(row * 1000000LL, 1000000)
                   : column == 2 ? "handle scheduled: reader.wakeup, done-callback of F5"
                                 : "#" + std::to_string(row / 2);
           return {words, column == 2 ? theme.text : theme.dim, column == 2 ? icon_of(Tone::ready) : ""};
         }});
}

}  // namespace

void draw_controls(shell::Frame& frame) {
  {
    const shell::Root root(frame);
    const Pen pen(frame.look);
    const float m = pen.px(24);
    row_of_buttons(pen, {m, m});
    bars(pen, {m, pen.px(80)});
    lanes(pen, Rect::at({m, pen.px(140)}, frame.screen.width() - 2 * m, pen.px(200)));
    events(pen, Rect::at({m, pen.px(370)}, pen.px(700), pen.px(300)));
    splitter(pen, "splitter", Rect::at({pen.px(750), pen.px(370)}, 1, pen.px(300)), true);
    float x = m + pen.px(8);
    for (const char* glyph : icons::all)
      icon(pen, {x, pen.px(700)}, glyph, pen.theme().text, Type::title), x += pen.px(31);
    float y = pen.px(370);
    for (const Tone tone : {Tone::failed, Tone::ready, Tone::done})
      y += banner(pen, icon_of(tone), {pen.px(780), y}, pen.px(560),
                  {tone, "The program has an error",
                   "line 4, column 12: 'awiat' is not defined. Did you mean 'await'? The run that is shown is the one "
                   "from before the edit.",
                   tone == Tone::failed ? "go to line 4" : ""})
               .height +
           pen.px(12);
  }
  widgets::toast(
      frame.look, "toast", frame.screen,
      {Tone::failed, "Could not open lesson.json", "line 3, column 7: a comma is missing before \"title\"."});
}

}  // namespace orrery::gallery
