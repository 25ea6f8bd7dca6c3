#include "engine/loop/drive.hpp"

namespace orrery::loop {

using event::Kind;
using event::SendMode;

namespace {

event::Seq note_resumed(event::Probe& probe, const Coroutine& coroutine, SendMode mode, event::Name shown) {
  return probe.emit(Kind::coroutine_resumed, coroutine.id(), coroutine.innermost(), static_cast<std::uint8_t>(mode),
                    {.text = {shown, 0}});
}

// What a coroutine leaves behind as the line being executed is for its yield alone.
class LineOfTheDriver {
 public:
  explicit LineOfTheDriver(event::Probe& probe) noexcept : probe_(probe), line_(probe.line) {}
  ~LineOfTheDriver() { probe_.line = line_; }
  LineOfTheDriver(const LineOfTheDriver&) = delete;
  LineOfTheDriver& operator=(const LineOfTheDriver&) = delete;

 private:
  event::Probe& probe_;
  std::uint16_t line_;
};

Sent note_yielded(Environment& environment, const Coroutine& coroutine, Sent sent) {
  if (sent.outcome == Sent::Outcome::yielded)
    environment.probe()->emit(Kind::coroutine_yielded, coroutine.innermost(), coroutine.id(), 0,
                              {.text = {environment.shown(sent.value), 0}});
  return sent;
}

}  // namespace

Sent drive_send(Environment& environment, Coroutine& coroutine, Value value) {
  if (!environment.probe()) return coroutine.send(std::move(value));
  const Value shown = value;
  return drive_send(environment, coroutine, std::move(value), shown);
}

Sent drive_send(Environment& environment, Coroutine& coroutine, Value value, const Value& shown) {
  event::Probe* probe = environment.probe();
  if (!probe) return coroutine.send(std::move(value));
  const LineOfTheDriver line(*probe);
  const event::CauseScope because(probe,
                                  note_resumed(*probe, coroutine, SendMode::send, environment.shown(shown)));
  return note_yielded(environment, coroutine, coroutine.send(std::move(value)));
}

Sent drive_throw(Environment& environment, Coroutine& coroutine, Ref<Error> error) {
  event::Probe* probe = environment.probe();
  if (!probe) return coroutine.throw_in(std::move(error));
  const LineOfTheDriver line(*probe);
  const event::CauseScope because(probe, note_resumed(*probe, coroutine, SendMode::throw_in, probe->intern(error->repr())));
  return note_yielded(environment, coroutine, coroutine.throw_in(std::move(error)));
}

Sent drive_close(Environment& environment, Coroutine& coroutine) {
  event::Probe* probe = environment.probe();
  if (!probe) return coroutine.close();
  const event::CauseScope because(probe, note_resumed(*probe, coroutine, SendMode::close, 0));
  return coroutine.close();
}

}  // namespace orrery::loop
