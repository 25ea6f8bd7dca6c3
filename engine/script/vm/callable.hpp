// Functions of scripts, and the cells that closures share.
#pragma once

#include "engine/script/object/dict.hpp"
#include "engine/script/object/object.hpp"
#include "engine/script/object/runtime.hpp"
#include "engine/script/object/sequence.hpp"
#include "engine/script/vm/code.hpp"

namespace orrery::script {

// A variable that several functions share.
class Cell final : public ScriptObject, public Tracked {
 public:
  explicit Cell(Type* type) noexcept : ScriptObject(type), Tracked(type->heap()) {}
  Value content = unset;
  void clear_references() noexcept override { content = unset; }
  Object* tracked_object() noexcept override { return this; }
};

class Function final : public ScriptObject, public Tracked {
 public:
  Function(Type* type, Ref<Code> body, Ref<Dict> module_names);

  Ref<Code> code;
  Ref<Dict> globals;
  Ref<Tuple> defaults;         // may be null
  Ref<Dict> keyword_defaults;  // may be null
  Ref<Tuple> closure;          // of Cells; may be null
  Ref<Dict> annotations;       // may be null
  Ref<Tuple> type_parameters;  // may be null
  Value name, qualname, module, doc;
  bool iterable_coroutine = false;  // types.coroutine: its generators can be awaited

  Dict* attributes(bool create) override;
  void clear_references() noexcept override;
  Object* tracked_object() noexcept override { return this; }

 private:
  Ref<Dict> dict_;
};

inline bool is_function(const Value& v, const Type* function_type) noexcept {
  return is_exact(v, function_type);
}
inline Function& as_function(const Value& v) noexcept {
  return *static_cast<Function*>(v.object());
}

class Frame;
class Interpreter;
// Puts the arguments of a call into the parameters' slots of a fresh frame; raises TypeError as CPython words it.
void bind_arguments(Interpreter& in, Function& function, Args args, Frame& frame);
// "f()" or "C.m()" as CPython names a callable in errors about its arguments; with its module if that isn't builtins.
std::string callable_name(Runtime& rt, const Value& callable);

Ref<Type> make_function_type(Runtime& rt);
Ref<Type> make_cell_type(Runtime& rt);

}  // namespace orrery::script
