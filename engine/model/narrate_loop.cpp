// Sentences about the program and the loop.
#include <algorithm>

#include "engine/model/narration.hpp"

namespace orrery::model::narrators {
namespace {

using event::Direction;
using event::Phase;
using event::SelectOutcome;
using event::SelectReason;

Text only(const Scene& s, std::string_view words) {
  return (s.say() << words).take();
}

// The watched sockets, at most three by name.
struct Watched {
  std::vector<Id> first;
  std::size_t count = 0;
};

Watched watched(const State& state) {
  Watched result;
  for (auto [ordinal, socket] : state.sockets) {
    if (!socket.reader && !socket.writer) continue;
    if (result.first.size() < 3) result.first.push_back({Sort::socket, ordinal});
    ++result.count;
  }
  return result;
}

// "fd 7 conn", "fd 7 a or fd 8 b", "one of 5 descriptors".
void say_watched(Words& words, const Watched& sockets) {
  if (sockets.count > 3) {
    words << "one of " << count_of(sockets.count, "descriptor");
    return;
  }
  for (std::size_t i = 0; i < sockets.first.size(); ++i) words << (i == 0 ? "" : " or ") << sockets.first[i];
}

// "a, b and c", at most four handles of the queue.
void say_queue(Words& words, const State& state) {
  std::size_t said = 0;
  const std::size_t shown = std::min<std::size_t>(state.ready.size(), 4);
  for (auto [place, id] : state.ready) {
    if (said == shown) break;
    words << (said == 0 ? "" : said + 1 == shown && shown == state.ready.size() ? " and " : ", ") << id;
    ++said;
  }
  if (shown < state.ready.size()) words << " and " << std::to_string(state.ready.size() - shown) << " more";
}

Text sleeps_until_timer(const Scene& s) {
  const double timeout = s.event.value.number;
  Words words = s.say();
  const Id timer = s.object();
  if (!(timeout > 0)) {
    if (timer) words << timer << " is due already, so ";
    return (words << "select() only polls: it does not sleep.").take();
  }
  words << "Nothing is ready: the loop sleeps in select() for at most " << seconds(timeout);
  if (timer) words << ", until " << timer << " is due";
  const Watched sockets = watched(s.after);
  if (sockets.count == 0) return (words << '.').take();
  words << ". It wakes earlier if something happens at ";
  say_watched(words, sockets);
  return (words << '.').take();
}

Text sleeps_for_ever(const Scene& s) {
  const Watched sockets = watched(s.after);
  if (sockets.count == 0)
    return only(s,
                "Nothing is ready, no timer is set and no descriptor is watched: the loop sleeps in select() with "
                "nothing in this program to wake it.");
  Words words = s.say() << "Nothing is ready and no timer is set: the loop sleeps in select() until ";
  say_watched(words, sockets);
  return (words << " wakes it.").take();
}

Text timeout_phase(const Scene& s) {
  const std::size_t ready = s.after.ready.size();
  Words words = s.say() << "Phase timeout: the loop works out how long select() may sleep. ";
  if (ready > 0)
    return (words << "Not at all, for " << count_of(ready, "handle") << (ready == 1 ? " is" : " are") << " ready.")
        .take();
  if (s.after.timers.empty()) return (words << "Nothing is ready and no timer is set.").take();
  return (words << "Nothing is ready; the first timer is " << s.after.timers.first().handle << '.').take();
}

Text select_phase(const Scene& s) {
  const Watched sockets = watched(s.after);
  Words words = s.say() << "Phase select: the loop asks the kernel which descriptors are ready. ";
  if (sockets.count == 0) return (words << "None of the program's is being watched.").take();
  return (words << "It watches " << count_of(sockets.count, "descriptor") << " of the program.").take();
}

Text io_phase(const Scene& s) {
  const auto found = static_cast<std::uint64_t>(std::max<std::int64_t>(0, s.after.loop.select.ready_count));
  Words words = s.say() << "Phase io: ";
  if (found == 0) return (words << "select() found no descriptor ready, so there is nothing to do here.").take();
  return (words << "select() found " << count_of(found, "descriptor")
                << (found == 1 ? " ready. Its callback goes" : " ready. Their callbacks go")
                << " to the ready queue; nothing is run yet.")
      .take();
}

Text timers_phase(const Scene& s) {
  Words words = s.say() << "Phase timers: timers that are due go from the heap to the ready queue. ";
  if (s.after.timers.empty()) return (words << "There are no timers.").take();
  const Timer& first = s.after.timers.first();
  const double left = first.deadline - s.after.time;
  if (left <= 0) return (words << first.handle << " is due.").take();
  return (words << "The first, " << first.handle << ", is due only in " << seconds(left) << '.').take();
}

Text run_phase(const Scene& s) {
  if (s.after.ready.empty()) return only(s, "Phase run: there is nothing to run in this turn.");
  Words words = s.say() << "Phase run: the loop runs what is ready at this moment, first in first out: ";
  say_queue(words, s.after);
  return (words << ". Whatever these schedule waits for the next turn.").take();
}

std::string ready_words(std::int64_t ready) {
  return count_of(static_cast<std::uint64_t>(ready), "descriptor") + (ready == 1 ? " is ready" : " are ready");
}

Text jumped(const Scene& s) {
  const std::int64_t ready = s.event.value.integer;
  const std::string now = seconds(s.event.time);
  if (ready > 0)
    return only(s, "The virtual clock went straight to " + now + ", where something happened: " + ready_words(ready) +
                       ", and select() returns.");
  Words words = s.say() << "Nothing could happen before " << now << ", so the virtual clock went straight there";
  if (const Id timer = s.after.loop.select.timer) words << ": " << timer << " is due";
  return (words << '.').take();
}

Text readable(const Scene& s) {
  const Socket* socket = s.after.socket(s.subject());
  Words words = s.say() << s.subject() << " is ready to be read";
  if (socket && socket->incoming > 0)
    words << ": " << count_of(socket->incoming, "byte") << (socket->incoming == 1 ? " waits" : " wait")
          << " in the kernel";
  else if (socket && socket->peer_closed)
    words << ": the other end has closed, and that counts as readable";
  else if (socket && socket->listening)
    words << ": somebody wants to connect";
  words << ". The " << s.object() << " goes to the ready queue; nothing has been read yet.";
  return words.take();
}

}  // namespace

Text program_begin(const Scene& s) {
  if (!s.has_text()) return only(s, "The program starts. Nothing of it has run yet.");
  return only(s, "The program " + s.text() + " starts. Nothing of it has run yet.");
}

Text program_end(const Scene& s) {
  if (s.has_text()) return only(s, "The program ends with an exception that nobody caught: " + s.text(120) + '.');
  if (s.event.arg == 0) return only(s, "The program has come to its end.");
  return only(s, "The program ends with exit code " + std::to_string(s.event.arg) + '.');
}

Text output(const Scene& s) {
  Words words = s.subject() ? s.say() << s.subject() : s.say() << "The program";
  const bool error = s.arg<event::Stream>() == event::Stream::standard_error;
  return (words << (error ? " writes to standard error: " : " prints: ") << s.text(120)).take();
}

Text source_file(const Scene& s) {
  return (s.say() << "The first coroutine of " << s.text(200) << " is about to be: the file is kept with the trace.")
      .take();
}

Text blocking_call(const Scene& s) {
  Words words = s.say();
  if (s.subject())
    words << s.subject() << " makes a blocking call of ";
  else
    words << "A blocking call takes ";
  return (words << seconds(s.event.value.number)
                << ". It does not give control back: until it returns nothing else can run, and the loop stands still.")
      .take();
}

Text clock_advanced(const Scene& s) {
  const std::string by = seconds(s.event.value.number), to = seconds(s.event.time);
  if (s.arg<event::ClockReason>() == event::ClockReason::blocking_call)
    return only(s, "The virtual clock moves by " + by + " to " + to + ": that is how long the blocking call takes.");
  return only(s, "Nothing can happen earlier, so the virtual clock moves by " + by + ", straight to " + to + '.');
}

Text loop_run(const Scene& s) {
  const std::size_t ready = s.after.ready.size();
  return (s.say() << "The loop begins to run, with " << count_of(ready, "handle")
                  << " in its ready queue. From here on it decides who runs.")
      .take();
}

Text loop_stop(const Scene& s) {
  return only(s,
              s.after.loop.in_turn
                  ? "stop() was called. It only leaves a note: the rest of this turn still runs, then the loop returns."
                  : "stop() was called before the loop runs: it will make one turn and return.");
}

Text loop_idle(const Scene& s) {
  return only(s, "The loop stops running and gives control back to whoever started it.");
}

Text loop_closed(const Scene& s) {
  const std::size_t ready = s.before.ready.size(), timers = s.before.timers.size();
  if (ready + timers == 0) return only(s, "The loop is closed. Nothing was left in it.");
  return only(s, "The loop is closed: " + count_of(ready, "ready handle") + " and " + count_of(timers, "timer") +
                     " are dropped and will never run.");
}

Text turn_begin(const Scene& s) {
  const std::size_t ready = s.after.ready.size();
  return (s.say() << "Turn " << std::to_string(s.event.value.integer) << " of the loop begins. "
                  << (ready == 0 ? std::string("Nothing") : count_of(ready, "handle")) << (ready > 1 ? " are" : " is")
                  << " ready to run.")
      .take();
}

Text phase_begin(const Scene& s) {
  switch (s.arg<Phase>()) {
    case Phase::timeout:
      return timeout_phase(s);
    case Phase::select:
      return select_phase(s);
    case Phase::io:
      return io_phase(s);
    case Phase::timers:
      return timers_phase(s);
    case Phase::run:
      return run_phase(s);
  }
  return only(s, "The next phase of the turn begins.");
}

Text select_enter(const Scene& s) {
  switch (s.arg<SelectReason>()) {
    case SelectReason::next_timer:
      return sleeps_until_timer(s);
    case SelectReason::forever:
      return sleeps_for_ever(s);
    case SelectReason::stopping:
      return only(s, "The loop is about to stop, so select() only polls: it does not sleep.");
    case SelectReason::ready_handles:
      break;
  }
  const std::size_t ready = s.after.ready.size();
  return only(s, count_of(ready, "handle") + (ready == 1 ? " is" : " are") +
                     " ready to run, so select() only polls: it looks at the descriptors and does not sleep.");
}

Text select_return(const Scene& s) {
  const std::int64_t ready = s.event.value.integer;
  switch (s.arg<SelectOutcome>()) {
    case SelectOutcome::polled:
      return only(s, ready > 0 ? "select() returns at once: " + ready_words(ready) + '.'
                               : "select() returns at once: no descriptor is ready.");
    case SelectOutcome::woke:
      return only(s, "The kernel wakes the loop: " + ready_words(ready) + ", and select() returns.");
    case SelectOutcome::timed_out:
      return only(s, "select() has slept as long as it was allowed to, and returns.");
    case SelectOutcome::jumped:
      return jumped(s);
    case SelectOutcome::interrupted:
      break;
  }
  return only(s, "A signal interrupts select(): the loop goes on as if nothing were ready.");
}

Text select_elided(const Scene& s) {
  const std::size_t ready = s.after.ready.size();
  return only(s, count_of(ready, "handle") + (ready == 1 ? " is" : " are") +
                     " ready to run and no descriptor is watched: select() could find nothing, so it is left out.");
}

Text io_ready(const Scene& s) {
  if (s.arg<Direction>() == Direction::read) return readable(s);
  return (s.say() << s.subject() << " can be written to: there is room in its send buffer. The " << s.object()
                  << " goes to the ready queue.")
      .take();
}

Text timer_due(const Scene& s) {
  const Handle* h = s.after.handle(s.subject());
  if (h && h->cancelled)
    return (s.say() << s.subject() << " is due but was cancelled: it goes to the ready queue only to be skipped.")
        .take();
  return (s.say() << s.subject() << " is due: it leaves the heap for the tail of the ready queue. It has not run yet.")
      .take();
}

Text exception_handler(const Scene& s) {
  return only(s, "An exception has come as far as the loop, which reports it and goes on: " + s.text(120));
}

}  // namespace orrery::model::narrators
