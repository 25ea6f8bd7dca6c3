// Options of the command line that several programs share.
#pragma once

#include <CLI/CLI.hpp>

#include "engine/session/run.hpp"

namespace orrery::cli {

struct ExportCommand;
struct RunCommand;

// --clock, --selector, --python.
void run_options(CLI::App& app, session::RunOptions& options);
// The subcommand `run` with all its options.
CLI::App* add_run(CLI::App& app, RunCommand& command);
// The same of `export`.
CLI::App* add_export(CLI::App& app, ExportCommand& command);

}  // namespace orrery::cli
