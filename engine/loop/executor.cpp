#include "engine/loop/executor.hpp"

#include "engine/loop/combine/timeout.hpp"

namespace orrery::loop {
namespace {

// A future that is cancelled takes its job with it, if no thread has begun it.
class CallCheckCancel final : public Callback {
 public:
  CallCheckCancel(EventLoop& loop, std::shared_ptr<Executor> executor, std::shared_ptr<Work> work, std::uint32_t job)
      : loop_(loop), executor_(std::move(executor)), work_(std::move(work)), job_(job) {}
  void call(Future* done) override {
    if (done->cancelled() && executor_->withdraw(*work_)) loop_.door().finish_job(job_);
    work_ = nullptr;
  }
  std::string name() const override { return "_call_check_cancel"; }

 private:
  EventLoop& loop_;
  std::shared_ptr<Executor> executor_;
  std::shared_ptr<Work> work_;
  std::uint32_t job_;
};

void refuse(EventLoop& loop, std::string_view words) {
  loop.environment().errors().make(ErrorKind::runtime, words)->raise();
}

// The last thread of an executor has ended.
class ExecutorEnded final : public Callback {
 public:
  ExecutorEnded(EventLoop& loop, std::uint32_t job) : loop_(loop), job_(job) {}
  void call(Future*) override {
    const Ref<Future> future = loop_.door().finish_job(job_);
    if (future && !future->done()) future->set_result({});
  }
  std::string name() const override {
    return loop_.environment().rules() >= Rules::py313 ? "_set_result_unless_cancelled" : "Future.set_result";
  }

 private:
  EventLoop& loop_;
  std::uint32_t job_;
};

std::function<void()> tells_when_ended(EventLoop& loop, std::uint32_t job) {
  return [&loop, inbox = loop.door().inbox(), job] { inbox->post({make<ExecutorEnded>(loop, job)}); };
}

Co<void> waiting_for(Ref<Future> future) {
  co_await future;
}

}  // namespace

void detail::SetState::call(Future*) {
  const Ref<Future> future = loop_.door().finish_job(job_);
  if (!future || future->cancelled()) return;
  try {
    future->set_result(value());
  } catch (...) {
    future->set_exception(loop_.environment().errors().current());
  }
}

std::shared_ptr<Executor> detail::executor_for(EventLoop& loop, std::shared_ptr<Executor> given) {
  if (loop.closed()) refuse(loop, "Event loop is closed");
  if (given) return given;
  ThreadDoor& door = loop.door();
  if (door.executor_shut_down()) refuse(loop, "Executor shutdown has been called");
  if (!door.default_executor()) {
    const ThreadPorts* const ports = loop.environment().thread_ports();
    if (!ports) refuse(loop, "there are no threads here");
    door.set_default_executor(ports->executor("asyncio"));
  }
  return door.default_executor();
}

Ref<Future> detail::start_job(EventLoop& loop, const std::shared_ptr<Executor>& executor, std::shared_ptr<Work> work,
                              std::uint32_t job) {
  ThreadDoor& door = loop.door();
  Ref<Future> future = loop.create_future("run_in_executor");
  door.expect(job, future);
  try {
    executor->submit(work);
  } catch (...) {
    door.finish_job(job);
    throw;
  }
  future->add_done_callback(make<CallCheckCancel>(loop, executor, std::move(work), job));
  return future;
}

Co<void> shutdown_default_executor(EventLoop& loop, std::optional<double> timeout) {
  ThreadDoor& door = loop.door();
  door.note_executor_shut_down();
  const std::shared_ptr<Executor> executor = door.default_executor();
  if (!executor) co_return;
  const Ref<Future> future = loop.create_future();
  const std::uint32_t job = door.begin_job("_do_shutdown");
  door.expect(job, future);
  executor->shut_down(tells_when_ended(loop, job));
  if (loop.environment().rules() < Rules::py313) {
    co_await future;
    co_return;
  }
  try {
    co_await with_timeout(loop::timeout(loop.environment(), timeout), waiting_for(future));
  } catch (const TimeoutError&) {  // the threads go on alone
  }
}

}  // namespace orrery::loop
