// An eventfd: how another thread ends a select() that sleeps.
#pragma once

namespace orrery::io {

class Waker {
 public:
  // Throws OsError.
  Waker();
  ~Waker();
  Waker(const Waker&) = delete;
  Waker& operator=(const Waker&) = delete;

  int fd() const noexcept { return fd_; }
  // From any thread.
  void wake() noexcept;
  // Takes the wake-ups back.
  void clear() noexcept;

 private:
  int fd_;
};

}  // namespace orrery::io
