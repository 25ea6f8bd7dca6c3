#pragma once
// What the program has printed up to the moment shown.

#include <cstdint>
#include <string>
#include <vector>

#include "app/state/view.hpp"
#include "app/widgets/look.hpp"

namespace orrery::views {

// One line of the program's output: complete, or the last one of its stream.
struct OutputLine {
  std::string text;
  event::Seq first = 0;  // the event that began it
  event::Seq last = 0;   // the one that added to it last
  double time = 0;       // of `first`, seconds
  bool error = false;    // standard error
};

// The lines of a trace, read as it grows. A cache: it follows from the trace alone.
class OutputLines {
 public:
  // Takes in what `trace` has recorded since the last call; another trace, or a shorter one, starts anew.
  void extend(const trace::Trace& trace);
  const std::vector<OutputLine>& lines() const { return lines_; }
  // How many lines had begun when event `cursor` had happened.
  std::size_t begun(event::Seq cursor) const;

 private:
  void take(std::string_view text, event::Seq seq, double time, bool error);

  std::vector<OutputLine> lines_;
  const trace::Trace* trace_ = nullptr;
  event::Seq seen_ = 0;
  std::size_t open_[2] = {SIZE_MAX, SIZE_MAX};  // the unfinished line of each stream
};

struct OutputCrumbs {
  OutputLines lines;
  std::size_t shown = 0;  // lines in the frame before: when there are more, the newest is scrolled into view
};

// Lines are items "output/<event>".
void output(const widgets::Look& look, const app::View& view, const widgets::Rect& box, app::Commands& commands,
            OutputCrumbs& crumbs);

}  // namespace orrery::views
