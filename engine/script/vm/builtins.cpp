#include "engine/script/vm/builtins.hpp"

#include <fmt/format.h>

#include "engine/loop/drive.hpp"
#include "engine/script/object/exception.hpp"
#include "engine/script/object/function.hpp"
#include "engine/script/object/operators.hpp"
#include "engine/script/object/str.hpp"
#include "engine/script/vm/anext.hpp"
#include "engine/script/vm/dynamic_code.hpp"
#include "engine/script/vm/frame.hpp"
#include "engine/script/vm/frame_view.hpp"
#include "engine/script/vm/generator.hpp"
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

// As builtins.next, but that the value at the end of a generator is not lost.
Value next_builtin(Runtime& rt, Args args) {
  const Type* const type = type_of(rt, args[0]);
  if (!type->slots.next) raise_type_error(rt, fmt::format("'{}' object is not an iterator", type->name()));
  if (Generator* const generator = as_generator(args[0]); generator && args.size() == 1)
    return yielded_or_raise(interpreter(rt), loop::drive_send(rt.environment(), *generator, none));
  if (args.size() == 1 && type->has(TypeFlag::heap_type)) return call_special(rt, args[0], rt.names().dunder.next_, {});
  Value item = next(rt, args[0]);
  if (!is_unset(item)) return item;
  if (args.size() == 2) return args[1];
  raise(make_exception(rt, rt.types().stop_iteration));
}

Value aiter_builtin(Runtime& rt, Args args) {
  const Type* const type = type_of(rt, args[0]);
  if (!type->slots.aiter) raise_type_error(rt, fmt::format("'{}' object is not an async iterable", type->name()));
  Value iterator = type->slots.aiter(rt, args[0]);
  if (!type_of(rt, iterator)->slots.anext)
    raise_type_error(rt,
                     fmt::format("aiter() returned not an async iterator of type '{}'", type_of(rt, iterator)->name()));
  return iterator;
}

Value anext_builtin(Runtime& rt, Args args) {
  const Type* const type = type_of(rt, args[0]);
  if (!type->slots.anext) raise_type_error(rt, fmt::format("'{}' object is not an async iterator", type->name()));
  Value awaitable = type->slots.anext(rt, args[0]);
  return args.size() == 1 ? awaitable : anext_with_default(interpreter(rt), awaitable, args[1]);
}

constexpr NativeMethod functions[] = {{"locals", locals, no_arguments()},
                                      {"globals", globals, no_arguments()},
                                      {"next", next_builtin, between(1, 2)},
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

// Since 3.12 a comprehension is part of the method around it.
Frame* method_frame(Interpreter& in) {
  Frame* frame = in.frame();
  if (in.environment().rules() < loop::Rules::py312) return frame;
  while (frame->back && frame->code->flags.comprehension && !frame->code->flags.generator) frame = frame->back;
  return frame;
}

Value construct_super(Runtime& rt, Type*, Args args) {
  if (args.size() > 0) {
    check_arity(rt, between(1, 2), args, "super", "super");
    return make_super(rt, args[0], args.size() > 1 ? args[1] : Value(unset));
  }
  Interpreter& in = interpreter(rt);
  if (!in.frame()) raise(rt, rt.types().runtime_error, "super(): no current frame");
  Frame& frame = *method_frame(in);
  const Value first = first_argument(in, frame);
  const Cell* const cell = free_cell(frame, "__class__");
  if (!cell) raise(rt, rt.types().runtime_error, "super(): __class__ cell not found");
  if (is_unset(cell->content)) raise(rt, rt.types().runtime_error, "super(): empty __class__ cell");
  return make_super(rt, cell->content, first);
}

}  // namespace

void add_frame_builtins(Interpreter& in, Dict& into) {
  add_functions(in, into, "builtins", functions);
  add_dynamic_builtins(in, into);
  in.types().super->slots.construct = construct_super;
}

}  // namespace orrery::script
