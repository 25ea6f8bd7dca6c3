#include "engine/loop/threadsafe.hpp"

#include <algorithm>
#include <utility>

#include "engine/loop/event_loop.hpp"
#include "engine/loop/executor.hpp"

namespace orrery::loop {

using event::Direction;
using event::HandleRole;
using event::IoResult;
using event::Kind;

// ---------------------------------------------------------------- Inbox

// The delivery is in before the byte is sent, so a loop that misses the one finds the other.
bool Inbox::post(Delivery&& delivery, bool quietly) {
  const std::lock_guard lock(mutex_);
  if (closed_) return false;
  deliveries_.push_back(std::move(delivery));
  waiting_.store(true, std::memory_order_release);
  if (quietly) return true;
  if (pipe_)
    pipe_->ring();
  else
    selector_->wake();
  return true;
}

std::vector<Delivery> Inbox::take() {
  const std::lock_guard lock(mutex_);
  waiting_.store(false, std::memory_order_relaxed);
  return std::exchange(deliveries_, {});
}

bool Inbox::use(SelfPipe& pipe) {
  const std::lock_guard lock(mutex_);
  pipe_ = &pipe;
  return !deliveries_.empty();
}

std::vector<Delivery> Inbox::close() {
  const std::lock_guard lock(mutex_);
  closed_ = true;
  pipe_ = nullptr;
  waiting_.store(false, std::memory_order_relaxed);
  return std::exchange(deliveries_, {});
}

// ---------------------------------------------------------------- ThreadDoor

ThreadDoor::ThreadDoor(EventLoop& loop)
    : loop_(loop), inbox_(std::make_shared<Inbox>(loop.selector())), unused_(make_pipe()) {}

// Null if there are no threads, or no descriptors left: without a pipe a loop is still of use.
std::unique_ptr<SelfPipe> ThreadDoor::make_pipe() const {
  const ThreadPorts* const ports = loop_.environment().thread_ports();
  if (!ports) return nullptr;
  try {
    return ports->self_pipe();
  } catch (const OsError&) {
    return nullptr;
  }
}

ThreadDoor::~ThreadDoor() {
  close();
}

void ThreadDoor::open() {
  const ThreadPorts* const ports = loop_.environment().thread_ports();
  if (pipe_ || !ports || loop_.closed()) return;
  pipe_ = unused_ ? std::move(unused_) : ports->self_pipe();
  note_opened();
  loop_.add_reader(pipe_->fd(), callback("_read_from_self", [this] { read_from_self(); }));
  if (inbox_->use(*pipe_)) pipe_->ring();
}

void ThreadDoor::note_opened() {
  Environment& environment = loop_.environment();
  Descriptor& descriptor = environment.descriptors().at(pipe_->fd());
  descriptor = {};
  descriptor.id = socket_ = environment.next(event::Sort::socket);
  descriptor.reaches_outside = false;  // who may write to it is counted: Selector::expect_outside
  if (event::Probe* probe = environment.probe())
    probe->emit_text(Kind::socket_opened, socket_, {}, 0, "self-pipe", static_cast<std::uint32_t>(pipe_->fd()));
}

void ThreadDoor::ring() {
  open();
  if (!pipe_) {
    loop_.selector().wake();
    return;
  }
  const bool taken = pipe_->ring();
  if (event::Probe* probe = loop_.environment().probe())
    probe->emit_text(Kind::socket_sent, socket_, {},
                     static_cast<std::uint8_t>(taken ? IoResult::ok : IoResult::would_block), {}, taken ? 1 : 0);
}

void ThreadDoor::read_from_self() {
  event::Probe* const probe = loop_.environment().probe();
  for (;;) {
    const std::size_t count = pipe_ ? pipe_->receive() : 0;
    if (probe)
      probe->emit_text(Kind::socket_received, socket_, {},
                       static_cast<std::uint8_t>(count > 0 ? IoResult::ok : IoResult::would_block), {},
                       static_cast<std::uint32_t>(count));
    if (count == 0) return;
    for (Ref<Callback>& callback : std::exchange(signals_, {})) {
      loop_.schedule(make<CallbackHandle>(loop_.environment(), HandleRole::call_soon, std::move(callback)));
      ring();
    }
  }
}

void ThreadDoor::signal(Ref<Callback> callback) {
  open();
  signals_.push_back(std::move(callback));
  if (pipe_) pipe_->ring();
}

// A pipe that was not there when select() was called has its byte now: it counts as found by that select().
void ThreadDoor::deliver(std::vector<Ready>* selected) {
  const bool opened_before = pipe_ != nullptr;
  open();
  for (Delivery& delivery : inbox_->take()) {
    if (delivery.what != Delivery::What::call) note_job(delivery);
    if (delivery.callback) loop_.take_in(std::move(delivery.callback));
  }
  if (opened_before || !pipe_ || !selected) return;
  const Ready ready{pipe_->fd(), true, false};
  const auto by_fd = [](const Ready& a, const Ready& b) { return a.fd < b.fd; };
  selected->insert(std::upper_bound(selected->begin(), selected->end(), ready, by_fd), ready);
}

void ThreadDoor::close() {
  inbox_->close();
  jobs_.clear();
  signals_.clear();
  if (executor_) std::exchange(executor_, nullptr)->shut_down({});
  unused_ = nullptr;
  if (!pipe_) return;
  loop_.remove_reader(pipe_->fd());
  loop_.environment().descriptors().close(pipe_->fd());
  if (event::Probe* probe = loop_.environment().probe()) probe->emit(Kind::socket_closed, socket_);
  pipe_ = nullptr;
}

// ---------------------------------------------------------------- jobs

std::uint32_t ThreadDoor::begin_job(std::string_view function) {
  open();
  ++last_job_;
  loop_.selector().expect_outside(1);
  const Task* const task = loop_.current_task();
  if (event::Probe* probe = loop_.environment().probe())
    probe->emit_text(Kind::job_submitted, task ? task->id() : event::Id(), {}, 0, function, last_job_);
  return last_job_;
}

void ThreadDoor::expect(std::uint32_t job, Ref<Future> future) {
  jobs_.insert_or_assign(job, std::move(future));
}

Ref<Future> ThreadDoor::finish_job(std::uint32_t job) {
  const auto found = jobs_.find(job);
  if (found == jobs_.end()) return nullptr;
  Ref<Future> future = std::move(found->second);
  jobs_.erase(found);
  loop_.selector().expect_outside(-1);
  return future;
}

Ref<Future> ThreadDoor::future(event::Id id) const {
  Ref<Future> found;
  loop_.futures_.each([&](Future& future) {
    if (future.id() == id) found = Ref<Future>(&future);
  });
  return found;
}

void ThreadDoor::note_job(const Delivery& delivery) {
  event::Probe* const probe = loop_.environment().probe();
  if (!probe) return;
  const auto found = jobs_.find(delivery.job);
  const event::Id future = found == jobs_.end() ? event::Id() : found->second->id();
  const Kind kind = delivery.what == Delivery::What::job_begun ? Kind::job_begun : Kind::job_ended;
  const event::Seq seq = probe->emit_text(kind, future, {}, 0, delivery.thread, delivery.job);
  if (kind == Kind::job_ended) probe->cause = seq;
}

}  // namespace orrery::loop
