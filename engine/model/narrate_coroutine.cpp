// Sentences about coroutines and generators.
#include "engine/model/narration.hpp"

namespace orrery::model::narrators {
namespace {

using event::CoroutineSort;
using event::SendMode;

bool is_generator(const Scene& s, Id id) {
  const Called* called = s.after.called(id);
  return called && static_cast<CoroutineSort>(called->role) == CoroutineSort::generator;
}

bool says_none(const Scene& s) {
  return !s.has_text() || s.text() == "None";
}

Id innermost_of(const Scene& s) {
  return s.object() ? s.object() : s.subject();
}

bool is_fresh(const Scene& s, Id id) {
  const Coroutine* c = s.before.coroutine(id);
  return c && c->state == CoroutineState::created;
}

// "main(), through read_line(), "
void say_way_down(Words& words, const Scene& s) {
  if (innermost_of(s) == s.subject()) return;
  const std::size_t depth = frames(s.before, s.subject()).size();
  words << " goes in at " << s.subject() << " and down";
  if (depth > 2) words << " through " << count_of(depth - 2, "more coroutine");
  words << " to ";
}

Text resumed_by_send(const Scene& s) {
  const Id innermost = innermost_of(s);
  if (is_fresh(s, innermost)) return (s.say() << innermost << " begins to run, at its first line.").take();
  const std::string value = says_none(s) ? "None" : s.text();
  const char* point = is_generator(s, innermost) ? " goes on after its yield" : " goes on at the line that awaits";
  if (innermost == s.subject()) {
    if (says_none(s)) return (s.say() << innermost << point << '.').take();
    return (s.say() << innermost << point << ", which gives it " << value << '.').take();
  }
  Words words = s.say() << value;
  say_way_down(words, s);
  return (words << innermost << ", the innermost, which goes on where it stopped.").take();
}

Text resumed_by_throw(const Scene& s) {
  Words words = s.say() << s.text() << " is thrown in";
  if (innermost_of(s) != s.subject()) words << " at " << s.subject() << ", goes down";
  return (words << " and is raised inside " << innermost_of(s) << ", at the point where it stopped.").take();
}

Text resumed_by_close(const Scene& s) {
  return (s.say()
          << innermost_of(s)
          << " is closed: GeneratorExit is raised at the point where it stopped, so that its finally blocks run.")
      .take();
}

Text awaits_coroutine(const Scene& s) {
  const bool generator = is_generator(s, s.subject());
  return (s.say() << s.subject() << (generator ? " hands over to " : " awaits ") << s.object()
                  << (generator
                          ? " with yield from: until that is finished, whoever resumes the one talks to the other."
                          : ": that runs at once, as a call would. The loop knows nothing of it."))
      .take();
}

Text awaits_future(const Scene& s, const Future& future) {
  Words words = s.say() << s.subject() << " awaits " << s.object();
  if (future.state == FutureState::pending)
    return (words << ", which is not done yet: it will have to stop here.").take();
  return (words << ", which is done already: it goes on without stopping.").take();
}

}  // namespace

Text coroutine_created(const Scene& s) {
  const bool generator = is_generator(s, s.subject());
  return (s.say() << "Calling " << s.subject() << " has only made a " << (generator ? "generator" : "coroutine")
                  << ": nothing of its body has run.")
      .take();
}

Text coroutine_resumed(const Scene& s) {
  switch (s.arg<SendMode>()) {
    case SendMode::send:
      return resumed_by_send(s);
    case SendMode::throw_in:
      return resumed_by_throw(s);
    case SendMode::close:
      return resumed_by_close(s);
  }
  return resumed_by_send(s);
}

Text coroutine_awaits(const Scene& s) {
  if (s.object().sort() == Sort::coroutine) return awaits_coroutine(s);
  if (const Future* future = s.after.future(s.object())) return awaits_future(s, *future);
  return (s.say() << s.subject() << " awaits " << (s.object() ? label(s.after, s.trace, s.object()) : "something")
                  << '.')
      .take();
}

Text coroutine_yielded(const Scene& s) {
  const Id outermost = s.object() ? s.object() : s.subject();
  Words words = s.say() << s.subject() << " stops here and yields " << (says_none(s) ? "None" : s.text());
  if (outermost != s.subject())
    return (words << ", which goes up all the way to whoever resumed " << outermost << '.').take();
  return (words << " to whoever resumed it.").take();
}

Text coroutine_returned(const Scene& s) {
  Words words = s.say() << s.subject() << " returns " << (says_none(s) ? "None" : s.text());
  if (s.object()) return (words << " to the line of " << s.object() << " that awaits it.").take();
  if (is_generator(s, s.subject())) return (words << ": it is finished, and StopIteration carries the value.").take();
  return (words << ": it is finished.").take();
}

Text coroutine_raised(const Scene& s) {
  Words words = s.say() << s.text() << " leaves " << s.subject();
  if (s.object()) return (words << " and is raised in " << s.object() << ", at the line that awaits it.").take();
  return (words << ", which is finished by that.").take();
}

Text never_awaited(const Scene& s) {
  return (s.say() << s.subject() << " is thrown away without ever having run: nobody awaited it.").take();
}

Text coroutine_released(const Scene& s) {
  return (s.say() << "Nothing refers to " << s.subject() << " any more: it is gone.").take();
}

}  // namespace orrery::model::narrators
