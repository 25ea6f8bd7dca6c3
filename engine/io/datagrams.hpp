// The datagrams of a simulated network: who has which UDP address, and what is on its way to whom.
//
// They arrive at once, in order, and none is lost but those to nobody. As over a real loopback, a datagram to an
// address that nobody has comes back as ECONNREFUSED to a sender that is connected, and to no other.
#pragma once

#include <deque>
#include <map>
#include <string>
#include <string_view>

#include "engine/io/socket.hpp"

namespace orrery::io {

class Datagrams {
 public:
  static constexpr std::size_t most = 65507;  // bytes that one datagram can carry

  explicit Datagrams(Network& network) noexcept : network_(network) {}
  Datagrams(const Datagrams&) = delete;
  Datagrams& operator=(const Datagrams&) = delete;

  // `bell`: the other end of the socket's descriptor; a byte in there makes the socket readable.
  void add(Socket& socket, UniqueFd bell);
  void forget(const Socket& socket) noexcept { boxes_.erase(&socket); }
  // Throws OsError.
  void bind(Socket& socket, Address address);
  void connect(Socket& socket, Address address);
  // As the system calls: what they return, -1 and errno. `receiver`: who got it, or null.
  long receive(Socket& socket, std::string& into, std::size_t count, Address& from);
  long send(Socket& socket, std::string_view bytes, const Address* to, Socket*& receiver);

 private:
  struct Datagram {
    std::string bytes;
    Address from;
  };
  struct Box {
    Socket* socket;
    UniqueFd bell;
    std::deque<Datagram> waiting;
    int error = 0;  // that the next call tells
    bool rung = false;
  };
  Box& box_of(const Socket& socket) { return boxes_.at(&socket); }
  Box* box_at(const Address& address, const Socket& from) noexcept;
  bool in_use(const Address& address, bool reuse) const noexcept;
  int free_port() noexcept;
  void be_bound(Socket& socket, const std::string& host);
  void ring(Box& box);
  void hush(Box& box);
  long take_error(Box& box);

  Network& network_;
  std::map<const Socket*, Box> boxes_;  // looked up; searched by address, of which each is once
  int next_port_ = 49152;
};

}  // namespace orrery::io
