#include "engine/script/vm/input.hpp"

#include <cstdio>
#include <iostream>
#include <string>

#include "engine/script/object/exception.hpp"
#include "engine/script/object/function.hpp"
#include "engine/script/object/operators.hpp"
#include "engine/script/object/str.hpp"
#include "engine/script/vm/interpreter.hpp"

namespace orrery::script {
namespace {

// (bltinmodule.c, builtin_input_impl)
Value input(Runtime& rt, Args args) {
  no_keywords(rt, args, "input");
  if (args.size() > 0) rt.write(Stream::output, str(rt, args[0])->view());
  std::fflush(stdout);
  std::string line;
  if (!std::getline(std::cin, line)) raise(rt, rt.types().eof_error, "EOF when reading a line");
  if (line.ends_with('\r')) line.pop_back();
  return make_str(rt, clean_utf8(line));
}

constexpr NativeMethod functions[] = {{"input", input, between(0, 1)}};

}  // namespace

void read_standard_input(Interpreter& in) {
  add_functions(in, in.builtins(), "builtins", functions);
}

}  // namespace orrery::script
