// Descriptors: add_reader and its kin, and what happens when one is ready. (CPython: asyncio/selector_events.py.)
#include "engine/loop/event_loop.hpp"

namespace orrery::loop {

using event::Direction;
using event::HandleRole;
using event::Kind;

Ref<CallbackHandle> EventLoop::add_reader(int fd, Ref<Callback> callback) {
  return watch(fd, Direction::read, std::move(callback));
}
Ref<CallbackHandle> EventLoop::add_writer(int fd, Ref<Callback> callback) {
  return watch(fd, Direction::write, std::move(callback));
}
bool EventLoop::remove_reader(int fd) {
  return unwatch(fd, Direction::read);
}
bool EventLoop::remove_writer(int fd) {
  return unwatch(fd, Direction::write);
}

// The selector first, then the handle that was there before is cancelled: it is skipped if it was queued already.
Ref<CallbackHandle> EventLoop::watch(int fd, Direction direction, Ref<Callback> callback) {
  check_open();
  if (fd < 0) environment_.errors().make(ErrorKind::value, "Invalid file descriptor: " + std::to_string(fd))->raise();
  const bool reads = direction == Direction::read;
  auto handle =
      make<CallbackHandle>(environment_, reads ? HandleRole::reader : HandleRole::writer, std::move(callback));
  note_created(*handle);
  if (static_cast<std::size_t>(fd) >= watches_.size()) watches_.resize(static_cast<std::size_t>(fd) + 1);
  Watch& watched = watches_[static_cast<std::size_t>(fd)];
  Interest interest = watched.interest();
  const bool first = !interest.any();
  (reads ? interest.read : interest.write) = true;
  set_interest(fd, interest);
  watched_ += first;
  const Ref<CallbackHandle> before = std::exchange(reads ? watched.reader : watched.writer, handle);
  note_interest(Kind::interest_added, fd, *handle, direction);
  environment_.descriptors().at(fd).watcher = this;
  if (before) before->cancel();
  return handle;
}

// The selector knows native errors alone; the program gets its own.
void EventLoop::set_interest(int fd, Interest interest) {
  try {
    selector_->watch(fd, interest);
  } catch (const Raised& raised) {
    environment_.errors().make(raised.error()->kind(), raised.error()->text())->raise();
  }
}

bool EventLoop::unwatch(int fd, Direction direction) {
  Watch* watched = find_watch(fd);
  if (!watched) return false;
  Ref<CallbackHandle>& slot = direction == Direction::read ? watched->reader : watched->writer;
  if (!slot) return false;
  const Ref<CallbackHandle> removed = std::move(slot);
  const Interest left = watched->interest();
  if (!left.any()) {
    --watched_;
    environment_.descriptors().at(fd).watcher = nullptr;
  }
  set_interest(fd, left);
  note_interest(Kind::interest_removed, fd, *removed, direction);
  removed->cancel();
  return true;
}

EventLoop::Watch* EventLoop::find_watch(int fd) noexcept {
  return fd >= 0 && static_cast<std::size_t>(fd) < watches_.size() ? &watches_[static_cast<std::size_t>(fd)] : nullptr;
}

void EventLoop::io_ready(int fd, Direction direction) {
  Watch* watched = find_watch(fd);
  if (!watched) return;
  const Ref<CallbackHandle> handle = direction == Direction::read ? watched->reader : watched->writer;
  if (!handle) return;
  if (handle->cancelled()) {
    unwatch(fd, direction);
    return;
  }
  if (probe_) {
    const Descriptor& descriptor = environment_.descriptors().at(fd);
    const event::Seq known = direction == Direction::read ? descriptor.read_cause() : descriptor.writable_because;
    const event::CauseScope because(probe_, known != event::no_seq ? known : select_return_);
    handle->scheduled_ = probe_->emit(Kind::io_ready, descriptor.id, handle->id(), direction);
  }
  ready_.push(handle);
}

void EventLoop::note_interest(Kind kind, int fd, const Handle& handle, Direction direction) {
  if (probe_) probe_->emit(kind, socket_id(fd), handle.id(), direction);
}

// A descriptor that nobody has introduced gets its name here.
event::Id EventLoop::socket_id(int fd) {
  Descriptor& descriptor = environment_.descriptors().at(fd);
  if (descriptor.id) return descriptor.id;
  descriptor.id = environment_.next(event::Sort::socket);
  probe_->emit_text(Kind::socket_opened, descriptor.id, {}, 0, "fd " + std::to_string(fd),
                    static_cast<std::uint32_t>(fd));
  return descriptor.id;
}

void EventLoop::descriptor_closed(int fd) {
  lose(fd, Direction::read);
  lose(fd, Direction::write);
}

// select(2) would fail with EBADF from now on; epoll forgets silently. We say so, let go and carry on.
void EventLoop::lose(int fd, Direction direction) {
  Watch* watched = find_watch(fd);
  if (!watched || !(direction == Direction::read ? watched->reader : watched->writer)) return;
  if (probe_) probe_->emit(Kind::closed_while_registered, socket_id(fd), {}, direction);
  unwatch(fd, direction);
}

void EventLoop::clear_watches() {
  std::vector<Watch> watches;
  watches.swap(watches_);
  watched_ = 0;
  for (std::size_t i = 0; i < watches.size(); ++i) {
    if (!watches[i].interest().any()) continue;
    const int fd = static_cast<int>(i);
    selector_->watch(fd, {});
    environment_.descriptors().at(fd).watcher = nullptr;
  }
}

}  // namespace orrery::loop
