// The event sequences of asyncio-semantics.md, 1.15, of what puts tasks together, literally.
#include <gtest/gtest.h>

#include "engine/loop/combine/as_completed.hpp"
#include "engine/loop/combine/shield.hpp"
#include "engine/loop/combine/task_group.hpp"
#include "engine/loop/combine/timeout.hpp"
#include "engine/loop/combine/wait.hpp"
#include "engine/loop/combine/wait_for.hpp"
#include "tests/support/rig.hpp"
#include "tests/support/sequence.hpp"

namespace orrery::test {
namespace {

using loop::Rules;
using loop::TaskGroup;

constexpr Rules all_rules[] = {Rules::py311, Rules::py312, Rules::py313};

template <class Program>
std::string recorded(Program program, Rules rules = Rules::py311) {
  Rig r(rules);
  r.run(program(r));
  return sequence(r.recorder);
}

Co<void> z(Rig& r) {
  co_await r.sleep(0);
}
Co<void> bad(Rig& r) {
  co_await r.sleep(0);
  throw loop::ValueError();
}
// asyncio.sleep(…) as it is, and as a coroutine of the program's own.
Co<void> c_sleep(Rig& r) {
  co_await r.sleep(1);
}

Co<void> wait_program(Rig& r) {
  const Ref<loop::Future> a = r.task(z(r));
  const Ref<loop::Future> b = r.task(c_sleep(r));
  co_await loop::wait(*r.loop, loop::futures(b, a), loop::ReturnWhen::first_completed);
}

TEST(CombineSequences, Wait) {
  for (const Rules rules : all_rules)
    EXPECT_EQ(recorded(wait_program, rules),
              "it1: T1 step{new T2(z), soon T2.step, new T3(c_sleep), soon T3.step, new F1, T3+cb _on_completion, "
              "T2+cb _on_completion, F1+cb T1.wakeup, block F1}\n"
              "it2: T2 step{soon T2.step, yield}; T3 step{new F2, timer+ _set_result_unless_cancelled, "
              "F2+cb T3.wakeup, block F2}\n"
              "it3: T2 step{soon _on_completion, done}\n"
              "it4: _on_completion{F1:=ok, soon T1.wakeup}\n"
              "it5: T1 step{T3-cb, done}\n");
}

Co<void> wait_for_ok_program(Rig& r) {
  co_await loop::wait_for(r.environment, r.coroutine(z(r)), 1);
}

TEST(CombineSequences, WaitForInTime) {
  EXPECT_EQ(recorded(wait_for_ok_program),
            "it1: T1 step{new F1, timer+ _release_waiter, new T2(z), soon T2.step, T2+cb _release_waiter, "
            "F1+cb T1.wakeup, block F1}\n"
            "it2: T2 step{soon T2.step, yield}\n"
            "it3: T2 step{soon _release_waiter, done}\n"
            "it4: _release_waiter{F1:=ok, soon T1.wakeup}\n"
            "it5: T1 step{timer- _release_waiter, done}\n");
}

TEST(CombineSequences, WaitForInTimeRunsInPlaceSince312) {
  for (const Rules rules : {Rules::py312, Rules::py313})
    EXPECT_EQ(recorded(wait_for_ok_program, rules),
              "it1: T1 step{timer+ _on_timeout, soon T1.step, yield}\n"
              "it2: T1 step{timer- _on_timeout, done}\n");
}

Co<void> wait_for_to_program(Rig& r) {
  try {
    co_await loop::wait_for(r.environment, loop::sleep_coroutine(r.environment, 1), 0.01);
  } catch (const loop::TimeoutError&) {
  }
}

TEST(CombineSequences, WaitForTooLate) {
  EXPECT_EQ(recorded(wait_for_to_program),
            "it1: T1 step{new F1, timer+ _release_waiter, new T2(sleep), soon T2.step, T2+cb _release_waiter, "
            "F1+cb T1.wakeup, block F1}\n"
            "it2: T2 step{new F2, timer+ _set_result_unless_cancelled, F2+cb T2.wakeup, block F2}\n"
            "it3: timer fires _release_waiter; _release_waiter{F1:=ok, soon T1.wakeup}\n"
            "it4: T1 step{T2-cb, new F3, T2+cb _release_waiter, cancel(T2), F2:=cancelled, soon T2.wakeup, "
            "F3+cb T1.wakeup, block F3}\n"
            "it5: T2 step{timer- _set_result_unless_cancelled, soon _release_waiter, cancelled}\n"
            "it6: _release_waiter{F3:=ok, soon T1.wakeup}\n"
            "it7: T1 step{timer- _release_waiter, done}\n");
}

Co<void> timeout_program(Rig& r) {
  try {
    co_await loop::with_timeout(*r.loop, 0.01, r.sleep(1));
  } catch (const loop::TimeoutError&) {
  }
}

TEST(CombineSequences, Timeout) {
  for (const Rules rules : all_rules)
    EXPECT_EQ(recorded(timeout_program, rules),
              "it1: T1 step{timer+ _on_timeout, new F1, timer+ _set_result_unless_cancelled, F1+cb T1.wakeup, "
              "block F1}\n"
              "it2: timer fires _on_timeout; _on_timeout{cancel(T1), F1:=cancelled, soon T1.wakeup}\n"
              "it3: T1 step{timer- _set_result_unless_cancelled, done}\n");
}

Co<void> u(Rig& r) {
  co_await loop::shield(*r.loop, r.coroutine(z(r)));
}
Co<void> shield_cancel_program(Rig& r) {
  const auto t = r.task(u(r));
  co_await r.sleep(0);
  t->cancel();
  co_await loop::wait(*r.loop, loop::futures(t));
}

TEST(CombineSequences, ShieldCancelled) {
  for (const Rules rules : all_rules)
    EXPECT_EQ(recorded(shield_cancel_program, rules),
              "it1: T1 step{new T2(u), soon T2.step, soon T1.step, yield}\n"
              "it2: T2 step{new T3(z), soon T3.step, new F1, T3+cb _inner_done_callback, F1+cb _outer_done_callback, "
              "F1+cb T2.wakeup, block F1}; T1 step{cancel(T2), F1:=cancelled, soon _outer_done_callback, "
              "soon T2.wakeup, new F2, T2+cb _on_completion, F2+cb T1.wakeup, block F2}\n"
              "it3: T3 step{soon T3.step, yield}; _outer_done_callback{T3-cb}; "
              "T2 step{soon _on_completion, cancelled}\n"
              "it4: T3 step{done}; _on_completion{F2:=ok, soon T1.wakeup}\n"
              "it5: T1 step{done}\n");
}

Co<void> tg_ok_program(Rig& r) {
  co_await loop::with_task_group(*r.loop, [&r](TaskGroup& group) -> Co<void> {
    group.create_task(z(r));
    co_return;
  });
}

TEST(CombineSequences, TaskGroup) {
  for (const Rules rules : all_rules)
    EXPECT_EQ(recorded(tg_ok_program, rules),
              "it1: T1 step{new T2(z), soon T2.step, T2+cb _on_task_done, new F1, F1+cb T1.wakeup, block F1}\n"
              "it2: T2 step{soon T2.step, yield}\n"
              "it3: T2 step{soon _on_task_done, done}\n"
              "it4: _on_task_done{F1:=ok, soon T1.wakeup}\n"
              "it5: T1 step{done}\n");
}

Co<void> tg_err_program(Rig& r) {
  try {
    co_await loop::with_task_group(*r.loop, [&r](TaskGroup& group) -> Co<void> {
      group.create_task(bad(r));
      group.create_task(r.sleep(1));
      co_return;
    });
  } catch (const loop::ExceptionGroup&) {
  }
}

TEST(CombineSequences, TaskGroupWithAnError) {
  for (const Rules rules : all_rules)
    EXPECT_EQ(recorded(tg_err_program, rules),
              "it1: T1 step{new T2(bad), soon T2.step, T2+cb _on_task_done, new T3(sleep), soon T3.step, "
              "T3+cb _on_task_done, new F1, F1+cb T1.wakeup, block F1}\n"
              "it2: T2 step{soon T2.step, yield}; T3 step{new F2, timer+ _set_result_unless_cancelled, "
              "F2+cb T3.wakeup, block F2}\n"
              "it3: T2 step{soon _on_task_done, raise}\n"
              "it4: _on_task_done{cancel(T3), F2:=cancelled, soon T3.wakeup, cancel(T1), F1:=cancelled, "
              "soon T1.wakeup}\n"
              "it5: T3 step{timer- _set_result_unless_cancelled, soon _on_task_done, cancelled}; "
              "T1 step{new F3, F3+cb T1.wakeup, block F3}\n"
              "it6: _on_task_done{F3:=ok, soon T1.wakeup}\n"
              "it7: T1 step{done}\n");
}

Co<void> as_completed_program(Rig& r) {
  const Value awaitables[] = {r.coroutine(z(r))};
  const auto all = loop::as_completed(*r.loop, awaitables);
  while (all->left() > 0) co_await all->next();
}

TEST(CombineSequences, AsCompleted) {
  for (const Rules rules : all_rules) {
    const std::string callback = rules == Rules::py313 ? "_handle_completion" : "_on_completion";
    EXPECT_EQ(recorded(as_completed_program, rules), "it1: T1 step{new T2(z), soon T2.step, T2+cb " + callback +
                                                         ", new F1, F1+cb T1.wakeup, block F1}\n"
                                                         "it2: T2 step{soon T2.step, yield}\n"
                                                         "it3: T2 step{soon " +
                                                         callback + ", done}\nit4: " + callback +
                                                         "{F1:=ok, soon T1.wakeup}\nit5: T1 step{done}\n");
  }
}

}  // namespace
}  // namespace orrery::test
