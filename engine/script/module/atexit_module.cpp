// atexit, and gc: what is true of both here. (CPython: Modules/atexitmodule.c, Modules/gcmodule.c.)
#include <fmt/format.h>

#include "engine/script/module/define.hpp"
#include "engine/script/module/library.hpp"
#include "engine/script/module/standard.hpp"
#include "engine/script/object/exception.hpp"
#include "engine/script/object/operators.hpp"
#include "engine/script/vm/interpreter.hpp"

namespace orrery::script {
namespace {

List& functions_of(Runtime& rt) {
  return as_list(*interpreter(rt).imported("atexit")->dict->find(std::string_view("_functions")));
}

Value register_function(Runtime& rt, Args args) {
  if (args.size() == 0) raise_type_error(rt, "register() takes at least 1 argument (0 given)");
  if (!is_callable(rt, args[0])) raise_type_error(rt, "the first argument must be callable");
  functions_of(rt).append(Value(
      make_tuple(rt, {args[0], Value(make_tuple(rt, args.positional().subspan(1))), Value(keywords_of(rt, args))})));
  return args[0];
}
Value unregister(Runtime& rt, Args args) {
  List& all = functions_of(rt);
  const Ref<List> kept = make_list(rt);
  for (std::size_t i = 0; i < all.size(); ++i)
    if (!equal(rt, as_tuple(all[i])[0], args[0])) kept->append(all[i]);
  all.items.clear();
  for (std::size_t i = 0; i < kept->size(); ++i) all.append((*kept)[i]);
  return none;
}
constexpr NativeMethod atexit_functions[] = {{"register", register_function},
                                             {"unregister", unregister, one_argument()}};

// Cycles are not collected while the program runs; what is not in a cycle dies with its last reference, as in CPython.
Value collect(Runtime&, Args) {
  return Value::integer(0);
}
Value nothing(Runtime&, Args) {
  return none;
}
Value yes(Runtime&, Args) {
  return true_value;
}
constexpr NativeMethod gc_functions[] = {{"collect", collect, between(0, 1)},
                                         {"enable", nothing, no_arguments()},
                                         {"disable", nothing, no_arguments()},
                                         {"isenabled", yes, no_arguments()}};

}  // namespace

void run_exit_functions(Runtime& rt) {
  if (!interpreter(rt).imported("atexit")) return;
  List& all = functions_of(rt);
  while (all.size() > 0) {
    const Value entry = all[all.size() - 1];
    all.items.pop();
    const Tuple& t = as_tuple(entry);
    try {
      call_with(rt, t[0], as_tuple(t[1]).items(), &as_dict(t[2]));
    } catch (const loop::Raised& raised) {
      rt.write(Stream::error, fmt::format("Exception ignored in atexit callback: {}\n{}", repr(rt, t[0])->view(),
                                          interpreter(rt).format_exception(*to_exception(rt, raised.error()))));
    }
  }
}

Ref<ModuleObject> atexit_module(Runtime& rt) {
  Ref<ModuleObject> module = make_module(rt, "atexit");
  add_functions(rt, *module->dict, "atexit", atexit_functions);
  define(rt, *module, "_functions", Value(make_list(rt)));
  return module;
}

Ref<ModuleObject> gc_module(Runtime& rt) {
  Ref<ModuleObject> module = make_module(rt, "gc");
  add_functions(rt, *module->dict, "gc", gc_functions);
  return module;
}

}  // namespace orrery::script
