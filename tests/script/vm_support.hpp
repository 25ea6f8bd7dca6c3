// Programs run inside a test.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "engine/loop/environment.hpp"
#include "engine/script/object/str.hpp"
#include "engine/script/syntax/program.hpp"
#include "engine/script/vm/generator.hpp"
#include "engine/script/vm/interpreter.hpp"
#include "tests/support/recorder.hpp"

namespace orrery::test {

class Lines final : public script::Output {
 public:
  void write(script::Stream stream, std::string_view text) override {
    (stream == script::Stream::output ? out : err) += text;
  }
  std::string out, err;
};

// One program on one interpreter; `recorder` sees its events.
class ScriptRun {
 public:
  explicit ScriptRun(std::string_view source, script::Limits limits = {}, bool recorded = false)
      : environment(recorded ? &recorder : nullptr),
        program(script::parse("t.py", std::string(source))),
        in(environment, lines, limits) {}

  // The exit code.
  int go() { return in.run_program(program); }

  Recorder recorder;
  Lines lines;
  loop::Environment environment;
  script::Program program;
  script::Interpreter in;
};

inline std::string printed(std::string_view source) {
  ScriptRun run(source);
  run.go();
  return run.lines.out + run.lines.err;
}

}  // namespace orrery::test
