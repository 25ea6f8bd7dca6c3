// Errors on their way: to a handler in this frame, or out of it to whoever called or resumed it.
#include "engine/script/object/exception.hpp"
#include "engine/script/object/str.hpp"
#include "engine/script/vm/machine.hpp"
#include "engine/script/vm/markers.hpp"

namespace orrery::script {
namespace {

// The stack is cut down to `depth` values, from the top.
Value* cut(Value* sp, Value* bottom) noexcept {
  while (sp > bottom) (--sp)->~Value();
  return sp;
}

const Handler* handler_at(const Frame& frame) noexcept {
  const Code& code = *frame.code;
  const std::uint16_t number = code.handler_of[static_cast<std::size_t>(frame.pc - code.instructions.data())];
  return number == 0 ? nullptr : &code.handlers[number - 1u];
}

// Since 3.12 comprehensions are part of the function around them (PEP 709): what fails in one fails there.
bool is_inlined(Runtime& rt, const Frame& frame) noexcept {
  const CodeFlags& flags = frame.code->flags;
  return flags.comprehension && !flags.generator && !flags.async_generator &&
         rt.environment().rules() >= loop::Rules::py312;
}

// The frame that the traceback names.
const Frame& holder(ExceptionObject& error, const Frame& frame) noexcept {
  const Frame* named = &frame;
  while (named->back && is_inlined(error.type()->heap().runtime(), *named)) named = named->back;
  return *named;
}

}  // namespace

void add_traceback(ExceptionObject& error, Frame& frame) {
  const Position& at = frame.position();
  TracebackEntry entry;
  entry.file = Ref<Str>(frame.code->file);
  entry.function = Ref<Str>(holder(error, frame).code->name);
  entry.line = static_cast<std::uint32_t>(at.line);
  entry.frame = Value(Ref<Frame>(&frame));
  if (at.column > 0) {
    entry.column = static_cast<std::uint32_t>(at.column - 1);
    const auto number = static_cast<std::uint32_t>(frame.pc - frame.code->instructions.data());
    entry.end_column = at.line == at.end_line ? static_cast<std::uint32_t>(at.end_column - 1) : goes_on | number;
  }
  error.traceback.push_back(std::move(entry));
}

void chain_context(ExceptionObject& error, ExceptionObject* handled) noexcept {
  if (!handled || handled == &error) return;
  // If `error` is in the chain already it is cut out there, or the chain would be a ring.
  unsigned steps = 0;
  for (ExceptionObject* e = handled; e->context && steps < 100'000; e = e->context.get(), ++steps) {
    if (e->context.get() == &error) {
      e->context = nullptr;
      break;
    }
  }
  error.context = Ref<ExceptionObject>(handled);
}

Ref<ExceptionObject> Steps::arrived(Ref<ExceptionObject> raised) noexcept {
  if (in.propagating_ != raised.get()) chain_context(*raised, in.handled());
  in.propagating_ = nullptr;
  return raised;
}

// From here on no handler of the program catches anything; the frames are left, and C++ gets the exception back.
Ref<ExceptionObject> Steps::end_run(std::exception_ptr reason) {
  in.unwinding_ = std::move(reason);
  if (in.stop_ == Interpreter::Stop::no) in.stop_ = Interpreter::Stop::wanted;
  return make_exception(in, in.types().keyboard_interrupt);
}

bool Steps::unwind(Machine& m, bool with_traceback) {
  for (;;) {
    Frame* const frame = m.frame;
    if (with_traceback) add_traceback(*error, *frame);
    const Handler* const handler = in.stopped() ? nullptr : handler_at(*frame);
    if (handler) {
      m.sp = cut(m.sp, frame->stack() + handler->depth);
      m.push(Value(std::move(error)));
      m.pc = frame->code->instructions.data() + handler->target;
      return true;
    }
    m.sp = cut(m.sp, frame->stack());
    frame->sp = m.sp;
    if (Watch* const watch = in.watch()) [[unlikely]]
      in.unwinding_ ? watch->forget(*frame) : watch->raises(*frame, *error);
    Frame* const back = frame->back;
    const bool entry = frame->entry;
    const bool inlined = is_inlined(in, *frame);
    if (frame->generator)
      error_leaves(*frame->generator);
    else
      leave_frame(frame);
    count_return(back);
    if (entry) {
      outcome = loop::Sent::raised(std::move(error));
      return false;
    }
    m = {back, back->pc + 1, back->sp};
    with_traceback = !inlined;
  }
}

}  // namespace orrery::script
