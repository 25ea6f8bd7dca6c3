#include <gtest/gtest.h>

#include "tests/support/rig.hpp"

namespace orrery::test {
namespace {

using event::Kind;
using event::SelectReason;
using loop::Future;

Co<void> waits_for(Ref<Future> f) {
  co_await f;
}

TEST(EventLoop, NamesADeadlockAndThoseWhoWait) {
  Rig r;
  const auto f = r.loop->create_future();
  r.task(waits_for(f), "waiter");
  try {
    r.loop->run_forever();
    FAIL() << "no deadlock";
  } catch (const loop::Deadlock& deadlock) {
    EXPECT_EQ(deadlock.waiting.size(), 1u);
    EXPECT_NE(deadlock.text.find("waiting: waiter"), std::string::npos) << deadlock.text;
  }
  EXPECT_FALSE(r.loop->running());
  EXPECT_EQ(r.environment.running_loop(), nullptr);
}

TEST(EventLoop, ADeadlockIsNotAnErrorOfTheProgram) {
  Rig r;
  const auto f = r.loop->create_future();
  EXPECT_THROW(loop::run(*r.loop, r.coroutine(waits_for(f))), loop::Deadlock);
  EXPECT_FALSE(r.loop->closed());
}

TEST(EventLoop, DiesWithTasksThatWaitForEverWithoutALeak) {
  Rig r;
  r.task(waits_for(r.loop->create_future()));
  r.loop->call_soon(loop::callback("stop", [&r] { r.loop->stop(); }));
  r.loop->run_forever();
  EXPECT_EQ(r.loop->all_tasks().size(), 1u);
}

TEST(EventLoop, AFutureMayOutliveItsLoop) {
  Ref<Future> f;
  {
    Rig r;
    f = r.loop->create_future();
    f->add_done_callback(r.logger("never"));
    EXPECT_NE(f->loop(), nullptr);
    r.loop = nullptr;
    EXPECT_EQ(f->loop(), nullptr);
    f->set_result({});
    EXPECT_EQ(f->callback_count(), 0u);
    f = nullptr;
    r.loop = r.machine.new_loop();
  }
}

Co<void> schedules_when_dropped(Rig& r, Ref<Future> f) {
  struct Finally {
    loop::EventLoop& loop;
    ~Finally() {
      const Ref<loop::EventLoop> held(&loop);
      loop.call_soon(loop::callback("late", [] {}));
    }
  };
  const Finally finally{*r.loop};
  co_await f;
}

TEST(EventLoop, WhatItLetsGoMayStillUseIt) {
  Rig r;
  r.task(schedules_when_dropped(r, r.loop->create_future()));
  r.loop->run_once();
  r.loop = r.machine.new_loop();
}

class CountingGate final : public loop::Gate {
 public:
  explicit CountingGate(int handles) : left_(handles) {}
  bool pass(event::Phase phase, const loop::Handle* next) override {
    if (!next) {
      phases.push_back(phase);
      return true;
    }
    names.push_back(next->name());
    return left_-- > 0;
  }
  std::vector<event::Phase> phases;
  std::vector<std::string> names;

 private:
  int left_;
};

TEST(EventLoop, AsksTheGateBeforeEachPhaseAndHandleAndEndsWhenItSaysNo) {
  Rig r;
  CountingGate gate(2);
  r.loop->set_gate(&gate);
  for (const char* name : {"a", "b", "c", "d"}) r.loop->call_soon(loop::callback(name, [&r] { r.log("ran"); }));
  EXPECT_THROW(r.loop->run_forever(), loop::Aborted);
  EXPECT_EQ(gate.names, (Lines{"a", "b", "c"}));
  EXPECT_EQ(r.lines.size(), 2u);
  EXPECT_EQ(gate.phases.size(), 5u);
  EXPECT_FALSE(r.loop->running());
}

TEST(EventLoop, TellsTheHandlerOfAnErrorInACallbackAndGoesOn) {
  Rig r;
  r.loop->set_exception_handler([&r](loop::EventLoop&, const loop::ExceptionContext& context) {
    r.log(context.message + ": " + context.exception->repr());
  });
  r.loop->call_soon(loop::callback("bad", [] { throw loop::ValueError("x"); }));
  r.loop->call_soon(r.logger("next"));
  r.loop->stop();
  r.loop->run_forever();
  EXPECT_EQ(r.lines, (Lines{"[1] Exception in callback bad: ValueError('x')", "[1] next"}));
}

TEST(EventLoop, RefusesToRunTwiceAtOnceOrAfterClosing) {
  Rig r;
  const auto other = r.machine.new_loop();
  r.loop->call_soon(loop::callback("nested", [&r, &other] {
    try {
      r.loop->run_forever();
    } catch (const loop::RuntimeError& e) {
      r.log(e.error()->text());
    }
    try {
      other->run_forever();
    } catch (const loop::RuntimeError& e) {
      r.log(e.error()->text());
    }
  }));
  r.loop->stop();
  r.loop->run_forever();
  EXPECT_EQ(r.lines, (Lines{"[1] This event loop is already running",
                            "[1] Cannot run the event loop while another loop is running"}));
  r.loop->close();
  EXPECT_THROW(r.loop->run_forever(), loop::RuntimeError);
  EXPECT_THROW(r.loop->call_soon(r.logger("late")), loop::RuntimeError);
}

TEST(EventLoop, StoppedBeforeItsFutureIsDoneItSaysSo) {
  Rig r;
  r.loop->call_soon(loop::callback("stop", [&r] { r.loop->stop(); }));
  try {
    r.loop->run_until_complete(r.loop->create_future());
    FAIL();
  } catch (const loop::RuntimeError& e) {
    EXPECT_EQ(e.error()->text(), "Event loop stopped before Future completed.");
  }
}

TEST(EventLoop, ShuttingDownCostsFourTurns) {
  Rig r;
  auto nothing = []() -> Co<void> { co_return; };
  loop::run(*r.loop, r.coroutine(nothing()));
  EXPECT_EQ(r.loop->turn(), 6);  // 1.12: main's step, its callback, and four more
}

TEST(EventLoop, SaysWhyTheTimeoutIsWhatItIs) {
  Rig r;
  r.run(r.sleep(1.5));
  std::vector<SelectReason> reasons;
  for (const event::Seq seq : r.recorder.all(Kind::select_enter))
    reasons.push_back(static_cast<SelectReason>(r.recorder.at(seq).arg));
  EXPECT_EQ(reasons, (std::vector{SelectReason::ready_handles, SelectReason::next_timer, SelectReason::ready_handles,
                                  SelectReason::ready_handles}));
  const event::Event sleeping = r.recorder.at(r.recorder.all(Kind::select_enter).at(1));
  EXPECT_DOUBLE_EQ(sleeping.value.number, 1.5 - 1e-6);
  EXPECT_EQ(sleeping.object.sort(), event::Sort::handle);
}

TEST(EventLoop, TheVirtualClockJumpsExactlyToTheDeadline) {
  Rig r;
  r.run(r.sleep(0.1));
  EXPECT_EQ(r.loop->time(), 0.1);
  r.run(r.sleep(0.2));
  EXPECT_EQ(r.loop->time(), 0.1 + 0.2);
}

TEST(EventLoop, LeavesSelectOutWhenNothingCouldBeObserved) {
  Rig r;
  r.loop->set_select_policy(loop::SelectPolicy::when_observable);
  r.run(r.sleep(0));
  EXPECT_TRUE(r.recorder.all(Kind::select_enter).empty());
  EXPECT_EQ(static_cast<std::int64_t>(r.recorder.all(Kind::select_elided).size()), r.loop->turn());
}

TEST(EventLoop, RunsWithNobodyWatching) {
  loop::Environment environment;
  io::Machine machine(environment);
  const auto quiet = machine.new_loop();
  auto program = [](loop::EventLoop& loop) -> Co<int> {
    co_await loop::sleep(loop, 1);
    co_await loop::sleep(loop, 0);
    co_return 3;
  };
  EXPECT_EQ(quiet->run_until_complete(loop::as_coroutine(environment, program(*quiet))).as_integer(), 3);
}

}  // namespace
}  // namespace orrery::test
