// create_server and create_connection: from hosts and ports to sockets. (CPython: asyncio/base_events.py.)
#include <algorithm>
#include <cctype>

#include "engine/io/socket_operations.hpp"
#include "engine/io/stream/server.hpp"
#include "engine/loop/gather.hpp"
#include "engine/loop/sleep.hpp"

namespace orrery::io {

using loop::Error;
using loop::ErrorKind;
using loop::EventLoop;
using loop::Future;
using loop::Value;

namespace {

bool is_numeric(Network& network, const std::optional<std::string>& host) {
  if (!host || host->empty()) return false;
  return std::all_of(host->begin(), host->end(), [](char c) { return c == '.' || (c >= '0' && c <= '9'); }) &&
         network.resolve(*host).has_value();
}

// "[Errno 98] Address already in use": the number and the words behind it.
std::pair<int, std::string> parts_of(const std::string& text) {
  if (!text.starts_with("[Errno ")) return {0, text};
  const std::size_t end = text.find("] ");
  return {std::stoi(text.substr(7)), end == std::string::npos ? text : text.substr(end + 2)};
}

std::string lower(std::string text) {
  for (char& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return text;
}

// 3.13 says the number twice.
void raise_bind_error(loop::Environment& environment, const Address& address, const Error& error) {
  const auto [number, words] = parts_of(error.text());
  const std::string what = environment.rules() >= loop::Rules::py313 ? error.text() : words;
  environment.errors()
      .make_os(number, "error while attempting to bind on address " + address.repr() + ": " + lower(what))
      ->raise();
}

Ref<Socket> bound_socket(Network& network, const Address& address, bool reuse) {
  const Ref<Socket> socket = network.tcp();
  if (reuse) socket->set_reuse_address(true);
  try {
    socket->bind(address);
  } catch (const loop::Raised& raised) {
    raise_bind_error(network.environment(), address, *raised.error());
  }
  return socket;
}

Co<std::string> create_server_getaddrinfo(EventLoop& loop, Network& network, std::optional<std::string> host) {
  co_return co_await resolve(loop, network, std::move(host), true);
}

struct Found {
  std::vector<std::string> addresses;
};

// The tasks of gather write what they find here: gather's own list is the program's.
Co<void> find_into(Co<std::string> finding, std::shared_ptr<Found> found, std::size_t place) {
  found->addresses[place] = co_await std::move(finding);
}

Co<std::vector<std::string>> find_all(EventLoop& loop, Network& network,
                                      std::vector<std::optional<std::string>> hosts) {
  const auto found = std::make_shared<Found>();
  found->addresses.resize(hosts.size());
  std::vector<Value> all;
  for (std::size_t i = 0; i < hosts.size(); ++i)
    all.push_back(Value(loop::as_coroutine(
        loop.environment(),
        find_into(create_server_getaddrinfo(loop, network, hosts[i]), found, i).named("_create_server_getaddrinfo"))));
  const Ref<Future> gathered = loop::gather(loop, all);
  co_await gathered;
  std::vector<std::string> addresses;
  for (const std::string& address : found->addresses)
    if (std::find(addresses.begin(), addresses.end(), address) == addresses.end()) addresses.push_back(address);
  co_return addresses;
}

Co<Ref<Socket>> connect_socket(EventLoop& loop, Network& network, Address address, std::optional<Address> local) {
  const Ref<Socket> socket = network.tcp();
  try {
    if (local) socket->bind(*local);
    co_await sock_connect(loop, socket, address);
  } catch (...) {
    socket->close();
    throw;
  }
  co_return socket;
}

}  // namespace

// CPython asks a thread of the executor, which comes back through call_soon_threadsafe: one turn for its answer, one
// for the one who waits.
Co<std::string> resolve(EventLoop& loop, Network& network, std::optional<std::string> host, bool passive) {
  if (is_numeric(network, host)) co_return *host;
  const Ref<Future> answer = loop.create_future("getaddrinfo");
  loop.call_soon(loop::callback("_set_state", [answer] {
    if (!answer->done()) answer->set_result({});
  }));
  co_await answer;
  if (!host || host->empty()) co_return passive ? "0.0.0.0" : "127.0.0.1";
  const std::optional<std::string> address = network.resolve(*host);
  if (!address) loop.environment().errors().make_unknown_host()->raise();
  co_return *address;
}

Co<Ref<Server>> create_server(EventLoop& loop, Network& network, ProtocolFactory factory,
                              std::vector<std::optional<std::string>> hosts, int port, ServerOptions options) {
  std::vector<Ref<Socket>> sockets;
  if (options.socket) {
    sockets.push_back(options.socket);
  } else {
    const std::vector<std::string> addresses = co_await find_all(loop, network, std::move(hosts));
    for (const std::string& address : addresses)
      sockets.push_back(bound_socket(network, {address, port}, options.reuse_address));
  }
  const auto server = loop::make<Server>(loop, std::move(sockets), std::move(factory), options.backlog);
  if (options.start_serving) {
    server->start_listening();
    co_await loop::bare_yield();
  }
  co_return server;
}

Co<Connection> create_connection(EventLoop& loop, Network& network, ProtocolFactory factory,
                                 std::optional<std::string> host, int port, ConnectionOptions options) {
  Ref<Socket> socket = options.socket;
  if (!socket) {
    std::string address = co_await resolve(loop, network, std::move(host), false);
    const Address remote(std::move(address), port);
    socket = co_await connect_socket(loop, network, remote, options.local);
  }
  const Ref<Protocol> protocol = factory();
  const Ref<Future> waiter = loop.create_future("create_connection");
  const Ref<Transport> transport = Transport::start(loop, socket, protocol, waiter);
  try {
    co_await waiter;
  } catch (const loop::Raised&) {
    transport->close();
    throw;
  }
  Connection made{transport, protocol};
  co_return made;
}

}  // namespace orrery::io
