#include "tests/weather/player.hpp"

#include <cstdlib>
#include <string>

#include "engine/loop/combine/task_factory.hpp"
#include "engine/loop/unwind.hpp"
#include "tests/support/recorder.hpp"
#include "tests/weather/play.hpp"

namespace orrery::test::weather {

using loop::ErrorKind;

namespace {

// Bytes: everything fits that a plan has the fuel to send, so whoever may write always can.
constexpr int room = 1 << 20;

// Counts itself.
struct Token {
  Token(int number, int& counter) : n(number), alive(&counter) { ++*alive; }
  Token(const Token& other) : Token(other.n, *other.alive) {}
  Token& operator=(const Token&) = delete;
  ~Token() { --*alive; }
  int n;
  int* alive;
};

// Of "[Errno 32] Broken pipe".
int error_number(const std::string& text) {
  const std::string_view before = "[Errno ";
  return text.starts_with(before) ? std::atoi(text.c_str() + before.size()) : 0;
}

Fault fault_of(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::cancelled:
      return Fault::cancelled;
    case ErrorKind::value:
      return Fault::boom;
    case ErrorKind::timeout:
      return Fault::timeout;
    case ErrorKind::invalid_state:
      return Fault::invalid_state;
    case ErrorKind::runtime:
      return Fault::runtime;
    case ErrorKind::os:
      return Fault::os;
    case ErrorKind::keyboard_interrupt:
      return Fault::interrupt;
    default:
      return Fault::other;
  }
}

}  // namespace

int number_in(const Value& value) {
  if (value.is_integer()) return static_cast<int>(value.as_integer());
  const Token* token = value.unbox<Token>();
  return token ? token->n : 0;
}

Outcome outcome_of(const loop::Error& error) {
  const Fault fault = fault_of(error.kind());
  const bool counts = fault == Fault::cancelled || fault == Fault::boom;
  return {fault, fault == Fault::os ? error_number(error.text()) : counts ? number_in(error.first_argument()) : 0};
}

class Player::Called final : public loop::Callback {
 public:
  Called(Player& player, int number) : player_(player), token_(number, player.alive_) {}
  void call(loop::Future* done) override { player_.call(token_.n, done); }
  std::string name() const override { return "callback " + std::to_string(token_.n); }

 private:
  Player& player_;
  Token token_;
};

Player::Player(const Plan& plan, event::Probe* probe, int& alive)
    : plan_(plan),
      alive_(alive),
      environment_(probe, plan.rules),
      machine_(environment_, io::ClockKind::virtual_time, plan.selector),
      loop_(machine_.new_loop()) {
  loop_->set_exception_handler([this](loop::EventLoop&, const loop::ExceptionContext& about) { told(about); });
  loop_->set_gate(&patience_);
  if (plan.eager) loop_->set_task_factory(loop::eager_task_factory());
  for (int i = 0; i < Plan::futures; ++i) futures_.push_back(loop_->create_future());
  for (int i = 0; i < static_cast<int>(plan.callbacks.size()); ++i) callbacks_.push_back(loop::make<Called>(*this, i));
  for (int i = 0; plan.sockets && i < Plan::ends; i += 2) {
    const auto [a, b] = io::Socket::pair(environment_);
    for (const auto& end : {a, b}) {
      end->set_send_buffer(room);
      ends_.push_back(end);
    }
  }
}

Player::~Player() {
  loop_->set_exception_handler({});
  // In half of the plans the futures outlive the loop, in the other half the loop outlives them.
  if (plan_.seed % 2 == 0) loop_ = nullptr;
}

Story Player::play() {
  for (int i = 0; i < Plan::first_tasks; ++i) spawn(i);
  while (run_to_the_end()) {
  }
  finale();
  return std::move(story_);
}

// False when nothing can go on.
bool Player::run_to_the_end() {
  try {
    loop_->run_forever();
    note(Note::stopped, nobody, nobody);
  } catch (const loop::KeyboardInterrupt&) {
    note(Note::left, nobody, nobody);
  } catch (const loop::Deadlock& deadlock) {
    note(Note::deadlock, nobody, static_cast<int>(deadlock.waiting.size()));
    return false;
  } catch (const loop::Aborted&) {
    note(Note::surprise, nobody, nobody);
    return false;
  }
  return true;
}

void Player::finale() {
  for (const auto& f : futures_) note_final(*f, false);
  for (const auto& t : tasks_) note_final(*t, true);
  note(Note::final_turns, nobody, static_cast<int>(loop_->turn()));
}

void Player::note_final(const loop::Future& f, bool is_task) {
  const int count = is_task ? static_cast<const loop::Task&>(f).cancelling() : static_cast<int>(f.callback_count());
  note(is_task ? Note::final_task : Note::final_future, number_of(f), static_cast<int>(f.state()),
       {Fault::none, count});
  if (f.never_retrieved()) note(Note::not_retrieved, number_of(f), nobody);
}

void Player::note(Note what, int who, int where, Outcome outcome) {
  story_.push_back({what, static_cast<int>(loop_->turn()), loop_->time(), who, where, outcome});
}

void Player::told(const loop::ExceptionContext& about) {
  const bool expected = about.message.starts_with("Exception in callback") && about.exception;
  note(expected ? Note::handler : Note::surprise, nobody, nobody,
       about.exception ? outcome_of(*about.exception) : Outcome());
}

int Player::number_of(const loop::Future& future) const {
  for (std::size_t i = 0; i < futures_.size(); ++i)
    if (futures_[i].get() == &future) return static_cast<int>(i);
  for (std::size_t i = 0; i < tasks_.size(); ++i)
    if (static_cast<loop::Future*>(tasks_[i].get()) == &future) return first_task + static_cast<int>(i);
  return nobody;
}

Value Player::token(int n) {
  return Value::box(Token(n, alive_));
}

Ref<loop::Error> Player::error(ErrorKind kind, int n) {
  return environment_.errors().make(kind, token(n));
}

Played play(const Plan& plan) {
  Played played;
  std::optional<Recorder> recorder;
  if (plan.traced) recorder.emplace();
  played.story = Player(plan, recorder ? &*recorder : nullptr, played.alive).play();
  return played;
}

}  // namespace orrery::test::weather
