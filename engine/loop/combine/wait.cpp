#include "engine/loop/combine/wait.hpp"

#include <algorithm>

#include "engine/loop/combine/waiter.hpp"

namespace orrery::loop {
namespace {

// The done-callback of every future.
class OnCompletion final : public Callback {
 public:
  OnCompletion(Ref<Future> waiter, std::size_t count, ReturnWhen when) noexcept
      : waiter_(std::move(waiter)), left_(count), when_(when) {}
  void set_timer(Ref<TimerHandle> timer) noexcept { timer_ = std::move(timer); }
  void call(Future* future) override {
    --left_;
    if (!enough(*future)) return;
    if (timer_) timer_->cancel();
    if (!waiter_->done()) waiter_->set_result({});
  }
  std::string name() const override { return "_on_completion"; }
  event::Id owner() const noexcept override { return waiter_->id(); }

 private:
  // Asking for the exception counts as having looked at it, as CPython has it.
  bool enough(Future& future) const {
    if (left_ == 0 || when_ == ReturnWhen::first_completed) return true;
    return when_ == ReturnWhen::first_exception && !future.cancelled() && future.exception();
  }

  Ref<Future> waiter_;
  Ref<TimerHandle> timer_;
  std::size_t left_;
  ReturnWhen when_;
};

void keep_distinct(std::vector<Ref<Future>>& futures) {
  std::vector<Ref<Future>> distinct;
  std::vector<const Future*> known;
  for (Ref<Future>& future : futures) {
    const auto place = std::lower_bound(known.begin(), known.end(), future.get());
    if (place != known.end() && *place == future.get()) continue;
    known.insert(place, future.get());
    distinct.push_back(std::move(future));
  }
  futures = std::move(distinct);
}

// Adds the callback to all, and takes it back from all.
class OnAll {
 public:
  OnAll(const std::vector<Ref<Future>>& futures, Ref<Callback> callback)
      : futures_(futures), callback_(std::move(callback)) {
    for (const Ref<Future>& future : futures_) future->add_done_callback(callback_);
  }
  ~OnAll() {
    for (const Ref<Future>& future : futures_) future->remove_done_callback(*callback_);
  }
  OnAll(const OnAll&) = delete;
  OnAll& operator=(const OnAll&) = delete;

 private:
  const std::vector<Ref<Future>>& futures_;
  Ref<Callback> callback_;
};

Waited sorted(const std::vector<Ref<Future>>& futures) {
  Waited waited;
  for (const Ref<Future>& future : futures) (future->done() ? waited.done : waited.pending).push_back(future);
  return waited;
}

}  // namespace

Co<Waited> wait(EventLoop& loop, std::vector<Ref<Future>> futures, ReturnWhen when, std::optional<double> timeout) {
  keep_distinct(futures);
  if (futures.empty()) loop.environment().errors().make(ErrorKind::value, "Set of Tasks/Futures is empty.")->raise();
  const Ref<Future> waiter = loop.create_future("wait");
  const auto completed = make<OnCompletion>(waiter, futures.size(), when);
  Ref<TimerHandle> timer;
  if (timeout) timer = loop.call_later(*timeout, release_waiter(waiter));
  completed->set_timer(timer);
  {
    const OnAll callbacks(futures, completed);
    const TimerScope cancelled_first(timer);
    co_await waiter;
  }
  co_return sorted(futures);
}

}  // namespace orrery::loop
