// asyncio.StreamReaderProtocol, and writers that a program makes by itself: the two halves that open_connection() puts
// together. (CPython: asyncio/streams.py.)
#include "engine/script/module/asyncio.hpp"
#include "engine/script/module/asyncio_streams.hpp"
#include "engine/script/module/library.hpp"
#include "engine/script/object/bytes.hpp"
#include "engine/script/object/exception.hpp"
#include "engine/script/vm/interpreter.hpp"

namespace orrery::script {
namespace {

io::StreamProtocol& protocol_of(Args args) {
  return native_of<io::StreamProtocol>(args[0]);
}
template <class Native>
Native& expect(Runtime& rt, const Value& v, Type* type, std::string_view what) {
  if (!v.is_object() || !type_of(rt, v)->is_subtype_of(type))
    raise(rt, rt.types().not_implemented_error,
          std::string("what is not an asyncio.") + std::string(what) + " of the loop's is not supported here");
  return native_of<Native>(v);
}

Value construct_protocol(Runtime& rt, Type* type, Args args) {
  const auto [reader, connected, loop] =
      bind_python<3>(rt, "StreamReaderProtocol.__init__", {"stream_reader", "client_connected_cb", "loop"}, args, 1);
  const Ref<loop::EventLoop> on =
      is_none_or_unset(loop) ? get_event_loop(rt) : Ref<loop::EventLoop>(&as_loop(rt, loop));
  Ref<io::StreamReader> native(
      &expect<io::StreamReader>(rt, reader, modules_of(rt).classes.stream_reader, "StreamReader"));
  io::ClientConnected callback = is_none_or_unset(connected) ? io::ClientConnected() : connected_of(rt, connected);
  return Value(rt.heap().make<Faced<io::StreamProtocol>>(
      type, loop::make<io::StreamProtocol>(*on, std::move(native), std::move(callback))));
}

Value connection_made(Runtime& rt, Args args) {
  protocol_of(args).connection_made(expect<io::Transport>(rt, args[1], modules_of(rt).classes.transport, "Transport"));
  return none;
}
Value data_received(Runtime& rt, Args args) {
  protocol_of(args).data_received(bytes_argument(rt, args[1]));
  return none;
}
Value eof_received(Runtime&, Args args) {
  return boolean(protocol_of(args).eof_received());
}
Value connection_lost(Runtime& rt, Args args) {
  protocol_of(args).connection_lost(args[1].is_none() ? Ref<loop::Error>()
                                                      : Ref<loop::Error>(instance_of_raised(rt, args[1])));
  return none;
}
Value pause_writing(Runtime&, Args args) {
  return protocol_of(args).pause_writing(), none;
}
Value resume_writing(Runtime&, Args args) {
  return protocol_of(args).resume_writing(), none;
}

constexpr NativeMethod methods[] = {
    {"connection_made", connection_made, one_argument()}, {"data_received", data_received, one_argument()},
    {"eof_received", eof_received, no_arguments()},       {"connection_lost", connection_lost, one_argument()},
    {"pause_writing", pause_writing, no_arguments()},     {"resume_writing", resume_writing, no_arguments()}};

Value construct_writer(Runtime& rt, Type* type, Args args) {
  const auto [transport, protocol, reader, loop] =
      bind_python<4>(rt, "StreamWriter.__init__", {"transport", "protocol", "reader", "loop"}, args, 4);
  const Modules::Classes& classes = modules_of(rt).classes;
  Ref<io::Transport> writes_to(&expect<io::Transport>(rt, transport, classes.transport, "Transport"));
  Ref<io::StreamProtocol> told(
      &expect<io::StreamProtocol>(rt, protocol, classes.stream_protocol, "StreamReaderProtocol"));
  Ref<io::StreamReader> reads_from;
  if (!reader.is_none())
    reads_from = Ref<io::StreamReader>(&expect<io::StreamReader>(rt, reader, classes.stream_reader, "StreamReader"));
  return Value(rt.heap().make<Faced<io::StreamWriter>>(
      type, loop::make<io::StreamWriter>(std::move(writes_to), std::move(told), std::move(reads_from))));
}
void initialised(Runtime&, const Value&, Args) {}

}  // namespace

void make_stream_protocol_class(Runtime& rt, Modules::Classes& classes) {
  TypeSpec spec{
      .name = "StreamReaderProtocol", .module = "asyncio.streams", .base = classes.protocol, .methods = methods};
  spec.slots.construct = construct_protocol;
  spec.slots.init = initialised;
  classes.stream_protocol = rt.types().keep(make_type(rt, spec));
  classes.stream_writer->slots.construct = construct_writer;
  classes.stream_writer->slots.init = initialised;
}

Ref<io::Protocol> stream_protocol(Runtime& rt, const Value& object) {
  if (!object.is_object() || type_of(rt, object) != modules_of(rt).classes.stream_protocol) return nullptr;
  return Ref<io::Protocol>(&native_of<io::StreamProtocol>(object));
}

}  // namespace orrery::script
