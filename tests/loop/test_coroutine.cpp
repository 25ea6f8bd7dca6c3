// Co<T>: the protocol of send, throw and close, and chains of any depth.
#include <gtest/gtest.h>

#include "engine/loop/drive.hpp"
#include "tests/support/rig.hpp"

namespace orrery::test {
namespace {

using event::Kind;
using loop::bare_yield;
using loop::ErrorKind;
using loop::Sent;

Co<int> leaf() {
  co_await bare_yield();
  co_return 7;
}
Co<int> deep(int levels) {
  if (levels == 0) {
    co_await bare_yield();
    co_return 0;
  }
  co_return 1 + co_await deep(levels - 1);
}
Co<int> deep_throw(int levels) {
  if (levels == 0) {
    co_await bare_yield();
    throw loop::ValueError("bottom");
  }
  co_return co_await deep_throw(levels - 1);
}

TEST(Coroutine, DoesNotRunUntilItIsSentTo) {
  Rig r;
  bool ran = false;
  auto lazy = [](bool& flag) -> Co<void> {
    flag = true;
    co_return;
  };
  const auto c = r.coroutine(lazy(ran));
  EXPECT_FALSE(ran);
  EXPECT_EQ(c->send({}).outcome, Sent::Outcome::returned);
  EXPECT_TRUE(ran);
}

TEST(Coroutine, YieldsThenReturnsItsValue) {
  Rig r;
  const auto c = r.coroutine(leaf());
  EXPECT_EQ(c->name(), "leaf");
  EXPECT_EQ(c->send({}).outcome, Sent::Outcome::yielded);
  const Sent end = c->send({});
  EXPECT_EQ(end.outcome, Sent::Outcome::returned);
  EXPECT_EQ(end.value.as_integer(), 7);
  const Sent again = c->send({});
  EXPECT_EQ(again.error->text(), "cannot reuse already awaited coroutine");
}

TEST(Coroutine, RefusesAValueBeforeItHasStarted) {
  Rig r;
  const auto c = r.coroutine(leaf());
  EXPECT_EQ(c->send(Value::integer(1)).error->repr(),
            "TypeError(\"can't send non-None value to a just-started coroutine\")");
  c->close();
}

TEST(Coroutine, AChainOfAHundredThousandReturnsWithoutOverflow) {
  Rig r;
  const auto c = r.coroutine(deep(100'000));
  EXPECT_EQ(c->send({}).outcome, Sent::Outcome::yielded);
  EXPECT_EQ(c->send({}).value.as_integer(), 100'000);
}

TEST(Coroutine, AChainOfAHundredThousandIsDroppedWithoutOverflow) {
  Rig r;
  const auto c = r.coroutine(deep(100'000));
  c->send({});
  EXPECT_NE(c->innermost(), c->id());
}

TEST(Coroutine, AnErrorTravelsUpAChainAndKeepsItsIdentity) {
  Rig r;
  const auto c = r.coroutine(deep_throw(100));
  c->send({});
  const Sent end = c->send({});
  ASSERT_EQ(end.outcome, Sent::Outcome::raised);
  EXPECT_EQ(end.error->repr(), "ValueError('bottom')");
  EXPECT_EQ(r.recorder.all(Kind::coroutine_raised).size(), 101u);
}

Co<std::string> catches() {
  try {
    co_await leaf();
  } catch (const loop::ValueError& e) {
    co_return "caught " + e.error()->text();
  }
  co_return "nothing";
}

TEST(Coroutine, AThrownErrorArrivesAtTheInnermostAwait) {
  Rig r;
  const auto c = r.coroutine(catches());
  c->send({});
  const Sent end = c->throw_in(r.environment.errors().make(ErrorKind::value, "x"));
  EXPECT_EQ(*end.value.unbox<std::string>(), "caught x");
}

TEST(Coroutine, AnErrorThrownBeforeTheStartComesStraightOut) {
  Rig r;
  const auto c = r.coroutine(leaf());
  EXPECT_EQ(c->throw_in(r.environment.errors().make(ErrorKind::value, "x")).outcome, Sent::Outcome::raised);
  EXPECT_EQ(c->send({}).error->text(), "cannot reuse already awaited coroutine");
}

Co<void> swallows_exit() {
  for (;;) {
    try {
      co_await bare_yield();
    } catch (const loop::GeneratorExit&) {
    }
  }
}

TEST(Coroutine, CloseRaisesGeneratorExitAndRefusesAYield) {
  Rig r;
  const auto c = r.coroutine(leaf());
  c->send({});
  EXPECT_EQ(c->close().outcome, Sent::Outcome::returned);
  const auto stubborn = r.coroutine(swallows_exit());
  stubborn->send({});
  EXPECT_EQ(stubborn->close().error->text(), "coroutine ignored GeneratorExit");
}

Co<void> raises_stop() {
  throw loop::StopIteration();
  co_return;
}

TEST(Coroutine, AStopIterationDoesNotLeaveItAsSuch) {
  Rig r;
  EXPECT_EQ(r.coroutine(raises_stop())->send({}).error->repr(), "RuntimeError('coroutine raised StopIteration')");
}

Co<void> raises_native() {
  throw std::out_of_range("native");
  co_return;
}
Co<std::string> catches_native(Rig& r) {
  try {
    co_await r.task(raises_native());
  } catch (const std::out_of_range& e) {
    co_return e.what();
  }
  co_return "missed";
}

TEST(Coroutine, ACppExceptionIsStillItselfAfterItsWayThroughATask) {
  Rig r;
  const Value result = r.run(catches_native(r));
  EXPECT_EQ(*result.unbox<std::string>(), "native");
}

// A coroutine that is not native: yields the integers it was given, then returns what it was sent last.
class Foreign final : public loop::Coroutine {
 public:
  Foreign(loop::Environment& environment, int yields)
      : Coroutine(environment.next(event::Sort::coroutine)), yields_(yields) {}
  Sent send(Value value) override { return yields_-- > 0 ? Sent::yielded({}) : Sent::returned(std::move(value)); }
  Sent throw_in(Ref<loop::Error> error) override { return Sent::raised(std::move(error)); }
  Sent close() override { return Sent::returned({}); }
  std::string_view name() const noexcept override { return "foreign"; }

 private:
  int yields_;
};
Co<Value> awaits_foreign(Ref<loop::Coroutine> foreign) {
  co_return co_await foreign;
}

TEST(Coroutine, DelegatesToACoroutineThatIsNotNative) {
  Rig r;
  const Ref<loop::Coroutine> foreign = loop::make<Foreign>(r.environment, 2);
  const auto c = r.coroutine(awaits_foreign(foreign));
  c->send({});
  EXPECT_EQ(c->innermost(), foreign->id());
  EXPECT_EQ(foreign->awaiter(), c->id());
  EXPECT_EQ(c->send({}).outcome, Sent::Outcome::yielded);
  EXPECT_EQ(c->send(Value::integer(5)).value.as_integer(), 5);
  EXPECT_FALSE(foreign->awaiter());
}

TEST(Coroutine, FunctionNamesAreReadFromTheirSignatures) {
  EXPECT_EQ(loop::function_name("orrery::loop::Co<int> a::b::fetch(int, std::vector<int>)"), "fetch");
  EXPECT_EQ(loop::function_name("orrery::loop::Co<T> ns::f(T) [with T = int]"), "f");
  EXPECT_EQ(loop::function_name("main()::<lambda(int)>"), "<lambda>");
  EXPECT_EQ(loop::function_name("orrery::test::{anonymous}::f()"), "f");
}

}  // namespace
}  // namespace orrery::test
