// socket: pairs and TCP. (CPython: Lib/socket.py.)
#include <fmt/format.h>

#include "engine/io/network.hpp"
#include "engine/io/socket_numbers.hpp"
#include "engine/script/module/define.hpp"
#include "engine/script/module/library.hpp"
#include "engine/script/module/socket_object.hpp"
#include "engine/script/object/exception.hpp"
#include "engine/script/object/number.hpp"
#include "engine/script/object/operators.hpp"
#include "engine/script/object/sequence.hpp"

namespace orrery::script {
namespace {

Value socketpair(Runtime& rt, Args) {
  auto [a, b] = io::Socket::pair(rt.environment());
  return Value(make_tuple(rt, {wrap_socket(rt, a), wrap_socket(rt, b)}));
}

// The address stands in the error.
void bind_or_say(Runtime& rt, io::Socket& socket, const io::Address& address) {
  try {
    socket.bind(address);
  } catch (const loop::Raised& raised) {
    const Ref<ExceptionObject> error = to_exception(rt, raised.error());
    const auto number = static_cast<int>(index_number(rt, error->fields[0], nullptr));
    raise_os_error(
        rt, number,
        fmt::format("{} (while attempting to bind on address {})", str(rt, error->fields[1])->view(), address.repr()));
  }
}

Value create_server(Runtime& rt, Args args) {
  const auto [address, family, backlog, port, dual] =
      bind_python<5>(rt, "create_server", {"address", "family", "backlog", "reuse_port", "dualstack_ipv6"}, args, 1, 1);
  const Ref<io::Socket> socket = modules_of(rt).outside().network().tcp();
  socket->set_reuse_address(true);
  bind_or_say(rt, *socket, address_of(rt, address));
  socket->listen(is_none_or_unset(backlog) ? 128 : static_cast<int>(index_number(rt, backlog, nullptr)));
  return wrap_socket(rt, socket);
}

Value create_connection(Runtime& rt, Args args) {
  const auto [address, timeout, source, all] =
      bind_python<4>(rt, "create_connection", {"address", "timeout", "source_address", "all_errors"}, args, 1, 3);
  const Value socket = wrap_socket(rt, modules_of(rt).outside().network().tcp());
  if (!is_unset(timeout)) call_method(rt, socket, "settimeout", {timeout});
  if (!is_none_or_unset(source)) call_method(rt, socket, "bind", {source});
  call_method(rt, socket, "connect", {address});
  return socket;
}

Value gethostbyname(Runtime& rt, Args args) {
  return text_value(rt, numeric_host(rt, str(rt, args[0])->view()));
}
Value gethostname(Runtime& rt, Args) {
  return text_value(rt, "localhost");
}

constexpr NativeMethod functions[] = {{"socketpair", socketpair},
                                      {"create_server", create_server},
                                      {"create_connection", create_connection},
                                      {"gethostbyname", gethostbyname, one_argument()},
                                      {"gethostname", gethostname, no_arguments()}};

}  // namespace

Ref<ModuleObject> socket_module(Runtime& rt) {
  Ref<ModuleObject> module = make_module(rt, "socket");
  define(rt, *module, "socket", value_of(modules_of(rt).classes.socket));
  add_functions(rt, *module->dict, "socket", functions);
  for (const io::SocketNumber& number : io::socket_numbers())
    define(rt, *module, number.name, Value::integer(number.value));
  define(rt, *module, "error", value_of(rt.types().os_error));
  define(rt, *module, "timeout", value_of(rt.types().timeout_error));
  define(rt, *module, "gaierror", value_of(rt.types().gaierror));
  return module;
}

}  // namespace orrery::script
