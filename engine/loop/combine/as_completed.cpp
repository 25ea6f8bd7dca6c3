#include "engine/loop/combine/as_completed.hpp"

#include <algorithm>

#include "engine/loop/gather.hpp"

namespace orrery::loop {

// The done-callback of every future. Two of the same iteration are equal.
class AsCompleted::OnCompletion final : public Callback {
 public:
  explicit OnCompletion(Ref<AsCompleted> of) noexcept : of_(std::move(of)) {}
  void call(Future* future) override { of_->completed(*future); }
  std::string name() const override {
    return of_->environment_.rules() >= Rules::py313 ? "_handle_completion" : "_on_completion";
  }
  bool equals(const Callback& other) const override {
    const auto* that = dynamic_cast<const OnCompletion*>(&other);
    return that && that->of_ == of_;
  }

 private:
  Ref<AsCompleted> of_;
};

AsCompleted::AsCompleted(Environment& environment)
    : Object(Tag::other), environment_(environment), done_(make<Queue>(environment)) {}

void AsCompleted::add(EventLoop& loop, const Value& awaitable) {
  Ref<Future> future = ensure_future(loop, awaitable);
  if (std::find(waiting_.begin(), waiting_.end(), future) == waiting_.end()) waiting_.push_back(std::move(future));
}

void AsCompleted::begin(EventLoop& loop, std::optional<double> timeout) {
  const auto callback = make<OnCompletion>(Ref<AsCompleted>(this));
  for (const Ref<Future>& future : waiting_) future->add_done_callback(callback);
  left_ = waiting_.size();
  if (waiting_.empty() || !timeout) return;
  const char* name = environment_.rules() >= Rules::py313 ? "_handle_timeout" : "_on_timeout";
  alarm_.set(*loop.call_later(*timeout, alarm_.callback(Ref<Object>(this), name, [this] { timed_out(); }, {})));
}

void AsCompleted::completed(Future& future) {
  if (waiting_.empty()) return;  // the timeout was first
  std::erase_if(waiting_, [&future](const Ref<Future>& other) { return other.get() == &future; });
  done_->put_nowait(Value(Ref<Future>(&future)));
  if (waiting_.empty()) alarm_.cancel();
}

// For each that is not done, nothing is put into the queue in its place.
void AsCompleted::timed_out() {
  const auto callback = make<OnCompletion>(Ref<AsCompleted>(this));
  for (const Ref<Future>& future : waiting_) {
    future->remove_done_callback(*callback);
    done_->put_nowait({});
  }
  waiting_.clear();
}

Co<Value> AsCompleted::wait_for_one(Ref<AsCompleted> self, bool resolve) {
  const Value next = co_await self->done_->get();
  if (next.is_none()) self->environment_.errors().make(ErrorKind::timeout, Value())->raise();
  co_return resolve ? static_cast<Future*>(next.object())->result() : next;
}

Co<Value> AsCompleted::next() {
  --left_;
  return wait_for_one(Ref<AsCompleted>(this), true)
      .named(environment_.rules() >= Rules::py313 ? "_AsCompletedIterator._wait_for_one"
                                                  : "as_completed.<locals>._wait_for_one");
}

Co<Value> AsCompleted::next_future() {
  --left_;
  return wait_for_one(Ref<AsCompleted>(this), false).named("_AsCompletedIterator._wait_for_one");
}

Ref<AsCompleted> as_completed(EventLoop& loop, std::span<const Value> awaitables, std::optional<double> timeout) {
  auto all = make<AsCompleted>(loop.environment());
  for (std::size_t i = 0; i < awaitables.size(); ++i)
    if (std::find(awaitables.begin(), awaitables.begin() + static_cast<std::ptrdiff_t>(i), awaitables[i]) ==
        awaitables.begin() + static_cast<std::ptrdiff_t>(i))
      all->add(loop, awaitables[i]);
  all->begin(loop, timeout);
  return all;
}

}  // namespace orrery::loop
