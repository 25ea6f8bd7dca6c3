// The event loop as scripts see it. (CPython: asyncio/base_events.py, selector_events.py.)
#include <fmt/format.h>

#include <algorithm>
#include <span>

#include "engine/io/socket_operations.hpp"
#include "engine/loop/gather.hpp"
#include "engine/loop/runner.hpp"
#include "engine/script/module/async_generators.hpp"
#include "engine/script/module/asyncio_debug.hpp"
#include "engine/script/module/asyncio_threads.hpp"
#include "engine/script/module/signals.hpp"
#include "engine/script/module/asyncio_combine.hpp"
#include "engine/script/module/script_callback.hpp"
#include "engine/script/module/socket_object.hpp"
#include "engine/script/module/standard_state.hpp"
#include "engine/script/object/bytes.hpp"
#include "engine/script/object/exception.hpp"
#include "engine/script/object/face.hpp"
#include "engine/script/object/number.hpp"
#include "engine/script/object/operators.hpp"
#include "engine/script/object/sequence.hpp"
#include "engine/script/object/str.hpp"

namespace orrery::script {
namespace {

loop::EventLoop& self_of(Args args) { return *static_cast<loop::EventLoop*>(args[0].object()); }

// ---------------------------------------------------------------- running

// The value is the future it waits for; a coroutine becomes a task.
Value run_until_complete(Runtime& rt, Args args) {
  loop::EventLoop& loop = self_of(args);
  if (loop::Future* future = as_future(args[1])) return loop.run_until_complete(Ref<loop::Future>(future));
  const Value coroutine = future_or_coroutine(rt, args[1]);
  if (is_unset(coroutine)) raise_type_error(rt, "An asyncio.Future, a coroutine or an awaitable is required");
  return loop.run_until_complete(Ref<loop::Coroutine>(static_cast<loop::Coroutine*>(coroutine.object())));
}

Value run_forever(Runtime&, Args args) {
  self_of(args).run_forever();
  return none;
}
Value stop(Runtime&, Args args) {
  self_of(args).stop();
  return none;
}
Value close(Runtime&, Args args) {
  self_of(args).close();
  return none;
}
Value is_running(Runtime&, Args args) { return boolean(self_of(args).running()); }
Value is_closed(Runtime&, Args args) { return boolean(self_of(args).closed()); }
Value time(Runtime& rt, Args args) { return make_float(rt, self_of(args).time()); }

// ---------------------------------------------------------------- scheduling

Value call_soon(Runtime& rt, Args args) {
  check_in_debug(rt, args, 1, "call_soon");
  Ref<loop::Callback> callback = callback_from(rt, args, 1, "call_soon");
  return Value(self_of(args).call_soon(std::move(callback), context_keyword(rt, args)));
}

Value call_later(Runtime& rt, Args args) {
  if (args.size() > 1 && args[1].is_none()) raise_type_error(rt, "delay must not be None");
  Ref<loop::Callback> callback = callback_from(rt, args, 2, "call_later");
  check_in_debug(rt, args, 2, "call_at");
  if (!is_int(args[1]) && !is_float(args[1]))
    raise_type_error(rt, fmt::format("unsupported operand type(s) for +: 'float' and '{}'", type_of(rt, args[1])->name()));
  return Value(self_of(args).call_later(seconds_of(rt, args[1]), std::move(callback), context_keyword(rt, args)));
}

Value call_at(Runtime& rt, Args args) {
  if (args.size() > 1 && args[1].is_none()) raise_type_error(rt, "when cannot be None");
  Ref<loop::Callback> callback = callback_from(rt, args, 2, "call_at");
  check_in_debug(rt, args, 2, "call_at");
  return Value(self_of(args).call_at(seconds_of(rt, args[1]), std::move(callback), context_keyword(rt, args)));
}

Value create_future(Runtime&, Args args) { return Value(self_of(args).create_future("create_future")); }

Value create_task(Runtime& rt, Args args) {
  const auto [coro, name, context] = script::bind<3>(rt, "create_task", {"coro", "name", "context"}, args.skip(1), 1, 0, 1);
  const std::string text = is_unset(name) || name.is_none() ? "" : std::string(str(rt, name)->view());
  return Value(self_of(args).create_task(expect_coroutine(rt, coro), text, context_argument(rt, context)));
}

// ---------------------------------------------------------------- descriptors

Value add_reader(Runtime& rt, Args args) {
  Ref<loop::Callback> callback = callback_from(rt, args, 2, "add_reader");
  self_of(args).add_reader(descriptor_of(rt, args[1]), std::move(callback));
  return none;
}
Value add_writer(Runtime& rt, Args args) {
  Ref<loop::Callback> callback = callback_from(rt, args, 2, "add_writer");
  self_of(args).add_writer(descriptor_of(rt, args[1]), std::move(callback));
  return none;
}
Value remove_reader(Runtime& rt, Args args) { return boolean(self_of(args).remove_reader(descriptor_of(rt, args[1]))); }
Value remove_writer(Runtime& rt, Args args) { return boolean(self_of(args).remove_writer(descriptor_of(rt, args[1]))); }

Value as_object(Runtime& rt, loop::Co<Value> co) { return Value(loop::as_coroutine(rt.environment(), std::move(co))); }

Value sock_recv(Runtime& rt, Args args) {
  const auto [sock, n] = script::bind<2>(rt, "sock_recv", {"sock", "n"}, args.skip(1), 2);
  const std::int64_t count = index_number(rt, n, rt.types().overflow_error);
  if (count < 0) raise_value_error(rt, "negative buffersize in recv");
  return as_object(rt, io::sock_recv(self_of(args), io_socket(rt, sock), static_cast<std::size_t>(count)));
}

// Waits as sock_recv does, then copies.
loop::Co<Value> receive_into(Runtime& rt, loop::EventLoop& loop, Ref<io::Socket> socket, Value buffer) {
  const Value got = co_await io::sock_recv(loop, std::move(socket), buffer_bytes(rt, buffer).size(), "_sock_recv_into");
  const std::string_view bytes = as_bytes(got).view();
  write_buffer(rt, buffer, bytes);
  co_return Value::integer(static_cast<std::int64_t>(bytes.size()));
}

Value sock_recv_into(Runtime& rt, Args args) {
  const auto [sock, buf] = script::bind<2>(rt, "sock_recv_into", {"sock", "buf"}, args.skip(1), 2);
  if (!is_writable_buffer(rt, buf)) raise_type_error(rt, "a read-write bytes-like object is required");
  return as_object(rt, receive_into(rt, self_of(args), io_socket(rt, sock), buf).named("sock_recv_into"));
}

Value sock_sendall(Runtime& rt, Args args) {
  const auto [sock, data] = script::bind<2>(rt, "sock_sendall", {"sock", "data"}, args.skip(1), 2);
  return as_object(rt, io::sock_sendall(self_of(args), io_socket(rt, sock), std::string(bytes_argument(rt, data))));
}

Value sock_accept(Runtime& rt, Args args) {
  const auto [sock] = script::bind<1>(rt, "sock_accept", {"sock"}, args.skip(1), 1);
  const auto pair = [&rt](io::Accepted accepted) -> Value {
    return Value(make_tuple(rt, {wrap_socket(rt, accepted.socket), address_value(rt, accepted.address)}));
  };
  return as_object(rt, io::sock_accept(self_of(args), io_socket(rt, sock), pair));
}

Value sock_connect(Runtime& rt, Args args) {
  const auto [sock, address] = script::bind<2>(rt, "sock_connect", {"sock", "address"}, args.skip(1), 2);
  return as_object(rt, io::sock_connect(self_of(args), io_socket(rt, sock), address_of(rt, address)));
}

// ---------------------------------------------------------------- errors

// The handler that a script has set.
struct ScriptHandler {
  Runtime* rt;
  Value handler;

  void operator()(loop::EventLoop& loop, const loop::ExceptionContext& context) const {
    tell(loop, Value(context_dict(*rt, context)));
  }
  // An error of the handler itself is logged together with what it was told.
  void tell(loop::EventLoop& loop, const Value& context) const {
    try {
      call(*rt, handler, Value(static_cast<Object*>(&loop)), context);
    } catch (const loop::Raised& raised) {
      if (raised.error()->leaves_loop()) throw;
      Ref<Dict> told = make_dict(*rt);
      told->set(rt->heap().intern("message"), text_value(*rt, "Unhandled error in exception handler"));
      told->set(rt->heap().intern("exception"), Value(to_exception(*rt, raised.error())));
      told->set(rt->heap().intern("context"), context);
      report_exception(*rt, *told);
    }
  }
};

// Of a loop that has a call_exception_handler() of its own, in its class or itself: that one is told of everything, and
// asks the handler, which is kept here, if it wants to.
struct OwnReporter {
  Runtime* rt;
  Value handler;  // None: there is none

  void operator()(loop::EventLoop& loop, const loop::ExceptionContext& context) const {
    call_method(*rt, Value(static_cast<Object*>(&loop)), "call_exception_handler", {Value(context_dict(*rt, context))});
  }
};

Value handler_of(const loop::EventLoop& loop) {
  if (const auto* own = loop.exception_handler().target<OwnReporter>()) return own->handler;
  const auto* set = loop.exception_handler().target<ScriptHandler>();
  return set ? set->handler : none;
}

Value set_exception_handler(Runtime& rt, Args args) {
  loop::EventLoop& loop = self_of(args);
  const Value handler = args[1];
  const bool own = loop.exception_handler().target<OwnReporter>();
  if (handler.is_none() && !own) return loop.set_exception_handler({}), none;
  if (!handler.is_none() && !is_callable(rt, handler))
    raise_type_error(rt, fmt::format("A callable object or None is expected, got {}", repr(rt, handler)->view()));
  if (own)
    loop.set_exception_handler(OwnReporter{&rt, handler});
  else
    loop.set_exception_handler(ScriptHandler{&rt, handler});
  return none;
}

Value get_exception_handler(Runtime&, Args args) { return handler_of(self_of(args)); }

Dict& told_of(Runtime& rt, const Value& given) {
  if (!is_dict(given)) raise_type_error(rt, "context must be a dict");
  return as_dict(given);
}

Value call_exception_handler(Runtime& rt, Args args) {
  loop::EventLoop& loop = self_of(args);
  Dict& context = told_of(rt, args[1]);
  if (const Value handler = handler_of(loop); !handler.is_none())
    ScriptHandler{&rt, handler}.tell(loop, args[1]);
  else
    report_exception(rt, context);
  return none;
}
Value default_exception_handler(Runtime& rt, Args args) {
  report_exception(rt, told_of(rt, args[1]));
  return none;
}

Value get_debug(Runtime&, Args args) { return boolean(self_of(args).debug()); }
// (CPython: a running loop is asked to follow where coroutines come from, which is nothing here.)
Value set_debug(Runtime& rt, Args args) {
  loop::EventLoop& loop = self_of(args);
  loop.set_debug(truth(rt, args[1]));
  if (loop.running())
    loop.call_soon_threadsafe(loop::callback("BaseEventLoop._set_coroutine_origin_tracking", [] {}));
  return none;
}
Value get_slow_callback_duration(Runtime& rt, const Value& self) {
  return make_float(rt, static_cast<loop::EventLoop*>(self.object())->slow_callback_duration());
}
void set_slow_callback_duration(Runtime& rt, const Value& self, const Value& seconds) {
  static_cast<loop::EventLoop*>(self.object())->set_slow_callback_duration(seconds_of(rt, seconds));
}

Value shutdown_asyncgens(Runtime& rt, Args args) { return Value(modules_of(rt).async_generators().shut_down(self_of(args))); }
Value loop_repr(Runtime& rt, const Value& self) {
  const auto& loop = *static_cast<loop::EventLoop*>(self.object());
  const auto word = [](bool b) { return b ? "True" : "False"; };
  return text_value(rt, fmt::format("<{} running={} closed={} debug={}>", type_of(rt, self)->name(), word(loop.running()), word(loop.closed()), word(loop.debug())));
}

// ---------------------------------------------------------------- what it keeps to itself

loop::EventLoop& loop_of(const Value& self) { return *static_cast<loop::EventLoop*>(self.object()); }

// The handles that are ready, as they stand in the queue.
Value get_ready(Runtime& rt, const Value& self) {
  const Ref<List> handles = make_list(rt);
  const loop::ReadyQueue& ready = loop_of(self).ready();
  for (std::size_t i = 0; i < ready.size(); ++i) handles->append(Value(static_cast<Object*>(&ready.at(i))));
  return call(rt, module_member(rt, "collections", "deque"), Value(handles));
}
Value get_closed_attribute(Runtime&, const Value& self) { return boolean(loop_of(self).closed()); }
Value get_debug_attribute(Runtime&, const Value& self) { return boolean(loop_of(self).debug()); }
Value get_stopping(Runtime&, const Value& self) { return boolean(loop_of(self).stopping()); }
Value get_thread(Runtime& rt, const Value& self) {
  return loop_of(self).running() ? call(rt, module_member(rt, "threading", "get_ident")) : none;
}
Value get_resolution(Runtime& rt, const Value&) { return make_float(rt, 1e-9); }
Value run_once(Runtime&, Args args) {
  self_of(args).run_once();
  return none;
}
Value check_closed(Runtime& rt, Args args) {
  if (self_of(args).closed()) raise(rt, rt.types().runtime_error, "Event loop is closed");
  return none;
}

constexpr NativeMethod methods[] = {
    {"run_until_complete", run_until_complete, one_argument()},
    {"run_forever", run_forever, no_arguments()},
    {"_run_once", run_once, no_arguments()},
    {"_check_closed", check_closed, no_arguments()},
    {"stop", stop, no_arguments()},
    {"close", close, no_arguments()},
    {"is_running", is_running, no_arguments()},
    {"is_closed", is_closed, no_arguments()},
    {"time", time, no_arguments()},
    {"call_soon", call_soon},
    {"call_later", call_later},
    {"call_at", call_at},
    {"create_future", create_future, no_arguments()},
    {"create_task", create_task},
    {"set_task_factory", set_task_factory, one_argument()},
    {"get_task_factory", get_task_factory, no_arguments()},
    {"add_reader", add_reader},
    {"add_writer", add_writer},
    {"remove_reader", remove_reader, one_argument()},
    {"remove_writer", remove_writer, one_argument()},
    {"sock_recv", sock_recv},
    {"sock_recv_into", sock_recv_into},
    {"sock_sendall", sock_sendall},
    {"sock_accept", sock_accept},
    {"sock_connect", sock_connect},
    {"set_exception_handler", set_exception_handler, one_argument()},
    {"get_exception_handler", get_exception_handler, no_arguments()},
    {"call_exception_handler", call_exception_handler, one_argument()},
    {"default_exception_handler", default_exception_handler, one_argument()},
    {"get_debug", get_debug, no_arguments()},
    {"set_debug", set_debug, one_argument()},
    {"shutdown_asyncgens", shutdown_asyncgens, no_arguments()},
    {"shutdown_default_executor", loop_shutdown_default_executor},
    {"add_signal_handler", loop_add_signal_handler},
    {"remove_signal_handler", loop_remove_signal_handler, one_argument()},
    {"call_soon_threadsafe", loop_call_soon_threadsafe},
    {"run_in_executor", loop_run_in_executor},
    {"set_default_executor", loop_set_default_executor, one_argument()},
};

constexpr NativeAttribute attributes[] = {
    {"_ready", get_ready},
    {"_closed", get_closed_attribute},
    {"_debug", get_debug_attribute},
    {"_stopping", get_stopping},
    {"_thread_id", get_thread},
    {"_clock_resolution", get_resolution},
    {"slow_callback_duration", get_slow_callback_duration, set_slow_callback_duration}};

// ---------------------------------------------------------------- loops of the program's own classes

// What the loop does by itself: a class or an object that defines such a name anew would never be asked.
constexpr std::string_view of_the_loop[] = {"time",          "call_soon",   "call_at",       "_run_once",
                                            "run_forever",   "create_task", "create_future", "run_until_complete",
                                            "_process_events"};

// From the second on: a method of the object may be exchanged if scripts alone call it.
bool is_fixed(std::string_view name) { return std::ranges::find(std::span(of_the_loop, 4), name) != std::span(of_the_loop, 4).end(); }

void refuse_to_redefine(Runtime& rt, Type& type) {
  for (const std::string_view name : of_the_loop) {
    Str* const key = rt.heap().intern(name);
    const Value* const own = type.lookup(key);
    const Value* const native = modules_of(rt).classes.event_loop->lookup(key);
    if (own && (!native || !(*own == *native)))
      raise(rt, rt.types().not_implemented_error,
            fmt::format("a loop class that defines '{}' is not supported here: the loop does that by itself", name));
  }
}

Value construct_loop(Runtime& rt, Type* type, Args) {
  Modules& modules = modules_of(rt);
  if (type == modules.classes.event_loop) return Value(modules.new_loop());
  refuse_to_redefine(rt, *type);
  Ref<loop::EventLoop> loop = modules.new_loop();
  loop->set_face(Ref<Object>(new Face(type)));
  Str* const reporter = rt.heap().intern("call_exception_handler");
  if (!(*type->lookup(reporter) == *modules.classes.event_loop->lookup(reporter)))
    loop->set_exception_handler(OwnReporter{&rt, none});
  return Value(std::move(loop));
}

// The selector that it may be given is the session's anyway.
void init_loop(Runtime& rt, const Value& self, Args args) {
  bind_python<2>(rt, "BaseSelectorEventLoop.__init__", {"self", "selector"}, WithSelf(self, args), 1);
}

void set_loop_attribute(Runtime& rt, const Value& self, Str* name, const Value& value) {
  if (is_fixed(name->view()))
    raise(rt, rt.types().not_implemented_error,
          fmt::format("another '{}' for a loop is not supported here: the loop does that by itself", name->view()));
  generic_setattr(rt, self, name, value);
  if (name->view() != "call_exception_handler") return;
  loop::EventLoop& loop = loop_of(self);
  if (!is_unset(value))
    loop.set_exception_handler(OwnReporter{&rt, handler_of(loop)});
  else if (const Value handler = handler_of(loop); !handler.is_none())
    loop.set_exception_handler(ScriptHandler{&rt, handler});
  else
    loop.set_exception_handler({});
}

}  // namespace

loop::EventLoop& as_loop(Runtime& rt, const Value& v) {
  if (!v.has_tag(Tag::loop))
    raise_type_error(rt, fmt::format("an event loop was expected, got {}", repr(rt, v)->view()));
  return *static_cast<loop::EventLoop*>(v.object());
}

void make_loop_class(Runtime& rt, Modules::Classes& classes) {
  TypeSpec spec{.name = "_UnixSelectorEventLoop", .module = "asyncio.unix_events", .flags = TypeFlag::base_type, .methods = methods, .attributes = attributes};
  spec.slots.repr = loop_repr;
  spec.slots.init = init_loop;
  spec.slots.setattr = set_loop_attribute;
  spec.slots.construct = construct_loop;
  classes.event_loop = rt.types().keep(make_type(rt, spec));
}

}  // namespace orrery::script
