// What came over a connection and was not read yet, and coroutines that wait for it.
// (CPython: asyncio/streams.py, StreamReader.)
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/io/stream/transport.hpp"
#include "engine/loop/co.hpp"

namespace orrery::io {

template <class T>
using Co = loop::Co<T>;

class StreamProtocol;

// Results are Values::bytes; bytes_of() is the native way back. Only one coroutine at a time may wait: RuntimeError.
class StreamReader final : public loop::Object {
 public:
  static constexpr std::size_t default_limit = 64 * 1024;  // bytes

  // The longest line; above twice as many bytes the transport is paused. Precondition: limit > 0.
  explicit StreamReader(loop::EventLoop& loop, std::size_t limit = default_limit);

  // At most `count` bytes, one at least unless the stream has ended; below 0: all until the end.
  Co<loop::Value> read(std::int64_t count = -1);
  // ErrorKind::incomplete_read at the end of the stream.
  Co<loop::Value> readexactly(std::int64_t count);
  // With the separator. ErrorKind::incomplete_read at the end; limit_overrun beyond the limit, and the bytes stay.
  Co<loop::Value> readuntil(std::string separator = "\n");
  // (3.13) The shortest that ends with one of them.
  Co<loop::Value> readuntil(std::vector<std::string> separators);
  // With "\n"; what there is at the end of the stream. ValueError beyond the limit, and the bytes are dropped.
  Co<loop::Value> readline();
  // Of `async for line in reader`: StopAsyncIteration at the end.
  Co<loop::Value> next();

  bool at_eof() const noexcept { return eof_ && buffer_.empty(); }
  // What the connection was lost by, or null.
  const Ref<loop::Error>& exception() const noexcept { return exception_; }

  // The connection's side. feed_data after feed_eof is an AssertionError in CPython; here it is ignored.
  void feed_data(std::string_view bytes);
  void feed_eof();
  void set_exception(Ref<loop::Error> error);
  // Not counted; null once it is gone.
  void set_transport(Transport* transport) noexcept { transport_ = transport; }

  const std::string& buffered() const noexcept { return buffer_; }
  bool ended() const noexcept { return eof_; }
  bool paused() const noexcept { return paused_; }
  std::size_t limit() const noexcept { return limit_; }
  const Ref<loop::Future>& waiter() const noexcept { return waiter_; }
  Transport* transport() const noexcept { return transport_; }
  loop::EventLoop& loop() const noexcept { return *loop_; }

  // What another language shows it by; not counted, and unset by whoever set it.
  loop::Object* face = nullptr;

 private:
  // The coroutines hold the object from when they are made.
  Co<loop::Value> do_read(Ref<StreamReader> self, std::int64_t count);
  Co<loop::Value> do_readexactly(Ref<StreamReader> self, std::int64_t count);
  Co<loop::Value> do_readuntil(Ref<StreamReader> self, std::string separator);
  Co<loop::Value> do_readuntil(Ref<StreamReader> self, std::vector<std::string> separators);
  Co<loop::Value> do_readline(Ref<StreamReader> self);
  Co<loop::Value> do_next(Ref<StreamReader> self);
  friend class StreamProtocol;
  ~StreamReader() override;
  struct Match {
    std::size_t start = 0;
    std::size_t end = 0;
  };
  enum class Search : std::uint8_t { found, over_limit, nothing };

  Co<void> wait_for_data(const char* function);
  // What a search for separators came to: the bytes taken; those left at the end of the stream; or a limit passed.
  struct Piece {
    enum class How : std::uint8_t { whole, ended, over_limit } how = How::whole;
    std::string bytes;
    std::size_t consumed = 0;
    const char* words = "";
  };
  static Piece too_long(std::size_t consumed, const char* words);
  Piece rest();
  Piece whole(std::size_t count);
  Co<Piece> find_piece(std::vector<std::string> separators);
  Co<std::string> read_until(std::vector<std::string> separators);
  Co<std::string> read_line();
  Search search(const std::vector<std::string>& separators, std::size_t& offset, Match& match) const;
  std::string take(std::size_t count);
  loop::Value give(std::string bytes);
  void wake_up_waiter();
  void maybe_resume_transport();
  void raise_if_lost() const;
  [[noreturn]] void incomplete(std::string partial, std::int64_t expected) const;
  [[noreturn]] void overrun(std::string_view words, std::size_t consumed) const;
  [[noreturn]] void refuse(loop::ErrorKind kind, std::string_view words) const;

  loop::EventLoop* loop_;
  std::size_t limit_;
  std::string buffer_;
  Ref<loop::Future> waiter_;
  Ref<loop::Error> exception_;
  Transport* transport_ = nullptr;
  StreamProtocol* protocol_ = nullptr;  // who knows of it; not counted
  bool eof_ = false;
  bool paused_ = false;
};

// The bytes of a native Values::bytes.
std::string bytes_of(const loop::Value& value);

// What an error of kind incomplete_read or limit_overrun carries, for native programs. The argument of the first is the
// list [partial, expected or nothing], of the second [words, consumed].
std::string partial_of(const loop::Error& error);
std::size_t consumed_of(const loop::Error& error);

}  // namespace orrery::io
