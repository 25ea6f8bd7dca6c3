// What the program itself does.
#include "engine/model/rules.hpp"

namespace orrery::model::rules {

void program_begin(Fold& f) {
  f.state.program.begun = true;
  f.state.program.file = f.text();
}

void program_end(Fold& f) {
  Program& program = f.state.program;
  program.ended = true;
  program.exit_code = f.event.arg;
  program.exception = f.text();
}

void source_file(Fold& f) {
  f.state.program.sources.push_back({f.text(), f.extra()});
}

void output(Fold& f) {
  ++f.state.program.outputs;
  f.state.program.last_output = f.seq;
}

// The time they take is the time of the events after them.
void blocking_call(Fold&) {}
void clock_advanced(Fold&) {}
void exception_handler(Fold&) {}

}  // namespace orrery::model::rules
