// A server of the loop: listening sockets, and a transport and a protocol for each connection that comes.
// (CPython: asyncio/base_events.py, Server, create_server, create_connection; selector_events.py, _accept_connection.)
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/io/network.hpp"
#include "engine/io/stream/transport.hpp"
#include "engine/loop/co.hpp"

namespace orrery::io {

template <class T>
using Co = loop::Co<T>;

class Server final : public loop::Object {
 public:
  static constexpr int default_backlog = 100;  // connections that wait, and are taken at one event

  // Sockets that are bound; they begin to listen with start_listening().
  Server(loop::EventLoop& loop, std::vector<Ref<Socket>> sockets, ProtocolFactory factory, int backlog);

  // Listens; idempotent. start_serving() then lets the loop make one turn.
  void start_listening();
  Co<void> start_serving();
  // Until it is cancelled; then it closes the server, waits, and raises CancelledError. RuntimeError if somebody serves
  // already, or it is closed.
  Co<void> serve_forever();
  // Stops listening and ends serve_forever(). Connections live on.
  void close();
  // Until it is closed and all connections have ended. (3.11: at once if it is closed.)
  Co<void> wait_closed();
  // (3.13) In the order in which they came.
  void close_clients();
  void abort_clients();

  bool is_serving() const noexcept { return serving_; }
  // Empty once it is closed.
  const std::vector<Ref<Socket>>& sockets() const noexcept { return sockets_; }
  loop::EventLoop& loop() const noexcept { return *loop_; }

  // Of the transports: a connection begins, ends.
  void attach(Transport& transport);
  void detach(Transport& transport) noexcept;

  // What another language shows it by; not counted, and unset by whoever set it.
  loop::Object* face = nullptr;
  // As it is called in errors; `<Server …>` if it is not set.
  std::function<std::string()> shown;

 private:
  // The coroutines hold the object from when they are made.
  Co<void> do_serve(Ref<Server> self, Ref<Socket> connection);
  Co<void> do_start_serving(Ref<Server> self);
  Co<void> do_serve_forever(Ref<Server> self);
  Co<void> do_wait_closed(Ref<Server> self);
  void listen_on(Ref<Socket> socket);
  void accept_all(const Ref<Socket>& listening);
  void out_of_resources(const Ref<Socket>& listening, int error);
  Co<void> serve(Ref<Socket> connection);
  void wake_up();
  void refuse(std::string_view words) const;

  loop::EventLoop* loop_;
  std::vector<Ref<Socket>> sockets_;
  ProtocolFactory factory_;
  int backlog_;
  bool serving_ = false;
  bool open_ = true;
  std::vector<Transport*> clients_;                                       // not counted: they tell when they end
  std::optional<std::vector<Ref<loop::Future>>> waiters_{std::in_place};  // none: there is nothing to wait for
  Ref<loop::Future> forever_;
};

struct ServerOptions {
  int backlog = Server::default_backlog;
  bool reuse_address = true;
  bool start_serving = true;
  Ref<Socket> socket;  // bound already, in place of hosts and port
};
// Binds to each host (nothing: everywhere) and, unless told otherwise, serves. Raises OsError "error while attempting
// to bind on address …".
Co<Ref<Server>> create_server(loop::EventLoop& loop, Network& network, ProtocolFactory factory,
                              std::vector<std::optional<std::string>> hosts, int port, ServerOptions options = {});

struct Connection {
  Ref<Transport> transport;
  Ref<Protocol> protocol;
};
struct ConnectionOptions {
  std::optional<Address> local;
  Ref<Socket> socket;  // connected already, in place of host and port
};
Co<Connection> create_connection(loop::EventLoop& loop, Network& network, ProtocolFactory factory,
                                 std::optional<std::string> host, int port, ConnectionOptions options = {});

// The numeric address of a host: at once if it is numeric; else it takes as many turns as CPython's thread does, though
// there is none. Raises what ErrorFactory::make_unknown_host makes.
Co<std::string> resolve(loop::EventLoop& loop, Network& network, std::optional<std::string> host, bool passive);

}  // namespace orrery::io
