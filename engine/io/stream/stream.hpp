// Streams: a protocol that feeds a reader, a writer that waits for the transport, open_connection and start_server.
// Their loop must outlive them. (CPython: asyncio/streams.py.)
#pragma once

#include <deque>
#include <functional>

#include "engine/io/stream/reader.hpp"
#include "engine/io/stream/server.hpp"

namespace orrery::io {

class StreamWriter;

// What is called with each connection that comes. The coroutine that it returns becomes a task; null: it was all done.
using ClientConnected = std::function<Ref<loop::Coroutine>(Ref<StreamReader> reader, Ref<StreamWriter> writer)>;

// (CPython: StreamReaderProtocol, FlowControlMixin.)
class StreamProtocol final : public Protocol {
 public:
  // The reader is not counted, unless there is a callback: then it is until the connection is made.
  StreamProtocol(loop::EventLoop& loop, Ref<StreamReader> reader, ClientConnected connected = {});

  void connection_made(Transport& transport) override;
  std::string connection_made_name() const override { return "StreamReaderProtocol.connection_made"; }
  void data_received(std::string_view bytes) override;
  bool eof_received() override;
  void connection_lost(const Ref<loop::Error>& error) override;
  void pause_writing() override { paused_ = true; }
  void resume_writing() override;
  void transport_gone() noexcept override;
  void reader_gone() noexcept { reader_ = nullptr; }

  // Until writing is not paused. Raises ConnectionResetError if the connection is lost.
  Co<void> drain();
  // Done when the connection is lost, with its error if there was one.
  const Ref<loop::Future>& closed() const noexcept { return closed_; }
  // True for a server's, up to 3.12: dropping the writer then does not close the connection.
  bool holds_writer() const noexcept;
  loop::EventLoop& loop() const noexcept { return *loop_; }

  // What another language shows it by; not counted, and unset by whoever set it.
  loop::Object* face = nullptr;

 private:
  ~StreamProtocol() override;
  void begin_task(Ref<loop::Coroutine> coroutine, Transport& transport);
  void wake_drainers(const Ref<loop::Error>& error);

  loop::EventLoop* loop_;
  StreamReader* reader_;  // not counted: nobody reads what nobody has
  Ref<StreamReader> strong_reader_;
  ClientConnected connected_;
  bool of_server_;
  bool paused_ = false;
  bool lost_ = false;
  std::deque<Ref<loop::Future>> drainers_;
  Ref<loop::Future> closed_;
};

class StreamWriter final : public loop::Object {
 public:
  // `reader` may be null.
  StreamWriter(Ref<Transport> transport, Ref<StreamProtocol> protocol, Ref<StreamReader> reader);

  void write(std::string_view bytes) { transport_->write(bytes); }
  void writelines(const std::vector<std::string>& lines) { transport_->writelines(lines); }
  void write_eof() { transport_->write_eof(); }
  void close() { transport_->close(); }
  bool is_closing() const noexcept { return transport_->is_closing(); }
  // Waits while the transport's buffer is above its high-water mark. Raises what the reader has, what the connection
  // was lost by.
  Co<loop::Value> drain();
  // Until the connection is lost; raises its error.
  Co<loop::Value> wait_closed();

  const Ref<Transport>& transport() const noexcept { return transport_; }
  const Ref<StreamReader>& reader() const noexcept { return reader_; }
  loop::EventLoop& loop() const noexcept { return transport_->loop(); }

  // What another language shows it by; not counted, and unset by whoever set it.
  loop::Object* face = nullptr;

 private:
  // The coroutines hold the object from when they are made.
  Co<loop::Value> do_drain(Ref<StreamWriter> self);
  Co<loop::Value> do_wait_closed(Ref<StreamWriter> self);
  // Closes the connection: nobody can write any more.
  ~StreamWriter() override;

  Ref<Transport> transport_;
  Ref<StreamProtocol> protocol_;
  Ref<StreamReader> reader_;
  Ref<loop::Future> complete_;
};

struct Streams {
  Ref<StreamReader> reader;
  Ref<StreamWriter> writer;
};
Co<Streams> open_connection(loop::EventLoop& loop, Network& network, std::optional<std::string> host, int port,
                            std::size_t limit = StreamReader::default_limit, ConnectionOptions options = {});
Co<Ref<Server>> start_server(loop::EventLoop& loop, Network& network, ClientConnected connected,
                             std::vector<std::optional<std::string>> hosts, int port,
                             std::size_t limit = StreamReader::default_limit, ServerOptions options = {});

}  // namespace orrery::io
