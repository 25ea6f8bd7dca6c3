// Running a whole program, and what is left to do when it has ended.
#include <fmt/format.h>

#include "engine/loop/unwind.hpp"
#include "engine/script/object/number.hpp"
#include "engine/script/object/operators.hpp"
#include "engine/script/object/str.hpp"
#include "engine/script/vm/callable.hpp"
#include "engine/script/vm/compiler.hpp"
#include "engine/script/vm/interpreter.hpp"
#include "engine/script/vm/syntax_warnings.hpp"
#include "engine/script/vm/machine.hpp"

namespace orrery::script {
namespace {

constexpr int refused = 2;
constexpr int exit_deadlock = 3;

Ref<Dict> main_namespace(Interpreter& in, const Code& code) {
  Ref<Dict> names = make_dict(in);
  const auto set = [&](std::string_view name, Value value) { names->set(in.heap().intern(name), std::move(value)); };
  set("__name__", Value(make_str(in, "__main__")));
  set("__doc__", code.doc);
  set("__package__", none);
  set("__spec__", none);
  set("__file__", Value(Ref<Str>(code.file)));
  return names;
}

}  // namespace

int Interpreter::run_program(const Program& program) {
  program_ = &program;
  file_ = program.file;
  event::Probe* const probe = environment_.probe();
  if (probe) probe->emit_text(event::Kind::program_begin, {}, {}, 0, file_);
  int code = refused;
  try {
    for (const SyntaxWarning& warning : syntax_warnings(program, environment_.rules()))
      output_.write(Stream::error, fmt::format("{}:{}: SyntaxWarning: {}\n  {}\n", file_, warning.line, warning.text,
                                               source_line(warning.line)));
    code = finish_program(compile(*this, program, {.lines = probe != nullptr, .watch = watch_ != nullptr}));
  } catch (const CompileError& error) {
    uncaught_ = "SyntaxError: " + error.text;
    output_.write(Stream::error, fmt::format("{}:{}:{}: {}\n", file_, error.at.line, error.at.column, error.text));
  } catch (const loop::Raised& raised) {
    code = exit_code_of(*to_exception(*this, raised.error()));
  } catch (const loop::Deadlock& deadlock) {
    code = exit_deadlock;
    stop_ = Stop::deadlock;
    uncaught_ = deadlock.text;
    output_.write(Stream::error, deadlock.text + "\n");
  } catch (const loop::Unwind&) {
    code = exit_code_of_stop();
  }
  end_program();
  if (probe) probe->emit_text(event::Kind::program_end, {}, {}, static_cast<std::uint8_t>(code), uncaught_);
  program_ = nullptr;
  return code;
}

int Interpreter::finish_program(const Ref<Code>& code) {
  main_ = main_namespace(*this, *code);
  const Ref<Function> module = heap().make<Function>(vm.function, code, main_);
  Ref<ExceptionObject> error;
  try {
    call(*module, Args());
  } catch (const loop::Raised& raised) {
    error = to_exception(*this, raised.error());
  }
  propagating_ = nullptr;
  const int result = error ? exit_code_of(*error) : 0;
  if (at_exit_) at_exit_();
  return result;
}

int Interpreter::exit_code_of_stop() {
  uncaught_ = "stopped";
  if (stop_ == Stop::no) stop_ = Stop::wanted;
  if (stop_ == Stop::operations) {
    uncaught_ = fmt::format("stopped after {} operations without giving control back to the loop, at line {}",
                            limits_.operations, stop_line_);
    output_.write(Stream::error, fmt::format("{}:{}: {}\n", file_, stop_line_, uncaught_));
  }
  return 1;
}

// What the process ends with, having said what CPython says.
int Interpreter::exit_code_of(ExceptionObject& error) {
  if (is_exception_of(Value(&error), types().system_exit)) {
    const Value code = error.fields[0];
    std::int64_t number = 0;
    if (code.is_none()) return 0;
    if (is_int(code)) return int_to_number(code, number) ? static_cast<int>(number & 0xff) : 255;
    write(Stream::error, std::string(str(*this, code)->view()) + "\n");
    return 1;
  }
  uncaught_ = last_line(*this, error);
  write(Stream::error, format_exception(error));
  return is_exception_of(Value(&error), types().keyboard_interrupt) ? 130 : 1;
}

// The module's names go one by one, in order of their first assignment; whatever dies may still run code.
void Interpreter::end_program() {
  if (!main_) return;
  frame_ = nullptr;
  if (event::Probe* probe = environment_.probe()) probe->line = 0;
  for (std::uint32_t i = 0; i < main_->entry_count(); ++i) {
    if (is_unset(main_->entry(i).key)) continue;
    const Value dead = std::exchange(main_->entry(i).value, none);
  }
  main_->clear();
  main_ = nullptr;
}

}  // namespace orrery::script
