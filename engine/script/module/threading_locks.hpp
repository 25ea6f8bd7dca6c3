// threading.Lock and RLock as objects.
#pragma once

#include "engine/script/module/threads.hpp"
#include "engine/script/object/object.hpp"

namespace orrery::script {

class ThreadLock final : public ScriptObject {
 public:
  using ScriptObject::ScriptObject;
  // False if it could not be had in so many seconds.
  bool acquire(Runtime& rt, double timeout);
  // RuntimeError if it is not held, or a reentrant one not by this thread.
  void give_back(Runtime& rt);
  bool free_for(const ScriptThread& thread) const noexcept;

  bool reentrant = false;
  std::uint64_t owner = 0;  // ident of the thread that has it
  unsigned count = 0;       // how often
};

}  // namespace orrery::script
