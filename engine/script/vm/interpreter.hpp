// The interpreter: runs programs, calls functions of scripts, finds modules. One per run; it knows no other.
//
//   Interpreter in(environment, output);
//   add_my_modules(in);                       // in.add_module("asyncio", make_asyncio)
//   int exit_code = in.run_program(program);  // prints what `python3 FILE` prints
//
// Everything that native code needs of it while a program runs is Runtime's; here are the frames on top of that.
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <exception>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "engine/loop/coroutine.hpp"
#include "engine/loop/environment.hpp"
#include "engine/script/object/exception.hpp"
#include "engine/script/object/function.hpp"
#include "engine/script/object/runtime.hpp"
#include "engine/script/syntax/program.hpp"

namespace orrery::loop {
class Values;
}

namespace orrery::script {

class Code;
class Frame;
class FramePool;
class Function;
class Generator;
class Interpreter;
class Modules;
struct Handling;
struct Steps;
class ThreadState;
class Watch;

// Where the program's text goes. Must not throw.
class Output {
 public:
  virtual ~Output() = default;
  virtual void write(Stream stream, std::string_view text) = 0;
};

struct Limits {
  // Loop passes and calls without giving control back to the event loop; then the program is stopped.
  std::uint64_t operations = 300'000'000;
  unsigned recursion = 1000;
  std::size_t memory = Runtime::default_memory;  // bytes
};

// The types that only the VM knows.
struct VmTypes {
  Type* function = nullptr;
  Type* cell = nullptr;
  Type* generator = nullptr;
  Type* coroutine = nullptr;
  Type* coroutine_wrapper = nullptr;
  Type* async_generator = nullptr;
  Type* asend = nullptr;
  Type* athrow = nullptr;
  Type* anext = nullptr;
  Type* code = nullptr;
  Type* frame = nullptr;
};

// What a loop wants to know of async generators (sys.set_asyncgen_hooks).
class AsyncGeneratorHooks {
 public:
  virtual ~AsyncGeneratorHooks() = default;
  // It is iterated for the first time.
  virtual void first_iterated(const Value& generator) = 0;
  // It was dropped unfinished; whoever keeps the reference must aclose() it.
  virtual void finalize(const Value& generator) = 0;
  // One that was iterated dies.
  virtual void forget(const Generator& generator) noexcept = 0;
};

class Interpreter final : public Runtime {
 public:
  // Neither environment nor output is owned; both outlive the interpreter. Sets the environment's ErrorFactory and
  // Values.
  Interpreter(loop::Environment& environment, Output& output, Limits limits = {});
  ~Interpreter() override;

  // Tells the environment's probe, if there is one, of each line that begins and of the values of variables, beside
  // what it is told anyway. Before run_program.
  void watch_lines();
  // The watch of a run that is watched, or null.
  Watch* watch() const noexcept { return watch_.get(); }

  // ---- running
  // Runs a program as `__main__`, lets go of its module, and returns the exit code; an uncaught exception is printed as
  // python3 prints it. Call once. Precondition: program.ok(). A program that the compiler refuses ends with 2.
  int run_program(const Program& program);
  // The uncaught exception that ended the program, as its last line in the traceback; empty if there was none.
  const std::string& uncaught() const noexcept { return uncaught_; }
  // True if the program was stopped by the limit of operations or by stop().
  bool stopped() const noexcept { return stop_ == Stop::operations || stop_ == Stop::wanted; }
  // True if it ended because nothing could ever happen again.
  bool deadlocked() const noexcept { return stop_ == Stop::deadlock; }
  // Ends the program at its next loop pass or call; from any thread.
  void stop() noexcept { stop_wanted_.store(true, std::memory_order_relaxed); }

  // Called when the program's last line has been run, before its names go: what is still under way may end there.
  // What ended the threads that nobody waits for at the end of a program did not end the program.
  void forget_end() noexcept;
  void set_at_exit(std::function<void()> function) { at_exit_ = std::move(function); }

  // Calls a function of the script; everything else goes to script::call (operators.hpp), which comes here.
  Value call(Function& function, Args args);
  // Runs a class body in its namespace; returns what it returns.
  Value call_body(Function& function, Ref<Dict> names);
  // Resumes a generator or coroutine. Errors come back in Sent.
  loop::Sent resume(Generator& generator, Value value);
  loop::Sent resume_with_error(Generator& generator, Ref<ExceptionObject> error);
  // What came of running something, unless the whole run is to end: then that is thrown.
  loop::Sent finished(loop::Sent sent);
  // Raises an error that came back in Sent: it has its __context__ and traceback already.
  [[noreturn]] void rethrow(Ref<loop::Error> error);
  // The loop calls this before each handle: control is back with it, and the count of operations starts anew.
  void renew_operations() noexcept { operations_ = 0; }

  // ---- modules
  using ModuleFactory = std::function<Ref<ModuleObject>(Interpreter&)>;
  // `name` may be dotted; "a.b" becomes an attribute of "a" when it is imported.
  void add_module(std::string name, ModuleFactory factory);
  // The module, made at the first import. Raises ModuleNotFoundError.
  Value import_module(std::string_view name);
  // A module that was imported already, or null.
  ModuleObject* imported(std::string_view name);
  Dict& builtins() noexcept { return *builtins_; }
  // The names of `__main__`; null outside run_program.
  Dict* main_names() noexcept { return main_.get(); }

  // ---- where we are
  Frame* frame() const noexcept { return frame_; }  // the innermost running one, or null
  int line() const noexcept;                        // its line, or 0
  // The source text of a line of the program, without its indentation.
  std::string_view source_line(int line) const noexcept;
  // How many characters of it that was.
  std::size_t indentation(int line) const noexcept;
  const std::string& file() const noexcept { return file_; }

  // ---- classes of objects that are the loop's
  // `of` says which class an object of this tag is of (futures, tasks, handles, loops, native coroutines).
  using ForeignType = Type* (*)(Interpreter&, const Object&) noexcept;
  void set_foreign_type(Tag tag, ForeignType of) noexcept { foreign_[static_cast<std::size_t>(tag)] = of; }

  // ---- coroutines
  void set_async_generator_hooks(AsyncGeneratorHooks* hooks) noexcept { hooks_ = hooks; }
  AsyncGeneratorHooks* async_generator_hooks() const noexcept { return hooks_; }
  // What `await value` drives: a coroutine, a generator made by types.coroutine, or what __await__ answers.
  // Raises TypeError "object int can't be used in 'await' expression".
  Value awaitable_iterator(const Value& value);
  // True if `await value` would not be refused out of hand (inspect.isawaitable).
  bool is_awaitable(const Value& value);

  // How CPython prints an uncaught exception, with groups, and with what led to it if `chain`; ends with a newline.
  std::string format_exception(ExceptionObject& error, bool chain = true);

  // ---- for the trace
  // What a value looks like without running anything of the program; at most `limit` characters.
  std::string shown(const Value& value, std::size_t limit = 120);

  VmTypes vm;
  // What the module bindings of this interpreter share; theirs to set. Null without them.
  Modules* modules = nullptr;

  // ---- Runtime
  loop::Environment& environment() override { return environment_; }
  void write(Stream stream, std::string_view text) override;
  Type* foreign_type(const Object& object) noexcept override;
  void warn(Type* category, std::string_view text) override;
  void unraisable(ExceptionObject& error, std::string_view where) noexcept override;
  ExceptionObject* handled() noexcept override;

 private:
  friend class Generator;
  friend struct Steps;
  friend class ThreadState;
  friend loop::Sent run(Interpreter& in, Frame* frame, Ref<ExceptionObject> error);
  enum class Stop : std::uint8_t { no, operations, wanted, deadlock };

  void make_types();
  void exchange_thread(ThreadState& state) noexcept;
  Value call(Frame* frame);
  int finish_program(const Ref<Code>& code);
  int exit_code_of(ExceptionObject& error);
  int exit_code_of_stop();
  void end_program();
  void check_operations() override;

  loop::Environment& environment_;
  Output& output_;
  Limits limits_;
  std::unique_ptr<FramePool> pool_;
  std::unique_ptr<Watch> watch_;
  Frame* frame_ = nullptr;
  Handling* handling_;
  std::unique_ptr<Handling> base_handling_;
  std::uint64_t operations_ = 0;
  std::atomic<bool> stop_wanted_{false};
  Stop stop_ = Stop::no;
  int stop_line_ = 0;
  std::exception_ptr unwinding_;              // the run is ending: what to throw where C++ is reached
  const loop::Error* propagating_ = nullptr;  // on its way through native code, its context already set
  std::array<ForeignType, 16> foreign_{};
  AsyncGeneratorHooks* hooks_ = nullptr;
  Ref<Dict> builtins_;
  Ref<Dict> main_;
  std::map<std::string, ModuleFactory, std::less<>> factories_;
  std::map<std::string, Ref<ModuleObject>, std::less<>> modules_;
  std::unique_ptr<loop::ErrorFactory> errors_;
  std::unique_ptr<loop::Values> values_;
  const Program* program_ = nullptr;
  std::string file_;
  std::string uncaught_;
  std::function<void()> at_exit_;
  std::set<std::pair<int, std::string>> warned_;
};

// The interpreter behind a Runtime: every Runtime of a running program is one.
inline Interpreter& interpreter(Runtime& rt) noexcept {
  return static_cast<Interpreter&>(rt);
}

}  // namespace orrery::script
