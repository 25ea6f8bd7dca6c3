#pragma once
// Mesa's renderer keeps a kilobyte until the process ends, in libraries that are unloaded by then, so that no
// suppression finds them. While an object of this class lives, what this thread allocates is not looked for by the leak
// checker.

extern "C" {
void __lsan_disable() __attribute__((weak));  // NOLINT: the sanitizer's names, absent without it
void __lsan_enable() __attribute__((weak));   // NOLINT
}

namespace orrery::test {

class MesaLeaks {
 public:
  MesaLeaks() {
    if (__lsan_disable) __lsan_disable();
  }
  ~MesaLeaks() {
    if (__lsan_enable) __lsan_enable();
  }
  MesaLeaks(const MesaLeaks&) = delete;
  MesaLeaks& operator=(const MesaLeaks&) = delete;
};

}  // namespace orrery::test
