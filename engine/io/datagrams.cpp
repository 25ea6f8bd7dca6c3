#include "engine/io/datagrams.hpp"

#include <sys/socket.h>

#include <algorithm>
#include <cerrno>

#include "engine/io/network.hpp"

namespace orrery::io {
namespace {

bool is_everywhere(const Address& address) {
  return address.host == "0.0.0.0";
}

bool overlap(const Address& a, const Address& b) {
  return a.port == b.port && (a.host == b.host || is_everywhere(a) || is_everywhere(b));
}

Address reachable(Address address) {
  if (is_everywhere(address) || address.host.empty()) address.host = "127.0.0.1";
  return address;
}

}  // namespace

void Datagrams::add(Socket& socket, UniqueFd bell) {
  boxes_.emplace(&socket, Box{&socket, std::move(bell), {}, 0, false});
}

bool Datagrams::in_use(const Address& address, bool reuse) const noexcept {
  return std::any_of(boxes_.begin(), boxes_.end(), [&](const auto& each) {
    const Socket::Simulated& own = *each.second.socket->simulated_;
    return own.local.port != 0 && overlap(own.local, address) && !(reuse && own.reuse_address);
  });
}

int Datagrams::free_port() noexcept {
  while (in_use({"0.0.0.0", next_port_}, false)) ++next_port_;
  return next_port_++;
}

void Datagrams::bind(Socket& socket, Address address) {
  Socket::Simulated& own = *socket.simulated_;
  if (own.local.port != 0) network_.fail(EINVAL);
  if (!is_everywhere(address) && !address.host.starts_with("127.")) network_.fail(EADDRNOTAVAIL);
  if (address.port == 0) address.port = free_port();
  if (in_use(address, own.reuse_address)) network_.fail(EADDRINUSE);
  own.local = address;
}

void Datagrams::be_bound(Socket& socket, const std::string& host) {
  Socket::Simulated& own = *socket.simulated_;
  if (own.local.port == 0) own.local = {host, free_port()};
}

void Datagrams::connect(Socket& socket, Address address) {
  be_bound(socket, "127.0.0.1");
  socket.simulated_->remote = reachable(std::move(address));
  socket.simulated_->connected = true;
}

// Who is connected takes datagrams from there alone.
Datagrams::Box* Datagrams::box_at(const Address& address, const Socket& from) noexcept {
  const Address sender = reachable(from.simulated_->local);
  for (auto& [socket, box] : boxes_) {
    const Socket::Simulated& own = *box.socket->simulated_;
    if (own.local.port == 0 || !overlap(own.local, address)) continue;
    if (!own.connected || (own.remote.host == sender.host && own.remote.port == sender.port)) return &box;
  }
  return nullptr;
}

void Datagrams::ring(Box& box) {
  const char byte = 0;
  if (!box.rung && ::send(box.bell.get(), &byte, 1, MSG_NOSIGNAL) != 1) network_.fail(errno);
  box.rung = true;
}

void Datagrams::hush(Box& box) {
  char byte = 0;
  if (!box.rung || !box.waiting.empty() || box.error != 0) return;
  if (::recv(box.socket->fileno(), &byte, 1, 0) != 1) network_.fail(errno);
  box.rung = false;
}

long Datagrams::take_error(Box& box) {
  const int error = std::exchange(box.error, 0);
  hush(box);
  return errno = error, -1;
}

long Datagrams::receive(Socket& socket, std::string& into, std::size_t count, Address& from) {
  Box& box = box_of(socket);
  if (box.error != 0) return take_error(box);
  if (box.waiting.empty()) return errno = EAGAIN, -1;
  Datagram datagram = std::move(box.waiting.front());
  box.waiting.pop_front();
  hush(box);
  into = datagram.bytes.substr(0, count);
  from = std::move(datagram.from);
  return static_cast<long>(into.size());
}

long Datagrams::send(Socket& socket, std::string_view bytes, const Address* to, Socket*& receiver) {
  Socket::Simulated& own = *socket.simulated_;
  Box& box = box_of(socket);
  if (box.error != 0) return take_error(box);
  if (!to && !own.connected) return errno = EDESTADDRREQ, -1;
  if (bytes.size() > most) return errno = EMSGSIZE, -1;
  be_bound(socket, "0.0.0.0");
  const Address there = to ? reachable(*to) : own.remote;
  if (Box* const other = box_at(there, socket)) {
    other->waiting.push_back({std::string(bytes), reachable(own.local)});
    ring(*other);
    receiver = other->socket;
  } else if (own.connected) {
    box.error = ECONNREFUSED;
    ring(box);
  }
  return static_cast<long>(bytes.size());
}

}  // namespace orrery::io
