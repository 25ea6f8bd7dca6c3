// A run that was recorded into a file: what the file says of it, and its trace.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "engine/scenario/document.hpp"
#include "engine/session/ending.hpp"
#include "engine/trace/file_reader.hpp"

namespace orrery::session {

// The ending of the names of trace files.
inline constexpr std::string_view recording_suffix = ".orrery-trace";

// What a trace file is told of its run, as JSON: the document with the program, the lesson and the world, with clock,
// selector and rules as they were; and how the run ended.
std::string about_run(const scenario::Document& document);
std::string about_ending(const Ending& ending);

class Recording {
 public:
  // Whether a file is a trace, by how it begins, or failing that by its name.
  static bool is(const std::string& path);

  // Opens the file and reads its head; read or start the reader for the events. Never throws for the file's sake.
  explicit Recording(const std::string& path);

  const std::string& path() const noexcept { return path_; }
  const scenario::Document& document() const noexcept { return document_; }
  trace::FileReader& reader() noexcept { return reader_; }
  const trace::Trace& trace() const noexcept { return reader_.trace(); }

  // Once the reader has ended. What is wrong with the file and what is missing, with its path before it; empty:
  // nothing.
  std::string problem() const;
  // How the run ended; if that is not in the file, it was stopped.
  Ending ending() const;

 private:
  struct File {
    trace::FileBytes bytes;
    std::string problem;
  };
  static File open(const std::string& path);
  Recording(const std::string& path, File file);

  std::string path_, unreadable_;
  trace::FileReader reader_;
  scenario::Document document_;
};

}  // namespace orrery::session
