#include "engine/script/module/asyncio_datagram.hpp"

#include <fmt/format.h>

#include "engine/io/socket_operations.hpp"
#include "engine/io/stream/datagram.hpp"
#include "engine/script/module/asyncio.hpp"
#include "engine/script/module/asyncio_streams.hpp"
#include "engine/script/module/library.hpp"
#include "engine/script/module/script_callback.hpp"
#include "engine/script/object/bytes.hpp"
#include "engine/script/object/exception.hpp"
#include "engine/script/object/number.hpp"
#include "engine/script/object/sequence.hpp"
#include "engine/script/object/str.hpp"
#include "engine/script/vm/interpreter.hpp"

namespace orrery::script {
namespace {

Value wrap(Runtime& rt, const Ref<io::DatagramTransport>& transport) {
  return wrap_native(rt, modules_of(rt).classes.datagram_transport, transport);
}

// ---------------------------------------------------------------- protocols

class ScriptDatagrams final : public io::DatagramProtocol {
 public:
  ScriptDatagrams(Runtime& rt, Value object) : rt_(rt), object_(std::move(object)) {}
  const Value& object() const noexcept { return object_; }

  void connection_made(io::DatagramTransport& transport) override {
    tell("connection_made", {wrap(rt_, Ref<io::DatagramTransport>(&transport))});
  }
  std::string connection_made_name() const override {
    const Value method = getattr_or_unset(rt_, object_, rt_.heap().intern("connection_made"));
    return is_unset(method) ? "connection_made" : name_of_callable(rt_, method);
  }
  void datagram_received(std::string_view bytes, const io::Address& from) override {
    tell("datagram_received", {make_bytes(rt_, bytes), address_value(rt_, from)});
  }
  void error_received(const Ref<loop::Error>& error) override {
    tell("error_received", {Value(to_exception(rt_, error))});
  }
  void connection_lost(const Ref<loop::Error>& error) override {
    tell("connection_lost", {error ? Value(to_exception(rt_, error)) : none});
  }
  void pause_writing() override { tell("pause_writing", {}); }
  void resume_writing() override { tell("resume_writing", {}); }

 private:
  void tell(std::string_view method, std::initializer_list<Value> args) {
    const Ref<ScriptDatagrams> self(this);
    interpreter(rt_).renew_operations();
    call_method(rt_, object_, method, args);
  }
  Runtime& rt_;
  Value object_;
};

Value protocol_of(const io::DatagramTransport& transport) {
  const auto* script = dynamic_cast<const ScriptDatagrams*>(transport.protocol().get());
  return script ? script->object() : none;
}

Value nothing(Runtime&, Args) {
  return none;
}
constexpr NativeMethod protocol_methods[] = {{"datagram_received", nothing, between(2, 2)},
                                             {"error_received", nothing, one_argument()}};

// ---------------------------------------------------------------- transports

io::DatagramTransport& self_of(const Value& self) {
  return native_of<io::DatagramTransport>(self);
}

std::optional<io::Address> address_or_nothing(Runtime& rt, const Value& v) {
  return is_none_or_unset(v) ? std::optional<io::Address>() : address_of(rt, v);
}

Value sendto(Runtime& rt, Args args) {
  const auto [data, addr] = bind_python<2>(rt, "_SelectorDatagramTransport.sendto", {"data", "addr"}, args.skip(1), 1);
  self_of(args[0]).send_to(written_bytes(rt, data), address_or_nothing(rt, addr));
  return none;
}
Value close(Runtime&, Args args) {
  self_of(args[0]).close();
  return none;
}
Value abort(Runtime&, Args args) {
  self_of(args[0]).abort();
  return none;
}
Value is_closing(Runtime&, Args args) {
  return boolean(self_of(args[0]).is_closing());
}
Value get_write_buffer_size(Runtime&, Args args) {
  return Value::integer(static_cast<std::int64_t>(self_of(args[0]).write_buffer_size()));
}
Value get_protocol(Runtime&, Args args) {
  return protocol_of(self_of(args[0]));
}
Value set_protocol(Runtime& rt, Args args) {
  self_of(args[0]).set_protocol(loop::make<ScriptDatagrams>(rt, args[1]));
  return none;
}
Value get_extra_info(Runtime& rt, Args args) {
  const auto [name, otherwise] =
      bind_python<2>(rt, "BaseTransport.get_extra_info", {"name", "default"}, args.skip(1), 1);
  const io::DatagramTransport& self = self_of(args[0]);
  const std::string_view key = is_str(name) ? as_str(name).view() : "";
  if (key == "sockname") return address_value(rt, self.local_address());
  if (key == "peername") return self.remote_address() ? address_value(rt, *self.remote_address()) : none;
  if (key == "socket") return wrap_socket(rt, self.socket());
  return is_unset(otherwise) ? none : otherwise;
}

Value shown(Runtime& rt, const Value& v) {
  const io::DatagramTransport& self = self_of(v);
  std::string text = "<_SelectorDatagramTransport";
  if (self.socket()->closed()) return text_value(rt, text + " closed fd=-1>");
  if (self.is_closing()) text += " closing";
  const bool writes = self.write_buffer_size() > 0;
  return text_value(rt, text + fmt::format(" fd={} read={} write=<{}, bufsize={}>>", self.socket()->fileno(),
                                           self.is_closing() ? "idle" : "polling", writes ? "polling" : "idle",
                                           self.write_buffer_size()));
}

constexpr NativeMethod transport_methods[] = {{"sendto", sendto},
                                              {"close", close, no_arguments()},
                                              {"abort", abort, no_arguments()},
                                              {"is_closing", is_closing, no_arguments()},
                                              {"get_write_buffer_size", get_write_buffer_size, no_arguments()},
                                              {"get_protocol", get_protocol, no_arguments()},
                                              {"set_protocol", set_protocol, one_argument()},
                                              {"get_extra_info", get_extra_info}};

// ---------------------------------------------------------------- create_datagram_endpoint

using Place = std::optional<std::pair<std::string, int>>;

Place place_of(Runtime& rt, const Value& v) {
  if (is_none_or_unset(v)) return {};
  if (!is_tuple(v) || as_tuple(v).size() != 2) raise_type_error(rt, "2-tuple is expected");
  const Value& host = as_tuple(v)[0];
  return std::pair(is_str(host) ? std::string(as_str(host).view()) : std::string(), port_of(rt, as_tuple(v)[1]));
}

loop::Co<Value> creating(Runtime* rt, Ref<loop::EventLoop> loop, Value factory, io::DatagramOptions options) {
  const auto make = [rt, factory]() -> Ref<io::DatagramProtocol> {
    return loop::make<ScriptDatagrams>(*rt, call(*rt, factory));
  };
  const io::DatagramEndpoint made =
      co_await io::create_datagram_endpoint(*loop, modules_of(*rt).outside().network(), make, std::move(options));
  co_return Value(make_tuple(*rt, {wrap(*rt, made.transport), protocol_of(*made.transport)}));
}

Value create_datagram_endpoint(Runtime& rt, Args args) {
  const auto [factory, local, remote, family, proto, flags, shared, broadcast, sock] =
      bind_python<9>(rt, "BaseEventLoop.create_datagram_endpoint",
                     {"protocol_factory", "local_addr", "remote_addr", "family", "proto", "flags", "reuse_port",
                      "allow_broadcast", "sock"},
                     args.skip(1), 1, 3);
  io::DatagramOptions options;
  if (!is_none_or_unset(sock)) {
    options.socket = io_socket(rt, sock);
    if (!options.socket->is_datagram())
      raise_value_error(rt, fmt::format("A datagram socket was expected, got {}", repr(rt, sock)->view()));
    if (!is_none_or_unset(local) || !is_none_or_unset(remote))
      raise_value_error(
          rt, "socket modifier keyword arguments can not be used when sock is specified. (" +
                  fmt::format("{}{})",
                              is_none_or_unset(local) ? ""
                                                      : fmt::format("local_addr={}", str(rt, local)->view()) +
                                                            (is_none_or_unset(remote) ? "" : ", "),
                              is_none_or_unset(remote) ? "" : fmt::format("remote_addr={}", str(rt, remote)->view())));
  }
  options.local = place_of(rt, local);
  options.remote = place_of(rt, remote);
  options.broadcast = !is_none_or_unset(broadcast) && truth(rt, broadcast);
  const Ref<loop::EventLoop> loop(&as_loop(rt, args[0]));
  return coroutine_value(rt, creating(&rt, loop, factory, std::move(options)),
                         "BaseEventLoop.create_datagram_endpoint");
}

// ---------------------------------------------------------------- loop.sock_recvfrom and its kin

std::size_t size_of(Runtime& rt, const Value& v) {
  const std::int64_t count = index_number(rt, v, rt.types().overflow_error);
  if (count < 0) raise_value_error(rt, "negative buffersize in recvfrom");
  return static_cast<std::size_t>(count);
}

Value sock_recvfrom(Runtime& rt, Args args) {
  const auto [sock, bufsize] =
      bind_python<2>(rt, "BaseSelectorEventLoop.sock_recvfrom", {"sock", "bufsize"}, args.skip(1));
  const auto pair = [&rt](std::string bytes, const io::Address& from) -> Value {
    return Value(make_tuple(rt, {make_bytes(rt, bytes), address_value(rt, from)}));
  };
  return coroutine_value(
      rt, io::sock_recvfrom(as_loop(rt, args[0]), io_socket(rt, sock), size_of(rt, bufsize), "_sock_recvfrom", pair),
      "BaseSelectorEventLoop.sock_recvfrom");
}

Value sock_recvfrom_into(Runtime& rt, Args args) {
  const auto [sock, buf, nbytes] =
      bind_python<3>(rt, "BaseSelectorEventLoop.sock_recvfrom_into", {"sock", "buf", "nbytes"}, args.skip(1), 2);
  if (!is_exact(buf, rt.types().bytearray)) raise_type_error(rt, "a read-write bytes-like object is required");
  const std::size_t wanted = is_unset(nbytes) ? 0 : size_of(rt, nbytes);
  const Value into = buf;
  const auto pair = [&rt, into](std::string bytes, const io::Address& from) -> Value {
    as_bytes(into).content().replace(0, bytes.size(), bytes);
    return Value(make_tuple(rt, {Value::integer(static_cast<std::int64_t>(bytes.size())), address_value(rt, from)}));
  };
  return coroutine_value(rt,
                         io::sock_recvfrom(as_loop(rt, args[0]), io_socket(rt, sock),
                                           wanted == 0 ? as_bytes(buf).size() : wanted, "_sock_recvfrom_into", pair),
                         "BaseSelectorEventLoop.sock_recvfrom_into");
}

Value sock_sendto(Runtime& rt, Args args) {
  const auto [sock, data, address] =
      bind_python<3>(rt, "BaseSelectorEventLoop.sock_sendto", {"sock", "data", "address"}, args.skip(1));
  return coroutine_value(rt,
                         io::sock_sendto(as_loop(rt, args[0]), io_socket(rt, sock),
                                         std::string(bytes_argument(rt, data)), address_of(rt, address)),
                         "BaseSelectorEventLoop.sock_sendto");
}

constexpr NativeMethod loop_methods[] = {{"create_datagram_endpoint", create_datagram_endpoint},
                                         {"sock_recvfrom", sock_recvfrom},
                                         {"sock_recvfrom_into", sock_recvfrom_into},
                                         {"sock_sendto", sock_sendto}};

}  // namespace

bool describe_datagrams(Runtime& rt, Object* object, Dict& context) {
  auto* const transport = dynamic_cast<io::DatagramTransport*>(object);
  if (!transport) return false;
  context.set(rt.heap().intern("transport"), wrap(rt, Ref<io::DatagramTransport>(transport)));
  context.set(rt.heap().intern("protocol"), protocol_of(*transport));
  return true;
}

void make_datagram_classes(Runtime& rt, Modules::Classes& classes) {
  TypeSpec spec{.name = "_SelectorDatagramTransport",
                .module = "asyncio.selector_events",
                .base = classes.abstract_datagrams,
                .flags = TypeFlag::no_construct,
                .methods = transport_methods};
  spec.slots.repr = shown;
  classes.datagram_transport = rt.types().keep(make_type(rt, spec));
  classes.datagram_protocol = make_library_class(rt, {.name = "DatagramProtocol",
                                                      .module = "asyncio.protocols",
                                                      .bases = {classes.base_protocol},
                                                      .methods = protocol_methods});
  for (const NativeMethod& method : loop_methods)
    classes.event_loop->assign(rt, rt.heap().intern(method.name),
                               method_value(rt, method.name, method.function, classes.event_loop, method.arity));
}

}  // namespace orrery::script
