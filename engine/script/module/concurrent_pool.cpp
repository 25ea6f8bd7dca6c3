// concurrent.futures.ThreadPoolExecutor. (CPython: Lib/concurrent/futures/thread.py.)
#include <fmt/format.h>

#include "engine/io/thread_pool.hpp"
#include "engine/script/module/library.hpp"
#include "engine/script/module/script_callback.hpp"
#include "engine/script/module/threading.hpp"
#include "engine/script/object/exception.hpp"
#include "engine/script/object/number.hpp"
#include "engine/script/object/str.hpp"
#include "engine/script/vm/interpreter.hpp"

namespace orrery::script {

void ThreadPoolExecutor::init(Runtime& rt, unsigned workers, std::string prefix, Value initializer,
                              Ref<Tuple> initargs) {
  max_workers_ = workers;
  prefix_ = prefix.empty() ? fmt::format("ThreadPoolExecutor-{}", threading_classes(rt).pool_names++) : prefix;
  initializer_ = std::move(initializer);
  initargs_ = std::move(initargs);
  // The interpreter waits for the threads of all pools before it ends.
  const Ref<ThreadPoolExecutor> kept(this);
  threads_of(rt).at_exit([&rt, kept] { kept->shut_down(rt, true, false); });
}

Ref<ConcurrentFuture> ThreadPoolExecutor::submit(Runtime& rt, Args call) {
  if (broken_)
    raise(rt, threading_classes(rt).broken_pool, "A thread initializer failed, the thread pool is not usable anymore");
  if (shut_down_) raise(rt, rt.types().runtime_error, "cannot schedule new futures after shutdown");
  Item item{make_concurrent_future(rt),
            call[0],
            {call.begin() + 1, call.end()},
            keywords_of(rt, call),
            ++threading_classes(rt).jobs};
  const Ref<ConcurrentFuture> future = item.future;
  if (event::Probe* probe = rt.environment().probe()) {
    const loop::EventLoop* const loop = rt.environment().running_loop();
    const loop::Task* const task = loop ? loop->current_task() : nullptr;
    probe->emit_text(event::Kind::job_submitted, task ? task->id() : event::Id(), {}, 0,
                     name_of_callable(rt, item.callable), item.number);
  }
  queue_.push_back(std::move(item));
  add_worker(rt);
  return future;
}

// An idle thread takes the work when it gets its turn; else there is a new one, which begins at once.
void ThreadPoolExecutor::add_worker(Runtime& rt) {
  if (idle_ > 0) {
    --idle_;
    return;
  }
  if (threads_.size() >= max_workers_) return;
  const Ref<ThreadPoolExecutor> kept(this);
  const std::size_t place = threads_.size();
  threads_.emplace_back();  // counted before it begins
  const Value thread =
      start_native_thread(rt, fmt::format("{}_{}", prefix_, place), false, [&rt, kept] { kept->work(rt); });
  threads_[place] = thread;
}

// What a thread of the pool does. In 3.11 a thread counts as idle after each piece of work, even when it has the next
// one already.
void ThreadPoolExecutor::work(Runtime& rt) {
  if (!initialise(rt)) return;
  const bool early = rt.environment().rules() < loop::Rules::py312;
  for (bool first = true;; first = false) {
    if (!first && (early || queue_.empty())) ++idle_;
    threads_of(rt).wait([this] { return !queue_.empty() || shut_down_; });
    if (queue_.empty()) return;
    Item item = std::move(queue_.front());
    queue_.pop_front();
    run(rt, item);
  }
}

bool ThreadPoolExecutor::initialise(Runtime& rt) {
  if (is_none_or_unset(initializer_)) return true;
  const Ref<loop::Error> error =
      attempt(rt, [&] { script::call(rt, initializer_, Args(initargs_->begin(), initargs_->size())); });
  if (!error) return true;
  rt.write(Stream::error, "Exception in initializer:\n" + interpreter(rt).format_exception(*to_exception(rt, error)));
  broken_ = true;
  for (const Item& item : std::exchange(queue_, {}))
    item.future->finish(rt, none,
                        make_exception(rt, threading_classes(rt).broken_pool,
                                       "A thread initializer failed, the thread pool is not usable anymore"));
  return false;
}

void ThreadPoolExecutor::begin(Runtime& rt, std::string_view thread, const Item& item) {
  interpreter(rt).renew_operations();
  if (event::Probe* probe = rt.environment().probe())
    probe->cause = probe->emit_text(event::Kind::job_begun, {}, {}, 0, thread, item.number);
}

void ThreadPoolExecutor::run(Runtime& rt, Item& item) {
  if (!item.future->begin(rt)) return;
  const std::string thread = threads_of(rt).current().name;
  begin(rt, thread, item);
  Value result;
  const Ref<loop::Error> error =
      attempt(rt, [&] { result = call_with(rt, item.callable, item.args, item.keywords.get()); });
  if (event::Probe* probe = rt.environment().probe())
    probe->cause = probe->emit_text(event::Kind::job_ended, {}, {}, 0, thread, item.number);
  item.callable = none;
  item.args.clear();
  item.keywords = nullptr;
  item.future->finish(rt, result, error);
}

void ThreadPoolExecutor::shut_down(Runtime& rt, bool wait, bool cancel_futures) {
  shut_down_ = true;
  if (cancel_futures)
    for (const Item& item : std::exchange(queue_, {})) item.future->cancel(rt);
  if (!wait) return;
  const std::vector<Value> threads = threads_;
  for (const Value& thread : threads)
    if (!thread.is_none()) join_thread(rt, thread);
}

void ThreadPoolExecutor::clear_references() noexcept {
  const std::deque<Item> queue = std::exchange(queue_, {});
  const std::vector<Value> threads = std::exchange(threads_, {});
  const Value initializer = std::exchange(initializer_, none);
  const Ref<Tuple> initargs = std::exchange(initargs_, nullptr);
}

ThreadPoolExecutor* as_thread_pool(Runtime& rt, const Value& v) noexcept {
  const Type* const type = modules_of(rt).threading().pool;
  return type && type_of(rt, v)->is_subtype_of(type) ? static_cast<ThreadPoolExecutor*>(v.object()) : nullptr;
}

Value make_thread_pool(Runtime& rt, std::string prefix) {
  Ref<ThreadPoolExecutor> pool = rt.heap().make<ThreadPoolExecutor>(threading_classes(rt).pool);
  pool->init(rt, io::default_workers(), std::move(prefix), none, make_tuple(rt, 0));
  return Value(std::move(pool));
}

namespace {

ThreadPoolExecutor& self_of(Args args) {
  return *static_cast<ThreadPoolExecutor*>(args[0].object());
}

unsigned workers_of(Runtime& rt, const Value& given) {
  if (is_none_or_unset(given)) return io::default_workers();
  const std::int64_t count = index_number(rt, given, rt.types().overflow_error);
  if (count <= 0) raise_value_error(rt, "max_workers must be greater than 0");
  return static_cast<unsigned>(std::min<std::int64_t>(count, 1'000'000));
}

void init_pool(Runtime& rt, const Value& self, Args args) {
  const auto [workers, prefix, initializer, initargs] =
      script::bind<4>(rt, "ThreadPoolExecutor", {"max_workers", "thread_name_prefix", "initializer", "initargs"}, args);
  if (!is_none_or_unset(initializer) && !is_callable(rt, initializer))
    raise_type_error(rt, "initializer must be a callable");
  std::vector<Value> given;
  if (!is_none_or_unset(initargs)) for_each(rt, initargs, [&](const Value& v) { given.push_back(v); });
  const std::string name = is_unset(prefix) ? "" : std::string(str(rt, prefix)->view());
  static_cast<ThreadPoolExecutor*>(self.object())
      ->init(rt, workers_of(rt, workers), name, is_unset(initializer) ? none : initializer, script::make_tuple(rt, given));
}
Value construct_pool(Runtime& rt, Type* type, Args) {
  return Value(make_tracked<ThreadPoolExecutor>(rt.heap(), type, threading_classes(rt).pool));
}

Value submit(Runtime& rt, Args args) {
  if (args.size() < 2) raise_type_error(rt, "ThreadPoolExecutor.submit() missing 1 required positional argument: 'fn'");
  return Value(self_of(args).submit(rt, args.skip(1)));
}

Value shutdown(Runtime& rt, Args args) {
  const auto [wait, cancel] = script::bind<2>(rt, "shutdown", {"wait", "cancel_futures"}, args.skip(1), 0, 0, 1);
  self_of(args).shut_down(rt, is_unset(wait) || truth(rt, wait), !is_unset(cancel) && truth(rt, cancel));
  return none;
}
Value enter(Runtime&, Args args) {
  return args[0];
}
Value leave(Runtime& rt, Args args) {
  call_method(rt, args[0], "shutdown");
  return false_value;
}

// The results of map(), in order; it waits for each when it is asked for.
class MapResults final : public ScriptObject, public Tracked {
 public:
  explicit MapResults(Type* type) noexcept : ScriptObject(type), Tracked(type->heap()) {}
  std::deque<Ref<ConcurrentFuture>> futures;
  double end = loop::forever;
  void clear_references() noexcept override { const auto dead = std::exchange(futures, {}); }
  Object* tracked_object() noexcept override { return this; }
};

Value map_next(Runtime& rt, const Value& self) {
  auto& results = *static_cast<MapResults*>(self.object());
  if (results.futures.empty()) return unset;
  const Ref<ConcurrentFuture> next = std::move(results.futures.front());
  results.futures.pop_front();
  try {
    return concurrent_result(rt, *next, results.end - modules_of(rt).outside().clock().now());
  } catch (...) {
    for (const auto& left : std::exchange(results.futures, {})) left->cancel(rt);
    throw;
  }
}

// The arguments of the calls: the iterables walked side by side, until one is used up.
std::vector<std::vector<Value>> rows(Runtime& rt, Args iterables) {
  std::vector<std::vector<Value>> columns(iterables.size());
  std::size_t shortest = static_cast<std::size_t>(-1);
  for (std::size_t i = 0; i < iterables.size(); ++i) {
    for_each(rt, iterables[i], [&](const Value& v) { columns[i].push_back(v); });
    shortest = std::min(shortest, columns[i].size());
  }
  std::vector<std::vector<Value>> result(iterables.size() == 0 ? 0 : shortest);
  for (std::size_t row = 0; row < result.size(); ++row)
    for (const std::vector<Value>& column : columns) result[row].push_back(column[row]);
  return result;
}

Value map(Runtime& rt, Args args) {
  if (args.size() < 2) raise_type_error(rt, "Executor.map() missing 1 required positional argument: 'fn'");
  const Value* const timeout = args.keyword("timeout");
  Ref<MapResults> results = rt.heap().make<MapResults>(modules_of(rt).threading().map_results);
  if (timeout) results->end = modules_of(rt).outside().clock().now() + patience_of(rt, *timeout);
  for (std::vector<Value>& row : rows(rt, args.skip(2))) {
    row.insert(row.begin(), args[1]);
    const Value future = call_with(rt, getattr(rt, args[0], "submit"), row, nullptr);
    if (ConcurrentFuture* submitted = as_concurrent_future(rt, future)) results->futures.emplace_back(submitted);
  }
  return Value(std::move(results));
}

Value get_max_workers(Runtime& rt, const Value& self) {
  return make_int(rt, std::int64_t{static_cast<ThreadPoolExecutor*>(self.object())->max_workers()});
}

Value itself(Runtime&, const Value& self) {
  return self;
}

constexpr NativeMethod methods[] = {
    {"submit", submit}, {"map", map}, {"shutdown", shutdown}, {"__enter__", enter, no_arguments()}, {"__exit__", leave},
};
constexpr NativeAttribute attributes[] = {{"_max_workers", get_max_workers}};

}  // namespace

void make_pool_class(Runtime& rt, ThreadingClasses& classes) {
  classes.executor = make_library_class(rt, {.name = "Executor", .module = "concurrent.futures._base"});
  TypeSpec pool{.name = "ThreadPoolExecutor",
                .module = "concurrent.futures.thread",
                .flags = TypeFlag::base_type,
                .methods = methods,
                .attributes = attributes};
  pool.slots.construct = construct_pool;
  pool.slots.init = init_pool;
  classes.pool = rt.types().keep(make_type(rt, pool));
  TypeSpec results{.name = "generator", .flags = TypeFlag::no_construct};
  results.slots.iter = itself;
  results.slots.next = map_next;
  classes.map_results = rt.types().keep(make_type(rt, results));
}

}  // namespace orrery::script
