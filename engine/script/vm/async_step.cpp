// asend(), athrow() and aclose() of async generators. (CPython: genobject.c, async_gen_asend_send,
// async_gen_athrow_send.)
#include <fmt/format.h>

#include "engine/script/object/exception.hpp"
#include "engine/script/vm/delegate.hpp"
#include "engine/script/vm/generator.hpp"
#include "engine/script/vm/interpreter.hpp"

namespace orrery::script {
namespace {

using Outcome = loop::Sent::Outcome;

std::string_view method_of(const AsyncStep& step) noexcept {
  constexpr std::string_view names[] = {"__anext__()/asend()", "athrow()", "aclose()"};
  return names[static_cast<std::size_t>(step.kind)];
}

[[noreturn]] void fail(Interpreter& in, AsyncStep& step, std::string_view text) {
  step.state = AsyncStep::State::closed;
  raise(in, in.types().runtime_error, text);
}

void close_step(AsyncStep& step) noexcept {
  step.state = AsyncStep::State::closed;
  step.generator->running_async = false;
}

// What the async generator did is what the step does, but that an item ends the step.
loop::Sent step_outcome(Interpreter& in, AsyncStep& step, loop::Sent sent) {
  Generator& generator = *step.generator;
  if (sent.outcome == Outcome::raised) {
    const Value error(sent.error);
    if (is_exception_of(error, in.types().stop_async_iteration) || is_exception_of(error, in.types().generator_exit)) {
      generator.closed = true;
      close_step(step);
      if (step.kind == AsyncStep::Kind::aclose) return loop::Sent::returned(none);
      return sent;
    }
    close_step(step);
    return sent;
  }
  if (!generator.item_yielded) return sent;
  close_step(step);
  if (step.kind == AsyncStep::Kind::aclose)
    return loop::Sent::raised(make_exception(in, in.types().runtime_error, "async generator ignored GeneratorExit"));
  return loop::Sent::returned(std::move(sent.value));
}

// The first send to athrow() or aclose().
loop::Sent begin_throw(Interpreter& in, AsyncStep& step, const Value& value) {
  Generator& generator = *step.generator;
  if (generator.running_async)
    fail(in, step, fmt::format("{}: asynchronous generator is already running", method_of(step)));
  if (generator.closed) {
    step.state = AsyncStep::State::closed;
    return loop::Sent::raised(make_exception(in, in.types().stop_async_iteration));
  }
  if (!value.is_none()) raise(in, in.types().runtime_error, "can't send non-None value to a just-started coroutine");
  step.state = AsyncStep::State::running;
  generator.running_async = true;
  generator.item_yielded = false;
  if (step.kind == AsyncStep::Kind::athrow)
    return step_outcome(in, step, generator.throw_in(instance_of_raised(in, step.argument)));
  generator.closed = true;
  return step_outcome(in, step, generator.throw_in(make_exception(in, in.types().generator_exit)));
}

bool before_313(Interpreter& in) noexcept {
  return in.environment().rules() < loop::Rules::py313;
}

// Since 3.13 a throw begins a step as a send does.
void begin_by_throw(Interpreter& in, AsyncStep& step) {
  if (step.state != AsyncStep::State::created) return;
  const bool sends = step.kind == AsyncStep::Kind::asend;
  if (step.generator->running_async)
    fail(in, step, fmt::format("{}: asynchronous generator is already running", sends ? "anext()" : method_of(step)));
  step.state = AsyncStep::State::running;
  step.generator->running_async = true;
}

// Before, athrow() and aclose() stayed what they were, whatever came of it.
loop::Sent outcome_before_313(Interpreter& in, AsyncStep& step, loop::Sent sent) {
  const bool closes = step.kind == AsyncStep::Kind::aclose;
  const AsyncStep::State state = step.state;
  const bool running = step.generator->running_async;
  const bool ignored = closes && sent.outcome != Outcome::raised && step.generator->item_yielded;
  sent = step_outcome(in, step, std::move(sent));
  if (ignored) return sent;
  step.state = state;
  if (closes) step.generator->running_async = running;
  return sent;
}

loop::Sent send_throwing(Interpreter& in, AsyncStep& step, Value value) {
  if (step.state == AsyncStep::State::closed)
    raise(in, in.types().runtime_error, fmt::format("cannot reuse already awaited {}", "aclose()/athrow()"));
  if (step.generator->state == Generator::State::finished) {
    step.state = AsyncStep::State::closed;
    return loop::Sent::returned(none);
  }
  if (step.state == AsyncStep::State::created) return begin_throw(in, step, value);
  step.generator->item_yielded = false;
  loop::Sent sent = step.generator->send(std::move(value));
  if (step.kind == AsyncStep::Kind::athrow && before_313(in)) return outcome_before_313(in, step, std::move(sent));
  return step_outcome(in, step, std::move(sent));
}

}  // namespace

void AsyncStep::clear_references() noexcept {
  generator = nullptr;
  argument = none;
}

void begin_step(Interpreter& in, AsyncStep& step, Value& value) {
  if (step.state == AsyncStep::State::closed)
    raise(in, in.types().runtime_error, "cannot reuse already awaited __anext__()/asend()");
  if (step.state == AsyncStep::State::created) {
    if (step.generator->running_async)
      raise(in, in.types().runtime_error, "anext(): asynchronous generator is already running");
    if (value.is_none()) value = step.argument;
    step.state = AsyncStep::State::running;
  }
  step.generator->running_async = true;
  step.generator->item_yielded = false;
}

loop::Sent step_send(Interpreter& in, AsyncStep& step, Value value) {
  if (step.kind != AsyncStep::Kind::asend) return send_throwing(in, step, std::move(value));
  begin_step(in, step, value);
  if (step.generator->state == Generator::State::finished)
    return step_outcome(in, step, loop::Sent::raised(make_exception(in, in.types().stop_async_iteration)));
  return step_outcome(in, step, step.generator->send(std::move(value)));
}

loop::Sent step_throw(Interpreter& in, AsyncStep& step, Ref<ExceptionObject> error) {
  if (step.state == AsyncStep::State::closed)
    raise(in, in.types().runtime_error,
          step.kind == AsyncStep::Kind::asend ? "cannot reuse already awaited __anext__()/asend()"
                                              : "cannot reuse already awaited aclose()/athrow()");
  if (!before_313(in)) begin_by_throw(in, step);
  step.generator->item_yielded = false;
  loop::Sent sent = step.generator->throw_in(std::move(error));
  if (!before_313(in) || step.kind == AsyncStep::Kind::asend) return step_outcome(in, step, std::move(sent));
  return outcome_before_313(in, step, std::move(sent));
}

}  // namespace orrery::script
