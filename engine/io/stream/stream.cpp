#include "engine/io/stream/stream.hpp"

#include <algorithm>
#include <cerrno>

#include "engine/loop/sleep.hpp"

namespace orrery::io {

using loop::Error;
using loop::EventLoop;
using loop::Future;
using loop::Value;

// ---------------------------------------------------------------- the protocol

StreamProtocol::StreamProtocol(EventLoop& loop, Ref<StreamReader> reader, ClientConnected connected)
    : loop_(&loop),
      reader_(reader.get()),
      connected_(std::move(connected)),
      of_server_(static_cast<bool>(connected_)),
      closed_(loop.create_future("StreamReaderProtocol")) {
  if (reader_) reader_->protocol_ = this;
  if (of_server_) strong_reader_ = std::move(reader);
}

// Nobody asked how the connection ended.
StreamProtocol::~StreamProtocol() {
  if (reader_) reader_->protocol_ = nullptr;
  closed_->mark_retrieved();
}

bool StreamProtocol::holds_writer() const noexcept {
  return of_server_ && !lost_ && loop_->environment().rules() < loop::Rules::py313;
}

void StreamProtocol::connection_made(Transport& transport) {
  if (reader_) reader_->set_transport(&transport);
  if (!connected_) return;
  const ClientConnected connected = std::exchange(connected_, {});
  const Ref<StreamReader> reader(reader_);
  const auto writer = loop::make<StreamWriter>(Ref<Transport>(&transport), Ref<StreamProtocol>(this), reader);
  Ref<loop::Coroutine> coroutine = connected(reader, writer);
  strong_reader_ = nullptr;
  if (coroutine) begin_task(std::move(coroutine), transport);
}

// (3.11, 3.12: the error of a cancelled task is asked for, too, and so raised.)
void StreamProtocol::begin_task(Ref<loop::Coroutine> coroutine, Transport& transport) {
  const Ref<loop::Task> task = loop_->create_task(std::move(coroutine));
  const std::string name = connection_made_name() + ".<locals>.callback";
  task->add_done_callback(loop::done_callback(name, [connection = Ref<Transport>(&transport)](Future& done) {
    EventLoop& loop = connection->loop();
    if (done.cancelled() && loop.environment().rules() >= loop::Rules::py313) return connection->close();
    const Ref<Error> error = done.exception();
    if (!error) return;
    loop.call_exception_handler({"Unhandled exception in client_connected_cb", error, {}, {}, connection});
    connection->close();
  }));
}

void StreamProtocol::data_received(std::string_view bytes) {
  if (reader_) reader_->feed_data(bytes);
}

// The other end may still read.
bool StreamProtocol::eof_received() {
  if (reader_) reader_->feed_eof();
  return true;
}

void StreamProtocol::connection_lost(const Ref<Error>& error) {
  if (reader_ && error)
    reader_->set_exception(error);
  else if (reader_)
    reader_->feed_eof();
  if (!closed_->done() && error)
    closed_->set_exception(error);
  else if (!closed_->done())
    closed_->set_result({});
  lost_ = true;
  if (paused_) wake_drainers(error);
  transport_gone();
}

void StreamProtocol::transport_gone() noexcept {
  if (reader_) reader_->set_transport(nullptr);
}

void StreamProtocol::resume_writing() {
  paused_ = false;
  wake_drainers({});
}

void StreamProtocol::wake_drainers(const Ref<Error>& error) {
  for (const Ref<Future>& waiter : drainers_) {
    if (waiter->done()) continue;
    if (error)
      waiter->set_exception(error);
    else
      waiter->set_result({});
  }
}

Co<void> StreamProtocol::drain() {
  const Ref<StreamProtocol> self(this);
  if (lost_) loop_->environment().errors().make_os_words(ECONNRESET, "Connection lost")->raise();
  if (!paused_) co_return;
  const Ref<Future> waiter = loop_->create_future("drain");
  drainers_.push_back(waiter);
  struct Leave {
    StreamProtocol& self;
    const Ref<Future>& waiter;
    ~Leave() { self.drainers_.erase(std::find(self.drainers_.begin(), self.drainers_.end(), waiter)); }
  };
  const Leave leave{*this, waiter};
  co_await waiter;
}

// ---------------------------------------------------------------- the writer

StreamWriter::StreamWriter(Ref<Transport> transport, Ref<StreamProtocol> protocol, Ref<StreamReader> reader)
    : Object(loop::Tag::other),
      transport_(std::move(transport)),
      protocol_(std::move(protocol)),
      reader_(std::move(reader)),
      complete_(transport_->loop().create_future("StreamWriter")) {
  complete_->set_result({});
}

StreamWriter::~StreamWriter() {
  if (transport_->is_closing() || transport_->loop().closed() || protocol_->holds_writer()) return;
  transport_->close();
}

Co<Value> StreamWriter::drain() {
  return do_drain(Ref<StreamWriter>(this)).named("drain");
}
Co<Value> StreamWriter::do_drain([[maybe_unused]] Ref<StreamWriter> self) {
  if (reader_ && reader_->exception()) Ref<Error>(reader_->exception())->raise();
  if (transport_->is_closing()) co_await loop::bare_yield();
  co_await protocol_->drain().named("_drain_helper");
  co_return Value();
}

Co<Value> StreamWriter::wait_closed() {
  return do_wait_closed(Ref<StreamWriter>(this)).named("wait_closed");
}
Co<Value> StreamWriter::do_wait_closed([[maybe_unused]] Ref<StreamWriter> self) {
  co_await protocol_->closed();
  co_return Value();
}

// ---------------------------------------------------------------- connections

Co<Streams> open_connection(EventLoop& loop, Network& network, std::optional<std::string> host, int port,
                            std::size_t limit, ConnectionOptions options) {
  const auto reader = loop::make<StreamReader>(loop, limit);
  const auto protocol = loop::make<StreamProtocol>(loop, reader);
  ProtocolFactory factory = [protocol] { return Ref<Protocol>(protocol); };
  const Connection connection =
      co_await create_connection(loop, network, std::move(factory), std::move(host), port, std::move(options));
  const auto writer = loop::make<StreamWriter>(connection.transport, protocol, reader);
  Streams streams{reader, writer};
  co_return streams;
}

Co<Ref<Server>> start_server(EventLoop& loop, Network& network, ClientConnected connected,
                             std::vector<std::optional<std::string>> hosts, int port, std::size_t limit,
                             ServerOptions options) {
  ProtocolFactory factory = [&loop, connected = std::move(connected), limit] {
    const auto reader = loop::make<StreamReader>(loop, limit);
    return Ref<Protocol>(loop::make<StreamProtocol>(loop, reader, connected));
  };
  co_return co_await create_server(loop, network, std::move(factory), std::move(hosts), port, std::move(options));
}

}  // namespace orrery::io
