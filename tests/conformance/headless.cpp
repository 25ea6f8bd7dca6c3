// `orrery run` without the window: for work on the engine and the language. Not part of the product.
#include "app/cli/cli.hpp"
#include "app/cli/options.hpp"

int main(int argc, char** argv) {
  CLI::App app{"orrery run, without the window"};
  app.require_subcommand(1);
  orrery::cli::RunCommand command;
  orrery::cli::add_run(app, command);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? orrery::cli::exit_ok : orrery::cli::exit_usage;
  }
  return orrery::cli::run(command);
}
