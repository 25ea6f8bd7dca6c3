// concurrent.futures as a module: wait, as_completed, its names. (CPython: Lib/concurrent/futures/_base.py.)
#include <fmt/format.h>

#include <algorithm>

#include "engine/script/module/library.hpp"
#include "engine/script/module/standard.hpp"
#include "engine/script/module/threading.hpp"
#include "engine/script/object/exception.hpp"
#include "engine/script/object/str.hpp"
#include "engine/script/vm/interpreter.hpp"

namespace orrery::script {
namespace {

using Futures = std::vector<Ref<ConcurrentFuture>>;

Futures futures_of(Runtime& rt, const Value& fs) {
  Futures futures;
  for_each(rt, fs, [&](const Value& v) {
    ConcurrentFuture* const future = as_concurrent_future(rt, v);
    if (!future) raise_type_error(rt, fmt::format("a Future was expected, got {}", type_of(rt, v)->name()));
    if (std::ranges::none_of(futures, [&](const auto& known) { return known.get() == future; }))
      futures.emplace_back(future);
  });
  return futures;
}

bool failed(const ConcurrentFuture& future) {
  return future.done() && !future.cancelled() && future.error();
}

bool enough(const Futures& futures, std::string_view when) {
  const auto done = [](const auto& future) { return future->done(); };
  if (std::ranges::all_of(futures, done)) return true;
  if (when == "FIRST_COMPLETED") return std::ranges::any_of(futures, done);
  return when == "FIRST_EXCEPTION" && std::ranges::any_of(futures, [](const auto& f) { return failed(*f); });
}

Value set_of(Runtime& rt, const Futures& futures, bool done) {
  const Value set = call(rt, value_of(rt.types().set));
  for (const auto& future : futures)
    if (future->done() == done) call_method(rt, set, "add", {Value(future)});
  return set;
}

// The named tuple (done, not_done) that wait() gives.
Value done_and_not(Runtime& rt, const Futures& futures) {
  ThreadingClasses& classes = threading_classes(rt);
  if (classes.done_and_not_done.is_none()) {
    const Value collections = interpreter(rt).import_module("collections");
    classes.done_and_not_done =
        call(rt, getattr(rt, collections, "namedtuple"), text(rt, "DoneAndNotDoneFutures"), text(rt, "done not_done"));
  }
  return call(rt, classes.done_and_not_done, set_of(rt, futures, true), set_of(rt, futures, false));
}

Value wait(Runtime& rt, Args args) {
  const auto [fs, timeout, when] = bind_python<3>(rt, "wait", {"fs", "timeout", "return_when"}, args, 1);
  const Futures futures = futures_of(rt, fs);
  const std::string until = is_unset(when) ? "ALL_COMPLETED" : std::string(str(rt, when)->view());
  if (until != "ALL_COMPLETED" && until != "FIRST_COMPLETED" && until != "FIRST_EXCEPTION")
    raise_value_error(rt, fmt::format("Invalid return condition: {}", repr(rt, when)->view()));
  threads_of(rt).wait([&futures, &until] { return enough(futures, until); }, patience_of(rt, timeout));
  return done_and_not(rt, futures);
}

// Yields the futures as they end: those that have ended first.
class AsCompleted final : public ScriptObject, public Tracked {
 public:
  explicit AsCompleted(Type* type) noexcept : ScriptObject(type), Tracked(type->heap()) {}
  Futures left;
  Futures ended;  // in the order in which they did
  std::size_t total = 0;
  double end = loop::forever;
  void clear_references() noexcept override { const Futures a = std::exchange(left, {}), b = std::exchange(ended, {}); }
  Object* tracked_object() noexcept override { return this; }
};

Value next_completed(Runtime& rt, const Value& self) {
  auto& all = *static_cast<AsCompleted*>(self.object());
  if (all.left.empty() && all.ended.empty()) return unset;
  const double left = all.end - modules_of(rt).outside().clock().now();
  if (!threads_of(rt).wait([&all] { return !all.ended.empty(); }, left))
    raise(rt, rt.types().timeout_error, fmt::format("{} (of {}) futures unfinished", all.left.size(), all.total));
  const Ref<ConcurrentFuture> next = all.ended.front();
  all.ended.erase(all.ended.begin());
  return Value(next);
}

Value as_completed(Runtime& rt, Args args) {
  const auto [fs, timeout] = bind_python<2>(rt, "as_completed", {"fs", "timeout"}, args, 1);
  const Ref<AsCompleted> all = rt.heap().make<AsCompleted>(threading_classes(rt).as_completed);
  all->left = futures_of(rt, fs);
  all->total = all->left.size();
  all->end = modules_of(rt).outside().clock().now() + patience_of(rt, timeout);
  for (const auto& future : Futures(all->left))
    future->add_callback(rt, ConcurrentFuture::Native([all, which = future.get()] {
                           all->ended.emplace_back(which);
                           std::erase_if(all->left, [&](const auto& waiting) { return waiting.get() == which; });
                         }));
  return Value(all);
}

Value refused_processes(Runtime& rt, Args) {
  raise(rt, rt.types().not_implemented_error, "ProcessPoolExecutor is not supported here: use ThreadPoolExecutor");
}

constexpr NativeMethod functions[] = {
    {"wait", wait}, {"as_completed", as_completed}, {"ProcessPoolExecutor", refused_processes}};

Value itself(Runtime&, const Value& self) {
  return self;
}

}  // namespace

void make_as_completed_class(Runtime& rt, ThreadingClasses& classes) {
  TypeSpec spec{.name = "generator", .flags = TypeFlag::no_construct};
  spec.slots.iter = itself;
  spec.slots.next = next_completed;
  classes.as_completed = rt.types().keep(make_type(rt, spec));
}

Ref<ModuleObject> concurrent_module(Runtime& rt) {
  return make_module(rt, "concurrent");
}

Ref<ModuleObject> concurrent_futures_module(Runtime& rt) {
  Ref<ModuleObject> module = make_module(rt, "concurrent.futures");
  add_functions(rt, *module->dict, "concurrent.futures", functions);
  const ThreadingClasses& c = threading_classes(rt);
  const auto set = [&](std::string_view name, Value value) { module->dict->set(rt.heap().intern(name), value); };
  for (Type* type : {c.future, c.executor, c.pool, c.cancelled_error, c.invalid_state_error, c.broken_executor})
    set(type->name(), value_of(type));
  set("TimeoutError", value_of(rt.types().timeout_error));
  for (const char* name : {"FIRST_COMPLETED", "FIRST_EXCEPTION", "ALL_COMPLETED"}) set(name, text(rt, name));
  return module;
}

}  // namespace orrery::script
