#include "engine/script/vm/ops_stack.hpp"

#include <fmt/format.h>

#include "engine/script/object/str.hpp"

namespace orrery::script::ops {
namespace {

[[noreturn]] void not_defined(Interpreter& in, Str* name) {
  Ref<ExceptionObject> error =
      make_exception(in, in.types().name_error, fmt::format("name '{}' is not defined", name->view()));
  error->fields[0] = Value(Ref<Str>(name));
  raise(std::move(error));
}

Str* cell_name(const Code& code, std::uint32_t slot) noexcept {
  return slot < code.first_free() ? code.cells[slot - code.first_cell()] : code.frees[slot - code.first_free()];
}

}  // namespace

void unbound_local(Interpreter& in, const Frame& frame, std::uint32_t slot) {
  Str* const name = frame.code->locals[slot];
  raise(in, in.types().unbound_local_error,
        fmt::format("cannot access local variable '{}' where it is not associated with a value", name->view()));
}

void unbound_cell(Interpreter& in, const Frame& frame, std::uint32_t slot) {
  Str* const name = cell_name(*frame.code, slot);
  if (slot < frame.code->first_free())
    raise(in, in.types().unbound_local_error,
          fmt::format("cannot access local variable '{}' where it is not associated with a value", name->view()));
  raise(in, in.types().name_error,
        fmt::format("cannot access free variable '{}' where it is not associated with a value in enclosing scope",
                    name->view()));
}

const Value& find_global(Interpreter& in, Frame& frame, GlobalCache& cache) {
  Dict& globals = *frame.function->globals;
  if (const Value* found = in.builtins().find(cache.name, cache.builtin_index)) {
    cache.missing_shape = globals.shape();
    return *found;
  }
  not_defined(in, cache.name);
}

Value find_name(Interpreter& in, Frame& frame, Str* name) {
  if (frame.names)
    if (const Value* found = frame.names->find(name)) return *found;
  if (const Value* found = frame.function->globals->find(name)) return *found;
  if (const Value* found = in.builtins().find(name)) return *found;
  not_defined(in, name);
}

Value find_class_deref(Interpreter& in, Frame& frame, std::uint32_t slot) {
  if (frame.names)
    if (const Value* found = frame.names->find(cell_name(*frame.code, slot))) return *found;
  const Value& v = cell_at(frame.slots(), slot).content;
  if (v == unset) unbound_cell(in, frame, slot);
  return v;
}

void delete_name(Interpreter& in, Dict& names, Str* name) {
  Value removed;
  if (!names.remove(name, &removed)) not_defined(in, name);
}

void make_cell(Interpreter& in, Frame& frame, std::uint32_t cell) {
  Ref<Cell> made = in.heap().make<Cell>(in.vm.cell);
  const int parameter = frame.code->cell_parameter[cell];
  if (parameter >= 0) made->content = std::exchange(frame.slots()[parameter], unset);
  frame.slots()[frame.code->first_cell() + cell] = std::move(made);
}

}  // namespace orrery::script::ops
