#include "tests/weather/plan.hpp"

#include <array>
#include <random>

namespace orrery::test::weather {
namespace {

class Generator {
 public:
  explicit Generator(unsigned seed) : engine_(seed) { plan_.seed = seed; }

  Plan plan() {
    plan_.rules = static_cast<loop::Rules>(below(3));
    plan_.selector = static_cast<io::SelectorKind>(below(3));
    plan_.sockets = one_in(2);
    plan_.eager = plan_.rules >= loop::Rules::py312 && one_in(6);
    plan_.traced = one_in(16);
    for (int i = 0; i < 4; ++i) plan_.bodies.push_back(task_ops(2 + below(5), 0));
    for (int i = 0; i < 3; ++i) plan_.callbacks.push_back(acts(below(4)));
    return std::move(plan_);
  }

 private:
  int below(int n) { return static_cast<int>(engine_() % static_cast<unsigned>(n)); }
  bool one_in(int n) { return below(n) == 0; }

  Ops task_ops(int count, int depth) {
    Ops ops;
    for (int i = 0; i < count; ++i) ops.push_back(one_in(2) ? wait(depth) : act());
    return ops;
  }
  Ops acts(int count) {
    Ops ops;
    for (int i = 0; i < count; ++i) ops.push_back(act());
    return ops;
  }

  Op wait(int depth) {
    const int last = static_cast<int>(depth < 2 ? Do::timeout : plan_.sockets ? Do::receive : Do::await_task);
    Op op{static_cast<Do>(below(last + 1)), below(5), 0, rescue()};
    if (op.what == Do::receive && !plan_.sockets) op.what = Do::await_future;
    if (op.what == Do::timeout) op.body = task_ops(1 + below(3), depth + 1);
    return op;
  }
  Rescue rescue() { return one_in(2) ? Rescue::pass_on : static_cast<Rescue>(below(4)); }

  Op act() {
    const int first = static_cast<int>(Do::set_result);
    const Op op{static_cast<Do>(first + below(last_act - first + 1)), below(6), below(5), rescue()};
    return suits(op.what) ? op : act();
  }
  // An interrupt out of an eager start would leave create_task as well as the loop; what raises is rarer than the rest.
  bool suits(Do what) {
    if (what >= Do::send && what <= Do::unwatch_write) return plan_.sockets;
    if (what == Do::interrupt) return !plan_.eager && one_in(4);
    return what < Do::raise || one_in(3);
  }

  std::mt19937 engine_;
  Plan plan_;
};

constexpr std::array<std::string_view, last_act + 1> words{
    "sleep",         "await future",  "await task",       "receive from end",  "timeout",    "set result of",
    "set error of",  "cancel future", "cancel task",      "uncancel task",     "spawn body", "add to future",
    "remove from",   "add to task",   "remove from task", "call_soon",         "call_later", "call_at",
    "cancel handle", "send from end", "close end",        "shut down end",     "add_reader", "add_writer",
    "remove_reader", "remove_writer", "raise Boom",       "KeyboardInterrupt", "stop"};
constexpr std::array<std::string_view, 4> rescues{"", "  except: go on", "  except: raise Boom 99",
                                                  "  finally: sleep(0)"};

void write(std::string& out, const Ops& ops, const std::string& margin) {
  for (const Op& op : ops) {
    out += margin + std::string(words[static_cast<std::size_t>(op.what)]) + ' ' + std::to_string(op.a) + ", " +
           std::to_string(op.b) + std::string(rescues[static_cast<std::size_t>(op.rescue)]) + '\n';
    write(out, op.body, margin + "  ");
  }
}

}  // namespace

Plan random_plan(unsigned seed) {
  return Generator(seed).plan();
}

std::string listing(const Plan& plan) {
  std::string out = "seed " + std::to_string(plan.seed) + ", rules of 3.1" +
                    std::to_string(1 + static_cast<int>(plan.rules)) + ", " +
                    std::string(io::to_string(plan.selector)) + (plan.eager ? ", eager" : "") +
                    (plan.traced ? ", traced" : "") + '\n';
  for (std::size_t i = 0; i < plan.bodies.size(); ++i) {
    out += "body " + std::to_string(i) + ":\n";
    write(out, plan.bodies[i], "  ");
  }
  for (std::size_t i = 0; i < plan.callbacks.size(); ++i) {
    out += "callback " + std::to_string(i) + ":\n";
    write(out, plan.callbacks[i], "  ");
  }
  return out;
}

}  // namespace orrery::test::weather
