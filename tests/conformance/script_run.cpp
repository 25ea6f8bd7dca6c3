// Runs a Python file on the interpreter alone: `script_run FILE`. What `orrery run` is for scenarios, without the
// modules that need a loop. `--trace` counts events, so that the paths with a probe are run too; `--code` prints the
// bytecode.
#include <cstdio>
#include <fstream>
#include <iterator>
#include <string>

#include "engine/loop/environment.hpp"
#include "engine/script/object/str.hpp"
#include "engine/script/syntax/program.hpp"
#include "engine/script/vm/compiler.hpp"
#include "engine/script/vm/interpreter.hpp"

namespace {

using namespace orrery;

class Console final : public script::Output {
 public:
  void write(script::Stream stream, std::string_view text) override {
    std::FILE* const to = stream == script::Stream::output ? stdout : stderr;
    std::fwrite(text.data(), 1, text.size(), to);
  }
};

// Forgets what it is told, but lets everything be told.
class Listener final : public event::Probe {
 public:
  event::Name intern(std::string_view) noexcept override { return 0; }

 protected:
  void refill() noexcept override {
    next_ = window_;
    end_ = window_ + std::size(window_);
  }

 private:
  event::Event window_[256];
};

void print_code(script::Interpreter& in, const script::Code& code) {
  std::printf("%.*s\n%s\n", static_cast<int>(code.qualname->size()), code.qualname->data(),
              script::disassemble(code).c_str());
  for (const script::Value& v : code.constants)
    if (v.has_tag(script::Tag::other)) print_code(in, *static_cast<script::Code*>(v.object()));
}

}  // namespace

int main(int argc, char** argv) {
  const std::string option = argc > 2 ? argv[1] : "";
  if (argc < 2) return std::fprintf(stderr, "usage: script_run [--trace | --code] FILE\n"), 2;
  const std::string file = argv[argc - 1];
  std::ifstream stream(file, std::ios::binary);
  if (!stream) return std::fprintf(stderr, "script_run: cannot read %s\n", file.c_str()), 2;
  const std::string source{std::istreambuf_iterator<char>(stream), {}};
  const script::Program program = script::parse(file, source);
  for (const script::Problem& problem : program.problems) std::fprintf(stderr, "%s\n", to_string(problem).c_str());
  if (!program.ok()) return 2;
  Listener listener;
  loop::Environment environment(option == "--trace" ? &listener : nullptr);
  Console console;
  script::Interpreter in(environment, console);
  if (option == "--code") return print_code(in, *script::compile(in, program)), 0;
  const int code = in.run_program(program);
  std::fflush(stdout);
  return code;
}
