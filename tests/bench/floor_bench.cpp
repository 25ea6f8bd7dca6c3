// The workloads on the floor: what their shape costs at the least.
#include <unistd.h>

#include "tests/bench/floor.hpp"
#include "tests/bench/measure.hpp"

namespace orrery::bench::floor {
namespace {

Job yields(Loop& loop, int times) {
  for (int i = 0; i < times; ++i) co_await Turn{loop};
}

void start_all(Loop& loop, std::vector<Job>& jobs) {
  for (Job& job : jobs) job.start(loop);
  loop.run();
}

void floor_switch(benchmark::State& state) {
  const auto tasks = static_cast<int>(state.range(0));
  for ([[maybe_unused]] const auto _ : state) {
    Loop loop;
    std::vector<Job> jobs;
    for (int i = 0; i < tasks; ++i) jobs.push_back(yields(loop, rounds(tasks)));
    start_all(loop, jobs);
  }
  per_operation(state, double(tasks) * rounds(tasks));
}

// As futures are: a new one for each ball.
struct Table {
  std::shared_ptr<Later> ball;
};

Job plays(Loop& loop, Table& mine, Table& theirs) {
  for (int i = 0; i < round_trips; ++i) {
    const auto ball = mine.ball = std::make_shared<Later>(Later{loop});
    if (theirs.ball && !theirs.ball->set) theirs.ball->put();
    Later& later = *ball;
    co_await later;
  }
  if (theirs.ball && !theirs.ball->set) theirs.ball->put();
}

void ping_pong(benchmark::State& state, bool every_turn) {
  for ([[maybe_unused]] const auto _ : state) {
    Loop loop(every_turn);
    Table left, right;
    std::vector<Job> jobs;
    jobs.push_back(plays(loop, left, right));
    jobs.push_back(plays(loop, right, left));
    start_all(loop, jobs);
  }
  per_operation(state, round_trips);
}
void floor_ping_pong(benchmark::State& state) {
  ping_pong(state, false);
}
void floor_ping_pong_select(benchmark::State& state) {
  ping_pong(state, true);
}

Job returns() {
  co_return;
}
Job spawns_and_waits(Loop& loop) {
  for (int i = 0; i < spawns; ++i) {
    Job job = returns();
    job.start(loop);
    co_await job;
  }
}

void floor_spawn(benchmark::State& state) {
  for ([[maybe_unused]] const auto _ : state) {
    Loop loop;
    Job main = spawns_and_waits(loop);
    main.start(loop);
    loop.run();
  }
  per_operation(state, spawns);
}

Job sleeps(Loop& loop, double delay) {
  co_await Sleep{loop, delay};
}

void floor_timers(benchmark::State& state) {
  const std::vector<double> all = delays();
  for ([[maybe_unused]] const auto _ : state) {
    Loop loop;
    std::vector<Job> jobs;
    for (const double delay : all) jobs.push_back(sleeps(loop, delay));
    start_all(loop, jobs);
  }
  per_operation(state, sleepers);
}

Job echo(Loop& loop, int fd) {
  char buffer[message];
  for (;;) {
    while (::read(fd, buffer, message) < 0) co_await Readable{loop, fd};
    if (::write(fd, buffer, message) < 0) co_return;
  }
}
Job asks(Loop& loop, int fd, int times, int& left, bool& finished) {
  char buffer[message]{};
  for (int i = 0; i < times; ++i) {
    if (::write(fd, buffer, message) < 0) co_return;
    while (::read(fd, buffer, message) < 0) co_await Readable{loop, fd};
  }
  finished = --left == 0;
}
Job waits_for_ever(Loop& loop, int fd) {
  co_await Readable{loop, fd};
}

void floor_echo(benchmark::State& state) {
  const auto connections = static_cast<int>(state.range(0)), idle = static_cast<int>(state.range(1));
  std::vector<Pair> pairs;
  for (int i = 0; i < connections + idle; ++i) pairs.push_back(stream_pair());
  for ([[maybe_unused]] const auto _ : state) {
    Loop loop;
    std::vector<Job> jobs;
    bool finished = false;
    int left = connections;
    for (int i = 0; i < connections; ++i) {
      jobs.push_back(echo(loop, pairs[i][0]));
      jobs.push_back(asks(loop, pairs[i][1], echoes / connections, left, finished));
    }
    for (int i = connections; i < connections + idle; ++i) jobs.push_back(waits_for_ever(loop, pairs[i][0]));
    for (Job& job : jobs) job.start(loop);
    loop.run(finished);
  }
  for (const Pair& pair : pairs) ::close(pair[0]), ::close(pair[1]);
  per_operation(state, echoes);
}

Job gives(Loop& loop, int& result, int value) {
  co_await Turn{loop};
  result = value;
}
Job gathers(Loop& loop, std::vector<int>& results) {
  std::vector<Job> jobs;
  jobs.reserve(children);
  for (int i = 0; i < children; ++i) jobs.push_back(gives(loop, results[i], i));
  for (Job& job : jobs) job.start(loop);
  for (Job& job : jobs) co_await job;
}

void floor_gather(benchmark::State& state) {
  for ([[maybe_unused]] const auto _ : state) {
    Loop loop;
    std::vector<int> results(children);
    Job main = gathers(loop, results);
    main.start(loop);
    loop.run();
  }
  per_operation(state, children);
}

BENCHMARK(floor_switch)->Arg(10)->Arg(1000)->Arg(100000);
BENCHMARK(floor_ping_pong);
BENCHMARK(floor_ping_pong_select);
BENCHMARK(floor_spawn);
BENCHMARK(floor_timers);
BENCHMARK(floor_echo)->Args({1, 0})->Args({50, 0})->Args({1, idle_pairs});
BENCHMARK(floor_gather);

}  // namespace
}  // namespace orrery::bench::floor
