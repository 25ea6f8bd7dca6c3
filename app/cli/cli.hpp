// The command line: orrery [FILE], run, check, export, shot.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/session/run.hpp"

namespace orrery::cli {

// Exit codes. A program's own code is passed on by `run`.
inline constexpr int exit_ok = 0, exit_failed = 1, exit_usage = 2, exit_deadlock = 3;

struct RunCommand {
  std::string file;
  session::RunOptions options;
  bool events = false;
};
// Runs a program without a window: its output to standard output, tracebacks and reports to standard error.
int run(const RunCommand& command);

// Prints all problems of the files, one a line, and of each trace how sound it is; 1 if there are problems.
int check(const std::vector<std::string>& files);
// The same for one trace; true if it is sound and whole.
bool check_recording(const std::string& file);

struct ExportCommand {
  std::string file;              // a trace, or a scenario or program to be run first
  std::string perfetto, ndjson;  // one of them: the file to write, "-" for standard output
  bool by_events = false;        // of perfetto: the axis
  bool replace = false;          // a file that exists
  session::RunOptions options;
};
// Writes a run in another format. 2 if it can't be read or the file can't be made; 1 if writing fails half-way, or if the
// trace is damaged and only its good part was written.
int export_run(const ExportCommand& command);

struct ShotCommand {
  std::string file;   // empty: the lesson browser
  std::string at;     // an event's number, "end", or empty: the beginning
  std::string out;
  int width = 1600, height = 1000;
  double scale = 1;
  bool light = false;
  std::string select; // "task 2", "future 1" …: what is selected; empty: nothing
  std::string tab;    // "timeline" or "events"
  session::RunOptions options;
};
// Draws what the window would show, with no display, into a PNG file.
int shot(const ShotCommand& command);

// Opens the window, on a file or on the lesson browser.
int window(const std::string& file, const session::RunOptions& options);

// Where the lessons are: beside the program's source, or installed.
std::string scenario_folder();

int main(int argc, char** argv);

}  // namespace orrery::cli
