// A lesson beside a run: its remarks and questions, each tied to the event it speaks of.
#pragma once

#include <string>
#include <vector>

#include "app/state/view.hpp"
#include "engine/event/vocabulary.hpp"

namespace orrery::app {

// One entry of a document's lesson, in the words of the event vocabulary.
struct LessonEntry {
  event::Kind kind{};
  unsigned nth = 1;   // the nth event, from 1, that fits
  std::string text;   // part of the event's text, or empty for any
  std::string arg;    // the word of its arg, or empty for any
  std::string words;  // the remark, or the question
  bool asks = false;
};

class Lesson {
 public:
  Lesson(const trace::Trace& trace, std::vector<LessonEntry> entries);

  // Looks at the events recorded since the last call.
  void extend();
  // What the lesson says at this moment.
  LessonView at(event::Seq cursor);
  // The next unanswered question at or after the cursor, which playing must not pass; no_seq if none.
  event::Seq barrier(event::Seq cursor) const;
  // Whether an entry speaks of exactly this event.
  bool speaks_at(event::Seq seq) const;
  // Answers the question at the cursor; nothing happens if there is none.
  void answer(event::Seq cursor, event::Id choice);

  // For tests: entries that no event has matched so far.
  std::vector<std::string> unmatched() const;

 private:
  struct Placed {
    LessonEntry entry;
    unsigned seen = 0;
    event::Seq seq = event::no_seq;
    event::Id chosen{};
  };
  bool fits(const LessonEntry& entry, const event::Event& event) const;
  const Placed* current(event::Seq cursor) const;
  event::Seq since(event::Seq from, event::Seq to) const;
  void offer(event::Seq seq);

  const trace::Trace* trace_;
  std::vector<Placed> entries_;
  event::Seq seen_ = 0;
  event::Seq offered_ = event::no_seq;  // the question whose choices are held
  std::vector<Choice> choices_;
  event::Id right_;
};

}  // namespace orrery::app
