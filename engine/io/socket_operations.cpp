#include "engine/io/socket_operations.hpp"

namespace orrery::io {

using loop::Callback;
using loop::EventLoop;
using loop::Future;
using loop::Value;

namespace {

Ref<loop::Error> os_error(EventLoop& loop, int error, std::string_view words = {}) {
  return loop.environment().errors().make_os(error, words);
}

// _sock_read_done, _sock_write_done: nobody waits for the descriptor any more, unless it has another handler by now.
class Done final : public Callback {
 public:
  Done(EventLoop& loop, int fd, event::Direction direction, Ref<loop::CallbackHandle> handle)
      : loop_(loop), fd_(fd), direction_(direction), handle_(std::move(handle)) {}
  void call(Future*) override {
    if (handle_->cancelled()) return;
    direction_ == event::Direction::read ? loop_.remove_reader(fd_) : loop_.remove_writer(fd_);
  }
  std::string name() const override {
    return direction_ == event::Direction::read ? "_sock_read_done" : "_sock_write_done";
  }

 private:
  EventLoop& loop_;
  int fd_;
  event::Direction direction_;
  Ref<loop::CallbackHandle> handle_;
};

// An operation that is tried each time its descriptor is ready, until it has come to something.
class Operation : public Callback {
 public:
  Operation(EventLoop& loop, Ref<Socket> socket, Ref<Future> future)
      : loop_(loop), socket_(std::move(socket)), future_(std::move(future)) {}
  void call(Future*) final {
    if (!future_->done()) attempt();
  }
  event::Id owner() const noexcept final { return future_->id(); }
  // Registers the operation, and itself to be removed when the future is done.
  void wait(event::Direction direction) {
    const int fd = socket_->fileno();
    const Ref<Callback> self(this);
    auto handle = direction == event::Direction::read ? loop_.add_reader(fd, self) : loop_.add_writer(fd, self);
    future_->add_done_callback(loop::make<Done>(loop_, fd, direction, std::move(handle)));
  }

 protected:
  virtual void attempt() = 0;
  EventLoop& loop() const noexcept { return loop_; }
  Socket& socket() const noexcept { return *socket_; }
  // The future's end happens because of what the system call came to.
  void resolve(const IoStatus& status, Value result) {
    const event::CauseScope because(loop_.environment().probe(), status.seq);
    future_->set_result(std::move(result));
  }
  void fail(const IoStatus& status, std::string_view words = {}) {
    const event::CauseScope because(loop_.environment().probe(), status.seq);
    future_->set_exception(os_error(loop_, status.error, words));
  }

 private:
  EventLoop& loop_;
  Ref<Socket> socket_;
  Ref<Future> future_;
};

class Receive final : public Operation {
 public:
  Receive(EventLoop& loop, Ref<Socket> socket, Ref<Future> future, std::size_t count, const char* name)
      : Operation(loop, std::move(socket), std::move(future)), count_(count), name_(name) {}
  std::string name() const override { return name_; }

 private:
  void attempt() override {
    std::string bytes;
    const IoStatus status = socket().receive(bytes, count_);
    if (status.would_block()) return;
    if (status.failed())
      fail(status);
    else
      resolve(status, loop().environment().values().bytes(std::move(bytes)));
  }
  std::size_t count_;
  const char* name_;
};

class ReceiveFrom final : public Operation {
 public:
  ReceiveFrom(EventLoop& loop, Ref<Socket> socket, Ref<Future> future, std::size_t count, const char* name,
              ReceivedValue value)
      : Operation(loop, std::move(socket), std::move(future)), count_(count), name_(name), value_(std::move(value)) {}
  std::string name() const override { return name_; }

 private:
  void attempt() override {
    std::string bytes;
    Address from;
    const IoStatus status = socket().receive_from(bytes, count_, from);
    if (status.would_block()) return;
    if (status.failed())
      fail(status);
    else
      resolve(status, value_(std::move(bytes), from));
  }
  std::size_t count_;
  const char* name_;
  ReceivedValue value_;
};

class SendTo final : public Operation {
 public:
  SendTo(EventLoop& loop, Ref<Socket> socket, Ref<Future> future, std::string bytes, Address address)
      : Operation(loop, std::move(socket), std::move(future)), bytes_(std::move(bytes)), address_(std::move(address)) {}
  std::string name() const override { return "_sock_sendto"; }

 private:
  void attempt() override {
    const IoStatus status = socket().send_to(bytes_, &address_);
    if (status.would_block()) return;
    if (status.failed())
      fail(status);
    else
      resolve(status, Value::integer(static_cast<std::int64_t>(status.count)));
  }
  std::string bytes_;
  Address address_;
};

class SendAll final : public Operation {
 public:
  SendAll(EventLoop& loop, Ref<Socket> socket, Ref<Future> future, std::string bytes, std::size_t sent)
      : Operation(loop, std::move(socket), std::move(future)), bytes_(std::move(bytes)), sent_(sent) {}
  std::string name() const override { return "_sock_sendall"; }

 private:
  void attempt() override {
    const IoStatus status = socket().send(std::string_view(bytes_).substr(sent_));
    if (status.would_block()) return;
    if (status.failed()) return fail(status);
    sent_ += status.count;
    if (sent_ == bytes_.size()) resolve(status, {});
  }
  std::string bytes_;
  std::size_t sent_;
};

class Accept final : public Operation {
 public:
  Accept(EventLoop& loop, Ref<Socket> socket, Ref<Future> future, AcceptedValue value)
      : Operation(loop, std::move(socket), std::move(future)), value_(std::move(value)) {}
  std::string name() const override { return "_sock_accept"; }
  // The first attempt and every later one are the same: each that finds nobody registers anew.
  void attempt() override {
    Accepted accepted;
    const IoStatus status = socket().accept(accepted.socket, accepted.address);
    if (status.would_block())
      wait(event::Direction::read);
    else if (status.failed())
      fail(status);
    else
      resolve(status, value_(std::move(accepted)));
  }

 private:
  AcceptedValue value_;
};

class Connect final : public Operation {
 public:
  Connect(EventLoop& loop, Ref<Socket> socket, Ref<Future> future, Address address)
      : Operation(loop, std::move(socket), std::move(future)), address_(std::move(address)) {}
  std::string name() const override { return "_sock_connect_cb"; }
  void begin() {
    const IoStatus status = socket().connect(address_);
    if (status.would_block())
      wait(event::Direction::write);
    else if (status.failed())
      fail(status);
    else
      resolve(status, {});
  }

 private:
  void attempt() override {
    const IoStatus status = socket().finish_connect(address_);
    if (status.would_block()) return;
    if (status.failed())
      fail(status, "Connect call failed " + address_.repr());
    else
      resolve(status, {});
  }
  Address address_;
};

}  // namespace

Co<Value> sock_recv(EventLoop& loop, Ref<Socket> socket, std::size_t count, const char* name) {
  std::string bytes;
  const IoStatus status = socket->receive(bytes, count);
  if (status.failed()) os_error(loop, status.error)->raise();
  if (!status.would_block()) co_return loop.environment().values().bytes(std::move(bytes));
  const Ref<Future> future = loop.create_future("sock_recv");
  loop::make<Receive>(loop, socket, future, count, name)->wait(event::Direction::read);
  co_return co_await future;
}

Co<Value> sock_sendall(EventLoop& loop, Ref<Socket> socket, std::string bytes) {
  const IoStatus status = socket->send(bytes);
  if (status.failed()) os_error(loop, status.error)->raise();
  if (status.count == bytes.size()) co_return Value();
  const Ref<Future> future = loop.create_future("sock_sendall");
  loop::make<SendAll>(loop, socket, future, std::move(bytes), status.count)->wait(event::Direction::write);
  co_return co_await future;
}

Co<Value> sock_recvfrom(EventLoop& loop, Ref<Socket> socket, std::size_t count, const char* name,
                        ReceivedValue value) {
  std::string bytes;
  Address from;
  const IoStatus status = socket->receive_from(bytes, count, from);
  if (status.failed()) os_error(loop, status.error)->raise();
  if (!status.would_block()) co_return value(std::move(bytes), from);
  const Ref<Future> future = loop.create_future("sock_recvfrom");
  loop::make<ReceiveFrom>(loop, socket, future, count, name, std::move(value))->wait(event::Direction::read);
  co_return co_await future;
}

Co<Value> sock_sendto(EventLoop& loop, Ref<Socket> socket, std::string bytes, Address address) {
  const IoStatus status = socket->send_to(bytes, &address);
  if (status.failed()) os_error(loop, status.error)->raise();
  if (!status.would_block()) co_return Value::integer(static_cast<std::int64_t>(status.count));
  const Ref<Future> future = loop.create_future("sock_sendto");
  loop::make<SendTo>(loop, socket, future, std::move(bytes), std::move(address))->wait(event::Direction::write);
  co_return co_await future;
}

Value boxed(Accepted accepted) {
  return Value::box(std::move(accepted));
}

Co<Value> sock_accept(EventLoop& loop, Ref<Socket> socket, AcceptedValue value) {
  const Ref<Future> future = loop.create_future("sock_accept");
  loop::make<Accept>(loop, std::move(socket), future, std::move(value))->attempt();
  co_return co_await future;
}

Co<Value> sock_connect(EventLoop& loop, Ref<Socket> socket, Address address) {
  const Ref<Future> future = loop.create_future("sock_connect");
  loop::make<Connect>(loop, std::move(socket), future, std::move(address))->begin();
  co_return co_await future;
}

}  // namespace orrery::io
