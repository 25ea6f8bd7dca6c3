// time: the clock of the run. Under the virtual clock code takes no time and sleep() blocks for exactly what it says.
#include <cmath>

#include "engine/script/module/define.hpp"
#include "engine/script/module/modules.hpp"
#include "engine/script/module/standard.hpp"
#include "engine/script/object/exception.hpp"
#include "engine/script/object/number.hpp"

namespace orrery::script {
namespace {

Value now(Runtime& rt, Args) { return make_float(rt, modules_of(rt).outside().clock().now()); }

Value now_ns(Runtime& rt, Args) { return int_from_double(rt, std::nearbyint(modules_of(rt).outside().clock().now() * 1e9)); }

Value sleep(Runtime& rt, Args args) {
  const double seconds = seconds_of(rt, args[0]);
  if (std::isnan(seconds)) raise_value_error(rt, "Invalid value NaN (not a number)");
  if (seconds < 0) raise_value_error(rt, "sleep length must be non-negative");
  modules_of(rt).outside().block(seconds);
  return none;
}

constexpr NativeMethod functions[] = {
    {"time", now, no_arguments()},           {"monotonic", now, no_arguments()},
    {"perf_counter", now, no_arguments()},   {"process_time", now, no_arguments()},
    {"time_ns", now_ns, no_arguments()},     {"monotonic_ns", now_ns, no_arguments()},
    {"perf_counter_ns", now_ns, no_arguments()}, {"sleep", sleep, one_argument()},
};

}  // namespace

Ref<ModuleObject> time_module(Runtime& rt) {
  Ref<ModuleObject> module = make_module(rt, "time");
  add_functions(rt, *module->dict, "time", functions);
  return module;
}

}  // namespace orrery::script
