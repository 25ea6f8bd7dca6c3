// run and check.
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>

#include "app/cli/cli.hpp"
#include "engine/scenario/load.hpp"
#include "engine/script/vm/interpreter.hpp"
#include "engine/session/recording.hpp"
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

int complain(const std::string& sentence, int code) {
  std::fprintf(stderr, "orrery: %s\n", sentence.c_str());
  return code;
}

// Says what of the run was not recorded; true if that is nothing.
bool remember(const session::Run& run) {
  const std::uint64_t lost = run.trace().lost();
  if (lost) complain(std::to_string(lost) + " events were not recorded: there was no more memory for them", exit_failed);
  const std::string problem = run.file_problem();
  if (!problem.empty()) complain(problem, exit_failed);
  return !lost && problem.empty();
}

void print_events(const trace::Trace& trace, Streams& streams) {
  for (event::Seq seq = 0; seq < trace.size(); ++seq) streams.put(stdout, trace::format_event(trace, seq) + "\n");
}

}  // namespace

int run(const RunCommand& command) {
  scenario::LoadResult loaded = scenario::load_file(command.file, command.options.rules);
  if (!loaded.ok()) {
    print_problems(loaded.problems, stderr);
    return exit_usage;
  }
  Streams streams(command.events);
  session::RunOptions options = command.options;
  options.record = command.events || !options.record_file.empty();
  options.forget_written = !command.events;
  options.take_interrupts = true;
  options.read_input = true;
  const loop::Rules rules = options.rules.value_or(loaded.document.rules);
  // Tracebacks name the program by its whole path, as python3's do.
  const std::string file = std::filesystem::absolute(loaded.document.file).lexically_normal().string();
  session::Run run(loaded.document, script::parse(file, loaded.document.program, rules), options, &streams);
  if (const std::string problem = run.file_problem(); !problem.empty())
    return complain(problem + (problem.ends_with("left as it is") ? "; --replace writes over it" : ""), exit_usage);
  const session::Ending end = run.run_here();
  if (command.events) print_events(run.trace(), streams);
  if (const int error = streams.finish()) {
    std::fprintf(stderr, "orrery: standard output can't be written: %s\n", std::strerror(error));
    return exit_failed;
  }
  const int code = report(end);
  return remember(run) || code != exit_ok ? code : exit_failed;
}

int check(const std::vector<std::string>& files) {
  bool ok = true;
  for (const std::string& file : files) {
    if (std::filesystem::path(file).filename() == "schema.json") continue;  // describes scenarios, is none
    if (session::Recording::is(file)) {
      ok = check_recording(file) && ok;
      continue;
    }
    const scenario::LoadResult loaded = scenario::load_file(file);
    print_problems(loaded.problems, stdout);
    ok = ok && loaded.ok();
  }
  return ok ? exit_ok : exit_failed;
}

}  // namespace orrery::cli
