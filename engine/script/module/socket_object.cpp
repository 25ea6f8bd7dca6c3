#include "engine/script/module/socket_object.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <optional>

#include "engine/io/network.hpp"
#include "engine/io/socket_numbers.hpp"
#include "engine/loop/selector.hpp"
#include "engine/script/module/asyncio.hpp"
#include "engine/script/object/bytes.hpp"
#include "engine/script/object/exception.hpp"
#include "engine/script/object/number.hpp"
#include "engine/script/object/operators.hpp"
#include "engine/script/object/sequence.hpp"
#include "engine/script/object/str.hpp"

namespace orrery::script {
namespace {

SocketObject& object_of(Args args) { return *static_cast<SocketObject*>(args[0].object()); }
io::Socket& self_of(Args args) { return *object_of(args).socket; }

[[noreturn]] void raise_errno(Runtime& rt, int error) { raise_os_error(rt, error); }

void check_open(Runtime& rt, const io::Socket& socket) {
  if (socket.closed()) raise_errno(rt, EBADF);
}

// Repeats `attempt` until it does not find itself blocked, as far as the socket's timeout allows.
template <class Attempt>
io::IoStatus blocking(Runtime& rt, SocketObject& self, event::Direction direction, Attempt attempt) {
  check_open(rt, *self.socket);
  for (;;) {
    const io::IoStatus status = attempt();
    if (status.failed()) raise_errno(rt, status.error);
    if (!status.would_block()) return status;
    const double limit = self.timeout.is_none() ? loop::forever : to_double(rt, self.timeout);
    if (limit == 0) raise_errno(rt, EAGAIN);
    if (!modules_of(rt).outside().wait(self.socket->fileno(), direction, limit))
      raise(rt, rt.types().timeout_error, "timed out");
  }
}

// ---------------------------------------------------------------- bytes

Value recv(Runtime& rt, Args args) {
  const auto [bufsize, flags] = script::bind<2>(rt, "recv", {"bufsize", "flags"}, args.skip(1), 1, 2);
  const std::int64_t count = index_number(rt, bufsize, rt.types().overflow_error);
  if (count < 0) raise_value_error(rt, "negative buffersize in recv");
  rt.heap().expect(static_cast<std::size_t>(count));
  std::string bytes;
  blocking(rt, object_of(args), event::Direction::read,
           [&] { return self_of(args).receive(bytes, static_cast<std::size_t>(count)); });
  return Value(make_bytes(rt, bytes));
}

Value recv_into(Runtime& rt, Args args) {
  if (!is_writable_buffer(rt, args[1]))
    raise_type_error(rt, fmt::format("recv_into() argument 1 must be read-write bytes-like object, not {}",
                                     type_of(rt, args[1])->name()));
  const std::size_t room = buffer_bytes(rt, args[1]).size();
  std::int64_t most = args.size() > 2 ? index_number(rt, args[2], nullptr) : 0;
  if (most < 0) raise_value_error(rt, "negative buffersize in recv_into");
  if (most == 0) most = static_cast<std::int64_t>(room);
  if (static_cast<std::size_t>(most) > room) raise_value_error(rt, "buffer too small for requested bytes");
  std::string bytes;
  blocking(rt, object_of(args), event::Direction::read,
           [&] { return self_of(args).receive(bytes, static_cast<std::size_t>(most)); });
  write_buffer(rt, args[1], bytes);
  return Value::integer(static_cast<std::int64_t>(bytes.size()));
}

Value send(Runtime& rt, Args args) {
  const std::string bytes(bytes_argument(rt, args[1]));
  const io::IoStatus status =
      blocking(rt, object_of(args), event::Direction::write, [&] { return self_of(args).send(bytes); });
  return make_int(rt, static_cast<std::int64_t>(status.count));
}

Value sendall(Runtime& rt, Args args) {
  const std::string bytes(bytes_argument(rt, args[1]));
  for (std::size_t sent = 0; sent < bytes.size();)
    sent += blocking(rt, object_of(args), event::Direction::write, [&] {
              return self_of(args).send(std::string_view(bytes).substr(sent));
            }).count;
  return none;
}

// ---------------------------------------------------------------- datagrams

std::string received_from(Runtime& rt, Args args, std::size_t count, io::Address& from) {
  std::string bytes;
  blocking(rt, object_of(args), event::Direction::read, [&] {
    return self_of(args).is_datagram() ? self_of(args).receive_from(bytes, count, from) : self_of(args).receive(bytes, count);
  });
  return bytes;
}
// Of a connection there is no address.
Value source_value(Runtime& rt, const io::Socket& socket, const io::Address& from) {
  return socket.is_datagram() ? address_value(rt, from) : none;
}

Value recvfrom(Runtime& rt, Args args) {
  const std::int64_t count = index_number(rt, args[1], rt.types().overflow_error);
  if (count < 0) raise_value_error(rt, "negative buffersize in recvfrom");
  io::Address from;
  const std::string bytes = received_from(rt, args, static_cast<std::size_t>(count), from);
  return Value(make_tuple(rt, {make_bytes(rt, bytes), source_value(rt, self_of(args), from)}));
}
Value recvfrom_into(Runtime& rt, Args args) {
  if (!is_exact(args[1], rt.types().bytearray))
    raise_type_error(rt, fmt::format("recvfrom_into() argument 1 must be read-write bytes-like object, not {}",
                                     type_of(rt, args[1])->name()));
  io::Address from;
  const std::string bytes = received_from(rt, args, as_bytes(args[1]).size(), from);
  as_bytes(args[1]).content().replace(0, bytes.size(), bytes);
  return Value(make_tuple(rt, {make_int(rt, static_cast<std::uint64_t>(bytes.size())), source_value(rt, self_of(args), from)}));
}
Value sendto(Runtime& rt, Args args) {
  const std::string bytes(bytes_argument(rt, args[1]));
  const io::Address to = address_of(rt, args[args.size() - 1]);
  const io::IoStatus status = blocking(rt, object_of(args), event::Direction::write, [&] {
    return self_of(args).is_datagram() ? self_of(args).send_to(bytes, &to) : self_of(args).send(bytes);
  });
  return make_int(rt, static_cast<std::int64_t>(status.count));
}

// ---------------------------------------------------------------- connections

Value accept(Runtime& rt, Args args) {
  Ref<io::Socket> accepted;
  io::Address from;
  blocking(rt, object_of(args), event::Direction::read, [&] { return self_of(args).accept(accepted, from); });
  return Value(make_tuple(rt, {wrap_socket(rt, accepted), address_value(rt, from)}));
}

// The errno of connecting, 0 if it is connected, EINPROGRESS if it does not wait, EAGAIN if it waited too long.
int connect_to(Runtime& rt, Args args) {
  const io::Address address = address_of(rt, args[1]);
  check_open(rt, self_of(args));
  const io::IoStatus first = self_of(args).connect(address);
  if (!first.would_block()) return first.error;
  const Value& timeout = object_of(args).timeout;
  const double limit = timeout.is_none() ? loop::forever : to_double(rt, timeout);
  if (limit == 0) return EINPROGRESS;
  for (;;) {
    if (!modules_of(rt).outside().wait(self_of(args).fileno(), event::Direction::write, limit)) return EAGAIN;
    const io::IoStatus finished = self_of(args).finish_connect(address);
    if (!finished.would_block()) return finished.error;
  }
}

Value connect(Runtime& rt, Args args) {
  const int error = connect_to(rt, args);
  if (error == EAGAIN) raise(rt, rt.types().timeout_error, "timed out");
  if (error) raise_errno(rt, error);
  return none;
}
Value connect_ex(Runtime& rt, Args args) { return Value::integer(connect_to(rt, args)); }

Value bind_to(Runtime& rt, Args args) {
  check_open(rt, self_of(args));
  self_of(args).bind(address_of(rt, args[1]));
  return none;
}

Value listen(Runtime& rt, Args args) {
  check_open(rt, self_of(args));
  self_of(args).listen(args.size() > 1 ? static_cast<int>(index_number(rt, args[1], rt.types().overflow_error)) : 128);
  return none;
}

Value close(Runtime&, Args args) {
  self_of(args).close();
  return none;
}

Value shutdown(Runtime& rt, Args args) {
  check_open(rt, self_of(args));
  self_of(args).shutdown(static_cast<int>(index_number(rt, args[1], nullptr)));
  return none;
}

// Those of a pair are UNIX sockets without a path.
Value own_address(Runtime& rt, const io::Socket& socket, const io::Address& address) {
  return socket.has_address() ? address_value(rt, address) : text_value(rt, "");
}
Value getsockname(Runtime& rt, Args args) {
  check_open(rt, self_of(args));
  return own_address(rt, self_of(args), self_of(args).local_address());
}
Value getpeername(Runtime& rt, Args args) {
  check_open(rt, self_of(args));
  return own_address(rt, self_of(args), self_of(args).remote_address());
}
Value fileno(Runtime&, Args args) { return Value::integer(self_of(args).fileno()); }

// ---------------------------------------------------------------- settings

Value setblocking(Runtime& rt, Args args) {
  object_of(args).timeout = truth(rt, args[1]) ? none : make_float(rt, 0);
  return none;
}
Value getblocking(Runtime& rt, Args args) {
  const Value& timeout = object_of(args).timeout;
  return boolean(timeout.is_none() || to_double(rt, timeout) != 0);
}
Value settimeout(Runtime& rt, Args args) {
  if (!args[1].is_none() && seconds_of(rt, args[1]) < 0) raise_value_error(rt, "Timeout value out of range");
  object_of(args).timeout = args[1].is_none() ? none : make_float(rt, seconds_of(rt, args[1]));
  return none;
}
Value gettimeout(Runtime&, Args args) { return object_of(args).timeout; }

Value enter(Runtime&, Args args) { return args[0]; }
Value exit(Runtime&, Args args) {
  self_of(args).close();
  return none;
}

std::string address_words(io::Socket& socket) {
  if (!socket.has_address()) return "";
  std::string text = fmt::format(", laddr={}", socket.local_address().repr());
  try {
    text += fmt::format(", raddr={}", socket.remote_address().repr());
  } catch (const loop::Raised&) {
    // not connected: there is no other end
  }
  return text;
}

int family_of(const io::Socket& socket) { return io::socket_number(socket.has_address() ? "AF_INET" : "AF_UNIX"); }

int type_number(const io::Socket& socket) {
  return io::socket_number(socket.is_datagram() ? "SOCK_DGRAM" : "SOCK_STREAM");
}

Value socket_repr(Runtime& rt, const Value& self) {
  io::Socket& socket = *static_cast<SocketObject*>(self.object())->socket;
  const int family = family_of(socket);
  if (socket.closed())
    return text_value(rt, fmt::format("<socket.socket [closed] fd=-1, family={}, type={}, proto=0>", family, type_number(socket)));
  return text_value(rt, fmt::format("<socket.socket fd={}, family={}, type={}, proto=0{}>", socket.fileno(), family, type_number(socket),
                                    address_words(socket)));
}

Value get_family(Runtime&, const Value& self) {
  return Value::integer(family_of(*static_cast<SocketObject*>(self.object())->socket));
}
Value get_type(Runtime&, const Value& self) {
  return Value::integer(type_number(*static_cast<SocketObject*>(self.object())->socket));
}
Value get_proto(Runtime&, const Value&) { return Value::integer(0); }
constexpr NativeAttribute attributes[] = {{"family", get_family}, {"type", get_type}, {"proto", get_proto}};

Value construct(Runtime& rt, Type*, Args args) {
  const auto [family, type, proto, fileno_given] = script::bind<4>(rt, "socket", {"family", "type", "proto", "fileno"}, args);
  if (!is_unset(family) && index_number(rt, family, nullptr) != io::socket_number("AF_INET"))
    raise_os_error(rt, EAFNOSUPPORT, "only AF_INET sockets are supported here");
  const std::int64_t kind = is_unset(type) ? io::socket_number("SOCK_STREAM") : index_number(rt, type, nullptr) & 0xff;
  if (kind == io::socket_number("SOCK_DGRAM")) return wrap_socket(rt, modules_of(rt).outside().network().udp());
  if (kind != io::socket_number("SOCK_STREAM"))
    raise_os_error(rt, EPROTONOSUPPORT, "only SOCK_STREAM and SOCK_DGRAM sockets are supported here");
  return wrap_socket(rt, modules_of(rt).outside().network().tcp());
}

constexpr NativeMethod methods[] = {
    {"recv", recv},
    {"send", send, between(1, 2)},
    {"sendall", sendall, between(1, 2)},
    {"accept", accept, no_arguments()},
    {"connect", connect, one_argument()},
    {"connect_ex", connect_ex, one_argument()},
    {"recv_into", recv_into, between(1, 3)},
    {"recvfrom", recvfrom, between(1, 2)},
    {"recvfrom_into", recvfrom_into, between(1, 3)},
    {"sendto", sendto, between(2, 3)},
    {"bind", bind_to, one_argument()},
    {"listen", listen, between(0, 1)},
    {"close", close, no_arguments()},
    {"shutdown", shutdown, one_argument()},
    {"getsockname", getsockname, no_arguments()},
    {"getpeername", getpeername, no_arguments()},
    {"fileno", fileno, no_arguments()},
    {"setblocking", setblocking, one_argument()},
    {"getblocking", getblocking, no_arguments()},
    {"settimeout", settimeout, one_argument()},
    {"gettimeout", gettimeout, no_arguments()},
    {"setsockopt", set_socket_option, between(3, 3)},
    {"getsockopt", get_socket_option, between(2, 3)},
    {"__enter__", enter, no_arguments()},
    {"__exit__", exit},
};

}  // namespace

Value wrap_socket(Runtime& rt, Ref<io::Socket> socket) {
  return Value(rt.heap().make<SocketObject>(modules_of(rt).classes.socket, std::move(socket)));
}

Ref<io::Socket> io_socket(Runtime& rt, const Value& v) {
  if (!is_exact(v, modules_of(rt).classes.socket))
    raise_type_error(rt, fmt::format("a socket was expected, got {}", type_of(rt, v)->name()));
  return static_cast<SocketObject*>(v.object())->socket;
}

int descriptor_of(Runtime& rt, const Value& v) {
  Value fd = v;
  if (!is_int(fd)) {
    const Value method = getattr_or_unset(rt, v, rt.heap().intern("fileno"));
    if (is_unset(method)) raise_value_error(rt, fmt::format("Invalid file object: {}", repr(rt, v)->view()));
    fd = call(rt, method);
  }
  const std::int64_t number = index_number(rt, fd, rt.types().overflow_error);
  if (number < 0) raise_value_error(rt, fmt::format("Invalid file descriptor: {}", number));
  return static_cast<int>(number);
}

std::string numeric_host(Runtime& rt, std::string_view host) {
  if (host.empty()) return "0.0.0.0";
  const std::optional<std::string> address = modules_of(rt).outside().network().resolve(host);
  if (!address) loop::raise_error(rt.environment().errors().make_unknown_host());
  return *address;
}

io::Address address_of(Runtime& rt, const Value& v) {
  if (!is_tuple(v) || as_tuple(v).size() != 2)
    raise_type_error(rt, fmt::format("AF_INET address must be tuple, not {}", type_of(rt, v)->name()));
  const Tuple& pair = as_tuple(v);
  if (!is_str(pair[0])) raise_type_error(rt, "str, bytes or bytearray expected");
  io::Address address{numeric_host(rt, as_str(pair[0]).view()), 0};
  const std::int64_t port = index_number(rt, pair[1], rt.types().overflow_error);
  if (port < 0 || port > 65535) raise(rt, rt.types().overflow_error, "connect(): port must be 0-65535.");
  address.port = static_cast<int>(port);
  return address;
}

Value address_value(Runtime& rt, const io::Address& address) {
  return Value(make_tuple(rt, {text_value(rt, address.host), Value::integer(address.port)}));
}

void make_socket_class(Runtime& rt, Modules::Classes& classes) {
  TypeSpec spec{.name = "socket", .module = "socket", .methods = methods, .attributes = attributes};
  spec.slots.repr = socket_repr;
  spec.slots.construct = construct;
  classes.socket = rt.types().keep(make_type(rt, spec));
}

}  // namespace orrery::script
