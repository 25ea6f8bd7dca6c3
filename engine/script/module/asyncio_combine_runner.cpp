// asyncio.run and asyncio.Runner. (CPython: asyncio/runners.py.)
#include <fmt/format.h>

#include "engine/loop/runner.hpp"
#include "engine/script/module/async_generators.hpp"
#include "engine/script/module/asyncio_combine.hpp"
#include "engine/script/module/asyncio_policy.hpp"
#include "engine/script/module/asyncio_threads.hpp"
#include "engine/script/module/define.hpp"
#include "engine/script/object/exception.hpp"
#include "engine/script/object/operators.hpp"
#include "engine/script/object/str.hpp"

namespace orrery::script {
namespace {

class RunnerObject final : public ScriptObject, public Tracked {
 public:
  RunnerObject(Type* type, Value debug, Value factory)
      : ScriptObject(type),
        Tracked(type->heap()),
        debug_(std::move(debug)),
        factory_(std::move(factory)),
        runner_(runtime().environment(), [this] { return new_loop(); }, hooks()) {}

  loop::Runner& runner() noexcept { return runner_; }
  void close() {
    const Current current(*this);
    runner_.close();
  }
  void clear_references() noexcept override {
    debug_ = factory_ = none;
    runner_.abandon();
  }
  Object* tracked_object() noexcept override { return this; }

 private:
  // The loop that was made by no factory was set as the current one, and is no longer.
  struct Current {
    explicit Current(RunnerObject& r) noexcept : runner(r) {}
    ~Current() {
      if (runner.has_set_loop_) runner.leave_loop();
      runner.has_set_loop_ = false;
    }
    Current(const Current&) = delete;
    Current& operator=(const Current&) = delete;
    RunnerObject& runner;
  };

  Runtime& runtime() const noexcept { return type()->heap().runtime(); }
  loop::ShutdownHooks hooks() {
    Modules& modules = modules_of(runtime());
    return {.async_generators = [&modules](loop::EventLoop& of) { return modules.async_generators().shut_down(of); },
            .default_executor = [&modules](loop::EventLoop& of) {
              return shutdown_executor_coroutine(modules.interpreter(), of, thread_join_timeout);
            }};
  }
  Ref<loop::EventLoop> new_loop() {
    Ref<loop::EventLoop> loop = factory_.is_none() ? current_loop() : loop_of_factory();
    if (!debug_.is_none()) loop->set_debug(truth(runtime(), debug_));
    return loop;
  }
  Ref<loop::EventLoop> current_loop() {
    Ref<loop::EventLoop> loop = loop_by_policy(runtime());
    set_loop_by_policy(runtime(), Value(loop));
    has_set_loop_ = true;
    return loop;
  }
  // What a policy of the program says to it is lost, as an error in a `finally` would hide another.
  void leave_loop() noexcept {
    try {
      set_loop_by_policy(runtime(), none);
    } catch (const loop::Raised&) {
      modules_of(runtime()).current_loop = nullptr;
    }
  }
  Ref<loop::EventLoop> loop_of_factory() {
    return Ref<loop::EventLoop>(&as_loop(runtime(), call(runtime(), factory_)));
  }

  Value debug_, factory_;
  bool has_set_loop_ = false;
  loop::Runner runner_;
};

RunnerObject& self_of(const Value& v) { return *static_cast<RunnerObject*>(v.object()); }

Ref<RunnerObject> make_runner(Runtime& rt, const Value& debug, const Value& factory) {
  const auto given = [](const Value& v) { return is_unset(v) ? none : v; };
  return rt.heap().make<RunnerObject>(modules_of(rt).classes.runner, given(debug), given(factory));
}

Value construct(Runtime& rt, Type*, Args args) {
  const auto [self, debug, factory] =
      bind_python<3>(rt, "Runner.__init__", {"self", "debug", "loop_factory"}, WithSelf(none, args), 1, 1);
  return Value(make_runner(rt, debug, factory));
}

Value run_in(Runtime& rt, RunnerObject& runner, const Value& main, const Value& context) {
  if (!is_coroutine(rt, main))
    raise_value_error(rt, fmt::format("a coroutine was expected, got {}", repr(rt, main)->view()));
  return runner.runner().run(expect_coroutine(rt, main), context_argument(rt, context));
}

Value run_method(Runtime& rt, Args args) {
  const auto [self, coro, context] = bind_python<3>(rt, "Runner.run", {"self", "coro", "context"}, args, 2, 2);
  return run_in(rt, self_of(args[0]), coro, context);
}
Value get_loop(Runtime&, Args args) { return Value(static_cast<Object*>(&self_of(args[0]).runner().loop())); }
Value close(Runtime&, Args args) {
  self_of(args[0]).close();
  return none;
}
Value enter(Runtime&, Args args) {
  self_of(args[0]).runner().loop();
  return args[0];
}

constexpr NativeMethod methods[] = {
    {"run", run_method},
    {"get_loop", get_loop, no_arguments()},
    {"close", close, no_arguments()},
    {"__enter__", enter, no_arguments()},
    {"__exit__", close, between(3, 3)},
};

// with Runner(…) as runner: return runner.run(main)
Value run_with(Runtime& rt, const Value& main, const Value& debug, const Value& factory) {
  const Ref<RunnerObject> runner = make_runner(rt, debug, factory);
  runner->runner().loop();
  Value result;
  try {
    result = run_in(rt, *runner, main, none);
  } catch (...) {
    loop::rethrow_unwind();
    runner->close();
    throw;
  }
  runner->close();
  return result;
}

Value run(Runtime& rt, Args args) {
  constexpr std::string_view names[] = {"main", "debug", "loop_factory"};
  const std::size_t known = rt.environment().rules() >= loop::Rules::py312 ? 3 : 2;
  Value values[3] = {unset, unset, unset};
  bind_python(rt, Signature{"run", std::span(names, known), 1, 0, 1}, args, std::span(values, known));
  if (rt.environment().running_loop())
    raise(rt, rt.types().runtime_error, "asyncio.run() cannot be called from a running event loop");
  return run_with(rt, values[0], values[1], values[2]);
}

constexpr NativeMethod functions[] = {{"run", run}};

}  // namespace

Ref<Type> make_runner_type(Runtime& rt) {
  TypeSpec spec{.name = "Runner", .module = "asyncio.runners", .methods = methods};
  spec.slots.construct = construct;
  return make_type(rt, spec);
}

void add_runner(Runtime& rt, ModuleObject& module) {
  add_functions(rt, *module.dict, "asyncio.runners", functions);
  define(rt, module, "Runner", value_of(modules_of(rt).classes.runner));
}

}  // namespace orrery::script
