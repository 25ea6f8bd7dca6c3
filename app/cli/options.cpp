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
  run_options(*run, command.options);
  return run;
}

}  // namespace orrery::cli
