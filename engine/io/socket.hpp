// A non-blocking socket of the program. Every call is an event.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "engine/event/event.hpp"
#include "engine/loop/environment.hpp"

namespace orrery::io {

template <class T>
using Ref = loop::Ref<T>;

// A descriptor that is closed with its owner.
class UniqueFd {
 public:
  explicit UniqueFd(int fd = -1) noexcept : fd_(fd) {}
  UniqueFd(UniqueFd&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  UniqueFd& operator=(UniqueFd&& other) noexcept {
    std::swap(fd_, other.fd_);
    return *this;
  }
  ~UniqueFd() { reset(); }
  int get() const noexcept { return fd_; }
  void reset() noexcept;

 private:
  int fd_;
};

// An IPv4 address and port. `host` is numeric.
struct Address {
  std::string host;
  int port = 0;
  // Constructors, as g++ 12 copies aggregates that are made within a co_await bit by bit.
  Address() = default;
  Address(std::string h, int p) : host(std::move(h)), port(p) {}
  // `('127.0.0.1', 80)`
  std::string repr() const;
};

// What a system call that would not wait came to.
struct IoStatus {
  event::IoResult result = event::IoResult::ok;
  int error = 0;                   // errno, for IoResult::error
  std::size_t count = 0;           // bytes moved
  event::Seq seq = event::no_seq;  // the event that tells of it
  bool would_block() const noexcept { return result == event::IoResult::would_block; }
  bool failed() const noexcept { return result == event::IoResult::error; }
};

class Network;

class Socket final : public loop::Object {
 public:
  // What a socket is known as. Without a name: `socket N`. `reaches_outside`: see loop::Descriptor.
  struct Identity {
    event::Id id;
    event::Id peer;
    int peer_fd = -1;
    std::string name;
    bool reaches_outside = true;
  };
  // Takes a descriptor over; makes it non-blocking and writes it down among the environment's. Throws OsError.
  Socket(loop::Environment& environment, UniqueFd fd, Identity identity);
  // Closes it.
  ~Socket() override;

  // A connected pair, both ends the program's. (socket.socketpair.)
  static std::pair<Ref<Socket>, Ref<Socket>> pair(loop::Environment& environment);
  // Real TCP and UDP over IPv4. For one of the run's network: Network::tcp, Network::udp.
  static Ref<Socket> tcp(loop::Environment& environment);
  static Ref<Socket> udp(loop::Environment& environment);

  // At most `count` bytes into `into`; ok with 0 bytes is reported as eof.
  IoStatus receive(std::string& into, std::size_t count);
  IoStatus send(std::string_view bytes);
  // Of datagrams: the first `count` bytes of one, and from where; the rest of it is lost.
  IoStatus receive_from(std::string& into, std::size_t count, Address& from);
  // To an address, or (null) to where it is connected.
  IoStatus send_to(std::string_view bytes, const Address* to);
  // On success the new socket is in `accepted`.
  IoStatus accept(Ref<Socket>& accepted, Address& from);
  // would_block: under way, see finish_connect once it is writable.
  IoStatus connect(const Address& address);
  IoStatus finish_connect(const Address& address);
  // Throw OsError.
  void bind(const Address& address);
  void listen(int backlog);
  // SHUT_RD, SHUT_WR or SHUT_RDWR.
  void shutdown(int how);
  void set_send_buffer(int bytes);
  int send_buffer() const;
  void set_reuse_address(bool reuse);
  // SO_ERROR: how a connection under way came out, or what went wrong since; 0 if nothing. Asking clears it.
  int pending_error();
  // close() then resets the connection instead of ending the stream. (SO_LINGER with a time of 0.)
  void set_reset_on_close(bool reset);
  // A pair's have no address: nothing of host and port 0.
  Address local_address() const;
  // Throws OsError (ENOTCONN).
  Address remote_address();
  // False for pairs, which have no host and port.
  bool has_address() const noexcept { return network_ != nullptr; }
  // A socket of datagrams (UDP).
  bool is_datagram() const noexcept { return datagram_; }
  // A loop that still watches it is told, and lets go. Idempotent.
  void close();

  bool closed() const noexcept { return fd_.get() < 0; }
  int fileno() const noexcept { return fd_.get(); }
  event::Id id() const noexcept { return id_; }
  const std::string& name() const noexcept { return name_; }
  loop::Environment& environment() const noexcept { return environment_; }
  // The network it belongs to; null for pairs.
  Network* network() const noexcept { return network_; }

 private:
  friend class Network;
  friend class Datagrams;
  friend class WorldServers;
  // What a socket of the simulated network is beyond its descriptor.
  struct Simulated {
    Address local{"0.0.0.0", 0};
    Address remote;
    std::string path;       // of the AF_UNIX socket, once it connects
    int connect_error = 0;  // how the connection under way came out
    bool connecting = false;
    bool connected = false;
    bool reuse_address = false;
    bool write_ended = false;         // by ourselves
    bool reset = false;               // the other end has hung up and we were told
    event::Seq sent = event::no_seq;  // the first bytes that went out before the other end was accepted
  };
  void join(Network& network, bool simulated, bool datagram = false);
  IoStatus connect_datagrams(const Address& address);
  void meet(Socket& accepted);
  bool is_connected() noexcept;
  bool cannot_send(int& error);
  long send_to_nobody(std::size_t count, int& error);
  long accept_tcp(Ref<Socket>& accepted, Address& from);
  void leave_byte_unread() const;
  event::Probe* probe() const noexcept { return environment_.probe(); }
  loop::Descriptor& descriptor() const { return environment_.descriptors().at(fd_.get()); }
  void fail() const;  // throws OsError of errno
  IoStatus status_of(long result, int error) const;
  event::Seq report(event::Kind kind, const IoStatus& status, std::string_view bytes);
  ssize_t receive_into(std::string& into, std::size_t count) const;
  void note_received(const IoStatus& status);
  void note_sent(const IoStatus& status, std::size_t wanted);
  IoStatus connected(int error, const Address& address);
  void part_from_peer(event::Seq closed);

  loop::Environment& environment_;
  UniqueFd fd_;
  std::string name_;
  event::Id id_;
  Network* network_ = nullptr;
  std::unique_ptr<Simulated> simulated_;
  bool reset_on_close_ = false;
  bool datagram_ = false;
};

}  // namespace orrery::io
