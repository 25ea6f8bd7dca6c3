#include "engine/loop/gather.hpp"

#include <algorithm>
#include <bit>
#include <vector>

namespace orrery::loop {
namespace {

// The future that gather returns; cancelling it cancels the children.
class GatheringFuture final : public Future {
 public:
  GatheringFuture(EventLoop& loop, event::Id id, std::vector<Ref<Future>> children)
      : Future(loop, Tag::future, id), children_(std::move(children)) {
    note_created("gather");
  }

  std::string_view type_name() const noexcept override { return "_GatheringFuture"; }
  bool accepts_cancel() const noexcept override {
    const Depth::Level level(environment().depth());
    const auto accepts = [](const Ref<Future>& child) { return child->accepts_cancel(); };
    return !done() && (level.too_deep() || std::any_of(children_.begin(), children_.end(), accepts));
  }
  // RecursionError if futures that gather are gathered in each other too deep, as in CPython.
  bool cancel(Value message = {}) override {
    if (done()) return false;
    const Depth::Level level(environment().depth());
    if (level.too_deep()) raise_recursion(environment().errors());
    bool accepted = false;
    const std::vector<Ref<Future>> children = children_;
    for (const Ref<Future>& child : children) accepted |= child->cancel(message);
    if (accepted) cancel_requested_ = true;
    return accepted;
  }
  bool cancel_requested() const noexcept { return cancel_requested_; }
  const std::vector<Ref<Future>>& children() const noexcept { return children_; }

 protected:
  ~GatheringFuture() override {
    for (Ref<Future>& child : children_) environment().depth().let_go(std::move(child));
  }
  void orphan() noexcept override {
    const Ref<Future> self(this);
    Future::orphan();
    const std::vector<Ref<Future>> dropped = std::move(children_);
  }

 private:
  std::vector<Ref<Future>> children_;
  bool cancel_requested_ = false;
};

// The done-callback of every child.
class Gathering final : public Callback {
 public:
  // `outer`: the id that the future will have, so that the children's events can name it before it is there.
  Gathering(event::Id outer, bool return_exceptions) : outer_id_(outer), return_exceptions_(return_exceptions) {}
  void begin(Ref<GatheringFuture> outer, std::size_t distinct) {
    outer_ = std::move(outer);
    distinct_ = distinct;
  }
  void call(Future* child) override {
    ++finished_;
    if (!outer_ || outer_->done())
      child->mark_retrieved();
    else if (!fails(*child) && finished_ == distinct_)
      complete();
  }
  std::string name() const override { return "_done_callback"; }
  event::Id owner() const noexcept override { return outer_id_; }

 private:
  bool fails(Future& child) {
    if (return_exceptions_) return false;
    const Ref<Error> error = child.cancelled() ? child.make_cancelled_error() : child.exception();
    if (error) outer_->set_exception(error);
    return bool(error);
  }
  Value result_of(Future& child) const {
    if (child.cancelled()) {
      Values& values = child.environment().values();
      const Value message = child.cancel_message().is_none() ? values.text("") : child.cancel_message();
      return child.environment().errors().make(ErrorKind::cancelled, message);
    }
    if (const Ref<Error> error = child.exception()) return error;
    return child.result();
  }
  void complete() {
    std::vector<Value> results;
    results.reserve(outer_->children().size());
    for (const Ref<Future>& child : outer_->children()) results.push_back(result_of(*child));
    if (outer_->cancel_requested())
      outer_->set_exception(outer_->children().back()->make_cancelled_error());
    else
      outer_->set_result(outer_->environment().values().list(std::move(results)));
  }

  event::Id outer_id_;
  Ref<GatheringFuture> outer_;
  std::size_t distinct_ = 0;
  std::size_t finished_ = 0;
  bool return_exceptions_;
};

// The futures of the awaitables, equal ones once; each distinct one is told of as it comes.
class Children {
 public:
  Children(EventLoop& loop, Ref<Gathering> gathering, std::size_t count)
      : loop_(loop), gathering_(std::move(gathering)), slots_(std::bit_ceil(count * 2)) {
    all_.reserve(count);
  }

  void add(const Value& awaitable) {
    Slot& slot = slot_of(awaitable.bits());
    if (slot.awaitable != 0) {
      const Ref<Future> known = all_[slot.place];
      all_.push_back(known);
      return;
    }
    slot = {awaitable.bits(), all_.size()};
    ++distinct_;
    const Ref<Future> future = ensure_future(loop_, awaitable);
    if (!(Value(future) == awaitable)) static_cast<Task&>(*future).set_log_destroy_pending(false);
    all_.push_back(future);
    // 3.12: those that are done already are dealt with at once, at the end.
    if (future->done() && loop_.environment().rules() >= Rules::py312)
      done_.push_back(future);
    else
      future->add_done_callback(gathering_);
  }
  Ref<Future> finish() {
    auto outer = make<GatheringFuture>(loop_, gathering_->owner(), std::move(all_));
    gathering_->begin(outer, distinct_);
    for (const Ref<Future>& future : done_) gathering_->call(future.get());
    return outer;
  }

 private:
  // An argument that has come, by its identity, and the place of its future.
  struct Slot {
    std::uintptr_t awaitable = 0;
    std::size_t place = 0;
  };
  Slot& slot_of(std::uintptr_t awaitable) {
    const std::size_t mask = slots_.size() - 1;
    std::size_t at = ((awaitable >> 4) + (awaitable >> 24)) & mask;  // what was made in a row has slots in a row
    while (slots_[at].awaitable != 0 && slots_[at].awaitable != awaitable) at = (at + 1) & mask;
    return slots_[at];
  }

  EventLoop& loop_;
  Ref<Gathering> gathering_;
  std::size_t distinct_ = 0;
  std::vector<Slot> slots_;  // at least twice as many as arguments, a power of two
  std::vector<Ref<Future>> all_;
  std::vector<Ref<Future>> done_;
};

}  // namespace

namespace {

// A coroutine for which there can be no task is closed, but for one that was made here of something else.
Ref<Future> task_of(EventLoop& loop, const Value& coroutine, bool made_here) {
  const Ref<Coroutine> driven(static_cast<Coroutine*>(coroutine.object()));
  try {
    return loop.create_task(driven);
  } catch (const RuntimeError&) {
    if (!made_here) driven->close();
    throw;
  }
}

}  // namespace

Ref<Future> ensure_future(EventLoop& loop, const Value& awaitable) {
  ErrorFactory& errors = loop.environment().errors();
  const Value drivable = loop.environment().awaitables().drivable(awaitable);
  if (drivable.is_none())
    errors.make(ErrorKind::type, "An asyncio.Future, a coroutine or an awaitable is required")->raise();
  if (drivable.has_tag(Tag::coroutine)) return task_of(loop, drivable, !(drivable == awaitable));
  Ref<Future> future(static_cast<Future*>(drivable.object()));
  if (future->loop() != &loop)
    errors.make(ErrorKind::value, "The future belongs to a different loop than the one specified as the loop argument")
        ->raise();
  return future;
}

Ref<Future> gather(EventLoop& loop, std::span<const Value> awaitables, bool return_exceptions) {
  if (awaitables.empty()) {
    auto empty = loop.create_future("gather");
    empty->set_result(loop.environment().values().list({}));
    return empty;
  }
  Children children(loop, make<Gathering>(loop.environment().next(event::Sort::future), return_exceptions),
                    awaitables.size());
  for (const Value& awaitable : awaitables) children.add(awaitable);
  return children.finish();
}

}  // namespace orrery::loop
