#include "app/views/events.hpp"

#include <fmt/format.h>

#include <array>
#include <utility>

#include "app/views/linked.hpp"
#include "app/views/tones.hpp"
#include "app/widgets/field.hpp"
#include "app/widgets/icons.hpp"
#include "app/widgets/table.hpp"
#include "app/widgets/text.hpp"
#include "engine/event/vocabulary.hpp"
#include "engine/model/narrate.hpp"
#include "engine/trace/trace.hpp"

namespace orrery::views {

using namespace widgets;

namespace {

enum Field : int { number, time, kind, subject, object, what, cause, line };

constexpr std::array<Column, 8> columns{{{.name = "#", .width = 84, .mono = true, .right = true},
                                         {.name = "time", .width = 110, .mono = true, .right = true},
                                         {.name = "event", .width = 190, .mono = true},
                                         {.name = "subject", .width = 150},
                                         {.name = "object", .width = 150},
                                         {.name = "what happened"},
                                         {.name = "cause", .width = 76, .mono = true, .right = true},
                                         {.name = "line", .width = 60, .mono = true, .right = true}}};

// The words of the table's cells, one cell at a time.
class Cells {
 public:
  Cells(const app::View& view, const Theme& theme, const EventFilter& rows) : view_(view), theme_(theme), rows_(rows) {}

  Cell operator()(int row, int column) {
    const event::Seq seq = rows_.at(static_cast<std::size_t>(row));
    const event::Event& event = view_.trace.at(seq);
    words_ = words(static_cast<Field>(column), event, seq);
    const bool future = seq > view_.moment.cursor;
    const bool here = column == number && seq == view_.moment.cursor;
    return {.words = words_,
            .color = color(static_cast<Field>(column), event, future),
            .icon = here ? icons::chevron_right : ""};
  }

 private:
  std::string words(Field field, const event::Event& event, event::Seq seq) const {
    switch (field) {
      case number:
        return std::to_string(view_.number(seq));
      case time:
        return fmt::format("{:.6f}", event.time);
      case kind:
        return std::string(event::to_string(event.kind));
      case subject:
        return name(event.subject);
      case object:
        return name(event.object);
      case what:
        return model::plain(model::headline(view_.moment.state, view_.trace, seq));
      case cause:
        return event.cause == event::no_seq ? "" : fmt::format("#{}", view_.number(event.cause));
      case line:
        return event.line == 0 ? "" : std::to_string(event.line);
    }
    return {};
  }
  std::string name(event::Id id) const { return id ? model::label(view_.moment.state, view_.trace, id) : ""; }

  ImU32 color(Field field, const event::Event& event, bool future) const {
    const bool quiet = field == number || field == time || field == cause || field == line;
    if (future) return quiet ? theme_.faint : with_alpha(theme_.dim, 0.8F);
    if (field == kind) return theme_.of(tone_of(event));
    const event::Id id = field == subject ? event.subject : field == object ? event.object : event::Id{};
    if (id && id == view_.selection.id) return theme_.accent;
    return quiet ? theme_.dim : theme_.text;
  }

  const app::View& view_;
  const Theme& theme_;
  const EventFilter& rows_;
  std::string words_;
};

}  // namespace

void events_filter(const Look& look, const Rect& box, EventsCrumbs& crumbs) {
  const Pen pen(look);
  const FieldResult result = text_field(pen, "##events/filter", box, crumbs.filter,
                                        {.hint = "filter: kind, name, text  /",
                                         .icon = icons::search,
                                         .take_focus = std::exchange(crumbs.take_focus, false)});
  crumbs.typing = result.focused;
}

void events(const Look& look, const app::View& view, const Rect& box, app::Commands& commands, EventsCrumbs& crumbs) {
  const Pen pen(look);
  crumbs.rows.set_words(crumbs.filter);
  crumbs.searching = crumbs.rows.extend(view);
  if (crumbs.rows.size() == 0)
    return empty_state(pen, box,
                       crumbs.searching        ? "looking …"
                       : crumbs.filter.empty() ? "Each event of the run becomes a row here."
                                               : "No event contains all of these words.");
  const bool moved = std::exchange(crumbs.cursor, view.moment.cursor) != view.moment.cursor;
  const event::Seq spoken = spoken_of(view);
  const int selected = spoken == event::no_seq ? -1 : crumbs.rows.row_of(spoken);
  const bool exact = selected >= 0 && crumbs.rows.at(static_cast<std::size_t>(selected)) == spoken;
  Cells cells(view, look.theme, crumbs.rows);
  const TableResult result = table(pen, "events", box,
                                   {.columns = columns,
                                    .rows = static_cast<int>(crumbs.rows.size()),
                                    .selected = exact ? selected : -1,
                                    .scroll_to = moved ? crumbs.rows.row_of(view.moment.cursor) : -1,
                                    .cell = [&](int row, int column) { return cells(row, column); }});
  const auto seq_of = [&](int row) { return crumbs.rows.at(static_cast<std::size_t>(row)); };
  if (result.double_clicked >= 0)
    commands(app::command::GoTo{seq_of(result.double_clicked)});
  else if (result.clicked >= 0)
    commands(app::command::SelectEvent{seq_of(result.clicked)});
}

}  // namespace orrery::views
