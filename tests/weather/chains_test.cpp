// Awaiting as deep as memory goes: a hundred thousand frames, a hundred thousand tasks in a row, ended in every way
// there is. Nothing may recurse: the stack of a thread is no part of what a program can use up.
#include <gtest/gtest.h>

#include "engine/loop/gather.hpp"
#include "tests/support/rig.hpp"

namespace orrery::test {
namespace {

using loop::Future;
using loop::Rules;
using loop::Task;

constexpr int depth = 100'000;

// Counts the frames that are alive.
struct Alive {
  explicit Alive(int& counter) : count(counter) { ++count; }
  ~Alive() { --count; }
  Alive(const Alive&) = delete;
  Alive& operator=(const Alive&) = delete;
  int& count;
};

Co<int> frame(int left, Ref<Future> end, int& alive) {
  const Alive counted(alive);
  if (left == 0) {
    co_await end;
    co_return 0;
  }
  co_return 1 + co_await frame(left - 1, end, alive);
}

// No trace: it would be of millions of events, and what is tested is beneath it.
struct Deep : testing::Test {
  loop::Environment environment{nullptr, Rules::py313};
  io::Machine machine{environment};
  Ref<loop::EventLoop> loop = machine.new_loop();
  Ref<Future> end = loop->create_future();
  int alive = 0;

  Ref<loop::Coroutine> chain() { return loop::as_coroutine(environment, frame(depth, end, alive)); }
  void turn() {
    loop->stop();
    loop->run_forever();
  }
  // A chain that has come to its end and waits there.
  Ref<Task> waiting() {
    Ref<Task> task = loop->create_task(chain());
    turn();
    EXPECT_EQ(alive, depth + 1);
    return task;
  }
};

TEST_F(Deep, ChainsReturn) {
  const Ref<Task> task = waiting();
  end->set_result({});
  EXPECT_EQ(loop->run_until_complete(Ref<Future>(task)).as_integer(), depth);
  EXPECT_EQ(alive, 0);
}

TEST_F(Deep, ChainsAreUnwoundByAnException) {
  const Ref<Task> task = waiting();
  end->set_exception(environment.errors().make(loop::ErrorKind::os, "deep down"));
  EXPECT_THROW(loop->run_until_complete(Ref<Future>(task)), loop::OsError);
  EXPECT_EQ(alive, 0);
}

TEST_F(Deep, ChainsAreUnwoundByAnExceptionOfNoKnownType) {
  struct Unknown {};
  const auto thrower = [](Ref<Future> wait, int& counter) -> Co<int> {
    co_await frame(depth, wait, counter);
    throw Unknown();
  };
  const Ref<Task> task = loop->create_task(loop::as_coroutine(environment, thrower(end, alive)));
  turn();
  end->set_result({});
  EXPECT_THROW(loop->run_until_complete(Ref<Future>(task)), Unknown);
  EXPECT_EQ(alive, 0);
}

TEST_F(Deep, ChainsAreCancelled) {
  const Ref<Task> task = waiting();
  task->cancel();
  turn();
  EXPECT_TRUE(task->cancelled());
  EXPECT_EQ(alive, 0);
}

TEST_F(Deep, ChainsAreClosed) {
  const Ref<loop::Coroutine> coroutine = chain();
  coroutine->send({});
  EXPECT_EQ(alive, depth + 1);
  EXPECT_EQ(coroutine->close().outcome, loop::Sent::Outcome::returned);
  EXPECT_EQ(alive, 0);
}

TEST_F(Deep, ChainsAreDroppedWithTheirCoroutine) {
  chain()->send({});
  EXPECT_EQ(alive, 0);
}

TEST_F(Deep, ChainsAreDroppedWithTheLoop) {
  waiting();
  end = nullptr;
  loop = nullptr;
  EXPECT_EQ(alive, 0);
}

// ---------------------------------------------------------------- coroutines that await coroutines as objects

Co<int> outer(Ref<loop::Coroutine> inner, int& alive) {
  const Alive counted(alive);
  const Value value = co_await inner;
  co_return 1 + static_cast<int>(value.as_integer());
}

struct DeepObjects : Deep {
  Ref<loop::Coroutine> objects() {
    Ref<loop::Coroutine> coroutine = loop::as_coroutine(environment, frame(0, end, alive));
    for (int i = 0; i < depth; ++i) coroutine = loop::as_coroutine(environment, outer(std::move(coroutine), alive));
    return coroutine;
  }
  Ref<Task> waiting_objects() {
    Ref<Task> task = loop->create_task(objects());
    turn();
    EXPECT_EQ(alive, depth + 1);
    return task;
  }
};

TEST_F(DeepObjects, Return) {
  const Ref<Task> task = waiting_objects();
  end->set_result({});
  EXPECT_EQ(loop->run_until_complete(Ref<Future>(task)).as_integer(), depth);
  EXPECT_EQ(alive, 0);
}

TEST_F(DeepObjects, AreCancelled) {
  const Ref<Task> task = waiting_objects();
  task->cancel();
  turn();
  EXPECT_TRUE(task->cancelled());
  EXPECT_EQ(alive, 0);
}

TEST_F(DeepObjects, AreClosed) {
  const Ref<loop::Coroutine> coroutine = objects();
  coroutine->send({});
  EXPECT_EQ(coroutine->innermost().sort(), event::Sort::coroutine);
  EXPECT_EQ(coroutine->close().outcome, loop::Sent::Outcome::returned);
  EXPECT_EQ(alive, 0);
}

TEST_F(DeepObjects, AreDropped) {
  objects()->send({});
  EXPECT_EQ(alive, 0);
}

// ---------------------------------------------------------------- gathered futures that are gathered

struct DeepGather : Deep {
  Ref<Future> gathered(int levels) {
    Ref<Future> future = end;
    for (int i = 0; i < levels; ++i) future = loop::gather(*loop, std::vector<Value>{Value(future)});
    return future;
  }
};

TEST_F(DeepGather, ComesToItsEndLevelByLevelInATurnEach) {
  const Ref<Future> future = gathered(depth);
  const std::int64_t before = loop->turn();
  end->set_result({});
  loop->run_until_complete(future);
  EXPECT_EQ(loop->turn() - before, depth + 1);
}

TEST_F(DeepGather, IsDropped) {
  const Ref<Future> future = gathered(depth);
  EXPECT_FALSE(future->done());
}

TEST_F(DeepGather, CannotBeCancelledAsInCPython) {
  EXPECT_TRUE(gathered(100)->cancel());
  end = loop->create_future();
  EXPECT_THROW(gathered(depth)->cancel(), loop::RuntimeError);
  EXPECT_FALSE(end->done());
}

// ---------------------------------------------------------------- tasks that wait for tasks

Co<void> link(Ref<Future> next, int& alive) {
  const Alive counted(alive);
  co_await next;
}

struct Row : Deep {
  std::vector<Ref<Task>> tasks;  // the first waits for `end`, each for the one before
  void SetUp() override {
    Ref<Future> next = end;
    for (int i = 0; i < depth; ++i) {
      tasks.push_back(loop->create_task(loop::as_coroutine(environment, link(next, alive))));
      next = tasks.back();
    }
    turn();
    ASSERT_EQ(alive, depth);
  }
};

TEST_F(Row, ComesToItsEndTaskByTaskInATurnEach) {
  const std::int64_t before = loop->turn();
  end->set_result({});
  loop->run_until_complete(Ref<Future>(tasks.back()));
  EXPECT_EQ(loop->turn() - before, depth + 1);
  EXPECT_EQ(alive, 0);
}

TEST_F(Row, IsCancelledFromItsFarEnd) {
  EXPECT_TRUE(tasks.back()->cancel());
  EXPECT_TRUE(end->cancelled());
  EXPECT_EQ(tasks.front()->cancelling(), 1);
  EXPECT_THROW(loop->run_until_complete(Ref<Future>(tasks.back())), loop::CancelledError);
  EXPECT_EQ(alive, 0);
}

TEST_F(Row, GoesWithTheLoop) {
  tasks.clear();
  loop = nullptr;
  end = nullptr;
  EXPECT_EQ(alive, 0);
}

// Its ends are held by somebody, and stay what they are.
TEST_F(Row, IsLetGoByTheLoopWhateverIsHeldOfIt) {
  const Ref<Task> last = tasks.back();
  tasks.clear();
  loop->close();
  loop = nullptr;
  EXPECT_EQ(alive, 0);
  EXPECT_FALSE(last->done());
  EXPECT_EQ(last->loop(), nullptr);
  EXPECT_EQ(end->callback_count(), 0u);
  end->set_result({});  // wakes nobody
}

// ---------------------------------------------------------------- rings

Co<void> ring(std::vector<Ref<Task>>& tasks, std::size_t number) {
  co_await loop::bare_yield();
  co_await tasks[(number + 1) % tasks.size()];
}

// CPython raises RecursionError, which is a RuntimeError; by then everybody has been asked.
TEST_F(Deep, TasksThatWaitForEachOtherCannotBeCancelled) {
  std::vector<Ref<Task>> tasks;
  for (std::size_t i = 0; i < 3; ++i)
    tasks.push_back(loop->create_task(loop::as_coroutine(environment, ring(tasks, i))));
  turn();
  turn();
  EXPECT_THROW(tasks[0]->cancel(), loop::RuntimeError);
  for (const auto& task : tasks) EXPECT_GT(task->cancelling(), 0);
  EXPECT_THROW(loop->run_forever(), loop::Deadlock);
}

}  // namespace
}  // namespace orrery::test
