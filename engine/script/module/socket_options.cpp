// socket.setsockopt and getsockopt: those that make a difference here, the others are taken and forgotten.
#include <cerrno>
#include <cstring>

#include "engine/io/socket_numbers.hpp"
#include "engine/script/module/socket_object.hpp"
#include "engine/script/object/bytes.hpp"
#include "engine/script/object/exception.hpp"
#include "engine/script/object/number.hpp"
#include "engine/script/object/operators.hpp"

namespace orrery::script {
namespace {

io::Socket& self_of(Runtime& rt, Args args) {
  io::Socket& socket = *static_cast<SocketObject*>(args[0].object())->socket;
  if (socket.closed()) raise_os_error(rt, EBADF);
  return socket;
}

// `struct linger`: whether to linger, and for how long. Without any time, close() resets the connection.
void set_linger(io::Socket& socket, std::string_view bytes) {
  int parts[2] = {0, 0};
  if (bytes.size() == sizeof parts) std::memcpy(parts, bytes.data(), sizeof parts);
  socket.set_reset_on_close(parts[0] != 0 && parts[1] == 0);
}

}  // namespace

Value set_socket_option(Runtime& rt, Args args) {
  io::Socket& socket = self_of(rt, args);
  const std::int64_t level = index_number(rt, args[1], nullptr), option = index_number(rt, args[2], nullptr);
  if (level != io::socket_number("SOL_SOCKET")) return none;
  if (is_bytes_like(args[3])) {
    if (option == io::socket_number("SO_LINGER")) set_linger(socket, as_bytes(args[3]).view());
    return none;
  }
  const std::int64_t value = index_number(rt, args[3], nullptr);
  if (option == io::socket_number("SO_SNDBUF")) socket.set_send_buffer(static_cast<int>(value));
  if (option == io::socket_number("SO_REUSEADDR")) socket.set_reuse_address(value != 0);
  return none;
}

Value get_socket_option(Runtime& rt, Args args) {
  io::Socket& socket = self_of(rt, args);
  const std::int64_t option = index_number(rt, args[2], nullptr);
  if (option == io::socket_number("SO_ERROR")) return Value::integer(socket.pending_error());
  if (option == io::socket_number("SO_SNDBUF")) return Value::integer(socket.send_buffer());
  if (option == io::socket_number("SO_TYPE")) return Value::integer(io::socket_number("SOCK_STREAM"));
  raise_os_error(rt, ENOPROTOOPT);
}

}  // namespace orrery::script
