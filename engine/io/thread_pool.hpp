// A pool of threads. (CPython: concurrent.futures.thread.ThreadPoolExecutor.)
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "engine/loop/executor.hpp"

namespace orrery::io {

// As many threads as CPython would have: four more than there are processors, at most 32.
unsigned default_workers() noexcept;

// A thread is made when work comes and none is idle, until there are `max_workers`; it is named `PREFIX_N` and lives
// until the pool is shut down. The destructor shuts down and waits for the work in line.
class ThreadPool final : public loop::Executor {
 public:
  // ValueError if `max_workers` is 0.
  explicit ThreadPool(std::string prefix, unsigned max_workers = default_workers());
  ~ThreadPool() override;

  void submit(std::shared_ptr<loop::Work> work) override;
  bool withdraw(const loop::Work& work) noexcept override;
  void shut_down(std::function<void()> done) override;
  // Waits until all threads have ended. Precondition: shut_down was called, by a thread that is none of the pool's.
  void join();
  // How many threads it has made.
  std::size_t size() const;

 private:
  void add_thread();
  void work(const std::string& name);
  std::shared_ptr<loop::Work> next();
  std::function<void()> leave();

  const std::string prefix_;
  const unsigned max_workers_;
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::shared_ptr<loop::Work>> line_;
  std::vector<std::thread> threads_;
  std::vector<std::function<void()>> when_ended_;
  std::size_t idle_ = 0;  // threads that wait for work
  std::size_t alive_ = 0;
  bool shut_down_ = false;
};

}  // namespace orrery::io
