// What tasks and callbacks of a plan do on the engine without waiting.
#include <sys/socket.h>

#include "tests/weather/player.hpp"

namespace orrery::test::weather {

using loop::ErrorKind;

int Player::act(const Op& op) {
  if (op.what >= Do::raise) {
    if (op.what == Do::raise) error(ErrorKind::value, op.a)->raise();
    if (op.what == Do::interrupt) error(ErrorKind::keyboard_interrupt, 0)->raise();
    loop_->stop();
    return 0;
  }
  if (op.what >= Do::send) return end(op.a).closed() ? -1 : act_on_socket(op);
  if (op.what >= Do::soon) return act_on_loop(op);
  const bool of_future = op.what <= Do::cancel_future || op.what == Do::add_callback || op.what == Do::remove_callback;
  return of_future ? act_on_future(op) : act_on_task(op);
}

int Player::act_on_future(const Op& op) {
  switch (op.what) {
    case Do::set_result:
      future(op.a).set_result(token(op.b));
      return 0;
    case Do::set_error:
      future(op.a).set_exception(error(ErrorKind::value, op.b));
      return 0;
    case Do::cancel_future:
      return future(op.a).cancel(message(op.b));
    case Do::remove_callback:
      return static_cast<int>(future(op.a).remove_done_callback(*callback(op.b)));
    default:
      future(op.a).add_done_callback(callback(op.b));
      return 0;
  }
}

int Player::act_on_task(const Op& op) {
  switch (op.what) {
    case Do::cancel_task:
      return task(op.a).cancel(message(op.b));
    case Do::uncancel:
      return task(op.a).uncancel();
    case Do::spawn:
      return tasks_made_ < Plan::most_tasks ? spawn(op.a) : -1;
    case Do::remove_task_callback:
      return static_cast<int>(task(op.a).remove_done_callback(*callback(op.b)));
    default:
      task(op.a).add_done_callback(callback(op.b));
      return 0;
  }
}

int Player::spawn(int which) {
  const int number = tasks_made_++;
  const Ops* const ops = &plan_.bodies[static_cast<std::size_t>(which) % plan_.bodies.size()];
  enlist(number, loop_->create_task(loop::as_coroutine(environment_, body(number, ops))));
  return first_task + number;
}

// An eager task begins before create_task() has given it to anybody.
void Player::enlist(int number, Ref<loop::Task> task) {
  if (tasks_.size() == static_cast<std::size_t>(number)) tasks_.push_back(std::move(task));
}

int Player::act_on_loop(const Op& op) {
  if (op.what == Do::soon) handles_.emplace_back(loop_->call_soon(callback(op.a)));
  if (op.what == Do::later) handles_.emplace_back(loop_->call_later(op.b * 0.001, callback(op.a)));
  if (op.what == Do::at) handles_.emplace_back(loop_->call_at(op.b * 0.001, callback(op.a)));
  if (op.what != Do::cancel_handle) return 0;
  if (handles_.empty()) return -1;
  handles_[static_cast<std::size_t>(op.a) % handles_.size()]->cancel();
  return 0;
}

int Player::act_on_socket(const Op& op) {
  const int fd = end(op.a).fileno();
  switch (op.what) {
    case Do::send: {
      const io::IoStatus status = end(op.a).send(std::string(static_cast<std::size_t>(op.b) + 1, 'x'));
      if (status.failed()) environment_.errors().make_os(status.error, {})->raise();
      return static_cast<int>(status.count);
    }
    case Do::close:
      end(op.a).close();
      return 0;
    case Do::shutdown:
      end(op.a).shutdown(op.b % 3 == 0 ? SHUT_RD : op.b % 3 == 1 ? SHUT_WR : SHUT_RDWR);
      return 0;
    case Do::watch_read:
      loop_->add_reader(fd, callback(op.b));
      return 0;
    case Do::watch_write:
      loop_->add_writer(fd, callback(op.b));
      return 0;
    default:
      return op.what == Do::unwatch_read ? loop_->remove_reader(fd) : loop_->remove_writer(fd);
  }
}

void Player::call(int number, loop::Future* done) {
  note(Note::callback, number, done ? number_of(*done) : nobody);
  if (!burn()) return everything_ends();
  for (const Op& op : plan_.callbacks[static_cast<std::size_t>(number)]) {
    try {
      note(Note::act, number, static_cast<int>(op.what), {Fault::none, act(op)});
    } catch (const loop::Raised& raised) {
      note(Note::act, number, static_cast<int>(op.what), outcome_of(*raised.error()));
      throw;
    }
  }
}

void Player::everything_ends() {
  for (const auto& socket : ends_) {
    if (socket->closed()) continue;
    loop_->remove_reader(socket->fileno());
    loop_->remove_writer(socket->fileno());
  }
}

}  // namespace orrery::test::weather
