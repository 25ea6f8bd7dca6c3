#include <CLI/CLI.hpp>

#include "app/cli/cli.hpp"
#include "app/cli/options.hpp"

namespace orrery::cli {
int main(int argc, char** argv) {
  CLI::App app{"Orrery: an event loop you can stop, explain and wind back."};
  app.set_version_flag("--version", "orrery " ORRERY_VERSION);
  app.require_subcommand(0, 1);
  std::string file;
  session::RunOptions window_options;
  app.add_option("FILE", file,
                 "a scenario (.json), a program (.py) or a recorded run to open in the window; none: the lesson browser");
  run_options(app, window_options);

  RunCommand run_command;
  CLI::App* run_app = add_run(app, run_command);

  std::vector<std::string> check_files;
  CLI::App* check_app = app.add_subcommand("check", "print the problems of scenarios, programs and recorded runs");
  check_app->add_option("FILE", check_files, "scenarios, programs or recorded runs")->required();

  ExportCommand export_command;
  CLI::App* export_app = add_export(app, export_command);

  ShotCommand shot_command;
  std::string size = "1600x1000", theme = "dark";
  CLI::App* shot_app = app.add_subcommand("shot", "draw what the window would show, with no display");
  shot_app->add_option("FILE", shot_command.file, "a scenario, a program or a recorded run; none: the lesson browser");
  shot_app->add_option("--at", shot_command.at, "the number of an event, or `end`; default: the beginning");
  shot_app->add_option("--out", shot_command.out, "the PNG file to write")->required();
  shot_app->add_option("--size", size, "WIDTHxHEIGHT in pixels")->capture_default_str();
  shot_app->add_option("--scale", shot_command.scale, "pixels for a unit of the design")->check(CLI::Range(0.5, 4.0));
  shot_app->add_option("--theme", theme)->check(CLI::IsMember({"dark", "light"}))->capture_default_str();
  shot_app->add_option("--select", shot_command.select, "what is selected: `task 2`, `future 1`, `socket 1` …");
  shot_app->add_option("--tab", shot_command.tab)->check(CLI::IsMember({"timeline", "events"}));
  run_options(*shot_app, shot_command.options);

  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? exit_ok : exit_usage;
  }
  if (run_app->parsed()) return run(run_command);
  if (check_app->parsed()) return check(check_files);
  if (export_app->parsed()) return export_run(export_command);
  if (!shot_app->parsed()) return window(file, window_options);
  if (std::sscanf(size.c_str(), "%dx%d", &shot_command.width, &shot_command.height) != 2) {
    std::fprintf(stderr, "orrery: --size: \"%s\" is not WIDTHxHEIGHT, like 1600x1000\n", size.c_str());
    return exit_usage;
  }
  shot_command.light = theme == "light";
  return shot(shot_command);
}

}  // namespace orrery::cli
