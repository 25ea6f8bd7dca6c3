// What the module warnings does with a warning: its own, or one of the engine's ("coroutine 'x' was never awaited").
#pragma once

#include <string>

#include "engine/script/module/standard_state.hpp"
#include "engine/script/object/sequence.hpp"
#include "engine/script/vm/interpreter.hpp"

namespace orrery::script {

struct Warned {
  Type* category = nullptr;
  std::string text, file, module;
  std::int64_t line = 0;
  bool in_program = false;    // the line is one of the program
  bool of_coroutine = false;  // said of a coroutine that is lost
};
// Shows it, keeps it for catch_warnings, drops it, or raises it, as the filters say. `given`: the exception it is, or
// `unset`.
void issue_warning(Runtime& rt, const Warned& w, const Value& given);

void make_warning_classes(Runtime& rt, ModuleObject& module);

template <class F>
void each_filter(Runtime& rt, F&& f) {
  const Ref<List> filters = list_of(rt, getattr(rt, interpreter(rt).import_module("warnings"), "filters"));
  for (std::size_t i = 0; i < filters->size(); ++i) f(as_tuple((*filters)[i]));
}

}  // namespace orrery::script
