// One execution of a document's program: machine, interpreter, recorder, and, if wanted, a thread of its own.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <thread>

#include "engine/scenario/document.hpp"
#include "engine/script/syntax/program.hpp"
#include "engine/session/gate.hpp"
#include "engine/trace/recorder.hpp"
#include "engine/trace/trace.hpp"

namespace orrery::script {
class Interpreter;
class Output;
}  // namespace orrery::script

namespace orrery::session {

struct Ending {
  enum class How : std::uint8_t {
    running,   // not ended yet
    finished,  // the program came to its end, whatever its exit code
    failed,    // by an exception that nobody caught
    deadlock,  // nothing is ready and nothing can ever come
    stopped,   // by the one who watches, or by the limit of operations
    broken     // the run could not be set up: a socket could not be made, say
  };
  How how = How::running;
  int exit_code = 0;  // as `orrery run` ends: 3 for a deadlock
  std::string text;   // the last line of the traceback, the report of the deadlock, what is broken
};

struct RunOptions {
  std::optional<scenario::ClockSort> clock;
  std::optional<scenario::SelectorSort> selector;
  std::optional<loop::Rules> rules;
  bool record = true;  // without, nothing is remembered and the trace stays empty
};

class Run {
 public:
  // `program` must be free of problems. `output` may be null; it is called on the run's thread.
  Run(const scenario::Document& document, script::Program program, RunOptions options, script::Output* output = nullptr);
  ~Run();
  Run(const Run&) = delete;
  Run& operator=(const Run&) = delete;

  // Either runs to the end on the calling thread,
  Ending run_here();
  // or begins on a thread of its own; `on_end` is called there at the end.
  void start(std::function<void()> on_end = {});

  // Whether it has ended; only then `ending` is valid.
  bool ended() const noexcept { return ended_.load(std::memory_order_acquire); }
  const Ending& ending() const noexcept { return ending_; }
  // Ends it as soon as may be: between handles, in a sleep, in an endless loop.
  void stop();

  PauseGate& gate() noexcept { return gate_; }
  const trace::Trace& trace() const noexcept { return trace_; }
  scenario::ClockSort clock() const noexcept { return clock_; }

 private:
  struct Inside;
  void execute();
  Ending set_up_and_run();
  Ending run_program(Inside& inside);
  void publish(script::Interpreter* interpreter);

  scenario::Document document_;
  script::Program program_;
  RunOptions options_;
  script::Output* output_;
  scenario::ClockSort clock_;
  trace::Trace trace_;
  trace::Recorder recorder_;
  PauseGate gate_;
  std::mutex interpreter_mutex_;
  script::Interpreter* interpreter_ = nullptr;  // while the program runs
  Ending ending_;
  std::atomic<bool> ended_{false};
  std::thread thread_;
};

}  // namespace orrery::session
