// input() of a program whose lines come from the process's standard input.
#pragma once

namespace orrery::script {

class Interpreter;

// In place of the input() that always meets the end. It waits for its line, and the whole program with it.
void read_standard_input(Interpreter& in);

}  // namespace orrery::script
