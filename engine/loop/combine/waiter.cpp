#include "engine/loop/combine/waiter.hpp"

namespace orrery::loop {
namespace {

class ReleaseWaiter final : public Callback {
 public:
  explicit ReleaseWaiter(Ref<Future> waiter) noexcept : waiter_(std::move(waiter)) {}
  void call(Future*) override {
    if (!waiter_->done()) waiter_->set_result({});
  }
  std::string name() const override { return "_release_waiter"; }
  event::Id owner() const noexcept override { return waiter_->id(); }

 private:
  Ref<Future> waiter_;
};

}  // namespace

Ref<Callback> release_waiter(Ref<Future> waiter) {
  return make<ReleaseWaiter>(std::move(waiter));
}

Co<void> cancel_and_wait(EventLoop& loop, Ref<Future> future) {
  const Ref<Future> waiter = loop.create_future("cancel_and_wait");
  const CallbackScope released(future, release_waiter(waiter));
  future->cancel();
  co_await waiter;
}

}  // namespace orrery::loop
