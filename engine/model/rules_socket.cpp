// Sockets and the world at their other end.
#include <algorithm>

#include "engine/model/rules.hpp"

namespace orrery::model::rules {
namespace {

using event::Direction;
using event::IoResult;

// The socket of an event, with the moment noted. Null if it was never opened.
Socket* touched(Fold& f, Id id) {
  Socket* s = f.socket(id);
  if (s) s->last = f.now();
  return s;
}

Socket* with_result(Fold& f) {
  Socket* s = touched(f, f.subject());
  if (!s) return nullptr;
  s->has_result = true;
  s->last_result = f.arg(IoResult::error);
  return s;
}

void take(std::uint64_t& from, std::uint64_t count) {
  from -= std::min(from, count);
}

Id& interest(Socket& s, Direction direction) {
  return direction == Direction::read ? s.reader : s.writer;
}

}  // namespace

void socket_opened(Fold& f) {
  if (f.subject().sort() != Sort::socket) return;
  Socket& s = f.state.sockets.edit(f.subject().ordinal());
  s = {};
  s.name = f.text();
  s.fd = static_cast<std::int32_t>(f.extra());
  s.peer = f.object();
  s.opened = s.last = f.now();
  if (Socket* peer = f.socket(f.object())) peer->peer = f.subject();
}

void socket_closed(Fold& f) {
  Socket* s = touched(f, f.subject());
  if (!s) return;
  s->closed = true;
  if (Socket* peer = f.socket(s->peer)) peer->peer_closed = true;
}

void interest_added(Fold& f) {
  Socket* s = touched(f, f.subject());
  if (!s) return;
  const auto direction = f.arg(Direction::write);
  interest(*s, direction) = f.object();
  Handle* h = f.handle(f.object());
  if (!h) return;
  h->socket = f.subject();
  h->direction = direction;
  f.state.called_handle.edit(f.object().ordinal()).socket = f.subject();
  if (h->state == HandleState::created) h->state = HandleState::registered;
}

void interest_removed(Fold& f) {
  Socket* s = touched(f, f.subject());
  if (!s) return;
  const Id removed = std::exchange(interest(*s, f.arg(Direction::write)), Id{});
  const Handle* h = f.state.handle(removed);
  if (!h || h->state == HandleState::ready || h->state == HandleState::running) return;
  if (h->state == HandleState::cancelled && f.state.ready.position(removed)) return;
  retire(f, removed);
}

void socket_received(Fold& f) {
  Socket* s = with_result(f);
  if (!s) return;
  if (s->last_result == IoResult::eof) s->eof = true;
  if (s->last_result != IoResult::ok) return;
  s->read += f.extra();
  take(s->incoming, f.extra());
  if (Socket* peer = f.socket(s->peer)) take(peer->outgoing, f.extra());
}

void socket_sent(Fold& f) {
  Socket* s = with_result(f);
  if (!s || s->last_result != IoResult::ok) return;
  s->written += f.extra();
  s->outgoing += f.extra();
  if (Socket* peer = f.socket(s->peer)) peer->incoming += f.extra();
}

void socket_accepted(Fold& f) {
  if (Socket* s = with_result(f)) s->listening = true;
}

void socket_connected(Fold& f) {
  with_result(f);
}
void closed_while_registered(Fold& f) {
  touched(f, f.subject());
}

void world_sent(Fold& f) {
  if (Socket* s = touched(f, f.subject())) s->incoming += f.extra();
}

void world_read(Fold& f) {
  if (Socket* s = touched(f, f.subject())) take(s->outgoing, f.extra());
}

void world_closed(Fold& f) {
  if (Socket* s = touched(f, f.subject())) s->peer_closed = true;
}

void world_reset(Fold& f) {
  Socket* s = touched(f, f.subject());
  if (!s) return;
  s->reset = s->peer_closed = true;
  s->incoming = 0;
}

void world_cancelled(Fold&) {}

}  // namespace orrery::model::rules
