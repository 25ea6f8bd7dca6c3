#include "engine/model/apply.hpp"

#include <algorithm>

#include "engine/model/rules.hpp"

namespace orrery::model {
namespace {

using Rule = void (*)(rules::Fold&);

constexpr Rule rule_of[] = {
#define ORRERY_KIND(name, group, subject, object, arg, shape, says) rules::name,
#include "engine/event/kinds.def"
};
static_assert(std::size(rule_of) == event::kind_count);

// A plain function is running, and the lines are its own.
bool in_watched_call(const State& state) {
  const Program& program = state.program;
  return program.watched && !program.left_out && program.frame.sort() == Sort::frame;
}

// The innermost coroutine stands at the line that is being executed.
void follow_line(rules::Fold& fold) {
  fold.state.program.line = fold.event.line;
  if (fold.event.line == 0 || event::is_detail(fold.event.kind)) return;
  if (in_watched_call(fold.state)) return;
  const Coroutine* runs = fold.state.coroutine(fold.state.running.coroutine);
  if (runs && runs->line != fold.event.line) fold.coroutine(fold.state.running.coroutine)->line = fold.event.line;
}

}  // namespace

void apply(State& state, const event::Event& event, Seq seq, const trace::Trace& trace) {
  rules::Fold fold{state, event, seq, trace};
  state.applied = seq + 1;
  state.time = event.time;
  follow_line(fold);
  if (event.kind < event::Kind::count_) rule_of[static_cast<std::size_t>(event.kind)](fold);
}

State fold(const trace::Trace& trace, Seq count) {
  State state;
  for (Seq seq = 0; seq < count; ++seq) apply(state, trace.at(seq), seq, trace);
  return state;
}

const Variable* Variables::find(Name name) const {
  const auto found = std::ranges::find(all, name, &Variable::name);
  return found == all.end() ? nullptr : &*found;
}

const Called* State::called(Id id) const {
  switch (id.sort()) {
    case Sort::task:
      return called_task.find(id.ordinal());
    case Sort::future:
      return called_future.find(id.ordinal());
    case Sort::handle:
      return called_handle.find(id.ordinal());
    case Sort::coroutine:
      return called_coroutine.find(id.ordinal());
    case Sort::frame:
      return called_frame.find(id.ordinal());
    default:
      return nullptr;
  }
}

}  // namespace orrery::model
