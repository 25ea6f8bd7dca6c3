// A native run on its way into a trace file.
#pragma once

#include <string>

#include "engine/library/options.hpp"
#include "engine/trace/file_writer.hpp"
#include "engine/trace/recorder.hpp"
#include "engine/trace/trace.hpp"

namespace orrery::library {

// How a run ended, as the window knows it.
struct Ending {
  std::string how = "stopped";  // finished, failed, deadlock, stopped
  int exit_code = 0;
  std::string text;  // the exception nobody caught, the report of the deadlock
};

class TraceFile {
 public:
  // Makes the file and begins to write. `file`: of the program. OsError if the file can't be made.
  TraceFile(const Options& options, const std::string& file);

  event::Probe& probe() noexcept { return recorder_; }
  // Nothing is recorded any more.
  void finish(const Ending& ending);
  // What went wrong, once it is finished; empty: nothing.
  std::string problem() const;

 private:
  trace::Trace trace_;
  trace::Recorder recorder_;
  trace::FileWriter writer_;
};

}  // namespace orrery::library
