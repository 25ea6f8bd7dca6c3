// loop.sock_recv and its kin: try first, wait for readiness only if the kernel has nothing.
// (CPython: asyncio/selector_events.py; asyncio-semantics.md, 1.10.) As `async def`s they do nothing until awaited.
#pragma once

#include <functional>

#include "engine/io/socket.hpp"
#include "engine/loop/co.hpp"
#include "engine/loop/event_loop.hpp"

namespace orrery::io {

template <class T>
using Co = loop::Co<T>;

// At most `count` bytes, as Values::bytes; empty at the end of the stream. Raises OsError. `name`: of the callback that
// tries again when there is something.
Co<loop::Value> sock_recv(loop::EventLoop& loop, Ref<Socket> socket, std::size_t count,
                          const char* name = "_sock_recv");
// All of the bytes. Raises OsError.
Co<loop::Value> sock_sendall(loop::EventLoop& loop, Ref<Socket> socket, std::string bytes);

struct Accepted {
  Ref<Socket> socket;
  Address address;
};
// What becomes the result of accepting: native Value::box(Accepted); a script makes its `(conn, address)`.
using AcceptedValue = std::function<loop::Value(Accepted)>;
loop::Value boxed(Accepted accepted);
Co<loop::Value> sock_accept(loop::EventLoop& loop, Ref<Socket> socket, AcceptedValue value = boxed);
// Of datagrams: one of at most `count` bytes, as `value` makes it of the bytes and where they came from.
using ReceivedValue = std::function<loop::Value(std::string bytes, const Address& from)>;
Co<loop::Value> sock_recvfrom(loop::EventLoop& loop, Ref<Socket> socket, std::size_t count, const char* name,
                              ReceivedValue value);
// How many bytes were sent, as a small integer.
Co<loop::Value> sock_sendto(loop::EventLoop& loop, Ref<Socket> socket, std::string bytes, Address address);
Co<loop::Value> sock_connect(loop::EventLoop& loop, Ref<Socket> socket, Address address);

}  // namespace orrery::io
