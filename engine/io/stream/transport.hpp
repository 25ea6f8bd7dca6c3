// A connection of the loop, which must outlive it: reads when the socket is readable and tells its protocol, writes
// what it is given, in parts if need be. (CPython: asyncio/selector_events.py, _SelectorTransport and
// _SelectorSocketTransport.)
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/io/socket.hpp"
#include "engine/io/stream/protocol.hpp"
#include "engine/loop/event_loop.hpp"

namespace orrery::io {

class Server;

class Transport final : public loop::Object {
 public:
  static constexpr std::size_t max_read = 256 * 1024;     // bytes per event
  static constexpr std::size_t default_high = 64 * 1024;  // bytes

  // Schedules the protocol's connection_made, then the reading, then the result of `waiter`, if there is one.
  // `server`: whose connection it is, or null; it must know of the transport until that is lost.
  static Ref<Transport> start(loop::EventLoop& loop, Ref<Socket> socket, Ref<Protocol> protocol,
                              Ref<loop::Future> waiter = {}, Ref<Server> server = {});

  // Sends what the kernel takes at once, buffers the rest. RuntimeError after write_eof().
  void write(std::string_view bytes);
  // All of them at once: one write up to 3.11; from 3.12 on they are buffered, and sent, without a pause of the
  // protocol.
  void writelines(const std::vector<std::string>& lines);
  // No more will be written: the other end gets the end of the stream once the buffer is empty.
  void write_eof();
  static constexpr bool can_write_eof() noexcept { return true; }
  // Stops reading; once the buffer is empty, the connection is lost without error. Idempotent.
  void close();
  // The same without waiting for the buffer.
  void abort();
  bool is_closing() const noexcept { return closing_; }

  bool is_reading() const noexcept { return !closing_ && !paused_; }
  void pause_reading();
  void resume_reading();

  std::size_t write_buffer_size() const noexcept { return buffer_.size(); }
  struct Limits {
    std::size_t low = default_high / 4;
    std::size_t high = default_high;
  };
  const Limits& write_buffer_limits() const noexcept { return limits_; }
  // ValueError unless high >= low.
  void set_write_buffer_limits(Limits limits);

  // Null once the connection is lost.
  const Ref<Protocol>& protocol() const noexcept { return protocol_; }
  void set_protocol(Ref<Protocol> protocol) { protocol_ = std::move(protocol); }
  // Closed once the connection is lost.
  const Ref<Socket>& socket() const noexcept { return socket_; }
  // As they were when the connection was made; of host "" for pairs.
  const Address& local_address() const noexcept { return local_; }
  const Address& remote_address() const noexcept { return remote_; }
  loop::EventLoop& loop() const noexcept { return *loop_; }

  // What another language shows it by; not counted, and unset by whoever set it.
  loop::Object* face = nullptr;

 private:
  Transport(loop::EventLoop& loop, Ref<Socket> socket, Ref<Protocol> protocol, Ref<Server> server);
  ~Transport() override;

  void begin(Ref<loop::Future> waiter);
  void call_soon(std::string name, void (Transport::*what)());
  Ref<loop::Callback> calling(std::string name, void (Transport::*what)());
  void connection_made();
  void begin_reading();
  void add_reader();
  void add_writer();
  void read_ready();
  void received(std::string_view bytes);
  void ended();
  void write_ready();
  void written();
  // (3.12, 3.13: an empty piece at the end of what writelines() was given is sent by nothing, and stays in the buffer
  // until there is more.)
  bool nothing_buffered() const noexcept { return buffer_.empty() && !empty_piece_; }
  void tell_protocol(std::string_view failure, void (Protocol::*what)());
  Ref<loop::Error> caught() const;
  void maybe_pause_protocol();
  void maybe_resume_protocol();
  void fatal(const Ref<loop::Error>& error, std::string_view message);
  void force_close(Ref<loop::Error> error);
  void schedule_lost(Ref<loop::Error> error);
  void connection_lost(const Ref<loop::Error>& error);
  Ref<loop::Error> os_error(const IoStatus& status) const;

  loop::EventLoop* loop_;
  Ref<Socket> socket_;
  Ref<Protocol> protocol_;
  Ref<Server> server_;
  Address local_;
  Address remote_;
  std::string buffer_;
  Limits limits_;
  int lost_ = 0;  // how often something was to be done with a connection that is lost
  bool closing_ = false;
  bool paused_ = false;
  bool eof_ = false;
  bool protocol_paused_ = false;
  bool empty_piece_ = false;  // the last piece of writelines() was empty
};

}  // namespace orrery::io
