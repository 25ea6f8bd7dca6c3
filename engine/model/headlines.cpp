// Each kind of event in a few words.
#include "engine/model/narration.hpp"

namespace orrery::model::headlines {
namespace {

using event::Direction;
using event::IoResult;
using event::SelectOutcome;
using event::SendMode;

Text only(const Scene& s, std::string_view words) {
  return (s.say() << words).take();
}
Text of_subject(const Scene& s, std::string_view words) {
  return (s.say() << s.subject() << words).take();
}
Text handle_then(const Scene& s, std::string_view words) {
  Text text{handle_at(s)};
  text.push_back({std::string(words), {}, no_seq});
  return text;
}
std::string bytes_words(const Scene& s) {
  return count_of(s.count(), "byte") + (s.has_text() ? ": " + s.text(40) : std::string());
}
std::string with_text(const Scene& s, std::string_view words) {
  return s.has_text() ? std::string(words) + ": " + s.text() : std::string(words);
}

}  // namespace

Text program_begin(const Scene& s) {
  return only(s, with_text(s, "the program starts"));
}
Text program_end(const Scene& s) {
  return only(s, with_text(s, "the program ends"));
}
Text source_file(const Scene& s) {
  return only(s, with_text(s, "a file of the program"));
}
Text output(const Scene& s) {
  return only(s, "prints " + s.text());
}
Text blocking_call(const Scene& s) {
  return (doer(s) << " blocks everything for " << seconds(s.event.value.number)).take();
}
Text clock_advanced(const Scene& s) {
  return only(s, "the clock moves by " + seconds(s.event.value.number));
}

Text loop_run(const Scene& s) {
  return only(s, "the loop begins to run");
}
Text loop_stop(const Scene& s) {
  return only(s, "the loop is asked to stop");
}
Text loop_idle(const Scene& s) {
  return only(s, "the loop stops running");
}
Text loop_closed(const Scene& s) {
  return only(s, "the loop is closed");
}
Text turn_begin(const Scene& s) {
  return only(s, "turn " + std::to_string(s.event.value.integer) + " begins");
}
Text phase_begin(const Scene& s) {
  return only(s, "phase " + std::string(arg_word(s.event.kind, s.event.arg)));
}
Text select_enter(const Scene& s) {
  const double timeout = s.event.value.number;
  if (!(timeout > 0)) return only(s, "select polls");
  if (timeout == infinity) return only(s, "select sleeps for ever");
  Words words = s.say() << "select sleeps up to " << seconds(timeout);
  if (s.object()) words << ", for " << s.object();
  return words.take();
}
Text select_return(const Scene& s) {
  const std::int64_t ready = s.event.value.integer;
  if (ready > 0) return only(s, "select returns: " + std::to_string(ready) + " ready");
  if (s.arg<SelectOutcome>() == SelectOutcome::jumped) return only(s, "the clock jumped: nothing ready");
  return only(s, "select returns: nothing ready");
}
Text select_elided(const Scene& s) {
  return only(s, "select is left out");
}
Text io_ready(const Scene& s) {
  return of_subject(s, s.arg<Direction>() == Direction::read ? " is readable" : " is writable");
}
Text timer_due(const Scene& s) {
  return of_subject(s, " is due → ready queue");
}
Text exception_handler(const Scene& s) {
  return only(s, with_text(s, "the loop reports an exception"));
}

Text handle_created(const Scene& s) {
  return handle_then(s, " is made");
}
Text handle_scheduled(const Scene& s) {
  return handle_then(s, " → ready queue");
}
Text timer_scheduled(const Scene& s) {
  return of_subject(s, " is set for " + seconds(s.event.value.number));
}
Text handle_cancelled(const Scene& s) {
  return of_subject(s, " is cancelled");
}
Text handle_begin(const Scene& s) {
  return handle_then(s, " runs");
}
Text handle_end(const Scene& s) {
  return of_subject(s, " has run");
}
Text handle_skipped(const Scene& s) {
  return of_subject(s, " is skipped");
}

Text future_created(const Scene& s) {
  return of_subject(s, s.has_text() ? " is made, for " + s.text() : " is made");
}
Text callback_added(const Scene& s) {
  return of_subject(s, " gets the callback " + s.text());
}
Text callback_removed(const Scene& s) {
  return of_subject(s, " loses the callback " + s.text());
}
Text future_result(const Scene& s) {
  return of_subject(s, " := " + (s.has_text() ? s.text() : "finished"));
}
Text future_exception(const Scene& s) {
  return of_subject(s, " := exception " + s.text());
}
Text future_cancelled(const Scene& s) {
  return of_subject(s, " := cancelled");
}
Text never_retrieved(const Scene& s) {
  return of_subject(s, ": exception never retrieved");
}
Text future_released(const Scene& s) {
  return of_subject(s, " is gone");
}

Text task_created(const Scene& s) {
  return (s.say() << "task " << s.subject() << " is made").take();
}
Text task_renamed(const Scene& s) {
  return of_subject(s, " is renamed " + s.text());
}
Text task_step(const Scene& s) {
  const bool sends = s.arg<SendMode>() == SendMode::send;
  return of_subject(s, (sends ? " sends " : " throws ") + s.text(40) + " into its coroutine");
}
Text task_waits(const Scene& s) {
  return (s.say() << s.subject() << " waits for " << s.object()).take();
}
Text task_yields(const Scene& s) {
  return of_subject(s, " lets the others run");
}
Text task_cancel(const Scene& s) {
  return (s.say() << "cancel() on " << s.subject()).take();
}

Text coroutine_created(const Scene& s) {
  return of_subject(s, " is made, not started");
}
Text coroutine_resumed(const Scene& s) {
  const Id innermost = s.object() ? s.object() : s.subject();
  if (s.arg<SendMode>() == SendMode::close) return (s.say() << innermost << " is closed").take();
  const char* how = s.arg<SendMode>() == SendMode::send ? " receives " : " has thrown in: ";
  return (s.say() << innermost << how << s.text(40)).take();
}
Text coroutine_awaits(const Scene& s) {
  return (s.say() << s.subject() << " awaits " << s.object()).take();
}
Text coroutine_yielded(const Scene& s) {
  return of_subject(s, " yields " + s.text());
}
Text coroutine_returned(const Scene& s) {
  return of_subject(s, " returns " + s.text());
}
Text coroutine_raised(const Scene& s) {
  return of_subject(s, " raises " + s.text());
}
Text never_awaited(const Scene& s) {
  return of_subject(s, " was never awaited");
}
Text coroutine_released(const Scene& s) {
  return of_subject(s, " is gone");
}

Text socket_opened(const Scene& s) {
  return of_subject(s, " is opened");
}
Text socket_closed(const Scene& s) {
  return of_subject(s, " is closed");
}
Text interest_added(const Scene& s) {
  return of_subject(s, " is watched for " + direction_words(s.arg<Direction>()));
}
Text interest_removed(const Scene& s) {
  return of_subject(s, " is no longer watched for " + direction_words(s.arg<Direction>()));
}
Text socket_received(const Scene& s) {
  switch (s.arg<IoResult>()) {
    case IoResult::ok:
      return (s.say() << "recv from " << s.subject() << ": " << bytes_words(s)).take();
    case IoResult::would_block:
      return (s.say() << "recv from " << s.subject() << ": nothing there").take();
    case IoResult::eof:
      return (s.say() << "recv from " << s.subject() << ": end of the stream").take();
    case IoResult::error:
      break;
  }
  return (s.say() << "recv from " << s.subject() << " fails: " << s.text()).take();
}
Text socket_sent(const Scene& s) {
  switch (s.arg<IoResult>()) {
    case IoResult::ok:
      return (s.say() << "send to " << s.subject() << ": " << bytes_words(s)).take();
    case IoResult::would_block:
      return (s.say() << "send to " << s.subject() << ": buffer full").take();
    default:
      break;
  }
  return (s.say() << "send to " << s.subject() << " fails: " << s.text()).take();
}
Text socket_accepted(const Scene& s) {
  if (!s.object()) return of_subject(s, ": nobody to accept");
  return (s.say() << s.subject() << " accepts " << s.object()).take();
}
Text socket_connected(const Scene& s) {
  switch (s.arg<IoResult>()) {
    case IoResult::ok:
      return of_subject(s, " is connected");
    case IoResult::would_block:
      return of_subject(s, " is being connected");
    default:
      return of_subject(s, " can't connect: " + s.text());
  }
}
Text closed_while_registered(const Scene& s) {
  return of_subject(s, " was closed while it was watched");
}

Text world_sent(const Scene& s) {
  return (s.say() << "the other end sends " << s.subject() << ' ' << bytes_words(s)).take();
}
Text world_read(const Scene& s) {
  return (s.say() << "the other end of " << s.subject() << " reads " << count_of(s.count(), "byte")).take();
}
Text world_closed(const Scene& s) {
  return (s.say() << "the other end of " << s.subject() << " closes").take();
}
Text world_reset(const Scene& s) {
  return (s.say() << "the other end of " << s.subject() << " resets").take();
}
Text world_cancelled(const Scene& s) {
  return (s.say() << "the outside cancels " << s.subject()).take();
}

}  // namespace orrery::model::headlines
