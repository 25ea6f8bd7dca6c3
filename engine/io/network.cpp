#include "engine/io/network.hpp"

#include <arpa/inet.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstddef>

namespace orrery::io {

using event::no_seq;

namespace {

constexpr int roomy = 4 << 20;  // bytes: what a TCP connection over the loopback takes before it says "wait"

bool is_numeric(const std::string& host) {
  in_addr address{};
  return ::inet_pton(AF_INET, host.c_str(), &address) == 1;
}

bool is_everywhere(const Address& address) {
  return address.host == "0.0.0.0";
}

bool overlap(const Address& a, const Address& b) {
  return a.port == b.port && (a.host == b.host || is_everywhere(a) || is_everywhere(b));
}

// The kernel finds a name in the abstract namespace that nobody has.
bool autobind(int fd) {
  sockaddr_un native{};
  native.sun_family = AF_UNIX;
  return ::bind(fd, reinterpret_cast<const sockaddr*>(&native), sizeof(sa_family_t)) == 0;
}

std::string path_of(const sockaddr_un& native, socklen_t length) {
  const std::size_t header = offsetof(sockaddr_un, sun_path);
  return length > header ? std::string(native.sun_path, length - header) : std::string();
}

std::string path_of(int fd) {
  sockaddr_un native{};
  socklen_t length = sizeof native;
  return ::getsockname(fd, reinterpret_cast<sockaddr*>(&native), &length) == 0 ? path_of(native, length) : "";
}

bool connect_to(int fd, const std::string& path) {
  sockaddr_un native{};
  native.sun_family = AF_UNIX;
  std::copy(path.begin(), path.end(), native.sun_path);
  const auto length = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + path.size());
  return ::connect(fd, reinterpret_cast<const sockaddr*>(&native), length) == 0;
}

}  // namespace

Network::Network(loop::Environment& environment, NetworkKind kind) : environment_(environment), kind_(kind) {}

void Network::fail(int error) const {
  environment_.errors().make_os(error, {})->raise();
  throw loop::RuntimeError("an error that doesn't raise");
}

Ref<Socket> Network::tcp() {
  if (kind_ == NetworkKind::loopback) {
    const Ref<Socket> socket = Socket::tcp(environment_);
    socket->join(*this, false);
    return socket;
  }
  UniqueFd fd(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
  if (fd.get() < 0) fail(errno);
  const auto socket = loop::make<Socket>(environment_, std::move(fd), Socket::Identity{{}, {}, -1, {}, false});
  socket->join(*this, true);
  return socket;
}

// Simulated, its descriptor is one end of a pair, whose other end says whether there is something to receive.
Ref<Socket> Network::udp() {
  if (kind_ == NetworkKind::loopback) {
    const Ref<Socket> socket = Socket::udp(environment_);
    socket->join(*this, false, true);
    return socket;
  }
  int fds[2];
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0, fds) < 0) fail(errno);
  UniqueFd own(fds[0]);
  UniqueFd other(fds[1]);
  const auto socket = loop::make<Socket>(environment_, std::move(own), Socket::Identity{{}, {}, -1, {}, false});
  socket->join(*this, true, true);
  datagrams_.add(*socket, std::move(other));
  return socket;
}

std::optional<std::string> Network::resolve(std::string_view host) const {
  const std::string text(host);
  if (is_numeric(text)) return text;
  const auto known = hosts_.find(text);
  if (known != hosts_.end()) return known->second;
  if (text == "localhost") return "127.0.0.1";
  return std::nullopt;
}

const std::string& Network::add_host(std::string_view host) {
  const auto known = hosts_.find(host);
  if (known != hosts_.end()) return known->second;
  std::string address = resolve(host).value_or("192.0.2." + std::to_string(hosts_.size() % 254 + 1));
  return hosts_.emplace(host, std::move(address)).first->second;
}

Network::Bound* Network::bound_to(const Socket& socket) noexcept {
  const auto found =
      std::find_if(bound_.begin(), bound_.end(), [&](const Bound& each) { return each.socket == &socket; });
  return found == bound_.end() ? nullptr : &*found;
}

Network::Bound* Network::listener_at(const Address& address) noexcept {
  const auto found = std::find_if(bound_.begin(), bound_.end(),
                                  [&](const Bound& each) { return each.listening && overlap(each.address, address); });
  return found == bound_.end() ? nullptr : &*found;
}

// With SO_REUSEADDR an address can be shared until one of its owners listens.
bool Network::in_use(const Address& address, bool reuse) const noexcept {
  return std::any_of(bound_.begin(), bound_.end(),
                     [&](const Bound& each) { return overlap(each.address, address) && (each.listening || !reuse); });
}

int Network::free_port() noexcept {
  while (in_use({"0.0.0.0", next_port_}, false)) ++next_port_;
  return next_port_++;
}

void Network::bind(Socket& socket, Address address) {
  Socket::Simulated& own = *socket.simulated_;
  if (own.local.port != 0) fail(EINVAL);
  if (!is_everywhere(address) && !address.host.starts_with("127.")) fail(EADDRNOTAVAIL);
  if (address.port == 0) address.port = free_port();
  if (in_use(address, own.reuse_address)) fail(EADDRINUSE);
  own.local = address;
  bound_.push_back({address, &socket, false, {}});
}

void Network::listen(Socket& socket, int backlog) {
  if (!bound_to(socket)) bind(socket, {"0.0.0.0", 0});
  Bound& bound = *bound_to(socket);
  if (!bound.listening && in_use(bound.address, true)) fail(EADDRINUSE);
  if (!bound.listening && !autobind(socket.fileno())) fail(errno);
  if (::listen(socket.fileno(), backlog) < 0) fail(errno);
  bound.listening = true;
  bound.path = path_of(socket.fileno());
}

// A TCP connection always takes a moment: what becomes of it is learned when the descriptor is writable.
int Network::begin_connect(Socket& socket, const Address& address) {
  Socket::Simulated& own = *socket.simulated_;
  if (own.connected) return EISCONN;
  if (own.connecting) return EALREADY;
  own.connecting = true;
  own.remote = {address.host == "0.0.0.0" || address.host.empty() ? "127.0.0.1" : address.host, address.port};
  if (own.remote.host == "localhost") own.remote.host = "127.0.0.1";
  own.connect_error = try_connect(socket);
  return EINPROGRESS;
}

// EAGAIN: the listener's queue is full; to be tried again.
int Network::try_connect(Socket& socket) {
  Socket::Simulated& own = *socket.simulated_;
  if (own.local.port == 0) own.local = {"127.0.0.1", free_port()};
  if (outside_.take && outside_.take(socket, own.remote)) return 0;
  Bound* listener = listener_at(own.remote);
  if (!listener) return ECONNREFUSED;
  if (own.path.empty()) {
    if (!autobind(socket.fileno())) return errno;
    own.path = path_of(socket.fileno());
    ::setsockopt(socket.fileno(), SOL_SOCKET, SO_SNDBUF, &roomy, sizeof roomy);  // as far as the machine allows
  }
  if (!connect_to(socket.fileno(), listener->path)) return errno;
  connecting_[own.path] = {&socket, socket.id(), own.local, own.remote};
  return 0;
}

// The listener is readable, and the one who connects writable, because of the call of connect().
void Network::note_connecting(Socket& socket, event::Seq seq) {
  if (seq == no_seq) return;
  environment_.descriptors().at(socket.fileno()).writable_because = seq;
  const Bound* listener = listener_at(socket.simulated_->remote);
  if (!listener || socket.simulated_->connect_error != 0) return;
  loop::Descriptor& waiting = environment_.descriptors().at(listener->socket->fileno());
  if (waiting.readable_because == no_seq) waiting.readable_because = seq;
}

long Network::accept(Socket& listening, Ref<Socket>& accepted, Address& from) {
  sockaddr_un native{};
  socklen_t length = sizeof native;
  UniqueFd fd(::accept4(listening.fileno(), reinterpret_cast<sockaddr*>(&native), &length, SOCK_CLOEXEC));
  if (fd.get() < 0) {
    environment_.descriptors().at(listening.fileno()).readable_because = no_seq;
    return -1;
  }
  const auto found = connecting_.find(path_of(native, length));
  if (found == connecting_.end()) return errno = ECONNABORTED, -1;
  const Connecting other = found->second;
  connecting_.erase(found);
  ::setsockopt(fd.get(), SOL_SOCKET, SO_SNDBUF, &roomy, sizeof roomy);
  const int peer_fd = other.socket ? other.socket->fileno() : -1;
  accepted = loop::make<Socket>(environment_, std::move(fd), Socket::Identity{{}, other.id, peer_fd, {}, false});
  accepted->join(*this, true);
  accepted->simulated_->local = other.to;
  accepted->simulated_->remote = from = other.from;
  accepted->simulated_->connected = true;
  if (other.socket) other.socket->meet(*accepted);
  return 0;
}

void Network::forget(Socket& socket) noexcept {
  if (outside_.closed) outside_.closed(socket);
  std::erase_if(bound_, [&](const Bound& each) { return each.socket == &socket; });
  for (auto& [path, each] : connecting_)
    if (each.socket == &socket) each.socket = nullptr;
}

}  // namespace orrery::io
