#include "engine/io/stream/datagram.hpp"

#include "engine/io/socket_operations.hpp"
#include "engine/io/stream/server.hpp"
#include "engine/loop/sleep.hpp"

namespace orrery::io {

using loop::Error;
using loop::ErrorKind;

namespace {

bool same(const Address& a, const Address& b) {
  return a.host == b.host && a.port == b.port;
}

std::optional<Address> remote_of(Socket& socket) {
  try {
    return socket.remote_address();
  } catch (const loop::Raised&) {
    return {};  // not connected
  }
}

}  // namespace

DatagramTransport::DatagramTransport(loop::EventLoop& loop, Ref<Socket> socket, Ref<DatagramProtocol> protocol,
                                     std::optional<Address> address)
    : Object(loop::Tag::other),
      loop_(&loop),
      socket_(std::move(socket)),
      protocol_(std::move(protocol)),
      local_(socket_->local_address()),
      address_(std::move(address)),
      remote_(remote_of(*socket_)) {}

Ref<DatagramTransport> DatagramTransport::start(loop::EventLoop& loop, Ref<Socket> socket,
                                                Ref<DatagramProtocol> protocol, std::optional<Address> address,
                                                Ref<loop::Future> waiter) {
  const Ref<DatagramTransport> transport(
      new DatagramTransport(loop, std::move(socket), std::move(protocol), std::move(address)));
  transport->call_soon(transport->protocol_->connection_made_name(), &DatagramTransport::connection_made);
  transport->call_soon("BaseSelectorEventLoop._add_reader", &DatagramTransport::begin_reading);
  if (waiter) loop.call_soon(loop::set_result_unless_cancelled(std::move(waiter), {}));
  return transport;
}

Ref<loop::Callback> DatagramTransport::calling(std::string name, void (DatagramTransport::*what)()) {
  return loop::callback(std::move(name), [self = Ref<DatagramTransport>(this), what] { ((*self).*what)(); });
}

void DatagramTransport::call_soon(std::string name, void (DatagramTransport::*what)()) {
  loop_->call_soon(calling(std::move(name), what));
}

void DatagramTransport::connection_made() {
  const Ref<DatagramProtocol> protocol = protocol_;
  if (protocol) protocol->connection_made(*this);
}

void DatagramTransport::begin_reading() {
  if (!closing_)
    loop_->add_reader(socket_->fileno(),
                      calling("_SelectorDatagramTransport._read_ready", &DatagramTransport::read_ready));
}

// ---------------------------------------------------------------- errors

// Of the program while a datagram was handled. Call inside a catch block.
void DatagramTransport::fatal(std::string_view message) {
  const Ref<Error> error = loop_->environment().errors().current();
  if (error->leaves_loop()) error->raise();
  loop_->call_exception_handler({std::string(message), error, {}, {}, Ref<loop::Object>(this)});
  force_close(error);
}

void DatagramTransport::tell_error(int error) {
  const Ref<DatagramProtocol> protocol = protocol_;
  if (protocol) protocol->error_received(loop_->environment().errors().make_os(error, {}));
}

void DatagramTransport::tell_protocol(std::string_view failure, void (DatagramProtocol::*what)()) {
  try {
    const Ref<DatagramProtocol> protocol = protocol_;
    if (protocol) ((*protocol).*what)();
  } catch (...) {
    const Ref<Error> error = loop_->environment().errors().current();
    if (error->leaves_loop()) error->raise();
    loop_->call_exception_handler({std::string(failure), error, {}, {}, Ref<loop::Object>(this)});
  }
}

// ---------------------------------------------------------------- reading

// What the protocol raises goes to the loop, as of any callback.
void DatagramTransport::read_ready() {
  if (lost_) return;
  std::string bytes;
  Address from;
  const IoStatus status = socket_->receive_from(bytes, max_size, from);
  if (status.would_block()) return;
  const event::CauseScope because(loop_->environment().probe(), status.seq);
  if (status.failed()) return tell_error(status.error);
  const Ref<DatagramProtocol> protocol = protocol_;
  protocol->datagram_received(bytes, from);
}

// ---------------------------------------------------------------- writing

// False if the kernel takes nothing now. What went wrong otherwise was told.
bool DatagramTransport::send(const Datagram& datagram) {
  const IoStatus status = socket_->send_to(datagram.bytes, remote_ || !datagram.to ? nullptr : &*datagram.to);
  if (status.would_block()) return false;
  if (status.failed()) tell_error(status.error);
  return true;
}

void DatagramTransport::send_to(std::string_view bytes, const std::optional<Address>& to) {
  loop::Environment& environment = loop_->environment();
  if (bytes.empty() && environment.rules() < loop::Rules::py313) return;
  if (address_ && to && !same(*to, *address_))
    environment.errors().make(ErrorKind::value, "Invalid address: must be None or " + address_->repr())->raise();
  if (lost_ && address_) {
    ++lost_;
    return;
  }
  Datagram datagram{std::string(bytes), address_ ? address_ : to};
  if (buffer_.empty()) {
    if (send(datagram)) return;
    loop_->add_writer(socket_->fileno(),
                      calling("_SelectorDatagramTransport._sendto_ready", &DatagramTransport::write_ready));
  }
  buffered_ += datagram.bytes.size();
  buffer_.push_back(std::move(datagram));
  if (buffered_ <= default_high || protocol_paused_) return;
  protocol_paused_ = true;
  tell_protocol("protocol.pause_writing() failed", &DatagramProtocol::pause_writing);
}

void DatagramTransport::write_ready() {
  while (!buffer_.empty() && send(buffer_.front())) {
    buffered_ -= buffer_.front().bytes.size();
    buffer_.pop_front();
  }
  if (protocol_paused_ && buffered_ <= default_high / 4) {
    protocol_paused_ = false;
    tell_protocol("protocol.resume_writing() failed", &DatagramProtocol::resume_writing);
  }
  if (!buffer_.empty()) return;
  loop_->remove_writer(socket_->fileno());
  if (closing_) connection_lost({});
}

// ---------------------------------------------------------------- closing

void DatagramTransport::close() {
  if (closing_) return;
  closing_ = true;
  loop_->remove_reader(socket_->fileno());
  if (!buffer_.empty()) return;
  loop_->remove_writer(socket_->fileno());
  schedule_lost({});
}

void DatagramTransport::abort() {
  force_close({});
}

void DatagramTransport::force_close(Ref<Error> error) {
  if (lost_) return;
  if (!buffer_.empty()) {
    buffer_.clear();
    buffered_ = 0;
    loop_->remove_writer(socket_->fileno());
  }
  if (!closing_) {
    closing_ = true;
    loop_->remove_reader(socket_->fileno());
  }
  schedule_lost(std::move(error));
}

void DatagramTransport::schedule_lost(Ref<Error> error) {
  ++lost_;
  loop_->call_soon(loop::callback(
      "_SelectorTransport._call_connection_lost",
      [self = Ref<DatagramTransport>(this), error = std::move(error)] { self->connection_lost(error); }));
}

void DatagramTransport::connection_lost(const Ref<Error>& error) {
  struct End {
    DatagramTransport& self;
    ~End() {
      self.socket_->close();
      self.protocol_ = nullptr;
    }
  };
  const Ref<DatagramTransport> self(this);
  const Ref<DatagramProtocol> protocol = protocol_;
  const End end{*this};
  if (protocol) protocol->connection_lost(error);
}

// ---------------------------------------------------------------- making one

namespace {

using Place = std::optional<std::pair<std::string, int>>;

Co<std::optional<Address>> find(loop::EventLoop& loop, Network& network, Place place) {
  if (!place) co_return std::nullopt;
  std::string host = co_await resolve(loop, network, place->first, false);
  co_return std::optional<Address>(Address(std::move(host), place->second));
}

Co<Ref<Socket>> datagram_socket(loop::EventLoop& loop, Network& network, std::optional<Address> local,
                                std::optional<Address> remote, bool broadcast) {
  const Ref<Socket> socket = network.udp();
  try {
    if (local) socket->bind(*local);
    if (remote && !broadcast) co_await sock_connect(loop, socket, *remote);
  } catch (...) {
    socket->close();
    throw;
  }
  co_return socket;
}

}  // namespace

Co<DatagramEndpoint> create_datagram_endpoint(loop::EventLoop& loop, Network& network,
                                              std::function<Ref<DatagramProtocol>()> factory, DatagramOptions options) {
  Ref<Socket> socket = options.socket;
  std::optional<Address> remote;
  if (!socket) {
    if (!options.local && !options.remote)
      loop.environment().errors().make(ErrorKind::value, "unexpected address family")->raise();
    const std::optional<Address> local = co_await find(loop, network, options.local);
    remote = co_await find(loop, network, options.remote);
    socket = co_await datagram_socket(loop, network, local, remote, options.broadcast);
  }
  const Ref<DatagramProtocol> protocol = factory();
  const Ref<loop::Future> waiter = loop.create_future("create_datagram_endpoint");
  const Ref<DatagramTransport> transport = DatagramTransport::start(loop, socket, protocol, remote, waiter);
  try {
    co_await waiter;
  } catch (const loop::Raised&) {
    transport->close();
    throw;
  }
  DatagramEndpoint made{transport, protocol};
  co_return made;
}

}  // namespace orrery::io
