#include "app/shell/panes.hpp"

#include "app/shell/shortcuts.hpp"
#include "app/views/inspector.hpp"
#include "app/views/loop_view.hpp"
#include "app/views/narration.hpp"
#include "app/views/top_bar.hpp"
#include "app/views/transport.hpp"

namespace orrery::shell {

namespace {

using widgets::Rect;
using widgets::Vec;

// The lines that no splitter draws, and the strip under the narration.
void lines(const widgets::Pen& pen, const Layout& layout) {
  const ImU32 color = pen.theme().line;
  const Rect& strip = layout.narration;
  pen.list->AddRectFilled(strip.min, strip.max, pen.theme().pane);
  for (const float y : {layout.top_bar.max.y, layout.transport.max.y, strip.min.y, strip.max.y})
    pen.list->AddRectFilled(Vec(layout.top_bar.min.x, y), Vec(layout.top_bar.max.x, y + 1), color);
}

}  // namespace

void draw_panes(const widgets::Look& look, const Layout& layout, const app::View& view, app::Commands& commands,
                Crumbs& crumbs) {
  lines(widgets::Pen(look), layout);
  views::top_bar(look, view, layout.top_bar, commands);
  views::transport(look, view, layout.transport, commands);
  views::program(look, view, layout.program, commands, crumbs.program);
  views::output(look, view, layout.output, commands, crumbs.output);
  views::loop_view(look, view, layout.loop, commands);
  views::inspector(look, view, layout.inspector, commands);
  views::narration(look, view, layout.narration, commands);
  views::bottom(look, view, layout.bottom, commands, crumbs.bottom);
}

std::vector<views::HelpRow> help_rows() {
  std::vector<views::HelpRow> rows;
  for (const Shortcut& shortcut : shortcuts())
    rows.push_back({words_of(shortcut.chord), shortcut.words, shortcut.group});
  return rows;
}

}  // namespace orrery::shell
