// A trace out of a file: checked block by block, with the events read where the file is mapped.
//
// Whatever the bytes are, reading ends with the good part, which is everything before the first thing that is not
// sound, and a sentence about the rest. It takes no memory beyond the size of the file.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "engine/trace/file_format.hpp"
#include "engine/trace/trace.hpp"

namespace orrery::trace {

// A file in memory. `owner` keeps `bytes` where they are.
struct FileBytes {
  std::string_view bytes;
  std::shared_ptr<const void> owner;
};

// Whether this is how a trace file begins.
bool is_trace_file(std::string_view bytes) noexcept;

class FileReader {
 public:
  // Reads the head; no events yet. The bytes must be aligned as memory of malloc is.
  explicit FileReader(FileBytes file);
  ~FileReader();
  FileReader(const FileReader&) = delete;
  FileReader& operator=(const FileReader&) = delete;

  // Reads all blocks here, or on a thread of its own: the trace grows meanwhile, as that of a run does. Either is
  // called once; `on_end` is called on that thread.
  void read();
  void start(std::function<void()> on_end = {});
  // That thread reads no block from event `limit` on until a later call allows more. For who does something with every
  // event and must not fall far behind. From any thread; without a call there is no limit.
  void set_limit(event::Seq limit) noexcept;
  bool ended() const noexcept { return ended_.load(std::memory_order_acquire); }

  // Not even the head can be read: there will be no events.
  bool unreadable() const noexcept { return unreadable_; }
  const Trace& trace() const noexcept { return trace_; }
  // What the writer was told of the run; empty if not even the head can be read.
  const std::string& about() const noexcept { return about_; }

  // All of these once it has ended. The sentence says what is wrong, where, and what is lost; empty: the file is sound
  // and whole.
  const std::string& problem() const noexcept { return problem_; }
  // The run came to its end, and that is in the file: then `ending` is what the writer was told of it.
  bool complete() const noexcept { return complete_; }
  const std::string& ending() const noexcept { return ending_; }
  std::uint64_t blocks() const noexcept { return blocks_; }  // that are good
  // Events after the good part of which something can be seen in the file.
  std::uint64_t events_lost() const noexcept { return events_lost_; }
  // Events that the recorder had lost already.
  std::uint64_t never_recorded() const noexcept { return never_recorded_; }

 private:
  void wait_for_leave() noexcept;
  bool read_head();
  bool fit_kinds(std::string_view kinds);
  bool read_block();
  std::string_view body_problem(const file::BlockHead& head, std::string_view body) const;
  std::string_view text_problem(const file::BlockHead& head, std::string_view body) const;
  bool events_sound(const file::BlockHead& head, const char* events) const noexcept;
  void take(const file::BlockHead& head, std::string_view body);
  bool take_texts(const file::BlockHead& head, std::string_view body) noexcept;
  bool take_events(const file::BlockHead& head, const char* events) noexcept;
  void damaged(std::string_view what);
  void count_lost();
  bool stop(std::string text);

  FileBytes file_;
  Trace trace_;
  std::size_t at_ = 0;                 // byte of the file
  std::vector<std::uint8_t> kind_of_;  // the kinds of the file as ours, if they differ
  std::string about_, problem_, ending_;
  bool complete_ = false, unreadable_ = false;
  std::uint64_t blocks_ = 0, events_lost_ = 0, never_recorded_ = 0;
  std::size_t kinds_ = 0;  // in the file
  std::atomic<bool> ended_{false}, stopped_{false};
  std::atomic<event::Seq> limit_{event::no_seq};
  std::thread thread_;
};

}  // namespace orrery::trace
