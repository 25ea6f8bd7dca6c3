#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "app/views/loop_sections.hpp"
#include "engine/event/vocabulary.hpp"

namespace orrery::views::loop {
namespace {

using event::Phase;
using event::SelectOutcome;
using event::SelectReason;
using model::LoopState;
using model::Select;
using widgets::Rect;
using widgets::Tone;

std::string batch_words(const Scope& scope) {
  const model::Loop& loop = scope.state.loop;
  const std::uint32_t popped = loop.batch_size - std::min(loop.batch_left, loop.batch_size);
  if (loop.batch_size == 0) return "nothing is ready";
  if (scope.state.running.handle) return fmt::format("handle {} of {}", std::max(popped, 1U), loop.batch_size);
  if (loop.batch_left == 0)
    return loop.batch_size == 1 ? "its one handle has run" : fmt::format("all {} have run", loop.batch_size);
  return popped == 0 ? counted_in_words(loop.batch_size, "handle") + " to run"
                     : fmt::format("handle {} of {} is next", popped + 1, loop.batch_size);
}

std::string asleep_words(const Scope& scope, const Select& select) {
  if (select.reason == SelectReason::next_timer && select.timer)
    return "asleep until the " + scope.label(select.timer) + " in " + short_seconds(select.timeout);
  if (select.reason == SelectReason::forever) return "asleep for ever: only sockets can wake it";
  return "asleep for " + short_seconds(select.timeout);
}

std::string inside_words(const Scope& scope, const Select& select) {
  if (select.asleep) return asleep_words(scope, select);
  if (select.reason == SelectReason::stopping) return "sleeps not at all: the loop is stopping";
  if (select.reason == SelectReason::next_timer) return "sleeps not at all: a timer is due";
  const std::size_t ready = scope.state.ready.size();
  return fmt::format("sleeps not at all: {} {} ready", counted_in_words(ready, "handle"), ready == 1 ? "is" : "are");
}

std::string returned_words(const Select& select) {
  const auto ready = static_cast<std::size_t>(std::max<std::int64_t>(select.ready_count, 0));
  if (ready > 0)
    return fmt::format("back: {} {} ready", counted_in_words(ready, "descriptor"), ready == 1 ? "is" : "are");
  switch (select.outcome) {
    case SelectOutcome::jumped:
    case SelectOutcome::timed_out:
      return "back: the time has come";
    case SelectOutcome::interrupted:
      return "back: a signal interrupted it";
    default:
      return "back: no descriptor is ready";
  }
}

bool returned_this_turn(const model::Loop& loop) {
  const Select& select = loop.select;
  return !select.inside && select.returned && loop.turn_began && select.returned.seq > loop.turn_began.seq;
}

std::string select_words(const Scope& scope) {
  const model::Loop& loop = scope.state.loop;
  if (loop.select.inside) return inside_words(scope, loop.select);
  return returned_this_turn(loop) ? returned_words(loop.select) : "which descriptors are ready?";
}

std::string io_words(const model::Loop& loop) {
  const auto ready = static_cast<std::size_t>(std::max<std::int64_t>(loop.select.ready_count, 0));
  if (ready == 0) return "no descriptor came back";
  return fmt::format("{} came back: {} callback{} to the queue", counted_in_words(ready, "descriptor"),
                     ready == 1 ? "its" : "their", ready == 1 ? " goes" : "s go");
}

std::string phase_words(const Scope& scope) {
  switch (scope.state.loop.phase) {
    case Phase::timeout:
      return "how long may select sleep?";
    case Phase::select:
      return select_words(scope);
    case Phase::io:
      return io_words(scope.state.loop);
    case Phase::timers:
      return scope.state.timers.empty() ? "no timer is set" : "timers that are due go to the queue";
    case Phase::run:
      return batch_words(scope);
  }
  return {};
}

Tone phase_tone(const model::Loop& loop) {
  static constexpr std::array tones{Tone::waiting, Tone::io, Tone::io, Tone::timer, Tone::running};
  return tones[static_cast<std::size_t>(loop.phase) % tones.size()];
}

// Where the hand points within its phase: it walks through the run phase with the handles.
float hand_of(const model::Loop& loop) {
  const auto phase = static_cast<float>(loop.phase);
  if (loop.phase == Phase::select && returned_this_turn(loop)) return phase + 0.75F;
  if (loop.phase != Phase::run || loop.batch_size == 0) return phase + 0.5F;
  const float done = 1 - static_cast<float>(loop.batch_left) / static_cast<float>(loop.batch_size);
  return phase + 0.14F + 0.66F * done;
}

// Words for a loop that is not in a turn.
void resting(RingPart& ring, const model::Loop& loop) {
  ring.tone = Tone::dim;
  ring.word = loop.state == LoopState::closed ? "closed" : loop.state == LoopState::none ? "no loop" : "between turns";
  if (loop.state == LoopState::none) ring.below = "it has not been started yet";
  if (loop.state == LoopState::closed) ring.below = "its queue and timers are gone";
  if (loop.state == LoopState::idle) ring.below = "run_forever() has returned";
  if (loop.state == LoopState::idle) ring.word = "stopped";
}

// A blocking call stops the ring wherever it is.
void blocked(const Scope& scope, RingPart& ring) {
  if (!is_blocked(scope)) return;
  ring.tone = Tone::failed;
  ring.below = "blocked for " + short_seconds(scope.event()->value.number);
}

void say(const Scope& scope, RingPart& ring) {
  const model::Loop& loop = scope.state.loop;
  if (loop.turn > 0) ring.above = fmt::format("turn {}", loop.turn);
  if (!loop.in_turn) return resting(ring, loop);
  ring.phase = static_cast<int>(loop.phase);
  ring.hand = hand_of(loop);
  ring.asleep = loop.select.asleep;
  ring.tone = phase_tone(loop);
  ring.word = event::arg_word(event::Kind::phase_begin, static_cast<std::uint8_t>(loop.phase));
  ring.below = phase_words(scope);
  blocked(scope, ring);
}

}  // namespace

void ring_part(const Scope& scope, const Rect& box) {
  RingPart& ring = scope.scene.ring;
  ring.shown = true;
  ring.centre = box.centre();
  ring.radius = std::max(scope.px(56), std::min(box.width() / 2 - scope.px(54), box.height() / 2 - scope.px(34)));
  const float width = ring.radius * 1.38F;
  ring.slot = Rect::at({ring.centre.x - width / 2, ring.centre.y + ring.radius * 0.17F}, width,
                       scope.px(scope.sizes.roomy ? 44 : 38));
  say(scope, ring);
  if (scope.state.running.handle)
    scope.scene.items.push_back(handle_item(scope, scope.state.running.handle, ring.slot));
}

}  // namespace orrery::views::loop
