#include "engine/script/module/select_call.hpp"

#include <fmt/format.h>

#include <cerrno>

#include "engine/io/polling.hpp"
#include "engine/script/module/threads.hpp"
#include "engine/script/object/exception.hpp"
#include "engine/script/object/number.hpp"
#include "engine/script/object/operators.hpp"

namespace orrery::script {
namespace {

using event::Kind;

[[noreturn]] void nobody_will_come() {
  loop::Deadlock deadlock;
  deadlock.text = "select() blocks for ever: nothing can reach its descriptors any more";
  throw deadlock;
}

event::SelectReason reason_of(double timeout) {
  if (timeout <= 0) return event::SelectReason::ready_handles;
  return timeout == loop::forever ? event::SelectReason::forever : event::SelectReason::next_timer;
}

// One direction each, as the loop does it.
void note_ready(Runtime& rt, event::Probe& probe, const loop::Ready& ready) {
  const loop::Descriptor& known = rt.environment().descriptors().at(ready.fd);
  if (!known.id) return;
  const auto note = [&](event::Direction direction, event::Seq cause) {
    const event::CauseScope because(&probe, cause != event::no_seq ? cause : probe.cause);
    probe.emit(Kind::io_ready, known.id, {}, direction);
  };
  if (ready.read) note(event::Direction::read, known.read_cause());
  if (ready.write) note(event::Direction::write, known.writable_because);
}

void note_return(Runtime& rt, event::Probe& probe, const loop::Selected& selected,
                 const std::vector<loop::Ready>& ready) {
  const event::Seq seq =
      probe.emit(Kind::select_return, {}, {}, selected.outcome, {.integer = static_cast<std::int64_t>(ready.size())});
  const event::CauseScope because(&probe, seq);
  for (const loop::Ready& each : ready) note_ready(rt, probe, each);
}

}  // namespace

std::vector<loop::Ready> select_call(Runtime& rt, const std::vector<Asked>& asked, double timeout) {
  Outside& outside = modules_of(rt).outside();
  for (const Asked& each : asked)
    if (!io::is_open(each.fd)) raise_os_error(rt, EBADF);
  const auto selector = beside_threads(outside.new_selector(), threads_of(rt));
  for (const Asked& each : asked) selector->watch(each.fd, each.interest);
  event::Probe* probe = rt.environment().probe();
  if (probe) probe->emit(Kind::select_enter, {}, {}, reason_of(timeout), {.number = timeout});
  std::vector<loop::Ready> ready;
  const loop::Selected selected = selector->select({timeout, outside.clock().now() + timeout}, ready);
  if (selected.hopeless) nobody_will_come();
  if (probe) probe->now = outside.clock().now();
  if (probe) note_return(rt, *probe, selected, ready);
  return ready;
}

double timeout_of(Runtime& rt, const Value& v, double unit, bool negative_waits) {
  if (v.is_none() || is_unset(v)) return loop::forever;
  if (!is_int(v) && !is_float(v)) raise_type_error(rt, "timeout must be a float or None");
  const double timeout = to_double(rt, v) / unit;
  if (timeout >= 0) return timeout;
  if (!negative_waits) raise_value_error(rt, "timeout must be non-negative");
  return loop::forever;
}

int selectable(Runtime& rt, const Value& v) {
  Value fd = v;
  if (!is_int(fd)) {
    const Value method = getattr_or_unset(rt, v, rt.heap().intern("fileno"));
    if (is_unset(method)) raise_type_error(rt, "argument must be an int, or have a fileno() method.");
    fd = call(rt, method);
  }
  const std::int64_t number = index_number(rt, fd, rt.types().overflow_error);
  if (number < 0) raise_value_error(rt, fmt::format("file descriptor cannot be a negative integer ({})", number));
  return static_cast<int>(number);
}

}  // namespace orrery::script
