// Contexts: who inherits what, natively. (asyncio-semantics.md; CPython: PEP 567.)
#include <gtest/gtest.h>

#include "engine/loop/context.hpp"
#include "tests/support/rig.hpp"

namespace orrery::test {
namespace {

using loop::Context;
using loop::ContextVar;

Ref<ContextVar> variable(Rig& r, std::string name = "v") {
  return loop::make<ContextVar>(r.environment, std::move(name));
}
std::int64_t number(const ContextVar& v) {
  const auto value = v.get();
  return value ? value->as_integer() : -1;
}
void set(ContextVar& v, std::int64_t value) {
  v.set(Value::integer(value));
}

TEST(ContextVar, GivesItsFallbackUntilItIsSet) {
  Rig r;
  const auto bare = variable(r);
  const auto with = loop::make<ContextVar>(r.environment, "w", Value::integer(7));
  EXPECT_FALSE(bare->get());
  EXPECT_EQ(number(*with), 7);
  EXPECT_EQ(with->find(), nullptr);
  set(*with, 8);
  EXPECT_EQ(number(*with), 8);
}

TEST(ContextVar, ATokenTakesItsSetBackOnceAndOnlyThere) {
  Rig r;
  const auto v = variable(r), other = variable(r, "o");
  const auto first = v->set(Value::integer(1)), second = v->set(Value::integer(2));
  EXPECT_FALSE(first->before());
  EXPECT_EQ(second->before()->as_integer(), 1);
  EXPECT_THROW(other->reset(*second), loop::ValueError);
  const auto elsewhere = loop::copy_context(r.environment);
  EXPECT_THROW(loop::run_in_context(r.environment, elsewhere, [&] { v->reset(*second); }), loop::ValueError);
  v->reset(*second);
  EXPECT_EQ(number(*v), 1);
  EXPECT_THROW(v->reset(*second), loop::RuntimeError);
  v->reset(*first);
  EXPECT_FALSE(v->get());
}

TEST(Context, IsACopyThatChangesAlone) {
  Rig r;
  const auto v = variable(r), w = variable(r, "w");
  set(*w, 10);
  set(*v, 1);
  const auto copy = loop::copy_context(r.environment);
  set(*v, 2);
  ASSERT_EQ(copy->entries().size(), 2u);
  EXPECT_EQ(copy->entries()[0].variable, v);
  EXPECT_EQ(copy->find(*v)->as_integer(), 1);
  loop::run_in_context(r.environment, copy, [&] {
    EXPECT_EQ(number(*v), 1);
    set(*v, 3);
  });
  EXPECT_EQ(copy->find(*v)->as_integer(), 3);
  EXPECT_EQ(number(*v), 2);
}

TEST(Context, CanBeEnteredOnceAtATime) {
  Rig r;
  const auto context = loop::copy_context(r.environment);
  const auto again = [&] { loop::run_in_context(r.environment, context, [] {}); };
  EXPECT_THROW(loop::run_in_context(r.environment, context, again), loop::RuntimeError);
  EXPECT_FALSE(context->entered());
  EXPECT_NO_THROW(again());
}

TEST(Context, OfWhatRunsIsEnteredEvenIfTheObjectIsMadeLater) {
  Rig r;
  bool entered = false;
  const auto handle =
      r.loop->call_soon(loop::callback("asks", [&] { entered = r.environment.context().context()->entered(); }));
  r.loop->run_once();
  EXPECT_TRUE(entered);
  EXPECT_FALSE(handle->context_object()->entered());
}

Co<void> remembers(Rig& r, Ref<ContextVar> v, std::int64_t mine) {
  r.log("inherits " + std::to_string(number(*v)));
  set(*v, mine);
  co_await loop::bare_yield();
  r.log("keeps " + std::to_string(number(*v)));
}

Co<void> two_tasks(Rig& r, Ref<ContextVar> v) {
  set(*v, 1);
  const auto a = r.task(remembers(r, v, 2));
  set(*v, 3);
  const auto b = r.task(remembers(r, v, 4));
  co_await a;
  co_await b;
  r.log("main has " + std::to_string(number(*v)));
}

TEST(Context, OfATaskIsACopyMadeAtItsCreation) {
  Rig r;
  const auto v = variable(r);
  r.run(two_tasks(r, v));
  EXPECT_EQ(r.lines, (Lines{"[2] inherits 1", "[2] inherits 3", "[3] keeps 2", "[3] keeps 4", "[4] main has 3"}));
  EXPECT_FALSE(v->get());
}

TEST(Context, OfACallbackIsACopyMadeWhenItIsHandedOver) {
  Rig r;
  const auto v = variable(r);
  const auto show = loop::callback("show", [&] { r.log(std::to_string(number(*v))); });
  const auto done = loop::done_callback("done", [&](loop::Future&) { r.log("done " + std::to_string(number(*v))); });
  const auto future = r.loop->create_future();
  set(*v, 1);
  r.loop->call_soon(show);
  r.loop->call_later(0.1, show);
  future->add_done_callback(done);
  set(*v, 2);
  r.loop->call_soon(show);
  future->add_done_callback(done);
  future->set_result({});
  r.run(r.sleep(1));
  EXPECT_EQ(r.lines, (Lines{"[1] 1", "[1] 2", "[1] done 1", "[1] done 2", "[2] 1"}));
}

TEST(Context, ThatIsGivenIsUsedItself) {
  Rig r;
  const auto v = variable(r);
  const auto context = loop::make<Context>();
  const auto add = loop::callback("add", [&] { set(*v, number(*v) + 1); });
  r.loop->call_soon(add, context);
  r.loop->call_soon(add, context);
  const auto task = r.loop->create_task(r.coroutine(remembers(r, v, 9)), "", context);
  EXPECT_EQ(task->context(), context);
  r.run(r.sleep(1));
  EXPECT_EQ(r.lines, (Lines{"[1] inherits 1", "[2] keeps 9"}));
  EXPECT_EQ(context->find(*v)->as_integer(), 9);
}

TEST(Context, ThatIsEnteredAlreadyCannotBeRunInByACallback) {
  Rig r;
  const auto context = loop::make<Context>();
  std::string said;
  r.loop->set_exception_handler(
      [&](loop::EventLoop&, const loop::ExceptionContext& about) { said = about.exception->text(); });
  r.loop->call_soon(r.logger("never"), context);
  loop::run_in_context(r.environment, context, [&] { r.loop->run_once(); });
  EXPECT_EQ(said, "cannot enter context: <Context> is already entered");
  EXPECT_TRUE(r.lines.empty());
}

TEST(Context, OfAnExceptionHandlerIsTheTasksSince312) {
  for (const auto rules : {loop::Rules::py311, loop::Rules::py312}) {
    Rig r(rules);
    const auto v = variable(r);
    std::int64_t seen = 0;
    r.loop->set_exception_handler([&](loop::EventLoop&, const loop::ExceptionContext&) { seen = number(*v); });
    r.loop->call_soon(loop::callback("fails", [&] {
      set(*v, 5);
      throw loop::ValueError("no");
    }));
    r.loop->run_once();
    EXPECT_EQ(seen, rules == loop::Rules::py311 ? -1 : 5);
  }
}

}  // namespace
}  // namespace orrery::test
