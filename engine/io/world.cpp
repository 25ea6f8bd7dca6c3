#include "engine/io/world.hpp"

#include <fcntl.h>
#include <sys/socket.h>

#include <algorithm>
#include <cerrno>

namespace orrery::io {

using event::Kind;
using event::no_seq;

namespace {

constexpr std::size_t read_chunk = 64 * 1024;  // bytes

WorldAction action(double at, WorldAction::Type type, std::string target) {
  WorldAction made;
  made.at = at;
  made.type = type;
  made.target = std::move(target);
  return made;
}

bool temporary(int error) {
  return error == EAGAIN || error == EWOULDBLOCK || error == EINTR;
}

}  // namespace

WorldAction WorldAction::send(double at, std::string socket, std::string bytes) {
  WorldAction made = action(at, Type::send, std::move(socket));
  made.bytes = std::move(bytes);
  return made;
}
WorldAction WorldAction::send_bytes(double at, std::string socket, std::size_t count) {
  return send(at, std::move(socket), pattern(count));
}
std::string WorldAction::pattern(std::size_t count) {
  constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyz";
  std::string bytes(count, ' ');
  for (std::size_t i = 0; i < count; ++i) bytes[i] = letters[i % letters.size()];
  return bytes;
}
WorldAction WorldAction::read(double at, std::string socket, std::size_t count) {
  WorldAction made = action(at, Type::read, std::move(socket));
  made.count = count;
  return made;
}
WorldAction WorldAction::close(double at, std::string socket) {
  return action(at, Type::close, std::move(socket));
}
WorldAction WorldAction::reset(double at, std::string socket) {
  return action(at, Type::reset, std::move(socket));
}
WorldAction WorldAction::cancel(double at, std::string task) {
  return action(at, Type::cancel, std::move(task));
}

World::World(loop::Environment& environment) : environment_(environment), network_(environment), servers_(network_) {}

Ref<Socket> World::add_socket(std::string name, int send_buffer) {
  if (find(name)) throw loop::ValueError("there is a socket named \"" + name + "\" already");
  int fds[2];
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0, fds) < 0)
    environment_.errors().make_os(errno, {})->raise();
  UniqueFd theirs(fds[0]);
  UniqueFd ours(fds[1]);
  auto program = loop::make<Socket>(environment_, std::move(theirs), Socket::Identity{{}, {}, -1, name, false});
  if (send_buffer > 0) program->set_send_buffer(send_buffer);
  ends_.push_back({std::move(name), program, std::move(ours), {}, 0, false});
  return program;
}

World::End* World::find(std::string_view name) {
  const auto found = std::find_if(ends_.begin(), ends_.end(), [name](const End& end) { return end.name == name; });
  return found == ends_.end() ? nullptr : &*found;
}

Ref<Socket> World::socket(std::string_view name) const {
  for (const End& end : ends_)
    if (end.name == name) return end.program;
  return nullptr;
}

std::vector<std::string> World::socket_names() const {
  std::vector<std::string> names;
  for (const End& end : ends_) names.push_back(end.name);
  return names;
}

void World::add_action(WorldAction added) {
  if (added.type != WorldAction::Type::cancel && !find(added.target))
    throw loop::ValueError("no socket named \"" + added.target + "\"");
  const auto place = std::upper_bound(actions_.begin(), actions_.end(), added.at,
                                      [](double at, const WorldAction& other) { return at < other.at; });
  actions_.insert(place, std::move(added));
}

double World::next_moment() const {
  return std::min(next_action(), servers_.next_moment());
}

double World::next_action() const {
  return actions_.empty() ? loop::forever : actions_.front().at;
}

// What the world does has no cause inside the run.
void World::pass(double time) {
  const event::CauseScope outside(probe(), no_seq);
  servers_.listen();
  while (next_moment() <= time) {
    if (servers_.next_moment() < next_action()) {
      servers_.act(next_moment());
      continue;
    }
    const WorldAction next = std::move(actions_.front());
    actions_.erase(actions_.begin());
    perform(next);
  }
}

bool World::carry_on() {
  const event::CauseScope outside(probe(), no_seq);
  bool moved = servers_.carry_on();
  for (End& end : ends_) {
    moved |= flush(end);
    moved |= drain(end);
  }
  return moved;
}

void World::perform(const WorldAction& next) {
  if (next.type == WorldAction::Type::cancel) return cancel(next.target);
  End& end = *find(next.target);
  if (end.ours.get() < 0 || end.closing) return;  // hung up already: nothing it could do
  switch (next.type) {
    case WorldAction::Type::send:
      end.backlog += next.bytes;
      flush(end);
      break;
    case WorldAction::Type::read:
      end.to_read += next.count;
      drain(end);
      break;
    case WorldAction::Type::close:
      close(end);
      break;
    case WorldAction::Type::reset:
      reset(end);
      break;
    case WorldAction::Type::cancel:
      break;
  }
}

event::Seq World::emit(Kind kind, const End& end, std::string_view bytes, std::size_t count) {
  if (!probe()) return no_seq;
  const std::string text = describe(kind).shape == event::Shape::none ? std::string() : loop::bytes_repr(bytes);
  return probe()->emit_text(kind, end.program->id(), {}, 0, text, static_cast<std::uint32_t>(count));
}

loop::Descriptor* World::program_side(const End& end) {
  return probe() && !end.program->closed() ? &environment_.descriptors().at(end.program->fileno()) : nullptr;
}

// Sends as much as the kernel takes. If the program has closed its end, the rest has nowhere to go.
bool World::flush(End& end) {
  if (end.backlog.empty() || end.ours.get() < 0) return false;
  const ssize_t taken = ::send(end.ours.get(), end.backlog.data(), end.backlog.size(), MSG_NOSIGNAL);
  if (taken < 0 && temporary(errno)) return false;
  const std::size_t count = taken < 0 ? end.backlog.size() : static_cast<std::size_t>(taken);
  if (taken > 0) {
    const event::Seq seq = emit(Kind::world_sent, end, std::string_view(end.backlog).substr(0, count), count);
    loop::Descriptor* there = program_side(end);
    if (there && there->readable_because == no_seq) there->readable_because = seq;
  }
  end.backlog.erase(0, count);
  if (end.backlog.empty() && end.closing) close(end);
  return taken > 0;
}

// Reads as much as has come of what it wants. At the end of the stream it wants no more.
bool World::drain(End& end) {
  if (end.to_read == 0 || end.ours.get() < 0) return false;
  std::string bytes;
  std::string chunk(std::min(end.to_read, read_chunk), ' ');
  ssize_t got = 0;
  while (bytes.size() < end.to_read) {
    got = ::recv(end.ours.get(), chunk.data(), std::min(chunk.size(), end.to_read - bytes.size()), 0);
    if (got <= 0) break;
    bytes.append(chunk, 0, static_cast<std::size_t>(got));
  }
  end.to_read -= bytes.size();
  if (bytes.size() > 0 && end.to_read > 0 && got == 0) end.to_read = 0;
  if (bytes.empty()) return false;
  const event::Seq seq = emit(Kind::world_read, end, bytes, bytes.size());
  if (loop::Descriptor* there = program_side(end)) there->writable_because = seq;
  return true;
}

void World::close(End& end) {
  end.closing = true;
  if (!end.backlog.empty()) return;
  const event::Seq seq = emit(Kind::world_closed, end, {}, 0);
  if (loop::Descriptor* there = program_side(end)) there->ended_because = there->writable_because = seq;
  end.ours.reset();
}

// A UNIX socket closed with bytes unread resets its peer, as TCP does on RST. So there must be a byte unread: one is
// sent from the program's end, in the kernel only.
void World::reset(End& end) {
  const event::Seq seq = emit(Kind::world_reset, end, {}, 0);
  if (!end.program->closed()) {
    const char byte = 0;
    const ssize_t sent = ::send(end.program->fileno(), &byte, 1, MSG_NOSIGNAL);
    if (sent < 0 && !temporary(errno) && errno != EPIPE) environment_.errors().make_os(errno, {})->raise();
  }
  if (loop::Descriptor* there = program_side(end)) there->ended_because = there->writable_because = seq;
  end.backlog.clear();
  end.closing = true;
  end.ours.reset();
}

void World::cancel(const std::string& name) {
  const Ref<loop::Task> task = find_task_ ? find_task_(name) : nullptr;
  const event::Seq seq =
      probe() ? probe()->emit_text(Kind::world_cancelled, task ? task->id() : event::Id(), {}, 0, name) : no_seq;
  const event::CauseScope because(probe(), seq);
  if (task && task->cancel()) stirred_ = true;
}

}  // namespace orrery::io
