#include "engine/loop/combine/shield.hpp"

#include "engine/loop/gather.hpp"

namespace orrery::loop {
namespace {

// The inner future is done: the outer one ends likewise.
class InnerDone final : public Callback {
 public:
  explicit InnerDone(Ref<Future> outer) noexcept : outer_(std::move(outer)) {}
  void call(Future* inner) override {
    if (outer_->cancelled())
      inner->mark_retrieved();
    else if (inner->cancelled())
      outer_->cancel();
    else if (const Ref<Error> error = inner->exception())
      outer_->set_exception(error);
    else
      outer_->set_result(inner->result());
  }
  std::string name() const override { return "_inner_done_callback"; }
  event::Id owner() const noexcept override { return outer_->id(); }

 private:
  Ref<Future> outer_;
};

// The outer future is done, cancelled perhaps: then nobody waits for the inner one any more.
class OuterDone final : public Callback {
 public:
  OuterDone(Ref<Future> inner, Ref<Callback> inner_done) noexcept
      : inner_(std::move(inner)), inner_done_(std::move(inner_done)) {}
  void call(Future*) override {
    if (!inner_->done()) inner_->remove_done_callback(*inner_done_);
  }
  std::string name() const override { return "_outer_done_callback"; }

 private:
  Ref<Future> inner_;
  Ref<Callback> inner_done_;
};

}  // namespace

Ref<Future> shield(EventLoop& loop, const Value& awaitable) {
  Ref<Future> inner = ensure_future(loop, awaitable);
  if (inner->done()) return inner;
  Ref<Future> outer = inner->loop()->create_future("shield");
  const auto inner_done = make<InnerDone>(outer);
  inner->add_done_callback(inner_done);
  outer->add_done_callback(make<OuterDone>(std::move(inner), inner_done));
  return outer;
}

}  // namespace orrery::loop
