// A trace on its way into a file while it grows. A thread of its own writes; who records never waits for the disk.
#pragma once

#include <condition_variable>
#include <cstdio>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>

#include "engine/trace/file_format.hpp"
#include "engine/trace/trace.hpp"

namespace orrery::trace {

class FileWriter {
 public:
  enum class IfExists : std::uint8_t { refuse, replace };

  // Creates the file and writes its head. `about`: what a reader is to know of the run; any text. If that fails,
  // `problem` says so and nothing else here does anything.
  // `open` makes the file, empty, or returns null with errno set.
  using Open = std::FILE* (*)(const char* path);
  FileWriter(std::string path, std::string_view about, IfExists if_exists = IfExists::refuse, Open open = create);
  // Ends without an ending, as if the process had been killed after the last block.
  ~FileWriter();
  FileWriter(const FileWriter&) = delete;
  FileWriter& operator=(const FileWriter&) = delete;

  // Begins to write what `trace` holds and will hold; it outlives this object or `finish`. A block is written when a
  // chunk is full, or after a tenth of a second. `written` is called on the writer's thread: all events below a number
  // are in the file.
  void start(const Trace& trace, std::function<void(event::Seq)> written = {});
  // Nothing is recorded any more: writes the rest and the ending, any text, and closes the file.
  void finish(std::string_view ending);

  // One sentence on what went wrong; empty: nothing. What was written before stays readable. To be asked before start
  // and after finish; `failed` at any time.
  const std::string& problem() const noexcept { return problem_; }
  bool failed() const noexcept { return failed_; }

  // As fopen does.
  static std::FILE* create(const char* path) { return std::fopen(path, "wbe"); }

 private:
  struct Closer {
    void operator()(std::FILE* file) const noexcept { std::fclose(file); }
  };

  void run();
  bool write_new(bool part);
  bool write_events(event::Seq to);
  void write_ending(std::string_view ending);
  void add_texts(event::Name from, event::Name to);
  void pad();
  bool put_block(file::BlockHead head);
  bool put(std::string_view bytes);
  void fail(int error);
  void join();

  std::string path_;
  std::unique_ptr<std::FILE, Closer> file_;
  const Trace* trace_ = nullptr;
  std::function<void(event::Seq)> written_;
  std::string body_;         // of the block being made
  event::Seq events_ = 0;    // in the file
  event::Name names_ = 1;    // the same; the empty text is every reader's
  std::uint64_t bytes_ = 0;  // of whole blocks
  std::atomic<bool> failed_{false};
  std::string problem_;
  std::mutex mutex_;
  std::condition_variable stop_changed_;
  bool stop_ = false;
  std::thread thread_;
};

}  // namespace orrery::trace
