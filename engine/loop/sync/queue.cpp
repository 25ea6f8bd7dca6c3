#include "engine/loop/sync/queue.hpp"

namespace orrery::loop {

Queue::Queue(Environment& environment, std::int64_t maxsize)
    : Queue(environment, maxsize, std::make_unique<ArrivalStore>(ArrivalStore::Order::first_in)) {}

Queue::Queue(Environment& environment, std::int64_t maxsize, std::unique_ptr<QueueStore> store,
             std::string_view type_name)
    : LoopBound(environment, type_name),
      store_(std::move(store)),
      maxsize_(maxsize),
      finished_(make<Event>(environment)) {
  finished_->set();
}

PriorityQueue::PriorityQueue(Environment& environment, std::int64_t maxsize)
    : Queue(environment, maxsize, std::make_unique<PriorityStore>(environment), "PriorityQueue") {}

LifoQueue::LifoQueue(Environment& environment, std::int64_t maxsize)
    : Queue(environment, maxsize, std::make_unique<ArrivalStore>(ArrivalStore::Order::last_in), "LifoQueue") {}

// ---------------------------------------------------------------- put and get

Co<void> Queue::put(Value item) {
  return putting(Ref<Queue>(this), holder(), std::move(item)).named("Queue.put");
}

Co<void> Queue::putting(Ref<Queue> self, [[maybe_unused]] Ref<Object> holder, Value item) {
  while (self->full()) {
    if (self->shut_down_) self->raise_shut_down();
    const Ref<Future> putter = self->new_waiter("Queue.put");
    Waiting place(self->putters_, putter);
    try {
      co_await putter;
      place.served();
    } catch (...) {
      rethrow_unwind();
      putter->cancel();
      place.leave();
      if (!self->full() && !putter->cancelled()) self->putters_.pop_and_wake_one();
      throw;
    }
  }
  self->put_nowait(std::move(item));
}

Co<Value> Queue::get() {
  return getting(Ref<Queue>(this), holder()).named("Queue.get");
}

Co<Value> Queue::getting(Ref<Queue> self, [[maybe_unused]] Ref<Object> holder) {
  while (self->empty()) {
    if (self->shut_down_ && self->empty()) self->raise_shut_down();
    const Ref<Future> getter = self->new_waiter("Queue.get");
    Waiting place(self->getters_, getter);
    try {
      co_await getter;
      place.served();
    } catch (...) {
      // It may have been woken for an item that it cannot take any more: the next one can.
      rethrow_unwind();
      getter->cancel();
      place.leave();
      if (!self->empty() && !getter->cancelled()) self->getters_.pop_and_wake_one();
      throw;
    }
  }
  co_return self->get_nowait();
}

void Queue::put_nowait(Value item) {
  if (shut_down_) raise_shut_down();
  if (full()) raise(ErrorKind::queue_full);
  store_->put(std::move(item));
  ++unfinished_;
  finished_->clear();
  getters_.pop_and_wake_one();
}

Value Queue::get_nowait() {
  if (empty()) raise(shut_down_ ? ErrorKind::queue_shut_down : ErrorKind::queue_empty);
  Value item = store_->get();
  putters_.pop_and_wake_one();
  return item;
}

// ---------------------------------------------------------------- the end of the work

void Queue::task_done() {
  if (unfinished_ <= 0) raise(ErrorKind::value, "task_done() called too many times");
  if (--unfinished_ == 0) finished_->set();
}

Co<void> Queue::join() {
  return joining(Ref<Queue>(this), holder()).named("Queue.join");
}

Co<void> Queue::joining(Ref<Queue> self, [[maybe_unused]] Ref<Object> holder) {
  if (self->unfinished_ > 0) co_await self->finished_->wait();
}

void Queue::shutdown(bool immediate) {
  shut_down_ = true;
  if (immediate) drop_items();
  getters_.pop_and_wake_all();
  putters_.pop_and_wake_all();
}

void Queue::drop_items() {
  while (!empty()) {
    store_->get();
    if (unfinished_ > 0) --unfinished_;
  }
  if (unfinished_ == 0) finished_->set();
}

void Queue::let_go() noexcept {
  store_->clear();
  getters_.clear();
  putters_.clear();
  finished_->let_go();
}

// ---------------------------------------------------------------- words

std::string Queue::state_words() const {
  std::string text = "maxsize=" + std::to_string(maxsize_);
  if (store_->size() > 0)
    text += " _queue=" + environment().values().repr(environment().values().list(store_->items()));
  return text + waiters_words();
}

std::string Queue::waiters_words() const {
  std::string text;
  if (!getters_.empty()) text += " _getters[" + std::to_string(getters_.size()) + ']';
  if (!putters_.empty()) text += " _putters[" + std::to_string(putters_.size()) + ']';
  if (unfinished_ > 0) text += " tasks=" + std::to_string(unfinished_);
  if (shut_down_) text += " shutdown";
  return text;
}

}  // namespace orrery::loop
