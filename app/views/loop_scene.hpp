#pragma once
// What the loop pane shows, as data: identified items with their places and looks, lines between them, words. A scene
// is made from one state (loop_layout.hpp); between two scenes items of the same identity slide (loop_motion.hpp).

#include <cstdint>
#include <string>
#include <vector>

#include "app/widgets/look.hpp"
#include "engine/event/id.hpp"

namespace orrery::views::loop {

// What an item stands for. The same handle is one item wherever it is: among the timers, in the queue, in the slot.
// `caller` is the program that drives a coroutine by hand, `values` are the variables of the frame that is its id, a
// `job` has its number as its part.
enum class What : std::uint8_t { handle, interest, socket, task, frame, future, callback, values, caller, job, more };

// The identity of an item. `part` tells apart the items of one thing: the serial of a done-callback, the direction of
// an interest, the place of a "more" row.
struct Key {
  What what{};
  event::Id id;
  std::uint32_t part = 0;
  explicit operator bool() const { return id || what >= What::caller; }
  friend auto operator<=>(const Key&, const Key&) = default;
};

// The bytes in one of a socket's buffers.
struct Bytes {
  std::string text;  // the beginning of them, empty if unknown
  std::size_t length = 0;
  std::size_t capacity = 0;  // 0: unknown
  bool end_of_file = false;
  bool shown = false;
};

struct Item {
  Key key;
  widgets::Rect box;
  widgets::Tone tone = widgets::Tone::waiting;
  std::string title, subtitle, aside;
  std::string code;            // the line of source it stands in
  std::string badge;           // the letters in a round badge, or a number in front
  std::string tip;             // tooltip: label and state
  const char* icon = nullptr;  // nullptr: the tone's own; "": none
  int indent = 0;              // of a frame
  bool mono = false;           // the title is code
  bool dashed = false;         // not real any more, or not yet
  bool quiet = false;          // outline without colour
  bool filled = false;         // its badge is filled: it has come to its end
  bool strong = false;         // the one that runs
  bool compact = false;        // drawn as one line
  bool round = false;          // a large frame of a coroutine driven by hand, not a row of a card
  Key origin[2];               // the items, best first, that it grows out of, and goes back to when time runs backwards
  Bytes incoming, outgoing;    // of a socket
};

// Words at a place: headings, captions, calm words for what is empty.
struct Words {
  enum class Kind : std::uint8_t { heading, caption, mono };
  Kind kind{};
  widgets::Rect box;
  std::string text, aside;
  widgets::Tone tone = widgets::Tone::dim;
};

// Boxes that are drawn below everything: the selector's card, the queue's dashed slot, the line between this turn's
// batch and the next.
struct Field {
  enum class Kind : std::uint8_t { card, slot, divider };
  Kind kind{};
  widgets::Rect box;
  std::string text;
  widgets::Tone tone = widgets::Tone::dim;
};

// A quiet line between two items that lasts: who waits for whom; or the tunnel between a coroutine and who drives it,
// through which values go in and out.
struct Edge {
  Key from, to;
  widgets::Tone tone = widgets::Tone::waiting;
  bool tunnel = false;
};

struct RingPart {
  bool shown = false;
  widgets::Vec centre;
  float radius = 0;
  int phase = -1;   // 0 … 4, -1 outside a turn
  float hand = -1;  // in arcs
  bool asleep = false;
  widgets::Tone tone = widgets::Tone::running;
  std::string above, word, below;  // the turn, the phase, what is going on
  widgets::Rect slot;              // where the running handle is
};

// The free strips between the sections, where arrows run: x of the one right of the queue and of the one left of the
// selector and the futures, y of the one above the tasks and of the one above the ring.
struct Gutters {
  bool shown = false;
  float left = 0, right = 0, middle = 0, top = 0;
};

struct Scene {
  std::vector<Item> items;  // from below to above
  std::vector<Words> words;
  std::vector<Field> fields;
  std::vector<Edge> edges;
  RingPart ring;
  Gutters gutters;
  widgets::Rect selector;  // the selector's card; empty if there is none
  widgets::Rect head;      // the first place of the ready queue
  widgets::Rect timers;    // the first place of the timers
  widgets::Rect outside;   // where the world is, for bytes that come from it
  float height = 0;        // of everything; more than the pane's if it must scroll

  // The item of this identity, or null.
  const Item* find(const Key& key) const;
};

}  // namespace orrery::views::loop
