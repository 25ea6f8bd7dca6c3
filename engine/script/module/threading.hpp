// threading and concurrent.futures, as far as their parts share it.
#pragma once

#include <deque>
#include <functional>
#include <string>
#include <variant>
#include <vector>

#include "engine/loop/future.hpp"
#include "engine/script/module/modules.hpp"
#include "engine/script/module/threads.hpp"
#include "engine/script/object/derived.hpp"
#include "engine/script/object/function.hpp"

namespace orrery::script {

// ---- threads
// A threading.Thread that runs native code; started, as Threads::start says. Its object.
Value start_native_thread(Runtime& rt, std::string name, bool daemon, std::function<void()> body);
// The threading.Thread of the thread that runs.
Value current_thread_object(Runtime& rt);
// Waits for the end of a thread by its object. False if the time was up.
bool join_thread(Runtime& rt, const Value& thread, double timeout = loop::forever);
// None, or seconds: how long a call may wait. Negative: not at all.
double patience_of(Runtime& rt, const Value& timeout);
// "<prefix at 0x…".
std::string at_words(Runtime& rt, const Value& self);
// Calls `function`; what it raises, or null. An Unwind goes on.
Ref<loop::Error> attempt(Runtime& rt, const std::function<void()>& function);

// ---- concurrent.futures.Future
class ConcurrentFuture : public ScriptObject, public Tracked {
 public:
  enum class State : std::uint8_t { pending, running, cancelled, cancelled_and_notified, finished };
  using Native = std::function<void()>;

  explicit ConcurrentFuture(Type* type) noexcept : ScriptObject(type), Tracked(type->heap()) {}
  State state() const noexcept { return state_; }
  bool done() const noexcept { return state_ >= State::cancelled; }
  bool cancelled() const noexcept { return state_ == State::cancelled || state_ == State::cancelled_and_notified; }
  const Value& result() const noexcept { return result_; }
  const Ref<loop::Error>& error() const noexcept { return error_; }

  bool cancel(Runtime& rt);
  // False if it was cancelled. RuntimeError-like trouble of CPython's is not: it is called once by those who run jobs.
  bool begin(Runtime& rt);
  // Raises InvalidStateError if it is done.
  void finish(Runtime& rt, Value result, Ref<loop::Error> error);
  // Called when it is done, or at once; in order of registration, by the thread that ends it.
  void add_callback(Runtime& rt, Value callback);
  void add_callback(Runtime& rt, Native callback);
  std::string_view state_word() const noexcept;

  void clear_references() noexcept override;
  Object* tracked_object() noexcept override { return this; }

 private:
  using Callback = std::variant<Value, Native>;
  void call(Runtime& rt, const Callback& callback);
  void call_all(Runtime& rt);

  State state_ = State::pending;
  Value result_;
  Ref<loop::Error> error_;
  std::vector<Callback> callbacks_;
};
Ref<ConcurrentFuture> make_concurrent_future(Runtime& rt);
// Null if it is something else.
ConcurrentFuture* as_concurrent_future(Runtime& rt, const Value& v) noexcept;
// Its result, waited for; raises its exception, CancelledError, or TimeoutError.
Value concurrent_result(Runtime& rt, ConcurrentFuture& future, double timeout);

// ---- concurrent.futures.ThreadPoolExecutor
class ThreadPoolExecutor : public ScriptObject, public Tracked {
 public:
  explicit ThreadPoolExecutor(Type* type) noexcept : ScriptObject(type), Tracked(type->heap()) {}
  struct Item {
    Ref<ConcurrentFuture> future;
    Value callable;
    std::vector<Value> args;
    Ref<Dict> keywords;
    std::uint32_t number;
  };
  void init(Runtime& rt, unsigned workers, std::string prefix, Value initializer, Ref<Tuple> initargs);
  // RuntimeError after shutdown.
  Ref<ConcurrentFuture> submit(Runtime& rt, Args call);
  void shut_down(Runtime& rt, bool wait, bool cancel_futures);
  unsigned max_workers() const noexcept { return max_workers_; }

  void clear_references() noexcept override;
  Object* tracked_object() noexcept override { return this; }

 private:
  void add_worker(Runtime& rt);
  void work(Runtime& rt);
  bool initialise(Runtime& rt);
  void run(Runtime& rt, Item& item);
  void begin(Runtime& rt, std::string_view thread, const Item& item);

  unsigned max_workers_ = 0;
  std::string prefix_;
  Value initializer_;
  Ref<Tuple> initargs_;
  std::deque<Item> queue_;
  std::vector<Value> threads_;
  unsigned idle_ = 0;
  bool shut_down_ = false;
  bool broken_ = false;
};
// Null if it is something else.
ThreadPoolExecutor* as_thread_pool(Runtime& rt, const Value& v) noexcept;
Value make_thread_pool(Runtime& rt, std::string prefix);

// ---- classes, made when first asked for
struct ThreadingClasses {
  Type* thread = nullptr;
  Type* lock = nullptr;
  Type* rlock = nullptr;
  Type* event = nullptr;
  Type* condition = nullptr;
  Type* semaphore = nullptr;
  Type* bounded_semaphore = nullptr;
  Type* local = nullptr;
  Type* future = nullptr;
  Type* executor = nullptr;
  Type* pool = nullptr;
  Type* map_results = nullptr;
  Type* as_completed = nullptr;
  Value done_and_not_done;  // the named tuple that wait() gives
  Type* error = nullptr;    // concurrent.futures._base.Error
  Type* cancelled_error = nullptr;
  Type* invalid_state_error = nullptr;
  Type* broken_executor = nullptr;
  Type* broken_pool = nullptr;
  std::uint32_t thread_names = 0, pool_names = 0, jobs = 0;
};
ThreadingClasses& threading_classes(Runtime& rt);
void make_thread_class(Runtime& rt, ThreadingClasses& classes);
void make_thread_lock_classes(Runtime& rt, ThreadingClasses& classes);
void make_thread_condition_classes(Runtime& rt, ThreadingClasses& classes);
void make_concurrent_classes(Runtime& rt, ThreadingClasses& classes);
void make_pool_class(Runtime& rt, ThreadingClasses& classes);
void make_as_completed_class(Runtime& rt, ThreadingClasses& classes);

}  // namespace orrery::script
