// Lines and variables of a run that is watched.
#include <algorithm>
#include <utility>

#include "engine/model/rules.hpp"

namespace orrery::model::rules {
namespace {

Table<Variables>& variables_of(Fold& f, Id whose) {
  return whose.sort() == Sort::coroutine ? f.state.coroutine_variables : f.state.call_variables;
}

bool has_variables(Id id) {
  return !id || id.sort() == Sort::coroutine || id.sort() == Sort::frame;
}

// A call is over: whoever made it goes on.
void leave_call(Fold& f) {
  const Call* call = f.state.call(f.subject());
  if (!call) return;
  if (f.state.program.frame == f.subject()) f.state.program.frame = call->caller;
  f.state.calls.erase(f.subject().ordinal());
  f.state.call_variables.erase(f.subject().ordinal());
}

}  // namespace

// Another one's line is where the running coroutine stands: it is inside of a call.
void line_reached(Fold& f) {
  Program& program = f.state.program;
  program.frame = f.subject();
  program.line_before = std::exchange(program.line_seq, f.seq);
  program.watched = true;
  program.left_out = false;
  if (Coroutine* c = f.coroutine(f.subject())) c->line = f.event.line;
  if (f.state.call(f.subject())) f.state.calls.edit(f.subject().ordinal()).line = f.event.line;
}

void call_begun(Fold& f) {
  if (f.subject().sort() != Sort::frame) return;
  f.state.calls.edit(f.subject().ordinal()) = {f.text(), f.object(), f.event.line, f.now()};
  f.state.called_frame.edit(f.subject().ordinal()) = {f.text(), f.object(), {}, 0};
}

void call_returned(Fold& f) {
  leave_call(f);
}
void call_raised(Fold& f) {
  leave_call(f);
}

void local_set(Fold& f) {
  if (!has_variables(f.subject())) return;
  Table<Variables>& table = variables_of(f, f.subject());
  std::vector<Variable>& all = table.edit(f.subject().ordinal()).all;
  const auto found = std::ranges::find(all, f.text(), &Variable::name);
  if (f.extra() == 0) {
    if (found != all.end()) all.erase(found);
  } else if (found != all.end()) {
    *found = {f.text(), f.extra(), f.seq};
  } else {
    all.push_back({f.text(), f.extra(), f.seq});
  }
}

void values_left_out(Fold& f) {
  f.state.call_variables = {};
  f.state.coroutine_variables = {};
  f.state.program.left_out = true;
}

}  // namespace orrery::model::rules
