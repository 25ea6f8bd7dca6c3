#include "engine/loop/native_coroutine.hpp"

namespace orrery::loop {

using event::Kind;

NativeCoroutine::NativeCoroutine(Environment& environment, FrameOwner root, event::CoroutineSort sort)
    : Coroutine(environment.next(event::Sort::coroutine), true), sort_(sort), environment_(environment) {
  root_ = root.detach();
  root_->owner_ = &root_;
  innermost_ = root_;
  adopt(*root_, id());
  if (probe()) note_created(*root_);
  function_ = root_->end_.function_name();
  name_ = std::move(root_->name_);
}

NativeCoroutine::~NativeCoroutine() {
  if (state_ == State::created && sort_ == event::CoroutineSort::native) dropped();
  destroy_frames();
  if (probe()) probe()->emit(Kind::coroutine_released, id());
}

// Nobody has awaited it.
void NativeCoroutine::dropped() noexcept {
  if (probe()) probe()->emit(Kind::never_awaited, id());
  environment_.errors().never_awaited(name());
}

void NativeCoroutine::adopt(Frame& frame, event::Id id) noexcept {
  frame.chain_ = this;
  frame.id_ = id;
}

// What an async generator calls is a coroutine; what a generator yields from is a generator.
void NativeCoroutine::note_created(Frame& frame) {
  const bool called = &frame != root_ && !is_generator();
  const auto sort = called ? event::CoroutineSort::native : sort_;
  if (Host* host = environment_.host()) frame.begin_ = host->begin_of(frame.end_);
  probe()->emit_text(Kind::coroutine_created, frame.id(), {}, static_cast<std::uint8_t>(sort), frame.name(),
                     frame.begin_.file);
}

event::Id NativeCoroutine::innermost() const noexcept {
  const NativeCoroutine* last = this;
  while (last->delegate_ && last->delegate_->native()) last = static_cast<NativeCoroutine*>(last->delegate_.get());
  if (last->delegate_) return last->delegate_->innermost();
  return last->innermost_ ? last->innermost_->id() : last->id();
}

Sent NativeCoroutine::send(Value value) {
  if (state_ == State::running) return already_running();
  if (state_ == State::finished) return already_finished();
  if (state_ == State::created && !value.is_none()) return refused_value();
  sent_ = std::move(value);
  return resume();
}

Sent NativeCoroutine::resume() {
  const Ref<NativeCoroutine> self(this);
  state_ = State::running;
  return run();
}

// The trampoline: whatever a frame does, it comes back here, and the frame that is innermost then goes on. So do native
// coroutines that this one delegates to, however many in a row.
Sent NativeCoroutine::run() {
  Sent sent;
  NativeCoroutine* at = this;
  while (at) {
    if (NativeCoroutine* const inner = at->enter_delegate())
      at = inner;
    else if (at->resume_innermost(sent))
      at = come_up(*at, sent);
  }
  return sent;
}

// Does to the delegate what send(), throw_in() or close() do before they resume, if it is native and they would.
NativeCoroutine* NativeCoroutine::enter_delegate() {
  if (!delegate_ || !delegate_->native()) return nullptr;
  auto& inner = static_cast<NativeCoroutine&>(*delegate_);
  const bool begins = inner.state_ == State::created && !thrown_ && sent_.is_none();
  if (inner.state_ != State::suspended && !begins) return nullptr;
  if (thrown_ && thrown_->kind() == ErrorKind::generator_exit)
    inner.thrown_ = inner.exit_ = environment_.errors().make(ErrorKind::generator_exit, Value());
  else
    inner.thrown_ = std::move(thrown_);
  inner.sent_ = std::move(sent_);
  inner.state_ = State::running;
  inner.above_ = this;
  return &inner;
}

// Where it goes on after what `from` came to: the one that delegates to it, or nowhere, if the whole chain came to that.
NativeCoroutine* NativeCoroutine::come_up(NativeCoroutine& from, Sent& sent) {
  for (NativeCoroutine* at = &from; at != this;) {
    NativeCoroutine& above = *std::exchange(at->above_, nullptr);
    if (std::exchange(at->exit_, nullptr)) {
      sent = at->closed(std::move(sent));
      if (!sent.error) sent.error = std::move(above.thrown_);
      sent.outcome = Sent::Outcome::raised;
    }
    if (sent.outcome != Sent::Outcome::yielded) {
      above.delegate_ended(std::move(sent));
      return &above;
    }
    above.state_ = State::suspended;
    at = &above;
  }
  return nullptr;
}

// True if that is what the whole chain comes to.
bool NativeCoroutine::resume_innermost(Sent& sent) {
  if (delegate_ && feed_delegate(sent)) return true;
  Frame& frame = *innermost_;
  if (probe()) [[unlikely]]
    frame.note_line(environment_);
  frame.handle().resume();
  return take_stock(frame, sent);
}

bool NativeCoroutine::take_stock(Frame& frame, Sent& sent) {
  if (came_ != Came::nowhere) {
    came_ = Came::nowhere;
    state_ = State::suspended;
    sent = Sent::yielded(std::move(yielded_value_));
    return true;
  }
  if (&frame != innermost_ || !frame.handle().done() || leave(frame)) return false;
  sent = finish();
  return true;
}

Sent NativeCoroutine::go_on() {
  const Ref<NativeCoroutine> self(this);
  Sent sent;
  return take_stock(*std::exchange(advanced_, nullptr), sent) ? std::move(sent) : run();
}

Sent NativeCoroutine::refused_value() {
  return refuse(ErrorKind::type, "can't send non-None value to a just-started " + std::string(word()));
}

std::string_view NativeCoroutine::name() const noexcept {
  if (!name_) name_ = std::make_unique<std::string>(function_name(function_));
  return *name_;
}

Sent NativeCoroutine::throw_in(Ref<Error> error) {
  if (state_ == State::running) return already_running();
  if (state_ == State::finished) return is_generator() ? Sent::raised(std::move(error)) : already_finished();
  if (state_ == State::created) return thrown_before_start(std::move(error));
  thrown_ = std::move(error);
  return resume();
}

Sent NativeCoroutine::close() {
  if (state_ == State::running) return already_running();
  if (state_ == State::finished) return Sent::returned({});
  if (state_ == State::created) {
    state_ = State::finished;
    destroy_frames();
    return Sent::returned({});
  }
  exit_ = environment_.errors().make(ErrorKind::generator_exit, Value());
  thrown_ = exit_;
  Sent sent = resume();
  exit_ = nullptr;
  return closed(std::move(sent));
}

// gen_close of genobject.c; the value is given back since 3.13.
Sent NativeCoroutine::closed(Sent sent) {
  if (sent.outcome == Sent::Outcome::yielded)
    return refuse(ErrorKind::runtime, std::string(word()) + " ignored GeneratorExit");
  if (sent.outcome == Sent::Outcome::raised) {
    const ErrorKind kind = sent.error->kind();
    const bool quiet = kind == ErrorKind::generator_exit || kind == ErrorKind::stop_iteration;
    return quiet ? Sent::returned({}) : sent;
  }
  return Sent::returned(environment_.rules() >= Rules::py313 ? std::move(sent.value) : Value());
}

// True if the delegate yielded: that is what the whole chain yields.
bool NativeCoroutine::feed_delegate(Sent& result) {
  const Ref<Coroutine> delegate = delegate_;
  if (thrown_ && thrown_->kind() == ErrorKind::generator_exit)
    result = closing(*delegate);
  else
    result = thrown_ ? delegate->throw_in(std::move(thrown_)) : delegate->send(std::move(sent_));
  if (result.outcome == Sent::Outcome::yielded) {
    state_ = State::suspended;
    return true;
  }
  delegate_ended(std::move(result));
  return false;
}

// Its end goes to the frame that awaits it.
void NativeCoroutine::delegate_ended(Sent sent) {
  const Ref<Coroutine> delegate = std::move(delegate_);
  delegate->set_awaiter({});
  sent_ = std::move(sent.value);
  thrown_ = std::move(sent.error);
}

// GeneratorExit closes the delegate, and is then raised in the one that delegates, whatever the delegate made of it.
Sent NativeCoroutine::closing(Coroutine& delegate) {
  Ref<Error> exit = std::move(thrown_);
  Sent sent = delegate.close();
  return Sent::raised(sent.error ? std::move(sent.error) : std::move(exit));
}

// A frame is done: back to the one that awaits it. False if it was the outermost.
bool NativeCoroutine::leave(Frame& frame) {
  Frame* awaiter = frame.awaiter_;
  if (!awaiter) return false;
  if (probe()) {
    frame.note_line(environment_);
    note_left(frame.id(), awaiter->id(), frame.error_, frame.error_ ? Value() : frame.peek_value());
  }
  if (exit_ && !frame.error_) frame.error_ = exit_;
  innermost_ = awaiter;
  return true;
}

Sent NativeCoroutine::finish() {
  Sent sent = settle(root_->error_ ? Sent::raised(std::move(root_->error_)) : Sent::returned(root_->take_value()));
  if (probe()) {
    root_->note_line(environment_);
    note_left(id(), awaiter(), sent.error, sent.value);
  }
  state_ = State::finished;
  destroy_frames();
  return sent;
}

// PEP 479: a StopIteration does not leave a coroutine or a generator as such, nor a StopAsyncIteration an async
// generator.
Sent NativeCoroutine::settle(Sent sent) {
  if (!sent.error) return sent;
  const bool stop = sent.error->kind() == ErrorKind::stop_iteration;
  const bool async_stop =
      sent.error->kind() == ErrorKind::stop_async_iteration && sort_ == event::CoroutineSort::async_generator;
  if (!stop && !async_stop) return sent;
  const std::string text = std::string(word()) + (stop ? " raised StopIteration" : " raised StopAsyncIteration");
  return Sent::raised(environment_.errors().chained(environment_.errors().make(ErrorKind::runtime, text), sent.error));
}

void NativeCoroutine::note_left(event::Id frame, event::Id awaiter, const Ref<Error>& error, const Value& value) {
  if (error)
    probe()->emit_text(Kind::coroutine_raised, frame, awaiter, 0, error->repr());
  else
    probe()->emit(Kind::coroutine_returned, frame, awaiter, 0, {.text = {environment_.shown(value), 0}});
}

Sent NativeCoroutine::refuse(ErrorKind kind, std::string_view text) {
  return Sent::raised(environment_.errors().make(kind, text));
}

std::string_view NativeCoroutine::word() const noexcept {
  if (sort_ == event::CoroutineSort::async_generator) return "async generator";
  return is_generator() ? "generator" : "coroutine";
}

Sent NativeCoroutine::already_running() {
  return refuse(ErrorKind::value, is_generator() ? "generator already executing" : "coroutine already executing");
}

Sent NativeCoroutine::already_finished() {
  if (is_generator()) return Sent::returned({});
  return refuse(ErrorKind::runtime, "cannot reuse already awaited coroutine");
}

Sent NativeCoroutine::thrown_before_start(Ref<Error> error) {
  if (probe()) note_left(id(), awaiter(), error, {});
  state_ = State::finished;
  destroy_frames();
  return Sent::raised(std::move(error));
}

// From the inside out, so that a chain of any length goes without recursion; each frame's owner is told first.
void NativeCoroutine::destroy_frames() noexcept {
  Ref<Coroutine> delegate = std::move(delegate_);
  while (Frame* frame = innermost_) {
    innermost_ = frame->awaiter_;
    *frame->owner_ = nullptr;
    frame->handle().destroy();
  }
  if (delegate) environment_.depth().let_go(std::move(delegate));
}

}  // namespace orrery::loop
