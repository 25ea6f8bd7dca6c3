// An exception as a value: what a future holds, what is thrown into a coroutine.
//
// Native C++ code throws and catches the classes at the end of this file (or any std::exception). The script language
// derives its exception instances from Error and tells the loop, through ErrorFactory, how to make those that asyncio
// itself raises; so a script sees asyncio.CancelledError and native code sees loop::CancelledError, for one Error.
#pragma once

#include <exception>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

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
  recursion,
};

class Error : public Object {
 public:
  // The engine-relevant kind, by the class or the nearest base class that has one.
  virtual ErrorKind kind() const noexcept = 0;
  // How many frames it has passed on its way, where the language keeps them; and only the innermost so many of them, as
  // when it is raised once more by who has kept it.
  virtual std::uint32_t trace_length() const noexcept { return 0; }
  virtual void cut_trace(std::uint32_t) noexcept {}
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
  // True for CancelledError itself, not for a class derived from it.
  bool is_plain_cancelled() const { return kind() == ErrorKind::cancelled && type_name() == "CancelledError"; }
  // True unless it derives from BaseException alone (cancelled, generator_exit, keyboard_interrupt, system_exit).
  virtual bool is_exception() const noexcept;
  // The errors in a group; empty for every other error.
  virtual std::vector<Ref<Error>> exceptions() const { return {}; }

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
  // An OSError of that number's class with nothing but words: `ConnectionResetError('Connection lost')`.
  virtual Ref<Error> make_os_words(int number, std::string_view words);
  // socket.gaierror: nobody knows the host.
  virtual Ref<Error> make_unknown_host();
  // `error`, made to say that it came of `cause`, which may be null (`raise error from cause`). Native errors keep no
  // such link.
  virtual Ref<Error> chained(Ref<Error> error, const Ref<Error>& cause);
  // A coroutine of this name was dropped and nothing of it ever ran: "coroutine 'x' was never awaited". Native programs
  // are not told.
  virtual void never_awaited(std::string_view) noexcept {}
  // An error left a timeout that had expired: where it came of the timeout's CancelledError it is now said to come of a
  // TimeoutError. Native errors keep no such link. (CPython 3.13: Timeout._insert_timeout_error.)
  virtual void came_of_timeout(const Ref<Error>& error);
  // A group of errors: BaseExceptionGroup(message, errors), which is an ExceptionGroup if all of them are Exceptions.
  // Precondition: there is one at least.
  virtual Ref<Error> make_group(std::string_view message, std::vector<Ref<Error>> errors);
  // A group like this one with fewer errors in it, as the group's derive() makes it.
  virtual Ref<Error> derived_group(const Ref<Error>& group, std::vector<Ref<Error>> errors);
};
ErrorFactory& native_errors() noexcept;
// RecursionError, in the words for calls that go round in a ring or too deep.
[[noreturn]] void raise_recursion(ErrorFactory& errors);

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
ORRERY_RAISED(StopAsyncIteration, stop_async_iteration);
#undef ORRERY_RAISED

// ExceptionGroup or BaseExceptionGroup; error()->exceptions() is what is in it.
class ExceptionGroup : public Raised {
 public:
  static constexpr ErrorKind error_kind = ErrorKind::exception_group;
  explicit ExceptionGroup(Ref<Error> error) : Raised(std::move(error)) {}
};

// The parts of a group, or of a single error, that meet a condition, and the rest; either may be null. Groups within
// keep their shape. (CPython: BaseExceptionGroup.split.) `catch (const ExceptionGroup& g) { auto [timeouts, others] =
// split(errors, g.error(), ErrorKind::timeout); … }` is what `except*` is in Python.
struct ErrorSplit {
  Ref<Error> matched;
  Ref<Error> rest;
};
ErrorSplit split(ErrorFactory& errors, const Ref<Error>& error, const std::function<bool(const Error&)>& condition);
ErrorSplit split(ErrorFactory& errors, const Ref<Error>& error, ErrorKind kind);

// Throws `error` as the C++ class of its kind: what Error::raise does for errors that were not C++ exceptions before.
[[noreturn]] void raise_as_kind(const Ref<Error>& error);
// error->raise(), for functions that do nothing else.
[[noreturn]] void raise_error(const Ref<Error>& error);

}  // namespace orrery::loop
