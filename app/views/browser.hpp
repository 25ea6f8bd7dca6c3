#pragma once
// The first screen: the lessons as cards.

#include <span>

#include "app/state/view.hpp"
#include "app/widgets/look.hpp"

namespace orrery::views {

struct BrowserCrumbs {
  int chosen = 0;       // the card the keyboard is at
  int columns = 1;      // in the frame before
  bool reveal = false;  // scroll the chosen card into view
};

// What the keyboard asks of the browser.
enum class BrowserMove { left, right, up, down, first, last };
void move(BrowserCrumbs& crumbs, BrowserMove move, std::size_t cards);

struct BrowserView {
  std::span<const app::LessonCard> cards;
  bool behind;  // a program is open behind
  bool dark;
};

// Cards are items "browser/<number>"; also "browser/close" when a program is open behind, "browser/theme",
// "browser/help".
void browser(const widgets::Look& look, const BrowserView& view, const widgets::Rect& box, app::Commands& commands,
             BrowserCrumbs& crumbs);

// The small picture of a card: what its lesson is about, as a sketch. The same card gives the same picture.
void browser_picture(const widgets::Pen& pen, const widgets::Rect& box, const app::LessonCard& card);

}  // namespace orrery::views
