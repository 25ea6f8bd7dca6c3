#include "app/views/inspector.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "app/views/linked.hpp"
#include "app/views/scroll_area.hpp"
#include "app/views/tones.hpp"
#include "app/widgets/buttons.hpp"
#include "app/widgets/card.hpp"
#include "app/widgets/icons.hpp"
#include "app/widgets/sign.hpp"
#include "app/widgets/text.hpp"
#include "engine/event/vocabulary.hpp"
#include "engine/model/narrate.hpp"
#include "engine/model/queries.hpp"
#include "engine/trace/trace.hpp"

namespace orrery::views {

using namespace widgets;

namespace {

constexpr float key_width = 92;
constexpr std::array<std::string_view, 3> said_elsewhere{"kind", "says",
                                                         "cause"};  // in the head, on hover, under "why"

// The head of the pane: a sign, a name, what state it is in.
struct Head {
  std::string name, kind, status;
  Tone tone = Tone::waiting;
  const char* icon = "";
  std::string_view tip;
};

void draw_head(const Pen& pen, const Head& head) {
  const Rect row = take_row(pen.px(44), pen.px(8));
  Rect left = row;
  const Rect sign_cell = left.cut_left(pen.px(28));
  const Vec centre(sign_cell.min.x + pen.px(11), row.centre().y);
  pen.list->AddCircleFilled(centre, pen.px(12), with_alpha(pen.of(head.tone), 0.18F));
  if (pen.look.icons && *head.icon)
    icon(pen, centre, head.icon, pen.of(head.tone), Type::tiny);
  else
    sign(pen, centre, pen.px(5), head.tone);
  left.cut_left(pen.px(6));
  const float width = head.status.empty() ? 0 : pill(pen, left.min, head.status, head.tone, false);
  if (width > 0) {
    const Rect cell = left.cut_right(width);
    pill(pen, Vec(cell.min.x, row.centre().y - pill_height(pen) / 2), head.status, head.tone);
    left.cut_right(pen.px(8));
  }
  text_in(pen, left.cut_top(left.height() * 0.55F), Type::strong, pen.theme().text, head.name);
  text_in(pen, left, Type::tiny, pen.theme().dim, head.kind);
  if (!head.tip.empty() && touch("inspector/head", row).hovered) tooltip(pen, head.tip);
}

// A row: its name, and the value as a sentence with links.
void draw_row(const Pen& pen, const app::View& view, const model::Row& row, std::size_t number,
              app::Commands& commands) {
  const Linked value(view, pen.theme(), row.value);
  const float width = ImGui::GetContentRegionAvail().x - pen.px(key_width);
  const float height = std::max(value.height(pen, width), line_height(pen, Type::small));
  const Rect place = take_row(height, pen.px(7));
  Rect left = place;
  text_in(pen, left.cut_left(pen.px(key_width)).cut_top(line_height(pen, Type::small)), Type::small, pen.theme().dim,
          row.name);
  value.draw(pen, fmt::format("inspector/{}", number).c_str(), left.min, width, commands);
  if (row.seq == event::no_seq) return;
  const Touch hand = touch(fmt::format("inspector/{}/go", number).c_str(), place);
  if (hand.clicked) commands(app::command::GoTo{row.seq});
  if (hand.hovered) tooltip(pen, fmt::format("event {}: click to go there", view.number(row.seq)));
}

// The rows, but for those that the pane says elsewhere.
void draw_rows(const Pen& pen, const app::View& view, const std::vector<model::Row>& rows, app::Commands& commands) {
  for (std::size_t i = 0; i < rows.size(); ++i)
    if (std::ranges::find(said_elsewhere, rows[i].name) == said_elsewhere.end())
      draw_row(pen, view, rows[i], i, commands);
}

void thing(const Pen& pen, const app::View& view, event::Id id, app::Commands& commands) {
  const model::State& state = view.moment.state;
  draw_head(pen, {model::label(state, view.trace, id), model::sort_words(state, id),
                  model::status_words(state, view.trace, id), tone_of(state, view.trace, id), icon_of(id.sort())});
  if (state.task(id) || state.coroutine(id) || state.call(id)) values_part(pen, view, id, commands);
  draw_rows(pen, view, model::describe(state, view.trace, id), commands);
}

// The task that a thing belongs to: a task itself, a task's handle or its outermost coroutine.
event::Id task_of(const model::State& state, event::Id id) {
  if (state.task(id)) return id;
  if (const model::Handle* handle = state.handle(id)) return state.task(handle->owner) ? handle->owner : event::Id{};
  const model::Coroutine* coroutine = state.coroutine(id);
  return coroutine && state.task(coroutine->task) ? coroutine->task : event::Id{};
}

// The task whose waiting is explained: the selected one, or that of the event.
event::Id waiting_task(const app::View& view) {
  const model::State& state = view.moment.state;
  if (view.selection.id) return task_of(state, view.selection.id);
  const event::Seq seq = spoken_of(view);
  if (seq == event::no_seq) return {};
  const event::Event& event = view.trace.at(seq);
  for (const event::Id id : {event.subject, event.object})
    if (const event::Id task = task_of(state, id)) return task;
  return {};
}

// Whose variables are of interest at an event: of the frame that runs; if none does, of the task that it is about.
event::Id spoken_frame(const app::View& view) {
  const model::State& state = view.moment.state;
  return state.program.frame ? event::Id{} : waiting_task(view);
}

void event_rows(const Pen& pen, const app::View& view, event::Seq seq, app::Commands& commands) {
  const event::Event& event = view.trace.at(seq);
  const std::string headline = model::plain(model::headline(view.moment.state, view.trace, seq));
  draw_head(pen, {headline, fmt::format("event {} · {}", view.number(seq), event::to_string(event.kind)), "",
                  tone_of(event), "", event::describe(event.kind).says});
  if (view.selection.event == event::no_seq) values_part(pen, view, spoken_frame(view), commands);
  draw_rows(pen, view, model::describe_event(view.moment.state, view.trace, seq), commands);
}

// The event by which the thing came to be as it is: what "why" asks about when a thing is selected.
event::Seq why_of(const app::View& view) {
  const model::State& state = view.moment.state;
  const event::Id id = view.selection.id;
  if (view.selection.event != event::no_seq || !id) return spoken_of(view);
  if (const model::Task* task = state.task(id); task && task->since) return task->since.seq;
  if (const model::Future* future = state.future(id); future && future->settled) return future->settled.seq;
  if (const model::Handle* handle = state.handle(id); handle && handle->scheduled) return handle->scheduled.seq;
  if (const model::Coroutine* coroutine = state.coroutine(id); coroutine && coroutine->crossed)
    return coroutine->crossed.seq;
  if (const model::Socket* socket = state.socket(id); socket && socket->last) return socket->last.seq;
  return spoken_of(view);
}

void content(const Pen& pen, const app::View& view, app::Commands& commands) {
  const event::Seq seq = spoken_of(view);
  if (view.selection.id)
    thing(pen, view, view.selection.id, commands);
  else if (seq != event::no_seq)
    event_rows(pen, view, seq, commands);
  if (const event::Seq asked = why_of(view); asked != event::no_seq) why_part(pen, view, asked, commands);
  if (const event::Id task = waiting_task(view)) waits_part(pen, view, task, commands);
}

}  // namespace

void inspector(const Look& look, const app::View& view, const Rect& box, app::Commands& commands) {
  const Pen pen(look);
  const Clip clip(pen, box);
  Rect left = box.inset(pen.px(18), pen.px(10));
  const Rect head = left.cut_top(heading_height(pen) + pen.px(8));
  const bool selected = view.selection.id || view.selection.event != event::no_seq;
  heading(pen, head.min, "Inspector", selected ? "selected" : "this event");
  const float size = pen.px(22);
  const Rect cross = Rect::at(Vec(head.max.x - size, head.min.y - pen.px(4)), size, size);
  if (selected &&
      button(pen, "inspector/close", cross, {.icon = icons::cross, .tip = "select nothing  Esc", .plain = true}))
    commands(app::command::ClearSelection{});
  lesson_part(pen, view, left, commands);
  if (spoken_of(view) == event::no_seq && !view.selection.id)
    return empty_state(pen, left, "Click anything to see what it is, why it happened and what it waits for.");
  const ScrollArea area("inspector", left);
  content(Pen(look), view, commands);
}

}  // namespace orrery::views
