// The dispatch loop.
//
// One jump per instruction to the address of the next one's handler; the handlers (ops_*.hpp) are inlined here.
#include <new>

#include "engine/loop/unwind.hpp"
#include "engine/script/object/exception.hpp"
#include "engine/script/vm/machine.hpp"
#include "engine/script/vm/ops_arithmetic.hpp"
#include "engine/script/vm/ops_attribute.hpp"
#include "engine/script/vm/ops_build.hpp"
#include "engine/script/vm/ops_call.hpp"
#include "engine/script/vm/ops_exception.hpp"
#include "engine/script/vm/ops_generator.hpp"
#include "engine/script/vm/ops_match.hpp"
#include "engine/script/vm/ops_stack.hpp"
#include "engine/script/vm/ops_types.hpp"

namespace orrery::script {
namespace {

// The error that is being thrown as a C++ exception, on its way into the script.
Ref<ExceptionObject> caught_error(Steps& s) {
  try {
    throw;
  } catch (const loop::Raised& raised) {
    return s.arrived(to_exception(s.in, raised.error()));
  } catch (const std::bad_alloc&) {
    return s.arrived(make_exception(s.in, s.in.types().memory_error));
  } catch (const loop::Unwind&) {
    return s.end_run(std::current_exception());
  } catch (...) {
    return s.arrived(to_exception(s.in, s.in.environment().errors().current()));
  }
}

// Executes instructions until something other than the next instruction is wanted.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wpedantic"
Next execute(Steps& s, Machine& registers) {
  static constexpr const void* labels[] = {
#define ORRERY_OP(name, effect) &&do_##name,
#include "engine/script/vm/opcodes.def"
  };
  Machine m = registers;
  const Instruction* instruction = nullptr;
  Next next = Next::go;
  try {
#define ORRERY_DISPATCH()    \
  instruction = m.pc++;      \
  m.frame->pc = instruction; \
  goto* labels[static_cast<std::size_t>(instruction->op())]
    ORRERY_DISPATCH();
#define ORRERY_OP(name, effect)                                \
  do_##name : next = ops::name(s, m, instruction->argument()); \
  if (next != Next::go) [[unlikely]]                           \
    goto out;                                                  \
  ORRERY_DISPATCH();
#include "engine/script/vm/opcodes.def"
  out:
    registers = m;
    return next;
  } catch (const loop::Raised& raised) {
    registers = m;
    s.error = s.arrived(to_exception(s.in, raised.error()));
  } catch (...) {
    registers = m;
    s.error = caught_error(s);
  }
  return Next::raise;
}
#pragma GCC diagnostic pop

Next begin_with_error(Steps& s, Machine& m) {
  try {
    Next next = Next::go;
    m = s.throw_into(m, next);
    return next;
  } catch (...) {
    s.error = caught_error(s);
    return Next::raise;
  }
}

}  // namespace

loop::Sent run(Interpreter& in, Frame* frame, Ref<ExceptionObject> error) {
  Steps s(in);
  Machine m{frame, frame->pc, frame->sp};
  s.error = std::move(error);
  Next next = s.error ? begin_with_error(s, m) : Next::go;
  for (;;) {
    if (next == Next::go) next = execute(s, m);
    if (next == Next::leave) return std::move(s.outcome);
    if (next == Next::raise || next == Next::again) {
      if (!s.unwind(m, next == Next::raise)) return std::move(s.outcome);
      next = Next::go;
    }
  }
}

}  // namespace orrery::script
