#include "engine/script/module/standard_state.hpp"

#include <chrono>

#include "engine/script/module/modules.hpp"
#include "engine/script/vm/interpreter.hpp"

namespace orrery::script {

StandardState& standard_state(Runtime& rt) {
  auto& state = library_of(rt).standard;
  if (!state) state = std::make_shared<StandardState>();
  return *state;
}

double wall_seconds(Runtime& rt) {
  Outside& outside = modules_of(rt).outside();
  if (outside.virtual_time()) return outside.clock().now();
  return std::chrono::duration<double>(std::chrono::system_clock::now().time_since_epoch()).count();
}

Value module_member(Runtime& rt, std::string_view module, std::string_view name) {
  return getattr(rt, interpreter(rt).import_module(module), name);
}

void write_error(Runtime& rt, std::string_view written) {
  ModuleObject* const sys = interpreter(rt).imported("sys");
  const Value* const stream = sys ? sys->dict->find("stderr") : nullptr;
  if (!stream || stream->is_none()) return stream ? void() : rt.write(Stream::error, written);
  call_method(rt, Value(*stream), "write", {text(rt, written)});
}

}  // namespace orrery::script
