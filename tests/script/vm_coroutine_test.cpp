// Coroutines of scripts as the loop sees them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/io/machine.hpp"
#include "engine/script/object/operators.hpp"
#include "tests/script/vm_support.hpp"

namespace orrery::test {
namespace {

using loop::Ref;
using loop::Sent;
using script::Value;

// A native function that keeps what it is given, so that a test can drive it while the program runs.
struct Keeper {
  static Value take(script::Runtime& rt, script::Args args) {
    auto* keeper = rt_keeper;
    (void)rt;
    keeper->kept = args[0];
    keeper->when(*script::as_generator(keeper->kept));
    return script::none;
  }
  static inline Keeper* rt_keeper = nullptr;
  Value kept;
  std::function<void(script::Generator&)> when;
};

// Runs a program in which `drive(coroutine)` calls the test.
std::string driving(std::string_view source, std::function<void(script::Generator&)> when, script::Limits limits = {}) {
  ScriptRun run(source, limits);
  Keeper keeper{.when = std::move(when)};
  Keeper::rt_keeper = &keeper;
  run.in.builtins().set(run.in.heap().intern("drive"), Value(script::make_native(run.in, "drive", Keeper::take)));
  run.go();
  keeper.kept = script::none;
  Keeper::rt_keeper = nullptr;
  return run.lines.out + run.lines.err;
}

constexpr std::string_view suspending =
    "class S:\n"
    "  def __await__(self):\n"
    "    try: return (yield 'out')\n"
    "    except KeyError as e: return 'caught ' + repr(e)\n"
    "async def f(): return await S()\n";

TEST(Coroutine, SendYieldsAndReturns) {
  driving(std::string(suspending) + "drive(f())\n", [](script::Generator& c) {
    Sent first = c.send({});
    ASSERT_EQ(first.outcome, Sent::Outcome::yielded);
    EXPECT_EQ(script::as_str(first.value).view(), "out");
    Sent second = c.send(Value::integer(5));
    ASSERT_EQ(second.outcome, Sent::Outcome::returned);
    EXPECT_EQ(second.value.as_integer(), 5);
  });
}

TEST(Coroutine, AnErrorThrownInArrivesAtTheInnermost) {
  driving(std::string(suspending) + "drive(f())\n", [](script::Generator& c) {
    c.send({});
    Sent sent = c.throw_in(script::make_exception(c.in, c.in.types().key_error, "k"));
    ASSERT_EQ(sent.outcome, Sent::Outcome::returned);
    EXPECT_EQ(script::as_str(sent.value).view(), "caught KeyError('k')");
  });
}

TEST(Coroutine, AnErrorComesBackAsAValueNotAsACppException) {
  driving("async def f(): raise ValueError('x')\ndrive(f())\n", [](script::Generator& c) {
    Sent sent = c.send({});
    ASSERT_EQ(sent.outcome, Sent::Outcome::raised);
    EXPECT_EQ(sent.error->repr(), "ValueError('x')");
    Sent again = c.send({});
    ASSERT_EQ(again.outcome, Sent::Outcome::raised);
    EXPECT_EQ(again.error->text(), "cannot reuse already awaited coroutine");
  });
}

TEST(Coroutine, CloseRunsItsFinally) {
  EXPECT_EQ(
      driving(std::string(suspending) + "async def g():\n  try: await f()\n  finally: print('closed')\ndrive(g())\n",
              [](script::Generator& c) {
                c.send({});
                EXPECT_EQ(c.close().outcome, Sent::Outcome::returned);
                EXPECT_EQ(c.state, script::Generator::State::finished);
              }),
      "closed\n");
}

constexpr std::string_view long_chain =
    "async def leaf():\n  try: return await S()\n  finally: print('leaf')\n"
    "async def link(c): return await c\n"
    "c = leaf()\n"
    "for i in range(100000): c = link(c)\n";

TEST(Coroutine, AChainOfAHundredThousandIsResumedAtItsInnermost) {
  const std::string source = std::string(suspending) + std::string(long_chain) + "drive(c)\n";
  EXPECT_EQ(driving(source,
                    [](script::Generator& c) {
                      ASSERT_EQ(c.send({}).outcome, Sent::Outcome::yielded);
                      Sent sent = c.send(Value::integer(3));
                      ASSERT_EQ(sent.outcome, Sent::Outcome::returned);
                      EXPECT_EQ(sent.value.as_integer(), 3);
                    },
                    {.recursion = 300'000}),
            "leaf\n");
}

TEST(Coroutine, AChainOfAHundredThousandCanBeClosed) {
  const std::string source = std::string(suspending) + std::string(long_chain) + "drive(c)\nc = None\nprint('gone')\n";
  EXPECT_EQ(driving(source,
                    [](script::Generator& c) {
                      ASSERT_EQ(c.send({}).outcome, Sent::Outcome::yielded);
                      ASSERT_EQ(c.close().outcome, Sent::Outcome::returned);
                    },
                    {.recursion = 300'000}),
            "leaf\ngone\n");
}

TEST(Coroutine, AChainDeeperThanTheLimitIsARecursionError) {
  const std::string source = std::string(suspending) + std::string(long_chain) + "drive(c)\n";
  driving(source, [](script::Generator& c) {
    Sent sent = c.send({});
    ASSERT_EQ(sent.outcome, Sent::Outcome::raised);
    EXPECT_EQ(sent.error->type_name(), "RecursionError");
  });
}

TEST(Coroutine, EachStepOfATaskHasTheWholeAllowanceOfOperations) {
  EXPECT_EQ(driving("class Turn:\n  def __await__(self): yield\n"
                    "async def f():\n"
                    "  for i in range(40):\n"
                    "    for j in range(10000): pass\n"
                    "    await Turn()\n"
                    "  return 'ended'\n"
                    "print(drive(f()))\n",
                    [](script::Generator& c) {
                      io::Machine machine(c.in.environment());
                      const Value result = machine.new_loop()->run_until_complete(Ref<loop::Coroutine>(&c));
                      EXPECT_EQ(script::as_str(result).view(), "ended");
                    },
                    {.operations = 100'000}),
            "None\n");
}

TEST(Coroutine, OneThatIsDroppedBeforeItRanIsWarnedOf) {
  EXPECT_EQ(printed("async def f(): pass\nf()\n"),
            "t.py:2: RuntimeWarning: coroutine 'f' was never awaited\n"
            "  f()\n"
            "RuntimeWarning: Enable tracemalloc to get the object allocation traceback\n");
}

}  // namespace
}  // namespace orrery::test
