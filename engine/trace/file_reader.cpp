#include "engine/trace/file_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <optional>

#include "engine/trace/checksum.hpp"

namespace orrery::trace {
namespace {

using event::Event;
using event::Seq;
using file::BlockHead;
using file::BlockSort;
using file::FileHead;

// A head, if there are bytes enough for one.
template <class Head>
std::optional<Head> head_at(std::string_view bytes, std::size_t at) {
  if (at > bytes.size() || bytes.size() - at < sizeof(Head)) return std::nullopt;
  Head head;
  std::memcpy(&head, bytes.data() + at, sizeof head);
  return head;
}

bool sound(const BlockHead& head) {
  return head.magic == file::block_magic && head.head_check == file::check_of(head);
}

std::uint32_t length_at(std::string_view body, std::size_t index) {
  std::uint32_t length;
  std::memcpy(&length, body.data() + index * sizeof length, sizeof length);
  return length;
}

std::string counted(std::uint64_t n, std::string_view thing) {
  return fmt::format("{} {}{}", n, thing, n == 1 ? "" : "s");
}

}  // namespace

bool is_trace_file(std::string_view bytes) noexcept {
  return bytes.starts_with(file::magic);
}

FileReader::FileReader(FileBytes file) : file_(std::move(file)) {
  if (!read_head()) stopped_ = unreadable_ = true;
}

FileReader::~FileReader() {
  stopped_ = true;
  set_limit(event::no_seq);
  if (thread_.joinable()) thread_.join();
}

void FileReader::read() {
  while (!stopped_ && read_block()) {
  }
  ended_.store(true, std::memory_order_release);
}

void FileReader::start(std::function<void()> on_end) {
  thread_ = std::thread([this, on_end = std::move(on_end)] {
    wait_for_leave();
    while (!stopped_ && read_block()) wait_for_leave();
    ended_.store(true, std::memory_order_release);
    if (on_end) on_end();
  });
}

void FileReader::set_limit(Seq limit) noexcept {
  limit_.store(limit);
  limit_.notify_one();
}

void FileReader::wait_for_leave() noexcept {
  for (Seq limit = limit_; !stopped_ && trace_.size() >= limit; limit = limit_) limit_.wait(limit);
}

bool FileReader::stop(std::string text) {
  problem_ = std::move(text);
  return false;
}

// ---------------------------------------------------------------- the head of the file

bool FileReader::read_head() {
  const std::string_view bytes = file_.bytes;
  if (!is_trace_file(bytes)) return stop("this is no trace of Orrery: it does not begin like one");
  const auto head = head_at<FileHead>(bytes, 0);
  if (!head)
    return stop(fmt::format("the file ends in its head, at byte {}: nothing of the trace is left", bytes.size()));
  if (head->byte_order != file::byte_order)
    return stop("the trace was written on a machine with another order of bytes");
  if (head->head_check != file::check_of(*head))
    return stop("the head of the file is damaged: the trace can't be read");
  if (head->version != file::version || head->event_bytes != sizeof(Event))
    return stop(
        fmt::format("the file has the format {} of traces, this Orrery reads {}", head->version, file::version));
  const std::uint64_t room = bytes.size() - sizeof(FileHead), size = head->kinds_bytes + head->about_bytes;
  if (head->about_bytes > room || size + file::padding(size) > room)
    return stop(fmt::format("the file ends in its head, at byte {}: nothing of the trace is left", bytes.size()));
  const std::string_view body = bytes.substr(sizeof(FileHead), size + file::padding(size));
  if (checksum(body) != head->body_check) return stop("the head of the file is damaged: the trace can't be read");
  about_ = body.substr(head->kinds_bytes, head->about_bytes);
  at_ = sizeof(FileHead) + body.size();
  return fit_kinds(body.substr(0, head->kinds_bytes));
}

// The file's numbers of kinds are those of the program that wrote it.
bool FileReader::fit_kinds(std::string_view kinds) {
  bool same = true;
  for (; !kinds.empty(); ++kinds_) {
    const std::string_view name = kinds.substr(0, kinds.find('\n'));
    kinds.remove_prefix(std::min(kinds.size(), name.size() + 1));
    const auto rows = event::vocabulary();
    const auto row = std::ranges::find(rows, name, &event::Description::name);
    if (row == rows.end())
      return stop(fmt::format("the trace is of a newer Orrery: \"{}\" is no kind of event here", name));
    kind_of_.push_back(static_cast<std::uint8_t>(row->kind));
    same = same && kind_of_.back() == kinds_;
  }
  if (same) kind_of_.clear();
  return true;
}

// ---------------------------------------------------------------- blocks

// False where reading ends, for better or worse.
bool FileReader::read_block() {
  if (at_ == file_.bytes.size())
    return stop(fmt::format("the recording breaks off after {}: the run was killed, or still goes on",
                            counted(trace_.size(), "event")));
  const auto head = head_at<BlockHead>(file_.bytes, at_);
  if (!head || !sound(*head)) return damaged(head ? "its head is damaged" : "the file ends in it"), false;
  const std::size_t begin = at_ + sizeof(BlockHead);
  if (head->events > Chunk::size || head->text_bytes > file_.bytes.size() - begin ||
      head->body_bytes() > file_.bytes.size() - begin)
    return damaged("the file ends in it"), false;
  const std::string_view body = file_.bytes.substr(begin, head->body_bytes());
  if (const std::string_view what = body_problem(*head, body); !what.empty()) return damaged(what), false;
  take(*head, body);
  return !complete_ && problem_.empty();
}

std::string_view FileReader::body_problem(const BlockHead& head, std::string_view body) const {
  const Seq size = trace_.size();
  if (checksum(body) != head.body_check) return "its check sum is wrong";
  if (head.first_event != size || head.first_name != trace_.name_count()) return "a block before it is missing";
  if (head.sort == BlockSort::ending) return head.ending_bytes > body.size() || head.events ? "it makes no sense" : "";
  const bool one_chunk = head.events > 0 && size % Chunk::size + head.events <= Chunk::size;
  if (head.sort != BlockSort::events || !one_chunk || head.text_bytes % file::alignment) return "it makes no sense";
  if (const std::string_view what = text_problem(head, body); !what.empty()) return what;
  return events_sound(head, body.data() + head.text_bytes) ? "" : "it makes no sense";
}

std::string_view FileReader::text_problem(const BlockHead& head, std::string_view body) const {
  std::uint64_t need = std::uint64_t{head.names} * sizeof(std::uint32_t);
  if (need > head.text_bytes) return "it makes no sense";
  for (std::uint32_t i = 0; i < head.names; ++i) need += length_at(body, i);
  return need > head.text_bytes ? "it makes no sense" : "";
}

// What everything that reads a trace relies on: known kinds, and causes that come before.
bool FileReader::events_sound(const BlockHead& head, const char* events) const noexcept {
  const auto* event = reinterpret_cast<const Event*>(events);
  bool good = true;
  for (Seq i = 0; i < head.events; ++i) {
    const bool cause = event[i].cause == event::no_seq || event[i].cause < head.first_event + i;
    good = good & cause & (static_cast<std::size_t>(event[i].kind) < kinds_);
  }
  return good;
}

void FileReader::take(const BlockHead& head, std::string_view body) {
  never_recorded_ = head.lost;
  ++blocks_;
  at_ += sizeof(BlockHead) + body.size();
  if (head.sort == BlockSort::ending) {
    complete_ = true;
    ending_ = body.substr(0, head.ending_bytes);
    if (at_ != file_.bytes.size())
      problem_ = fmt::format("after the end of the trace, at byte {}, stands something else", at_);
  } else if (!take_texts(head, body) || !take_events(head, body.data() + head.text_bytes)) {
    problem_ = fmt::format("there is no memory for more than {}", counted(trace_.size(), "event"));
  }
}

bool FileReader::take_texts(const BlockHead& head, std::string_view body) noexcept {
  std::size_t at = head.names * sizeof(std::uint32_t);
  for (std::uint32_t i = 0; i < head.names; ++i) {
    const std::uint32_t length = length_at(body, i);
    if (!trace_.names_.adopt(body.substr(at, length))) return false;
    at += length;
  }
  return true;
}

// A whole chunk stays where it is in the file; a part of one, or one with other numbers, is copied.
bool FileReader::take_events(const BlockHead& head, const char* events) noexcept {
  const auto* begin = reinterpret_cast<const Event*>(events);
  if (head.events == Chunk::size && kind_of_.empty()) {
    if (!trace_.events_.add(begin)) return false;
    trace_.size_.store(head.first_event + head.events, std::memory_order_release);
    return true;
  }
  for (Seq i = 0; i < head.events; ++i) {
    Event event = begin[i];
    if (!kind_of_.empty()) event.kind = static_cast<event::Kind>(kind_of_[static_cast<std::size_t>(event.kind)]);
    if (trace_.append(event) == event::no_seq) return false;
  }
  return true;
}

// ---------------------------------------------------------------- what is lost

void FileReader::damaged(std::string_view what) {
  count_lost();
  const std::string good = trace_.empty() ? "Nothing of the run can be read"
                                          : fmt::format("The {} before it {} good", counted(trace_.size(), "event"),
                                                        trace_.size() == 1 ? "is" : "are");
  problem_ = fmt::format("block {} of the trace, at byte {}, is damaged: {}. {}; ", blocks_ + 1, at_, what, good);
  problem_ += events_lost_ ? fmt::format("at least {} from there on {} lost", counted(events_lost_, "event"),
                                         events_lost_ == 1 ? "is" : "are")
                           : "what followed is lost";
}

// Every head that is sound tells of events, at the damaged place itself and after it.
void FileReader::count_lost() {
  const std::uint64_t good = trace_.size();
  std::uint64_t end = good;
  for (std::size_t at = at_; const auto head = head_at<BlockHead>(file_.bytes, at);) {
    const bool is_head = sound(*head);
    if (is_head) end = std::max(end, std::uint64_t{head->first_event} + head->events);
    const bool leap = is_head && head->events <= Chunk::size && head->text_bytes < file_.bytes.size() - at;
    at += leap && at != at_ ? sizeof(BlockHead) + head->body_bytes() : file::alignment;
  }
  events_lost_ = end - good;
}

}  // namespace orrery::trace
