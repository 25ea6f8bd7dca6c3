#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <vector>

#include "app/views/loop_sections.hpp"
#include "app/views/tones.hpp"
#include "app/widgets/card.hpp"

namespace orrery::views::loop {
namespace {

using model::Future;
using model::FutureState;
using widgets::Rect;
using widgets::Tone;

enum class Form { card, line };

const char* state_word(FutureState state) {
  static constexpr std::array words{"PENDING", "FINISHED", "FINISHED", "CANCELLED"};
  return words[static_cast<std::size_t>(state)];
}

std::string outcome_words(const Scope& scope, const Future& future) {
  const bool nothing_to_say = future.state == FutureState::cancelled && !future.outcome;
  if (future.state == FutureState::pending || nothing_to_say) return scope.text(future.label);
  const std::string outcome = shortened(scope.trace.name(future.outcome), 60);
  return future.state == FutureState::finished && outcome.empty() ? "None" : outcome;
}

std::string callbacks_words(const Future& future) {
  if (future.state != FutureState::pending) return future.callbacks.empty() ? "" : "callbacks handed over";
  return future.callbacks.empty() ? "no callbacks" : counted(future.callbacks.size(), "callback");
}

// A result is in the light as long as it is on its way: for the turn in which it was set, and until its callbacks ran.
bool is_news(const Scope& scope, event::Id id, const Future& future) {
  const model::Loop& loop = scope.state.loop;
  const bool this_turn = future.settled && loop.turn_began && future.settled.seq >= loop.turn_began.seq;
  const auto under_way = [&](const model::DoneCallback& callback) {
    return scope.state.handle(callback.handle) != nullptr;
  };
  return this_turn || scope.of_interest(id) || std::any_of(future.callbacks.begin(), future.callbacks.end(), under_way);
}

Item future_item(const Scope& scope, event::Id id, const Future& future, const Rect& box, Form form) {
  Item item;
  item.key = {What::future, id, 0};
  item.box = box;
  item.badge = scope.label(id);
  item.title = outcome_words(scope, future);
  item.aside = state_word(future.state);
  item.tone = is_news(scope, id, future)              ? tone_of(future)
              : future.state == FutureState::finished ? Tone::done
                                                      : tone_of(future);
  item.mono = future.state != FutureState::pending;
  item.filled = future.state != FutureState::pending;
  item.compact = form == Form::line;
  item.quiet = future.state == FutureState::pending;
  item.tip = item.badge + (future.label ? " for " + scope.text(future.label) : std::string()) + ", " + item.aside +
             (item.filled ? " " + item.title : std::string()) + "\n" + callbacks_words(future);
  if (future.creator) item.origin[0] = {What::task, future.creator, 0};
  if (scope.state.running.handle) item.origin[1] = {What::handle, scope.state.running.handle, 0};
  return item;
}

void add(const Scope& scope, event::Id id, const Rect& box, Form form) {
  const Future& future = *scope.state.future(id);
  scope.scene.items.push_back(future_item(scope, id, future, box, form));
  if (form == Form::line) return;
  Rect row = box.inset(scope.px(12), 0);
  row.cut_bottom(scope.px(6));
  row = row.cut_bottom(scope.px(19));
  if (future.callbacks.empty())
    scope.caption(row, future.state == FutureState::pending ? "no callbacks yet" : "no callbacks");
  callback_pills(scope, id, row);
}

bool matters(const Scope& scope, event::Id id, const Future& future) {
  return scope.of_interest(id) || future.state == FutureState::failed;
}

// At most `room` futures in order of creation; those that matter are never left out for others.
std::vector<event::Id> choose(const Scope& scope, std::size_t room) {
  std::vector<event::Id> chosen, others;
  for (auto [ordinal, future] : scope.state.futures) {
    const event::Id id{event::Sort::future, ordinal};
    if (matters(scope, id, future)) {
      if (chosen.size() < room) chosen.push_back(id);
    } else if (others.size() < room) {
      others.push_back(id);
    }
  }
  for (std::size_t i = 0; i < others.size() && chosen.size() < room; ++i) chosen.push_back(others[i]);
  std::sort(chosen.begin(), chosen.end());
  return chosen;
}

std::string counts_by_state(const Scope& scope) {
  std::size_t pending = 0;
  for (auto [ordinal, future] : scope.state.futures)
    if (future.state == FutureState::pending) ++pending;
  const std::size_t count = scope.state.futures.size();
  return count == 0 ? "" : pending == 0 ? std::to_string(count) : fmt::format("{}, {} pending", count, pending);
}

std::size_t room_for(float height, float each, float gap) {
  return static_cast<std::size_t>(std::max(1.0F, (height + gap) / (each + gap)));
}

}  // namespace

void future_cards(const Scope& scope, Rect area) {
  const std::size_t count = scope.state.futures.size();
  scope.heading(area, "futures", counts_by_state(scope));
  if (count == 0) return scope.caption(area.cut_top(scope.sizes.line), scope.state.called_future.empty() ? "no futures yet" : "no futures any more");
  const float gap = scope.px(5);
  const float card = scope.px(56), line = scope.sizes.low_chip;
  const Form form = room_for(area.height(), card, gap) >= count ? Form::card : Form::line;
  const float each = form == Form::card ? card : line;
  const std::size_t room = room_for(area.height(), each, gap);
  const std::vector<event::Id> shown = choose(scope, count <= room ? room : std::max<std::size_t>(1, room - 1));
  for (const event::Id id : shown) {
    add(scope, id, area.cut_top(each), form);
    area.cut_top(gap);
  }
  if (shown.size() < count) scope.more(area.cut_top(line), 5, fmt::format("+ {} more", count - shown.size()));
}

}  // namespace orrery::views::loop
