#pragma once
// Every event of the run as a row, with a filter.

#include <string>
#include <vector>

#include "app/state/view.hpp"
#include "app/widgets/look.hpp"

namespace orrery::views {

// The events that a filter lets through, found a part at a time so that no frame is late.
class EventFilter {
 public:
  // Words that must all occur in an event's number, kind, texts or names of things, whatever their case; of events that
  // tell of lines and variables in their kind and texts. Without words these events are left out. Changing the words
  // starts anew.
  void set_words(const std::string& words);
  // Looks at more events; returns whether there are some left to look at.
  bool extend(const app::View& view);

  bool all() const { return words_.empty(); }
  std::size_t size() const { return !all() ? found_.size() : numbers_ ? numbers_->count() : count_; }
  event::Seq at(std::size_t row) const {
    if (!all()) return found_[row];
    return numbers_ ? numbers_->seq(static_cast<event::Seq>(row)) : static_cast<event::Seq>(row);
  }
  // The row of an event, or of the last one before it; -1 if there is none.
  int row_of(event::Seq seq) const;

 private:
  bool passes(const app::View& view, event::Seq seq) const;
  bool detail_passes(const app::View& view, const event::Event& event) const;

  std::vector<std::string> words_;
  std::vector<event::Seq> found_;
  const trace::Trace* trace_ = nullptr;
  const model::Numbers* numbers_ = nullptr;  // null: every event has a row
  event::Seq count_ = 0;  // looked at
};

struct EventsCrumbs {
  std::string filter;
  EventFilter rows;
  bool take_focus = false;            // puts the caret into the filter in this frame
  bool typing = false;                // the filter has the keyboard
  bool searching = false;             // there are events left to look at: draw another frame
  event::Seq cursor = event::no_seq;  // in the frame before: when it moves the table follows
};

// Rows are items of the table "events"; a click selects the event, a double click goes there.
void events(const widgets::Look& look, const app::View& view, const widgets::Rect& box, app::Commands& commands,
            EventsCrumbs& crumbs);
// The field "events/filter".
void events_filter(const widgets::Look& look, const widgets::Rect& box, EventsCrumbs& crumbs);

}  // namespace orrery::views
