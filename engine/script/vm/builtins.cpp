#include "engine/script/vm/builtins.hpp"

#include <fmt/format.h>

#include "engine/script/object/exception.hpp"
#include "engine/script/object/function.hpp"
#include "engine/script/object/operators.hpp"
#include "engine/script/object/str.hpp"
#include "engine/script/vm/anext.hpp"
#include "engine/script/vm/frame.hpp"
#include "engine/script/vm/frame_view.hpp"
#include "engine/script/vm/interpreter.hpp"

namespace orrery::script {
namespace {

Value locals(Runtime& rt, Args) {
  Frame* const frame = interpreter(rt).frame();
  return frame ? Value(locals_of(rt, *frame)) : Value(make_dict(rt));
}

Value globals(Runtime& rt, Args) {
  Interpreter& in = interpreter(rt);
  return in.frame() ? Value(in.frame()->function->globals) : Value(Ref<Dict>(in.main_names()));
}

Value aiter_builtin(Runtime& rt, Args args) {
  const Type* const type = type_of(rt, args[0]);
  if (!type->slots.aiter)
    raise_type_error(rt, fmt::format("'{}' object is not an async iterable", type->name()));
  Value iterator = type->slots.aiter(rt, args[0]);
  if (!type_of(rt, iterator)->slots.anext)
    raise_type_error(rt, fmt::format("aiter() returned not an async iterator of type '{}'", type_of(rt, iterator)->name()));
  return iterator;
}

Value anext_builtin(Runtime& rt, Args args) {
  const Type* const type = type_of(rt, args[0]);
  if (!type->slots.anext)
    raise_type_error(rt, fmt::format("'{}' object is not an async iterator", type->name()));
  Value awaitable = type->slots.anext(rt, args[0]);
  return args.size() == 1 ? awaitable : anext_with_default(interpreter(rt), awaitable, args[1]);
}

constexpr NativeMethod functions[] = {{"locals", locals, no_arguments()},
                                      {"globals", globals, no_arguments()},
                                      {"aiter", aiter_builtin, one_argument()},
                                      {"anext", anext_builtin, between(1, 2)}};

// ---- super() without arguments: the class of the method that runs, and its first argument

// The cell of a free variable of the frame, or null.
const Cell* free_cell(Frame& frame, std::string_view name) {
  const auto& frees = frame.code->frees;
  for (std::size_t i = 0; i < frees.size(); ++i)
    if (frees[i]->view() == name) return static_cast<Cell*>(frame.slots()[frame.code->first_free() + i].object());
  return nullptr;
}

Value first_argument(Interpreter& in, Frame& frame) {
  const Code& code = *frame.code;
  if (code.positional == 0 && !code.flags.star) raise(in, in.types().runtime_error, "super(): no arguments");
  Value first = frame.slots()[0];
  for (std::size_t i = 0; i < code.cell_parameter.size(); ++i)
    if (code.cell_parameter[i] == 0) first = static_cast<Cell*>(frame.slots()[code.first_cell() + i].object())->content;
  if (is_unset(first)) raise(in, in.types().runtime_error, "super(): arg[0] deleted");
  return first;
}

Value construct_super(Runtime& rt, Type*, Args args) {
  if (args.size() > 0) {
    check_arity(rt, between(1, 2), args, "super", "super");
    return make_super(rt, args[0], args.size() > 1 ? args[1] : Value(unset));
  }
  Interpreter& in = interpreter(rt);
  if (!in.frame()) raise(rt, rt.types().runtime_error, "super(): no current frame");
  const Value first = first_argument(in, *in.frame());
  const Cell* const cell = free_cell(*in.frame(), "__class__");
  if (!cell) raise(rt, rt.types().runtime_error, "super(): __class__ cell not found");
  if (is_unset(cell->content)) raise(rt, rt.types().runtime_error, "super(): empty __class__ cell");
  return make_super(rt, cell->content, first);
}

}  // namespace

void add_frame_builtins(Interpreter& in, Dict& into) {
  add_functions(in, into, "builtins", functions);
  in.types().super->slots.construct = construct_super;
}

}  // namespace orrery::script
