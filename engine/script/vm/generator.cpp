#include "engine/script/vm/generator.hpp"

#include <fmt/format.h>

#include <typeinfo>

#include "engine/loop/event_loop.hpp"
#include "engine/script/object/exception.hpp"
#include "engine/script/object/operators.hpp"
#include "engine/script/vm/delegate.hpp"
#include "engine/script/vm/interpreter.hpp"
#include "engine/script/vm/machine.hpp"

namespace orrery::script {
namespace {

event::CoroutineSort sort_of(Generator::Kind kind) noexcept {
  constexpr event::CoroutineSort sorts[] = {event::CoroutineSort::generator, event::CoroutineSort::coroutine,
                                            event::CoroutineSort::async_generator};
  return sorts[static_cast<std::size_t>(kind)];
}

Generator::Kind kind_of(const CodeFlags& flags) noexcept {
  return flags.coroutine         ? Generator::Kind::coroutine
         : flags.async_generator ? Generator::Kind::async_generator
                                 : Generator::Kind::generator;
}

const Generator& deepest_of(const Generator& generator) noexcept {
  const Generator* deepest = &generator;
  while (const Generator* next = suspended_delegate(generator.in, *deepest)) deepest = next;
  return *deepest;
}

// A yield is told of by whoever drives the chain (loop/drive.hpp), and stands at the line where the innermost waits.
loop::Sent told_at_its_line(const Generator& generator, loop::Sent sent) {
  const bool told = sent.outcome == loop::Sent::Outcome::yielded && generator.in.environment().probe();
  if (told) note_line(generator.in, deepest_of(generator).frame);
  return sent;
}

}  // namespace

Generator* as_generator(const Value& v) noexcept {
  if (!v.has_tag(Tag::coroutine)) return nullptr;
  auto* const coroutine = static_cast<loop::Coroutine*>(v.object());
  // One program, one address for each class: cheaper than a dynamic_cast.
  return &typeid(*coroutine) == &typeid(Generator) ? static_cast<Generator*>(coroutine) : nullptr;
}

Value make_generator(Interpreter& in, Frame* frame) {
  return Value(Ref<Generator>(new Generator(in, kind_of(frame->code->flags), frame)));
}

Generator::Generator(Interpreter& interpreter, Kind what, Frame* its_frame)
    : loop::Coroutine(interpreter.environment().next(event::Sort::coroutine)),
      Tracked(interpreter.heap()),
      in(interpreter),
      frame(its_frame),
      code(its_frame->code),
      given_name(its_frame->function->name),
      qualname(its_frame->function->qualname),
      kind_(what) {
  frame->generator = this;
  iterable_coroutine = frame->function->iterable_coroutine;
  if (event::Probe* probe = in.environment().probe()) {
    note_line(in, in.frame());
    probe->emit_text(event::Kind::coroutine_created, id(), {}, static_cast<std::uint8_t>(sort_of(kind_)), name());
  }
  if (Watch* const watch = in.watch()) watch->created(*this);
}

Generator::~Generator() {
  if (frame) {
    frame->generator = nullptr;
    if (Watch* const watch = in.watch()) watch->forget(*frame);
    leave_frame(std::exchange(frame, nullptr));
  }
  if (hooked && in.async_generator_hooks()) in.async_generator_hooks()->forget(*this);
  if (event::Probe* probe = in.environment().probe()) probe->emit(event::Kind::coroutine_released, id());
}

std::string_view Generator::name() const noexcept {
  return is_str(given_name) ? as_str(given_name).view() : std::string_view();
}

std::string_view Generator::word() const noexcept {
  constexpr std::string_view words[] = {"generator", "coroutine", "async generator"};
  return words[static_cast<std::size_t>(kind_)];
}

bool Generator::awaitable() const noexcept {
  if (kind_ == Kind::coroutine) return true;
  return kind_ == Kind::generator && iterable_coroutine;
}

Value Generator::delegate() const noexcept {
  if (state != State::suspended || frame->pc->op() != Op::send) return none;
  return frame->sp[-1];
}

event::Id Generator::innermost() const noexcept {
  const Generator& deepest = deepest_of(*this);
  const Value foreign = deepest.delegate();
  if (foreign.has_tag(Tag::coroutine) && !as_generator(foreign))
    return static_cast<loop::Coroutine*>(foreign.object())->innermost();
  return deepest.id();
}

void Generator::clear_references() noexcept {
  finalized_ = true;
  state = State::finished;
  if (frame) {
    frame->generator = nullptr;
    if (Watch* const watch = in.watch()) watch->forget(*frame);
    leave_frame(std::exchange(frame, nullptr));
  }
  handling.error = none;
}

// ---- driving

// A step of a task: the loop has had control, and operations are counted anew.
void Generator::begin_step() noexcept {
  const loop::EventLoop* const loop = in.environment().running_loop();
  if (!loop || !loop->current_task()) return;
  if (loop->current_task()->coroutine().get() == this) in.renew_operations();
}

loop::Sent Generator::send(Value value) {
  begin_step();
  try {
    if (state == State::finished && kind_ == Kind::generator) return loop::Sent::returned(none);
    check_resumable(in, *this, value);
  } catch (const loop::Raised& raised) {
    return loop::Sent::raised(raised.error());
  }
  return told_at_its_line(*this, in.resume(*this, std::move(value)));
}

loop::Sent Generator::throw_in(Ref<loop::Error> thrown) {
  begin_step();
  Ref<ExceptionObject> error = to_exception(in, thrown);
  if (state == State::running)
    return loop::Sent::raised(make_exception(in, in.types().value_error, fmt::format("{} already executing", word())));
  if (state == State::finished) {
    if (kind_ == Kind::coroutine)
      return loop::Sent::raised(make_exception(in, in.types().runtime_error, "cannot reuse already awaited coroutine"));
    return loop::Sent::raised(std::move(error));
  }
  return told_at_its_line(*this, in.resume_with_error(*this, std::move(error)));
}

loop::Sent Generator::close() {
  return close_generator(in, *this);
}

// ---- the end

void Generator::dispose() noexcept {
  if (!finalized_) {
    finalized_ = true;
    retain();
    finalize();
    if (references() > 1) return release();  // somebody has taken it up again
    // Nobody has: the count stays, and the object goes.
  }
  in.heap().dispose(this, [](Object* object) noexcept { delete static_cast<Generator*>(object); });
}

void Generator::finalize() noexcept {
  if (state == State::finished || in.stopped() || in.heap().closing()) return;
  if (kind_ == Kind::async_generator && hooked && in.async_generator_hooks()) return finalize_async();
  if (state == State::created) {
    if (kind_ == Kind::coroutine) warn_never_awaited();
    return;
  }
  try {
    const loop::Sent sent = close_generator(in, *this);
    if (sent.outcome == loop::Sent::Outcome::raised)
      in.unraisable(*to_exception(in, sent.error), repr(in, Value(this))->view());
  } catch (...) {
    // The run is to end: the next loop pass or call of whoever dropped the generator sees to that.
  }
}

void Generator::finalize_async() noexcept {
  try {
    in.async_generator_hooks()->finalize(Value(this));
  } catch (const loop::Raised& raised) {
    in.unraisable(*to_exception(in, raised.error()), "Exception ignored in an async generator's finalizer");
  }
}

void Generator::warn_never_awaited() noexcept {
  if (event::Probe* probe = in.environment().probe()) {
    note_line(in, in.frame());
    probe->emit_text(event::Kind::never_awaited, id(), {}, 0, name());
  }
  in.warn(in.types().runtime_warning,
          fmt::format("coroutine '{}' was never awaited", is_str(qualname) ? as_str(qualname).view() : name()));
}

}  // namespace orrery::script
