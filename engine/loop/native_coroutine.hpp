// A chain of native frames as a loop::Coroutine: what a task drives, what a script may await.
#pragma once

#include <string>

#include "engine/loop/environment.hpp"
#include "engine/loop/frame.hpp"

namespace orrery::loop {

class NativeCoroutine final : public Coroutine {
 public:
  // `sort`: native for Co<T>, generator for Generator, async_generator for AsyncGenerator. `environment` must outlive
  // it.
  NativeCoroutine(Environment& environment, FrameOwner root, event::CoroutineSort sort);
  ~NativeCoroutine() override;

  Sent send(Value value) override;
  Sent throw_in(Ref<Error> error) override;
  Sent close() override;
  std::string_view name() const noexcept override { return name_; }
  event::Id innermost() const noexcept override;
  // Whether what it yielded last was an async generator's item; asked once for each yield.
  bool take_item() noexcept { return std::exchange(item_, false); }
  bool finished() const noexcept { return state_ == State::finished; }
  Environment& environment() const noexcept { return environment_; }

 private:
  friend class Frame;
  enum class State : std::uint8_t { created, suspended, running, finished };

  event::Probe* probe() const noexcept { return environment_.probe(); }
  Sent resume();
  bool feed_delegate(Sent& result);
  Sent closing(Coroutine& delegate);
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

  Environment& environment_;
  Frame* root_ = nullptr;
  Frame* innermost_ = nullptr;
  Ref<Coroutine> delegate_;  // what the innermost frame delegates to, if that is not native
  Value sent_;
  Ref<Error> thrown_;
  Ref<Error> exit_;  // the GeneratorExit of a close() under way
  Value yielded_value_;
  bool yielded_ = false;
  bool item_ = false;
  State state_ = State::created;
  event::CoroutineSort sort_;
  std::string name_;
};

inline void Frame::yield(Value value) {
  chain_->yielded_value_ = std::move(value);
  chain_->yielded_ = true;
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
