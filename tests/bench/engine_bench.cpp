// The workloads on the engine, without a recorder and with one.
#include "engine/io/socket_operations.hpp"
#include "tests/bench/measure.hpp"
#include "tests/bench/rig.hpp"
#include "tests/bench/stopwatch.hpp"

namespace orrery::bench {
namespace {

Record record_of(const benchmark::State& state) {
  return state.range(0) ? Record::on : Record::off;
}

// `program` on a fresh rig, again and again. Setting up a run and throwing its trace away are no part of what is
// measured; nor is the thread that makes memory for the trace ready.
template <class Program>
void measure(benchmark::State& state, double operations, io::ClockKind clock, io::SelectorKind selector,
             const Program& program) {
  double seconds = 0;
  for ([[maybe_unused]] const auto _ : state) {
    Rig rig(record_of(state), clock, selector);
    const Stopwatch watch;
    program(rig);
    seconds += watch.seconds();
  }
  state.counters["each"] = seconds / static_cast<double>(state.iterations()) / operations;
}
template <class Program>
void measure(benchmark::State& state, double operations, const Program& program) {
  measure(state, operations, io::ClockKind::real_time, io::SelectorKind::select, program);
}

Co<void> yields(int times) {
  for (int i = 0; i < times; ++i) co_await loop::bare_yield();
}

void engine_switch(benchmark::State& state) {
  const auto count = static_cast<int>(state.range(1));
  measure(state, double(count) * rounds(count), [&](Rig& rig) {
    std::vector<Ref<loop::Task>> tasks;
    for (int i = 0; i < count; ++i) tasks.push_back(rig.task(yields(rounds(count))));
    rig.run(all(std::move(tasks)));
  });
}

struct Table {
  Ref<loop::Future> ball;
};

void hit(const Table& table) {
  if (table.ball && !table.ball->done()) table.ball->set_result({});
}
Co<void> plays(Rig& rig, Table& mine, Table& theirs) {
  for (int i = 0; i < round_trips; ++i) {
    mine.ball = rig.loop().create_future();
    hit(theirs);
    co_await mine.ball;
  }
  hit(theirs);
}

void ping_pong(benchmark::State& state, loop::SelectPolicy policy) {
  measure(state, round_trips, [&](Rig& rig) {
    rig.loop().set_select_policy(policy);
    Table left, right;
    std::vector<Ref<loop::Task>> players{rig.task(plays(rig, left, right)), rig.task(plays(rig, right, left))};
    rig.run(all(std::move(players)));
  });
}
void engine_ping_pong(benchmark::State& state) {
  ping_pong(state, loop::SelectPolicy::when_observable);
}
void engine_ping_pong_select(benchmark::State& state) {
  ping_pong(state, loop::SelectPolicy::every_turn);
}

Co<int> returns() {
  co_return 1;
}
Co<void> spawns_and_waits(Rig& rig) {
  for (int i = 0; i < spawns; ++i) co_await rig.task(returns());
}

void engine_spawn(benchmark::State& state) {
  measure(state, spawns, [](Rig& rig) { rig.run(spawns_and_waits(rig)); });
}

Co<void> sleeps(Rig& rig, double delay) {
  co_await loop::sleep(rig.loop(), delay);
}

void timers(benchmark::State& state, io::ClockKind clock) {
  const std::vector<double> delay = delays();
  measure(state, sleepers, clock, io::SelectorKind::select, [&](Rig& rig) {
    std::vector<Ref<loop::Task>> tasks;
    for (const double d : delay) tasks.push_back(rig.task(sleeps(rig, d)));
    rig.run(all(std::move(tasks)));
  });
}
void engine_timers(benchmark::State& state) {
  timers(state, io::ClockKind::real_time);
}
void engine_timers_virtual(benchmark::State& state) {
  timers(state, io::ClockKind::virtual_time);
}

using SocketRef = Ref<io::Socket>;

Co<void> echo(Rig& rig, SocketRef socket) {
  for (;;) {
    const Value bytes = co_await io::sock_recv(rig.loop(), socket, message);
    co_await io::sock_sendall(rig.loop(), socket, bytes.unbox<loop::Bytes>()->text);
  }
}
Co<void> asks(Rig& rig, SocketRef socket, int times) {
  for (int i = 0; i < times; ++i) {
    co_await io::sock_sendall(rig.loop(), socket, std::string(message, 'x'));
    co_await io::sock_recv(rig.loop(), socket, message);
  }
}
Co<void> waits_for_ever(Rig& rig, SocketRef socket) {
  co_await io::sock_recv(rig.loop(), socket, message);
}

// Connections that talk, and pairs that are only watched; they live as long as the loop.
Co<void> talk(Rig& rig, int connections, int idle) {
  std::vector<std::pair<SocketRef, SocketRef>> pairs;
  std::vector<Ref<loop::Task>> servers, clients;
  for (int i = 0; i < connections + idle; ++i) pairs.push_back(io::Socket::pair(rig.environment()));
  for (int i = 0; i < connections; ++i) {
    servers.push_back(rig.task(echo(rig, pairs[i].first)));
    clients.push_back(rig.task(asks(rig, pairs[i].second, echoes / connections)));
  }
  for (int i = connections; i < connections + idle; ++i)
    servers.push_back(rig.task(waits_for_ever(rig, pairs[i].first)));
  co_await all(std::move(clients));
  for (const auto& server : servers) server->cancel();
  co_await loop::bare_yield();
}

void engine_echo(benchmark::State& state) {
  const auto kind = static_cast<io::SelectorKind>(state.range(3));
  measure(state, echoes, io::ClockKind::real_time, kind,
          [&](Rig& rig) { rig.run(talk(rig, static_cast<int>(state.range(1)), static_cast<int>(state.range(2)))); });
}

Co<int> gives(int value) {
  co_await loop::bare_yield();
  co_return value;
}
Co<void> gathers(Rig& rig) {
  std::vector<Value> awaitables;
  awaitables.reserve(children);
  for (int i = 0; i < children; ++i) awaitables.emplace_back(rig.coroutine(gives(i)));
  const Ref<loop::Future> all = loop::gather(rig.loop(), awaitables);
  awaitables.clear();
  co_await all;
}

void engine_gather(benchmark::State& state) {
  measure(state, children, [](Rig& rig) { rig.run(gathers(rig)); });
}

constexpr int by_select = static_cast<int>(io::SelectorKind::select);
constexpr int by_epoll = static_cast<int>(io::SelectorKind::epoll);

BENCHMARK(engine_switch)->Args({0, 10})->Args({0, 1000})->Args({0, 100000})->Args({1, 1000});
BENCHMARK(engine_ping_pong)->Arg(0)->Arg(1);
BENCHMARK(engine_ping_pong_select)->Arg(0)->Arg(1);
BENCHMARK(engine_spawn)->Arg(0)->Arg(1);
BENCHMARK(engine_timers)->Arg(0);
BENCHMARK(engine_timers_virtual)->Arg(0);
BENCHMARK(engine_echo)
    ->Args({0, 1, 0, by_select})
    ->Args({1, 1, 0, by_select})
    ->Args({0, 50, 0, by_select})
    ->Args({0, 1, idle_pairs, by_select})
    ->Args({0, 1, idle_pairs, by_epoll});
BENCHMARK(engine_gather)->Arg(0)->Arg(1);

}  // namespace
}  // namespace orrery::bench
