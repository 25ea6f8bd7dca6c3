// Servers outside the program: who answers at a "host:port", and what he does with each connection.
#pragma once

#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "engine/io/network.hpp"
#include "engine/loop/clock.hpp"
#include "engine/loop/selector.hpp"

namespace orrery::io {

// One thing that a server does with a connection, once the things before it are done.
struct ServerStep {
  enum class Type : std::uint8_t { send, close, reset };
  // First these bytes must have come from the program, behind those that earlier steps waited for; empty: nothing.
  std::string on;
  // Then so many seconds pass.
  double after = 0;
  Type type = Type::send;
  std::string bytes;  // to send
};

class WorldServers {
 public:
  explicit WorldServers(Network& network);
  void set_clock(const loop::Clock& clock) noexcept { clock_ = &clock; }

  // `host`: a name or a numeric address. Each connection gets all of the steps; at their end it stays open, and what
  // comes is read and forgotten.
  void add(std::string_view host, int port, std::vector<ServerStep> steps);

  // Whether there has never been one.
  bool empty() const noexcept { return servers_.empty() && connections_.empty(); }
  // When the next step is due that waits for time alone; infinity if there is none.
  double next_moment() const noexcept;
  // Does what is due at `time`.
  void act(double time);
  // Reads what has come and sees who may go on; the steps that are due now are for act().
  bool listen();
  // The same, and sends what did not fit before, and does what is due at once. True if something moved.
  bool carry_on();

 private:
  struct Server {
    Address address;
    std::vector<ServerStep> steps;
  };
  struct Connection {
    const Server* server;
    Socket* program;  // null once it is closed
    UniqueFd ours;
    std::size_t step = 0;
    double due = loop::forever;  // of the next step; infinity while it waits for bytes
    std::string received;        // and not yet waited for
    std::string backlog;         // to be sent
    bool closing = false;        // once the backlog is gone
  };

  bool connect(Socket& socket, const Address& address);
  void wait_for_step(Connection& connection);
  bool read(Connection& connection);
  void perform(Connection& connection);
  bool flush(Connection& connection);
  void hang_up(Connection& connection, bool reset);
  void forget(const Socket& socket) noexcept;
  bool finished(const Connection& connection) const noexcept;
  loop::Descriptor* program_side(const Connection& connection);
  event::Seq emit(event::Kind kind, const Connection& connection, std::string_view bytes);
  event::Probe* probe() const noexcept { return network_.environment().probe(); }

  Network& network_;
  const loop::Clock* clock_ = nullptr;
  std::deque<Server> servers_;  // stay where they are
  std::vector<Connection> connections_;
};

}  // namespace orrery::io
