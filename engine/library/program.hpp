// A native program and all that it stands on: environment, machine, loop, recorder.
//
//   orrery::Co<int> amain(orrery::EventLoop& loop) { co_await orrery::sleep(loop, 0.1); co_return 0; }
//   int main() { return orrery::run(amain); }
#pragma once

#include <concepts>
#include <functional>
#include <memory>
#include <random>
#include <source_location>
#include <string>
#include <string_view>
#include <type_traits>

#include "engine/io/machine.hpp"
#include "engine/library/options.hpp"
#include "engine/library/sources.hpp"
#include "engine/library/trace_file.hpp"
#include "engine/loop/co.hpp"
#include "engine/loop/event_loop.hpp"
#include "engine/loop/interrupt.hpp"

namespace orrery {

class Program;

namespace library {

class Interruption;

// How a loop's program is found.
class ProgramSources final : public Sources {
 public:
  ProgramSources(Program& program, event::Probe* probe) noexcept : Sources(probe), program_(program) {}
  Program& program() const noexcept { return program_; }

 private:
  Program& program_;
};

}  // namespace library

// One run. It has one thread, the one that made it; of everything here only what threadsafe.hpp names may be used by
// others. All futures, tasks, coroutines and sockets must be gone before it goes: keep them inside of `main`.
class Program final {
 public:
  // `where`: the program's file is said to be this one. OsError if the file of the recording or a descriptor can't be
  // made.
  explicit Program(Options options = {}, std::source_location where = std::source_location::current());
  ~Program();
  Program(const Program&) = delete;
  Program& operator=(const Program&) = delete;

  // asyncio.run: main to its end, then everything else is cancelled, waited for and closed. Once. Returns what main
  // returned; raises what main raised, as the C++ type it had, or loop::Deadlock.
  template <class T>
  T run(loop::Co<T> main);

  loop::EventLoop& loop() noexcept { return *loop_; }
  loop::Environment& environment() noexcept { return environment_; }
  io::Machine& machine() noexcept { return machine_; }
  io::Network& network() noexcept { return machine_.network(); }
  // Chance, begun with Options::seed: under the virtual clock a run is a function of it.
  std::mt19937_64& random() noexcept { return random_; }

  // A line on standard output, and in the recording.
  void print(std::string_view line);
  // How the run ended. Meaningful once run() is over; `exit_code` may be changed until the program goes.
  library::Ending& ending() noexcept { return ending_; }
  // Ends the recording; what is wrong with it, or nothing. The destructor does it, too.
  std::string finish();

 private:
  loop::Value run_main(loop::Ref<loop::Coroutine> main);
  void note_failure();

  Options options_;
  std::unique_ptr<library::Interruption> interruption_;  // before any thread is made
  std::unique_ptr<library::TraceFile> file_;
  library::Ending ending_;
  bool finished_ = false;
  event::Probe* probe_;
  library::ProgramSources sources_;
  loop::Environment environment_;
  io::Machine machine_;
  std::mt19937_64 random_;
  loop::Ref<loop::EventLoop> loop_;
};

// The program that a loop belongs to. RuntimeError if there is none.
Program& program_of(loop::EventLoop& loop);
// program_of(loop).print(line).
void print(loop::EventLoop& loop, std::string_view line);

// For the body of main(): makes a Program, runs what `main` returns, and returns the exit code: what a Co<int>
// returned, 0 for a Co<void>; 1 for an exception that nobody caught, 3 for a deadlock, 130 for KeyboardInterrupt, each
// with a line on standard error. `main` takes an EventLoop& or a Program&.
template <class Main>
int run(Main main, Options options = {}, std::source_location where = std::source_location::current());

// ---------------------------------------------------------------- implementation

namespace library {

// Calls `body` with a program; what it throws becomes an exit code and a line on standard error.
int run_process(Options options, std::source_location where, const std::function<int(Program&)>& body);

template <class T>
int exit_code(Program& program, loop::Co<T> main) {
  static_assert(std::is_void_v<T> || std::is_same_v<T, int>, "main returns Co<int> or Co<void>");
  if constexpr (std::is_void_v<T>) {
    program.run(std::move(main));
    return 0;
  } else {
    return program.run(std::move(main));
  }
}

}  // namespace library

template <class T>
T Program::run(loop::Co<T> main) {
  const loop::Value result = run_main(loop::as_coroutine(environment_, std::move(main)));
  if constexpr (!std::is_void_v<T>) return loop::from_value<T>(result);
}

template <class Main>
int run(Main main, Options options, std::source_location where) {
  return library::run_process(std::move(options), where, [&main](Program& program) {
    if constexpr (std::is_invocable_v<Main&, Program&>)
      return library::exit_code(program, main(program));
    else
      return library::exit_code(program, main(program.loop()));
  });
}

}  // namespace orrery
