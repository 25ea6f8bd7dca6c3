// Yielding, returning from a generator, and sending to what is awaited or yielded from.
#include "engine/loop/future.hpp"
#include "engine/script/object/exception.hpp"
#include "engine/script/object/operators.hpp"
#include "engine/script/vm/delegate.hpp"
#include "engine/script/vm/machine.hpp"
#include "engine/script/vm/ops_generator.hpp"

namespace orrery::script {
namespace {

AsyncStep* step_of(Interpreter& in, const Value& v) noexcept {
  return is_exact(v, in.vm.asend) ? static_cast<AsyncStep*>(v.object()) : nullptr;
}

void close_step(Interpreter& in, const Value& v) noexcept {
  if (AsyncStep* const step = step_of(in, v)) step->state = AsyncStep::State::closed;
}

}  // namespace

// Drops the generator's frame: it is finished.
void Steps::end_generator(Generator& generator) noexcept {
  in.handling_ = generator.handling.previous;
  const Value handled = std::exchange(generator.handling.error, none);
  generator.state = Generator::State::finished;
  generator.running_async = false;
  generator.frame->generator = nullptr;
  if (Watch* const watch = in.watch()) [[unlikely]]
    watch->forget(*generator.frame);
  leave_frame(std::exchange(generator.frame, nullptr));
}

// Up the chain of those who wait for each other, to whoever resumed it from outside.
Machine Steps::yield(Machine m, Value value, Next& next) {
  Generator& innermost = *m.frame->generator;
  for (;;) {
    Frame* const frame = m.frame;
    Frame* const back = frame->back;
    Generator& generator = *frame->generator;
    frame->sp = m.sp;
    generator.state = Generator::State::suspended;
    in.handling_ = generator.handling.previous;
    if (frame->entry) {
      count_return(back);
      frame->entry = false;
      outcome = loop::Sent::yielded(std::move(value));
      next = Next::leave;
      return m;
    }
    m = {back, back->pc + 1, back->sp};
    if (back->pc->op() != Op::for_iter) {
      in.leave();
      in.frame_ = back;
      continue;
    }
    if (event::Probe* probe = in.environment().probe()) {
      note_line(in, innermost.frame);
      probe->emit_text(event::Kind::coroutine_yielded, innermost.id(), generator.id(), 0, in.shown(value));
      note_line(in, back);
    }
    count_return(back);
    m.push(std::move(value));
    return m;
  }
}

Machine Steps::yield_item(Machine m, Value value, Next& next) {
  Frame* const frame = m.frame;
  Frame* const back = frame->back;
  Generator& generator = *frame->generator;
  frame->sp = m.sp;
  generator.state = Generator::State::suspended;
  generator.item_yielded = true;
  in.handling_ = generator.handling.previous;
  count_return(back);
  if (frame->entry) {
    frame->entry = false;
    outcome = loop::Sent::yielded(std::move(value));
    next = Next::leave;
    return m;
  }
  generator.running_async = false;
  m = {back, back->pc + 1, back->sp};
  close_step(in, m.top());
  ops::replace_one(m, std::move(value));
  return m;
}

Machine Steps::return_from_generator(Machine m, Value value, Next& next) {
  Frame* const back = m.frame->back;
  const bool entry = m.frame->entry;
  const Ref<Generator> generator(m.frame->generator);
  m.frame->sp = m.sp;
  if (event::Probe* probe = in.environment().probe()) {
    m.frame->pc = m.pc - 1;
    note_line(in, m.frame);
    probe->emit_text(event::Kind::coroutine_returned, generator->id(), generator->awaiter(), 0, in.shown(value));
  }
  end_generator(*generator);
  count_return(back);
  const bool async = generator->kind() == Generator::Kind::async_generator;
  if (async) generator->closed = true;
  if (entry) {
    outcome = async ? loop::Sent::raised(make_exception(in, in.types().stop_async_iteration))
                    : loop::Sent::returned(std::move(value));
    next = Next::leave;
    return m;
  }
  m = {back, back->pc + 1, back->sp};
  if (async) {
    close_step(in, m.top());
    error = make_exception(in, in.types().stop_async_iteration);
    next = Next::raise;
  } else if (back->pc->op() == Op::for_iter) {
    ops::end_loop(m, back->pc->argument());
  } else {
    ops::replace_one(m, std::move(value));
  }
  return m;
}

// An error leaves the generator for good. StopIteration must not, or whoever iterates would take it for the end.
void Steps::error_leaves(Generator& generator) {
  const Ref<Generator> kept(&generator);
  Frame* const back = generator.frame->back;
  const bool entry = generator.frame->entry;
  error = error_out_of(generator, std::move(error));
  if (event::Probe* probe = in.environment().probe())
    probe->emit_text(event::Kind::coroutine_raised, generator.id(), generator.awaiter(), 0, in.shown(Value(error)));
  end_generator(generator);
  if (generator.kind() == Generator::Kind::async_generator && !entry) close_step(in, back->sp[-1]);
}

void Steps::note_awaits(Machine m, const Value& delegate) {
  event::Probe* const probe = in.environment().probe();
  const event::Id self = m.frame->generator->id();
  if (delegate.has_tag(Tag::coroutine)) static_cast<loop::Coroutine*>(delegate.object())->set_awaiter(self);
  if (!probe) return;
  note_line(in, m.frame);
  probe->emit(event::Kind::coroutine_awaits, self, id_of_delegate(in, delegate));
}

// delegate value -> result, or the frame yields what the delegate yields
Machine Steps::send(Machine m, Next& next) {
  Value value = m.pop();
  const bool first = is_unset(value);
  if (first) {
    value = none;
    note_awaits(m, m.top());
  }
  const Value& delegate = m.top();
  if (Generator* const generator = driven_generator(in, delegate))
    return resume_delegate(m, *generator, std::move(value));
  if (AsyncStep* const step = step_of(in, delegate)) return send_to_step(m, *step, std::move(value), next);
  m.frame->sp = m.sp;
  if (delegate.has_tag(Tag::future) || delegate.has_tag(Tag::task)) {
    auto& future = *static_cast<loop::Future*>(delegate.object());
    return sent(m, first ? await_future(future) : awaited_future(in, future), next);
  }
  return sent(m, send_to_foreign(in, delegate, std::move(value)), next);
}

// What came of sending to, or throwing into, something that is no generator of the script.
Machine Steps::sent(Machine m, loop::Sent got, Next& next) {
  switch (got.outcome) {
    case loop::Sent::Outcome::yielded:
      return yield(m, std::move(got.value), next);
    case loop::Sent::Outcome::returned:
      note_line(in, m.frame);
      ops::replace_one(m, std::move(got.value));
      return m;
    case loop::Sent::Outcome::raised:
      note_line(in, m.frame);
      error = arrived(to_exception(in, got.error));
      next = Next::raise;
      return m;
  }
  return m;
}

Machine Steps::resume_delegate(Machine m, Generator& delegate, Value value) {
  if (delegate.state == Generator::State::finished && delegate.kind() == Generator::Kind::generator) {
    ops::replace_one(m, none);
    return m;
  }
  check_resumable(in, delegate, value);
  count_call(m);
  delegate.frame->back = m.frame;
  delegate.frame->entry = false;
  return activate(delegate, std::move(value));
}

// The generator's frame becomes the innermost one, with what is sent on its stack.
Machine Steps::activate(Generator& generator, Value value) noexcept {
  const bool started = generator.state != Generator::State::created;
  link(in, generator);
  Frame* const frame = generator.frame;
  Machine m{frame, frame->pc, frame->sp};
  if (!started) return m;
  m.push(std::move(value));
  if (frame->pc->op() != Op::send) ++m.pc;
  return m;
}

void Steps::link(Interpreter& in, Generator& generator) noexcept {
  generator.handling.previous = in.handling_;
  in.handling_ = &generator.handling;
  generator.state = Generator::State::running;
  in.frame_ = generator.frame;
}

Machine Steps::send_to_step(Machine m, AsyncStep& step, Value value, Next& next) {
  Generator& generator = *step.generator;
  begin_step(in, step, value);
  if (generator.state == Generator::State::finished) {
    step.state = AsyncStep::State::closed;
    generator.running_async = false;
    error = make_exception(in, in.types().stop_async_iteration);
    next = Next::raise;
    return m;
  }
  try {
    check_resumable(in, generator, value);
    count_call(m);
  } catch (...) {
    step.state = AsyncStep::State::closed;
    generator.running_async = false;
    throw;
  }
  generator.frame->back = m.frame;
  generator.frame->entry = false;
  return activate(generator, std::move(value));
}

Machine Steps::throw_into(Machine m, Next& next) {
  next = Next::raise;
  chain_context(*error, error_in(m.frame->generator->handling));
  if (m.frame->pc->op() != Op::send) return m;
  const Value delegate = m.top();
  ++m.pc;
  if (is_exception_of(Value(error), in.types().generator_exit)) {
    if (!driven_generator(in, delegate)) close_foreign(in, delegate);
    return m;
  }
  Ref<ExceptionObject> thrown = error;
  loop::Sent got = throw_into_foreign(in, delegate, std::move(thrown));
  next = Next::go;
  return sent(m, std::move(got), next);
}

namespace ops {

Machine iterate_generator(Steps& s, Machine m, Generator& generator, Next&) {
  if (generator.state == Generator::State::finished) {
    end_loop(m, m.frame->pc->argument());
    return m;
  }
  check_resumable(s.in, generator, none);
  s.count_call(m);
  if (event::Probe* probe = s.in.environment().probe()) {
    note_line(s.in, m.frame);
    probe->emit_text(event::Kind::coroutine_resumed, generator.id(), generator.innermost(),
                     static_cast<std::uint8_t>(event::SendMode::send), "None");
  }
  generator.frame->back = m.frame;
  generator.frame->entry = false;
  return s.activate(generator, none);
}

}  // namespace ops
}  // namespace orrery::script
