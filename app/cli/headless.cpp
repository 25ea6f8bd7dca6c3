// run and check.
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>

#include "app/cli/cli.hpp"
#include "engine/scenario/load.hpp"
#include "engine/script/vm/interpreter.hpp"
#include "engine/trace/format.hpp"

namespace orrery::cli {
namespace {

// Writes to the two standard streams; remembers the first failure.
class Streams final : public script::Output {
 public:
  explicit Streams(bool silent) : silent_(silent) {}
  void write(script::Stream stream, std::string_view text) override {
    if (stream == script::Stream::output) {
      if (!silent_) put(stdout, text);
    } else {
      std::fflush(stdout);
      put(stderr, text);
    }
  }
  void put(std::FILE* to, std::string_view text) {
    if (error_ == 0 && std::fwrite(text.data(), 1, text.size(), to) != text.size()) error_ = errno ? errno : EIO;
  }
  int finish() {
    if (std::fflush(stdout) != 0 && error_ == 0) error_ = errno;
    return error_;
  }

 private:
  bool silent_;
  int error_ = 0;
};

void print_problems(const script::Problems& problems, std::FILE* to) {
  for (const script::Problem& problem : problems) std::fprintf(to, "%s\n", script::to_string(problem).c_str());
}

int report(const session::Ending& end) {
  using How = session::Ending::How;
  if (end.how == How::broken) std::fprintf(stderr, "orrery: the run could not begin: %s\n", end.text.c_str());
  return end.exit_code;
}

void print_events(const trace::Trace& trace, Streams& streams) {
  for (event::Seq seq = 0; seq < trace.size(); ++seq) streams.put(stdout, trace::format_event(trace, seq) + "\n");
}

}  // namespace

int run(const RunCommand& command) {
  scenario::LoadResult loaded = scenario::load_file(command.file);
  if (!loaded.ok()) {
    print_problems(loaded.problems, stderr);
    return exit_usage;
  }
  Streams streams(command.events);
  session::RunOptions options = command.options;
  options.record = command.events;
  session::Run run(loaded.document, script::parse(loaded.document.file, loaded.document.program), options, &streams);
  const session::Ending end = run.run_here();
  if (command.events) print_events(run.trace(), streams);
  if (const int error = streams.finish()) {
    std::fprintf(stderr, "orrery: standard output can't be written: %s\n", std::strerror(error));
    return exit_failed;
  }
  return report(end);
}

int check(const std::vector<std::string>& files) {
  bool ok = true;
  for (const std::string& file : files) {
    if (std::filesystem::path(file).filename() == "schema.json") continue;  // describes scenarios, is none
    const scenario::LoadResult loaded = scenario::load_file(file);
    print_problems(loaded.problems, stdout);
    ok = ok && loaded.ok();
  }
  return ok ? exit_ok : exit_failed;
}

}  // namespace orrery::cli
