// Code of the program's that runs in the middle of the loop's own: it may run, stop and close it, cancel itself, and
// add and take away what is just being gone through.
#include <gtest/gtest.h>

#include "tests/support/rig.hpp"

namespace orrery::test {
namespace {

using loop::EventLoop;
using loop::Future;
using loop::Rules;
using loop::Task;

struct Reentrancy : testing::TestWithParam<Rules> {
  Rig rig{GetParam()};
  EventLoop& loop = *rig.loop;

  void turn() {
    loop.stop();
    loop.run_forever();
  }
  Ref<loop::Callback> call(std::function<void()> function) { return loop::callback("f", std::move(function)); }
  std::string words(const std::function<void()>& function) {
    try {
      function();
    } catch (const loop::RuntimeError& e) {
      return e.error()->text();
    }
    return "no error";
  }
};
INSTANTIATE_TEST_SUITE_P(All, Reentrancy, testing::Values(Rules::py311, Rules::py312, Rules::py313),
                         [](const auto& rules) { return "Py31" + std::to_string(1 + static_cast<int>(rules.param)); });

// 3.13.0 cleans up after a refusal as if the run under way were over.
TEST_P(Reentrancy, ALoopCannotBeRunByItsOwnCallback) {
  loop.call_soon(call([this] { rig.log(words([this] { loop.run_forever(); })); }));
  loop.call_soon(call([this] { loop.stop(); }));
  loop.run_forever();
  EXPECT_EQ(rig.lines, Lines{"[1] This event loop is already running"});
}

TEST_P(Reentrancy, AnotherLoopCannotBeRunMeanwhile) {
  const Ref<EventLoop> other = rig.machine.new_loop();
  loop.call_soon(call([this, other] { rig.log(words([other] { other->run_forever(); })); }));
  turn();
  EXPECT_EQ(rig.lines, Lines{"[1] Cannot run the event loop while another loop is running"});
}

TEST_P(Reentrancy, ALoopCannotBeClosedByItsOwnCallback) {
  loop.call_soon(call([this] { rig.log(words([this] { loop.close(); })); }));
  loop.call_soon(rig.logger("still open"));
  turn();
  EXPECT_EQ(rig.lines, (Lines{"[1] Cannot close a running event loop", "[1] still open"}));
}

TEST_P(Reentrancy, StopEndsTheTurnAndNoMore) {
  loop.call_soon(call([this] {
    loop.stop();
    loop.stop();
    loop.call_soon(rig.logger("in the next run"));
  }));
  loop.call_soon(rig.logger("in this turn"));
  loop.run_forever();
  EXPECT_EQ(rig.lines, Lines{"[1] in this turn"});
  turn();
  EXPECT_EQ(rig.lines.back(), "[2] in the next run");
  turn();
  EXPECT_EQ(loop.turn(), 3);
}

TEST_P(Reentrancy, ADoneCallbackMayChangeTheCallbacks) {
  const Ref<Future> future = loop.create_future();
  const auto late = loop::done_callback("late", [this](Future&) { rig.log("late"); });
  const auto removed = loop::done_callback("removed", [this](Future&) { rig.log("scheduled already, so it runs"); });
  future->add_done_callback(loop::done_callback("first", [&](Future& f) {
    EXPECT_EQ(f.remove_done_callback(*removed), 0u);
    f.add_done_callback(late);
    EXPECT_FALSE(f.cancel());
  }));
  future->add_done_callback(removed);
  future->set_result({});
  turn();
  EXPECT_EQ(rig.lines, Lines{"[1] scheduled already, so it runs"});
  turn();
  EXPECT_EQ(rig.lines.back(), "[2] late");
}

TEST_P(Reentrancy, ADoneCallbackMayDropTheFuture) {
  Ref<Future> future = loop.create_future();
  future->add_done_callback(loop::done_callback("drops", [&](Future& f) {
    future = nullptr;
    EXPECT_TRUE(f.done());
  }));
  future->set_result({});
  turn();
  EXPECT_EQ(future, nullptr);
}

TEST_P(Reentrancy, AHandleMayCancelItselfAndItsNeighbours) {
  Ref<loop::Handle> self, next;
  self = loop.call_soon(call([&] {
    self->cancel();
    next->cancel();
    rig.log("ran to its end");
  }));
  next = loop.call_soon(rig.logger("never"));
  turn();
  turn();
  EXPECT_EQ(rig.lines, Lines{"[1] ran to its end"});
}

TEST_P(Reentrancy, ATimerMayCancelThoseThatAreDueWithIt) {
  Ref<loop::TimerHandle> second;
  loop.call_at(1, call([&] { second->cancel(); }));
  second = loop.call_at(1, rig.logger("never"));
  loop.call_at(1, call([this] { loop.stop(); }));
  loop.run_forever();
  EXPECT_TRUE(rig.lines.empty());
}

TEST_P(Reentrancy, AReaderMayRemoveAndReplaceItself) {
  const auto [a, b] = io::Socket::pair(rig.environment);
  const int fd = a->fileno();
  b->send("x");
  loop.add_reader(fd, call([this, fd] {
                    rig.log("old");
                    loop.add_reader(fd, call([this, fd] {
                                      rig.log("new");
                                      EXPECT_TRUE(loop.remove_reader(fd));
                                      EXPECT_FALSE(loop.remove_reader(fd));
                                    }));
                  }));
  for (int i = 0; i < 4; ++i) turn();
  EXPECT_EQ(rig.lines, (Lines{"[1] old", "[2] new"}));
}

// Both were ready in this turn; the second must not hear of a descriptor that the first has closed.
TEST_P(Reentrancy, AReaderMayCloseAnotherThatIsReadyToo) {
  const auto [a, b] = io::Socket::pair(rig.environment);
  const auto [c, d] = io::Socket::pair(rig.environment);
  b->send("x");
  d->send("x");
  const auto close_other = [this](Ref<io::Socket> other) {
    return call([this, other] {
      rig.log("one");
      other->close();
    });
  };
  loop.add_reader(a->fileno(), close_other(c));
  loop.add_reader(c->fileno(), close_other(a));
  turn();
  EXPECT_EQ(rig.lines, Lines{"[1] one"});
  EXPECT_NE(a->closed(), c->closed());
}

Co<void> cancels_itself(Rig& r) {
  r.loop->current_task()->cancel();
  r.log("until it waits");
  co_await loop::bare_yield();
  r.log("never");
}

TEST_P(Reentrancy, ATaskMayCancelItself) {
  const Ref<Task> task = rig.task(cancels_itself(rig));
  turn();
  turn();
  EXPECT_TRUE(task->cancelled());
  EXPECT_EQ(rig.lines, Lines{"[1] until it waits"});
}

// The callback that ends a task's wait cancels the task at the same time: the result is lost (fact 6).
TEST_P(Reentrancy, ADoneCallbackMayCancelTheTaskThatIsAboutToWake) {
  const Ref<Future> future = loop.create_future();
  Ref<Task> task;
  future->add_done_callback(loop::done_callback("first", [&](Future&) { EXPECT_TRUE(task->cancel()); }));
  const auto waits = [](Ref<Future> f) -> Co<void> { co_await f; };
  task = rig.task(waits(future));
  turn();
  future->set_result({});
  turn();
  EXPECT_TRUE(task->cancelled());
}

TEST_P(Reentrancy, ATaskMayCreateAndCancelInOneBreath) {
  bool ran = false;
  const auto child = [](bool& flag) -> Co<void> {
    flag = true;
    co_return;
  };
  const auto parent = [](Rig& r, Ref<loop::Coroutine> inner) -> Co<void> {
    const Ref<Task> task = r.loop->create_task(inner);
    task->cancel();
    EXPECT_FALSE(task->done());
    co_await loop::bare_yield();
    EXPECT_TRUE(task->cancelled());
  };
  rig.run(parent(rig, rig.coroutine(child(ran))));
  EXPECT_FALSE(ran);
}

// A coroutine that is running cannot be resumed by what it calls.
TEST_P(Reentrancy, ACoroutineCannotResumeItself) {
  Ref<loop::Coroutine> self;
  loop::Sent inner;
  const auto resumes = [](Ref<loop::Coroutine>& me, loop::Sent& out) -> Co<void> {
    out = me->send({});
    co_return;
  };
  self = rig.coroutine(resumes(self, inner));
  EXPECT_EQ(self->send({}).outcome, loop::Sent::Outcome::returned);
  ASSERT_TRUE(inner.error);
  EXPECT_EQ(inner.error->text(), "coroutine already executing");
}

}  // namespace
}  // namespace orrery::test
