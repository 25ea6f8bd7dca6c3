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
  enum class Language { python, cpp };
  void set(std::span<const std::string> lines);
  void set(std::string_view text, Language language = Language::python);
  const std::string& text() const { return text_; }
  const std::vector<widgets::SyntaxSpan>& colours() const { return colours_; }

 private:
  std::string text_;
  std::vector<widgets::SyntaxSpan> colours_;
  Language language_ = Language::python;
};

struct ProgramCrumbs {
  ColouredText shown;     // what is read
  std::string edited;     // what the editor's field holds
  ColouredText coloured;  // the same with its colours
  int caret = -1;         // where typing begins, after a click into what is read; -1: keys mean what they always do
  std::vector<unsigned> pending;  // characters that came while the field was taking the keyboard: it did not get them
  bool was_editing = false;       // the field takes the keyboard on the first frame
  unsigned followed_line = 0;     // the line that was scrolled to last
  event::Seq cursor = event::no_seq;
  event::Name file = 0;  // of a native program, that is shown
  event::Id selected;    // whose line there was scrolled to
};

// The file of a native program that is to be shown, by its name in the trace; `before`: the one that was. 0: the
// program is a script.
event::Name shown_file(const app::View& view, event::Name before);
// That of the coroutine that runs, or of the innermost one around it that is the program's; 0: none.
event::Name running_file(const model::State& state);
// The line there of whom the selection names: of the innermost coroutine; 0: none.
unsigned selected_line(const app::View& view, event::Name file);
// What is in it, as the trace has it.
std::string_view text_of_file(const app::View& view, event::Name file);

// A click into the source shows a caret; typing then begins to edit there.
// What a name of the program is worth at the moment: in the frame that is looked at, else in the module. "x = 3" and
// where that is, in two lines; empty: nobody knows.
std::string value_words(const app::View& view, std::string_view name);

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
// `file`: of a native program, the one that is shown.
ProgramMarks program_marks(const app::View& view, event::Name file = 0);

}  // namespace orrery::views
