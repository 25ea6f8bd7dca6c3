// Transports, protocols, servers and streams as scripts see them, over the engine's own.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/io/stream/stream.hpp"
#include "engine/script/module/modules.hpp"
#include "engine/script/module/socket_object.hpp"
#include "engine/script/object/object.hpp"

namespace orrery::script {

// A native object as a script has it, with its loop, which must outlive it. There is one for as long as anybody has it,
// so that `is` holds.
template <class T>
class Faced final : public ScriptObject {
 public:
  Faced(Type* type, Ref<T> of) noexcept : ScriptObject(type), loop(&of->loop()), native(std::move(of)) {
    native->face = this;
  }
  ~Faced() override {
    if (native->face == this) native->face = nullptr;
  }
  Ref<loop::EventLoop> loop;
  Ref<T> native;
};

template <class T>
Value wrap_native(Runtime& rt, Type* type, const Ref<T>& native) {
  if (native->face && native->face->references() > 0) return Value(native->face);
  return Value(rt.heap().make<Faced<T>>(type, native));
}
template <class T>
T& native_of(const Value& v) noexcept {
  return *static_cast<Faced<T>*>(v.object())->native;
}
template <class T>
Ref<T> native_ref(const Value& v) noexcept {
  return Ref<T>(&native_of<T>(v));
}

Value wrap_transport(Runtime& rt, const Ref<io::Transport>& transport);
Value wrap_reader(Runtime& rt, const Ref<io::StreamReader>& reader);
Value wrap_writer(Runtime& rt, const Ref<io::StreamWriter>& writer);
Value wrap_server(Runtime& rt, const Ref<io::Server>& server);

// A protocol that is an object of the script: any with the methods of asyncio.Protocol.
Ref<io::Protocol> script_protocol(Runtime& rt, const Value& object);
// The object behind it; None for those that are no script's.
Value protocol_object(const Ref<io::Protocol>& protocol);

// transport.get_extra_info(name, default)
Value extra_info(Runtime& rt, io::Transport& transport, const Value& name, const Value& otherwise);
// What write() takes; TypeError "data argument must be a bytes-like object, not 'str'".
std::string_view written_bytes(Runtime& rt, const Value& data);
std::vector<std::string> written_lines(Runtime& rt, const Value& lines);
std::string transport_repr(io::Transport& transport);

// A coroutine object as asyncio's: `name` as its __qualname__.
Value coroutine_value(Runtime& rt, loop::Co<Value> co, std::string name);

// None: nothing; a str otherwise, which must be one.
std::optional<std::string> host_of(Runtime& rt, const Value& v);
int port_of(Runtime& rt, const Value& v);
std::size_t limit_of(Runtime& rt, const Value& v);
// What start_server() calls with each connection: a function of the script's, or one that makes a coroutine.
io::ClientConnected connected_of(Runtime& rt, const Value& callback);
// The protocol behind an asyncio.StreamReaderProtocol; null for any other object.
Ref<io::Protocol> stream_protocol(Runtime& rt, const Value& object);
// Raises for what would need TLS.
void refuse_tls(Runtime& rt, const Value& ssl);

// The abstract ones come first, and their protocols and writers last.
void make_abstract_classes(Runtime& rt, Modules::Classes& classes);
void make_stream_protocol_class(Runtime& rt, Modules::Classes& classes);
void make_stream_classes(Runtime& rt, Modules::Classes& classes);
void make_transport_classes(Runtime& rt, Modules::Classes& classes);
void make_server_classes(Runtime& rt, Modules::Classes& classes);
// All of this in the module asyncio.
void define_streams(Runtime& rt, ModuleObject& module);

}  // namespace orrery::script
