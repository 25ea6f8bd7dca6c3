// Timers and echo on libuv, to compare. It has callbacks and no tasks, so the other workloads have no counterpart.
#include <uv.h>

#include <memory>

#include "tests/bench/measure.hpp"

namespace orrery::bench {
namespace {

void uv_timers(benchmark::State& state) {
  const std::vector<double> all = delays();
  for ([[maybe_unused]] const auto _ : state) {
    uv_loop_t loop;
    uv_loop_init(&loop);
    for (const double delay : all) {
      auto* timer = new uv_timer_t;
      uv_timer_init(&loop, timer);
      const auto ended = [](uv_timer_t* done) {
        uv_close(reinterpret_cast<uv_handle_t*>(done),
                 [](uv_handle_t* closed) { delete reinterpret_cast<uv_timer_t*>(closed); });
      };
      uv_timer_start(timer, ended, static_cast<std::uint64_t>(delay * 1000), 0);
    }
    uv_run(&loop, UV_RUN_DEFAULT);
    uv_loop_close(&loop);
  }
  per_operation(state, sleepers);
}

// One end of a connection: it sends its bytes back, or counts down and sends them again.
struct End {
  uv_pipe_t pipe{};
  uv_write_t request{};
  std::array<char, message> bytes{};
  int* connections_left = nullptr;  // null: it only sends back
  int left = 0;

  void send() {
    uv_buf_t buffer = uv_buf_init(bytes.data(), message);
    uv_write(&request, reinterpret_cast<uv_stream_t*>(&pipe), &buffer, 1, nullptr);
  }
  void received() {
    if (!connections_left || --left > 0) return send();
    if (--*connections_left == 0) uv_stop(pipe.loop);
  }
  void open(uv_loop_t& loop, int fd) {
    uv_pipe_init(&loop, &pipe, 0);
    uv_pipe_open(&pipe, fd);
    pipe.data = this;
    const auto room = [](uv_handle_t* handle, std::size_t, uv_buf_t* buffer) {
      *buffer = uv_buf_init(static_cast<End*>(handle->data)->bytes.data(), message);
    };
    const auto read = [](uv_stream_t* stream, ssize_t count, const uv_buf_t*) {
      if (count > 0) static_cast<End*>(stream->data)->received();
    };
    uv_read_start(reinterpret_cast<uv_stream_t*>(&pipe), room, read);
  }
};

void talk(int connections, int idle) {
  uv_loop_t loop;
  uv_loop_init(&loop);
  std::vector<std::unique_ptr<End>> ends;
  int left = connections;
  for (int i = 0; i < connections + idle; ++i)
    for (const int fd : stream_pair()) ends.push_back(std::make_unique<End>()), ends.back()->open(loop, fd);
  for (int i = 0; i < connections; ++i) {
    End& client = *ends[static_cast<std::size_t>(2 * i + 1)];
    client.connections_left = &left;
    client.left = echoes / connections;
    client.send();
  }
  uv_run(&loop, UV_RUN_DEFAULT);
  for (const auto& end : ends) uv_close(reinterpret_cast<uv_handle_t*>(&end->pipe), nullptr);
  uv_run(&loop, UV_RUN_DEFAULT);
  uv_loop_close(&loop);
}

void uv_echo(benchmark::State& state) {
  for ([[maybe_unused]] const auto _ : state) talk(static_cast<int>(state.range(0)), static_cast<int>(state.range(1)));
  per_operation(state, echoes);
}

BENCHMARK(uv_timers);
BENCHMARK(uv_echo)->Args({1, 0})->Args({50, 0})->Args({1, idle_pairs});

}  // namespace
}  // namespace orrery::bench
