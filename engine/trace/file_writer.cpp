#include "engine/trace/file_writer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <filesystem>
#include <span>

#include "engine/event/vocabulary.hpp"
#include "engine/trace/checksum.hpp"

namespace orrery::trace {
namespace {

using event::Event;
using event::Name;
using event::Seq;
using namespace std::chrono_literals;

constexpr auto look_every = 10ms;  // at what was recorded
constexpr Seq part_size = 256;     // of a chunk that is not written in one block: less is lost with one
constexpr auto longest_wait = 10;  // looks until a part of a chunk is written, too

// One more than the last text that these events mention.
Name names_of(std::span<const Event> events, Name least) {
  for (const Event& event : events)
    if (has_text(describe(event.kind).shape)) least = std::max(least, event.value.text.text + 1);
  return least;
}

std::string_view bytes_of(const auto& value) {
  return {reinterpret_cast<const char*>(&value), sizeof value};
}

file::FileHead head_of(std::string_view kinds, std::string_view about, std::string_view body) {
  file::FileHead head{};
  file::magic.copy(head.magic, sizeof head.magic);
  head.version = file::version;
  head.byte_order = file::byte_order;
  head.event_bytes = sizeof(Event);
  head.kinds_bytes = static_cast<std::uint32_t>(kinds.size());
  head.about_bytes = about.size();
  head.body_check = checksum(body);
  head.head_check = check_of(head);
  return head;
}

}  // namespace

FileWriter::FileWriter(std::string path, std::string_view about, IfExists if_exists, Open open)
    : path_(std::move(path)) {
  std::error_code ignored;
  if (if_exists == IfExists::refuse && std::filesystem::is_regular_file(path_, ignored)) {
    failed_ = true;
    problem_ = fmt::format("{} exists already and is left as it is", path_);
    return;
  }
  file_.reset(open(path_.c_str()));
  if (!file_) {
    fail(errno);
    return;
  }
  std::setvbuf(file_.get(), nullptr, _IONBF, 0);  // a block is one write
  const std::string kinds = file::kinds_text();
  body_.append(kinds).append(about);
  pad();
  const file::FileHead head = head_of(kinds, about, body_);
  body_.insert(0, bytes_of(head));
  put(body_);
}

FileWriter::~FileWriter() {
  join();
}

void FileWriter::start(const Trace& trace, std::function<void(Seq)> written) {
  if (failed_) return;
  trace_ = &trace;
  written_ = std::move(written);
  thread_ = std::thread([this] { run(); });
}

void FileWriter::join() {
  if (!thread_.joinable()) return;
  {
    const std::lock_guard lock(mutex_);
    stop_ = true;
  }
  stop_changed_.notify_one();
  thread_.join();
}

void FileWriter::finish(std::string_view ending) {
  join();
  if (failed_ || !trace_) return;
  write_new(true);
  if (!failed_) write_ending(ending);
  if (!failed_ && std::fclose(file_.release()) != 0) fail(errno);
}

void FileWriter::run() {
  int looks = 0;
  for (std::unique_lock lock(mutex_); !stop_ && !failed_;) {
    lock.unlock();
    const bool wrote = write_new(looks >= longest_wait);
    looks = wrote ? 0 : looks + 1;
    lock.lock();
    if (!wrote) stop_changed_.wait_for(lock, look_every, [this] { return stop_; });
  }
}

// Writes the chunks that are full and, if `part` is wanted, the one that is not. False if there was nothing to write.
bool FileWriter::write_new(bool part) {
  const Seq size = trace_->size();
  const Seq full = size & ~(Chunk::size - 1);
  const Seq goal = part ? size : full;
  if (goal <= events_) return false;
  while (events_ < goal && !failed_) {
    const Seq chunk_end = (events_ | (Chunk::size - 1)) + 1;
    const bool whole = events_ % Chunk::size == 0 && goal >= chunk_end;
    const Seq to = whole ? chunk_end : std::min({goal, chunk_end, events_ + part_size});
    if (write_events(to) && written_) written_(events_);
  }
  return true;
}

// One block: the events up to `to`, of one chunk, and the texts they may name.
bool FileWriter::write_events(Seq to) {
  const std::span events(&trace_->at(events_), to - events_);
  const Name names = std::min(names_of(events, names_), trace_->name_count());
  file::BlockHead head{};
  head.sort = file::BlockSort::events;
  head.first_event = events_;
  head.events = to - events_;
  head.first_name = names_;
  head.names = names - names_;
  body_.clear();
  add_texts(names_, names);
  pad();
  head.text_bytes = body_.size();
  body_.append(reinterpret_cast<const char*>(events.data()), events.size_bytes());
  if (!put_block(head)) return false;
  events_ = to;
  names_ = names;
  return true;
}

void FileWriter::add_texts(Name from, Name to) {
  for (Name name = from; name < to; ++name) {
    const auto length = static_cast<std::uint32_t>(trace_->name(name).size());
    body_.append(bytes_of(length));
  }
  for (Name name = from; name < to; ++name) body_.append(trace_->name(name));
}

void FileWriter::write_ending(std::string_view ending) {
  file::BlockHead head{};
  head.sort = file::BlockSort::ending;
  head.first_event = events_;
  head.first_name = names_;
  head.ending_bytes = ending.size();
  body_ = ending;
  pad();
  head.text_bytes = body_.size();
  put_block(head);
}

void FileWriter::pad() {
  body_.append(file::padding(body_.size()), ' ');
}

// Head and body in one piece, so that a reader finds the whole block or none, mostly.
bool FileWriter::put_block(file::BlockHead head) {
  head.magic = file::block_magic;
  head.lost = trace_->lost();
  head.body_check = checksum(body_);
  head.head_check = check_of(head);
  body_.insert(0, bytes_of(head));
  return put(body_);
}

bool FileWriter::put(std::string_view bytes) {
  if (std::fwrite(bytes.data(), 1, bytes.size(), file_.get()) != bytes.size()) {
    fail(errno ? errno : EIO);
    return false;
  }
  bytes_ += bytes.size();
  return true;
}

// A block that did not get in whole is cut off again; where that can't be done a reader skips it.
void FileWriter::fail(int error) {
  failed_ = true;
  problem_ = fmt::format("{} can't be written: {}", path_, std::strerror(error));
  if (!file_) return;
  problem_ += bytes_ == 0 ? "" : fmt::format("; the first {} events are in it", events_);
  file_.reset();
  std::error_code ignored;
  if (std::filesystem::is_regular_file(path_, ignored)) std::filesystem::resize_file(path_, bytes_, ignored);
}

}  // namespace orrery::trace
