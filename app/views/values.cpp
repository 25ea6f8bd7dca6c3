// The inspector's part about variables: of the frame that is looked at, of those that called it, of the module.

#include <fmt/format.h>

#include "app/views/inspector.hpp"
#include "app/views/linked.hpp"
#include "app/widgets/buttons.hpp"
#include "app/widgets/rows.hpp"
#include "app/widgets/text.hpp"
#include "engine/model/narrate.hpp"
#include "engine/model/queries.hpp"
#include "engine/trace/trace.hpp"

namespace orrery::views {

using namespace widgets;

namespace {

constexpr std::size_t most_frames = 24, most_variables = 60;

unsigned line_of(const model::State& state, event::Id frame) {
  if (const model::Call* call = state.call(frame)) return call->line;
  const model::Coroutine* coroutine = state.coroutine(frame);
  return coroutine ? coroutine->line : 0;
}

// The name of a frame and where it stands; a click selects it.
void frame_row(const Pen& pen, const app::View& view, event::Id frame, app::Commands& commands) {
  const model::State& state = view.moment.state;
  const std::string label = model::label(state, view.trace, frame);
  Rect row = take_row(line_height(pen, Type::mono_small) + pen.px(4), pen.px(2));
  const Touch hand = touch(fmt::format("values/{}", label).c_str(), row);
  if (hand.clicked) select(commands, frame);
  if (hand.hovered) tip(pen, view, frame);
  row.cut_right(pen.px(10));  // the scroll bar
  const bool runs = state.program.frame == frame || state.running.coroutine == frame;
  const ImU32 color = hand.hovered ? pen.theme().accent : runs ? pen.of(Tone::running) : pen.theme().text;
  if (const unsigned line = line_of(state, frame))
    text_in(pen, row.cut_right(pen.px(64)), Type::tiny, pen.theme().faint, fmt::format("line {}", line), Align::right);
  text_in(pen, row, Type::mono_small, color, label);
}

void variable_row(const Pen& pen, const app::View& view, const model::Variable& variable, app::Commands& commands) {
  const bool fresh = model::is_fresh(view.moment.state, variable);
  const std::string id = fmt::format("values/{}", variable.set);
  const Touch hand = key_value(pen, id.c_str(),
                               {.key = view.trace.name(variable.name),
                                .value = view.trace.name(variable.value),
                                .value_color = fresh ? pen.of(Tone::ready) : 0,
                                .mono = true});
  if (hand.clicked) commands(app::command::GoTo{variable.set});
  if (hand.hovered) tooltip(pen, fresh ? "just set: click to go there" : "click to go where it was set");
}

void variables(const Pen& pen, const app::View& view, event::Id frame, app::Commands& commands) {
  const model::Variables* all = view.moment.state.variables(frame);
  if (!all || all->all.empty()) return;
  ImGui::PushID(static_cast<int>(frame.bits()));
  ImGui::Indent(pen.px(10));
  for (std::size_t i = 0; i < std::min(most_variables, all->all.size()); ++i)
    variable_row(pen, view, all->all[i], commands);
  ImGui::Unindent(pen.px(10));
  ImGui::PopID();
}

bool has_variables(const model::State& state, event::Id frame) {
  const model::Variables* all = state.variables(frame);
  return all && !all->all.empty();
}

void module_variables(const Pen& pen, const app::View& view, app::Commands& commands) {
  if (!has_variables(view.moment.state, {})) return;
  text_in(pen, take_row(line_height(pen, Type::mono_small) + pen.px(4), pen.px(2)), Type::mono_small, pen.theme().dim,
          "module");
  variables(pen, view, {}, commands);
}

}  // namespace

void values_part(const Pen& pen, const app::View& view, event::Id of, app::Commands& commands) {
  const model::State& state = view.moment.state;
  if (!state.program.watched) return;
  const std::vector<event::Id> stack = model::stack_of(state, view.trace, of);
  if (state.program.left_out) {
    heading_row(pen, "Variables", "left out: too many lines in a row");
    return separator(pen);
  }
  if (stack.empty() && !has_variables(state, {})) return;
  heading_row(pen, "Variables", stack.size() > 1 ? "the innermost frame at the top" : "");
  for (std::size_t i = 0; i < std::min(most_frames, stack.size()); ++i) {
    frame_row(pen, view, stack[i], commands);
    variables(pen, view, stack[i], commands);
  }
  module_variables(pen, view, commands);
  separator(pen);
}

}  // namespace orrery::views
