// Servers and connections as scripts ask for them: asyncio.start_server, loop.create_connection and so on.
// (CPython: asyncio/base_events.py, streams.py.)
#include <fmt/format.h>

#include "engine/io/socket_numbers.hpp"
#include "engine/script/module/asyncio.hpp"
#include "engine/script/module/asyncio_streams.hpp"
#include "engine/script/module/define.hpp"
#include "engine/script/module/library.hpp"
#include "engine/script/object/exception.hpp"
#include "engine/script/object/number.hpp"
#include "engine/script/object/operators.hpp"
#include "engine/script/object/str.hpp"
#include "engine/script/vm/interpreter.hpp"

namespace orrery::script {
namespace {

io::Network& network_of(Runtime& rt) {
  return modules_of(rt).outside().network();
}

// ---------------------------------------------------------------- the server

io::Server& server_of(Args args) {
  return native_of<io::Server>(args[0]);
}

loop::Co<Value> done_with(loop::Co<void> what) {
  co_await std::move(what);
  co_return Value();
}
Value void_coroutine(Runtime& rt, loop::Co<void> co, std::string name) {
  return coroutine_value(rt, done_with(std::move(co)), std::move(name));
}

Value close(Runtime&, Args args) {
  return server_of(args).close(), none;
}
Value is_serving(Runtime&, Args args) {
  return boolean(server_of(args).is_serving());
}
Value get_loop(Runtime&, Args args) {
  return Value(static_cast<Object*>(&server_of(args).loop()));
}
Value wait_closed(Runtime& rt, Args args) {
  return void_coroutine(rt, server_of(args).wait_closed(), "Server.wait_closed");
}
Value serve_forever(Runtime& rt, Args args) {
  return void_coroutine(rt, server_of(args).serve_forever(), "Server.serve_forever");
}
Value start_serving(Runtime& rt, Args args) {
  return void_coroutine(rt, server_of(args).start_serving(), "Server.start_serving");
}

void since_313(Runtime& rt, const Value& self, std::string_view name) {
  if (rt.environment().rules() < loop::Rules::py313) raise_no_attribute(rt, self, rt.heap().intern(name));
}
Value close_clients(Runtime& rt, Args args) {
  since_313(rt, args[0], "close_clients");
  return server_of(args).close_clients(), none;
}
Value abort_clients(Runtime& rt, Args args) {
  since_313(rt, args[0], "abort_clients");
  return server_of(args).abort_clients(), none;
}

loop::Co<Value> entering(Value self) {
  co_return self;
}
Value enter(Runtime& rt, Args args) {
  return coroutine_value(rt, entering(args[0]), "AbstractServer.__aenter__");
}
loop::Co<void> leaving(Ref<io::Server> server) {
  server->close();
  co_await server->wait_closed();
}
Value leave(Runtime& rt, Args args) {
  return void_coroutine(rt, leaving(native_ref<io::Server>(args[0])), "AbstractServer.__aexit__");
}

Value sockets(Runtime& rt, const Value& self) {
  std::vector<Value> all;
  for (const Ref<io::Socket>& socket : native_of<io::Server>(self).sockets()) all.push_back(wrap_socket(rt, socket));
  return Value(script::make_tuple(rt, all));
}
Value server_repr(Runtime& rt, const Value& self) {
  if (native_of<io::Server>(self).sockets().empty()) return text_value(rt, "<Server sockets=None>");
  const Ref<List> list = list_of(rt, sockets(rt, self));
  return text_value(rt, fmt::format("<Server sockets={}>", repr(rt, Value(list))->view()));
}

constexpr NativeMethod server_methods[] = {{"close", close, no_arguments()},
                                           {"is_serving", is_serving, no_arguments()},
                                           {"get_loop", get_loop, no_arguments()},
                                           {"wait_closed", wait_closed, no_arguments()},
                                           {"serve_forever", serve_forever, no_arguments()},
                                           {"start_serving", start_serving, no_arguments()},
                                           {"close_clients", close_clients, no_arguments()},
                                           {"abort_clients", abort_clients, no_arguments()},
                                           {"__aenter__", enter, no_arguments()},
                                           {"__aexit__", leave}};
constexpr NativeAttribute server_attributes[] = {{"sockets", sockets}};

// ---------------------------------------------------------------- what is asked for

Ref<io::Socket> given_socket(Runtime& rt, const Value& host, const Value& port, const Value& sock,
                             std::string_view missing) {
  const bool named = !is_none_or_unset(host) || !is_none_or_unset(port);
  if (is_none_or_unset(sock)) {
    if (!named) raise_value_error(rt, missing);
    return nullptr;
  }
  if (named) raise_value_error(rt, "host/port and sock can not be specified at the same time");
  return io_socket(rt, sock);
}

std::vector<std::optional<std::string>> hosts_of(Runtime& rt, const Value& host) {
  std::vector<std::optional<std::string>> hosts;
  if (is_none_or_unset(host) || is_str(host))
    hosts.push_back(host_of(rt, host));
  else
    for_each(rt, host, [&](const Value& each) { hosts.push_back(host_of(rt, each)); });
  return hosts;
}

struct ServerRequest {
  std::vector<std::optional<std::string>> hosts;
  int port = 0;
  io::ServerOptions options;
};

ServerRequest server_request(Runtime& rt, const Value& host, const Value& port, const Value& sock, const Value& backlog,
                             const Value& reuse, const Value& serve) {
  ServerRequest request{hosts_of(rt, host), port_of(rt, port), {}};
  request.options.socket = given_socket(rt, host, port, sock, "Neither host/port nor sock were specified");
  if (!is_unset(backlog)) request.options.backlog = static_cast<int>(index_number(rt, backlog, nullptr));
  if (!is_none_or_unset(reuse)) request.options.reuse_address = truth(rt, reuse);
  if (!is_unset(serve)) request.options.start_serving = truth(rt, serve);
  return request;
}

struct ConnectionRequest {
  std::optional<std::string> host;
  int port = 0;
  io::ConnectionOptions options;
};

ConnectionRequest connection_request(Runtime& rt, const Value& host, const Value& port, const Value& sock,
                                     const Value& local) {
  ConnectionRequest request{host_of(rt, host), port_of(rt, port), {}};
  request.options.socket = given_socket(rt, host, port, sock, "host and port was not specified and no sock specified");
  if (!is_none_or_unset(local)) request.options.local = address_of(rt, local);
  return request;
}

io::ProtocolFactory factory_of(Runtime& rt, const Value& factory) {
  return [&rt, factory] {
    interpreter(rt).renew_operations();
    return script_protocol(rt, call(rt, factory));
  };
}

// ---------------------------------------------------------------- coroutines

loop::Co<Value> opening(Runtime* rt, ConnectionRequest request, std::size_t limit) {
  const Ref<loop::EventLoop> loop = running_loop(*rt);
  const io::Streams streams = co_await io::open_connection(*loop, network_of(*rt), std::move(request.host),
                                                           request.port, limit, std::move(request.options));
  co_return Value(make_tuple(*rt, {wrap_reader(*rt, streams.reader), wrap_writer(*rt, streams.writer)}));
}

loop::Co<Value> starting(Runtime* rt, Value callback, ServerRequest request, std::size_t limit) {
  const Ref<loop::EventLoop> loop = running_loop(*rt);
  const Ref<io::Server> server =
      co_await io::start_server(*loop, network_of(*rt), connected_of(*rt, callback), std::move(request.hosts),
                                request.port, limit, std::move(request.options));
  co_return wrap_server(*rt, server);
}

loop::Co<Value> creating_server(Runtime* rt, Ref<loop::EventLoop> loop, Value factory, ServerRequest request) {
  const Ref<io::Server> server =
      co_await io::create_server(*loop, network_of(*rt), factory_of(*rt, factory), std::move(request.hosts),
                                 request.port, std::move(request.options));
  co_return wrap_server(*rt, server);
}

loop::Co<Value> connecting(Runtime* rt, Ref<loop::EventLoop> loop, Value factory, ConnectionRequest request) {
  const io::Connection connection =
      co_await io::create_connection(*loop, network_of(*rt), factory_of(*rt, factory), std::move(request.host),
                                     request.port, std::move(request.options));
  co_return Value(make_tuple(*rt, {wrap_transport(*rt, connection.transport), protocol_object(connection.protocol)}));
}

loop::Co<Value> looking_up(Runtime* rt, Ref<loop::EventLoop> loop, std::optional<std::string> host, int port) {
  const std::string address = co_await io::resolve(*loop, network_of(*rt), std::move(host), false);
  const Value numbers[] = {
      Value::integer(io::socket_number("AF_INET")), Value::integer(io::socket_number("SOCK_STREAM")),
      Value::integer(io::socket_number("IPPROTO_TCP")), text_value(*rt, ""), address_value(*rt, {address, port})};
  const Value found[] = {Value(make_tuple(*rt, numbers))};
  co_return Value(make_list(*rt, found));
}

// ---------------------------------------------------------------- functions of the module, methods of the loop

Value open_connection(Runtime& rt, Args args) {
  const auto [host, port, limit, sock, local, ssl, family, proto, flags, delay, interleave, all] =
      bind_python<12>(rt, "open_connection",
                      {"host", "port", "limit", "sock", "local_addr", "ssl", "family", "proto", "flags",
                       "happy_eyeballs_delay", "interleave", "all_errors"},
                      args, 0, 2);
  refuse_tls(rt, ssl);
  return coroutine_value(rt, opening(&rt, connection_request(rt, host, port, sock, local), limit_of(rt, limit)),
                         "open_connection");
}

Value start_server(Runtime& rt, Args args) {
  const auto [callback, host, port, limit, sock, backlog, reuse, serve, ssl, family, flags, shared, alive] =
      bind_python<13>(rt, "start_server",
                      {"client_connected_cb", "host", "port", "limit", "sock", "backlog", "reuse_address",
                       "start_serving", "ssl", "family", "flags", "reuse_port", "keep_alive"},
                      args, 1, 3);
  refuse_tls(rt, ssl);
  return coroutine_value(
      rt, starting(&rt, callback, server_request(rt, host, port, sock, backlog, reuse, serve), limit_of(rt, limit)),
      "start_server");
}

Value create_server(Runtime& rt, Args args) {
  const auto [factory, host, port, sock, backlog, reuse, serve, ssl, family, flags, shared, alive] =
      bind_python<12>(rt, "BaseEventLoop.create_server",
                      {"protocol_factory", "host", "port", "sock", "backlog", "reuse_address", "start_serving", "ssl",
                       "family", "flags", "reuse_port", "keep_alive"},
                      args.skip(1), 1, 3);
  refuse_tls(rt, ssl);
  const Ref<loop::EventLoop> loop(&as_loop(rt, args[0]));
  return coroutine_value(
      rt, creating_server(&rt, loop, factory, server_request(rt, host, port, sock, backlog, reuse, serve)),
      "BaseEventLoop.create_server");
}

Value create_connection(Runtime& rt, Args args) {
  const auto [factory, host, port, sock, local, ssl, family, proto, flags, delay, interleave, all] =
      bind_python<12>(rt, "BaseEventLoop.create_connection",
                      {"protocol_factory", "host", "port", "sock", "local_addr", "ssl", "family", "proto", "flags",
                       "happy_eyeballs_delay", "interleave", "all_errors"},
                      args.skip(1), 1, 3);
  refuse_tls(rt, ssl);
  const Ref<loop::EventLoop> loop(&as_loop(rt, args[0]));
  return coroutine_value(rt, connecting(&rt, loop, factory, connection_request(rt, host, port, sock, local)),
                         "BaseEventLoop.create_connection");
}

Value getaddrinfo(Runtime& rt, Args args) {
  const auto [host, port, family, type, proto, flags] = bind_python<6>(
      rt, "BaseEventLoop.getaddrinfo", {"host", "port", "family", "type", "proto", "flags"}, args.skip(1), 2, 2);
  const Ref<loop::EventLoop> loop(&as_loop(rt, args[0]));
  return coroutine_value(rt, looking_up(&rt, loop, host_of(rt, host), port_of(rt, port)), "BaseEventLoop.getaddrinfo");
}

constexpr NativeMethod functions[] = {{"open_connection", open_connection}, {"start_server", start_server}};
constexpr NativeMethod loop_methods[] = {
    {"create_server", create_server}, {"create_connection", create_connection}, {"getaddrinfo", getaddrinfo}};

}  // namespace

io::ClientConnected connected_of(Runtime& rt, const Value& callback) {
  return [&rt, callback](Ref<io::StreamReader> reader, Ref<io::StreamWriter> writer) -> Ref<loop::Coroutine> {
    interpreter(rt).renew_operations();
    const Value result = call(rt, callback, wrap_reader(rt, reader), wrap_writer(rt, writer));
    return is_coroutine(rt, result) ? expect_coroutine(rt, result) : nullptr;
  };
}

Value wrap_server(Runtime& rt, const Ref<io::Server>& server) {
  io::Server& native = *server;
  const Value wrapped = wrap_native(rt, modules_of(rt).classes.server, server);
  if (!native.shown)
    native.shown = [&rt, &native] { return std::string(repr(rt, wrap_server(rt, Ref<io::Server>(&native)))->view()); };
  return wrapped;
}

void make_server_classes(Runtime& rt, Modules::Classes& classes) {
  TypeSpec server{.name = "Server",
                  .module = "asyncio.base_events",
                  .base = classes.abstract_server,
                  .flags = TypeFlag::no_construct,
                  .methods = server_methods,
                  .attributes = server_attributes};
  server.slots.repr = server_repr;
  classes.server = rt.types().keep(make_type(rt, server));
  for (const NativeMethod& method : loop_methods)
    classes.event_loop->assign(rt, rt.heap().intern(method.name),
                               method_value(rt, method.name, method.function, classes.event_loop, method.arity));
}

void define_streams(Runtime& rt, ModuleObject& module) {
  const Modules::Classes& classes = modules_of(rt).classes;
  const auto type = [&](std::string_view name, Type* t) { define(rt, module, name, value_of(t)); };
  add_functions(rt, *module.dict, "asyncio", functions);
  type("StreamReader", classes.stream_reader);
  type("StreamWriter", classes.stream_writer);
  type("Server", classes.server);
  type("AbstractServer", classes.abstract_server);
  type("BaseProtocol", classes.base_protocol);
  type("Protocol", classes.protocol);
  type("DatagramProtocol", classes.datagram_protocol);
  type("BufferedProtocol", classes.buffered_protocol);
  type("StreamReaderProtocol", classes.stream_protocol);
  type("DatagramTransport", classes.abstract_datagrams);
  type("BaseTransport", classes.base_transport);
  type("ReadTransport", classes.read_transport);
  type("WriteTransport", classes.write_transport);
  type("Transport", classes.abstract_transport);
}

}  // namespace orrery::script
