// The sizes of the workloads and how each is measured: the same for the engine, the floor and the peers.
#pragma once

#include <benchmark/benchmark.h>
#include <sys/socket.h>

#include <array>
#include <cerrno>
#include <random>
#include <system_error>
#include <vector>

namespace orrery::bench {

// How often each of so many tasks gives up its turn.
constexpr int rounds(int tasks) {
  return tasks < 10'000 ? 200'000 / tasks : 10;
}
constexpr int round_trips = 10'000;  // of ping-pong
constexpr int spawns = 10'000;
constexpr int children = 100'000;    // of gather
constexpr int sleepers = 100'000;    // of timers
constexpr int echoes = 5'000;        // round trips over all connections
constexpr std::size_t message = 64;  // bytes of an echo
constexpr int idle_pairs = 450;

// Processor time for one operation, as the counter `each`.
inline void per_operation(benchmark::State& state, double operations) {
  state.counters["each"] =
      benchmark::Counter(operations, benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
}

// Seconds: the delays of the sleepers, the same for all.
inline std::vector<double> delays() {
  std::mt19937 dice(1);
  std::uniform_real_distribution<double> spread(0, 0.1);
  std::vector<double> result(sleepers);
  for (double& delay : result) delay = spread(dice);
  return result;
}

using Pair = std::array<int, 2>;

// A connected pair of non-blocking stream sockets; throws std::system_error.
inline Pair stream_pair() {
  Pair ends{};
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, ends.data()) != 0)
    throw std::system_error(errno, std::generic_category());
  return ends;
}

}  // namespace orrery::bench
