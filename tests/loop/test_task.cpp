#include <gtest/gtest.h>

#include "tests/support/rig.hpp"

namespace orrery::test {
namespace {

using event::Kind;
using loop::Future;
using loop::Rules;
using loop::Task;

Co<int> seven() {
  co_return 7;
}
Co<void> waits(Ref<Future> f) {
  co_await f;
}
Co<void> fails() {
  throw loop::ValueError("lost");
  co_return;
}

TEST(Task, DoesNotStartUntilTheLoopRunsIt) {
  Rig r;
  const auto t = r.task(seven());
  EXPECT_FALSE(t->done());
  r.loop->stop();
  r.loop->run_forever();
  EXPECT_EQ(t->result().as_integer(), 7);
}

TEST(Task, NumbersItsNameAsTheRulesSay) {
  for (const auto& [rules, second] :
       {std::pair{Rules::py311, "Task-3"}, {Rules::py312, "Task-3"}, {Rules::py313, "Task-2"}}) {
    Rig r(rules);
    EXPECT_EQ(r.task(seven())->name(), "Task-1");
    EXPECT_EQ(r.task(seven(), "named")->name(), "named");
    EXPECT_EQ(r.task(seven())->name(), second);
    r.loop->stop();
    r.loop->run_forever();
  }
}

// Yields whatever it is given, and remembers what is raised at that yield.
class Yields final : public loop::Coroutine {
 public:
  Yields(loop::Environment& environment, Value value)
      : Coroutine(environment.next(event::Sort::coroutine)), value_(std::move(value)) {}
  loop::Sent send(Value) override { return loop::Sent::yielded(value_); }
  loop::Sent throw_in(Ref<loop::Error> error) override {
    value_ = {};
    return loop::Sent::raised(std::move(error));
  }
  loop::Sent close() override { return loop::Sent::returned({}); }
  std::string_view name() const noexcept override { return "yields"; }
  void set(Value value) { value_ = std::move(value); }

 private:
  Value value_;
};

std::string refusal(Rig& r, Value value) {
  const auto t = r.loop->create_task(loop::make<Yields>(r.environment, std::move(value)));
  try {
    r.loop->run_until_complete(Ref<Future>(t));
  } catch (const loop::RuntimeError& e) {
    return e.error()->text();
  }
  return "accepted";
}

TEST(Task, RefusesABadYieldWithCPythonsWords) {
  Rig r;
  EXPECT_EQ(refusal(r, Value::integer(5)), "Task got bad yield: 5");
  EXPECT_EQ(refusal(r, r.loop->create_future()),
            "yield was used instead of yield from in task <Task pending name='Task-2'> with <Future pending>");
  const auto elsewhere = r.machine.new_loop();
  const auto foreign = elsewhere->create_future();
  foreign->set_blocking(true);
  EXPECT_EQ(refusal(r, foreign),
            "Task <Task pending name='Task-3'> got Future <Future pending> attached to a different loop");
}

TEST(Task, CannotAwaitItself) {
  Rig r;
  const auto yields = loop::make<Yields>(r.environment, Value());
  const auto t = r.loop->create_task(yields);
  yields->set(t);
  EXPECT_THROW(r.loop->run_until_complete(Ref<Future>(t)), loop::RuntimeError);
  EXPECT_EQ(t->exception()->text(), "Task cannot await on itself: <Task pending name='Task-1'>");
}

TEST(Task, ABadYieldsErrorArrivesOneHopLater) {
  Rig r;
  const auto t = r.loop->create_task(loop::make<Yields>(r.environment, Value::integer(5)));
  r.loop->run_once();
  EXPECT_FALSE(t->done());
  r.loop->run_once();
  EXPECT_TRUE(t->done());
  t->mark_retrieved();
}

TEST(Task, DoesNotTakeAResultFromOutside) {
  Rig r;
  const auto t = r.task(seven());
  EXPECT_THROW(t->set_result({}), loop::RuntimeError);
  EXPECT_THROW(t->set_exception(r.environment.errors().make(loop::ErrorKind::value, "x")), loop::RuntimeError);
  r.loop->run_until_complete(Ref<Future>(t));
}

TEST(Task, UncancelToNoneWithdrawsTheRequestSince313) {
  for (const auto& [rules, withdrawn] : {std::pair{Rules::py312, false}, {Rules::py313, true}}) {
    Rig r(rules);
    const auto t = r.task(seven());
    t->cancel();
    EXPECT_EQ(t->uncancel(), 0);
    EXPECT_EQ(t->must_cancel(), !withdrawn);
    r.loop->run_once();
    EXPECT_EQ(t->cancelled(), !withdrawn);
  }
}

TEST(Task, ItsCancelledErrorIsTheOneThatEndedItTheFirstTimeOnly) {
  Rig r;
  const auto t = r.task(waits(r.loop->create_future()));
  r.loop->run_once();
  t->cancel(Value::box(std::string("why")));
  r.loop->run_once();
  EXPECT_EQ(t->make_cancelled_error()->text(), "why");
  EXPECT_EQ(t->make_cancelled_error()->text(), "");
}

TEST(Task, LosesNoUnseenErrorSilently) {
  Rig r;
  std::string message;
  r.loop->set_exception_handler(
      [&](loop::EventLoop&, const loop::ExceptionContext& context) { message = context.message; });
  r.task(fails());
  r.loop->run_once();
  EXPECT_EQ(message, "Task exception was never retrieved");
  EXPECT_EQ(r.recorder.all(Kind::never_retrieved).size(), 1u);
}

TEST(Task, DestroyedWhilePendingIsReported) {
  Rig r;
  std::string message;
  r.loop->set_exception_handler(
      [&](loop::EventLoop&, const loop::ExceptionContext& context) { message = context.message; });
  r.task(seven());
  r.loop->close();
  EXPECT_EQ(message, "Task was destroyed but it is pending!");
}

TEST(Future, RefusesASecondEnd) {
  Rig r;
  const auto f = r.loop->create_future();
  EXPECT_THROW(f->result(), loop::InvalidStateError);
  f->set_result({});
  EXPECT_THROW(f->set_result({}), loop::InvalidStateError);
  EXPECT_FALSE(f->cancel());
}

TEST(Future, AStopIterationIsRefusedOrWrappedAsTheRulesSay) {
  Rig old(Rules::py312);
  const auto stop = loop::native_errors().make(loop::ErrorKind::stop_iteration, Value());
  const auto f = old.loop->create_future();
  EXPECT_THROW(f->set_exception(stop), loop::TypeError);
  Rig newer(Rules::py313);
  const auto g = newer.loop->create_future();
  g->set_exception(stop);
  EXPECT_EQ(g->exception()->kind(), loop::ErrorKind::runtime);
}

TEST(Gather, OfChildrenThatAreDoneIsDoneAtOnceSince312) {
  for (const auto& [rules, at_once] : {std::pair{Rules::py311, false}, {Rules::py312, true}, {Rules::py313, true}}) {
    Rig r(rules);
    const auto f = r.loop->create_future();
    f->set_result(Value::integer(1));
    const Value children[] = {f};
    EXPECT_EQ(loop::gather(*r.loop, children)->done(), at_once);
  }
}

TEST(Gather, OfNothingIsAnEmptyList) {
  Rig r;
  EXPECT_EQ(r.environment.values().repr(loop::gather(*r.loop, {})->result()), "[]");
}

}  // namespace
}  // namespace orrery::test
