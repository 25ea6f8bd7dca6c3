// A loop for measuring, with the real recorder of the window or with none.
#pragma once

#include <optional>
#include <vector>

#include "engine/io/machine.hpp"
#include "engine/loop/co.hpp"
#include "engine/loop/gather.hpp"
#include "engine/loop/sleep.hpp"
#include "engine/trace/recorder.hpp"

namespace orrery::bench {

using loop::Co;
using loop::Ref;
using loop::Value;

enum class Record : bool { off, on };

class Rig {
 public:
  explicit Rig(Record record, io::ClockKind clock = io::ClockKind::real_time,
               io::SelectorKind selector = io::SelectorKind::select)
      : environment_(record == Record::on ? &recorder_.emplace(trace_) : nullptr),
        machine_(environment_, clock, selector),
        loop_(machine_.new_loop()) {
    loop_->set_select_policy(loop::SelectPolicy::when_observable);
  }
  ~Rig() { loop_->close(); }
  Rig(const Rig&) = delete;
  Rig& operator=(const Rig&) = delete;

  loop::EventLoop& loop() { return *loop_; }
  const trace::Trace& trace() const { return trace_; }

  loop::Environment& environment() { return environment_; }
  template <class T>
  Ref<loop::Coroutine> coroutine(Co<T> co) {
    return loop::as_coroutine(environment_, std::move(co));
  }
  template <class T>
  Ref<loop::Task> task(Co<T> co) {
    return loop_->create_task(coroutine(std::move(co)));
  }
  template <class T>
  void run(Co<T> main) {
    loop_->run_until_complete(coroutine(std::move(main)));
  }

 private:
  trace::Trace trace_;
  std::optional<trace::Recorder> recorder_;
  loop::Environment environment_;
  io::Machine machine_;
  Ref<loop::EventLoop> loop_;
};

// Waits for each in turn.
inline Co<void> all(std::vector<Ref<loop::Task>> tasks) {
  for (const Ref<loop::Task>& task : tasks) co_await task;
}

}  // namespace orrery::bench
