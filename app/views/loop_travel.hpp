#pragma once
// What an event moves, and between which things: bytes into a buffer, a value down the frames, a handle to the queue.
// It is drawn as an arrow from cause to effect, along which the value goes while the picture moves.

#include <string>
#include <vector>

#include "app/views/loop_scene.hpp"
#include "engine/model/state.hpp"
#include "engine/trace/trace.hpp"

namespace orrery::views::loop {

struct Stop {
  enum class At : std::uint8_t { item, outside, ring, selector, head, timers };
  At at = At::item;
  Key key;
};

struct Travel {
  std::vector<Stop> stops;  // none or at least two
  std::string words;        // what travels; may be empty
  bool arrives = false;     // it can be seen where it ends: the words are gone when it is there
  widgets::Tone tone = widgets::Tone::accent;
  std::vector<Key> touched;  // what the event is about: these glow
};

// What event `seq` moves, by the state it made.
Travel travel_of(const model::State& state, const trace::Trace& trace, event::Seq seq);

}  // namespace orrery::views::loop
