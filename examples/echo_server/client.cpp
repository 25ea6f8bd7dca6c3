#include "examples/echo_server/client.hpp"

using namespace orrery;

namespace examples {
namespace {

Co<bool> comes_back(EventLoop& loop, Streams streams, std::string line) {
  streams.writer->write(line);
  co_await streams.writer->drain();
  const std::string answer = co_await with_timeout(loop, 5, read_line(streams.reader));
  co_return answer == line;
}

}  // namespace

Co<int> ask(EventLoop& loop, int port, int number) {
  const Streams streams = co_await open_connection(loop, "127.0.0.1", port);
  int echoed = 0;
  for (const char* word : {"hello", "how are you", "goodbye"}) {
    std::string line = std::string(word) + ", says " + std::to_string(number) + "\n";
    if (co_await comes_back(loop, streams, std::move(line))) ++echoed;
  }
  streams.writer->close();
  co_await streams.writer->wait_closed();
  co_return echoed;
}

}  // namespace examples
