#include "engine/script/module/modules.hpp"

#include "engine/script/module/async_generators.hpp"
#include "engine/script/module/asyncio.hpp"
#include "engine/script/module/socket_object.hpp"
#include "engine/script/module/standard.hpp"
#include "engine/script/object/exception.hpp"
#include "engine/script/object/number.hpp"
#include "engine/script/object/operators.hpp"
#include "engine/script/object/str.hpp"
#include "engine/script/vm/interpreter.hpp"

namespace orrery::script {
namespace {

Type* class_of_future(Interpreter& in, const Object& object) noexcept {
  const auto& future = static_cast<const loop::Future&>(object);
  return future.type_name() != "Future" ? in.modules->classes.gathering_future : in.modules->classes.future;
}
Type* class_of_task(Interpreter& in, const Object&) noexcept { return in.modules->classes.task; }
Type* class_of_handle(Interpreter& in, const Object& object) noexcept {
  const bool timer = static_cast<const loop::Handle&>(object).role() == event::HandleRole::timer;
  return timer ? in.modules->classes.timer_handle : in.modules->classes.handle;
}
Type* class_of_coroutine(Interpreter& in, const Object&) noexcept { return in.modules->classes.native_coroutine; }
Type* class_of_loop(Interpreter& in, const Object&) noexcept { return in.modules->classes.event_loop; }

}  // namespace

Modules::Modules(Interpreter& interpreter, Outside& outside) 
    : interpreter_(interpreter),
      outside_(outside),
      async_generators_(std::make_unique<AsyncGenerators>(interpreter)) {
  interpreter.modules = this;
  make_future_classes(interpreter, classes);
  make_handle_classes(interpreter, classes);
  make_loop_class(interpreter, classes);
  make_driven_classes(interpreter, classes);
  make_socket_class(interpreter, classes);
  interpreter.set_foreign_type(Tag::future, class_of_future);
  interpreter.set_foreign_type(Tag::task, class_of_task);
  interpreter.set_foreign_type(Tag::handle, class_of_handle);
  interpreter.set_foreign_type(Tag::loop, class_of_loop);
  interpreter.set_foreign_type(Tag::coroutine, class_of_coroutine);
  interpreter.set_async_generator_hooks(async_generators_.get());
  for (const StandardModule& module : standard_modules())
    interpreter.add_module(std::string(module.name), [make = module.make](Interpreter& in) { return make(in); });
  interpreter.environment().set_default_exception_handler(
      [this](loop::EventLoop&, const loop::ExceptionContext& context) { report_exception(interpreter_, context); });
}

Modules::~Modules() {
  interpreter_.environment().set_default_exception_handler({});
  interpreter_.set_async_generator_hooks(nullptr);
  interpreter_.modules = nullptr;
}

Ref<loop::EventLoop> Modules::new_loop() {
  auto loop = loop::make<loop::EventLoop>(interpreter_.environment(), outside_.clock(), outside_.new_selector());
  loop->set_gate(outside_.gate());
  return loop;
}

Modules& modules_of(Runtime& rt) { return *interpreter(rt).modules; }

Value text_value(Runtime& rt, std::string_view text) { return Value(make_str(rt, text)); }

double seconds_of(Runtime& rt, const Value& value) { return to_double(rt, value); }

const std::vector<StandardModule>& standard_modules() {
  static const std::vector<StandardModule> modules = {
      {"abc", abc_module},
      {"asyncio", asyncio_module},
      {"bisect", bisect_module},
      {"collections", collections_module},
      {"collections.abc", collections_abc_module},
      {"contextlib", contextlib_module},
      {"functools", functools_module},
      {"heapq", heapq_module},
      {"inspect", inspect_module},
      {"itertools", itertools_module},
      {"math", math_module},
      {"random", random_module},
      {"socket", socket_module},
      {"sys", sys_module},
      {"time", time_module},
      {"types", types_module}};
  return modules;
}

}  // namespace orrery::script
