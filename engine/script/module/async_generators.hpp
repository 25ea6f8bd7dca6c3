// What the loop does for async generators: those dropped unfinished are closed by a task of their own, the others when
// the loop shuts down. (CPython: base_events.py, _asyncgen_firstiter_hook, _asyncgen_finalizer_hook.)
#pragma once

#include <vector>

#include "engine/loop/event_loop.hpp"
#include "engine/script/vm/generator.hpp"
#include "engine/script/vm/interpreter.hpp"

namespace orrery::script {

class AsyncGenerators final : public AsyncGeneratorHooks {
 public:
  explicit AsyncGenerators(Interpreter& in) noexcept : in_(in) {}

  void first_iterated(const Value& generator) override;
  void finalize(const Value& generator) override;
  void forget(const Generator& generator) noexcept override;
  // BaseEventLoop.shutdown_asyncgens: aclose() on all that were iterated under the loop and live, in the order of their
  // first iteration.
  Ref<loop::Coroutine> shut_down(loop::EventLoop& loop);

 private:
  struct Known {
    Generator* generator;  // not counted: it takes itself out when it dies
    Ref<loop::EventLoop> loop;
  };
  std::vector<Known>::iterator find(const Generator& generator) noexcept;
  std::vector<Value> take(loop::EventLoop& loop);

  Interpreter& in_;
  std::vector<Known> known_;
};

}  // namespace orrery::script
