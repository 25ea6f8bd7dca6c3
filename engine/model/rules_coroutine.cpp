// Coroutines and generators: what goes in, what comes out, who delegates to whom.
#include "engine/model/rules.hpp"

namespace orrery::model::rules {
namespace {

Coroutine* cross(Fold& f, Id id, CoroutineState state, Crossing crossing) {
  Coroutine* c = f.coroutine(id);
  if (!c) return nullptr;
  c->state = state;
  c->crossing = crossing;
  c->value = f.text();
  c->crossed = f.now();
  return c;
}

void run_innermost(Fold& f, Id id) {
  f.state.running.coroutine = id;
  if (f.state.program.watched) f.state.program.frame = id;
}

void make_innermost(Fold& f, Id id) {
  run_innermost(f, id);
  if (Coroutine* c = f.coroutine(id)) c->state = CoroutineState::running;
}

Crossing crossing_of(event::SendMode mode) {
  if (mode == event::SendMode::send) return Crossing::sent;
  return mode == event::SendMode::throw_in ? Crossing::thrown : Crossing::closed;
}

// The coroutine that resumed the chain of which `id` is the outermost goes on.
void back_to_resumer(Fold& f, Id id) {
  Coroutine* c = f.coroutine(id);
  run_innermost(f, c ? std::exchange(c->resumed_by, Id{}) : Id{});
}

void end_coroutine(Fold& f, CoroutineState state, Crossing crossing) {
  if (Coroutine* c = cross(f, f.subject(), state, crossing)) c->awaiting = {};
  if (f.subject().sort() == Sort::coroutine) f.state.coroutine_variables.erase(f.subject().ordinal());
  Coroutine* awaiter = f.coroutine(f.object());
  if (!awaiter) return back_to_resumer(f, f.subject());
  awaiter->awaiting = {};
  make_innermost(f, f.object());
}

}  // namespace

void coroutine_created(Fold& f) {
  if (f.subject().sort() != Sort::coroutine) return;
  Coroutine& c = f.state.coroutines.edit(f.subject().ordinal());
  c = {};
  c.name = f.text();
  c.file = f.extra();
  c.sort = f.arg(event::CoroutineSort::native);
  c.created = f.now();
  f.state.called_coroutine.edit(f.subject().ordinal()) = {f.text(), {}, {}, f.event.arg};
}

void coroutine_resumed(Fold& f) {
  const Id innermost = f.coroutine(f.object()) ? f.object() : f.subject();
  Coroutine* outermost = f.coroutine(f.subject());
  if (!outermost) return;
  outermost->resumed_by = f.state.running.coroutine == f.subject() ? Id{} : f.state.running.coroutine;
  const Crossing crossing = crossing_of(f.arg(event::SendMode::close));
  Coroutine* c = cross(f, innermost, CoroutineState::running, crossing);
  if (c && c->awaiting.sort() != Sort::coroutine) c->awaiting = {};
  make_innermost(f, innermost);
}

// Whoever awaits a coroutine runs it at once, inside itself. Awaiting a future only becomes a wait if it yields.
void coroutine_awaits(Fold& f) {
  Coroutine* c = f.coroutine(f.subject());
  if (!c) return;
  c->awaiting = f.object();
  Coroutine* inner = f.object() == f.subject() ? nullptr : f.coroutine(f.object());
  if (!inner || is_over(inner->state)) return;
  inner->awaited_by = f.subject();
  f.coroutine(f.subject())->state = CoroutineState::suspended;
  make_innermost(f, f.object());
}

void coroutine_yielded(Fold& f) {
  cross(f, f.subject(), CoroutineState::suspended, Crossing::yielded);
  back_to_resumer(f, f.coroutine(f.object()) ? f.object() : f.subject());
}

void coroutine_returned(Fold& f) {
  end_coroutine(f, CoroutineState::returned, Crossing::returned);
}
void coroutine_raised(Fold& f) {
  end_coroutine(f, CoroutineState::raised, Crossing::raised);
}

void never_awaited(Fold& f) {
  if (Coroutine* c = f.coroutine(f.subject())) c->never_awaited = true;
}

void coroutine_released(Fold& f) {
  if (f.subject().sort() != Sort::coroutine) return;
  if (f.state.running.coroutine == f.subject()) back_to_resumer(f, f.subject());
  f.state.coroutines.erase(f.subject().ordinal());
  f.state.coroutine_variables.erase(f.subject().ordinal());
}

}  // namespace orrery::model::rules
