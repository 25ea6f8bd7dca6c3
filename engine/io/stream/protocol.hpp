// What a transport tells, and whom: asyncio's transports and protocols.
// (CPython: asyncio/protocols.py, transports.py; asyncio-semantics.md, 1.11.)
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "engine/loop/error.hpp"
#include "engine/loop/value.hpp"

namespace orrery::io {

template <class T>
using Ref = loop::Ref<T>;

class Transport;

// Called by the transport alone, on the loop. What the members throw goes where CPython sends it: from connection_made
// and connection_lost to the loop's exception handler, from the others it ends the connection.
class Protocol : public loop::Object {
 public:
  virtual void connection_made(Transport& transport) = 0;
  virtual void data_received(std::string_view bytes) = 0;
  // Of those that have a buffer of their own, how many bytes it takes now, at least 1: data_received() gets no more.
  // Nothing: any number.
  virtual std::optional<std::size_t> room() { return {}; }
  // What an error of data_received() is reported as.
  virtual std::string_view receiving_failed() const { return "Fatal error: protocol.data_received() call failed."; }
  // The other end sends no more. True: keep the transport open.
  virtual bool eof_received() { return false; }
  // As the trace calls its connection_made, which is a callback of the loop.
  virtual std::string connection_made_name() const { return "connection_made"; }
  // Nothing comes after this. `error` is null if the connection was closed in good order.
  virtual void connection_lost(const Ref<loop::Error>& error) = 0;
  // The transport's buffer went above its high-water mark; is down at its low-water mark again.
  virtual void pause_writing() {}
  virtual void resume_writing() {}
  // The transport died without having been closed (its loop was). Called by its destructor.
  virtual void transport_gone() noexcept {}

 protected:
  Protocol() noexcept : Object(loop::Tag::other) {}
};

using ProtocolFactory = std::function<Ref<Protocol>()>;

}  // namespace orrery::io
