#include "engine/loop/handle.hpp"

#include "engine/loop/environment.hpp"
#include "engine/loop/future.hpp"
#include "engine/loop/timer_heap.hpp"

namespace orrery::loop {
namespace {

class FunctionCallback final : public Callback {
 public:
  FunctionCallback(std::string name, std::function<void(Future*)> function, event::Id owner)
      : name_(std::move(name)), function_(std::move(function)), owner_(owner) {}
  void call(Future* done) override { function_(done); }
  std::string name() const override { return name_; }
  event::Id owner() const noexcept override { return owner_; }

 private:
  std::string name_;
  std::function<void(Future*)> function_;
  event::Id owner_;
};

}  // namespace

Ref<Callback> callback(std::string name, std::function<void()> function) {
  return make<FunctionCallback>(
      std::move(name), [function = std::move(function)](Future*) { function(); }, event::Id());
}

Ref<Callback> done_callback(std::string name, std::function<void(Future&)> function, event::Id owner) {
  return make<FunctionCallback>(
      std::move(name), [function = std::move(function)](Future* done) { function(*done); }, owner);
}

Handle::Handle(Environment& environment, event::HandleRole role, ContextHolder context) noexcept
    : Handle(environment, role, environment.next(event::Sort::handle), std::move(context)) {}

void Handle::cancel() {
  if (cancelled_) return;
  cancelled_ = true;
  straight_ = false;
  if (event::Probe* probe = environment_->probe()) probe->emit(event::Kind::handle_cancelled, id_);
  drop();
}

event::Name Handle::trace_name(event::Probe& probe) const {
  return probe.intern(name());
}

CallbackHandle::CallbackHandle(Environment& environment, event::HandleRole role, Ref<Callback> callback)
    : CallbackHandle(environment, role, std::move(callback), environment.context().copy()) {}

CallbackHandle::CallbackHandle(Environment& environment, event::HandleRole role, Ref<Callback> callback,
                               ContextHolder context)
    : Handle(environment, role, std::move(context)), callback_(std::move(callback)) {}

CallbackHandle::CallbackHandle(Environment& environment, Ref<Callback> callback, Future& done, ContextHolder context)
    : Handle(environment, event::HandleRole::done_callback, std::move(context)),
      callback_(std::move(callback)),
      done_(&done) {}

CallbackHandle::~CallbackHandle() = default;

std::string CallbackHandle::name() const {
  return callback_ ? callback_->name() : std::string();
}

event::Id CallbackHandle::owner() const noexcept {
  if (done_) return done_->id();
  return callback_ ? callback_->owner() : event::Id();
}

// What it holds goes after it says so itself: dropping may run code of the program.
void CallbackHandle::drop() noexcept {
  const Ref<Callback> callback = std::move(callback_);
  const Ref<Future> done = std::move(done_);
}

// The callback may cancel this very handle, so it is held here.
void CallbackHandle::run() {
  const Ref<Callback> callback = callback_;
  callback->call(done_.get());
}

TimerHandle::TimerHandle(Environment& environment, double when, Ref<Callback> callback, ContextHolder context)
    : CallbackHandle(environment, event::HandleRole::timer, std::move(callback), std::move(context)), when_(when) {}

void TimerHandle::cancel() {
  if (!cancelled() && heap_) heap_->count_cancelled();
  CallbackHandle::cancel();
}

}  // namespace orrery::loop
