#include "engine/loop/combine/alarm.hpp"

namespace orrery::loop {

class Alarm::Ring final : public Callback {
 public:
  Ring(Alarm& alarm, Ref<Object> owner, std::string name, std::function<void()> function, event::Id about)
      : alarm_(alarm),
        owner_(std::move(owner)),
        name_(std::move(name)),
        function_(std::move(function)),
        about_(about) {}
  ~Ring() override { forget(); }
  void call(Future*) override {
    forget();
    function_();
  }
  std::string name() const override { return name_; }
  event::Id owner() const noexcept override { return about_; }

 private:
  void forget() noexcept {
    if (alarm_.ring_ != this) return;
    alarm_.handle_ = nullptr;
    alarm_.ring_ = nullptr;
  }

  Alarm& alarm_;
  Ref<Object> owner_;  // whose member the alarm is
  std::string name_;
  std::function<void()> function_;
  event::Id about_;
};

Ref<Callback> Alarm::callback(Ref<Object> owner, std::string name, std::function<void()> function, event::Id about) {
  auto ring = make<Ring>(*this, std::move(owner), std::move(name), std::move(function), about);
  ring_ = ring.get();
  return ring;
}

void Alarm::cancel() noexcept {
  if (!handle_) return;
  const Ref<Handle> handle(handle_);
  handle_ = nullptr;
  ring_ = nullptr;
  handle->cancel();
}

}  // namespace orrery::loop
