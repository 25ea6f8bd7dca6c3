#include "engine/script/vm/dynamic_code.hpp"

#include <fmt/format.h>

#include "engine/script/object/builtins.hpp"
#include "engine/script/object/bytes.hpp"
#include "engine/script/object/exception.hpp"
#include "engine/script/object/function.hpp"
#include "engine/script/object/operators.hpp"
#include "engine/script/object/str.hpp"
#include "engine/script/syntax/program.hpp"
#include "engine/script/vm/callable.hpp"
#include "engine/script/vm/compiler.hpp"
#include "engine/script/vm/frame.hpp"
#include "engine/script/vm/frame_view.hpp"
#include "engine/script/vm/interpreter.hpp"

namespace orrery::script {
namespace {

constexpr std::string_view file = "<string>";

[[noreturn]] void raise_syntax_error(Runtime& rt, const std::string& text, int line, int column,
                                     std::string_view source) {
  const Value place = make_tuple(rt, {Value(make_str(rt, file)), Value::integer(line), Value::integer(column),
                                      Value(make_str(rt, source))});
  const Value args[] = {Value(make_str(rt, text)), place};
  raise(Ref<ExceptionObject>(
      &as_exception(call(rt, Value(static_cast<Object*>(rt.types().syntax_error)), Args(args, 2)))));
}

// The part of one of our messages that is CPython's too.
std::string short_text(const std::string& text) {
  return text.starts_with("invalid syntax: ") ? "invalid syntax" : text;
}

Ref<Code> compiled(Interpreter& in, const Value& source, bool value, std::string_view function) {
  if (!is_str(source) && !is_bytes_like(source))
    raise_type_error(in, fmt::format("{}() arg 1 must be a string, bytes or code object", function));
  std::string text(is_str(source) ? as_str(source).view() : as_bytes(source).view());
  if (value) text.erase(0, std::min(text.find_first_not_of(" \t"), text.size()));
  const Program program = parse(std::string(file), std::move(text), in.environment().rules());
  if (!program.ok()) {
    const Problem& first = program.problems.front();
    raise_syntax_error(in, short_text(first.text), first.line, first.column, program.line(first.line));
  }
  const ast::Body body = program.tree->body;
  if (value && (body.size() != 1 || body[0]->kind != ast::Kind::expression))
    raise_syntax_error(in, "invalid syntax", 1, 1, program.line(1));
  try {
    return compile_dynamic(in, program, value);
  } catch (const CompileError& error) {
    raise_syntax_error(in, error.text, error.at.line, error.at.column, program.line(error.at.line));
  }
}

struct Namespaces {
  Ref<Dict> globals, locals;
};

Namespaces namespaces(Interpreter& in, const Value& globals, const Value& locals, std::string_view function) {
  const auto given = [](const Value& v) { return !is_unset(v) && !v.is_none(); };
  if (given(globals) && !is_dict(globals))
    raise_type_error(in, fmt::format("{}() globals must be a dict, not {}", function, type_of(in, globals)->name()));
  if (given(locals) && !is_dict(locals))
    raise_type_error(in, fmt::format("{}() locals must be a dict here, not {}", function, type_of(in, locals)->name()));
  Namespaces names;
  Frame* const frame = in.frame();
  if (given(globals)) {
    names.globals = Ref<Dict>(&as_dict(globals));
    Str* const builtins = in.heap().intern("__builtins__");
    if (!names.globals->find(builtins)) names.globals->set(builtins, Value(Ref<Dict>(&in.builtins())));
  } else {
    names.globals = frame ? frame->function->globals : Ref<Dict>(in.main_names());
  }
  names.locals = given(locals)             ? Ref<Dict>(&as_dict(locals))
                 : given(globals) || !frame ? names.globals
                                            : locals_of(in, *frame);
  return names;
}

Value evaluate(Runtime& rt, Args args, bool value) {
  Interpreter& in = interpreter(rt);
  const std::string_view function = value ? "eval" : "exec";
  const auto v = bind<3>(rt, function, {"source", "globals", "locals"}, args, 1,
                         rt.environment().rules() >= loop::Rules::py313 ? 1 : 3);
  const Namespaces names = namespaces(in, v[1], v[2], function);
  const Nested nested(rt);
  const Ref<Code> code = compiled(in, v[0], value, function);
  const Ref<Function> body = in.heap().make<Function>(in.vm.function, code, names.globals);
  const Value result = in.call_body(*body, names.locals);
  return value ? result : Value(none);
}

Value eval_builtin(Runtime& rt, Args args) {
  return evaluate(rt, args, true);
}
Value exec_builtin(Runtime& rt, Args args) {
  return evaluate(rt, args, false);
}

Value here(Runtime& rt) {
  Frame* const frame = interpreter(rt).frame();
  return frame ? Value(locals_of(rt, *frame)) : Value(make_dict(rt));
}

Value vars_builtin(Runtime& rt, Args args) {
  if (args.size() == 0) return here(rt);
  const Value dict = getattr_or_unset(rt, args[0], rt.names().dunder.dict_);
  if (is_unset(dict)) raise_type_error(rt, "vars() argument must have __dict__ attribute");
  return dict;
}

Value dir_builtin(Runtime& rt, Args args) {
  const Value names = args.size() == 0 ? here(rt) : call_special(rt, args[0], rt.names().dunder.dir_, {});
  const Ref<List> sorted = list_of(rt, names);
  sort(rt, *sorted, none, false);
  return Value(sorted);
}

constexpr NativeMethod functions[] = {{"eval", eval_builtin},
                                      {"exec", exec_builtin},
                                      {"vars", vars_builtin, between(0, 1)},
                                      {"dir", dir_builtin, between(0, 1)}};

}  // namespace

void add_dynamic_builtins(Interpreter& in, Dict& into) {
  add_functions(in, into, "builtins", functions);
}

}  // namespace orrery::script
