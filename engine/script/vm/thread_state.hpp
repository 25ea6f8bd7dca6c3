// What an interpreter keeps for each thread of the program: where it is, what it is handling, how deep it is.
#pragma once

#include <vector>

#include "engine/event/probe.hpp"
#include "engine/loop/environment.hpp"
#include "engine/script/vm/frame.hpp"

namespace orrery::script {

class Interpreter;

// The state of a thread that does not run. Whoever has the interpreter exchanges it for the interpreter's own.
class ThreadState {
 public:
  ThreadState() noexcept : handling_(&base_) {}
  ThreadState(const ThreadState&) = delete;
  ThreadState& operator=(const ThreadState&) = delete;

  // The interpreter's state comes here and this one goes there; and so for what the run knows of who runs: the loop,
  // the context, the cause and the line of the events to come.
  void exchange(Interpreter& in) noexcept;

 private:
  friend class Interpreter;
  Frame* frame_ = nullptr;
  Handling base_;
  Handling* handling_;
  const loop::Error* propagating_ = nullptr;
  unsigned depth_ = 0;
  std::vector<const Object*> showing_;
  loop::EventLoop* running_loop_ = nullptr;
  loop::ContextHolder base_context_;
  loop::ContextHolder* context_ = &base_context_;
  event::Seq cause_ = event::no_seq;
  std::uint16_t line_ = 0;
};

}  // namespace orrery::script
