// concurrent.futures.Future. (CPython: Lib/concurrent/futures/_base.py.)
#include <fmt/format.h>

#include <algorithm>

#include "engine/script/module/library.hpp"
#include "engine/script/module/threading.hpp"
#include "engine/script/object/exception.hpp"
#include "engine/script/object/exception_types.hpp"
#include "engine/script/object/str.hpp"
#include "engine/script/vm/interpreter.hpp"

namespace orrery::script {

std::string_view ConcurrentFuture::state_word() const noexcept {
  switch (state_) {
    case State::pending:
      return "pending";
    case State::running:
      return "running";
    case State::finished:
      return "finished";
    default:
      return "cancelled";
  }
}

bool ConcurrentFuture::cancel(Runtime& rt) {
  if (state_ == State::running || state_ == State::finished) return false;
  if (cancelled()) return true;
  state_ = State::cancelled;
  call_all(rt);
  return true;
}

bool ConcurrentFuture::begin(Runtime& rt) {
  if (state_ == State::cancelled) {
    state_ = State::cancelled_and_notified;
    return false;
  }
  if (state_ != State::pending) raise(rt, rt.types().runtime_error, "Future in unexpected state");
  state_ = State::running;
  return true;
}

void ConcurrentFuture::finish(Runtime& rt, Value result, Ref<loop::Error> error) {
  if (done())
    raise(rt, threading_classes(rt).invalid_state_error,
          fmt::format("{}: {}", state_ == State::finished ? "FINISHED" : "CANCELLED",
                      repr(rt, Value(static_cast<Object*>(this)))->view()));
  result_ = std::move(result);
  error_ = std::move(error);
  state_ = State::finished;
  call_all(rt);
}

// What a callback of the program raises is logged, and the next one is called.
void ConcurrentFuture::call(Runtime& rt, const Callback& callback) {
  if (const Native* native = std::get_if<Native>(&callback)) return (*native)();
  const Value self(static_cast<Object*>(this));
  const Ref<loop::Error> error = attempt(rt, [&] { script::call(rt, std::get<Value>(callback), self); });
  if (!error) return;
  if (!error->is_exception()) interpreter(rt).rethrow(error);
  rt.write(Stream::error, fmt::format("exception calling callback for {}\n{}", repr(rt, self)->view(),
                                      interpreter(rt).format_exception(*to_exception(rt, error))));
}

void ConcurrentFuture::call_all(Runtime& rt) {
  const Ref<ConcurrentFuture> kept(this);
  const std::vector<Callback> callbacks = std::exchange(callbacks_, {});
  for (const Callback& callback : callbacks) call(rt, callback);
}

void ConcurrentFuture::add_callback(Runtime& rt, Value callback) {
  if (done()) return call(rt, Callback(std::move(callback)));
  callbacks_.emplace_back(std::move(callback));
}
void ConcurrentFuture::add_callback(Runtime& rt, Native callback) {
  if (done()) return call(rt, Callback(std::move(callback)));
  callbacks_.emplace_back(std::move(callback));
}

void ConcurrentFuture::clear_references() noexcept {
  const Value result = std::exchange(result_, none);
  const Ref<loop::Error> error = std::exchange(error_, nullptr);
  const std::vector<Callback> callbacks = std::exchange(callbacks_, {});
}

Ref<ConcurrentFuture> make_concurrent_future(Runtime& rt) {
  return rt.heap().make<ConcurrentFuture>(threading_classes(rt).future);
}

ConcurrentFuture* as_concurrent_future(Runtime& rt, const Value& v) noexcept {
  const Type* const type = modules_of(rt).threading().future;
  return type && type_of(rt, v)->is_subtype_of(type) ? static_cast<ConcurrentFuture*>(v.object()) : nullptr;
}

namespace {

void wait_for(Runtime& rt, ConcurrentFuture& future, double timeout) {
  const Ref<ConcurrentFuture> kept(&future);
  if (!threads_of(rt).wait([kept] { return kept->done(); }, timeout))
    raise(make_exception(rt, rt.types().timeout_error));
  if (future.cancelled()) raise(make_exception(rt, threading_classes(rt).cancelled_error));
}

}  // namespace

Value concurrent_result(Runtime& rt, ConcurrentFuture& future, double timeout) {
  wait_for(rt, future, timeout);
  if (future.error()) future.error()->raise();
  return future.result();
}

namespace {

ConcurrentFuture& self_of(Args args) {
  return *static_cast<ConcurrentFuture*>(args[0].object());
}

Value result(Runtime& rt, Args args) {
  const auto [timeout] = script::bind<1>(rt, "result", {"timeout"}, args.skip(1));
  return concurrent_result(rt, self_of(args), patience_of(rt, timeout));
}
Value exception(Runtime& rt, Args args) {
  const auto [timeout] = script::bind<1>(rt, "exception", {"timeout"}, args.skip(1));
  wait_for(rt, self_of(args), patience_of(rt, timeout));
  return self_of(args).error() ? Value(self_of(args).error()) : none;
}
Value cancel(Runtime& rt, Args args) {
  return boolean(self_of(args).cancel(rt));
}
Value cancelled(Runtime&, Args args) {
  return boolean(self_of(args).cancelled());
}
Value running(Runtime&, Args args) {
  return boolean(self_of(args).state() == ConcurrentFuture::State::running);
}
Value done(Runtime&, Args args) {
  return boolean(self_of(args).done());
}
Value add_done_callback(Runtime& rt, Args args) {
  self_of(args).add_callback(rt, args[1]);
  return none;
}
Value begin(Runtime& rt, Args args) {
  return boolean(self_of(args).begin(rt));
}
Value set_result(Runtime& rt, Args args) {
  self_of(args).finish(rt, args[1], nullptr);
  return none;
}
Value set_exception(Runtime& rt, Args args) {
  self_of(args).finish(rt, none,
                       args[1].is_none() ? Ref<loop::Error>() : Ref<loop::Error>(instance_of_raised(rt, args[1])));
  return none;
}

Value future_repr(Runtime& rt, const Value& self) {
  const auto& future = *static_cast<ConcurrentFuture*>(self.object());
  std::string words =
      fmt::format("<{} {} state={}", type_of(rt, self)->name(), at_words(rt, self), future.state_word());
  if (future.state() == ConcurrentFuture::State::finished)
    words +=
        future.error() ? " raised " + future.error()->type_name() : " returned " + type_of(rt, future.result())->name();
  return text(rt, words + ">");
}

Value construct(Runtime& rt, Type* type, Args) {
  return Value(make_tracked<ConcurrentFuture>(rt.heap(), type, threading_classes(rt).future));
}

constexpr NativeMethod methods[] = {
    {"result", result},
    {"exception", exception},
    {"cancel", cancel, no_arguments()},
    {"cancelled", cancelled, no_arguments()},
    {"running", running, no_arguments()},
    {"done", done, no_arguments()},
    {"add_done_callback", add_done_callback, one_argument()},
    {"set_running_or_notify_cancel", begin, no_arguments()},
    {"set_result", set_result, one_argument()},
    {"set_exception", set_exception, one_argument()},
};

Type* error_class(Runtime& rt, std::string_view name, Type* base, std::string_view module) {
  return make_library_class(rt, {.name = name, .module = module, .bases = {base}});
}

}  // namespace

void make_concurrent_classes(Runtime& rt, ThreadingClasses& classes) {
  constexpr std::string_view base = "concurrent.futures._base";
  TypeSpec future{.name = "Future", .module = base, .flags = TypeFlag::base_type, .methods = methods};
  future.slots.repr = future_repr;
  future.slots.construct = construct;
  classes.future = rt.types().keep(make_type(rt, future));
  classes.error = error_class(rt, "Error", rt.types().exception, base);
  classes.cancelled_error = error_class(rt, "CancelledError", classes.error, base);
  classes.invalid_state_error = error_class(rt, "InvalidStateError", classes.error, base);
  classes.broken_executor = error_class(rt, "BrokenExecutor", rt.types().runtime_error, base);
  classes.broken_pool = error_class(rt, "BrokenThreadPool", classes.broken_executor, "concurrent.futures.thread");
}

}  // namespace orrery::script
