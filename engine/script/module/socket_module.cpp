// socket: pairs and loopback TCP. (CPython: Lib/socket.py.)
#include "engine/io/socket_numbers.hpp"
#include "engine/script/module/define.hpp"
#include "engine/script/module/socket_object.hpp"
#include "engine/script/object/exception.hpp"
#include "engine/script/object/sequence.hpp"

namespace orrery::script {
namespace {

Value socketpair(Runtime& rt, Args) {
  auto [a, b] = io::Socket::pair(rt.environment());
  return Value(make_tuple(rt, {wrap_socket(rt, a), wrap_socket(rt, b)}));
}

}  // namespace

Ref<ModuleObject> socket_module(Runtime& rt) {
  Ref<ModuleObject> module = make_module(rt, "socket");
  define(rt, *module, "socket", Value(static_cast<Object*>(modules_of(rt).classes.socket)));
  define(rt, *module, "socketpair", Value(make_native(rt, "socketpair", socketpair)));
  for (const io::SocketNumber& number : io::socket_numbers()) define(rt, *module, number.name, Value::integer(number.value));
  define(rt, *module, "error", Value(static_cast<Object*>(rt.types().os_error)));
  define(rt, *module, "timeout", Value(static_cast<Object*>(rt.types().timeout_error)));
  return module;
}

}  // namespace orrery::script
