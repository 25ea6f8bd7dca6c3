#include "engine/io/socket.hpp"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>

#include "engine/io/network.hpp"

namespace orrery::io {

using event::IoResult;
using event::Kind;
using event::no_seq;

namespace {

void raise_errno(loop::Environment& environment, int error) {
  environment.errors().make_os(error, {})->raise();
}

sockaddr_in to_native(loop::Environment& environment, const Address& address) {
  sockaddr_in native{};
  native.sin_family = AF_INET;
  native.sin_port = htons(static_cast<std::uint16_t>(address.port));
  const std::string host = address.host == "localhost" ? "127.0.0.1" : address.host;
  if (::inet_pton(AF_INET, host.c_str(), &native.sin_addr) != 1)
    environment.errors().make(loop::ErrorKind::value, "not a numeric IPv4 address: " + address.host)->raise();
  return native;
}

Address from_native(const sockaddr_in& native) {
  char text[INET_ADDRSTRLEN] = "";
  ::inet_ntop(AF_INET, &native.sin_addr, text, sizeof text);
  return {text, ntohs(native.sin_port)};
}

std::size_t bytes_waiting(int fd) {
  int count = 0;
  return ::ioctl(fd, FIONREAD, &count) == 0 && count > 0 ? static_cast<std::size_t>(count) : 0;
}

std::string error_text(int error) {
  return std::generic_category().message(error);
}

}  // namespace

void UniqueFd::reset() noexcept {
  if (fd_ >= 0) ::close(fd_);
  fd_ = -1;
}

std::string Address::repr() const {
  return "('" + host + "', " + std::to_string(port) + ')';
}

Socket::Socket(loop::Environment& environment, UniqueFd fd, Identity identity)
    : Object(loop::Tag::other),
      environment_(environment),
      fd_(std::move(fd)),
      name_(std::move(identity.name)),
      id_(identity.id ? identity.id : environment.next(event::Sort::socket)) {
  const int flags = ::fcntl(fd_.get(), F_GETFL);
  if (flags < 0 || ::fcntl(fd_.get(), F_SETFL, flags | O_NONBLOCK) < 0) fail();
  if (name_.empty()) name_ = "socket " + std::to_string(id_.ordinal());
  loop::Descriptor& entry = descriptor();
  entry = {};
  entry.id = id_;
  entry.peer = identity.peer;
  entry.peer_fd = identity.peer_fd;
  entry.reaches_outside = identity.reaches_outside;
  if (probe())
    probe()->emit_text(Kind::socket_opened, id_, identity.peer, 0, name_, static_cast<std::uint32_t>(fd_.get()));
}

Socket::~Socket() {
  close();
}

std::pair<Ref<Socket>, Ref<Socket>> Socket::pair(loop::Environment& environment) {
  int fds[2];
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, fds) < 0) raise_errno(environment, errno);
  UniqueFd left(fds[0]);
  UniqueFd right(fds[1]);
  const event::Id left_id = environment.next(event::Sort::socket);
  const event::Id right_id = environment.next(event::Sort::socket);
  auto first = loop::make<Socket>(environment, std::move(left), Identity{left_id, right_id, fds[1], {}, false});
  auto second = loop::make<Socket>(environment, std::move(right), Identity{right_id, left_id, fds[0], {}, false});
  return {std::move(first), std::move(second)};
}

Ref<Socket> Socket::tcp(loop::Environment& environment) {
  UniqueFd fd(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
  if (fd.get() < 0) raise_errno(environment, errno);
  return loop::make<Socket>(environment, std::move(fd), Identity{});
}

Ref<Socket> Socket::udp(loop::Environment& environment) {
  UniqueFd fd(::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0));
  if (fd.get() < 0) raise_errno(environment, errno);
  auto socket = loop::make<Socket>(environment, std::move(fd), Identity{});
  socket->datagram_ = true;
  return socket;
}

void Socket::fail() const {
  raise_errno(environment_, errno);
}

IoStatus Socket::status_of(long result, int error) const {
  if (result >= 0) return {IoResult::ok, 0, static_cast<std::size_t>(result), no_seq};
  if (error == EAGAIN || error == EWOULDBLOCK || error == EINTR || error == EINPROGRESS)
    return {IoResult::would_block, 0, 0, no_seq};
  return {IoResult::error, error, 0, no_seq};
}

event::Seq Socket::report(Kind kind, const IoStatus& status, std::string_view bytes) {
  if (!probe()) return no_seq;
  std::string text;
  if (status.failed())
    text = error_text(status.error);
  else if (!status.would_block())
    text = loop::bytes_repr(bytes);
  return probe()->emit_text(kind, id_, {}, static_cast<std::uint8_t>(status.result), text,
                            static_cast<std::uint32_t>(status.count));
}

// No more is allocated than the kernel has: a program may well ask for a gigabyte.
// A few bytes are taken by way of the stack; for many it is asked first how many there are, so that the string has no
// more room than it needs. What recv() returned; the string may be longer than that.
ssize_t Socket::receive_into(std::string& into, std::size_t count) const {
  char few[1024];
  if (count <= sizeof few) {
    const ssize_t got = ::recv(fd_.get(), few, count, 0);
    if (got > 0) into.assign(few, static_cast<std::size_t>(got));
    return got;
  }
  into.resize(std::min(count, std::max<std::size_t>(bytes_waiting(fd_.get()), 1)));
  return ::recv(fd_.get(), into.data(), into.size(), 0);
}

// Nobody waits for the other end of datagrams: it is known at once.
IoStatus Socket::connect_datagrams(const Address& address) {
  network_->datagrams().connect(*this, from_native(to_native(environment_, address)));
  return connected(0, address);
}

IoStatus Socket::receive_from(std::string& into, std::size_t count, Address& from) {
  sockaddr_in native{};
  socklen_t length = sizeof native;
  long got = 0;
  if (simulated_ && !closed()) {
    got = network_->datagrams().receive(*this, into, count, from);
  } else {
    into.resize(std::min<std::size_t>(count, 65536));
    got = ::recvfrom(fd_.get(), into.data(), into.size(), 0, reinterpret_cast<sockaddr*>(&native), &length);
    from = from_native(native);
  }
  IoStatus status = status_of(got, errno);
  into.resize(status.count);
  status.seq = report(Kind::socket_received, status, into);
  if (probe() && simulated_ && !closed() && bytes_waiting(fd_.get()) == 0) descriptor().readable_because = no_seq;
  return status;
}

IoStatus Socket::send_to(std::string_view bytes, const Address* to) {
  long sent = 0;
  Socket* receiver = nullptr;
  if (simulated_ && !closed()) {
    sent = network_->datagrams().send(*this, bytes, to, receiver);
  } else {
    const sockaddr_in native = to ? to_native(environment_, *to) : sockaddr_in{};
    sent = ::sendto(fd_.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL,
                    to ? reinterpret_cast<const sockaddr*>(&native) : nullptr, to ? sizeof native : 0);
  }
  IoStatus status = status_of(sent, errno);
  status.seq = report(Kind::socket_sent, status, bytes.substr(0, status.count));
  if (receiver && receiver->descriptor().readable_because == no_seq) receiver->descriptor().readable_because = status.seq;
  return status;
}

IoStatus Socket::receive(std::string& into, std::size_t count) {
  Address from;
  if (datagram_) return receive_from(into, count, from);
  const ssize_t got = receive_into(into, count);
  IoStatus status = status_of(got, errno);
  into.resize(status.count);
  if (status.result == IoResult::ok && status.count == 0 && count > 0) status.result = IoResult::eof;
  if (simulated_ && status.failed() && status.error == ECONNRESET) simulated_->reset = true;
  if (simulated_ && status.failed() && status.error == EINVAL) status.error = ENOTCONN;
  status.seq = report(Kind::socket_received, status, into);
  if (probe()) note_received(status);
  return status;
}

// Who can now send again, and what made the rest readable.
void Socket::note_received(const IoStatus& status) {
  if (closed()) return;
  loop::Descriptor& own = descriptor();
  if (status.would_block() || bytes_waiting(fd_.get()) == 0) own.readable_because = no_seq;
  if (status.result == IoResult::ok && own.peer_fd >= 0)
    environment_.descriptors().at(own.peer_fd).writable_because = status.seq;
}

IoStatus Socket::send(std::string_view bytes) {
  if (datagram_) return send_to(bytes, nullptr);
  int error = 0;
  const bool refused = simulated_ && cannot_send(error);
  long taken = refused ? -1 : ::send(fd_.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
  if (!refused) error = errno;
  if (simulated_ && !refused && taken < 0 && error == EPIPE) taken = send_to_nobody(bytes.size(), error);
  IoStatus status = status_of(taken, error);
  status.seq = report(Kind::socket_sent, status, bytes.substr(0, status.count));
  if (probe()) note_sent(status, bytes.size());
  return status;
}

void Socket::note_sent(const IoStatus& status, std::size_t wanted) {
  if (closed()) return;
  loop::Descriptor& own = descriptor();
  if (status.count < wanted) own.writable_because = no_seq;
  if (simulated_ && status.count > 0 && own.peer_fd < 0 && simulated_->sent == no_seq) simulated_->sent = status.seq;
  if (status.count == 0 || own.peer_fd < 0) return;
  loop::Descriptor& other = environment_.descriptors().at(own.peer_fd);
  if (other.readable_because == no_seq) other.readable_because = status.seq;
}

long Socket::accept_tcp(Ref<Socket>& accepted, Address& from) {
  sockaddr_in peer{};
  socklen_t length = sizeof peer;
  UniqueFd fd(::accept4(fd_.get(), reinterpret_cast<sockaddr*>(&peer), &length, SOCK_CLOEXEC));
  if (fd.get() < 0) return -1;
  accepted = loop::make<Socket>(environment_, std::move(fd), Identity{});
  if (network_) accepted->join(*network_, false);
  from = from_native(peer);
  return 0;
}

IoStatus Socket::accept(Ref<Socket>& accepted, Address& from) {
  const long result = simulated_ ? network_->accept(*this, accepted, from) : accept_tcp(accepted, from);
  IoStatus status = status_of(result, errno);
  if (probe())
    status.seq = probe()->emit(Kind::socket_accepted, id_, accepted ? accepted->id() : event::Id(), status.result);
  return status;
}

IoStatus Socket::connect(const Address& address) {
  if (datagram_ && simulated_) return connect_datagrams(address);
  if (simulated_) {
    const IoStatus status = connected(network_->begin_connect(*this, address), address);
    if (status.would_block()) network_->note_connecting(*this, status.seq);
    return status;
  }
  const sockaddr_in native = to_native(environment_, address);
  const int result = ::connect(fd_.get(), reinterpret_cast<const sockaddr*>(&native), sizeof native);
  return connected(result < 0 ? errno : 0, address);
}

IoStatus Socket::finish_connect(const Address& address) {
  return connected(pending_error(), address);
}

int Socket::pending_error() {
  int error = 0;
  socklen_t length = sizeof error;
  if (::getsockopt(fd_.get(), SOL_SOCKET, SO_ERROR, &error, &length) < 0) error = errno;
  if (!simulated_ || !simulated_->connecting) return error;
  if (simulated_->connect_error == EAGAIN) simulated_->connect_error = network_->try_connect(*this);
  if (simulated_->connect_error == EAGAIN) return EAGAIN;
  simulated_->connecting = false;
  simulated_->connected = simulated_->connect_error == 0;
  return std::exchange(simulated_->connect_error, 0);
}

IoStatus Socket::connected(int error, const Address& address) {
  IoStatus status = status_of(error ? -1 : 0, error);
  const std::string text = status.failed() ? error_text(status.error) : address.repr();
  if (probe())
    status.seq = probe()->emit_text(Kind::socket_connected, id_, {}, static_cast<std::uint8_t>(status.result), text);
  return status;
}

void Socket::bind(const Address& address) {
  if (simulated_ && datagram_) return network_->datagrams().bind(*this, from_native(to_native(environment_, address)));
  if (simulated_) return network_->bind(*this, from_native(to_native(environment_, address)));
  const sockaddr_in native = to_native(environment_, address);
  if (::bind(fd_.get(), reinterpret_cast<const sockaddr*>(&native), sizeof native) < 0) fail();
}

void Socket::listen(int backlog) {
  if (simulated_) return network_->listen(*this, backlog);
  if (::listen(fd_.get(), backlog) < 0) fail();
}

void Socket::shutdown(int how) {
  if (simulated_ && !is_connected()) raise_errno(environment_, ENOTCONN);
  if (::shutdown(fd_.get(), how) < 0) fail();
  const event::Seq because = probe() ? probe()->cause : no_seq;
  if (how == SHUT_RD) return;
  if (simulated_) simulated_->write_ended = true;
  if (descriptor().peer_fd >= 0) environment_.descriptors().at(descriptor().peer_fd).ended_because = because;
}

Address Socket::local_address() const {
  if (simulated_) return simulated_->local;
  sockaddr_in native{};
  socklen_t length = sizeof native;
  if (::getsockname(fd_.get(), reinterpret_cast<sockaddr*>(&native), &length) < 0) fail();
  return native.sin_family == AF_INET ? from_native(native) : Address();
}

Address Socket::remote_address() {
  if (simulated_ && !is_connected()) raise_errno(environment_, ENOTCONN);
  if (simulated_) return simulated_->remote;
  sockaddr_in native{};
  socklen_t length = sizeof native;
  if (::getpeername(fd_.get(), reinterpret_cast<sockaddr*>(&native), &length) < 0) fail();
  return native.sin_family == AF_INET ? from_native(native) : Address();
}

void Socket::close() {
  if (closed()) return;
  const event::Seq seq = probe() ? probe()->emit(Kind::socket_closed, id_) : no_seq;
  const event::CauseScope because(probe(), seq == no_seq && probe() ? probe()->cause : seq);
  if (reset_on_close_ && simulated_) leave_byte_unread();
  part_from_peer(seq);
  if (network_ && datagram_) network_->datagrams().forget(*this);
  if (network_) network_->forget(*this);
  environment_.descriptors().close(fd_.get());
  fd_.reset();
}

void Socket::join(Network& network, bool simulated, bool datagram) {
  network_ = &network;
  datagram_ = datagram;
  if (simulated) simulated_ = std::make_unique<Simulated>();
}

// The one who connected learns who took it.
void Socket::meet(Socket& accepted) {
  loop::Descriptor& own = descriptor();
  own.peer = accepted.id();
  own.peer_fd = accepted.fileno();
  accepted.descriptor().readable_because = simulated_->sent;
}

// A program need not ask how its connection came out.
bool Socket::is_connected() noexcept {
  if (simulated_->connecting && simulated_->connect_error == 0) {
    simulated_->connecting = false;
    simulated_->connected = true;
  }
  return simulated_->connected;
}

bool Socket::cannot_send(int& error) {
  error = simulated_->connecting && simulated_->connect_error == EAGAIN ? EAGAIN : EPIPE;
  return !is_connected() || simulated_->write_ended || simulated_->reset;
}

// TCP takes what is sent to one who has hung up; the reset that it gets for an answer makes the next one an error.
long Socket::send_to_nobody(std::size_t count, int& error) {
  simulated_->reset = true;
  error = pending_error();
  return error ? -1 : static_cast<long>(count);
}

// Its descriptor's number may soon be another's; and the end of the stream makes it readable.
void Socket::part_from_peer(event::Seq closed) {
  const int peer_fd = descriptor().peer_fd;
  if (peer_fd < 0) return;
  loop::Descriptor& other = environment_.descriptors().at(peer_fd);
  other.peer_fd = -1;
  other.ended_because = closed;
}

}  // namespace orrery::io
