#include "engine/script/module/threads.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>

#include "engine/loop/unwind.hpp"
#include "engine/script/vm/interpreter.hpp"

namespace orrery::script {
namespace {

bool always() {
  return true;
}

[[noreturn]] void everybody_waits() {
  loop::Deadlock deadlock;
  deadlock.text = "deadlock: every thread waits for another one, and nothing outside can wake any";
  throw deadlock;
}

}  // namespace

Threads::Threads(Interpreter& interpreter, Outside& outside)
    : in_(interpreter), outside_(outside), virtual_(outside.virtual_time()) {
  threads_.push_back(std::make_unique<ScriptThread>(1));
  running_ = threads_.front().get();
  running_->name = "MainThread";
  running_->id_ = std::this_thread::get_id();
  outside_.set_company(this);
}

Threads::~Threads() {
  end_all();
  outside_.set_company(nullptr);
}

std::vector<ScriptThread*> Threads::alive() const {
  std::vector<ScriptThread*> result;
  for (const auto& thread : threads_)
    if (!thread->ended_) result.push_back(thread.get());
  return result;
}

// ---------------------------------------------------------------- a thread's life

ScriptThread& Threads::start(std::string name, bool daemon, std::function<void()> body) {
  reap();
  auto made = std::make_unique<ScriptThread>(++last_ident_);
  ScriptThread& thread = *made;
  thread.name = std::move(name);
  thread.daemon = daemon;
  thread.ready_ = always;
  try {
    const Lock lock(mutex_);
    thread.system_ = std::thread([this, &thread, body = std::move(body)] { live(thread, body); });
    thread.id_ = thread.system_.get_id();
    threads_.push_back(std::move(made));
  } catch (const std::system_error&) {
    raise_error(in_.environment().errors().make(loop::ErrorKind::runtime, "can't start new thread"));
  }
  ++others_;
  ++progress_;
  running_->ready_ = always;
  running_->deadline_ = loop::forever;
  ScriptThread& starter = *running_;
  park(starter, &thread);
  check_end(starter);
  return thread;
}

void Threads::live(ScriptThread& thread, const std::function<void()>& body) {
  {
    Lock lock(mutex_);
    thread.turn_.wait(lock, [&] { return running_ == &thread; });
  }
  resume(thread);
  if (!ending_) run_body(body);
  leave(thread);
}

// What ends a thread as a whole ends the run: the main thread is told.
void Threads::run_body(const std::function<void()>& body) noexcept {
  try {
    body();
  } catch (...) {
    if (!ending_) unwound_ = std::current_exception();
    ending_ = true;
  }
}

void Threads::leave(ScriptThread& thread) noexcept {
  thread.object = none;
  thread.local = none;
  thread.current_loop = nullptr;
  suspend(thread);
  const Lock lock(mutex_);
  thread.ended_ = true;
  --others_;
  ++progress_;
  hand_over(choose());
}

// Threads that have ended are joined: they are at their last instructions.
void Threads::reap() noexcept {
  std::erase_if(threads_, [](const std::unique_ptr<ScriptThread>& thread) {
    if (!thread->ended_) return false;
    thread->system_.join();
    return true;
  });
}

// ---------------------------------------------------------------- the interpreter goes from hand to hand

void Threads::suspend(ScriptThread& thread) noexcept {
  thread.current_loop = std::exchange(in_.modules->current_loop, nullptr);
  thread.state_.exchange(in_);
}

void Threads::resume(ScriptThread& thread) noexcept {
  in_.environment().adopt_thread();
  thread.state_.exchange(in_);
  in_.modules->current_loop = std::exchange(thread.current_loop, nullptr);
}

// Under the lock.
void Threads::hand_over(ScriptThread* next) noexcept {
  running_ = next;
  if (!next) return;
  std::erase(line_, next);
  next->turn_.notify_one();
}

// The thread stands in line until it has the interpreter again. `next` gets it now, else who is chosen.
void Threads::park(ScriptThread& thread, ScriptThread* next) {
  suspend(thread);
  {
    Lock lock(mutex_);
    thread.expired_ = thread.stuck_ = false;
    line_.insert(next ? line_.begin() : line_.end(), &thread);
    hand_over(next ? next : choose());
    wait_for_turn(lock, thread);
  }
  thread.selecting_ = false;
  resume(thread);
}

void Threads::wait_for_turn(Lock& lock, ScriptThread& thread) {
  while (running_ != &thread) {
    if (virtual_ || std::isinf(thread.deadline_))
      thread.turn_.wait(lock);
    else if (wait_until_late(lock, thread) && !running_)
      hand_over(&thread);
  }
}

// True when its time is up: from then on it may have its turn.
bool Threads::wait_until_late(Lock& lock, ScriptThread& thread) {
  const std::chrono::duration<double> left(std::max(0.0, thread.deadline_ - outside_.clock().now()));
  if (thread.turn_.wait_for(lock, std::min(left, std::chrono::duration<double>(3600))) == std::cv_status::no_timeout)
    return false;
  if (outside_.clock().now() < thread.deadline_) return false;
  thread.expired_ = true;
  thread.ready_ = always;
  thread.deadline_ = loop::forever;
  return true;
}

ScriptThread* Threads::first_that_is_ready() {
  const auto found = std::ranges::find_if(line_, [this](ScriptThread* thread) { return ending_ || thread->ready_(); });
  return found == line_.end() ? nullptr : *found;
}

// Whose moment comes first; else who waits in select() without end.
ScriptThread* Threads::earliest() {
  ScriptThread* best = nullptr;
  for (ScriptThread* thread : line_)
    if (!std::isinf(thread->deadline_) && (!best || thread->deadline_ < best->deadline_)) best = thread;
  if (best) return best;
  const auto found = std::ranges::find_if(line_, [](ScriptThread* thread) { return thread->selecting_; });
  return found == line_.end() ? nullptr : *found;
}

// Who is next; null under the real clock if nobody can go on. Under the lock.
ScriptThread* Threads::choose() {
  if (ScriptThread* const ready = first_that_is_ready()) return ready;
  if (!virtual_) return nullptr;
  if (ScriptThread* const next = earliest()) {
    next->expired_ = true;
    return next;
  }
  main_thread().stuck_ = true;
  return &main_thread();
}

// ---------------------------------------------------------------- waiting

void Threads::check_end(ScriptThread& thread) {
  if (std::exchange(thread.stuck_, false)) everybody_waits();
  if (!ending_ && !in_.stopped()) return;
  if (&thread == &main_thread() && unwound_) std::rethrow_exception(std::exchange(unwound_, nullptr));
  throw loop::Aborted();
}

bool Threads::wait(std::function<bool()> ready, double timeout) {
  if (ready()) return true;
  if (timeout <= 0) return false;
  ScriptThread& me = *running_;
  me.deadline_ = outside_.clock().now() + timeout;
  me.ready_ = ready;
  ++progress_;
  park(me);
  ++progress_;
  check_end(me);
  if (!me.expired_) return true;
  if (virtual_) outside_.pass_until(me.deadline_);
  return ready();
}

void Threads::yield() {
  ScriptThread& me = *running_;
  {
    const Lock lock(mutex_);
    if (!first_that_is_ready()) return;
  }
  me.ready_ = always;
  me.deadline_ = loop::forever;
  park(me);
  check_end(me);
}

bool Threads::give_way(double deadline) {
  if (!company()) return false;
  ScriptThread& me = *running_;
  me.ready_ = [this, seen = progress_] { return progress_ != seen; };
  me.deadline_ = deadline;
  me.selecting_ = true;
  park(me);
  check_end(me);
  if (!me.expired_) return true;
  ++progress_;
  return false;
}

ScriptThread& Threads::mine() noexcept {
  const auto found = std::ranges::find_if(
      threads_, [id = std::this_thread::get_id()](const auto& thread) { return !thread->ended_ && thread->id_ == id; });
  return **found;
}

void Threads::release() noexcept {
  if (!company()) return;
  suspend(*running_);
  const Lock lock(mutex_);
  ++progress_;
  hand_over(choose());
}

// Nothing was given away if there was nobody; but somebody may have come to an end meanwhile.
void Threads::acquire() noexcept {
  Lock lock(mutex_);
  ScriptThread& me = mine();
  if (running_ == &me) return;
  me.ready_ = always;
  me.deadline_ = loop::forever;
  line_.push_back(&me);
  if (!running_) hand_over(&me);
  wait_for_turn(lock, me);
  resume(me);
}

// ---------------------------------------------------------------- the end

void Threads::end() noexcept {
  const Lock lock(mutex_);
  ending_ = true;
  if (!running_) hand_over(choose());
}

bool Threads::only_daemons_left() const {
  return std::ranges::all_of(
      threads_, [this](const auto& thread) { return thread->ended_ || thread->daemon || thread == threads_.front(); });
}

void Threads::finish() {
  for (const std::function<void()>& function : std::exchange(at_exit_, {})) function();
  if (company()) wait([this] { return only_daemons_left(); });
  const bool stopped = in_.stopped();
  end_all();
  if (!stopped) in_.forget_end();
  ending_ = stopped;
}

// They run one after the other, each until it has left its frames.
void Threads::end_all() noexcept {
  ending_ = true;
  while (company()) {
    ScriptThread& me = *running_;
    me.ready_ = [this] { return others_ == 0; };
    me.deadline_ = loop::forever;
    suspend(me);
    {
      Lock lock(mutex_);
      line_.push_back(&me);
      const auto other = std::ranges::find_if(line_, [&](ScriptThread* thread) { return thread != &me; });
      hand_over(other == line_.end() ? nullptr : *other);
      me.turn_.wait(lock, [&] { return running_ == &me; });
    }
    resume(me);
  }
  reap();
}

Threads& threads_of(Runtime& rt) {
  return modules_of(rt).threads();
}

// ---------------------------------------------------------------- select()

namespace {

class BesideThreads final : public loop::Selector {
 public:
  BesideThreads(std::unique_ptr<loop::Selector> inner, Threads& threads) noexcept
      : inner_(std::move(inner)), threads_(threads) {}
  void watch(int fd, loop::Interest interest) override { inner_->watch(fd, interest); }
  loop::Selected select(const loop::Wait& wait, std::vector<loop::Ready>& ready) override {
    if (!threads_.company()) return inner_->select(wait, ready);
    return threads_.virtual_time() ? in_turns(wait, ready) : among_others(wait, ready);
  }
  void wake() noexcept override { inner_->wake(); }
  void expect_outside(int change) noexcept override { inner_->expect_outside(change); }

 private:
  loop::Selected in_turns(const loop::Wait& wait, std::vector<loop::Ready>& ready) {
    threads_.yield();
    for (;;) {
      const loop::Selected found = inner_->select({0, 0}, ready);
      if (!ready.empty() || wait.timeout <= 0 || found.outcome == event::SelectOutcome::interrupted) {
        threads_.note_progress();
        return found;
      }
      if (!threads_.give_way(wait.deadline)) return inner_->select(wait, ready);
    }
  }
  // Any of the others may wake the loop.
  loop::Selected among_others(const loop::Wait& wait, std::vector<loop::Ready>& ready) {
    inner_->expect_outside(1);
    const loop::Selected found = inner_->select(wait, ready);
    inner_->expect_outside(-1);
    return found;
  }

  std::unique_ptr<loop::Selector> inner_;
  Threads& threads_;
};

}  // namespace

std::unique_ptr<loop::Selector> beside_threads(std::unique_ptr<loop::Selector> inner, Threads& threads) {
  return inner ? std::make_unique<BesideThreads>(std::move(inner), threads) : std::move(inner);
}

}  // namespace orrery::script
