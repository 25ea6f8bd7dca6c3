// The workloads on Asio's coroutines, to compare.
#include <asio.hpp>
#include <asio/experimental/channel.hpp>
#include <deque>

#include "tests/bench/measure.hpp"

namespace orrery::bench {
namespace {

using asio::awaitable;
using asio::use_awaitable;
using Context = asio::io_context;
using Socket = asio::local::stream_protocol::socket;
using Channel = asio::experimental::channel<void(asio::error_code, int)>;

awaitable<void> yields(Context& context, int times) {
  for (int i = 0; i < times; ++i) co_await asio::post(context, use_awaitable);
}

void asio_switch(benchmark::State& state) {
  const auto tasks = static_cast<int>(state.range(0));
  for ([[maybe_unused]] const auto _ : state) {
    Context context(1);
    for (int i = 0; i < tasks; ++i) asio::co_spawn(context, yields(context, rounds(tasks)), asio::detached);
    context.run();
  }
  per_operation(state, double(tasks) * rounds(tasks));
}

awaitable<void> plays(Channel& mine, Channel& theirs, bool begins) {
  if (begins) theirs.try_send(asio::error_code(), 0);
  for (int i = 0; i < round_trips; ++i) {
    co_await mine.async_receive(use_awaitable);
    theirs.try_send(asio::error_code(), 0);
  }
}

void asio_ping_pong(benchmark::State& state) {
  for ([[maybe_unused]] const auto _ : state) {
    Context context(1);
    Channel left(context, 1), right(context, 1);
    asio::co_spawn(context, plays(left, right, true), asio::detached);
    asio::co_spawn(context, plays(right, left, false), asio::detached);
    context.run();
  }
  per_operation(state, round_trips);
}

awaitable<int> returns() {
  co_return 1;
}
awaitable<void> spawns_and_waits(Context& context) {
  for (int i = 0; i < spawns; ++i) co_await asio::co_spawn(context, returns(), use_awaitable);
}

void asio_spawn(benchmark::State& state) {
  for ([[maybe_unused]] const auto _ : state) {
    Context context(1);
    asio::co_spawn(context, spawns_and_waits(context), asio::detached);
    context.run();
  }
  per_operation(state, spawns);
}

awaitable<void> sleeps(Context& context, double delay) {
  asio::steady_timer timer(
      context, std::chrono::duration_cast<asio::steady_timer::duration>(std::chrono::duration<double>(delay)));
  co_await timer.async_wait(use_awaitable);
}

void asio_timers(benchmark::State& state) {
  const std::vector<double> all = delays();
  for ([[maybe_unused]] const auto _ : state) {
    Context context(1);
    for (const double delay : all) asio::co_spawn(context, sleeps(context, delay), asio::detached);
    context.run();
  }
  per_operation(state, sleepers);
}

awaitable<void> echo(Socket& socket) {
  std::array<char, message> bytes{};
  for (;;) {
    const std::size_t count = co_await socket.async_read_some(asio::buffer(bytes), use_awaitable);
    co_await asio::async_write(socket, asio::buffer(bytes, count), use_awaitable);
  }
}
awaitable<void> asks(Context& context, Socket& socket, int times, int& left) {
  std::array<char, message> bytes{};
  for (int i = 0; i < times; ++i) {
    co_await asio::async_write(socket, asio::buffer(bytes), use_awaitable);
    co_await socket.async_read_some(asio::buffer(bytes), use_awaitable);
  }
  if (--left == 0) context.stop();
}

void talk(int connections, int idle) {
  Context context(1);
  std::deque<Socket> sockets;
  int left = connections;
  std::array<char, message> never{};
  for (int i = 0; i < connections + idle; ++i) {
    const Pair ends = stream_pair();
    for (const int fd : ends) sockets.emplace_back(context, asio::local::stream_protocol(), fd);
    Socket &client = sockets.back(), &server = *(sockets.end() - 2);
    if (i < connections) {
      asio::co_spawn(context, echo(server), asio::detached);
      asio::co_spawn(context, asks(context, client, echoes / connections, left), asio::detached);
    } else {
      server.async_read_some(asio::buffer(never), [](asio::error_code, std::size_t) {});
    }
  }
  context.run();
}

void asio_echo(benchmark::State& state) {
  for ([[maybe_unused]] const auto _ : state) talk(static_cast<int>(state.range(0)), static_cast<int>(state.range(1)));
  per_operation(state, echoes);
}

awaitable<int> gives(Context& context, int value) {
  co_await asio::post(context, use_awaitable);
  co_return value;
}

void asio_gather(benchmark::State& state) {
  for ([[maybe_unused]] const auto _ : state) {
    Context context(1);
    std::vector<int> results(children);
    for (int i = 0; i < children; ++i)
      asio::co_spawn(context, gives(context, i), [&results, i](const std::exception_ptr&, int value) {
        results[static_cast<std::size_t>(i)] = value;
      });
    context.run();
  }
  per_operation(state, children);
}

BENCHMARK(asio_switch)->Arg(1000);
BENCHMARK(asio_ping_pong);
BENCHMARK(asio_spawn);
BENCHMARK(asio_timers);
BENCHMARK(asio_echo)->Args({1, 0})->Args({50, 0})->Args({1, idle_pairs});
BENCHMARK(asio_gather);

}  // namespace
}  // namespace orrery::bench
