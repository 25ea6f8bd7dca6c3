// What the engine costs per operation: without a recorder, with one, and beside the floor (floor.hpp).
#include <benchmark/benchmark.h>

#include "tests/bench/floor.hpp"
#include "tests/bench/rig.hpp"

namespace orrery::bench {
namespace {

constexpr int tasks_at_once = 100;
constexpr int rounds = 100;

Record record_of(const benchmark::State& state) {
  return state.range(0) ? Record::on : Record::off;
}

void per_operation(benchmark::State& state, int operations) {
  state.SetItemsProcessed(state.iterations() * operations);
  state.counters["each"] = benchmark::Counter(
      static_cast<double>(operations), benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
}

// ---- switch: a hundred tasks that give up their turn a hundred times

Co<void> yields(int times) {
  for (int i = 0; i < times; ++i) co_await loop::bare_yield();
}

void run_switches(Rig& rig) {
  std::vector<Ref<loop::Task>> tasks;
  for (int i = 0; i < tasks_at_once; ++i) tasks.push_back(rig.task(yields(rounds)));
  rig.run(all(std::move(tasks)));
}

void engine_switch(benchmark::State& state) {
  for ([[maybe_unused]] const auto _ : state) {
    Rig rig(record_of(state));
    run_switches(rig);
  }
  per_operation(state, tasks_at_once * rounds);
}

floor::Job floor_yields(floor::Queue& queue, int times) {
  for (int i = 0; i < times; ++i) co_await floor::Turn{queue};
}

void floor_switch(benchmark::State& state) {
  for ([[maybe_unused]] const auto _ : state) {
    floor::Queue queue;
    std::vector<floor::Job> jobs;
    for (int i = 0; i < tasks_at_once; ++i) jobs.push_back(floor_yields(queue, rounds));
    for (floor::Job& job : jobs) job.start(queue);
    queue.run();
  }
  per_operation(state, tasks_at_once * rounds);
}

// ---- turn: one task alone, so that every switch is a whole turn of five phases

void engine_turn(benchmark::State& state) {
  for ([[maybe_unused]] const auto _ : state) {
    Rig rig(record_of(state));
    rig.run(yields(tasks_at_once * rounds));
  }
  per_operation(state, tasks_at_once * rounds);
}

// ---- spawn: make a task of a coroutine that returns at once, and await it

Co<int> returns() {
  co_return 1;
}
Co<void> spawns(Rig& rig, int times) {
  for (int i = 0; i < times; ++i) co_await rig.task(returns());
}

void engine_spawn(benchmark::State& state) {
  for ([[maybe_unused]] const auto _ : state) {
    Rig rig(record_of(state));
    rig.run(spawns(rig, 1000));
  }
  per_operation(state, 1000);
}

floor::Job floor_returns() {
  co_return;
}
floor::Job floor_spawns(floor::Queue& queue, int times) {
  for (int i = 0; i < times; ++i) {
    floor::Job job = floor_returns();
    job.start(queue);
    co_await job;
  }
}

void floor_spawn(benchmark::State& state) {
  for ([[maybe_unused]] const auto _ : state) {
    floor::Queue queue;
    floor::Job main = floor_spawns(queue, 1000);
    main.start(queue);
    queue.run();
  }
  per_operation(state, 1000);
}

// ---- ping-pong: two tasks hand a future to each other

struct Table {
  Ref<loop::Future> ball;
};

Co<void> plays(Rig& rig, Table& mine, Table& theirs, int times) {
  for (int i = 0; i < times; ++i) {
    mine.ball = rig.loop().create_future();
    if (theirs.ball && !theirs.ball->done()) theirs.ball->set_result({});
    co_await mine.ball;
  }
  if (theirs.ball && !theirs.ball->done()) theirs.ball->set_result({});
}

void engine_ping_pong(benchmark::State& state) {
  for ([[maybe_unused]] const auto _ : state) {
    Rig rig(record_of(state));
    Table left, right;
    std::vector<Ref<loop::Task>> players{rig.task(plays(rig, left, right, 1000)),
                                         rig.task(plays(rig, right, left, 1000))};
    rig.run(all(std::move(players)));
  }
  per_operation(state, 2000);
}

floor::Job floor_plays(floor::Later& mine, floor::Later& theirs, int times, bool first) {
  if (first) theirs.put();
  for (int i = 0; i < times; ++i) {
    co_await mine;
    theirs.put();
  }
}

void floor_ping_pong(benchmark::State& state) {
  for ([[maybe_unused]] const auto _ : state) {
    floor::Queue queue;
    floor::Later left{queue}, right{queue};
    floor::Job one = floor_plays(left, right, 1000, true), other = floor_plays(right, left, 1000, false);
    one.start(queue);
    other.start(queue);
    queue.run();
  }
  per_operation(state, 2000);
}

// ---- gather: a hundred coroutines that give up one turn each

Co<void> gathers(Rig& rig) {
  std::vector<Value> awaitables;
  for (int i = 0; i < tasks_at_once; ++i) awaitables.emplace_back(Ref<loop::Object>(rig.task(yields(1))));
  co_await loop::gather(rig.loop(), awaitables);
}

void engine_gather(benchmark::State& state) {
  for ([[maybe_unused]] const auto _ : state) {
    Rig rig(record_of(state));
    for (int i = 0; i < 10; ++i) rig.run(gathers(rig));
  }
  per_operation(state, 10 * tasks_at_once);
}

floor::Job floor_gathers(floor::Queue& queue) {
  std::vector<floor::Job> jobs;
  for (int i = 0; i < tasks_at_once; ++i) jobs.push_back(floor_yields(queue, 1));
  for (floor::Job& job : jobs) job.start(queue);
  for (floor::Job& job : jobs) co_await job;
}

void floor_gather(benchmark::State& state) {
  for ([[maybe_unused]] const auto _ : state) {
    floor::Queue queue;
    for (int i = 0; i < 10; ++i) {
      floor::Job main = floor_gathers(queue);
      main.start(queue);
      queue.run();
    }
  }
  per_operation(state, 10 * tasks_at_once);
}

BENCHMARK(engine_switch)->ArgName("recorded")->Arg(0)->Arg(1);
BENCHMARK(floor_switch);
BENCHMARK(engine_turn)->ArgName("recorded")->Arg(0)->Arg(1);
BENCHMARK(engine_spawn)->ArgName("recorded")->Arg(0)->Arg(1);
BENCHMARK(floor_spawn);
BENCHMARK(engine_ping_pong)->ArgName("recorded")->Arg(0)->Arg(1);
BENCHMARK(floor_ping_pong);
BENCHMARK(engine_gather)->ArgName("recorded")->Arg(0)->Arg(1);
BENCHMARK(floor_gather);

}  // namespace
}  // namespace orrery::bench
