// What goes wrong inside: callbacks that throw anything, tasks that are dropped while they wait, loops that are closed
// or go with work in them, futures that outlive them. Everything is let go of: what the program made is counted.
#include <gtest/gtest.h>

#include <stdexcept>

#include "engine/loop/combine/timeout.hpp"
#include "tests/support/rig.hpp"

namespace orrery::test {
namespace {

using event::Kind;
using loop::EventLoop;
using loop::ExceptionContext;
using loop::Future;
using loop::Rules;
using loop::Task;

// Something of the program's: how many are there?
struct Thing {
  explicit Thing(int& counter) : count(&counter) { ++*count; }
  Thing(const Thing& other) : Thing(*other.count) {}
  Thing& operator=(const Thing&) = delete;
  ~Thing() { --*count; }
  int* count;
};

struct Mishap : testing::Test {
  Rig rig{Rules::py313};
  EventLoop& loop = *rig.loop;
  std::vector<std::string> told;
  int things = 0;

  Mishap() { listen(loop); }
  // The rig wants one in the end.
  ~Mishap() override {
    if (!rig.loop) rig.loop = rig.machine.new_loop();
  }
  void listen(EventLoop& to) {
    to.set_exception_handler([this](EventLoop&, const ExceptionContext& about) {
      told.push_back(about.message + (about.exception ? ": " + about.exception->repr() : ""));
    });
  }
  void turn() {
    loop.stop();
    loop.run_forever();
  }
  Ref<loop::Callback> call(std::function<void()> function) { return loop::callback("f", std::move(function)); }
  Ref<loop::Callback> holding() {
    return call([thing = Thing(things)] { (void)thing; });
  }
};
struct Unknown {};

TEST_F(Mishap, ACallbackMayThrowAnything) {
  loop.call_soon(call([] { throw std::runtime_error("standard"); }));
  loop.call_soon(call([] { throw 42; }));
  loop.call_soon(call([] { throw Unknown(); }));
  loop.call_soon(call([] { throw "words"; }));
  loop.call_soon(call([] { throw loop::CancelledError(); }));
  loop.call_soon(call([] { throw loop::ValueError("ours"); }));
  loop.call_soon(rig.logger("the loop goes on"));
  turn();
  EXPECT_EQ(told.size(), 6u);
  EXPECT_EQ(told.front(), "Exception in callback f: std::runtime_error('standard')");
  EXPECT_EQ(told.back(), "Exception in callback f: ValueError('ours')");
  EXPECT_EQ(rig.lines, Lines{"[1] the loop goes on"});
}

TEST_F(Mishap, EveryKindOfCallbackMayThrow) {
  const auto [a, b] = io::Socket::pair(rig.environment);
  const int fd = a->fileno();
  loop.add_writer(fd, call([&, fd] {
                    loop.remove_writer(fd);
                    throw Unknown();
                  }));
  loop.call_later(0, call([] { throw Unknown(); }));
  const Ref<Future> future = loop.create_future();
  future->add_done_callback(loop::done_callback("done", [](Future&) { throw Unknown(); }));
  future->add_done_callback(loop::done_callback("done", [&](Future&) { rig.log("the next callback"); }));
  future->set_result({});
  turn();
  EXPECT_EQ(told.size(), 3u);
  EXPECT_EQ(rig.lines, Lines{"[1] the next callback"});
}

TEST_F(Mishap, ATaskMayThrowAnything) {
  const auto thrower = []() -> Co<void> {
    co_await loop::bare_yield();
    throw Unknown();
  };
  const Ref<Task> task = rig.task(thrower());
  EXPECT_THROW(loop.run_until_complete(Ref<Future>(task)), Unknown);
  EXPECT_TRUE(told.empty());
}

TEST_F(Mishap, TheExceptionHandlerMayThrowItself) {
  int asked = 0;
  loop.set_exception_handler([&](EventLoop&, const ExceptionContext&) {
    ++asked;
    throw Unknown();
  });
  loop.call_soon(call([] { throw Unknown(); }));
  loop.call_soon(rig.logger("the loop goes on"));
  turn();
  EXPECT_EQ(asked, 1);
  EXPECT_EQ(rig.lines.size(), 1u);
}

TEST_F(Mishap, TheExceptionHandlerMayReplaceItself) {
  loop.set_exception_handler([this](EventLoop& to, const ExceptionContext&) {
    listen(to);
    told.push_back("the first");
  });
  for (int i = 0; i < 2; ++i) loop.call_soon(call([] { throw loop::ValueError("x"); }));
  turn();
  EXPECT_EQ(told, (Lines{"the first", "Exception in callback f: ValueError('x')"}));
}

// The rest of the batch stays, in order, and runs when the loop is run again.
TEST_F(Mishap, AnInterruptLeavesTheRestForTheNextRun) {
  loop.call_soon(rig.logger("first"));
  loop.call_soon(call([] { throw loop::KeyboardInterrupt("now"); }));
  loop.call_soon(rig.logger("second"));
  EXPECT_THROW(turn(), loop::KeyboardInterrupt);
  EXPECT_FALSE(loop.running());
  EXPECT_EQ(rig.environment.running_loop(), nullptr);
  loop.call_soon(rig.logger("third"));
  turn();
  EXPECT_EQ(rig.lines, (Lines{"[1] first", "[2] second", "[2] third"}));
}

Co<void> wait_with(Ref<Future> future, Thing thing) {
  (void)thing;
  co_await future;
}

TEST_F(Mishap, ATaskThatIsDroppedBeforeItsEndIsReported) {
  rig.task(wait_with(loop.create_future(), Thing(things)));
  loop.close();  // it was in the ready queue, and nowhere else
  EXPECT_EQ(told, Lines{"Task was destroyed but it is pending!"});
  EXPECT_EQ(things, 0);
}

TEST_F(Mishap, ATaskThatWaitsIsHeldByWhatItWaitsFor) {
  Ref<Future> future = loop.create_future();
  rig.task(wait_with(future, Thing(things)));
  turn();
  EXPECT_EQ(loop.all_tasks().size(), 1u);
  future->set_result({});
  turn();
  EXPECT_TRUE(loop.all_tasks().empty());
  EXPECT_EQ(things, 0);
  EXPECT_TRUE(told.empty());
}

Co<void> wait_for_nothing_held(Rig& r, Thing thing) {
  (void)thing;
  co_await r.loop->create_future();
}

// A task that alone knows the future it waits for is a ring of references: it goes with the loop.
TEST_F(Mishap, ARingOfATaskAndItsFutureGoesWithTheLoop) {
  rig.task(wait_for_nothing_held(rig, Thing(things)));
  turn();
  EXPECT_EQ(things, 1);
  loop.close();
  rig.loop = nullptr;
  EXPECT_EQ(things, 0);
}

TEST_F(Mishap, AnExceptionThatNobodySawIsReportedWhenTheFutureGoes) {
  Ref<Future> future = loop.create_future();
  future->set_exception(rig.environment.errors().make(loop::ErrorKind::value, "lost"));
  EXPECT_TRUE(told.empty());
  future = nullptr;
  EXPECT_EQ(told, Lines{"Future exception was never retrieved: ValueError('lost')"});
}

// ---------------------------------------------------------------- the loop's end

TEST_F(Mishap, AClosedLoopLetsGoOfItsWork) {
  const auto [a, b] = io::Socket::pair(rig.environment);
  loop.call_soon(holding());
  loop.call_later(1, holding());
  loop.add_reader(a->fileno(), holding());
  loop.add_writer(b->fileno(), holding());
  EXPECT_EQ(things, 4);
  loop.close();
  EXPECT_EQ(things, 0);
}

TEST_F(Mishap, AClosedLoopTakesNothingNew) {
  const Ref<Future> future = loop.create_future();
  const auto [a, b] = io::Socket::pair(rig.environment);
  loop.close();
  loop.close();
  EXPECT_THROW(loop.call_soon(holding()), loop::RuntimeError);
  EXPECT_THROW(loop.call_later(1, holding()), loop::RuntimeError);
  EXPECT_THROW(loop.add_reader(a->fileno(), holding()), loop::RuntimeError);
  EXPECT_THROW(loop.run_forever(), loop::RuntimeError);
  EXPECT_THROW(loop.run_until_complete(future), loop::RuntimeError);
  EXPECT_THROW(rig.task(wait_with(future, Thing(things))), loop::RuntimeError);
  EXPECT_EQ(things, 0);
}

TEST_F(Mishap, ALoopMayBeClosedByALastWordOfWhatItLetsGo) {
  struct LastWord {
    explicit LastWord(EventLoop& l) : loop(l) {}
    LastWord(const LastWord&) = delete;
    LastWord& operator=(const LastWord&) = delete;
    ~LastWord() {
      loop.close();
      EXPECT_TRUE(loop.closed());
    }
    EventLoop& loop;
  };
  loop.call_soon(call([word = std::make_shared<LastWord>(loop)] { (void)word; }));
  loop.close();
  EXPECT_TRUE(loop.ready().empty());
}

TEST_F(Mishap, FuturesAndHandlesOutliveTheLoop) {
  const Ref<Future> pending = loop.create_future();
  const Ref<Future> done = loop.create_future();
  done->set_result(Value::box(Thing(things)));
  pending->add_done_callback(loop::done_callback("never", [thing = Thing(things)](Future&) { (void)thing; }));
  const Ref<Task> task = rig.task(wait_with(pending, Thing(things)));
  turn();
  const Ref<loop::TimerHandle> timer = loop.call_later(1, holding());
  EXPECT_EQ(things, 4);
  loop.close();
  rig.loop = nullptr;
  EXPECT_EQ(things, 2) << "the result, and what the timer would call";
  EXPECT_FALSE(task->done());
  EXPECT_EQ(pending->loop(), nullptr);
  EXPECT_TRUE(task->cancel());
  EXPECT_TRUE(pending->cancel());
  pending->add_done_callback(loop::done_callback("never", [](Future&) { FAIL(); }));
  timer->cancel();
  EXPECT_EQ(things, 1);
  EXPECT_EQ(done->result().unbox<Thing>()->count, &things);
}

// The last reference to the loop goes while it runs.
TEST_F(Mishap, ALoopMayLoseItsLastReferenceWhileItRuns) {
  loop.call_soon(call([this] {
    rig.loop->stop();
    rig.log("last words");
    rig.loop = nullptr;
  }));
  rig.loop->run_forever();
  EXPECT_EQ(rig.lines.size(), 1u);
}

TEST_F(Mishap, EverythingThatBeganHasEndedInTheTrace) {
  rig.task(wait_with(loop.create_future(), Thing(things)));
  turn();
  loop.close();
  rig.loop = nullptr;
  const auto count = [this](Kind kind) { return rig.recorder.all(kind).size(); };
  EXPECT_EQ(count(Kind::handle_begin), count(Kind::handle_end));
  EXPECT_EQ(count(Kind::future_created) + count(Kind::task_created), count(Kind::future_released));
  EXPECT_EQ(count(Kind::coroutine_created), count(Kind::coroutine_released));
}

}  // namespace
}  // namespace orrery::test
