// An endpoint for datagrams on the loop, which must outlive it. (CPython: asyncio/selector_events.py,
// _SelectorDatagramTransport; base_events.py, create_datagram_endpoint.)
#pragma once

#include <deque>
#include <optional>
#include <string>
#include <string_view>

#include "engine/io/network.hpp"
#include "engine/io/stream/protocol.hpp"
#include "engine/loop/co.hpp"
#include "engine/loop/event_loop.hpp"

namespace orrery::io {

template <class T>
using Co = loop::Co<T>;

class DatagramTransport;

// Called by the transport alone, on the loop. Errors of connection_made and connection_lost go to the loop's exception
// handler, as those of error_received; an error of datagram_received too, in the words of the loop.
class DatagramProtocol : public loop::Object {
 public:
  virtual void connection_made(DatagramTransport& transport) = 0;
  virtual std::string connection_made_name() const { return "connection_made"; }
  virtual void datagram_received(std::string_view bytes, const Address& from) = 0;
  // An earlier send or receive came to this.
  virtual void error_received(const Ref<loop::Error>& error) = 0;
  virtual void connection_lost(const Ref<loop::Error>& error) = 0;
  virtual void pause_writing() {}
  virtual void resume_writing() {}

 protected:
  DatagramProtocol() noexcept : Object(loop::Tag::other) {}
};

class DatagramTransport final : public loop::Object {
 public:
  static constexpr std::size_t max_size = 256 * 1024;     // bytes asked for per datagram
  static constexpr std::size_t default_high = 64 * 1024;  // bytes

  // Schedules connection_made, then the reading, then the result of `waiter`. `address`: where it is connected.
  static Ref<DatagramTransport> start(loop::EventLoop& loop, Ref<Socket> socket, Ref<DatagramProtocol> protocol,
                                      std::optional<Address> address, Ref<loop::Future> waiter);

  // Sends at once if the kernel takes it, buffers it else. Without an address: to where it is connected; ValueError for
  // another one than that. (Up to 3.12 what is empty is not sent.)
  void send_to(std::string_view bytes, const std::optional<Address>& to = {});
  // Stops reading; once the buffer is empty, the connection is lost without error. Idempotent.
  void close();
  // The same without waiting for the buffer.
  void abort();
  bool is_closing() const noexcept { return closing_; }
  std::size_t write_buffer_size() const noexcept { return buffered_; }

  const Ref<DatagramProtocol>& protocol() const noexcept { return protocol_; }
  void set_protocol(Ref<DatagramProtocol> protocol) { protocol_ = std::move(protocol); }
  const Ref<Socket>& socket() const noexcept { return socket_; }
  const Address& local_address() const noexcept { return local_; }
  // Where it is connected, if it is.
  const std::optional<Address>& remote_address() const noexcept { return remote_; }
  loop::EventLoop& loop() const noexcept { return *loop_; }

  // What another language shows it by; not counted, and unset by whoever set it.
  loop::Object* face = nullptr;

 private:
  struct Datagram {
    std::string bytes;
    std::optional<Address> to;
  };
  DatagramTransport(loop::EventLoop& loop, Ref<Socket> socket, Ref<DatagramProtocol> protocol,
                    std::optional<Address> address);
  void call_soon(std::string name, void (DatagramTransport::*what)());
  Ref<loop::Callback> calling(std::string name, void (DatagramTransport::*what)());
  void connection_made();
  void begin_reading();
  void read_ready();
  void write_ready();
  bool send(const Datagram& datagram);
  void tell_error(int error);
  void tell_protocol(std::string_view failure, void (DatagramProtocol::*what)());
  void fatal(std::string_view message);
  void force_close(Ref<loop::Error> error);
  void schedule_lost(Ref<loop::Error> error);
  void connection_lost(const Ref<loop::Error>& error);

  loop::EventLoop* loop_;
  Ref<Socket> socket_;
  Ref<DatagramProtocol> protocol_;
  Address local_;
  std::optional<Address> address_;  // that was asked for
  std::optional<Address> remote_;   // that the socket has
  std::deque<Datagram> buffer_;
  std::size_t buffered_ = 0;  // bytes
  int lost_ = 0;
  bool closing_ = false;
  bool protocol_paused_ = false;
};

struct DatagramEndpoint {
  Ref<DatagramTransport> transport;
  Ref<DatagramProtocol> protocol;
};
struct DatagramOptions {
  std::optional<std::pair<std::string, int>> local, remote;  // host and port
  Ref<Socket> socket;                                        // instead of both, if there is one
  bool broadcast = false;                                    // then it is not connected
};
// OSError; ValueError "unexpected address family" if there is no address at all.
Co<DatagramEndpoint> create_datagram_endpoint(loop::EventLoop& loop, Network& network,
                                              std::function<Ref<DatagramProtocol>()> factory, DatagramOptions options);

}  // namespace orrery::io
