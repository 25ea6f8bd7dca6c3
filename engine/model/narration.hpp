// One narrator and one headline writer for each kind of event, grouped by file as the vocabulary is. Inside of
// engine/model only.
#pragma once

#include "engine/event/vocabulary.hpp"
#include "engine/model/queries.hpp"
#include "engine/model/words.hpp"

namespace orrery::model {

// One event being put into words. A headline is written with the same state before and after.
struct Scene {
  const State& before;
  const State& after;
  const trace::Trace& trace;
  Seq seq;
  const event::Event& event;
  Words::Articles articles = Words::Articles::some;

  Words say() const { return Words(after, trace, articles); }
  Id subject() const { return event.subject; }
  Id object() const { return event.object; }
  // The text of the event, short enough for a sentence.
  std::string text(std::size_t length = 60) const { return shortened(trace.text(event), length); }
  bool has_text() const { return !trace.text(event).empty(); }
  std::uint32_t count() const { return event.value.text.extra; }
  template <class Enum>
  Enum arg() const {
    return static_cast<Enum>(event.arg);
  }
  // The handle that runs, or that ran until this event.
  const Handle* running_handle() const { return before.handle(before.running.handle); }
};

// The label a handle had at this event: a task's handle is a step one time and a wake-up the next.
Piece handle_at(const Scene& scene);
// "reader" or "the program": who does what the event says.
Words doer(const Scene& scene);
// "fd 7 conn".
std::string direction_words(event::Direction direction);

namespace headlines {
#define ORRERY_KIND(name, group, subject, object, arg, shape, says) Text name(const Scene& scene);
#include "engine/event/kinds.def"
}  // namespace headlines

namespace narrators {
#define ORRERY_KIND(name, group, subject, object, arg, shape, says) Text name(const Scene& scene);
#include "engine/event/kinds.def"
}  // namespace narrators

}  // namespace orrery::model
