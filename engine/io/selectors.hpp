// select(2), poll(2) and epoll(7) behind the loop's port. All report ready descriptors in ascending order.
#pragma once

#include <poll.h>
#include <sys/epoll.h>
#include <sys/select.h>

#include <memory>
#include <string_view>

#include "engine/io/company.hpp"
#include "engine/io/descriptor_set.hpp"
#include "engine/io/waker.hpp"
#include "engine/loop/selector.hpp"

namespace orrery::io {

enum class SelectorKind : std::uint8_t { select, poll, epoll };
// "select", "poll", "epoll".
std::string_view to_string(SelectorKind kind) noexcept;

// What the three have in common: the set of descriptors and the waker.
class RealSelector : public loop::Selector {
 public:
  void watch(int fd, loop::Interest interest) override;
  loop::Selected select(const loop::Wait& wait, std::vector<loop::Ready>& ready) final;
  void wake() noexcept override { waker_.wake(); }
  // Other threads of the program, which may run while this one waits in the kernel; null: none.
  void set_company(Company* company) noexcept { company_ = company; }

 protected:
  // Throws if `fd` can't be watched.
  virtual void changed(int fd, loop::Interest before, loop::Interest now) = 0;
  // Waits once; the waker counts as a descriptor. Returns what the call returned; throws OsError, but not for EINTR
  // (-1).
  virtual int wait(double timeout, std::vector<loop::Ready>& ready) = 0;
  const DescriptorSet& watched() const noexcept { return set_; }
  int waker_fd() const noexcept { return waker_.fd(); }

 private:
  bool take_wake_up(std::vector<loop::Ready>& ready);
  int wait_released(double timeout, std::vector<loop::Ready>& ready);
  DescriptorSet set_;
  Waker waker_;
  Company* company_ = nullptr;
};

class SelectSelector final : public RealSelector {
 public:
  SelectSelector();

 protected:
  // ValueError from FD_SETSIZE on.
  void changed(int fd, loop::Interest before, loop::Interest now) override;
  int wait(double timeout, std::vector<loop::Ready>& ready) override;

 private:
  fd_set readable_;  // what is asked for, the waker too
  fd_set writable_;
  int writers_ = 0;
};

class PollSelector final : public RealSelector {
 protected:
  void changed(int, loop::Interest, loop::Interest) override { stale_ = true; }
  int wait(double timeout, std::vector<loop::Ready>& ready) override;

 private:
  void rebuild();
  std::vector<pollfd> polled_;
  bool stale_ = true;
};

class EpollSelector final : public RealSelector {
 public:
  EpollSelector();
  ~EpollSelector() override;

 protected:
  void changed(int fd, loop::Interest before, loop::Interest now) override;
  int wait(double timeout, std::vector<loop::Ready>& ready) override;

 private:
  bool control(int operation, int fd, loop::Interest interest) noexcept;
  void forget_removed() noexcept;
  int epoll_;
  std::vector<epoll_event> events_;
  // Removed since the last wait, but not from the kernel's set yet: most are watched again before the next.
  std::vector<int> removed_;
};

std::unique_ptr<RealSelector> make_selector(SelectorKind kind);

}  // namespace orrery::io
