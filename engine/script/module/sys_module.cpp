// sys: what small programs ask of it. (CPython: Python/sysmodule.c.)
#include <limits>

#include "engine/script/module/define.hpp"
#include "engine/script/module/modules.hpp"
#include "engine/script/module/standard.hpp"
#include "engine/script/object/exception.hpp"
#include "engine/script/object/number.hpp"
#include "engine/script/object/operators.hpp"
#include "engine/script/object/sequence.hpp"
#include "engine/script/vm/interpreter.hpp"

namespace orrery::script {
namespace {

// sys.stdout and sys.stderr.
class TextStream final : public ScriptObject {
 public:
  TextStream(Type* type, Stream to) noexcept : ScriptObject(type), stream(to) {}
  Stream stream;
};

Value write(Runtime& rt, Args args) {
  if (!is_str(args[1]))
    raise_type_error(rt, "write() argument must be str, not " + std::string(type_of(rt, args[1])->name()));
  Str& text = as_str(args[1]);
  rt.write(static_cast<TextStream*>(args[0].object())->stream, text.view());
  return Value::integer(static_cast<std::int64_t>(text.length()));
}
Value flush(Runtime&, Args) { return none; }
Value isatty(Runtime&, Args) { return false_value; }

constexpr NativeMethod stream_methods[] = {
    {"write", write, one_argument()}, {"flush", flush, no_arguments()}, {"isatty", isatty, no_arguments()}};

Value exit(Runtime& rt, Args args) {
  raise(args.size() == 0 ? make_exception(rt, rt.types().system_exit)
                         : make_exception(rt, rt.types().system_exit, args[0]));
}

Value getrecursionlimit(Runtime& rt, Args) { return Value::integer(rt.recursion_limit()); }

Value setrecursionlimit(Runtime& rt, Args args) {
  const std::int64_t limit = index_number(rt, args[0], rt.types().overflow_error);
  if (limit < 1) raise_value_error(rt, "recursion limit must be greater or equal than 1");
  constexpr std::int64_t most = 1000;
  if (limit > most) raise_value_error(rt, "a recursion limit beyond 1000 is not supported here");
  rt.set_recursion_limit(static_cast<unsigned>(limit));
  return none;
}

constexpr NativeMethod functions[] = {
    {"exit", exit, between(0, 1)},
    {"getrecursionlimit", getrecursionlimit, no_arguments()},
    {"setrecursionlimit", setrecursionlimit, one_argument()},
};

Value version_info(Runtime& rt) {
  const int minor = 11 + static_cast<int>(rt.environment().rules());
  return Value(make_tuple(rt, {Value::integer(3), Value::integer(minor), Value::integer(0), text_value(rt, "final"), Value::integer(0)}));
}

}  // namespace

Ref<ModuleObject> sys_module(Runtime& rt) {
  Ref<ModuleObject> module = make_module(rt, "sys");
  add_functions(rt, *module->dict, "sys", functions);
  const TypeSpec spec{.name = "TextIOWrapper", .module = "_io", .flags = TypeFlag::no_construct, .methods = stream_methods};
  Type* type = rt.types().keep(make_type(rt, spec));
  define(rt, *module, "stdout", Value(rt.heap().make<TextStream>(type, Stream::output)));
  define(rt, *module, "stderr", Value(rt.heap().make<TextStream>(type, Stream::error)));
  define(rt, *module, "argv", Value(make_list(rt, std::vector<Value>{text_value(rt, interpreter(rt).file())})));
  define(rt, *module, "maxsize", make_int(rt, std::numeric_limits<std::int64_t>::max()));
  define(rt, *module, "version_info", version_info(rt));
  define(rt, *module, "platform", text_value(rt, "linux"));
  return module;
}

}  // namespace orrery::script
