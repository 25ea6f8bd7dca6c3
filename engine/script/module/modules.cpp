#include "engine/script/module/modules.hpp"

#include "engine/script/module/async_generators.hpp"
#include "engine/script/module/asyncio.hpp"
#include "engine/script/module/asyncio_datagram.hpp"
#include "engine/script/module/asyncio_debug.hpp"
#include "engine/script/module/asyncio_parts.hpp"
#include "engine/script/module/asyncio_streams.hpp"
#include "engine/script/module/asyncio_combine.hpp"
#include "engine/script/module/asyncio_sync.hpp"
#include "engine/script/module/socket_object.hpp"
#include "engine/script/module/logging.hpp"
#include "engine/script/module/standard.hpp"
#include "engine/script/module/signals.hpp"
#include "engine/script/module/threading.hpp"
#include "engine/script/object/exception.hpp"
#include "engine/script/object/face.hpp"
#include "engine/script/object/number.hpp"
#include "engine/script/object/operators.hpp"
#include "engine/script/object/str.hpp"
#include "engine/script/vm/interpreter.hpp"

namespace orrery::script {
namespace {

Type* class_of_future(Interpreter& in, const Object& object) noexcept {
  const auto& future = static_cast<const loop::Future&>(object);
  if (Object* const face = future.face()) return static_cast<Face*>(face)->type();
  return future.type_name() != "Future" ? in.modules->classes.gathering_future : in.modules->classes.future;
}
Type* class_of_task(Interpreter& in, const Object& object) noexcept {
  Object* const face = static_cast<const loop::Task&>(object).face();
  return face ? static_cast<Face*>(face)->type() : in.modules->classes.task;
}
Type* class_of_handle(Interpreter& in, const Object& object) noexcept {
  const bool timer = static_cast<const loop::Handle&>(object).role() == event::HandleRole::timer;
  return timer ? in.modules->classes.timer_handle : in.modules->classes.handle;
}
Type* class_of_coroutine(Interpreter& in, const Object&) noexcept { return in.modules->classes.native_coroutine; }
Type* class_of_loop(Interpreter& in, const Object& object) noexcept {
  Object* const face = static_cast<const loop::EventLoop&>(object).face();
  return face ? static_cast<Face*>(face)->type() : in.modules->classes.event_loop;
}

}  // namespace

Modules::Modules(Interpreter& interpreter, Outside& outside) 
    : interpreter_(interpreter),
      outside_(outside),
      async_generators_(std::make_unique<AsyncGenerators>(interpreter)),
      awaitables_(make_awaitables(interpreter)) {
  interpreter.modules = this;
  make_future_classes(interpreter, classes);
  add_future_state(interpreter, classes);
  make_handle_classes(interpreter, classes);
  make_loop_class(interpreter, classes);
  make_driven_classes(interpreter, classes);
  make_combine_classes(interpreter, classes);
  interpreter.environment().set_awaitables(*awaitables_);
  make_socket_class(interpreter, classes);
  make_abstract_classes(interpreter, classes);
  make_transport_classes(interpreter, classes);
  make_datagram_classes(interpreter, classes);
  make_stream_classes(interpreter, classes);
  make_stream_protocol_class(interpreter, classes);
  make_server_classes(interpreter, classes);
  make_lock_classes(interpreter, classes);
  make_condition_class(interpreter, classes);
  make_barrier_class(interpreter, classes);
  make_queue_classes(interpreter, classes);
  interpreter.set_foreign_type(Tag::future, class_of_future);
  interpreter.set_foreign_type(Tag::task, class_of_task);
  interpreter.set_foreign_type(Tag::handle, class_of_handle);
  interpreter.set_foreign_type(Tag::loop, class_of_loop);
  interpreter.set_foreign_type(Tag::coroutine, class_of_coroutine);
  interpreter.set_async_generator_hooks(async_generators_.get());
  for (const StandardModule& module : standard_modules())
    interpreter.add_module(std::string(module.name), [make = module.make](Interpreter& in) { return make(in); });
  threads_ = std::make_unique<Threads>(interpreter, outside);
  threading_ = std::make_unique<ThreadingClasses>();
  interpreter.set_at_exit([this] {
    threads_->finish();
    run_exit_functions(interpreter_);
  });
  signals_ = std::make_unique<Signals>(interpreter);
  interpreter.environment().set_slow_handler([this](loop::EventLoop& loop, loop::Handle& handle, double seconds) {
    report_slow(interpreter_, loop, handle, seconds);
  });
  interpreter.environment().set_default_exception_handler(
      [this](loop::EventLoop&, const loop::ExceptionContext& context) { report_exception(interpreter_, context); });
}

Modules::~Modules() {
  threads_ = nullptr;
  interpreter_.set_at_exit({});
  signals_ = nullptr;
  interpreter_.environment().set_slow_handler({});
  interpreter_.environment().set_default_exception_handler({});
  interpreter_.environment().set_death_watch({});
  interpreter_.environment().set_awaitables(loop::native_awaitables());
  interpreter_.set_async_generator_hooks(nullptr);
  interpreter_.modules = nullptr;
}

Ref<loop::EventLoop> Modules::new_loop() {
  auto loop = loop::make<loop::EventLoop>(interpreter_.environment(), outside_.clock(),
                                         beside_threads(outside_.new_selector(), *threads_));
  loop->set_gate(outside_.gate());
  // CPython's loop says so of its selector, which on Linux is epoll.
  log_as_asyncio(interpreter_, level::debug, "Using selector: EpollSelector", none);
  return loop;
}

Modules& modules_of(Runtime& rt) { return *interpreter(rt).modules; }

Value text_value(Runtime& rt, std::string_view text) { return Value(make_str(rt, text)); }

double seconds_of(Runtime& rt, const Value& value) { return to_double(rt, value); }

namespace {

std::vector<StandardModule> listed_modules() {
  return {
      {"abc", abc_module},
      {"asyncio", asyncio_module},
      {"atexit", atexit_module},
      {"base64", base64_module},
      {"binascii", binascii_module},
      {"bisect", bisect_module},
      {"collections", collections_module},
      {"collections.abc", collections_abc_module},
      {"concurrent", concurrent_module},
      {"concurrent.futures", concurrent_futures_module},
      {"contextlib", contextlib_module},
      {"contextvars", contextvars_module},
      {"copy", copy_module},
      {"dataclasses", dataclasses_module},
      {"datetime", datetime_module},
      {"enum", enum_module},
      {"errno", errno_module},
      {"fnmatch", fnmatch_module},
      {"functools", functools_module},
      {"gc", gc_module},
      {"hashlib", hashlib_module},
      {"heapq", heapq_module},
      {"inspect", inspect_module},
      {"io", io_module},
      {"itertools", itertools_module},
      {"json", json_module},
      {"logging", logging_module},
      {"math", math_module},
      {"operator", operator_module},
      {"os", os_module},
      {"os.path", os_path_module},
      {"pprint", pprint_module},
      {"queue", queue_module},
      {"random", random_module},
      {"re", re_module},
      {"secrets", secrets_module},
      {"select", select_module},
      {"selectors", selectors_module},
      {"signal", signal_module},
      {"socket", socket_module},
      {"statistics", statistics_module},
      {"string", string_module},
      {"struct", struct_module},
      {"sys", sys_module},
      {"textwrap", textwrap_module},
      {"threading", threading_module},
      {"time", time_module},
      {"traceback", traceback_module},
      {"types", types_module},
      {"typing", typing_module},
      {"urllib", urllib_module},
      {"urllib.parse", urllib_parse_module},
      {"uuid", uuid_module},
      {"warnings", warnings_module},
      {"weakref", weakref_module}};
}

}  // namespace

const std::vector<StandardModule>& standard_modules() {
  static const std::vector<StandardModule> modules = [] {
    std::vector<StandardModule> all = listed_modules();
    all.insert(all.end(), asyncio_parts().begin(), asyncio_parts().end());
    return all;
  }();
  return modules;
}

}  // namespace orrery::script
