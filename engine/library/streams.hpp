// Streams over the network of a loop's Program. (CPython: asyncio/streams.py.)
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "engine/io/stream/stream.hpp"
#include "engine/loop/co.hpp"

namespace orrery {

// Called with each connection; what it returns becomes a task. An exception that leaves it goes to the loop's exception
// handler, and the connection is closed.
using ConnectionHandler =
    std::function<loop::Co<void>(loop::Ref<io::StreamReader> reader, loop::Ref<io::StreamWriter> writer)>;

// Serves at once. `host`: numeric, "localhost", or empty for all addresses; `port` 0: a free one, see port_of().
// OsError if it can't be bound.
loop::Co<loop::Ref<io::Server>> start_server(loop::EventLoop& loop, ConnectionHandler handler, std::string host,
                                             int port);
// OsError if nobody listens there.
loop::Co<io::Streams> open_connection(loop::EventLoop& loop, std::string host, int port);

// The port of the server's first socket. Precondition: it is not closed.
int port_of(const io::Server& server);

// The next line, with its "\n"; what there is at the end of the stream, and then an empty text.
loop::Co<std::string> read_line(loop::Ref<io::StreamReader> reader);
// At most `count` bytes, one at least; an empty text at the end of the stream.
loop::Co<std::string> read_some(loop::Ref<io::StreamReader> reader, std::int64_t count = 65536);

}  // namespace orrery
