// The engine's side of a plan while it is carried out.
#pragma once

#include <optional>
#include <vector>

#include "engine/io/machine.hpp"
#include "engine/io/socket_operations.hpp"
#include "engine/loop/co.hpp"
#include "tests/weather/plan.hpp"
#include "tests/weather/story.hpp"

namespace orrery::test::weather {

using loop::Co;
using loop::Ref;
using loop::Value;

// How values and errors look in a story.
int number_in(const Value& value);
Outcome outcome_of(const loop::Error& error);

// Ends a run that goes on for ever.
class Patience final : public loop::Gate {
 public:
  bool pass(event::Phase, const loop::Handle*) override { return phases_-- > 0; }

 private:
  int phases_ = 20'000;  // of five a turn; a plan's fuel is used up long before
};

class Player {
 public:
  Player(const Plan& plan, event::Probe* probe, int& alive);
  ~Player();
  Player(const Player&) = delete;
  Player& operator=(const Player&) = delete;

  Story play();

 private:
  class Called;  // a callback of the plan

  bool run_to_the_end();
  void finale();

  Co<void> body(int number, const Ops* ops);
  Co<void> block(int number, const Ops* ops);
  Co<int> operation(int number, const Op* op);
  Co<int> awaited(int number, const Op* op);
  bool closes_a_ring(const loop::Task& self, const loop::Task& other) const;
  void enlist(int number, Ref<loop::Task> task);
  Co<int> received(int end);
  Ref<loop::Error> caught();
  void note_operation(int number, const Op& op, const Ref<loop::Error>& error, int result);
  Ref<loop::Error> rescued(const Op& op, Ref<loop::Error> error);

  int act(const Op& op);
  int act_on_future(const Op& op);
  int act_on_task(const Op& op);
  int act_on_loop(const Op& op);
  int act_on_socket(const Op& op);
  int spawn(int body);
  void call(int callback, loop::Future* done);
  void everything_ends();

  void note(Note what, int who, int where, Outcome outcome = {});
  void told(const loop::ExceptionContext& context);
  void note_final(const loop::Future& future, bool is_task);
  int number_of(const loop::Future& future) const;
  bool burn() { return fuel_ > 0 && fuel_-- > 0; }
  // A value that is counted as long as it lives.
  Value token(int n);
  Ref<loop::Error> error(loop::ErrorKind kind, int n);
  Value message(int n) { return n == 0 ? Value() : token(n); }
  loop::Task& task(int n) const { return *tasks_[static_cast<std::size_t>(n) % tasks_.size()]; }
  loop::Future& future(int n) const { return *futures_[static_cast<std::size_t>(n % Plan::futures)]; }
  const Ref<loop::Callback>& callback(int n) const {
    return callbacks_[static_cast<std::size_t>(n) % callbacks_.size()];
  }
  io::Socket& end(int n) const { return *ends_[static_cast<std::size_t>(n % Plan::ends)]; }

  const Plan& plan_;
  int& alive_;
  Story story_;
  loop::Environment environment_;
  io::Machine machine_;
  Patience patience_;
  Ref<loop::EventLoop> loop_;
  std::vector<Ref<loop::Future>> futures_;
  std::vector<Ref<loop::Task>> tasks_;
  std::vector<Ref<loop::Callback>> callbacks_;
  std::vector<Ref<loop::Handle>> handles_;
  std::vector<Ref<io::Socket>> ends_;
  int tasks_made_ = 0;
  int fuel_ = Plan::fuel;
};

}  // namespace orrery::test::weather
