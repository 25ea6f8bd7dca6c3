// socket.socket as an object of scripts, over the engine's own socket.
#pragma once

#include <string_view>

#include "engine/io/socket.hpp"
#include "engine/script/module/modules.hpp"
#include "engine/script/object/object.hpp"

namespace orrery::script {

class SocketObject final : public ScriptObject {
 public:
  SocketObject(Type* type, Ref<io::Socket> s) noexcept : ScriptObject(type), socket(std::move(s)) {}
  Ref<io::Socket> socket;
  // What a call does that would block: waits for ever (None), so many seconds, or (0) raises BlockingIOError.
  Value timeout;
};

Value wrap_socket(Runtime& rt, Ref<io::Socket> socket);
// The engine's socket behind a value; TypeError if it is none.
Ref<io::Socket> io_socket(Runtime& rt, const Value& v);
// A descriptor: an int, or what fileno() says. ValueError for what is no descriptor.
int descriptor_of(Runtime& rt, const Value& v);
// The numeric address of a host; "" is everywhere. Raises socket.gaierror.
std::string numeric_host(Runtime& rt, std::string_view host);
// ('127.0.0.1', 80) both ways; names become numeric.
io::Address address_of(Runtime& rt, const Value& v);
Value address_value(Runtime& rt, const io::Address& address);

// socket.setsockopt and getsockopt.
Value set_socket_option(Runtime& rt, Args args);
Value get_socket_option(Runtime& rt, Args args);

void make_socket_class(Runtime& rt, Modules::Classes& classes);
Ref<ModuleObject> socket_module(Runtime& rt);

}  // namespace orrery::script
