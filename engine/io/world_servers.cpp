#include "engine/io/world_servers.hpp"

#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>

namespace orrery::io {

using event::Kind;
using event::no_seq;

namespace {

bool temporary(int error) {
  return error == EAGAIN || error == EWOULDBLOCK || error == EINTR;
}

}  // namespace

WorldServers::WorldServers(Network& network) : network_(network) {
  network.set_outside({[this](Socket& socket, const Address& address) { return connect(socket, address); },
                       [this](const Socket& socket) { forget(socket); }});
}

void WorldServers::add(std::string_view host, int port, std::vector<ServerStep> steps) {
  servers_.push_back({{network_.add_host(host), port}, std::move(steps)});
}

// The program's descriptor becomes one end of a pair; the other is ours.
bool WorldServers::connect(Socket& socket, const Address& address) {
  const auto server = std::find_if(servers_.begin(), servers_.end(), [&](const Server& each) {
    return each.address.host == address.host && each.address.port == address.port;
  });
  if (server == servers_.end()) return false;
  int fds[2];
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0, fds) < 0)
    network_.environment().errors().make_os(errno, {})->raise();
  const UniqueFd theirs(fds[0]);
  UniqueFd ours(fds[1]);
  if (::dup3(theirs.get(), socket.fileno(), O_CLOEXEC) < 0) network_.environment().errors().make_os(errno, {})->raise();
  connections_.push_back({&*server, &socket, std::move(ours)});
  wait_for_step(connections_.back());
  return true;
}

bool WorldServers::finished(const Connection& connection) const noexcept {
  return connection.step >= connection.server->steps.size();
}

// Sets the moment of the next step, if what it waits for has come.
void WorldServers::wait_for_step(Connection& connection) {
  connection.due = loop::forever;
  if (finished(connection)) return connection.received.clear();
  const ServerStep& next = connection.server->steps[connection.step];
  const std::size_t place = connection.received.find(next.on);
  if (place == std::string::npos) return;
  connection.received.erase(0, place + next.on.size());
  connection.due = (clock_ ? clock_->now() : 0) + next.after;
}

double WorldServers::next_moment() const noexcept {
  double moment = loop::forever;
  for (const Connection& each : connections_) moment = std::min(moment, each.due);
  return moment;
}

void WorldServers::act(double time) {
  for (std::size_t i = 0; i < connections_.size(); ++i)
    if (connections_[i].due <= time) perform(connections_[i]);
  std::erase_if(connections_, [](const Connection& each) { return each.ours.get() < 0; });
}

bool WorldServers::listen() {
  bool moved = false;
  for (Connection& each : connections_)
    if (read(each)) {
      moved = true;
      if (each.due == loop::forever && !each.closing) wait_for_step(each);
    }
  return moved;
}

bool WorldServers::carry_on() {
  bool moved = listen();
  for (Connection& each : connections_) moved |= flush(each);
  const double now = clock_ ? clock_->now() : 0;
  if (next_moment() > now) return moved;
  act(now);
  return true;
}

bool WorldServers::read(Connection& connection) {
  char chunk[16384];
  std::string bytes;
  for (ssize_t got = 0; (got = ::recv(connection.ours.get(), chunk, sizeof chunk, 0)) > 0;)
    bytes.append(chunk, static_cast<std::size_t>(got));
  if (bytes.empty()) return false;
  const event::Seq seq = emit(Kind::world_read, connection, bytes);
  if (loop::Descriptor* there = program_side(connection)) there->writable_because = seq;
  if (!finished(connection)) connection.received += bytes;
  return true;
}

void WorldServers::perform(Connection& connection) {
  const ServerStep& step = connection.server->steps[connection.step++];
  if (step.type != ServerStep::Type::send) return hang_up(connection, step.type == ServerStep::Type::reset);
  connection.backlog += step.bytes;
  flush(connection);
  wait_for_step(connection);
}

// Sends as much as the kernel takes. If the program has closed its end, the rest has nowhere to go.
bool WorldServers::flush(Connection& connection) {
  if (connection.backlog.empty() || connection.ours.get() < 0) return false;
  const ssize_t taken =
      ::send(connection.ours.get(), connection.backlog.data(), connection.backlog.size(), MSG_NOSIGNAL);
  if (taken < 0 && temporary(errno)) return false;
  if (taken < 0) {
    connection.backlog.clear();
    if (connection.closing) hang_up(connection, false);
    return false;
  }
  const auto count = static_cast<std::size_t>(taken);
  const event::Seq seq = emit(Kind::world_sent, connection, std::string_view(connection.backlog).substr(0, count));
  loop::Descriptor* there = program_side(connection);
  if (there && there->readable_because == no_seq) there->readable_because = seq;
  connection.backlog.erase(0, count);
  if (connection.backlog.empty() && connection.closing) hang_up(connection, false);
  return true;
}

// A UNIX socket closed with bytes unread resets its peer, as TCP does on RST: one is sent from the program's end.
void WorldServers::hang_up(Connection& connection, bool reset) {
  connection.due = loop::forever;
  connection.closing = true;
  if (!connection.backlog.empty() && !reset) return;  // not before it is gone
  const event::Seq seq = emit(reset ? Kind::world_reset : Kind::world_closed, connection, {});
  if (loop::Descriptor* there = program_side(connection)) there->ended_because = there->writable_because = seq;
  const char byte = 0;
  if (reset && connection.program && ::send(connection.program->fileno(), &byte, 1, MSG_NOSIGNAL) < 0 &&
      !temporary(errno) && errno != EPIPE)
    network_.environment().errors().make_os(errno, {})->raise();
  connection.ours.reset();
}

loop::Descriptor* WorldServers::program_side(const Connection& connection) {
  return probe() && connection.program ? &network_.environment().descriptors().at(connection.program->fileno())
                                       : nullptr;
}

event::Seq WorldServers::emit(Kind kind, const Connection& connection, std::string_view bytes) {
  if (!probe() || !connection.program) return no_seq;
  const std::string text = describe(kind).shape == event::Shape::none ? std::string() : loop::bytes_repr(bytes);
  return probe()->emit_text(kind, connection.program->id(), {}, 0, text, static_cast<std::uint32_t>(bytes.size()));
}

void WorldServers::forget(const Socket& socket) noexcept {
  for (Connection& each : connections_)
    if (each.program == &socket) each.program = nullptr;
}

}  // namespace orrery::io
