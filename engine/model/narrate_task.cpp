// Sentences about tasks.
#include "engine/model/narration.hpp"

namespace orrery::model::narrators {
namespace {

using event::CancelOutcome;
using event::SendMode;

bool sends_nothing(const Scene& s) {
  return !s.has_text() || s.text() == "None";
}

Text first_step(const Scene& s) {
  return (s.say() << s.subject() << " starts: its coroutine " << s.object()
                  << " runs for the first time, up to its first await that has to wait.")
      .take();
}

Text throws(const Scene& s) {
  return (s.say() << s.subject() << " resumes by raising " << s.text()
                  << " inside its coroutine, at the line where it waits.")
      .take();
}

// What the wait is for, where that is known.
void say_setter(Words& words, const Scene& s) {
  const std::vector<Id> setters = setters_of(s.after, s.trace, s.object());
  if (setters.empty()) return;
  const Handle* h = s.after.handle(setters.front());
  if (h && h->state == HandleState::in_heap)
    words << ", which will be set when " << setters.front() << " is due";
  else if (h)
    words << ", which will be set by the " << setters.front();
  else
    words << ", which needs " << count_of(setters.size(), "other");
}

Text cancelled(const Scene& s, std::string_view words) {
  Words text = doer(s);
  return (text << " calls cancel() on " << s.subject() << words).take();
}

}  // namespace

Text task_created(const Scene& s) {
  return (s.say() << "A task is made, " << s.subject() << ", to drive the coroutine " << s.object()
                  << ". Nothing of it runs now: its first step has to go through the ready queue.")
      .take();
}

Text task_renamed(const Scene& s) {
  return (s.say() << label(s.before, s.trace, s.subject()) << " is now called " << s.subject() << '.').take();
}

Text task_step(const Scene& s) {
  if (s.arg<SendMode>() == SendMode::throw_in) return throws(s);
  const Task* before = s.before.task(s.subject());
  if (!before || !before->started) return first_step(s);
  if (sends_nothing(s)) return (s.say() << s.subject() << " resumes its coroutine " << s.object() << '.').take();
  return (s.say() << s.subject() << " resumes: it sends " << s.text() << " into its coroutine " << s.object() << '.')
      .take();
}

Text task_waits(const Scene& s) {
  Words words = s.say() << s.subject() << " can't go on before " << s.object() << " is done";
  say_setter(words, s);
  return (words << ". It steps aside, and the loop is free for the others.").take();
}

Text task_yields(const Scene& s) {
  return (s.say() << s.subject()
                  << " waits for nothing, it only lets the others run: it goes to the tail of the ready queue.")
      .take();
}

Text task_cancel(const Scene& s) {
  switch (s.arg<CancelOutcome>()) {
    case CancelOutcome::passed_to_future:
      return cancelled(s,
                       ". It was waiting, so what it waits for is cancelled; the task hears of it when it next runs.");
    case CancelOutcome::at_next_step:
      return cancelled(s, ". Nothing happens to it now: CancelledError will be raised in it at its next step.");
    case CancelOutcome::ignored:
      break;
  }
  return cancelled(s, ", but it has ended already: that changes nothing.");
}

}  // namespace orrery::model::narrators
