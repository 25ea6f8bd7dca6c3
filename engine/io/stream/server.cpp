#include "engine/io/stream/server.hpp"

#include <algorithm>
#include <cerrno>

#include "engine/loop/sleep.hpp"

namespace orrery::io {

using loop::Error;
using loop::ErrorKind;
using loop::EventLoop;
using loop::Future;

namespace {

constexpr double accept_retry_delay = 1;  // seconds

bool out_of_descriptors(int error) {
  return error == EMFILE || error == ENFILE || error == ENOBUFS || error == ENOMEM;
}

}  // namespace

Server::Server(EventLoop& loop, std::vector<Ref<Socket>> sockets, ProtocolFactory factory, int backlog)
    : Object(loop::Tag::other),
      loop_(&loop),
      sockets_(std::move(sockets)),
      factory_(std::move(factory)),
      backlog_(backlog) {}

void Server::refuse(std::string_view words) const {
  const std::string name = shown ? shown() : "<Server>";
  loop_->environment().errors().make(ErrorKind::runtime, "server " + name + std::string(words))->raise();
}

void Server::start_listening() {
  if (serving_) return;
  serving_ = true;
  for (const Ref<Socket>& socket : sockets_) {
    socket->listen(backlog_);
    listen_on(socket);
  }
}

void Server::listen_on(Ref<Socket> socket) {
  const int fd = socket->fileno();
  loop_->add_reader(
      fd, loop::callback("_accept_connection", [self = Ref<Server>(this), socket] { self->accept_all(socket); }));
}

// Several may wait; each gets a task, so that one that fails does not harm the others.
void Server::accept_all(const Ref<Socket>& listening) {
  for (int i = 0; i < backlog_; ++i) {
    Ref<Socket> connection;
    Address from;
    const IoStatus status = listening->accept(connection, from);
    if (status.would_block() || (status.failed() && status.error == ECONNABORTED)) return;
    if (status.failed() && out_of_descriptors(status.error)) return out_of_resources(listening, status.error);
    if (status.failed()) loop_->environment().errors().make_os(status.error, {})->raise();
    const event::CauseScope because(loop_->environment().probe(), status.seq);
    loop_->create_task(loop::as_coroutine(loop_->environment(), serve(connection)));
  }
}

// The descriptor stays readable, so the loop would spin.
void Server::out_of_resources(const Ref<Socket>& listening, int error) {
  loop_->call_exception_handler(
      {"socket.accept() out of system resource", loop_->environment().errors().make_os(error, {}), {}, {}});
  loop_->remove_reader(listening->fileno());
  loop_->call_later(accept_retry_delay, loop::callback("_start_serving", [self = Ref<Server>(this), listening] {
                      if (!listening->closed()) self->listen_on(listening);
                    }));
}

// Errors of the factory and of the protocol's beginning are nobody's business. (CPython reports them in debug mode.)
Co<void> Server::serve(Ref<Socket> connection) {
  return do_serve(Ref<Server>(this), std::move(connection)).named("_accept_connection2");
}
Co<void> Server::do_serve([[maybe_unused]] Ref<Server> self, Ref<Socket> connection) {
  Ref<Transport> transport;
  try {
    const Ref<Protocol> protocol = factory_();
    const Ref<Future> waiter = loop_->create_future("_accept_connection2");
    transport = Transport::start(*loop_, connection, protocol, waiter, self);
    co_await waiter;
  } catch (...) {
    const Ref<Error> error = loop_->environment().errors().current();
    if (transport) transport->close();
    if (error->leaves_loop()) error->raise();
  }
}

Co<void> Server::start_serving() {
  return do_start_serving(Ref<Server>(this)).named("start_serving");
}
Co<void> Server::do_start_serving([[maybe_unused]] Ref<Server> self) {
  start_listening();
  co_await loop::bare_yield();
}

Co<void> Server::serve_forever() {
  return do_serve_forever(Ref<Server>(this)).named("serve_forever");
}
Co<void> Server::do_serve_forever([[maybe_unused]] Ref<Server> self) {
  if (forever_) refuse(" is already being awaited on serve_forever()");
  if (!open_) refuse(" is closed");
  start_listening();
  forever_ = loop_->create_future("serve_forever");
  const Ref<Future> future = forever_;
  Ref<Error> ended;
  try {
    co_await future;
  } catch (const loop::Raised& raised) {
    ended = raised.error();
  }
  if (ended && ended->kind() == ErrorKind::cancelled) {
    close();
    try {
      co_await wait_closed();
    } catch (const loop::Raised&) {
      // the cancellation that ended the serving is what the caller gets
    }
  }
  forever_ = nullptr;
  if (ended) ended->raise();
}

void Server::close() {
  if (!open_) return;
  open_ = false;
  const std::vector<Ref<Socket>> sockets = std::exchange(sockets_, {});
  for (const Ref<Socket>& socket : sockets) {
    loop_->remove_reader(socket->fileno());
    socket->close();
  }
  serving_ = false;
  if (forever_ && !forever_->done()) std::exchange(forever_, nullptr)->cancel();
  if (clients_.empty()) wake_up();
}

void Server::wake_up() {
  if (!waiters_) return;
  const auto waiters = std::move(*waiters_);
  waiters_.reset();
  for (const Ref<Future>& waiter : waiters)
    if (!waiter->done()) waiter->set_result({});
}

Co<void> Server::wait_closed() {
  return do_wait_closed(Ref<Server>(this)).named("wait_closed");
}
Co<void> Server::do_wait_closed([[maybe_unused]] Ref<Server> self) {
  const bool too_early = loop_->environment().rules() < loop::Rules::py312 && !open_;
  if (!waiters_ || too_early) co_return;
  const Ref<Future> waiter = loop_->create_future("wait_closed");
  waiters_->push_back(waiter);
  co_await waiter;
}

void Server::close_clients() {
  const std::vector<Transport*> clients = clients_;
  for (Transport* client : clients) client->close();
}
void Server::abort_clients() {
  const std::vector<Transport*> clients = clients_;
  for (Transport* client : clients) client->abort();
}

void Server::attach(Transport& transport) {
  clients_.push_back(&transport);
}

void Server::detach(Transport& transport) noexcept {
  std::erase(clients_, &transport);
  if (clients_.empty() && !open_ && !loop_->closed()) wake_up();
}

}  // namespace orrery::io
