// StreamReader and StreamWriter as scripts see them. (CPython: asyncio/streams.py.)
#include "engine/script/module/asyncio_streams.hpp"

#include <fmt/format.h>

#include "engine/script/module/asyncio.hpp"
#include "engine/script/module/library.hpp"
#include "engine/script/object/bytes.hpp"
#include "engine/script/object/exception.hpp"
#include "engine/script/object/number.hpp"
#include "engine/script/object/operators.hpp"
#include "engine/script/object/str.hpp"

namespace orrery::script {
namespace {

// ---------------------------------------------------------------- reader

io::StreamReader& reader_of(Args args) {
  return native_of<io::StreamReader>(args[0]);
}

std::int64_t count_of(Runtime& rt, const Value& n) {
  return index_number(rt, n, rt.types().overflow_error);
}

Value read(Runtime& rt, Args args) {
  const auto [n] = bind_python<1>(rt, "StreamReader.read", {"n"}, args.skip(1), 0);
  return coroutine_value(rt, reader_of(args).read(is_unset(n) ? -1 : count_of(rt, n)), "StreamReader.read");
}
Value readexactly(Runtime& rt, Args args) {
  const auto [n] = bind_python<1>(rt, "StreamReader.readexactly", {"n"}, args.skip(1), 1);
  return coroutine_value(rt, reader_of(args).readexactly(count_of(rt, n)), "StreamReader.readexactly");
}

// A tuple of them from 3.13 on.
Value readuntil(Runtime& rt, Args args) {
  const auto [separator] = bind_python<1>(rt, "StreamReader.readuntil", {"separator"}, args.skip(1), 0);
  std::vector<std::string> all;
  if (is_unset(separator))
    all.emplace_back("\n");
  else if (is_tuple(separator) && rt.environment().rules() >= loop::Rules::py313)
    for (const Value& each : as_tuple(separator)) all.emplace_back(bytes_argument(rt, each));
  else
    all.emplace_back(bytes_argument(rt, separator));
  return coroutine_value(rt, reader_of(args).readuntil(std::move(all)), "StreamReader.readuntil");
}
Value readline(Runtime& rt, Args args) {
  return coroutine_value(rt, reader_of(args).readline(), "StreamReader.readline");
}
Value iterate(Runtime&, const Value& self) {
  return self;
}
Value next_line(Runtime& rt, const Value& self) {
  return coroutine_value(rt, native_of<io::StreamReader>(self).next(), "StreamReader.__anext__");
}

Value at_eof(Runtime&, Args args) {
  return boolean(reader_of(args).at_eof());
}
Value feed_eof(Runtime&, Args args) {
  return reader_of(args).feed_eof(), none;
}
Value feed_data(Runtime& rt, Args args) {
  if (reader_of(args).ended()) raise(rt, rt.types().assertion_error, "feed_data after feed_eof");
  reader_of(args).feed_data(bytes_argument(rt, args[1]));
  return none;
}
Value exception(Runtime& rt, Args args) {
  const Ref<loop::Error>& error = reader_of(args).exception();
  return error ? Value(to_exception(rt, error)) : none;
}
Value set_exception(Runtime& rt, Args args) {
  reader_of(args).set_exception(instance_of_raised(rt, args[1]));
  return none;
}

std::string reader_text(Runtime& rt, io::StreamReader& reader) {
  std::string text = "<StreamReader";
  if (!reader.buffered().empty()) text += fmt::format(" {} bytes", reader.buffered().size());
  if (reader.ended()) text += " eof";
  if (reader.limit() != io::StreamReader::default_limit) text += fmt::format(" limit={}", reader.limit());
  if (reader.waiter()) text += fmt::format(" waiter={}", repr(rt, Value(reader.waiter()))->view());
  if (reader.exception()) text += " exception=" + reader.exception()->repr();
  if (reader.transport()) text += " transport=" + transport_repr(*reader.transport());
  if (reader.paused()) text += " paused";
  return text + ">";
}
Value reader_repr(Runtime& rt, const Value& self) {
  return text_value(rt, reader_text(rt, native_of<io::StreamReader>(self)));
}

Value construct_reader(Runtime& rt, Type* type, Args args) {
  const auto [limit, loop] = bind_python<2>(rt, "StreamReader.__init__", {"limit", "loop"}, args, 0);
  const std::size_t bytes = is_unset(limit) ? io::StreamReader::default_limit : limit_of(rt, limit);
  const Ref<loop::EventLoop> on =
      is_none_or_unset(loop) ? get_event_loop(rt) : Ref<loop::EventLoop>(&as_loop(rt, loop));
  return Value(rt.heap().make<Faced<io::StreamReader>>(type, loop::make<io::StreamReader>(*on, bytes)));
}

constexpr NativeMethod reader_methods[] = {{"read", read},
                                           {"readexactly", readexactly},
                                           {"readuntil", readuntil},
                                           {"readline", readline, no_arguments()},
                                           {"at_eof", at_eof, no_arguments()},
                                           {"feed_eof", feed_eof, no_arguments()},
                                           {"feed_data", feed_data, one_argument()},
                                           {"exception", exception, no_arguments()},
                                           {"set_exception", set_exception, one_argument()}};

// ---- what it keeps to itself

io::StreamReader& reader_behind(const Value& self) {
  return native_of<io::StreamReader>(self);
}
// A copy: what a program puts in there the reader does not see.
Value get_buffer(Runtime& rt, const Value& self) {
  return call(rt, value_of(rt.types().bytearray), make_bytes(rt, reader_behind(self).buffered()));
}
Value get_waiter(Runtime&, const Value& self) {
  const Ref<loop::Future>& waiter = reader_behind(self).waiter();
  return waiter ? Value(waiter) : none;
}
Value get_eof(Runtime&, const Value& self) {
  return boolean(reader_behind(self).ended());
}
Value get_paused(Runtime&, const Value& self) {
  return boolean(reader_behind(self).paused());
}
Value get_limit(Runtime&, const Value& self) {
  return Value::integer(static_cast<std::int64_t>(reader_behind(self).limit()));
}
Value get_reader_loop(Runtime&, const Value& self) {
  return Value(static_cast<Object*>(&reader_behind(self).loop()));
}
constexpr NativeAttribute reader_attributes[] = {{"_buffer", get_buffer}, {"_waiter", get_waiter},
                                                 {"_eof", get_eof},       {"_paused", get_paused},
                                                 {"_limit", get_limit},   {"_loop", get_reader_loop}};

// ---------------------------------------------------------------- writer

io::StreamWriter& writer_of(Args args) {
  return native_of<io::StreamWriter>(args[0]);
}

Value write(Runtime& rt, Args args) {
  writer_of(args).write(written_bytes(rt, args[1]));
  return none;
}
Value writelines(Runtime& rt, Args args) {
  writer_of(args).writelines(written_lines(rt, args[1]));
  return none;
}
Value write_eof(Runtime&, Args args) {
  return writer_of(args).write_eof(), none;
}
Value can_write_eof(Runtime&, Args) {
  return true_value;
}
Value close(Runtime&, Args args) {
  return writer_of(args).close(), none;
}
Value is_closing(Runtime&, Args args) {
  return boolean(writer_of(args).is_closing());
}
Value drain(Runtime& rt, Args args) {
  return coroutine_value(rt, writer_of(args).drain(), "StreamWriter.drain");
}
Value wait_closed(Runtime& rt, Args args) {
  return coroutine_value(rt, writer_of(args).wait_closed(), "StreamWriter.wait_closed");
}
Value get_extra_info(Runtime& rt, Args args) {
  const auto [name, otherwise] =
      bind_python<2>(rt, "StreamWriter.get_extra_info", {"name", "default"}, args.skip(1), 1);
  return extra_info(rt, *writer_of(args).transport(), name, is_unset(otherwise) ? none : otherwise);
}
Value transport_of(Runtime& rt, const Value& self) {
  return wrap_transport(rt, native_of<io::StreamWriter>(self).transport());
}
Value writer_repr(Runtime& rt, const Value& self) {
  const io::StreamWriter& writer = native_of<io::StreamWriter>(self);
  std::string text = "<StreamWriter transport=" + transport_repr(*writer.transport());
  if (writer.reader()) text += " reader=" + reader_text(rt, *writer.reader());
  return text_value(rt, text + ">");
}

constexpr NativeMethod writer_methods[] = {
    {"write", write, one_argument()},         {"writelines", writelines, one_argument()},
    {"write_eof", write_eof, no_arguments()}, {"can_write_eof", can_write_eof, no_arguments()},
    {"close", close, no_arguments()},         {"is_closing", is_closing, no_arguments()},
    {"drain", drain, no_arguments()},         {"wait_closed", wait_closed, no_arguments()},
    {"get_extra_info", get_extra_info}};
constexpr NativeAttribute writer_attributes[] = {{"transport", transport_of}};

}  // namespace

Value wrap_reader(Runtime& rt, const Ref<io::StreamReader>& reader) {
  return wrap_native(rt, modules_of(rt).classes.stream_reader, reader);
}
Value wrap_writer(Runtime& rt, const Ref<io::StreamWriter>& writer) {
  return wrap_native(rt, modules_of(rt).classes.stream_writer, writer);
}

Value coroutine_value(Runtime& rt, loop::Co<Value> co, std::string name) {
  return Value(loop::as_coroutine(rt.environment(), std::move(co).named(std::move(name))));
}

std::optional<std::string> host_of(Runtime& rt, const Value& v) {
  if (is_none_or_unset(v)) return std::nullopt;
  if (is_bytes_like(v)) return std::string(as_bytes(v).view());
  if (!is_str(v)) raise_type_error(rt, "getaddrinfo() argument 1 must be string or None");
  return std::string(as_str(v).view());
}

int port_of(Runtime& rt, const Value& v) {
  if (is_none_or_unset(v)) return 0;
  const Value number = is_str(v) ? call(rt, Value(static_cast<Object*>(rt.types().int_)), v) : v;
  const std::int64_t port = index_number(rt, number, rt.types().overflow_error);
  if (port < 0 || port > 65535) raise(rt, rt.types().overflow_error, "getsockaddrarg: port must be 0-65535.");
  return static_cast<int>(port);
}

std::size_t limit_of(Runtime& rt, const Value& v) {
  if (is_unset(v)) return io::StreamReader::default_limit;
  const std::int64_t limit = index_number(rt, v, rt.types().overflow_error);
  if (limit <= 0) raise_value_error(rt, "Limit cannot be <= 0");
  return static_cast<std::size_t>(limit);
}

void refuse_tls(Runtime& rt, const Value& ssl) {
  if (is_none_or_unset(ssl) || ssl == false_value) return;
  raise(rt, rt.types().not_implemented_error, "there is no TLS here: connections with ssl=None are");
}

void make_stream_classes(Runtime& rt, Modules::Classes& classes) {
  TypeSpec reader{.name = "StreamReader", .module = "asyncio.streams", .methods = reader_methods, .attributes = reader_attributes};
  reader.slots.repr = reader_repr;
  reader.slots.construct = construct_reader;
  reader.slots.aiter = iterate;
  reader.slots.anext = next_line;
  classes.stream_reader = rt.types().keep(make_type(rt, reader));
  TypeSpec writer{.name = "StreamWriter",
                  .module = "asyncio.streams",
                  .methods = writer_methods,
                  .attributes = writer_attributes};
  writer.slots.repr = writer_repr;
  classes.stream_writer = rt.types().keep(make_type(rt, writer));
}

}  // namespace orrery::script
