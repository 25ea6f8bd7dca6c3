#include "engine/library/trace_file.hpp"

#include <fstream>
#include <nlohmann/json.hpp>

#include "engine/io/mapped_file.hpp"
#include "engine/loop/error.hpp"
#include "engine/trace/file_reader.hpp"

namespace orrery::library {
namespace {

using nlohmann::ordered_json;

std::string dumped(const ordered_json& value) {
  return value.dump(-1, ' ', false, ordered_json::error_handler_t::replace);
}

const char* word(loop::Rules rules) {
  switch (rules) {
    case loop::Rules::py311:
      return "3.11";
    case loop::Rules::py312:
      return "3.12";
    case loop::Rules::py313:
      break;
  }
  return "3.13";
}

// The fields of the document of a recorded scenario; `program`, which is Python, stays empty.
std::string about(const Options& options, const std::string& file) {
  const bool real = options.clock == io::ClockKind::real_time;
  const bool simulated = options.network ? *options.network == io::NetworkKind::simulated : !real;
  return dumped({{"file", file},
                 {"title", options.title},
                 {"clock", real ? "real" : "virtual"},
                 {"selector", std::string(io::to_string(options.selector))},
                 {"rules", word(options.rules)},
                 {"network", simulated ? "simulated" : "loopback"},
                 {"seed", options.seed}});
}

// A trace of an earlier run is replaced, and what is empty; nothing else is.
trace::FileWriter::IfExists if_exists(const std::string& path) {
  char begin[8] = {};
  std::ifstream file(path, std::ios::binary);
  file.read(begin, sizeof begin);
  const auto read = static_cast<std::size_t>(file.gcount());
  const bool ours = read == 0 || trace::is_trace_file({begin, read});
  return ours ? trace::FileWriter::IfExists::replace : trace::FileWriter::IfExists::refuse;
}

}  // namespace

TraceFile::TraceFile(const Options& options, const std::string& file)
    : recorder_(trace_, {options.memory_limit}),
      writer_(options.record, about(options, file), if_exists(options.record), io::create_beside) {
  if (!writer_.problem().empty()) throw loop::OsError(writer_.problem());
  writer_.start(trace_, [this](event::Seq written) { recorder_.forget_before(written); });
}

void TraceFile::finish(const Ending& ending) {
  writer_.finish(dumped({{"how", ending.how}, {"exit_code", ending.exit_code}, {"text", ending.text}}));
}

std::string TraceFile::problem() const {
  if (!writer_.problem().empty()) return writer_.problem();
  const std::uint64_t lost = trace_.lost();
  return lost ? std::to_string(lost) + " events at the end of the run were not recorded" : "";
}

}  // namespace orrery::library
