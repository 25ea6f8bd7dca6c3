#include "engine/io/thread_pool.hpp"

#include <pthread.h>

#include <algorithm>

#include "engine/loop/error.hpp"

namespace orrery::io {

unsigned default_workers() noexcept {
  return std::min(32u, std::max(1u, std::thread::hardware_concurrency()) + 4);
}

ThreadPool::ThreadPool(std::string prefix, unsigned max_workers)
    : prefix_(std::move(prefix)), max_workers_(max_workers) {
  if (max_workers_ == 0) throw loop::ValueError("max_workers must be greater than 0");
}

ThreadPool::~ThreadPool() {
  shut_down({});
  join();
}

void ThreadPool::submit(std::shared_ptr<loop::Work> work) {
  const std::lock_guard lock(mutex_);
  if (shut_down_) throw loop::RuntimeError("cannot schedule new futures after shutdown");
  line_.push_back(std::move(work));
  if (line_.size() > idle_ && threads_.size() < max_workers_)
    add_thread();
  else
    changed_.notify_one();
}

// Under the lock. A thread that can't be made is no failure while others will come to the work.
void ThreadPool::add_thread() {
  std::string name = prefix_ + '_' + std::to_string(threads_.size());
  try {
    threads_.emplace_back([this, name = std::move(name)] { work(name); });
    ++alive_;
  } catch (const std::system_error&) {
    if (!threads_.empty()) return;
    line_.pop_back();
    throw loop::RuntimeError("can't start new thread");
  }
}

bool ThreadPool::withdraw(const loop::Work& work) noexcept {
  const std::lock_guard lock(mutex_);
  return std::erase_if(line_, [&](const auto& waiting) { return waiting.get() == &work; }) > 0;
}

void ThreadPool::shut_down(std::function<void()> done) {
  {
    const std::lock_guard lock(mutex_);
    shut_down_ = true;
    if (done && alive_ > 0) when_ended_.push_back(std::exchange(done, {}));
    changed_.notify_all();
  }
  if (done) done();
}

void ThreadPool::join() {
  std::vector<std::thread> threads;
  {
    const std::lock_guard lock(mutex_);
    threads.swap(threads_);
  }
  for (std::thread& thread : threads) thread.join();
}

std::size_t ThreadPool::size() const {
  const std::lock_guard lock(mutex_);
  return threads_.size();
}

// What a thread of the pool does all its life. The name is cut for the system, which takes 15 characters.
void ThreadPool::work(const std::string& name) {
  ::pthread_setname_np(::pthread_self(), name.substr(0, 15).c_str());
  while (std::shared_ptr<loop::Work> work = next()) work->run(name);
  if (const std::function<void()> ended = leave()) ended();
}

// The next in line; null when there will be none any more.
std::shared_ptr<loop::Work> ThreadPool::next() {
  std::unique_lock lock(mutex_);
  ++idle_;
  changed_.wait(lock, [this] { return shut_down_ || !line_.empty(); });
  --idle_;
  if (line_.empty()) return nullptr;
  std::shared_ptr<loop::Work> work = std::move(line_.front());
  line_.pop_front();
  return work;
}

// The last to leave tells those who asked for it.
std::function<void()> ThreadPool::leave() {
  const std::lock_guard lock(mutex_);
  if (--alive_ > 0 || when_ended_.empty()) return {};
  return [tell = std::exchange(when_ended_, {})] {
    for (const std::function<void()>& done : tell) done();
  };
}

}  // namespace orrery::io
