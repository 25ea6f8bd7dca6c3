// The network of a run: TCP as the program sees it, over socket pairs of the machine, or real TCP on the loopback.
//
// Simulated, a TCP socket is an AF_UNIX one with the addresses of TCP: who listens at which "host:port" stands in a
// table of this run, so no port of the machine is taken and every number comes out the same. Descriptors are real, and
// so is their readiness. What TCP does otherwise than AF_UNIX (a connection takes a moment; what is sent to one who has
// hung up is lost before it is an error) is made up for.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/io/datagrams.hpp"
#include "engine/io/socket.hpp"

namespace orrery::io {

enum class NetworkKind : std::uint8_t { simulated, loopback };

class Network {
 public:
  // `environment` must outlive it, and it its sockets.
  explicit Network(loop::Environment& environment, NetworkKind kind = NetworkKind::simulated);
  Network(const Network&) = delete;
  Network& operator=(const Network&) = delete;

  NetworkKind kind() const noexcept { return kind_; }
  void set_kind(NetworkKind kind) noexcept { kind_ = kind; }
  loop::Environment& environment() const noexcept { return environment_; }

  // A TCP socket, not connected. Throws OsError.
  Ref<Socket> tcp();
  // A UDP socket, not bound. Throws OsError.
  Ref<Socket> udp();

  // The numeric address of a host: itself if it is numeric, 127.0.0.1 for localhost, what add_host said; nothing if
  // nobody knows it.
  std::optional<std::string> resolve(std::string_view host) const;
  // Makes a name known; it gets an address of its own from 192.0.2.0/24 (RFC 5737), or is its own if it is numeric.
  const std::string& add_host(std::string_view host);

  // Somebody outside the program who may take connections. `take` is asked before the table: true if it did, and then
  // the socket's descriptor is one end of a pair. `closed`: the socket is about to be.
  struct Outside {
    std::function<bool(Socket& socket, const Address& address)> take;
    std::function<void(const Socket& socket)> closed;
  };
  void set_outside(Outside outside) { outside_ = std::move(outside); }

 private:
  friend class Socket;
  struct Bound {
    Address address;
    Socket* socket;
    bool listening = false;
    std::string path;  // of the AF_UNIX socket behind it
  };
  struct Connecting {
    Socket* socket;  // null once it is closed
    event::Id id;
    Address from;
    Address to;
  };

  // What simulated sockets do. They return an errno, 0 for success, or throw OsError.
  void bind(Socket& socket, Address address);
  void listen(Socket& socket, int backlog);
  int begin_connect(Socket& socket, const Address& address);
  int try_connect(Socket& socket);
  void note_connecting(Socket& socket, event::Seq seq);
  long accept(Socket& listening, Ref<Socket>& accepted, Address& from);
  void forget(Socket& socket) noexcept;

  Bound* bound_to(const Socket& socket) noexcept;
  Bound* listener_at(const Address& address) noexcept;
  bool in_use(const Address& address, bool reuse) const noexcept;
  int free_port() noexcept;
  [[noreturn]] void fail(int error) const;

  loop::Environment& environment_;
  NetworkKind kind_;
  std::vector<Bound> bound_;
  std::map<std::string, Connecting> connecting_;  // by the path of the AF_UNIX socket of the one who connects
  std::map<std::string, std::string, std::less<>> hosts_;
  Outside outside_;
  friend class Datagrams;
  Datagrams& datagrams() noexcept { return datagrams_; }
  Datagrams datagrams_{*this};
  int next_port_ = 49152;  // the first of the ports that belong to nobody (RFC 6335)
};

}  // namespace orrery::io
