#include "engine/library/streams.hpp"

#include "engine/library/program.hpp"

namespace orrery {

loop::Co<loop::Ref<io::Server>> start_server(loop::EventLoop& loop, ConnectionHandler handler, std::string host,
                                             int port) {
  std::vector<std::optional<std::string>> hosts{host.empty() ? std::nullopt : std::optional(std::move(host))};
  const auto connected = [&environment = loop.environment(), handler = std::move(handler)](
                             loop::Ref<io::StreamReader> reader, loop::Ref<io::StreamWriter> writer) {
    return loop::as_coroutine(environment, handler(std::move(reader), std::move(writer)));
  };
  return io::start_server(loop, program_of(loop).network(), connected, std::move(hosts), port);
}

loop::Co<io::Streams> open_connection(loop::EventLoop& loop, std::string host, int port) {
  return io::open_connection(loop, program_of(loop).network(), std::move(host), port);
}

int port_of(const io::Server& server) {
  return server.sockets().front()->local_address().port;
}

loop::Co<std::string> read_line(loop::Ref<io::StreamReader> reader) {
  co_return io::bytes_of(co_await reader->readline());
}

loop::Co<std::string> read_some(loop::Ref<io::StreamReader> reader, std::int64_t count) {
  co_return io::bytes_of(co_await reader->read(count));
}

}  // namespace orrery
