#include "engine/script/module/contextlib_redirect.hpp"

#include "engine/script/vm/interpreter.hpp"

namespace orrery::script {
namespace {

Value init(Runtime& rt, Args args) {
  const auto [self, target] = bind_python<2>(rt, "_RedirectStream.__init__", {"self", "new_target"}, args);
  set_field(rt, self, "_new_target", target);
  set_field(rt, self, "_old_targets", Value(make_list(rt)));
  return none;
}
Value enter(Runtime& rt, Args args) {
  const Value sys = interpreter(rt).import_module("sys"), stream = getattr(rt, args[0], "_stream");
  call_method(rt, field(rt, args[0], "_old_targets"), "append", {getattr(rt, sys, rt.heap().intern(&as_str(stream)))});
  setattr(rt, sys, rt.heap().intern(&as_str(stream)), field(rt, args[0], "_new_target"));
  return field(rt, args[0], "_new_target");
}
Value leave(Runtime& rt, Args args) {
  const Value sys = interpreter(rt).import_module("sys"), stream = getattr(rt, args[0], "_stream");
  setattr(rt, sys, rt.heap().intern(&as_str(stream)), call_method(rt, field(rt, args[0], "_old_targets"), "pop"));
  return none;
}
constexpr NativeMethod methods[] = {{"__init__", init}, {"__enter__", enter, no_arguments()}, {"__exit__", leave}};

}  // namespace

void make_redirect_classes(Runtime& rt, ModuleObject& module, Type* base) {
  for (const auto& [name, stream] : {std::pair{"redirect_stdout", "stdout"}, {"redirect_stderr", "stderr"}})
    define_class(rt, module,
                 make_library_class(rt, {.name = name,
                                         .module = "contextlib",
                                         .bases = {base},
                                         .methods = methods,
                                         .values = {{"_stream", text(rt, stream)}}}));
}

}  // namespace orrery::script
