// The inspector's chains: causes behind an event, and what stands before a task's next step.

#include <fmt/format.h>

#include <algorithm>

#include "app/views/inspector.hpp"
#include "app/views/linked.hpp"
#include "app/views/tones.hpp"
#include "app/widgets/buttons.hpp"
#include "app/widgets/rows.hpp"
#include "app/widgets/sign.hpp"
#include "app/widgets/text.hpp"
#include "engine/model/narrate.hpp"
#include "engine/model/queries.hpp"
#include "engine/trace/trace.hpp"

namespace orrery::views {

using namespace widgets;

namespace {

constexpr std::size_t most_causes = 200;
constexpr std::size_t shown_causes = 12;  // the nearest; the way on is to go to the first of them

void cause_row(const Pen& pen, const app::View& view, event::Seq seq, bool first, bool last, app::Commands& commands) {
  const std::string words = model::plain(model::headline(view.moment.state, view.trace, seq));
  const std::string aside = fmt::format("#{}", view.number(seq));
  const Touch hand = chain_row(pen, fmt::format("why/{}", seq).c_str(),
                               {.words = words,
                                .aside = aside,
                                .tone = tone_of(view.trace.at(seq)),
                                .first = first,
                                .last = last,
                                .current = last});
  if (hand.clicked) commands(app::command::GoTo{seq});
  if (hand.hovered)
    tooltip(pen, fmt::format("{}\nevent {}, t = {}: click to go there", words, view.number(seq),
                             model::seconds(view.trace.at(seq).time)));
}

// In place of the causes before the ones shown: a link to where the chain goes on.
void earlier_causes(const Pen& pen, const std::vector<event::Seq>& chain, std::size_t shown, app::Commands& commands) {
  const std::size_t left = chain.size() - shown;
  const std::string words =
      fmt::format("{}{} earlier cause{}", left, chain.size() == most_causes ? " or more" : "", left == 1 ? "" : "s");
  const Rect row = take_row(line_height(pen, Type::small), pen.px(8));
  if (link(pen, "why/earlier", row.min + Vec(pen.px(24), 0), Type::small, words))
    commands(app::command::GoTo{chain[shown - 1]});
}

Tone tone_of(model::WaitVerdict verdict) {
  switch (verdict) {
    case model::WaitVerdict::over:
      return Tone::done;
    case model::WaitVerdict::running:
      return Tone::running;
    case model::WaitVerdict::ready:
      return Tone::ready;
    case model::WaitVerdict::timer:
      return Tone::timer;
    case model::WaitVerdict::io:
      return Tone::io;
    case model::WaitVerdict::never:
      return Tone::failed;
    default:
      return Tone::waiting;
  }
}

// A sentence at the ImGui cursor, behind a sign.
void sentence(const Pen& pen, const app::View& view, const std::string& id, const model::Text& text, Tone tone,
              bool strong, app::Commands& commands) {
  const Linked linked(view, pen.theme(), text, strong ? 0 : pen.theme().dim);
  const float indent = pen.px(20);
  const float width = ImGui::GetContentRegionAvail().x - indent;
  const Rect place = take_row(linked.height(pen, width), pen.px(6));
  sign(pen, Vec(place.min.x + pen.px(7), place.min.y + line_height(pen, Type::small) / 2), pen.px(4), tone);
  linked.draw(pen, id.c_str(), Vec(place.min.x + indent, place.min.y), width, commands);
}

}  // namespace

void why_part(const Pen& pen, const app::View& view, event::Seq seq, app::Commands& commands) {
  const std::vector<event::Seq> chain = model::why(view.trace, seq, most_causes);
  if (chain.empty()) return;
  separator(pen);
  const std::size_t shown = std::min(chain.size(), shown_causes);
  heading_row(pen, "Why", chain.size() == 1 ? "nothing caused it" : "chain of causes, the first at the top");
  if (shown < chain.size()) earlier_causes(pen, chain, shown, commands);
  for (std::size_t i = shown; i-- > 0;) cause_row(pen, view, chain[i], i + 1 == chain.size(), i == 0, commands);
}

void waits_part(const Pen& pen, const app::View& view, event::Id task, app::Commands& commands) {
  const model::State& state = view.moment.state;
  const model::Waits waits = model::waits(state, view.trace, task);
  separator(pen);
  heading_row(pen, "Waits", fmt::format("what would wake {}", model::label(state, view.trace, task)));
  sentence(pen, view, "waits/conclusion", waits.conclusion, tone_of(waits.verdict), true, commands);
  for (std::size_t i = 0; i < waits.steps.size(); ++i)
    sentence(pen, view, fmt::format("waits/{}", i), waits.steps[i].text, tone_of(state, view.trace, waits.steps[i].id),
             false, commands);
}

}  // namespace orrery::views
