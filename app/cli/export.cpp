// export, and check of traces.
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <memory>

#include "app/cli/cli.hpp"
#include "engine/model/perfetto.hpp"
#include "engine/scenario/load.hpp"
#include "engine/session/recording.hpp"
#include "engine/trace/format.hpp"

namespace orrery::cli {
namespace {

int complain(const std::string& sentence, int code) {
  std::fprintf(stderr, "orrery: %s\n", sentence.c_str());
  return code;
}

// A file that is written from front to end; remembers the first failure. "-" is standard output.
class OutFile {
 public:
  OutFile(const std::string& path, bool replace) : path_(path) {
    std::error_code ignored;
    if (path == "-")
      file_ = stdout;
    else if (!replace && std::filesystem::is_regular_file(path, ignored))
      problem_ = path + " exists already and is left as it is; --replace writes over it";
    else if (!(file_ = std::fopen(path.c_str(), "wb")))
      fail();
  }
  ~OutFile() { close(); }
  OutFile(const OutFile&) = delete;
  OutFile& operator=(const OutFile&) = delete;

  void put(std::string_view text) {
    if (file_ && problem_.empty() && std::fwrite(text.data(), 1, text.size(), file_) != text.size()) fail();
  }
  void close() {
    if (file_ && (file_ == stdout ? std::fflush(file_) : std::fclose(file_)) != 0 && problem_.empty()) fail();
    file_ = nullptr;
  }
  const std::string& problem() const { return problem_; }

 private:
  void fail() {
    problem_ = (path_ == "-" ? "standard output" : path_) + " can't be written: " + std::strerror(errno ? errno : EIO);
  }

  std::string path_;
  std::FILE* file_ = nullptr;
  std::string problem_;
};

void write_ndjson(const trace::Trace& trace, OutFile& out) {
  for (event::Seq seq = 0; seq < trace.size() && out.problem().empty(); ++seq)
    out.put(trace::to_json(trace, seq) + '\n');
}

int write(const trace::Trace& trace, const std::string& title, const ExportCommand& command) {
  OutFile out(command.perfetto.empty() ? command.ndjson : command.perfetto, command.replace);
  if (!out.problem().empty()) return complain(out.problem(), exit_usage);
  if (command.perfetto.empty())
    write_ndjson(trace, out);
  else
    model::write_perfetto(trace, {command.by_events ? model::Axis::events : model::Axis::time, title},
                          [&](std::string_view text) { out.put(text); });
  out.close();
  return out.problem().empty() ? exit_ok : complain(out.problem(), exit_failed);
}

// The good part is exported; that it is a part is a failure all the same.
int export_recording(const ExportCommand& command) {
  session::Recording recording(command.file);
  recording.reader().read();
  const std::string problem = recording.problem();
  if (!problem.empty() && recording.trace().empty()) return complain(problem, exit_usage);
  const int code = write(recording.trace(), recording.document().title, command);
  return problem.empty() || code != exit_ok ? code : complain(problem, exit_failed);
}

std::string soundness(session::Recording& recording) {
  const auto size = std::to_string(recording.trace().size());
  return recording.path() + ": sound; " + size + " events in " + std::to_string(recording.reader().blocks()) +
         " blocks; " + words(recording.ending());
}

}  // namespace

int export_run(const ExportCommand& command) {
  if (command.perfetto.empty() == command.ndjson.empty())
    return complain("export: one of --perfetto and --ndjson is needed", exit_usage);
  if (session::Recording::is(command.file)) return export_recording(command);
  const scenario::LoadResult loaded = scenario::load_file(command.file, command.options.rules);
  for (const script::Problem& problem : loaded.problems)
    std::fprintf(stderr, "%s\n", script::to_string(problem).c_str());
  if (!loaded.ok()) return exit_usage;
  const scenario::Document& document = loaded.document;
  session::Run run(document, script::parse(document.file, document.program, command.options.rules.value_or(document.rules)),
                   command.options);
  const session::Ending end = run.run_here();
  if (end.how == session::Ending::How::broken) return complain("the run could not begin: " + end.text, exit_failed);
  return write(run.trace(), document.title, command);
}

bool check_recording(const std::string& file) {
  session::Recording recording(file);
  recording.reader().read();
  const std::string problem = recording.problem();
  std::printf("%s\n", problem.empty() ? soundness(recording).c_str() : problem.c_str());
  return problem.empty();
}

}  // namespace orrery::cli
