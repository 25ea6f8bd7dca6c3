// An echo server and its clients in one program, over streams.
//
//   echo_server [CLIENTS] [--record FILE]      three clients, unless told otherwise
//
// With --record the run goes into a file for the window: `orrery FILE`.
#include <cstdlib>
#include <orrery/orrery.hpp>

#include "examples/echo_server/client.hpp"
#include "examples/options.hpp"

using namespace orrery;

namespace {

// One connection: every line goes back, until the client has no more.
Co<void> echo(EventLoop& loop, Ref<StreamReader> reader, Ref<StreamWriter> writer) {
  for (std::string line = co_await read_line(reader); !line.empty(); line = co_await read_line(reader)) {
    co_await sleep(loop, 0.01);  // some work
    writer->write(line);
    co_await writer->drain();
  }
  writer->close();
  co_await writer->wait_closed();
}

Co<int> serve_and_ask(EventLoop& loop, int clients) {
  // The handler is no coroutine itself: it may capture, and hands what it has captured on as parameters.
  const auto connected = [&loop](Ref<StreamReader> reader, Ref<StreamWriter> writer) {
    return echo(loop, std::move(reader), std::move(writer));
  };
  const Ref<Server> server = co_await start_server(loop, connected, "127.0.0.1", 0);
  const int port = port_of(*server);

  std::vector<Ref<Task>> asking;
  for (int i = 1; i <= clients; ++i)
    asking.push_back(create_task(loop, examples::ask(loop, port, i), "client " + std::to_string(i)));
  int lines = 0;
  for (const Ref<Task>& task : asking) lines += co_await as<int>(task);

  server->close();
  co_await server->wait_closed();
  print(loop, std::to_string(lines) + " lines came back to " + std::to_string(clients) + " clients");
  co_return lines == 3 * clients ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
  const examples::Wishes wishes = examples::read_wishes(argc, argv, 3);
  return run([clients = wishes.count](EventLoop& loop) { return serve_and_ask(loop, clients); }, wishes.options);
}
