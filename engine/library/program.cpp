#include "engine/library/program.hpp"

#include <cstdio>

#include "engine/library/interruption.hpp"
#include "engine/loop/runner.hpp"
#include "engine/loop/unwind.hpp"

namespace orrery {
namespace {

using event::Kind;

std::unique_ptr<library::TraceFile> trace_file(const Options& options, const char* file) {
  return options.record.empty() ? nullptr : std::make_unique<library::TraceFile>(options, file);
}

io::NetworkKind network_of(const Options& options) {
  if (options.network) return *options.network;
  return options.clock == io::ClockKind::real_time ? io::NetworkKind::loopback : io::NetworkKind::simulated;
}

// "ValueError: x", as the last line of a traceback.
std::string last_line(const loop::Error& error) {
  const std::string text = error.text();
  return text.empty() ? error.type_name() : error.type_name() + ": " + text;
}

int exit_code_of(const loop::Error& error) {
  if (error.kind() == loop::ErrorKind::keyboard_interrupt) return 130;
  if (error.kind() != loop::ErrorKind::system_exit) return 1;
  const loop::Value code = error.first_argument();
  return code.is_integer() ? static_cast<int>(code.as_integer() & 0xff) : 0;
}

// What an exception handler says of an error that nobody caught.
void tell(loop::EventLoop&, const loop::ExceptionContext& context) {
  const std::string error = context.exception ? ": " + last_line(*context.exception) : std::string();
  std::fprintf(stderr, "%s%s\n", context.message.c_str(), error.c_str());
}

}  // namespace

Program::Program(Options options, std::source_location where)
    : options_(std::move(options)),
      interruption_(options_.take_interrupts ? std::make_unique<library::Interruption>() : nullptr),
      file_(trace_file(options_, where.file_name())),
      probe_(file_ ? &file_->probe() : nullptr),
      sources_(*this, probe_),
      environment_(probe_, options_.rules),
      machine_(environment_, options_.clock, options_.selector),
      random_(options_.seed) {
  environment_.set_host(&sources_);
  environment_.set_default_exception_handler(tell);
  if (interruption_) environment_.set_thread_ports(interruption_.get());
  machine_.network().set_kind(network_of(options_));
  if (probe_) {
    probe_->emit_text(Kind::program_begin, {}, {}, 0, where.file_name());
    sources_.place(where);
  }
  loop_ = machine_.new_loop();
  loop_->set_debug(options_.debug);
  if (interruption_) interruption_->set_selector(&loop_->selector());
}

Program::~Program() {
  if (const std::string problem = finish(); !problem.empty())
    std::fprintf(stderr, "orrery: the recording %s: %s\n", options_.record.c_str(), problem.c_str());
  if (interruption_) interruption_->set_selector(nullptr);
  if (!loop_->closed() && !loop_->running()) loop_->close();
}

std::string Program::finish() {
  if (!file_) return {};
  if (!finished_) {
    finished_ = true;
    probe_->line = 0;
    probe_->emit_text(Kind::program_end, {}, {}, static_cast<std::uint8_t>(ending_.exit_code),
                      ending_.how == "finished" ? std::string() : ending_.text);
    file_->finish(ending_);
  }
  return file_->problem();
}

loop::Value Program::run_main(loop::Ref<loop::Coroutine> main) {
  try {
    loop::Value result = loop::run(*loop_, std::move(main));
    ending_ = {"finished", 0, {}};
    return result;
  } catch (...) {
    note_failure();
    throw;
  }
}

// Inside a `catch (...)`.
void Program::note_failure() {
  try {
    loop::rethrow_unwind();
    const loop::Ref<loop::Error> error = environment_.errors().current();
    ending_ = {"failed", exit_code_of(*error), last_line(*error)};
    if (error->kind() == loop::ErrorKind::system_exit) ending_.how = "finished";
  } catch (const loop::Deadlock& deadlock) {
    ending_ = {"deadlock", 3, deadlock.text};
  } catch (const loop::Unwind&) {
    ending_ = {"stopped", 1, {}};
  }
}

void Program::print(std::string_view line) {
  const std::string text = std::string(line) + '\n';
  std::fwrite(text.data(), 1, text.size(), stdout);
  if (!probe_) return;
  const loop::EventLoop* const running = environment_.running_loop();
  const loop::Task* const task = running ? running->current_task() : nullptr;
  probe_->emit_text(Kind::output, task ? task->id() : event::Id(), {},
                    static_cast<std::uint8_t>(event::Stream::standard_output), text);
}

Program& program_of(loop::EventLoop& loop) {
  const auto* const sources = dynamic_cast<library::ProgramSources*>(loop.environment().host());
  if (!sources) throw loop::RuntimeError("this loop belongs to no Program");
  return sources->program();
}

void print(loop::EventLoop& loop, std::string_view line) {
  program_of(loop).print(line);
}

namespace library {

int run_process(Options options, std::source_location where, const std::function<int(Program&)>& body) try {
  Program program(std::move(options), where);
  try {
    program.ending().exit_code = body(program);
  } catch (...) {
    if (program.ending().how == "stopped") throw;  // not out of the run
    if (!program.ending().text.empty()) std::fprintf(stderr, "%s\n", program.ending().text.c_str());
  }
  return program.ending().exit_code;
} catch (const std::exception& error) {
  std::fprintf(stderr, "orrery: %s\n", error.what());
  return 1;
}

}  // namespace library
}  // namespace orrery
