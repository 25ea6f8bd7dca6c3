#include "engine/io/stream/reader.hpp"

#include <algorithm>

#include "engine/io/stream/stream.hpp"

namespace orrery::io {

using loop::Error;
using loop::ErrorKind;
using loop::Future;
using loop::Value;

namespace {

// Whoever waits is forgotten when it goes on, however that ends.
class Waiting {
 public:
  explicit Waiting(Ref<Future>& slot) : slot_(slot) {}
  ~Waiting() { slot_ = nullptr; }
  Waiting(const Waiting&) = delete;
  Waiting& operator=(const Waiting&) = delete;

 private:
  Ref<Future>& slot_;
};

}  // namespace

StreamReader::StreamReader(loop::EventLoop& loop, std::size_t limit)
    : Object(loop::Tag::other), loop_(&loop), limit_(limit) {}

StreamReader::~StreamReader() {
  if (protocol_) protocol_->reader_gone();
}

// ---------------------------------------------------------------- the connection's side

void StreamReader::wake_up_waiter() {
  const Ref<Future> waiter = std::exchange(waiter_, nullptr);
  if (waiter && !waiter->cancelled()) waiter->set_result({});
}

void StreamReader::feed_data(std::string_view bytes) {
  if (bytes.empty() || eof_) return;
  buffer_ += bytes;
  wake_up_waiter();
  if (!transport_ || paused_ || buffer_.size() <= 2 * limit_) return;
  transport_->pause_reading();
  paused_ = true;
}

void StreamReader::feed_eof() {
  eof_ = true;
  wake_up_waiter();
}

void StreamReader::set_exception(Ref<Error> error) {
  exception_ = error;
  const Ref<Future> waiter = std::exchange(waiter_, nullptr);
  if (waiter && !waiter->cancelled()) waiter->set_exception(std::move(error));
}

void StreamReader::maybe_resume_transport() {
  if (!paused_ || buffer_.size() > limit_) return;
  paused_ = false;
  if (transport_) transport_->resume_reading();
}

// ---------------------------------------------------------------- errors

void StreamReader::refuse(ErrorKind kind, std::string_view words) const {
  loop::raise_error(loop_->environment().errors().make(kind, words));
}

void StreamReader::raise_if_lost() const {
  if (exception_) Ref<Error>(exception_)->raise();
}

void StreamReader::incomplete(std::string bytes, std::int64_t expected) const {
  loop::Environment& environment = loop_->environment();
  Value partial = environment.values().bytes(std::move(bytes));
  Value wanted = expected < 0 ? Value() : Value::integer(expected);
  loop::raise_error(environment.errors().make(ErrorKind::incomplete_read,
                                              environment.values().list({std::move(partial), std::move(wanted)})));
}

void StreamReader::overrun(std::string_view words, std::size_t consumed) const {
  loop::Values& values = loop_->environment().values();
  loop::raise_error(loop_->environment().errors().make(
      ErrorKind::limit_overrun,
      values.list({values.text(words), Value::integer(static_cast<std::int64_t>(consumed))})));
}

// ---------------------------------------------------------------- reading

Co<void> StreamReader::wait_for_data(const char* function) {
  if (waiter_)
    refuse(ErrorKind::runtime,
           std::string(function) + "() called while another coroutine is already waiting for incoming data");
  if (paused_) {  // or nothing would ever come
    paused_ = false;
    if (transport_) transport_->resume_reading();
  }
  waiter_ = loop_->create_future(function);
  const Ref<Future> waiter = waiter_;
  const Waiting waiting(waiter_);
  co_await waiter;
}

std::string StreamReader::take(std::size_t count) {
  std::string bytes = buffer_.substr(0, count);
  buffer_.erase(0, count);
  maybe_resume_transport();
  return bytes;
}

Value StreamReader::give(std::string bytes) {
  return loop_->environment().values().bytes(std::move(bytes));
}

Co<Value> StreamReader::read(std::int64_t count) {
  return do_read(Ref<StreamReader>(this), count).named("read");
}
Co<Value> StreamReader::do_read([[maybe_unused]] Ref<StreamReader> self, std::int64_t count) {
  raise_if_lost();
  if (count == 0) co_return give({});
  std::string all;
  do {
    raise_if_lost();
    if (buffer_.empty() && !eof_) co_await wait_for_data("read").named("_wait_for_data");
    std::string block = take(count < 0 ? limit_ : static_cast<std::size_t>(count));
    if (block.empty()) break;
    all += block;
  } while (count < 0);
  co_return give(std::move(all));
}

Co<Value> StreamReader::readexactly(std::int64_t count) {
  return do_readexactly(Ref<StreamReader>(this), count).named("readexactly");
}
Co<Value> StreamReader::do_readexactly([[maybe_unused]] Ref<StreamReader> self, std::int64_t count) {
  if (count < 0) refuse(ErrorKind::value, "readexactly size can not be less than zero");
  raise_if_lost();
  if (count == 0) co_return give({});
  while (buffer_.size() < static_cast<std::size_t>(count)) {
    if (eof_) incomplete(std::exchange(buffer_, {}), count);
    co_await wait_for_data("readexactly").named("_wait_for_data");
  }
  co_return give(take(static_cast<std::size_t>(count)));
}

// `offset`: no separator begins before it. Where separators overlap, the one that ends first.
StreamReader::Search StreamReader::search(const std::vector<std::string>& separators, std::size_t& offset,
                                          Match& match) const {
  if (buffer_.size() < offset + separators.front().size()) return Search::nothing;
  bool found = false;
  for (const std::string& separator : separators) {
    const std::size_t start = buffer_.find(separator, offset);
    if (start == std::string::npos || (found && start + separator.size() >= match.end)) continue;
    match = {start, start + separator.size()};
    found = true;
  }
  if (found) return Search::found;
  const std::size_t longest = separators.back().size();
  offset = buffer_.size() + 1 > longest ? buffer_.size() + 1 - longest : 0;
  return offset > limit_ ? Search::over_limit : Search::nothing;
}

StreamReader::Piece StreamReader::too_long(std::size_t consumed, const char* words) {
  return {Piece::How::over_limit, {}, consumed, words};
}
StreamReader::Piece StreamReader::rest() {
  return {Piece::How::ended, std::exchange(buffer_, {})};
}
StreamReader::Piece StreamReader::whole(std::size_t count) {
  return {Piece::How::whole, take(count)};
}

// Precondition: at least one, the shortest first.
Co<StreamReader::Piece> StreamReader::find_piece(std::vector<std::string> separators) {
  std::size_t offset = 0;
  Match match;
  for (;;) {
    const Search result = search(separators, offset, match);
    if (result == Search::found) break;
    if (result == Search::over_limit) co_return too_long(offset, "Separator is not found, and chunk exceed the limit");
    if (eof_) co_return rest();
    co_await wait_for_data("readuntil").named("_wait_for_data");
  }
  if (match.start > limit_) co_return too_long(match.start, "Separator is found, but chunk is longer than limit");
  co_return whole(match.end);
}

Co<std::string> StreamReader::read_until(std::vector<std::string> separators) {
  std::stable_sort(separators.begin(), separators.end(),
                   [](const std::string& a, const std::string& b) { return a.size() < b.size(); });
  if (separators.empty()) refuse(ErrorKind::value, "Separator should contain at least one element");
  if (separators.front().empty()) refuse(ErrorKind::value, "Separator should be at least one-byte string");
  raise_if_lost();
  Piece piece = co_await find_piece(std::move(separators)).named("readuntil");
  if (piece.how == Piece::How::ended) incomplete(std::move(piece.bytes), -1);
  if (piece.how == Piece::How::over_limit) overrun(piece.words, piece.consumed);
  co_return std::move(piece.bytes);
}

Co<Value> StreamReader::readuntil(std::string separator) {
  return do_readuntil(Ref<StreamReader>(this), std::move(separator)).named("readuntil");
}
Co<Value> StreamReader::do_readuntil([[maybe_unused]] Ref<StreamReader> self, std::string separator) {
  std::vector<std::string> separators{std::move(separator)};
  std::string bytes = co_await read_until(std::move(separators)).named("readuntil");
  co_return give(std::move(bytes));
}

Co<Value> StreamReader::readuntil(std::vector<std::string> separators) {
  return do_readuntil(Ref<StreamReader>(this), std::move(separators)).named("readuntil");
}
Co<Value> StreamReader::do_readuntil([[maybe_unused]] Ref<StreamReader> self, std::vector<std::string> separators) {
  std::string bytes = co_await read_until(std::move(separators)).named("readuntil");
  co_return give(std::move(bytes));
}

Co<std::string> StreamReader::read_line() {
  raise_if_lost();
  std::vector<std::string> separators{"\n"};
  Piece piece = co_await find_piece(std::move(separators)).named("readuntil");
  if (piece.how != Piece::How::over_limit) co_return std::move(piece.bytes);
  if (buffer_.compare(piece.consumed, 1, "\n") == 0)
    buffer_.erase(0, piece.consumed + 1);
  else
    buffer_.clear();
  maybe_resume_transport();
  refuse(ErrorKind::value, piece.words);
}

Co<Value> StreamReader::readline() {
  return do_readline(Ref<StreamReader>(this)).named("readline");
}
Co<Value> StreamReader::do_readline([[maybe_unused]] Ref<StreamReader> self) {
  std::string line = co_await read_line();
  co_return give(std::move(line));
}

Co<Value> StreamReader::next() {
  return do_next(Ref<StreamReader>(this)).named("next");
}
Co<Value> StreamReader::do_next([[maybe_unused]] Ref<StreamReader> self) {
  std::string line = co_await read_line().named("readline");
  if (line.empty()) loop_->environment().errors().make(ErrorKind::stop_async_iteration, Value())->raise();
  co_return give(std::move(line));
}

// ---------------------------------------------------------------- for native programs

std::string bytes_of(const Value& value) {
  const auto* bytes = value.unbox<loop::Bytes>();
  return bytes ? bytes->text : std::string();
}

std::string partial_of(const Error& error) {
  const Value argument = error.first_argument();
  const auto* parts = argument.unbox<std::vector<Value>>();
  return parts && !parts->empty() ? bytes_of(parts->front()) : std::string();
}

std::size_t consumed_of(const Error& error) {
  const Value argument = error.first_argument();
  const auto* parts = argument.unbox<std::vector<Value>>();
  return parts && parts->size() == 2 ? static_cast<std::size_t>((*parts)[1].as_integer()) : 0;
}

}  // namespace orrery::io
