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
IoStatus Socket::receive(std::string& into, std::size_t count) {
  into.resize(std::min(count, std::max<std::size_t>(bytes_waiting(fd_.get()), 1)));
  const ssize_t got = ::recv(fd_.get(), into.data(), into.size(), 0);
  IoStatus status = status_of(got, errno);
  into.resize(status.count);
  if (status.result == IoResult::ok && status.count == 0 && count > 0) status.result = IoResult::eof;
  status.seq = report(Kind::socket_received, status, into);
  if (probe()) note_received(status);
  return status;
}

// Who can now send again, and what made the rest readable.
void Socket::note_received(const IoStatus& status) {
  loop::Descriptor& own = descriptor();
  if (status.would_block() || bytes_waiting(fd_.get()) == 0) own.readable_because = no_seq;
  if (status.result == IoResult::ok && own.peer_fd >= 0)
    environment_.descriptors().at(own.peer_fd).writable_because = status.seq;
}

IoStatus Socket::send(std::string_view bytes) {
  const ssize_t taken = ::send(fd_.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
  IoStatus status = status_of(taken, errno);
  status.seq = report(Kind::socket_sent, status, bytes.substr(0, status.count));
  if (probe()) note_sent(status, bytes.size());
  return status;
}

void Socket::note_sent(const IoStatus& status, std::size_t wanted) {
  loop::Descriptor& own = descriptor();
  if (status.count < wanted) own.writable_because = no_seq;
  if (status.count == 0 || own.peer_fd < 0) return;
  loop::Descriptor& other = environment_.descriptors().at(own.peer_fd);
  if (other.readable_because == no_seq) other.readable_because = status.seq;
}

IoStatus Socket::accept(Ref<Socket>& accepted, Address& from) {
  sockaddr_in peer{};
  socklen_t length = sizeof peer;
  UniqueFd fd(::accept4(fd_.get(), reinterpret_cast<sockaddr*>(&peer), &length, SOCK_CLOEXEC));
  IoStatus status = status_of(fd.get() < 0 ? -1 : 0, errno);
  if (status.result == IoResult::ok) {
    accepted = loop::make<Socket>(environment_, std::move(fd), Identity{});
    from = from_native(peer);
  }
  if (probe())
    status.seq = probe()->emit(Kind::socket_accepted, id_, accepted ? accepted->id() : event::Id(), status.result);
  return status;
}

IoStatus Socket::connect(const Address& address) {
  const sockaddr_in native = to_native(environment_, address);
  const int result = ::connect(fd_.get(), reinterpret_cast<const sockaddr*>(&native), sizeof native);
  return connected(result < 0 ? errno : 0, address);
}

IoStatus Socket::finish_connect(const Address& address) {
  int error = 0;
  socklen_t length = sizeof error;
  if (::getsockopt(fd_.get(), SOL_SOCKET, SO_ERROR, &error, &length) < 0) error = errno;
  return connected(error, address);
}

IoStatus Socket::connected(int error, const Address& address) {
  IoStatus status = status_of(error ? -1 : 0, error);
  const std::string text = status.failed() ? error_text(status.error) : address.repr();
  if (probe())
    status.seq = probe()->emit_text(Kind::socket_connected, id_, {}, static_cast<std::uint8_t>(status.result), text);
  return status;
}

void Socket::bind(const Address& address) {
  const sockaddr_in native = to_native(environment_, address);
  if (::bind(fd_.get(), reinterpret_cast<const sockaddr*>(&native), sizeof native) < 0) fail();
}

void Socket::listen(int backlog) {
  if (::listen(fd_.get(), backlog) < 0) fail();
}

void Socket::shutdown(int how) {
  if (::shutdown(fd_.get(), how) < 0) fail();
}

void Socket::set_send_buffer(int bytes) {
  if (::setsockopt(fd_.get(), SOL_SOCKET, SO_SNDBUF, &bytes, sizeof bytes) < 0) fail();
}

int Socket::send_buffer() const {
  int bytes = 0;
  socklen_t length = sizeof bytes;
  if (::getsockopt(fd_.get(), SOL_SOCKET, SO_SNDBUF, &bytes, &length) < 0) fail();
  return bytes;
}

void Socket::set_reuse_address(bool reuse) {
  const int value = reuse;
  if (::setsockopt(fd_.get(), SOL_SOCKET, SO_REUSEADDR, &value, sizeof value) < 0) fail();
}

Address Socket::local_address() const {
  sockaddr_in native{};
  socklen_t length = sizeof native;
  if (::getsockname(fd_.get(), reinterpret_cast<sockaddr*>(&native), &length) < 0) fail();
  return from_native(native);
}

Address Socket::remote_address() const {
  sockaddr_in native{};
  socklen_t length = sizeof native;
  if (::getpeername(fd_.get(), reinterpret_cast<sockaddr*>(&native), &length) < 0) fail();
  return from_native(native);
}

void Socket::close() {
  if (closed()) return;
  const event::Seq seq = probe() ? probe()->emit(Kind::socket_closed, id_) : no_seq;
  const event::CauseScope because(probe(), seq == no_seq && probe() ? probe()->cause : seq);
  part_from_peer(seq);
  environment_.descriptors().close(fd_.get());
  fd_.reset();
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
