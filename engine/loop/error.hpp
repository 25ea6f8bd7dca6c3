// An exception as a value: what a future holds, what is thrown into a coroutine.
//
// Native C++ code throws and catches the classes at the end of this file (or any std::exception). The script language
// derives its exception instances from Error and tells the loop, through ErrorFactory, how to make those that asyncio
// itself raises; so a script sees asyncio.CancelledError and native code sees loop::CancelledError, for one Error.
#pragma once

#include <exception>
#include <string>
#include <string_view>

#include "engine/loop/value.hpp"

namespace orrery::loop {

// The exceptions that the engine itself raises or treats specially; everything else is `other`.
enum class ErrorKind : std::uint8_t {
  other,
  cancelled,
  timeout,
  invalid_state,
  runtime,
  value,
  type,
  os,
  stop_iteration,
  stop_async_iteration,
  generator_exit,
  keyboard_interrupt,
  system_exit,
  queue_empty,
  queue_full,
  queue_shut_down,
  broken_barrier,
  incomplete_read,
  limit_overrun,
  exception_group,
};

class Error : public Object {
 public:
  // The engine-relevant kind, by the class or the nearest base class that has one.
  virtual ErrorKind kind() const noexcept = 0;
  virtual std::string type_name() const = 0;  // "ValueError"
  virtual std::string text() const = 0;       // str(e)
  virtual std::string repr() const = 0;       // "ValueError('x')"
  // args[0], or nothing: the message of a CancelledError, the value of a StopIteration.
  virtual Value first_argument() const = 0;
  // Throws this error as the C++ class of its kind (below), or as what it was when it was caught.
  [[noreturn]] virtual void raise() = 0;

  // True for KeyboardInterrupt and SystemExit, which leave the loop.
  bool leaves_loop() const noexcept {
    return kind() == ErrorKind::keyboard_interrupt || kind() == ErrorKind::system_exit;
  }
  // True unless it derives from BaseException alone (cancelled, generator_exit, keyboard_interrupt, system_exit).
  virtual bool is_exception() const noexcept;

 protected:
  Error() noexcept : Object(Tag::error) {}
};

// How the errors of asyncio itself come into being. The loop's own makes native errors.
class ErrorFactory {
 public:
  virtual ~ErrorFactory() = default;
  // `argument`: the single argument of the exception, or nothing for none (as in `CancelledError()`).
  virtual Ref<Error> make(ErrorKind kind, Value argument) = 0;
  virtual Ref<Error> make(ErrorKind kind, std::string_view message) = 0;
  // The Error of the C++ exception being handled; call inside a catch block.
  virtual Ref<Error> current() = 0;
  // An OSError: its number and strerror's text, or other words (`Connect call failed ('127.0.0.1', 9)`).
  virtual Ref<Error> make_os(int number, std::string_view words);
  // `error`, made to say that it came of `cause` (`raise error from cause`). Native errors keep no such link.
  virtual Ref<Error> chained(Ref<Error> error, const Ref<Error>& cause);
};
ErrorFactory& native_errors() noexcept;

// Error thrown as a C++ exception.
class Raised : public std::exception {
 public:
  explicit Raised(Ref<Error> error) : error_(std::move(error)) {}
  const Ref<Error>& error() const noexcept { return error_; }
  const char* what() const noexcept override;

 private:
  Ref<Error> error_;
  mutable std::string what_;
};

#define ORRERY_RAISED(Class, kind_)                                \
  class Class : public Raised {                                    \
   public:                                                         \
    static constexpr ErrorKind error_kind = ErrorKind::kind_;      \
    explicit Class(Ref<Error> error) : Raised(std::move(error)) {} \
    explicit Class(std::string_view message = {});                 \
  }
ORRERY_RAISED(CancelledError, cancelled);
ORRERY_RAISED(TimeoutError, timeout);
ORRERY_RAISED(InvalidStateError, invalid_state);
ORRERY_RAISED(RuntimeError, runtime);
ORRERY_RAISED(ValueError, value);
ORRERY_RAISED(TypeError, type);
ORRERY_RAISED(OsError, os);
ORRERY_RAISED(StopIteration, stop_iteration);
ORRERY_RAISED(GeneratorExit, generator_exit);
ORRERY_RAISED(KeyboardInterrupt, keyboard_interrupt);
ORRERY_RAISED(SystemExit, system_exit);
#undef ORRERY_RAISED

// Throws `error` as the C++ class of its kind: what Error::raise does for errors that were not C++ exceptions before.
[[noreturn]] void raise_as_kind(const Ref<Error>& error);

}  // namespace orrery::loop
