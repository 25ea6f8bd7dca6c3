#include "engine/loop/sync/barrier.hpp"

namespace orrery::loop {

Barrier::Barrier(Environment& environment, std::int64_t parties)
    : LoopBound(environment, "Barrier"), condition_(make<Condition>(environment)), parties_(parties) {
  if (parties < 1) raise(ErrorKind::value, "parties must be > 0");
}

Co<std::int64_t> Barrier::wait() {
  return waiting(Ref<Barrier>(this), holder()).named("Barrier.wait");
}

Co<std::int64_t> Barrier::waiting(Ref<Barrier> self, [[maybe_unused]] Ref<Object> holder) {
  Held<Lock> held = co_await self->condition_->scoped();
  co_await block(self).named("Barrier._block");
  const std::int64_t index = self->count_++;
  try {
    if (index + 1 == self->parties_)
      co_await release_all(self).named("Barrier._release");
    else
      co_await wait_for_release(self).named("Barrier._wait");
  } catch (...) {
    rethrow_unwind();
    self->leave();
    throw;
  }
  self->leave();
  held.release();
  co_return index;
}

// While it empties, newcomers stay outside.
Co<void> Barrier::block(Ref<Barrier> self) {
  co_await self->condition_->wait_for(
      [&of = *self] { return of.state_ != State::draining && of.state_ != State::resetting; });
  if (self->broken()) self->raise(ErrorKind::broken_barrier, "Barrier aborted");
}

Co<void> Barrier::release_all(Ref<Barrier> self) {
  self->state_ = State::draining;
  self->condition_->notify_all();
  co_return;
}

Co<void> Barrier::wait_for_release(Ref<Barrier> self) {
  co_await self->condition_->wait_for([&of = *self] { return of.state_ != State::filling; });
  if (self->state_ == State::broken || self->state_ == State::resetting)
    self->raise(ErrorKind::broken_barrier, "Abort or reset of barrier");
}

// The last one out opens it again.
void Barrier::leave() {
  if (--count_ > 0) return;
  if (state_ == State::resetting || state_ == State::draining) state_ = State::filling;
  condition_->notify_all();
}

Co<void> Barrier::reset() {
  return resetting(Ref<Barrier>(this), holder()).named("Barrier.reset");
}

Co<void> Barrier::resetting(Ref<Barrier> self, [[maybe_unused]] Ref<Object> holder) {
  Held<Lock> held = co_await self->condition_->scoped();
  self->state_ = self->count_ > 0 ? State::resetting : State::filling;
  self->condition_->notify_all();
  held.release();
}

Co<void> Barrier::abort() {
  return aborting(Ref<Barrier>(this), holder()).named("Barrier.abort");
}

Co<void> Barrier::aborting(Ref<Barrier> self, [[maybe_unused]] Ref<Object> holder) {
  Held<Lock> held = co_await self->condition_->scoped();
  self->state_ = State::broken;
  self->condition_->notify_all();
  held.release();
}

std::string Barrier::state_words() const {
  constexpr std::string_view words[] = {"filling", "draining", "resetting", "broken"};
  const std::string word(words[static_cast<std::size_t>(state_)]);
  if (broken()) return word;
  return word + ", waiters:" + std::to_string(n_waiting()) + '/' + std::to_string(parties_);
}

void Barrier::let_go() noexcept {
  condition_->let_go();
  condition_->lock()->let_go();
}

}  // namespace orrery::loop
