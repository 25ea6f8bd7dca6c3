// Other threads of the same program, of which one at a time may run: what those who wait for the kernel owe them.
#pragma once

namespace orrery::io {

class Company {
 public:
  virtual ~Company() = default;
  // Under the real clock, before and after a call that waits in the kernel: meanwhile another thread may run.
  virtual void release() noexcept = 0;
  virtual void acquire() noexcept = 0;
  // Under the virtual clock, when nothing has come: lets the others go on. True: one of them did something, look again.
  // False: all wait, none for an earlier moment than `deadline`: time may pass.
  virtual bool give_way(double deadline) = 0;
  // The run is to end: those who wait are to give up. From any thread.
  virtual void end() noexcept = 0;
};

// The calling thread waits in the kernel while it lives. `company` may be null.
class Released {
 public:
  explicit Released(Company* company) noexcept : company_(company) {
    if (company_) company_->release();
  }
  ~Released() {
    if (company_) company_->acquire();
  }
  Released(const Released&) = delete;
  Released& operator=(const Released&) = delete;

 private:
  Company* company_;
};

}  // namespace orrery::io
