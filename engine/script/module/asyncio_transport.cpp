// Transports and protocols as scripts see them. (CPython: asyncio/transports.py, protocols.py, selector_events.py.)
#include <fmt/format.h>

#include "engine/script/module/asyncio.hpp"
#include "engine/script/module/asyncio_streams.hpp"
#include "engine/script/module/library.hpp"
#include "engine/script/module/script_callback.hpp"
#include "engine/script/object/bytes.hpp"
#include "engine/script/object/exception.hpp"
#include "engine/script/object/operators.hpp"
#include "engine/script/object/sequence.hpp"
#include "engine/script/object/str.hpp"
#include "engine/script/vm/interpreter.hpp"

namespace orrery::script {
namespace {

// ---------------------------------------------------------------- protocols

class ScriptProtocol final : public io::Protocol {
 public:
  ScriptProtocol(Runtime& rt, Value object) : rt_(rt), object_(std::move(object)) {}
  const Value& object() const noexcept { return object_; }

  void connection_made(io::Transport& transport) override {
    tell("connection_made", {wrap_transport(rt_, Ref<io::Transport>(&transport))});
  }
  std::string connection_made_name() const override {
    const Value method = getattr_or_unset(rt_, object_, rt_.heap().intern("connection_made"));
    return is_unset(method) ? "connection_made" : name_of_callable(rt_, method);
  }
  void data_received(std::string_view bytes) override {
    const Value buffer = std::exchange(buffer_, none);
    buffered_ = !buffer.is_none();
    if (buffered_)
      fill(buffer, bytes);
    else
      tell("data_received", {make_bytes(rt_, bytes)});
  }
  bool eof_received() override { return truth(rt_, tell("eof_received", {})); }
  void connection_lost(const Ref<loop::Error>& error) override {
    tell("connection_lost", {error ? Value(to_exception(rt_, error)) : none});
  }
  // Of a BufferedProtocol: bytes go into the buffer that it gives.
  std::optional<std::size_t> room() override {
    if (!type_of(rt_, object_)->is_subtype_of(modules_of(rt_).classes.buffered_protocol)) return {};
    buffer_ = tell("get_buffer", {Value::integer(-1)});
    const std::int64_t size = length(rt_, buffer_);
    if (size == 0) raise(rt_, rt_.types().runtime_error, "get_buffer() returned an empty buffer");
    return static_cast<std::size_t>(size);
  }
  std::string_view receiving_failed() const override {
    return buffered_ ? "Fatal error: protocol.buffer_updated() call failed." : Protocol::receiving_failed();
  }
  void pause_writing() override { tell("pause_writing", {}); }
  void resume_writing() override { tell("resume_writing", {}); }

 private:
  Value tell(std::string_view method, std::initializer_list<Value> args) {
    const Ref<ScriptProtocol> self(this);
    interpreter(rt_).renew_operations();
    return call_method(rt_, object_, method, args);
  }
  void fill(const Value& buffer, std::string_view bytes) {
    const Value count = Value::integer(static_cast<std::int64_t>(bytes.size()));
    const Value bounds[] = {Value::integer(0), count};
    const Value slice = call(rt_, value_of(rt_.types().slice), Args(bounds, 2));
    setitem(rt_, buffer, slice, make_bytes(rt_, bytes));
    tell("buffer_updated", {count});
  }
  Runtime& rt_;
  Value object_;
  Value buffer_;  // what the next bytes go into; None: the protocol has no buffer of its own
  bool buffered_ = false;
};

Value nothing(Runtime&, Args) {
  return none;
}

constexpr NativeMethod base_methods[] = {{"connection_made", nothing, one_argument()},
                                         {"connection_lost", nothing, one_argument()},
                                         {"pause_writing", nothing, no_arguments()},
                                         {"resume_writing", nothing, no_arguments()}};
constexpr NativeMethod buffered_methods[] = {{"get_buffer", nothing, one_argument()},
                                             {"buffer_updated", nothing, one_argument()},
                                             {"eof_received", nothing, no_arguments()}};
constexpr NativeMethod protocol_methods[] = {{"data_received", nothing, one_argument()},
                                             {"eof_received", nothing, no_arguments()}};

// ---------------------------------------------------------------- transports

io::Transport& self_of(Args args) {
  return native_of<io::Transport>(args[0]);
}

Value write(Runtime& rt, Args args) {
  self_of(args).write(written_bytes(rt, args[1]));
  return none;
}
Value writelines(Runtime& rt, Args args) {
  self_of(args).writelines(written_lines(rt, args[1]));
  return none;
}
Value write_eof(Runtime&, Args args) {
  return self_of(args).write_eof(), none;
}
Value can_write_eof(Runtime&, Args) {
  return true_value;
}
Value close(Runtime&, Args args) {
  return self_of(args).close(), none;
}
Value abort(Runtime&, Args args) {
  return self_of(args).abort(), none;
}
Value is_closing(Runtime&, Args args) {
  return boolean(self_of(args).is_closing());
}
Value is_reading(Runtime&, Args args) {
  return boolean(self_of(args).is_reading());
}
Value pause_reading(Runtime&, Args args) {
  return self_of(args).pause_reading(), none;
}
Value resume_reading(Runtime&, Args args) {
  return self_of(args).resume_reading(), none;
}

Value get_extra_info(Runtime& rt, Args args) {
  const auto [name, otherwise] = bind_python<2>(rt, "Transport.get_extra_info", {"name", "default"}, args.skip(1), 1);
  return extra_info(rt, self_of(args), name, is_unset(otherwise) ? none : otherwise);
}

Value size_value(std::size_t size) {
  return Value::integer(static_cast<std::int64_t>(size));
}

Value get_write_buffer_size(Runtime&, Args args) {
  return size_value(self_of(args).write_buffer_size());
}
Value get_write_buffer_limits(Runtime& rt, Args args) {
  const io::Transport::Limits& limits = self_of(args).write_buffer_limits();
  return Value(make_tuple(rt, {size_value(limits.low), size_value(limits.high)}));
}

// Each follows from the other if only one is given.
Value set_write_buffer_limits(Runtime& rt, Args args) {
  const auto [high, low] = bind_python<2>(rt, "Transport.set_write_buffer_limits", {"high", "low"}, args.skip(1), 0);
  const auto number = [&rt](const Value& v) { return index_number(rt, v, rt.types().overflow_error); };
  std::int64_t top = 64 * 1024;
  if (!is_none_or_unset(high))
    top = number(high);
  else if (!is_none_or_unset(low))
    top = 4 * number(low);
  const std::int64_t bottom = is_none_or_unset(low) ? top / 4 : number(low);
  if (top < bottom || bottom < 0)
    raise_value_error(rt, fmt::format("high ({}) must be >= low ({}) must be >= 0", top, bottom));
  self_of(args).set_write_buffer_limits({static_cast<std::size_t>(bottom), static_cast<std::size_t>(top)});
  return none;
}

Value get_protocol(Runtime&, Args args) {
  return protocol_object(self_of(args).protocol());
}
Value set_protocol(Runtime& rt, Args args) {
  self_of(args).set_protocol(script_protocol(rt, args[1]));
  return none;
}

Value shown(Runtime& rt, const Value& self) {
  return text_value(rt, transport_repr(native_of<io::Transport>(self)));
}

constexpr NativeMethod transport_methods[] = {
    {"write", write, one_argument()},
    {"writelines", writelines, one_argument()},
    {"write_eof", write_eof, no_arguments()},
    {"can_write_eof", can_write_eof, no_arguments()},
    {"close", close, no_arguments()},
    {"abort", abort, no_arguments()},
    {"is_closing", is_closing, no_arguments()},
    {"is_reading", is_reading, no_arguments()},
    {"pause_reading", pause_reading, no_arguments()},
    {"resume_reading", resume_reading, no_arguments()},
    {"get_extra_info", get_extra_info},
    {"get_write_buffer_size", get_write_buffer_size, no_arguments()},
    {"get_write_buffer_limits", get_write_buffer_limits, no_arguments()},
    {"set_write_buffer_limits", set_write_buffer_limits},
    {"get_protocol", get_protocol, no_arguments()},
    {"set_protocol", set_protocol, one_argument()},
};

}  // namespace

Value wrap_transport(Runtime& rt, const Ref<io::Transport>& transport) {
  return wrap_native(rt, modules_of(rt).classes.transport, transport);
}

Ref<io::Protocol> script_protocol(Runtime& rt, const Value& object) {
  Ref<io::Protocol> of_streams = stream_protocol(rt, object);
  return of_streams ? of_streams : Ref<io::Protocol>(loop::make<ScriptProtocol>(rt, object));
}

Value protocol_object(const Ref<io::Protocol>& protocol) {
  auto* const of_streams = dynamic_cast<io::StreamProtocol*>(protocol.get());
  if (of_streams && of_streams->face && of_streams->face->references() > 0) return Value(of_streams->face);
  const auto* script = dynamic_cast<const ScriptProtocol*>(protocol.get());
  return script ? script->object() : none;
}

namespace {

// A UNIX socket has a path for an address, and those of a pair have none; a peer that has gone is None.
Value address_or_none(Runtime& rt, const io::Transport& transport, const io::Address& address) {
  if (!transport.socket()->has_address()) return text_value(rt, "");
  return address.port == 0 ? none : address_value(rt, address);
}

}  // namespace

Value extra_info(Runtime& rt, io::Transport& transport, const Value& name, const Value& otherwise) {
  if (!is_str(name)) return otherwise;
  const std::string_view key = as_str(name).view();
  if (key == "peername") return address_or_none(rt, transport, transport.remote_address());
  if (key == "sockname") return address_or_none(rt, transport, transport.local_address());
  if (key == "socket") return wrap_socket(rt, transport.socket());
  return otherwise;
}

std::string_view written_bytes(Runtime& rt, const Value& data) {
  if (!is_buffer(rt, data))
    raise_type_error(rt, fmt::format("data argument must be a bytes-like object, not '{}'", type_of(rt, data)->name()));
  return buffer_bytes(rt, data);
}

std::vector<std::string> written_lines(Runtime& rt, const Value& lines) {
  std::vector<std::string> all;
  const bool joins = rt.environment().rules() < loop::Rules::py312;
  for_each(rt, lines, [&](const Value& line) {
    const std::string name = type_of(rt, line)->name();
    if (is_buffer(rt, line))
      all.emplace_back(buffer_bytes(rt, line));
    else if (joins)
      raise_type_error(rt, fmt::format("sequence item {}: expected a bytes-like object, {} found", all.size(), name));
    else
      raise_type_error(rt, fmt::format("memoryview: a bytes-like object is required, not '{}'", name));
  });
  return all;
}

std::string transport_repr(io::Transport& transport) {
  const io::Socket& socket = *transport.socket();
  std::string text = "<_SelectorSocketTransport";
  if (socket.closed()) return text + " closed fd=-1>";
  if (transport.is_closing()) text += " closing";
  return text + fmt::format(" fd={} read={} write=<{}, bufsize={}>>", socket.fileno(),
                            transport.is_reading() ? "polling" : "idle",
                            transport.write_buffer_size() > 0 ? "polling" : "idle", transport.write_buffer_size());
}

void make_transport_classes(Runtime& rt, Modules::Classes& classes) {
  TypeSpec spec{.name = "_SelectorSocketTransport",
                .module = "asyncio.selector_events",
                .base = classes.abstract_transport,
                .flags = TypeFlag::no_construct,
                .methods = transport_methods};
  spec.slots.repr = shown;
  classes.transport = rt.types().keep(make_type(rt, spec));
  classes.base_protocol =
      make_library_class(rt, {.name = "BaseProtocol", .module = "asyncio.protocols", .methods = base_methods});
  classes.buffered_protocol = make_library_class(rt, {.name = "BufferedProtocol",
                                                      .module = "asyncio.protocols",
                                                      .bases = {classes.base_protocol},
                                                      .methods = buffered_methods});
  classes.protocol = make_library_class(rt, {.name = "Protocol",
                                             .module = "asyncio.protocols",
                                             .bases = {classes.base_protocol},
                                             .methods = protocol_methods});
}

}  // namespace orrery::script
