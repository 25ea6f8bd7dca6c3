#include "engine/script/vm/delegate.hpp"

#include <fmt/format.h>

#include "engine/loop/future.hpp"
#include "engine/script/object/exception.hpp"
#include "engine/script/object/operators.hpp"
#include "engine/script/vm/interpreter.hpp"

namespace orrery::script {
namespace {

bool waits_at_send(const Generator& generator) noexcept {
  return generator.state == Generator::State::suspended && generator.frame->pc->op() == Op::send;
}

// Turns what a native call raises into Sent: StopIteration is a return.
template <class F>
loop::Sent outcome_of(Interpreter& in, F&& f) {
  try {
    return loop::Sent::yielded(f());
  } catch (const loop::Raised& raised) {
    Ref<ExceptionObject> error = to_exception(in, raised.error());
    if (is_exception_of(Value(error), in.types().stop_iteration)) return loop::Sent::returned(error->fields[0]);
    return loop::Sent::raised(std::move(error));
  }
}

// A class of the script may put a value into its StopIteration, which slots do not hand on.
bool has_own_next(const Type& type) noexcept {
  return type.has(TypeFlag::heap_type);
}

loop::Sent next_of(Interpreter& in, const Value& delegate) {
  Type* const type = type_of(in, delegate);
  if (has_own_next(*type))
    return outcome_of(in, [&] { return call_special(in, delegate, in.names().dunder.next_, {}); });
  bool ended = false;
  loop::Sent got = outcome_of(in, [&] {
    Value item = script::next(in, delegate);
    ended = is_unset(item);
    return item;
  });
  return ended ? loop::Sent::returned(none) : got;
}

}  // namespace

Generator* driven_generator(Interpreter& in, const Value& delegate) noexcept {
  if (Generator* const generator = as_generator(delegate)) return generator;
  if (is_exact(delegate, in.vm.coroutine_wrapper))
    return static_cast<CoroutineWrapper*>(delegate.object())->coroutine.get();
  return nullptr;
}

Generator* suspended_delegate(Interpreter& in, const Generator& generator) noexcept {
  if (!waits_at_send(generator)) return nullptr;
  const Value& delegate = generator.frame->sp[-1];
  Generator* found = driven_generator(in, delegate);
  if (!found && is_exact(delegate, in.vm.asend)) {
    auto& step = *static_cast<AsyncStep*>(delegate.object());
    if (step.state == AsyncStep::State::running) found = step.generator.get();
  }
  return found && found->state == Generator::State::suspended ? found : nullptr;
}

event::Id id_of_delegate(Interpreter& in, const Value& delegate) noexcept {
  if (const Generator* generator = driven_generator(in, delegate)) return generator->id();
  if (is_exact(delegate, in.vm.asend) || is_exact(delegate, in.vm.athrow))
    return static_cast<AsyncStep*>(delegate.object())->generator->id();
  if (delegate.has_tag(Tag::coroutine)) return static_cast<loop::Coroutine*>(delegate.object())->id();
  if (delegate.has_tag(Tag::future) || delegate.has_tag(Tag::task))
    return static_cast<loop::Future*>(delegate.object())->id();
  return {};
}

void check_resumable(Interpreter& in, Generator& generator, const Value& value) {
  using State = Generator::State;
  if (generator.state == State::running) raise_value_error(in, fmt::format("{} already executing", generator.word()));
  if (generator.state == State::finished && generator.kind() == Generator::Kind::coroutine)
    raise(in, in.types().runtime_error, "cannot reuse already awaited coroutine");
  if (generator.state == State::created && !value.is_none())
    raise_type_error(in, fmt::format("can't send non-None value to a just-started {}", generator.word()));
}

Ref<ExceptionObject> error_out_of(Generator& generator, Ref<ExceptionObject> error) {
  Interpreter& in = generator.in;
  const Value value(error);
  const char* what = nullptr;
  if (is_exception_of(value, in.types().stop_iteration)) what = "StopIteration";
  if (generator.kind() == Generator::Kind::async_generator && is_exception_of(value, in.types().stop_async_iteration))
    what = "StopAsyncIteration";
  if (!what) {
    if (generator.kind() == Generator::Kind::async_generator)
      generator.closed |= is_exception_of(value, in.types().generator_exit);
    return error;
  }
  Ref<ExceptionObject> told =
      make_exception(in, in.types().runtime_error, fmt::format("{} raised {}", generator.word(), what));
  told->cause = told->context = std::move(error);
  told->suppress_context = true;
  return told;
}

ExceptionObject* error_in(const Handling& handling) noexcept {
  return handling.error.is_none() ? nullptr : &as_exception(handling.error);
}

loop::Sent await_future(loop::Future& future) {
  if (future.done()) return future.outcome();
  future.set_blocking(true);
  return loop::Sent::yielded(Value(Ref<loop::Future>(&future)));
}

loop::Sent awaited_future(Interpreter& in, loop::Future& future) {
  if (!future.done())
    return loop::Sent::raised(make_exception(in, in.types().runtime_error, "await wasn't used with future"));
  return future.outcome();
}

loop::Sent send_to_foreign(Interpreter& in, const Value& delegate, Value value) {
  if (delegate.has_tag(Tag::coroutine)) return static_cast<loop::Coroutine*>(delegate.object())->send(std::move(value));
  if (is_exact(delegate, in.vm.athrow) || is_exact(delegate, in.vm.asend))
    return step_send(in, *static_cast<AsyncStep*>(delegate.object()), std::move(value));
  if (value.is_none() && type_of(in, delegate)->slots.next) return next_of(in, delegate);
  return outcome_of(in, [&] { return call(in, getattr(in, delegate, in.names().plain.send_), value); });
}

loop::Sent throw_into_foreign(Interpreter& in, const Value& delegate, Ref<ExceptionObject> error) {
  if (driven_generator(in, delegate) || delegate.has_tag(Tag::future) || delegate.has_tag(Tag::task))
    return loop::Sent::raised(std::move(error));
  if (delegate.has_tag(Tag::coroutine))
    return static_cast<loop::Coroutine*>(delegate.object())->throw_in(std::move(error));
  if (is_exact(delegate, in.vm.athrow) || is_exact(delegate, in.vm.asend))
    return step_throw(in, *static_cast<AsyncStep*>(delegate.object()), std::move(error));
  const Value method = getattr_or_unset(in, delegate, in.names().plain.throw_);
  if (is_unset(method)) return loop::Sent::raised(std::move(error));
  return outcome_of(in, [&] { return call(in, method, Value(error)); });
}

void close_foreign(Interpreter& in, const Value& delegate) {
  if (delegate.has_tag(Tag::future) || delegate.has_tag(Tag::task)) return;
  if (delegate.has_tag(Tag::coroutine)) {
    loop::Sent closed = static_cast<loop::Coroutine*>(delegate.object())->close();
    if (closed.outcome == loop::Sent::Outcome::raised) throw loop::Raised(std::move(closed.error));
    return;
  }
  const Value method = getattr_or_unset(in, delegate, in.names().plain.close_);
  if (!is_unset(method)) call(in, method);
}

}  // namespace orrery::script
