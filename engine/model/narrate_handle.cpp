// Sentences about handles.
#include "engine/model/narration.hpp"

namespace orrery::model::narrators {
namespace {

using event::HandleRole;

// The future whose end scheduled a callback: the subject of the cause, where that is the end of a future.
Id future_behind(const Scene& s) {
  const Seq cause = s.event.cause;
  if (cause >= s.seq) return {};
  const event::Event& e = s.trace.at(cause);
  const bool settles = e.kind == event::Kind::future_result || e.kind == event::Kind::future_exception ||
                       e.kind == event::Kind::future_cancelled;
  return settles ? e.subject : Id{};
}

// ", as the third in it"
std::string place_words(const State& state) {
  const std::size_t size = state.ready.size();
  return size <= 1 ? ", where it stands alone" : ", where it is the " + ordinal_word(size);
}

Text scheduled_step(const Scene& s) {
  const Task* task = s.after.task(s.object());
  const bool first = !task || !task->started;
  return (s.say() << (first ? "The first step of " : "The next step of ") << s.object() << " goes to the ready queue"
                  << place_words(s.after) << (first ? ". Nothing of its coroutine has run yet." : "."))
      .take();
}

Text scheduled_wakeup(const Scene& s) {
  Words words = s.say();
  if (const Id future = future_behind(s))
    words << future << " is done, so the ";
  else
    words << "The ";
  return (words << "wake-up of " << s.object() << " goes to the ready queue" << place_words(s.after)
                << ". The task itself has not run yet.")
      .take();
}

Text scheduled_done_callback(const Scene& s) {
  Words words = s.say() << s.subject();
  if (const Id future = future_behind(s)) words << ", a done-callback of " << future << ',';
  return (words << " goes to the ready queue" << place_words(s.after) << ". It is called when its turn comes, not now.")
      .take();
}

Text created(const Scene& s, std::string_view what) {
  Words words = s.say() << what << s.text();
  if (s.object()) words << ", for " << s.object();
  return (words << ". It is not scheduled yet.").take();
}

std::string left_words(const State& state) {
  const std::uint32_t left = state.loop.batch_left;
  if (left == 0) return " It is the last handle of this turn.";
  return " After it " + count_of(left, "more handle") + (left == 1 ? " runs" : " run") + " in this turn.";
}

Text begins(const Scene& s, Words words) {
  return (words << '.' << left_words(s.after)).take();
}

Text begins_wakeup(const Scene& s) {
  const Task* task = s.before.task(s.object());
  Words words = s.say() << "The loop runs the wake-up of " << s.object();
  if (task && task->waits_on) words << ": " << task->waits_on << ", for which it waited, is done";
  return begins(s, words);
}

Text begins_step(const Scene& s) {
  const Task* task = s.before.task(s.object());
  const bool first = !task || !task->started;
  return begins(s, s.say() << "The loop runs the " << (first ? "first" : "next") << " step of " << s.object());
}

}  // namespace

Text handle_created(const Scene& s) {
  switch (s.arg<HandleRole>()) {
    case HandleRole::timer:
      return created(s, "A timer is made that will call ");
    case HandleRole::reader:
      return created(s, "A callback is made for when something can be read: ");
    case HandleRole::writer:
      return created(s, "A callback is made for when there is room to write: ");
    default:
      return created(s, "A handle is made that will call ");
  }
}

Text handle_scheduled(const Scene& s) {
  switch (s.arg<HandleRole>()) {
    case HandleRole::step:
      return scheduled_step(s);
    case HandleRole::wakeup:
      return scheduled_wakeup(s);
    case HandleRole::done_callback:
      return scheduled_done_callback(s);
    case HandleRole::threadsafe:
      return (s.say() << s.subject() << " is put on the ready queue by call_soon_threadsafe" << place_words(s.after)
                      << '.')
          .take();
    default:
      break;
  }
  return (s.say() << s.subject() << " goes to the tail of the ready queue" << place_words(s.after)
                  << ". It runs after what is there already.")
      .take();
}

Text timer_scheduled(const Scene& s) {
  const double deadline = s.event.value.number;
  Words words = s.say() << s.subject() << " goes into the timer heap, due at " << seconds(deadline);
  const double left = deadline - s.event.time;
  if (left > 0) words << ", in " << seconds(left);
  if (s.after.timers.size() <= 1)
    words << ". It is the only timer.";
  else
    words << (s.after.timers.first().handle == s.subject() ? ". It is now the first to be due."
                                                           : ". Others are due earlier.");
  return words.take();
}

Text handle_cancelled(const Scene& s) {
  const Handle* h = s.before.handle(s.subject());
  Words words = s.say() << s.subject() << " is cancelled";
  const Called* called = s.after.called(s.subject());
  if (!h && called && called->socket) return (words << ", now that its descriptor is no longer watched.").take();
  if (!h || h->state == HandleState::running) return (words << ". It has run already, so that changes nothing.").take();
  switch (h->state) {
    case HandleState::in_heap:
      return (words << ". It stays in the timer heap; the loop throws it away when it comes to the top.").take();
    case HandleState::ready:
      return (words << ". It stays in the ready queue and will be skipped.").take();
    default:
      return (words << ": it will not be called.").take();
  }
}

Text handle_begin(const Scene& s) {
  switch (s.arg<HandleRole>()) {
    case HandleRole::step:
      return begins_step(s);
    case HandleRole::wakeup:
      return begins_wakeup(s);
    case HandleRole::timer:
      return begins(s, s.say() << "The loop calls what " << s.subject() << " was set for: " << s.text());
    case HandleRole::reader:
      return begins(s, s.say() << "The loop calls the " << s.subject() << ", for there is something to read");
    case HandleRole::writer:
      return begins(s, s.say() << "The loop calls the " << s.subject() << ", for there is room to write");
    case HandleRole::done_callback: {
      Words words = s.say() << "The loop calls the done-callback " << s.subject();
      if (s.object()) words << ", which is for " << s.object();
      return begins(s, words);
    }
    default:
      return begins(s, s.say() << "The loop calls " << s.subject());
  }
}

Text handle_end(const Scene& s) {
  const std::uint32_t left = s.after.loop.batch_left;
  Words words = s.say() << s.subject() << " has run, and the loop is in control again. ";
  if (left > 0 && !s.after.ready.empty()) return (words << "Next it runs " << s.after.ready.front() << '.').take();
  const std::size_t later = s.after.ready.size();
  if (later == 0) return (words << "Nothing else is ready.").take();
  return (words << "What was scheduled meanwhile, " << count_of(later, "handle") << ", waits for the next turn.")
      .take();
}

Text handle_skipped(const Scene& s) {
  return (s.say() << s.subject() << " had been cancelled: the loop takes it off the queue without calling it.").take();
}

}  // namespace orrery::model::narrators
