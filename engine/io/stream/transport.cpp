#include "engine/io/stream/transport.hpp"

#include <sys/socket.h>

#include "engine/io/stream/server.hpp"
#include "engine/loop/sleep.hpp"

namespace orrery::io {

using loop::Error;
using loop::ErrorKind;

Transport::Transport(loop::EventLoop& loop, Ref<Socket> socket, Ref<Protocol> protocol, Ref<Server> server)
    : Object(loop::Tag::other),
      loop_(&loop),
      socket_(std::move(socket)),
      protocol_(std::move(protocol)),
      server_(std::move(server)),
      local_(socket_->local_address()) {
  try {
    remote_ = socket_->remote_address();
  } catch (const loop::Raised&) {
    remote_ = {};  // it has hung up already: asyncio's peername is None then
  }
  if (server_) server_->attach(*this);
}

Transport::~Transport() {
  if (protocol_) protocol_->transport_gone();
  if (server_) server_->detach(*this);
}

Ref<Transport> Transport::start(loop::EventLoop& loop, Ref<Socket> socket, Ref<Protocol> protocol,
                                Ref<loop::Future> waiter, Ref<Server> server) {
  const Ref<Transport> transport(new Transport(loop, std::move(socket), std::move(protocol), std::move(server)));
  transport->begin(std::move(waiter));
  return transport;
}

Ref<loop::Callback> Transport::calling(std::string name, void (Transport::*what)()) {
  return loop::callback(std::move(name), [self = Ref<Transport>(this), what] { ((*self).*what)(); });
}

void Transport::call_soon(std::string name, void (Transport::*what)()) {
  loop_->call_soon(calling(std::move(name), what));
}

void Transport::begin(Ref<loop::Future> waiter) {
  call_soon(protocol_->connection_made_name(), &Transport::connection_made);
  call_soon("_add_reader", &Transport::begin_reading);
  if (waiter) loop_->call_soon(loop::set_result_unless_cancelled(std::move(waiter), {}));
}

void Transport::connection_made() {
  const Ref<Protocol> protocol = protocol_;
  if (protocol) protocol->connection_made(*this);
}

void Transport::begin_reading() {
  if (is_reading()) add_reader();
}

void Transport::add_reader() {
  loop_->add_reader(socket_->fileno(), calling("_read_ready", &Transport::read_ready));
}
void Transport::add_writer() {
  const bool gathers = loop_->environment().rules() >= loop::Rules::py312;  // sendmsg() of all that is buffered
  loop_->add_writer(socket_->fileno(), calling(gathers ? "_write_sendmsg" : "_write_ready", &Transport::write_ready));
}

void Transport::pause_reading() {
  if (!is_reading()) return;
  paused_ = true;
  loop_->remove_reader(socket_->fileno());
}

void Transport::resume_reading() {
  if (closing_ || !paused_) return;
  paused_ = false;
  add_reader();
}

// ---------------------------------------------------------------- errors

// The error being handled, unless it leaves the loop: then it is raised again. Call inside a catch block.
Ref<Error> Transport::caught() const {
  Ref<Error> error = loop_->environment().errors().current();
  if (error->leaves_loop()) error->raise();
  return error;
}

Ref<Error> Transport::os_error(const IoStatus& status) const {
  return loop_->environment().errors().make_os(status.error, {});
}

// What a socket may well suffer is not worth a word; a protocol's own errors are.
void Transport::fatal(const Ref<Error>& error, std::string_view message) {
  if (error->kind() != ErrorKind::os) loop_->call_exception_handler({std::string(message), error, {}, {}, Ref<loop::Object>(this)});
  force_close(error);
}

void Transport::tell_protocol(std::string_view failure, void (Protocol::*what)()) {
  try {
    const Ref<Protocol> protocol = protocol_;
    if (protocol) ((*protocol).*what)();
  } catch (...) {
    loop_->call_exception_handler({std::string(failure), caught(), {}, {}, Ref<loop::Object>(this)});
  }
}

// ---------------------------------------------------------------- reading

void Transport::read_ready() {
  if (lost_) return;
  std::size_t most = max_read;
  try {
    const Ref<Protocol> protocol = protocol_;
    most = protocol->room().value_or(max_read);
  } catch (...) {
    return fatal(caught(), "Fatal error: protocol.get_buffer() call failed.");
  }
  std::string bytes;
  const IoStatus status = socket_->receive(bytes, most);
  if (status.would_block()) return;
  const event::CauseScope because(loop_->environment().probe(), status.seq);
  if (status.failed()) return fatal(os_error(status), "Fatal read error on socket transport");
  bytes.empty() ? ended() : received(bytes);
}

void Transport::received(std::string_view bytes) {
  try {
    const Ref<Protocol> protocol = protocol_;
    protocol->data_received(bytes);
  } catch (...) {
    fatal(caught(), protocol_ ? protocol_->receiving_failed() : "Fatal read error on socket transport");
  }
}

void Transport::ended() {
  bool keep_open = false;
  try {
    const Ref<Protocol> protocol = protocol_;
    keep_open = protocol->eof_received();
  } catch (...) {
    return fatal(caught(), "Fatal error: protocol.eof_received() call failed.");
  }
  if (keep_open)
    loop_->remove_reader(socket_->fileno());
  else
    close();
}

// ---------------------------------------------------------------- writing

void Transport::write(std::string_view bytes) {
  if (eof_) loop_->environment().errors().make(ErrorKind::runtime, "Cannot call write() after write_eof()")->raise();
  if (bytes.empty()) return;
  if (lost_) {
    ++lost_;
    return;
  }
  if (nothing_buffered()) {
    const IoStatus status = socket_->send(bytes);
    if (status.failed()) return fatal(os_error(status), "Fatal write error on socket transport");
    bytes.remove_prefix(status.count);
    if (bytes.empty()) return;
    add_writer();
  }
  buffer_ += bytes;
  empty_piece_ = false;
  maybe_pause_protocol();
}

void Transport::writelines(const std::vector<std::string>& lines) {
  std::string all;
  for (const std::string& line : lines) all += line;
  if (loop_->environment().rules() < loop::Rules::py312) return write(all);
  loop::ErrorFactory& errors = loop_->environment().errors();
  if (eof_) errors.make(ErrorKind::runtime, "Cannot call writelines() after write_eof()")->raise();
  if (lines.empty()) return;
  // Closing takes the method away that would send them.
  if (closing_) errors.make(ErrorKind::type, "'NoneType' object is not callable")->raise();
  buffer_ += all;
  empty_piece_ = lines.back().empty();
  write_ready();
  if (!nothing_buffered()) add_writer();
}

void Transport::write_ready() {
  if (lost_) return;
  const IoStatus status = socket_->send(buffer_);
  if (status.would_block()) return;
  if (status.failed()) {
    loop_->remove_writer(socket_->fileno());
    buffer_.clear();
    empty_piece_ = false;
    return fatal(os_error(status), "Fatal write error on socket transport");
  }
  const event::CauseScope because(loop_->environment().probe(), status.seq);
  buffer_.erase(0, status.count);
  maybe_resume_protocol();  // may write more
  if (nothing_buffered()) written();
}

void Transport::written() {
  loop_->remove_writer(socket_->fileno());
  if (closing_)
    connection_lost({});
  else if (eof_)
    socket_->shutdown(SHUT_WR);
}

void Transport::write_eof() {
  if (closing_ || eof_) return;
  eof_ = true;
  if (nothing_buffered()) socket_->shutdown(SHUT_WR);
}

void Transport::maybe_pause_protocol() {
  if (buffer_.size() <= limits_.high || protocol_paused_) return;
  protocol_paused_ = true;
  tell_protocol("protocol.pause_writing() failed", &Protocol::pause_writing);
}

void Transport::maybe_resume_protocol() {
  if (!protocol_paused_ || buffer_.size() > limits_.low) return;
  protocol_paused_ = false;
  tell_protocol("protocol.resume_writing() failed", &Protocol::resume_writing);
}

void Transport::set_write_buffer_limits(Limits limits) {
  if (limits.high < limits.low)
    loop_->environment()
        .errors()
        .make(ErrorKind::value, "high (" + std::to_string(limits.high) + ") must be >= low (" +
                                    std::to_string(limits.low) + ") must be >= 0")
        ->raise();
  limits_ = limits;
  maybe_pause_protocol();
}

// ---------------------------------------------------------------- closing

void Transport::close() {
  if (closing_) return;
  closing_ = true;
  loop_->remove_reader(socket_->fileno());
  if (!nothing_buffered()) return;
  loop_->remove_writer(socket_->fileno());
  schedule_lost({});
}

void Transport::abort() {
  force_close({});
}

void Transport::force_close(Ref<Error> error) {
  if (lost_) return;
  if (!nothing_buffered()) {
    buffer_.clear();
    empty_piece_ = false;
    loop_->remove_writer(socket_->fileno());
  }
  if (!closing_) {
    closing_ = true;
    loop_->remove_reader(socket_->fileno());
  }
  schedule_lost(std::move(error));
}

void Transport::schedule_lost(Ref<Error> error) {
  ++lost_;
  loop_->call_soon(loop::callback("_call_connection_lost", [self = Ref<Transport>(this), error = std::move(error)] {
    self->connection_lost(error);
  }));
}

void Transport::connection_lost(const Ref<Error>& error) {
  struct End {
    Transport& self;
    ~End() {
      self.socket_->close();
      self.protocol_ = nullptr;
      const Ref<Server> server = std::exchange(self.server_, nullptr);
      if (server) server->detach(self);
    }
  };
  const Ref<Transport> self(this);
  const Ref<Protocol> protocol = protocol_;
  const End end{*this};
  if (protocol) protocol->connection_lost(error);
}

}  // namespace orrery::io
