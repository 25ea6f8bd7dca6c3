#include "engine/loop/sync/loop_bound.hpp"

namespace orrery::loop {

Ref<Future> LoopBound::new_waiter(std::string_view label) {
  EventLoop* const running = environment_.running_loop();
  if (!running && bound_to_ == event::Id()) raise(ErrorKind::runtime, "no running event loop");
  if (bound_to_ == event::Id()) bound_to_ = running->id();
  if (!running || running->id() != bound_to_) raise(ErrorKind::runtime, repr() + " is bound to a different event loop");
  return running->create_future(label);
}

void LoopBound::raise(ErrorKind kind, std::string_view message) const {
  raise_as_kind(environment_.errors().make(kind, message));
}

void LoopBound::raise(ErrorKind kind) const {
  raise_as_kind(environment_.errors().make(kind, Value()));
}

std::string LoopBound::repr() {
  if (holder_) return environment_.values().repr(Value(holder_));
  return '<' + std::string(type_name_) + " [" + state_words() + "]>";
}

}  // namespace orrery::loop
