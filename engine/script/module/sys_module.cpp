// sys: what small programs ask of it. (CPython: Python/sysmodule.c.)
#include <fmt/format.h>

#include <limits>

#include "engine/script/module/define.hpp"
#include "engine/script/module/modules.hpp"
#include "engine/script/module/standard.hpp"
#include "engine/script/module/standard_state.hpp"
#include "engine/script/module/sys_stream.hpp"
#include "engine/script/object/exception.hpp"
#include "engine/script/object/number.hpp"
#include "engine/script/object/operators.hpp"
#include "engine/script/object/sequence.hpp"
#include "engine/script/object/traceback.hpp"
#include "engine/script/vm/frame_view.hpp"
#include "engine/script/vm/interpreter.hpp"

namespace orrery::script {
namespace {

Value exit(Runtime& rt, Args args) {
  raise(args.size() == 0 ? make_exception(rt, rt.types().system_exit)
                         : make_exception(rt, rt.types().system_exit, args[0]));
}

Value getrecursionlimit(Runtime& rt, Args) {
  return Value::integer(rt.recursion_limit());
}
Value setrecursionlimit(Runtime& rt, Args args) {
  const std::int64_t limit = index_number(rt, args[0], rt.types().overflow_error);
  if (limit < 1) raise_value_error(rt, "recursion limit must be greater or equal than 1");
  constexpr std::int64_t most = 1000;
  if (limit > most) raise_value_error(rt, "a recursion limit beyond 1000 is not supported here");
  rt.set_recursion_limit(static_cast<unsigned>(limit));
  return none;
}

// ---------------------------------------------------------------- the error that is handled, the frames

Value exc_info(Runtime& rt, Args) {
  ExceptionObject* const error = rt.handled();
  if (!error) return Value(make_tuple(rt, {none, none, none}));
  return Value(make_tuple(rt, {value_of(error->type()), Value(error), traceback_of(rt, *error)}));
}
Value exception(Runtime& rt, Args) {
  return rt.handled() ? Value(rt.handled()) : Value(none);
}

Value getframe(Runtime& rt, Args args) {
  std::int64_t up = args.size() > 0 ? index_number(rt, args[0], rt.types().overflow_error) : 0;
  Frame* frame = interpreter(rt).frame();
  for (; up > 0 && frame; --up) frame = frame->back;
  if (!frame) raise_value_error(rt, "call stack is not deep enough");
  return view_of(rt, *frame);
}

// With the reference of the call itself, as CPython counts.
Value getrefcount(Runtime& rt, Args args) {
  if (args[0].is_object()) return Value::integer(args[0].object()->references());
  const bool immortal = rt.environment().rules() != loop::Rules::py311;
  return Value::integer(immortal ? 4294967295 : 1000000000);
}

Value intern(Runtime& rt, Args args) {
  if (!is_str(args[0]))
    raise_type_error(rt, fmt::format("intern() argument must be str, not {}", type_of(rt, args[0])->name()));
  return Value(Ref<Str>(rt.heap().intern(&as_str(args[0]))));
}
Value encoding(Runtime& rt, Args) {
  return text_value(rt, "utf-8");
}
Value nothing(Runtime&, Args) {
  return none;
}
Value no(Runtime&, Args) {
  return false_value;
}
Value getswitchinterval(Runtime& rt, Args) {
  return make_float(rt, 0.005);
}

constexpr NativeMethod functions[] = {
    {"exit", exit, between(0, 1)},
    {"getrecursionlimit", getrecursionlimit, no_arguments()},
    {"setrecursionlimit", setrecursionlimit, one_argument()},
    {"exc_info", exc_info, no_arguments()},
    {"exception", exception, no_arguments()},
    {"_getframe", getframe, between(0, 1)},
    {"getrefcount", getrefcount, one_argument()},
    {"intern", intern, one_argument()},
    {"getdefaultencoding", encoding, no_arguments()},
    {"getfilesystemencoding", encoding, no_arguments()},
    {"gettrace", nothing, no_arguments()},
    {"getprofile", nothing, no_arguments()},
    {"is_finalizing", no, no_arguments()},
    {"getswitchinterval", getswitchinterval, no_arguments()},
    // The run looks after whose turn it is by itself.
    {"setswitchinterval", nothing, one_argument()},
    // Where a coroutine was made is only said in debug mode, by the engine's own means.
    {"set_coroutine_origin_tracking_depth", nothing, one_argument()},
};

// ---------------------------------------------------------------- version_info

// The releases whose words and order are followed.
int micro_version(loop::Rules rules) {
  return rules == loop::Rules::py311 ? 7 : rules == loop::Rules::py312 ? 1 : 0;
}

template <std::size_t i>
Value get_part(Runtime&, const Value& self) {
  return as_tuple(self)[i];
}
Value repr_version(Runtime& rt, const Value& self) {
  const Tuple& t = as_tuple(self);
  return text_value(rt, fmt::format("sys.version_info(major={}, minor={}, micro={}, releaselevel='final', serial=0)",
                                    t[0].as_integer(), t[1].as_integer(), t[2].as_integer()));
}
constexpr NativeAttribute version_attributes[] = {{"major", get_part<0>},
                                                  {"minor", get_part<1>},
                                                  {"micro", get_part<2>},
                                                  {"releaselevel", get_part<3>},
                                                  {"serial", get_part<4>}};

Value version_info(Runtime& rt) {
  TypeSpec spec{.name = "sys.version_info",
                .module = "sys",
                .base = rt.types().tuple,
                .flags = TypeFlag::no_construct,
                .attributes = version_attributes};
  spec.slots.repr = repr_version;
  const loop::Rules rules = rt.environment().rules();
  const Value parts[] = {Value::integer(3), Value::integer(11 + static_cast<int>(rules)),
                         Value::integer(micro_version(rules)), text_value(rt, "final"), Value::integer(0)};
  return make_tuple_of(rt, rt.types().keep(make_type(rt, spec)), parts);
}

void define_version(Runtime& rt, ModuleObject& module) {
  const int minor = 11 + static_cast<int>(rt.environment().rules()), micro = micro_version(rt.environment().rules());
  define(rt, module, "version_info", version_info(rt));
  define(rt, module, "version", text_value(rt, fmt::format("3.{}.{} (Orrery)", minor, micro)));
  define(rt, module, "hexversion", Value::integer((3 << 24) | (minor << 16) | (micro << 8) | 0xf0));
  const Value about = call(rt, module_member(rt, "types", "SimpleNamespace"));
  set_field(rt, about, "name", text_value(rt, "cpython"));
  set_field(rt, about, "version", version_info(rt));
  define(rt, module, "implementation", about);
}

Value float_info(Runtime& rt) {
  using limits = std::numeric_limits<double>;
  const Value info = call(rt, module_member(rt, "types", "SimpleNamespace"));
  set_field(rt, info, "max", make_float(rt, limits::max()));
  set_field(rt, info, "min", make_float(rt, limits::min()));
  set_field(rt, info, "epsilon", make_float(rt, limits::epsilon()));
  set_field(rt, info, "dig", Value::integer(limits::digits10));
  set_field(rt, info, "mant_dig", Value::integer(limits::digits));
  return info;
}

void define_streams(Runtime& rt, ModuleObject& module) {
  Type* const type = make_stream_type(rt);
  const Value output = make_stream(rt, type, Stream::output), error = make_stream(rt, type, Stream::error);
  for (const std::string_view name : {"stdout", "__stdout__"}) define(rt, module, name, output);
  for (const std::string_view name : {"stderr", "__stderr__"}) define(rt, module, name, error);
  follow_stdout(rt, *module.dict, output);
}

}  // namespace

Ref<ModuleObject> sys_module(Runtime& rt) {
  Ref<ModuleObject> module = make_module(rt, "sys");
  add_functions(rt, *module->dict, "sys", functions);
  define_streams(rt, *module);
  define_version(rt, *module);
  define(rt, *module, "argv", Value(make_list(rt, std::vector<Value>{text_value(rt, interpreter(rt).file())})));
  define(rt, *module, "maxsize", make_int(rt, std::numeric_limits<std::int64_t>::max()));
  define(rt, *module, "maxunicode", Value::integer(0x10ffff));
  define(rt, *module, "byteorder", text_value(rt, "little"));
  define(rt, *module, "platform", text_value(rt, "linux"));
  define(rt, *module, "float_info", float_info(rt));
  return module;
}

}  // namespace orrery::script
