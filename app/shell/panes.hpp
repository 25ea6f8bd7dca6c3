#pragma once
// All panes of the main screen, each in its place.

#include <vector>

#include "app/shell/layout.hpp"
#include "app/state/view.hpp"
#include "app/views/bottom.hpp"
#include "app/views/browser.hpp"
#include "app/views/help.hpp"
#include "app/views/output.hpp"
#include "app/views/program.hpp"

namespace orrery::shell {

// What the panes remember from frame to frame: scrolling, zoom, what is being typed. Nothing of it is shown but by the
// pane it belongs to.
struct Crumbs {
  views::ProgramCrumbs program;
  views::OutputCrumbs output;
  views::BottomCrumbs bottom;
  views::BrowserCrumbs browser;
};

// Draws the panes of a run, the lines between them, and collects what the user asks for.
void draw_panes(const widgets::Look& look, const Layout& layout, const app::View& view, app::Commands& commands,
                Crumbs& crumbs);

// The rows of the list of keys.
std::vector<views::HelpRow> help_rows();

}  // namespace orrery::shell
