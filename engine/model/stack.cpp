// The frames behind the one that is looked at.
#include <algorithm>

#include "engine/model/queries.hpp"

namespace orrery::model {
namespace {

constexpr std::size_t deepest = 1000;

bool is_module(const State& state, const trace::Trace& trace, Id id) {
  const Call* call = state.call(id);
  return call && trace.name(call->name) == "<module>";
}

}  // namespace

std::vector<Id> stack_of(const State& state, const trace::Trace& trace, Id selected) {
  std::vector<Id> stack;
  for (Id id = looked_at_frame(state, selected); id && stack.size() < deepest; id = caller_of(state, id)) {
    if (std::ranges::find(stack, id) != stack.end() || is_module(state, trace, id)) break;
    const Coroutine* c = state.coroutine(id);
    if (state.call(id) || (c && c->in_program() && !is_over(c->state))) stack.push_back(id);
  }
  return stack;
}

bool is_fresh(const State& state, const Variable& variable) {
  if (variable.set == no_seq || state.program.line_seq == no_seq) return false;
  return state.program.line_before == no_seq || variable.set > state.program.line_before;
}

const Variable* value_of(const State& state, const trace::Trace& trace, const std::vector<Id>& stack,
                         std::string_view name) {
  const auto in = [&](Id frame) -> const Variable* {
    const Variables* variables = state.variables(frame);
    if (!variables) return nullptr;
    const auto found =
        std::ranges::find_if(variables->all, [&](const Variable& v) { return trace.name(v.name) == name; });
    return found == variables->all.end() ? nullptr : &*found;
  };
  if (const Variable* own = stack.empty() ? nullptr : in(stack.front())) return own;
  return in({});
}

}  // namespace orrery::model
