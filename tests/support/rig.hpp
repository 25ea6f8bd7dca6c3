// A run for tests of the engine: recorder, environment, machine, one loop; and native programs that log.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "engine/io/machine.hpp"
#include "engine/loop/co.hpp"
#include "engine/loop/gather.hpp"
#include "engine/loop/runner.hpp"
#include "engine/loop/sleep.hpp"
#include "tests/support/recorder.hpp"

namespace orrery::test {

using loop::Co;
using loop::Ref;
using loop::Value;

struct Rig {
  explicit Rig(loop::Rules rules = loop::Rules::py311, io::ClockKind clock = io::ClockKind::virtual_time,
               io::SelectorKind selector = io::SelectorKind::select)
      : environment(&recorder, rules), machine(environment, clock, selector), loop(machine.new_loop()) {}
  ~Rig() {
    if (!loop->closed() && !loop->running()) loop->close();
  }

  template <class T>
  Value run(Co<T> main) {
    return loop->run_until_complete(coroutine(std::move(main)));
  }
  template <class T>
  Ref<loop::Coroutine> coroutine(Co<T> co) {
    return loop::as_coroutine(environment, std::move(co));
  }
  template <class T>
  Ref<loop::Task> task(Co<T> co, std::string_view name = {}) {
    return loop->create_task(coroutine(std::move(co)), name);
  }
  // `[turn] text`, as the facts of asyncio-semantics.md 1.16 print it.
  void log(const std::string& text) { lines.push_back('[' + std::to_string(loop->turn()) + "] " + text); }
  Ref<loop::Callback> logger(std::string text) {
    return loop::callback("log", [this, text] { log(text); });
  }
  Co<Value> sleep(double delay) { return loop::sleep(*loop, delay); }

  Recorder recorder;
  loop::Environment environment;
  io::Machine machine;
  Ref<loop::EventLoop> loop;
  std::vector<std::string> lines;
};

using Lines = std::vector<std::string>;

}  // namespace orrery::test
