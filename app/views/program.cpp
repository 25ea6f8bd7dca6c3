#include "app/views/program.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "app/views/cpp_colours.hpp"
#include "app/views/linked.hpp"
#include "app/views/python_colours.hpp"
#include "app/views/scroll_area.hpp"
#include "app/widgets/buttons.hpp"
#include "app/widgets/icons.hpp"
#include "app/widgets/text.hpp"
#include "engine/model/narrate.hpp"
#include "engine/model/queries.hpp"
#include "engine/trace/trace.hpp"

namespace orrery::views {

using namespace widgets;
namespace command = app::command;

void ColouredText::set(std::span<const std::string> lines) {
  std::string_view rest = text_;
  const bool same = std::ranges::all_of(lines, [&](const std::string& line) {
    if (!rest.starts_with(line) || rest.size() == line.size() || rest[line.size()] != '\n') return false;
    rest.remove_prefix(line.size() + 1);
    return true;
  });
  if (same && rest.empty()) return;
  std::string joined;
  for (const std::string& line : lines) (joined += line) += '\n';
  set(joined);
}

void ColouredText::set(std::string_view text, Language language) {
  if (text == text_ && language == language_ && !colours_.empty()) return;
  text_ = text;
  language_ = language;
  colours_ = language == Language::cpp ? cpp_colours(text_) : python_colours(text_);
}

std::string value_words(const app::View& view, std::string_view name) {
  const model::State& state = view.moment.state;
  const std::vector<event::Id> stack = model::stack_of(state, view.trace, view.selection.id);
  const model::Variable* variable = model::value_of(state, view.trace, stack, name);
  if (!variable) return {};
  const bool local = !stack.empty() && state.variables(stack.front()) &&
                     state.variables(stack.front())->find(variable->name) == variable;
  return fmt::format("{} = {}\n{}", name, view.trace.name(variable->value),
                     local ? "in " + model::label(state, view.trace, stack.front()) : std::string("of the module"));
}

namespace {

std::vector<Squiggle> squiggles_of(const app::SourceView& source) {
  std::vector<Squiggle> squiggles;
  for (const app::SourceProblem& problem : source.problems)
    squiggles.push_back({.line = static_cast<int>(problem.line),
                         .column = static_cast<int>(problem.column),
                         .length = std::max(1, static_cast<int>(problem.end_column) - static_cast<int>(problem.column)),
                         .words = problem.text});
  return squiggles;
}

// Of a native program: where the selected task stands, when another one is selected.
int line_of_selected(const app::View& view, ProgramCrumbs& crumbs) {
  if (view.selection.id == crumbs.selected) return 0;
  crumbs.selected = view.selection.id;
  return static_cast<int>(selected_line(view, crumbs.file));
}

// The line to keep in view: when the moment has changed, the one that runs, else the one the event speaks of; at the
// beginning the first, however far one has been.
int line_to_follow(const app::View& view, ProgramCrumbs& crumbs) {
  if (crumbs.file)
    if (const int line = line_of_selected(view, crumbs)) return line;
  if (view.trace.empty() || view.moment.cursor == crumbs.cursor) return 0;
  crumbs.cursor = view.moment.cursor;
  const event::Seq seq = spoken_of(view);
  const bool here = running_file(view.moment.state) == crumbs.file;
  const unsigned running = here ? view.moment.state.program.line : 0;
  unsigned line = running ? running : seq == event::no_seq || !here ? 0U : view.trace.at(seq).line;
  if (view.moment.cursor == view.transport.first) line = 1;
  if (line == crumbs.followed_line) return 0;
  crumbs.followed_line = line;
  return static_cast<int>(line);
}

// The line of the selected event, lit in the accent.
void mark_selected(const app::View& view, ProgramMarks& marks) {
  if (view.selection.event >= view.trace.size() || !view.moment.state.program.sources.empty()) return;
  const int line = view.trace.at(view.selection.event).line;
  if (line == 0) return;
  marks.marks.push_back({line, Tone::accent, true, false, "the selected event"});
  marks.ids.push_back(view.trace.at(view.selection.event).subject);
}

// The value of the name under the mouse, else the line if it does not fit.
void tell_hovered(const Pen& pen, const app::View& view, const CodeResult& hovered, std::string_view line) {
  const std::string_view name = hovered.hovered_name;
  std::string words = name.empty() ? std::string() : value_words(view, name.substr(0, name.find('.')));
  if (words.empty() && hovered.cut) words = line.substr(std::min(line.find_first_not_of(' '), line.size()));
  if (!words.empty()) tooltip(pen, words);
}

void add_utf8(std::string& text, unsigned c) {
  if (c < ' ' || c == 0x7f) return;
  if (c < 0x80) {
    text += static_cast<char>(c);
  } else if (c < 0x800) {
    text += {static_cast<char>(0xc0 | c >> 6), static_cast<char>(0x80 | (c & 0x3f))};
  } else {
    text += {static_cast<char>(0xe0 | c >> 12), static_cast<char>(0x80 | (c >> 6 & 0x3f)),
             static_cast<char>(0x80 | (c & 0x3f))};
  }
}

// Takes what was typed in this frame away from whoever would hear it.
std::vector<unsigned> take_typed() {
  ImVector<ImWchar>& queue = ImGui::GetIO().InputQueueCharacters;
  std::vector<unsigned> typed(queue.begin(), queue.end());
  queue.resize(0);
  return typed;
}

// Lets a field hear in this frame what was kept for it.
void give_typed(std::vector<unsigned> kept) {
  ImVector<ImWchar>& queue = ImGui::GetIO().InputQueueCharacters;
  for (auto c = kept.rbegin(); c != kept.rend(); ++c) queue.insert(queue.begin(), static_cast<ImWchar>(*c));
}

// Puts what was typed where the caret is.
void type_at_caret(const app::View& view, std::span<const unsigned> characters, app::Commands& commands,
                   ProgramCrumbs& crumbs) {
  std::string typed;
  for (const unsigned c : characters) add_utf8(typed, c);
  const bool begun = view.source.editing || view.source.dirty;
  if (typed.empty() || (typed == " " && !begun)) return;  // a blank alone plays and pauses
  std::string text = view.source.edited;
  const std::size_t at = std::min(static_cast<std::size_t>(crumbs.caret), text.size());
  text.insert(at, typed);
  crumbs.caret = static_cast<int>(at + typed.size());
  commands(command::EditProgram{std::move(text)});
  commands(command::SetEditing{true});
}

// A click into the source of a script puts the caret there, one elsewhere takes it away.
void begin_typing(const app::View& view, const CodeResult& source, app::Commands& commands, ProgramCrumbs& crumbs) {
  const bool can = crumbs.file == 0 && !view.source.lines.empty();
  if (can && source.clicked_line > 0)
    crumbs.caret = source.hovered_byte;
  else if (ImGui::IsMouseClicked(ImGuiMouseButton_Left) && source.hovered_line == 0)
    crumbs.caret = -1;
  if (can && crumbs.caret >= 0) type_at_caret(view, take_typed(), commands, crumbs);
}

void reader(const Look& look, const app::View& view, const Rect& box, app::Commands& commands, ProgramCrumbs& crumbs) {
  const Pen pen(look);
  if (crumbs.file)
    crumbs.shown.set(text_of_file(view, crumbs.file), ColouredText::Language::cpp);
  else
    crumbs.shown.set(view.source.lines);
  ProgramMarks marks = program_marks(view, crumbs.file);
  mark_selected(view, marks);
  const std::vector<Squiggle> squiggles = squiggles_of(view.source);
  const CodeResult result = code_view(pen, "program/source", box,
                                      {.text = crumbs.shown.text(),
                                       .syntax = crumbs.shown.colours(),
                                       .marks = marks.marks,
                                       .squiggles = squiggles,
                                       .caret = crumbs.caret,
                                       .scroll_to_line = line_to_follow(view, crumbs)});
  begin_typing(view, result, commands, crumbs);
  if (result.clicked_mark >= 0) {
    const event::Id id = marks.ids[static_cast<std::size_t>(result.clicked_mark)];
    if (id) select(commands, id);
  }
  if (crumbs.file == 0 && result.hovered_line > 0 &&
      static_cast<std::size_t>(result.hovered_line) <= view.source.lines.size())
    tell_hovered(pen, view, result, view.source.lines[static_cast<std::size_t>(result.hovered_line) - 1]);
  if (crumbs.file == 0 && result.hovered_line > 0 && ImGui::IsMouseDoubleClicked(ImGuiMouseButton_Left))
    commands(command::SetEditing{true});
}

void editor(const Look& look, const app::View& view, const Rect& box, app::Commands& commands, ProgramCrumbs& crumbs) {
  const Pen pen(look);
  if (crumbs.edited != view.source.edited) crumbs.edited = view.source.edited;
  crumbs.coloured.set(crumbs.edited);
  const std::vector<Squiggle> squiggles = squiggles_of(view.source);
  // Until the field has the keyboard what is typed goes to the caret; it is deaf in the frame in which it gets it.
  give_typed(std::exchange(crumbs.pending, {}));
  const bool waits = crumbs.caret >= 0;
  std::vector<unsigned> typed = waits ? take_typed() : std::vector<unsigned>();
  const EditorResult result =
      code_editor(pen, "program/editor", box, crumbs.edited,
                  {.syntax = crumbs.coloured.colours(), .squiggles = squiggles}, !crumbs.was_editing, crumbs.caret);
  if (waits && result.focused) {
    crumbs.pending = std::move(typed);
    crumbs.caret = -1;
  } else if (waits) {
    type_at_caret(view, typed, commands, crumbs);
  }
  if (result.changed) commands(command::EditProgram{crumbs.edited});
}

// Below an edited program: what can be done with it.
void edit_bar(const Pen& pen, const app::View& view, Rect& box, app::Commands& commands) {
  Rect bar = box.cut_bottom(pen.px(40)).inset(pen.px(6), pen.px(4));
  const Button run{.icon = icons::play, .words = "Run", .tip = "run the edited program  Ctrl+Enter", .primary = true};
  const Button discard{.words = view.source.dirty ? "Discard" : "Close",
                       .tip = view.source.dirty ? "back to the program that ran  Esc" : "stop editing  Esc",
                       .plain = true};
  if (button(pen, "program/run", bar.cut_left(button_width(pen, run)), run)) commands(command::RunEdited{});
  bar.cut_left(pen.px(6));
  if (button(pen, "program/discard", bar.cut_left(button_width(pen, discard)), discard)) {
    if (view.source.dirty) commands(command::DiscardEdit{});
    commands(command::SetEditing{false});
  }
  bar.cut_left(pen.px(10));
  const std::string_view hint = view.source.dirty ? "Ctrl+Enter runs it, Esc discards" : "Ctrl+Enter runs it";
  if (text_size(pen, Type::tiny, hint).x <= bar.width()) text_in(pen, bar, Type::tiny, pen.theme().dim, hint);
}

float problem_height(const Pen& pen, const app::SourceProblem& problem, float width) {
  const float words = text_wrapped(pen, {}, width, Type::small, 0, problem.text, false);
  return words + (problem.hint.empty() ? 0 : text_wrapped(pen, {}, width, Type::tiny, 0, problem.hint, false)) +
         pen.px(6);
}

// The problems in words, below the source; a click goes to the place.
void problem_list(const Pen& pen, const app::View& view, Rect& box, app::Commands& commands) {
  if (view.source.problems.empty()) return;
  const float most = box.height() * 0.4F;
  const float line_width = pen.px(64);
  float height = pen.px(30);
  for (const app::SourceProblem& problem : view.source.problems)
    height += problem_height(pen, problem, box.width() - line_width - pen.px(16));
  Rect list = box.cut_bottom(std::min(most, height));
  pen.list->AddLine(list.min, Vec(list.max.x, list.min.y), pen.theme().line);
  list.cut_top(pen.px(8));
  const std::size_t count = view.source.problems.size();
  heading(pen, Vec(list.min.x + pen.px(6), list.min.y), "Problems",
          count == 1 ? "this one stops the program" : fmt::format("{}", count));
  list.cut_top(pen.px(22));
  const ScrollArea area("program/problems", list);
  const Pen inner(pen.look);
  for (std::size_t i = 0; i < count; ++i) {
    const app::SourceProblem& problem = view.source.problems[i];
    const Rect row = take_row(problem_height(inner, problem, list.width() - line_width - pen.px(16)));
    const Touch hand = touch(fmt::format("program/problem {}", i).c_str(), row);
    if (hand.hovered) inner.list->AddRectFilled(row.min, row.max, inner.theme().raised, inner.px(4));
    if (hand.clicked) commands(command::SetEditing{true});
    text(inner, Vec(row.min.x + inner.px(6), row.min.y), Type::mono_small, inner.theme().failed,
         fmt::format("line {}", problem.line));
    const Vec at(row.min.x + line_width, row.min.y);
    const float width = row.max.x - at.x - inner.px(8);
    const float used = text_wrapped(inner, at, width, Type::small, inner.theme().text, problem.text);
    text_wrapped(inner, at + Vec(0, used), width, Type::tiny, inner.theme().dim, problem.hint);
  }
}

std::string_view file_name(std::string_view path) {
  return path.substr(path.find_last_of('/') + 1);
}

}  // namespace

void program(const Look& look, const app::View& view, const Rect& box, app::Commands& commands, ProgramCrumbs& crumbs) {
  const Pen pen(look);
  const Clip clip(pen, box);
  Rect left = box.inset(pen.px(8), pen.px(10));
  Rect head = left.cut_top(heading_height(pen) + pen.px(8)).inset(pen.px(12), 0);
  const bool editing = view.source.editing || view.source.dirty;
  crumbs.file = shown_file(view, crumbs.file);
  heading(pen, head.min, "Program", file_name(crumbs.file ? view.trace.name(crumbs.file) : view.source.file));
  const std::string_view word = "edit";
  const float width = text_size(pen, Type::small, word).x;
  if (!editing && crumbs.file == 0 &&
      link(pen, "program/edit", Vec(head.max.x - width, head.min.y - pen.px(1)), Type::small, word))
    commands(command::SetEditing{true});
  if (view.source.dirty)
    text_in(pen, Rect(head).cut_top(heading_height(pen)), Type::small, pen.theme().ready, "modified", Align::right);
  if (editing) edit_bar(pen, view, left, commands);
  problem_list(pen, view, left, commands);
  if (editing)
    editor(look, view, left, commands, crumbs);
  else
    reader(look, view, left, commands, crumbs);
  crumbs.was_editing = editing;
}

}  // namespace orrery::views
