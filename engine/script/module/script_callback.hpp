// A script's callable as a callback of the loop: with its arguments, as call_soon(f, *args) keeps them.
#pragma once

#include "engine/loop/handle.hpp"
#include "engine/script/object/args.hpp"
#include "engine/script/object/runtime.hpp"
#include "engine/script/object/sequence.hpp"

namespace orrery::script {

class ScriptCallback final : public loop::Callback, public Tracked {
 public:
  ScriptCallback(Runtime& rt, Value callable, Ref<Tuple> args);
  // With the future as its last argument if it is a done-callback.
  void call(loop::Future* done) override;
  std::string name() const override;
  // "worker(1, 'x') at x.py:7", `done` being the last argument if there is one.
  std::string words(loop::Future* done) const;
  // As asyncio compares callbacks: by `==` of the callables.
  bool equals(const loop::Callback& other) const override;
  event::Id owner() const noexcept override;

  const Value& callable() const noexcept { return callable_; }
  const Ref<Tuple>& args() const noexcept { return args_; }
  void clear_references() noexcept override;
  Object* tracked_object() noexcept override { return this; }

 private:
  std::string words_of_arguments(loop::Future* done) const;

  Runtime& rt_;
  Value callable_;
  Ref<Tuple> args_;
};

// The callback f(*args) from the arguments of a call, `skip` of them left out, the callable being the next one. Raises
// TypeError if it is missing. A `context` keyword is taken and other keywords are refused.
Ref<loop::Callback> callback_from(Runtime& rt, Args args, std::size_t skip, std::string_view function);

// "worker", "main.<locals>.<lambda>", "Future.set_result": what a callable is called in the trace, without running code.
std::string name_of_callable(Runtime& rt, const Value& callable);

}  // namespace orrery::script
