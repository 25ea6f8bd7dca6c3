#include "app/cli/options.hpp"

#include <map>

#include "app/cli/cli.hpp"

namespace orrery::cli {
namespace {

using loop::Rules;
using scenario::ClockSort;
using scenario::SelectorSort;

template <class T>
void choice(CLI::App& app, const std::string& name, std::optional<T>& into, std::map<std::string, T> words,
            const std::string& help) {
  app.add_option_function<std::string>(
         name, [&into, words](const std::string& word) { into = words.at(word); }, help)
      ->check(CLI::IsMember(words));
}

}  // namespace

void run_options(CLI::App& app, session::RunOptions& options) {
  choice<ClockSort>(app, "--clock", options.clock,
                    {{"virtual", ClockSort::virtual_clock}, {"real", ClockSort::real_clock}},
                    "virtual: time jumps to the next thing that happens; real: the wall clock");
  choice<SelectorSort>(app, "--selector", options.selector,
                       {{"select", SelectorSort::select}, {"poll", SelectorSort::poll}, {"epoll", SelectorSort::epoll}},
                       "the system call the loop waits in");
  choice<Rules>(app, "--python", options.rules,
                {{"3.11", Rules::py311}, {"3.12", Rules::py312}, {"3.13", Rules::py313}},
                "whose rules the loop follows where versions differ");
}

CLI::App* add_run(CLI::App& app, RunCommand& command) {
  CLI::App* run = app.add_subcommand("run", "run a program without a window");
  run->add_option("FILE", command.file, "a scenario (.json) or a program (.py)")->required();
  run->add_flag("--events", command.events,
                "print one line per event (docs/events.md) in place of the program's output");
  run->add_option("--record", command.options.record_file,
                  "write the events into this file while the program runs: `orrery FILE` opens it again");
  run->add_flag("--replace", command.options.replace_file, "let --record write over a file that exists");
  run->add_option("--limit-memory", command.options.memory_limit,
                  "the most memory for recorded events, like 64MB; what comes after it is counted, not kept")
      ->transform(CLI::AsSizeValue(false))
      ->check(CLI::PositiveNumber);
  run_options(*run, command.options);
  return run;
}

CLI::App* add_export(CLI::App& app, ExportCommand& command) {
  CLI::App* out = app.add_subcommand("export", "write a run for other programs");
  out->add_option("FILE", command.file, "a recorded run, or a scenario or program to be run first")->required();
  auto* perfetto = out->add_option("--perfetto", command.perfetto,
                                   "a file for Perfetto's viewer, a track per task; -: standard output");
  out->add_option("--ndjson", command.ndjson, "a file with a line of JSON per event; -: standard output")
      ->excludes(perfetto);
  out->add_option_function<std::string>(
         "--axis", [&command](const std::string& word) { command.by_events = word == "events"; },
         "what a microsecond of the viewer is: one of the run's clock, or an event")
      ->check(CLI::IsMember({"time", "events"}))
      ->needs(perfetto);
  out->add_flag("--replace", command.replace, "write over a file that exists");
  run_options(*out, command.options);
  return out;
}

}  // namespace orrery::cli
