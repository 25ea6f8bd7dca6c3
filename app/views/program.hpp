#pragma once
// The source of the program: who is where in it, what runs, what is wrong with it; and the editor.

#include <string>
#include <vector>

#include "app/state/view.hpp"
#include "app/widgets/code_view.hpp"

namespace orrery::views {

// Text and colours, kept from frame to frame so that long programs aren't read sixty times a second.
class ColouredText {
 public:
  void set(std::span<const std::string> lines);
  void set(std::string_view text);
  const std::string& text() const { return text_; }
  const std::vector<widgets::SyntaxSpan>& colours() const { return colours_; }

 private:
  std::string text_;
  std::vector<widgets::SyntaxSpan> colours_;
};

struct ProgramCrumbs {
  ColouredText shown;          // what is read
  std::string edited;          // what the editor's field holds
  ColouredText coloured;       // the same with its colours
  bool was_editing = false;    // the field takes the keyboard on the first frame
  unsigned followed_line = 0;  // the line that was scrolled to last
  event::Seq cursor = event::no_seq;
};

// Items: "program/edit", "program/run", "program/discard", "program/problem <number>"; the source is the child window
// "program/source", the editor "program/editor".
void program(const widgets::Look& look, const app::View& view, const widgets::Rect& box, app::Commands& commands,
             ProgramCrumbs& crumbs);

// Who stands at which line, for the gutter. The marks' words point into the lists of words.
struct ProgramMarks {
  std::vector<widgets::LineMark> marks;
  std::vector<event::Id> ids;  // whom a click on the mark of the same index selects
  std::vector<std::string> tips, initials, labels;
};
// "reader" -> "re", "Task-12" -> "12": two letters that tell tasks apart.
std::string initials_of(std::string_view name);
ProgramMarks program_marks(const app::View& view);

}  // namespace orrery::views
