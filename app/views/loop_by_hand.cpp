#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <vector>

#include "app/views/loop_sections.hpp"
#include "app/views/tones.hpp"

namespace orrery::views::loop {
namespace {

using model::Coroutine;
using model::CoroutineState;
using model::Crossing;
using widgets::Rect;
using widgets::Tone;

constexpr Key caller{What::caller, {}, 0};

const char* state_word(const Coroutine& coroutine) {
  static constexpr std::array words{"created", "suspended", "running", "finished", "raised"};
  return words[static_cast<std::size_t>(coroutine.state)];
}

std::string place_words(const Coroutine& coroutine) {
  if (coroutine.state == CoroutineState::created) return "nothing of it has run";
  if (is_over(coroutine.state) || coroutine.line == 0) return {};
  const char* verb = coroutine.state == CoroutineState::running ? "in" : "paused in";
  return fmt::format("{} line {}", verb, coroutine.line);
}

std::string crossing_words(const Scope& scope, const Coroutine& coroutine) {
  const std::string value = shortened(scope.trace.name(coroutine.value), 32);
  switch (coroutine.crossing) {
    case Crossing::none:
      return {};
    case Crossing::sent:
      return value.empty() || value == "None" ? "resumed" : "was sent " + value;
    case Crossing::thrown:
      return "was thrown " + value;
    case Crossing::closed:
      return "is being closed";
    case Crossing::yielded:
      return "yielded " + value;
    case Crossing::returned:
      return "returned " + (value.empty() ? "None" : value);
    case Crossing::raised:
      return "raised " + value;
  }
  return {};
}

std::string joined(std::string first, const std::string& second) {
  if (!first.empty() && !second.empty()) first += ",  ";
  return first + second;
}

Item large_frame(const Scope& scope, event::Id id, const Rect& box) {
  Item item;
  item.key = {What::frame, id, 0};
  item.box = box;
  item.title = scope.label(id);
  item.mono = item.round = true;
  const Coroutine* coroutine = scope.state.coroutine(id);
  if (!coroutine) return item;
  item.aside = state_word(*coroutine);
  item.subtitle = joined(place_words(*coroutine), crossing_words(scope, *coroutine));
  if (coroutine->state != CoroutineState::created && !is_over(coroutine->state))
    item.code = scope.code(coroutine->line);
  item.tone = tone_of(*coroutine);
  item.strong = id == scope.state.running.coroutine;
  item.dashed = coroutine->state == CoroutineState::created;
  item.tip = item.title + "\n" + item.aside + "\n" + item.subtitle;
  item.origin[0] = coroutine->awaited_by ? Key{What::frame, coroutine->awaited_by, 0} : caller;
  return item;
}

// What just came back to the program, when it says more than the line it is in.
std::string received(const Scope& scope) {
  const event::Event* last = scope.event();
  if (!last) return {};
  const std::string value = shortened(scope.trace.text(*last), 40);
  switch (last->kind) {
    case event::Kind::blocking_call:
      return "blocked for " + short_seconds(last->value.number) + " in time.sleep()";
    case event::Kind::coroutine_yielded:
      return "receives " + value;
    case event::Kind::coroutine_returned:
      return "receives StopIteration, value " + (value.empty() ? "None" : value);
    case event::Kind::coroutine_raised:
      return "receives " + value;
    default:
      return {};
  }
}

Item caller_item(const Scope& scope, const Rect& box) {
  Item item;
  item.key = caller;
  item.box = box;
  item.title = "the program";
  item.round = true;
  item.icon = "";
  const bool waits = static_cast<bool>(scope.state.running.coroutine);
  const unsigned line = scope.state.program.line;
  item.subtitle = waits ? "waits for what comes back" : line ? fmt::format("runs line {}", line) : "not begun";
  const std::string back = waits ? std::string() : received(scope);
  if (!back.empty()) item.subtitle = back;
  if (!waits && back.empty()) item.code = scope.code(line);
  item.tone = waits || scope.state.program.ended ? Tone::waiting : Tone::running;
  if (scope.state.program.ended) item.subtitle = "has ended";
  item.strong = item.tone == Tone::running;
  return item;
}

// One coroutine and those it delegates to, from the top down.
void chain(const Scope& scope, Rect column, event::Id root, float frame, float gap) {
  std::vector<event::Id> ids = shown_frames(scope, root);
  const auto room = static_cast<std::size_t>(std::max(1.0F, (column.height() + gap) / (frame + gap)));
  const std::size_t hidden = ids.size() > room ? ids.size() - room + 1 : 0;
  Key above = caller;
  for (std::size_t i = 0; i < ids.size(); ++i) {
    if (hidden > 0 && i >= 1 && i <= hidden) {
      if (i == 1) scope.more(column.cut_top(frame), 200 + root.ordinal(), fmt::format("{} more between", hidden));
      if (i == 1) column.cut_top(gap);
      above = {};
      continue;
    }
    scope.scene.items.push_back(large_frame(scope, ids[i], column.cut_top(frame)));
    column.cut_top(gap);
    const Key key{What::frame, ids[i], 0};
    if (above) scope.scene.edges.push_back({above, key, Tone::waiting, true});
    above = key;
  }
}

// So many columns fit; the chains that matter most now are shown when there are more.
std::vector<event::Id> choose(const Scope& scope, const std::vector<event::Id>& roots, std::size_t room) {
  if (roots.size() <= room) return roots;
  std::vector<event::Id> chosen;
  const auto matters = [&](event::Id id) {
    const Coroutine* coroutine = scope.state.coroutine(id);
    return scope.of_interest(id) || (coroutine && coroutine->state == CoroutineState::running);
  };
  for (const event::Id id : roots)
    if (matters(id) && chosen.size() < room) chosen.push_back(id);
  for (const event::Id id : roots)
    if (!matters(id) && chosen.size() < room) chosen.push_back(id);
  std::sort(chosen.begin(), chosen.end());
  return chosen;
}

// Generators of one name are told apart by a number.
void number_namesakes(const Scope& scope, const std::vector<event::Id>& roots) {
  for (const event::Id id : roots) {
    const std::string label = scope.label(id);
    const auto is_namesake = [&](event::Id other) { return scope.label(other) == label; };
    if (std::count_if(roots.begin(), roots.end(), is_namesake) < 2) continue;
    const auto place = std::find(roots.begin(), roots.end(), id);
    const auto number = std::count_if(roots.begin(), place, is_namesake) + 1;
    for (Item& item : scope.scene.items)
      if (item.key == Key{What::frame, id, 0}) item.title = fmt::format("{} #{}", label, number);
  }
}

void columns(const Scope& scope, Rect area, const std::vector<event::Id>& shown) {
  const float gap = scope.sizes.gap;
  const auto count = static_cast<float>(shown.size());
  const float width = std::min(scope.px(400), (area.width() - gap * (count - 1)) / count);
  const float all = width * count + gap * (count - 1);
  area = Rect{{area.min.x + (area.width() - all) / 2, area.min.y}, area.max};
  const float frame = scope.px(scope.sizes.roomy ? 92 : 76), between = scope.px(scope.sizes.roomy ? 48 : 30);
  for (const event::Id root : shown) {
    chain(scope, area.cut_left(width), root, frame, between);
    area.cut_left(gap);
  }
}

void nothing_there(const Scope& scope, const Rect& area) {
  const float width = std::min(area.width(), scope.px(220));
  const Rect line = Rect::at({area.centre().x - width / 2, area.min.y}, width, scope.sizes.line);
  const char* const words =
      scope.state.program.ended ? "no generator or coroutine is left" : "no generators or coroutines yet";
  scope.scene.words.push_back({Words::Kind::caption, line, words, {}, Tone::dim});
}

}  // namespace

void by_hand(const Scope& scope, Rect area) {
  constexpr std::size_t most_roots = 200;
  const std::vector<event::Id> roots = driven_by_hand(scope.state, most_roots);
  scope.heading(area, "driven by hand", "no event loop is running");
  area.cut_top(area.height() * 0.05F);
  const float height = scope.px(scope.sizes.roomy ? 76 : 66);
  const Rect top = area.cut_top(height);
  const float width = roots.size() > 1 ? area.width() : std::min(area.width(), scope.px(360));
  scope.scene.items.push_back(caller_item(scope, Rect::around(top.centre(), width, height)));
  area.cut_top(scope.px(scope.sizes.roomy ? 52 : 32));
  if (roots.empty()) return nothing_there(scope, area);
  const auto room = static_cast<std::size_t>(std::max(1.0F, area.width() / scope.px(200)));
  const std::vector<event::Id> shown = choose(scope, roots, room);
  if (shown.size() < roots.size())
    scope.more(area.cut_bottom(scope.sizes.low_chip), 7, fmt::format("+ {} more", roots.size() - shown.size()));
  columns(scope, area, shown);
  number_namesakes(scope, shown);
}

}  // namespace orrery::views::loop
