// `orrery run`, `check` and `export` without the window: for work on the engine and the language. Not part of the product.
#include "app/cli/cli.hpp"
#include "app/cli/options.hpp"

int main(int argc, char** argv) {
  CLI::App app{"orrery run, check and export, without the window"};
  app.require_subcommand(1);
  orrery::cli::RunCommand command;
  CLI::App* run = orrery::cli::add_run(app, command);
  orrery::cli::ExportCommand export_command;
  CLI::App* export_app = orrery::cli::add_export(app, export_command);
  std::vector<std::string> files;
  app.add_subcommand("check")->add_option("FILE", files)->required();
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? orrery::cli::exit_ok : orrery::cli::exit_usage;
  }
  if (run->parsed()) return orrery::cli::run(command);
  return export_app->parsed() ? orrery::cli::export_run(export_command) : orrery::cli::check(files);
}
