// The registers of the dispatch loop. Handlers of instructions (ops_*.hpp) are inlined into it and change them;
// everything slower is an ordinary function that gets them by value, so that they stay in machine registers.
#pragma once

#include "engine/event/probe.hpp"
#include "engine/loop/coroutine.hpp"
#include "engine/script/vm/frame.hpp"
#include "engine/script/vm/generator.hpp"
#include "engine/script/vm/interpreter.hpp"
#include "engine/script/vm/watch.hpp"

#define ORRERY_INLINE [[gnu::always_inline]] static inline

namespace orrery::script {

struct Machine {
  Frame* frame = nullptr;
  const Instruction* pc = nullptr;  // the next instruction
  Value* sp = nullptr;              // one beyond the top of the stack

  void push(Value value) noexcept { new (sp++) Value(std::move(value)); }
  // What is above `sp` is no longer a value: whoever takes one off moves it away, or destroys it with drop().
  Value pop() noexcept { return std::move(*--sp); }
  Value& top() noexcept { return sp[-1]; }
  void drop() noexcept { (--sp)->~Value(); }
  Value* locals() const noexcept { return frame->slots(); }
};

// What the dispatch loop does after an instruction.
enum class Next : std::uint8_t {
  go,     // the next instruction
  leave,  // run() ends; the outcome is in Steps::outcome
  raise,  // the error in Steps::error is raised here
  again,  // the error in Steps::error goes on, with nothing added to its traceback
};

// The events to come stand at the line where this frame is.
inline void note_line(Interpreter& in, const Frame* frame) noexcept {
  if (event::Probe* probe = in.environment().probe()) {
    const int line = frame ? frame->line() : 0;
    probe->line = static_cast<std::uint16_t>(line < 65535 ? line : 65535);
  }
}

// The slower parts of running, and what passes between them and the dispatch loop of one run().
struct Steps {
  explicit Steps(Interpreter& interpreter) noexcept : in(interpreter) {}
  Interpreter& in;
  loop::Sent outcome;
  Ref<ExceptionObject> error;

  // The error being handled becomes `error`; returns the one before. Either may be None.
  Value handle(Value now) noexcept { return std::exchange(in.handling_->error, std::move(now)); }

  // ---- frames
  Frame* frame_of(Ref<Function> function) { return in.pool_->make(std::move(function)); }
  // Before a frame is pushed: the caller's registers, the depth of calls and the count of operations.
  void count_call(Machine m) {
    m.frame->sp = m.sp;
    in.enter("");
    if (--in.slice_left_ == 0) [[unlikely]]
      in.check_operations();
  }
  void count_pass() {
    if (--in.slice_left_ == 0) [[unlikely]]
      in.check_operations();
  }
  void count_return(Frame* back) noexcept {
    in.leave();
    in.frame_ = back;
    if (back) note_line(in, back);
  }
  // Makes `frame` the innermost one, called by m.frame, whose stack now ends at m.sp.
  Machine enter(Machine m, Frame* frame) noexcept {
    m.frame->sp = m.sp;
    frame->back = m.frame;
    in.frame_ = frame;
    return {frame, frame->pc, frame->sp};
  }
  Machine return_from_init(Machine m, Value value, Next& next);
  // The innermost frame, a generator's, returns, or yields to whoever resumed it.
  Machine return_from_generator(Machine m, Value value, Next& next);
  Machine yield(Machine m, Value value, Next& next);
  Machine yield_item(Machine m, Value value, Next& next);
  // An error that came as a C++ exception, its __context__ set if that is still to be done.
  Ref<ExceptionObject> arrived(Ref<ExceptionObject> raised) noexcept;
  // An Unwind of the loop's: what goes through the frames in its stead.
  Ref<ExceptionObject> end_run(std::exception_ptr reason);
  // Looks for who handles `error`, frame by frame. False: nobody in this run().
  bool unwind(Machine& m, bool with_traceback);

  // ---- delegation
  Machine send(Machine m, Next& next);
  Machine sent(Machine m, loop::Sent sent, Next& next);
  Machine resume_delegate(Machine m, Generator& delegate, Value value);
  Machine send_to_step(Machine m, AsyncStep& step, Value value, Next& next);
  Machine activate(Generator& generator, Value value) noexcept;
  static void link(Interpreter& in, Generator& generator) noexcept;
  // Raises `error` in a suspended frame, or in the foreign object it delegates to.
  Machine throw_into(Machine m, Next& next);
  void note_awaits(Machine m, const Value& delegate);

  // ---- calls: the callable, self-or-unset and `count` values lie on the stack
  Machine call(Machine m, std::size_t count, Next& next);
  Machine call_keywords(Machine m, std::size_t count);
  Machine call_spread(Machine m, bool with_keywords);

 private:
  Machine call_function(Machine m, Function& function, Args args, std::size_t drop);
  Machine call_class(Machine m, Type& type, std::size_t count, const Tuple* names);
  Machine call_native(Machine m, const Value& callable, Args args, std::size_t drop);
  Machine finish_call(Machine m, std::size_t drop, Value result) noexcept;
  Machine begin_frame(Machine m, Frame* frame, std::size_t drop);
  void end_generator(Generator& generator) noexcept;
  void error_leaves(Generator& generator);
};

// Runs a frame, or with `error` resumes it by raising that in it, until it returns, yields or raises.
loop::Sent run(Interpreter& in, Frame* frame, Ref<ExceptionObject> error = nullptr);

// `error.__context__` becomes the error being handled, unless it is that error itself.
void chain_context(ExceptionObject& error, ExceptionObject* handled) noexcept;
// TracebackEntry::end_column of what goes on in the next line.
inline constexpr std::uint32_t to_line_end = 0xffffffff;
void add_traceback(ExceptionObject& error, Frame& frame);
// The generator object of a call; takes over the frame.
Value make_generator(Interpreter& in, Frame* frame);

}  // namespace orrery::script
