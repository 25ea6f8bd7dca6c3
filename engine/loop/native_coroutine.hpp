// A chain of native frames as a loop::Coroutine: what a task drives, what a script may await.
#pragma once

#include <string>

#include "engine/loop/environment.hpp"
#include "engine/loop/frame.hpp"
#include "engine/loop/hot.hpp"

namespace orrery::loop {

class NativeCoroutine final : public Coroutine {
 public:
  // `sort`: native for Co<T>, generator for Generator, async_generator for AsyncGenerator. `environment` must outlive
  // it.
  NativeCoroutine(Environment& environment, FrameOwner root, event::CoroutineSort sort);
  ~NativeCoroutine() override;

  Sent send(Value value) override;
  // send(None) in two halves, for a task that has no probe; inline below. What the innermost frame came to when it was
  // resumed: a yield of nothing, a yield of a value, which is then to be taken, or anything else, and then go_on() does
  // the rest of what send() would have done. Precondition of advance(): can_advance(). Somebody holds the coroutine.
  enum class Came : std::uint8_t { nowhere, to_nothing, to_a_value };
  bool can_advance() const noexcept;
  Came advance();
  // Has the processor fetch the frame that will go on.
  void fetch() const noexcept {
    __builtin_prefetch(innermost_);
    __builtin_prefetch(reinterpret_cast<const std::byte*>(innermost_) + 64);
  }
  Value take_yielded() noexcept { return std::move(yielded_value_); }
  Sent go_on();
  Sent throw_in(Ref<Error> error) override;
  Sent close() override;
  std::string_view name() const noexcept override;
  event::Id innermost() const noexcept override;
  // Whether what it yielded last was an async generator's item; asked once for each yield.
  bool take_item() noexcept { return std::exchange(item_, false); }
  bool finished() const noexcept { return state_ == State::finished; }
  bool running() const noexcept { return state_ == State::running; }
  bool suspended() const noexcept { return state_ == State::suspended; }
  Environment& environment() const noexcept { return environment_; }

 private:
  friend class Frame;
  enum class State : std::uint8_t { created, suspended, running, finished };

  event::Probe* probe() const noexcept { return environment_.probe(); }
  Sent resume();
  Sent run();
  NativeCoroutine* enter_delegate();
  NativeCoroutine* come_up(NativeCoroutine& from, Sent& sent);
  bool resume_innermost(Sent& sent);
  bool take_stock(Frame& frame, Sent& sent);
  Sent refused_value();
  bool feed_delegate(Sent& result);
  Sent closing(Coroutine& delegate);
  void delegate_ended(Sent sent);
  bool leave(Frame& frame);
  Sent finish();
  Sent settle(Sent sent);
  Sent refuse(ErrorKind kind, std::string_view words);
  Sent already_running();
  Sent already_finished();
  Sent thrown_before_start(Ref<Error> error);
  Sent closed(Sent sent);
  bool is_generator() const noexcept { return sort_ == event::CoroutineSort::generator; }
  // "coroutine", "generator", "async generator"
  std::string_view word() const noexcept;
  void dropped() noexcept;
  void adopt(Frame& frame, event::Id id) noexcept;
  void note_created(Frame& frame);
  void note_left(event::Id frame, event::Id awaiter, const Ref<Error>& error, const Value& value);
  void destroy_frames() noexcept;

  // A resumption uses what comes first: all of it is in one line of the cache.
  State state_ = State::created;
  Came came_ = Came::nowhere;
  bool item_ = false;
  event::CoroutineSort sort_;
  Frame* innermost_ = nullptr;
  Ref<Coroutine> delegate_;  // what the innermost frame delegates to, if that is not native
  Value sent_;
  Ref<Error> thrown_;
  Value yielded_value_;
  Environment& environment_;
  Frame* root_ = nullptr;
  Ref<Error> exit_;                            // the GeneratorExit of a close() under way
  Frame* advanced_ = nullptr;                  // by advance(), for go_on()
  NativeCoroutine* above_ = nullptr;           // the one that delegates to this one, while both are driven
  const char* function_;                       // the signature that the name is made of when it is first asked for
  mutable std::unique_ptr<std::string> name_;  // null until then, unless one was given
};

ORRERY_HOT bool NativeCoroutine::can_advance() const noexcept {
  return state_ < State::running && !delegate_;
}

ORRERY_HOT NativeCoroutine::Came NativeCoroutine::advance() {
  state_ = State::running;
  Frame& frame = *innermost_;
  frame.handle().resume();
  const Came came = std::exchange(came_, Came::nowhere);
  if (came != Came::nowhere) [[likely]]
    state_ = State::suspended;
  else
    advanced_ = &frame;
  return came;
}

// Precondition: yielded_value_ is none, as it is whenever the chain runs.
inline void Frame::yield_nothing() noexcept {
  chain_->came_ = NativeCoroutine::Came::to_nothing;
}

inline void Frame::yield(Value value) {
  chain_->yielded_value_ = std::move(value);
  chain_->came_ = NativeCoroutine::Came::to_a_value;
}

inline void Frame::drop_sent() {
  if (chain_->thrown_ || !chain_->sent_.is_none()) [[unlikely]]
    take_sent();
}

inline void Frame::yield_item(Value value) {
  chain_->item_ = true;
  yield(std::move(value));
}

inline Value Frame::take_sent() {
  if (chain_->thrown_) [[unlikely]] {
    const Ref<Error> error = std::move(chain_->thrown_);
    error->raise();
  }
  return std::move(chain_->sent_);
}

}  // namespace orrery::loop
