// Sentences about futures, and about the ends of tasks.
#include "engine/model/narration.hpp"

namespace orrery::model::narrators {
namespace {

using event::HandleRole;

// "the wake-up of reader", "_done_callback"
void say_callback(Words& words, const Scene& s, const DoneCallback& callback) {
  if (callback.owner.sort() == Sort::task)
    words << "the wake-up of " << callback.owner;
  else
    words << shortened(s.trace.name(callback.name));
}

// What becomes of the done-callbacks that are still on the list.
void say_callbacks(Words& words, const Scene& s) {
  const Future* future = s.after.future(s.subject());
  std::vector<const DoneCallback*> waiting;
  if (future)
    for (const DoneCallback& callback : future->callbacks)
      if (!callback.handle) waiting.push_back(&callback);
  if (waiting.empty()) {
    words << " Nobody waits for it.";
    return;
  }
  if (waiting.size() == 1) {
    words << " Its done-callback, ";
    say_callback(words, s, *waiting.front());
    words << ", goes to the ready queue. Nothing has run yet.";
    return;
  }
  words << " Its " << std::to_string(waiting.size()) << " done-callbacks, ";
  say_callback(words, s, *waiting.back());
  words << " among them, go to the ready queue. Nothing has run yet.";
}

// Who settles a future: "The callback stored the bytes: ".
void say_setter(Words& words, const Scene& s) {
  const Handle* h = s.running_handle();
  if (h && h->role == HandleRole::reader)
    words << "The callback hands over what it got: ";
  else if (h && h->role == HandleRole::writer)
    words << "The callback is finished with writing: ";
  else if (h && h->role == HandleRole::timer)
    words << "The time is up: ";
  else if (s.before.running.task)
    words << s.before.running.task << " settles it: ";
}

Text settled(const Scene& s, std::string_view task_words, std::string_view future_words, std::string_view how) {
  Words words = s.say();
  if (s.subject().sort() == Sort::task) {
    words << s.subject() << task_words;
  } else {
    say_setter(words, s);
    words << s.subject() << future_words;
  }
  words << how << '.';
  say_callbacks(words, s);
  return words.take();
}

bool is_done(const Scene& s) {
  const Future* future = s.before.future(s.subject());
  return future && future->state != FutureState::pending;
}

}  // namespace

Text future_created(const Scene& s) {
  Words words = s.say();
  if (s.object())
    words << s.object() << " makes the future " << s.subject();
  else
    words << "The future " << s.subject() << " is made";
  if (s.has_text()) words << ", for " << s.text();
  return (words << ". It is PENDING: it has no result yet.").take();
}

Text callback_added(const Scene& s) {
  Words words = s.say();
  if (s.object().sort() == Sort::task)
    words << s.object() << " asks to be woken: its wake-up is now a done-callback of " << s.subject();
  else
    words << s.text() << " becomes a done-callback of " << s.subject();
  if (is_done(s)) return (words << ". As that is done already, it goes straight to the ready queue.").take();
  return (words << ". It will be put on the ready queue as soon as " << s.subject() << " is done.").take();
}

Text callback_removed(const Scene& s) {
  return (s.say() << s.text() << " is taken off the list of done-callbacks of " << s.subject() << '.').take();
}

Text future_result(const Scene& s) {
  const bool has_value = s.has_text() && s.text() != "None";
  return settled(s, has_value ? " has returned " : " has returned",
                 has_value ? " is now FINISHED, with " : " is now FINISHED", has_value ? s.text() : std::string());
}

Text future_exception(const Scene& s) {
  return settled(s, " has ended with an exception, ", " is now FINISHED, with the exception ", s.text());
}

Text future_cancelled(const Scene& s) {
  return settled(s, " has ended: it is CANCELLED", " is now CANCELLED",
                 s.has_text() ? ", with the message " + s.text() : std::string());
}

Text never_retrieved(const Scene& s) {
  return (s.say() << "Nobody ever looked at the exception of " << s.subject() << ", and now nobody can: " << s.text())
      .take();
}

Text future_released(const Scene& s) {
  return (s.say() << "Nothing refers to " << s.subject() << " any more: it is gone.").take();
}

}  // namespace orrery::model::narrators
