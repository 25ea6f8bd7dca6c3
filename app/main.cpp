#include "app/cli/cli.hpp"

int main(int argc, char** argv) { return orrery::cli::main(argc, argv); }
