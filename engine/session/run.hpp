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
#include "engine/session/ending.hpp"
#include "engine/session/gate.hpp"
#include "engine/trace/file_writer.hpp"
#include "engine/trace/recorder.hpp"
#include "engine/trace/trace.hpp"

namespace orrery::io {
class SignalSource;
}

namespace orrery::script {
class Interpreter;
class Output;
}  // namespace orrery::script

namespace orrery::session {

struct RunOptions {
  std::optional<scenario::ClockSort> clock;
  std::optional<scenario::SelectorSort> selector;
  std::optional<loop::Rules> rules;
  bool watch = false;  // lines and values of variables are recorded, too (script::Watch)
  bool record = true;  // without, nothing is remembered and the trace stays empty
  // A file that the trace goes into while the run goes on; empty: none.
  std::string record_file;
  bool replace_file = false;     // if it exists already
  bool forget_written = false;   // what is in the file leaves memory: nobody reads the trace
  bool read_input = false;       // input() reads the standard input of the process
  bool take_interrupts = false;  // SIGINT of the process is the program's: KeyboardInterrupt, or a cancelled main task
  std::uint64_t most_operations = 0;  // of the program without giving control back, and the bytes that its objects take:
  std::size_t most_memory = 0;        // 0: script::Limits' own
  std::size_t memory_limit = 0;  // bytes of memory for the trace (RecorderOptions); 0: none
};

class Run {
 public:
  // `program` must be free of problems. `output` may be null; it is called on the run's thread.
  Run(const scenario::Document& document, script::Program program, RunOptions options,
      script::Output* output = nullptr);
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
  // A signal for the program, as if the process had got it. From any thread.
  void interrupt(int signal);
  // Ends it as soon as may be: between handles, in a sleep, in an endless loop.
  void stop();

  // What is wrong with the file of the trace: before the run, or once it has ended. Empty: nothing.
  std::string file_problem() const { return file_ ? file_->problem() : std::string(); }

  PauseGate& gate() noexcept { return gate_; }
  const trace::Trace& trace() const noexcept { return trace_; }
  scenario::ClockSort clock() const noexcept { return clock_; }

 private:
  struct Inside;
  void execute();
  void open_file();
  Ending set_up_and_run();
  Ending run_program(Inside& inside);
  void publish(script::Interpreter* interpreter);

  std::atomic<bool> made_{false};
  std::unique_ptr<io::SignalSource> signals_;  // before any thread is made
  scenario::Document document_;
  script::Program program_;
  RunOptions options_;
  script::Output* output_;
  scenario::ClockSort clock_;
  trace::Trace trace_;
  trace::Recorder recorder_;
  std::unique_ptr<trace::FileWriter> file_;
  PauseGate gate_;
  std::mutex interpreter_mutex_;
  script::Interpreter* interpreter_ = nullptr;  // while the program runs
  Ending ending_;
  std::atomic<bool> ended_{false};
  std::thread thread_;
};

}  // namespace orrery::session
