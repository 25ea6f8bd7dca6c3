// What the tasks of a plan are on the engine.
#include "engine/loop/combine/timeout.hpp"
#include "engine/loop/sleep.hpp"
#include "tests/weather/player.hpp"

namespace orrery::test::weather {

using loop::Error;
using loop::ErrorKind;

// Inside a `catch (...)`.
Ref<Error> Player::caught() {
  return environment_.errors().current();
}

Co<void> Player::body(int number, const Ops* ops) {
  enlist(number, Ref<loop::Task>(loop_->current_task()));
  Ref<Error> error;
  try {
    co_await block(number, ops);
  } catch (...) {
    error = caught();
  }
  note(Note::task_ends, first_task + number, nobody, error ? outcome_of(*error) : Outcome());
  if (error) error->raise();
}

Co<void> Player::block(int number, const Ops* ops) {
  for (const Op& op : *ops) {
    if (!burn()) co_return;
    int result = 0;
    Ref<Error> error;
    try {
      result = co_await operation(number, &op);
    } catch (...) {
      error = caught();
    }
    note_operation(number, op, error, result);
    error = rescued(op, error);
    if (!error) continue;
    if (op.rescue == Rescue::clean_up) co_await loop::bare_yield();
    error->raise();
  }
}

void Player::note_operation(int number, const Op& op, const Ref<Error>& error, int result) {
  note(Note::operation, first_task + number, static_cast<int>(op.what),
       error ? outcome_of(*error) : Outcome{Fault::none, result});
}

Ref<Error> Player::rescued(const Op& op, Ref<Error> error) {
  if (!error || op.rescue == Rescue::swallow) return {};
  return op.rescue == Rescue::replace ? this->error(ErrorKind::value, 99) : error;
}

Co<int> Player::operation(int number, const Op* op) {
  if (!may_suspend(op->what)) co_return act(*op);
  if (op->what != Do::timeout) co_return co_await awaited(number, op);
  co_await loop::with_timeout<void>(*loop_, op->a * 0.001, block(number, &op->body));
  co_return 0;
}

Co<int> Player::awaited(int number, const Op* op) {
  if (op->what == Do::sleep) {
    co_await loop::sleep(*loop_, op->a * 0.001);
    co_return 0;
  }
  if (op->what == Do::receive) co_return co_await received(op->a);
  Ref<loop::Future> awaited(&future(op->a));
  if (op->what == Do::await_task) {
    if (closes_a_ring(task(number), task(op->a))) co_return -2;
    awaited = Ref<loop::Future>(&task(op->a));
  }
  const Value value = co_await awaited;
  co_return number_in(value);
}

// Those that would wait for each other in a ring, don't; but one may wait for itself, and is told not to.
bool Player::closes_a_ring(const loop::Task& self, const loop::Task& other) const {
  const loop::Future* last = &other;
  while (last && last != &self)
    last = last->tag() == loop::Tag::task ? static_cast<const loop::Task*>(last)->waits_for().get() : nullptr;
  return last && &other != &self;
}

Co<int> Player::received(int number) {
  const Ref<io::Socket> socket(&end(number));
  if (socket->closed()) co_return -1;
  const Value bytes = co_await io::sock_recv(*loop_, socket, 4);
  co_return static_cast<int>(bytes.unbox<loop::Bytes>()->text.size());
}

}  // namespace orrery::test::weather
