// The abstract classes of asyncio's transports and servers: what programs derive transports of their own from, and what
// they ask isinstance() of. (CPython: asyncio/transports.py, asyncio/events.py AbstractServer.)
#include "engine/script/module/asyncio_streams.hpp"
#include "engine/script/module/asyncio_sync.hpp"
#include "engine/script/module/library.hpp"
#include "engine/script/object/bytes.hpp"
#include "engine/script/object/dict.hpp"
#include "engine/script/object/exception.hpp"
#include "engine/script/object/operators.hpp"

namespace orrery::script {
namespace {

Value not_there(Runtime& rt, Args) {
  raise(instance_of_raised(rt, value_of(rt.types().not_implemented_error)));
}

Value init_transport(Runtime& rt, Args args) {
  const auto [self, extra] = bind_python<2>(rt, "BaseTransport.__init__", {"self", "extra"}, args, 1);
  if (!attributes_of(rt, self, true)) return none;  // one of the loop's, which needs nothing
  set_field(rt, self, "_extra", is_none_or_unset(extra) ? Value(make_dict(rt)) : extra);
  return none;
}
Value get_extra_info(Runtime& rt, Args args) {
  const auto [self, name, otherwise] =
      bind_python<3>(rt, "BaseTransport.get_extra_info", {"self", "name", "default"}, args, 2);
  return call_method(rt, getattr(rt, self, "_extra"), "get", {name, is_unset(otherwise) ? none : otherwise});
}
// Joined, and written by whatever write() the object has.
Value writelines(Runtime& rt, Args args) {
  const auto [self, lines] = bind_python<2>(rt, "WriteTransport.writelines", {"self", "list_of_data"}, args);
  call_method(rt, self, "write", {call_method(rt, make_bytes(rt, ""), "join", {lines})});
  return none;
}

constexpr NativeMethod base_methods[] = {{"__init__", init_transport},
                                         {"get_extra_info", get_extra_info},
                                         {"is_closing", not_there, no_arguments()},
                                         {"close", not_there, no_arguments()},
                                         {"set_protocol", not_there, one_argument()},
                                         {"get_protocol", not_there, no_arguments()}};
constexpr NativeMethod read_methods[] = {{"is_reading", not_there, no_arguments()},
                                         {"pause_reading", not_there, no_arguments()},
                                         {"resume_reading", not_there, no_arguments()}};
constexpr NativeMethod write_methods[] = {{"set_write_buffer_limits", not_there},
                                          {"get_write_buffer_size", not_there, no_arguments()},
                                          {"get_write_buffer_limits", not_there, no_arguments()},
                                          {"write", not_there, one_argument()},
                                          {"writelines", writelines},
                                          {"write_eof", not_there, no_arguments()},
                                          {"can_write_eof", not_there, no_arguments()},
                                          {"abort", not_there, no_arguments()}};
constexpr NativeMethod datagram_methods[] = {{"sendto", not_there, between(1, 2)},
                                             {"abort", not_there, no_arguments()}};

// Coroutines in CPython, and so is what these answer: the error comes when it is awaited.
loop::Co<Value> refusing(Runtime* rt) {
  raise(instance_of_raised(*rt, value_of(rt->types().not_implemented_error)));
  co_return none;
}
template <const char* const& name>
Value not_there_later(Runtime& rt, Args) {
  return coroutine_value(rt, refusing(&rt), name);
}
constexpr const char* start_serving_name = "AbstractServer.start_serving";
constexpr const char* serve_forever_name = "AbstractServer.serve_forever";
constexpr const char* wait_closed_name = "AbstractServer.wait_closed";

loop::Co<Value> entering(Value self) {
  co_return self;
}
Value enter(Runtime& rt, Args args) {
  return coroutine_value(rt, entering(args[0]), "AbstractServer.__aenter__");
}
loop::Co<Value> leaving(Runtime* rt, Value self) {
  call_method(*rt, self, "close");
  co_await driven_awaitable(*rt, call_method(*rt, self, "wait_closed"));
  co_return none;
}
Value leave(Runtime& rt, Args args) {
  return coroutine_value(rt, leaving(&rt, args[0]), "AbstractServer.__aexit__");
}

constexpr NativeMethod server_methods[] = {{"close", not_there, no_arguments()},
                                           {"close_clients", not_there, no_arguments()},
                                           {"abort_clients", not_there, no_arguments()},
                                           {"get_loop", not_there, no_arguments()},
                                           {"is_serving", not_there, no_arguments()},
                                           {"start_serving", not_there_later<start_serving_name>, no_arguments()},
                                           {"serve_forever", not_there_later<serve_forever_name>, no_arguments()},
                                           {"wait_closed", not_there_later<wait_closed_name>, no_arguments()},
                                           {"__aenter__", enter, no_arguments()},
                                           {"__aexit__", leave, any_arguments()}};

}  // namespace

void make_abstract_classes(Runtime& rt, Modules::Classes& classes) {
  const auto made = [&rt](std::string_view name, std::initializer_list<Type*> bases,
                          std::span<const NativeMethod> methods) {
    return make_library_class(rt, {.name = name, .module = "asyncio.transports", .bases = bases, .methods = methods});
  };
  classes.base_transport = made("BaseTransport", {}, base_methods);
  classes.read_transport = made("ReadTransport", {classes.base_transport}, read_methods);
  classes.write_transport = made("WriteTransport", {classes.base_transport}, write_methods);
  classes.abstract_transport = made("Transport", {classes.read_transport, classes.write_transport}, {});
  classes.abstract_datagrams = made("DatagramTransport", {classes.base_transport}, datagram_methods);
  classes.abstract_server =
      make_library_class(rt, {.name = "AbstractServer", .module = "asyncio.events", .methods = server_methods});
}

}  // namespace orrery::script
