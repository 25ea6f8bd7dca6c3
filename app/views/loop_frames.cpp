// Rows of coroutines in cards, and the pills of done-callbacks.

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "app/views/loop_sections.hpp"
#include "app/views/tones.hpp"
#include "engine/model/queries.hpp"

namespace orrery::views::loop {
namespace {

using model::Coroutine;
using model::CoroutineState;
using widgets::Rect;
using widgets::Tone;

// Roughly: whether a name and words beside it fit a row.
bool fit(const Scope& scope, std::string_view name, std::string_view words, float width) {
  const auto letters = [](std::string_view text) { return static_cast<float>(text.size()); };
  return scope.px(8) * letters(name) + scope.px(1) * 6.2F * letters(words) + scope.px(28) <= width;
}

std::string awaits_words(const Scope& scope, const Item& item, event::Id awaited) {
  const std::string label = scope.label(awaited);
  const std::string words = "awaits " + label;
  return fit(scope, item.title, words, item.box.width()) ? words : "→ " + label;
}

// "line 12", ":12", or nothing: the name comes first.
std::string line_words(const Scope& scope, const Item& item, unsigned line) {
  if (line == 0) return {};
  for (std::string words : {fmt::format("line {}", line), fmt::format(":{}", line)})
    if (fit(scope, item.title, words, item.box.width())) return words;
  return {};
}

std::string place_words(const Scope& scope, const Item& item, const Coroutine& coroutine) {
  const bool innermost = !scope.state.coroutine(coroutine.awaiting);
  if (innermost && coroutine.awaiting && !is_over(coroutine.state))
    return awaits_words(scope, item, coroutine.awaiting);
  if (coroutine.state == CoroutineState::created) return "not begun";
  if (coroutine.state == CoroutineState::returned) return "returned";
  if (coroutine.state == CoroutineState::raised) return "raised";
  return line_words(scope, item, coroutine.line);
}

Tone frame_tone(const Scope& scope, event::Id id, const Coroutine& coroutine) {
  if (id == scope.state.running.coroutine) return Tone::running;
  if (coroutine.state == CoroutineState::raised) return Tone::failed;
  if (is_over(coroutine.state)) return Tone::done;
  return Tone::plain;
}

// The pill of one done-callback.
Item pill_item(const Scope& scope, event::Id future, const model::DoneCallback& callback, const Rect& box) {
  Item item;
  item.key = {What::callback, future, callback.serial};
  item.box = box;
  item.title =
      callback.owner.sort() == event::Sort::task ? scope.label(callback.owner) + ".wakeup" : scope.text(callback.name);
  if (item.title.empty()) item.title = "callback";
  item.tone = callback.handle ? Tone::done : Tone::waiting;
  item.dashed = static_cast<bool>(callback.handle);
  item.tip = item.title + "\ndone-callback of " + scope.label(future) +
             (callback.handle ? ": handed to the ready queue" : ": will be called when it is done");
  if (callback.owner) item.origin[0] = {What::task, callback.owner, 0};
  return item;
}

const char* state_word(const Coroutine& coroutine) {
  static constexpr std::array words{"never run", "suspended", "running", "returned", "raised"};
  return words[static_cast<std::size_t>(coroutine.state)];
}

Item free_item(const Scope& scope, event::Id id, const Rect& box) {
  Item item;
  item.key = {What::frame, id, 0};
  item.box = box;
  item.title = scope.label(id);
  item.compact = item.mono = true;
  if (const Coroutine* coroutine = scope.state.coroutine(id)) {
    item.tone = tone_of(*coroutine);
    item.dashed = coroutine->state == CoroutineState::created;
    item.aside = state_word(*coroutine);
  }
  item.tip = item.title + ", " + item.aside + "\nno task drives it";
  if (scope.state.running.coroutine) item.origin[0] = {What::frame, scope.state.running.coroutine, 0};
  return item;
}

// The row of a call of a plain function.
void call_words(const Scope& scope, Item& item, const model::Call& call) {
  item.aside = line_words(scope, item, call.line);
  item.tone = scope.state.program.frame == item.key.id ? Tone::running : Tone::plain;
  item.strong = item.tone == Tone::running;
  if (call.caller) item.origin[0] = {What::frame, call.caller, 0};
}

// The plain functions that the innermost coroutine of a chain has called, the outermost first.
std::vector<event::Id> calls_of(const model::State& state, event::Id innermost) {
  constexpr std::size_t deepest = 40;
  std::vector<event::Id> calls;
  event::Id id = state.program.frame;
  for (const model::Call* call = state.call(id); call && calls.size() < deepest; call = state.call(id)) {
    calls.push_back(id);
    id = call->caller;
  }
  if (!innermost || id != innermost) return {};
  return {calls.rbegin(), calls.rend()};
}

}  // namespace

std::vector<event::Id> driven_by_hand(const model::State& state, std::size_t limit) {
  std::vector<event::Id> found;
  for (auto [ordinal, coroutine] : state.coroutines) {
    if (found.size() >= limit) break;
    const bool own = !coroutine.task && !coroutine.awaited_by;
    if (own && coroutine.in_program()) found.push_back({event::Sort::coroutine, ordinal});
  }
  return found;
}

void free_coroutines(const Scope& scope, Rect row) {
  constexpr std::size_t most = 40;
  const float width = scope.px(164), gap = scope.px(6);
  std::vector<event::Id> ids = driven_by_hand(scope.state, most);
  std::erase_if(ids, [&](event::Id id) { return is_over(scope.state.coroutine(id)->state); });
  const auto room = static_cast<std::size_t>(std::max(0.0F, (row.width() + gap) / (width + gap)));
  const std::size_t shown = std::min(ids.size(), room);
  for (std::size_t i = ids.size() - shown; i < ids.size(); ++i) {  // the newest ones, the last at the right
    Rect rest = row;
    rest.cut_right((width + gap) * static_cast<float>(ids.size() - 1 - i));
    scope.scene.items.push_back(free_item(scope, ids[i], rest.cut_right(width)));
  }
}

Item frame_item(const Scope& scope, event::Id id, const Rect& box) {
  Item item;
  item.key = {What::frame, id, 0};
  item.box = box;
  item.title = scope.label(id);
  item.mono = true;
  if (const model::Call* call = scope.state.call(id)) call_words(scope, item, *call);
  if (const Coroutine* coroutine = scope.state.coroutine(id)) {
    item.aside = place_words(scope, item, *coroutine);
    item.tone = frame_tone(scope, id, *coroutine);
    item.strong = item.tone == Tone::running;
    item.dashed = coroutine->state == CoroutineState::created || is_over(coroutine->state);
    if (coroutine->awaited_by) item.origin[0] = {What::frame, coroutine->awaited_by, 0};
    if (coroutine->task) item.origin[0] = {What::task, coroutine->task, 0};
  }
  return item;
}

std::vector<event::Id> shown_frames(const Scope& scope, event::Id outermost) {
  std::vector<event::Id> ids = model::frames(scope.state, outermost);
  const std::vector<event::Id> calls = calls_of(scope.state, ids.empty() ? event::Id{} : ids.back());
  ids.insert(ids.end(), calls.begin(), calls.end());
  const event::Event* last = scope.event();
  const bool left =
      last && (last->kind == event::Kind::coroutine_returned || last->kind == event::Kind::coroutine_raised);
  if (left && !ids.empty() && ids.back() == last->object && scope.state.coroutine(last->subject))
    ids.push_back(last->subject);
  return ids;
}

void callback_pills(const Scope& scope, event::Id id, const Rect& row) {
  const model::Future* future = scope.state.future(id);
  if (!future || future->callbacks.empty()) return;
  const float gap = scope.px(5);
  const auto room = static_cast<std::size_t>(std::max(1.0F, (row.width() + gap) / (scope.px(88) + gap)));
  const std::size_t count = future->callbacks.size();
  const std::size_t shown = count <= room ? count : std::max<std::size_t>(1, room - 1);
  const auto places = static_cast<float>(std::min(count, room));
  Rect rest = row;
  const float width = std::min((row.width() - gap * (places - 1)) / places, scope.px(150));
  for (std::size_t i = 0; i < shown; ++i) {
    scope.scene.items.push_back(pill_item(scope, id, future->callbacks[i], rest.cut_left(width)));
    rest.cut_left(gap);
  }
  if (shown < count && !rest.empty()) scope.caption(rest, fmt::format("+ {}", count - shown));
}

}  // namespace orrery::views::loop
