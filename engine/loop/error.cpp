#include "engine/loop/error.hpp"

#include <cxxabi.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <memory>
#include <string>
#include <system_error>
#include <typeinfo>

#include "engine/loop/unwind.hpp"
#include "engine/loop/values.hpp"

namespace orrery::loop {
namespace {

// By ErrorKind.
constexpr std::array<std::string_view, 21> type_names{
    "Exception",          "CancelledError",      "TimeoutError",      "InvalidStateError",
    "RuntimeError",       "ValueError",          "TypeError",         "OSError",
    "StopIteration",      "StopAsyncIteration",  "GeneratorExit",     "KeyboardInterrupt",
    "SystemExit",         "QueueEmpty",          "QueueFull",         "QueueShutDown",
    "BrokenBarrierError", "IncompleteReadError", "LimitOverrunError", "ExceptionGroup",
    "RecursionError",
};
static_assert(type_names.size() == static_cast<std::size_t>(ErrorKind::recursion) + 1);

std::string readable_type(const std::type_info& type) {
  int status = 0;
  const std::unique_ptr<char, decltype(&std::free)> name(abi::__cxa_demangle(type.name(), nullptr, nullptr, &status),
                                                         &std::free);
  return status == 0 ? name.get() : type.name();
}

std::string argument_text(const Value& argument) {
  if (argument.is_none()) return {};
  if (const auto* text = argument.unbox<std::string>()) return *text;
  return native_values().repr(argument);
}

class NativeError final : public Error {
 public:
  NativeError(ErrorKind kind, Value argument)
      : kind_(kind), type_(type_names[static_cast<std::size_t>(kind)]), argument_(std::move(argument)) {}
  NativeError(std::string type, std::string_view message, std::exception_ptr origin)
      : kind_(ErrorKind::other),
        type_(std::move(type)),
        argument_(Value::box(std::string(message))),
        origin_(std::move(origin)) {}

  ErrorKind kind() const noexcept override { return kind_; }
  std::string type_name() const override { return type_; }
  std::string text() const override { return argument_text(argument_); }
  std::string repr() const override {
    return type_ + '(' + (argument_.is_none() ? std::string() : native_values().repr(argument_)) + ')';
  }
  Value first_argument() const override { return argument_; }
  [[noreturn]] void raise() override {
    if (origin_) std::rethrow_exception(origin_);
    raise_as_kind(Ref<Error>(this));
  }

 private:
  ErrorKind kind_;
  std::string type_;
  Value argument_;
  std::exception_ptr origin_;  // the C++ exception that it was when it was caught
};

class NativeGroup final : public Error {
 public:
  NativeGroup(std::string message, std::vector<Ref<Error>> errors)
      : message_(std::move(message)), errors_(std::move(errors)) {}

  ErrorKind kind() const noexcept override { return ErrorKind::exception_group; }
  bool is_exception() const noexcept override {
    return std::all_of(errors_.begin(), errors_.end(), [](const Ref<Error>& e) { return e->is_exception(); });
  }
  std::string type_name() const override { return is_exception() ? "ExceptionGroup" : "BaseExceptionGroup"; }
  std::string text() const override {
    return message_ + " (" + std::to_string(errors_.size()) + " sub-exception" + (errors_.size() > 1 ? "s)" : ")");
  }
  std::string repr() const override {
    std::string text = type_name() + '(' + text_repr(message_) + ", [";
    for (const Ref<Error>& error : errors_) text += (error == errors_.front() ? "" : ", ") + error->repr();
    return text + "])";
  }
  Value first_argument() const override { return Value::box(message_); }
  std::vector<Ref<Error>> exceptions() const override { return errors_; }
  [[noreturn]] void raise() override { raise_as_kind(Ref<Error>(this)); }

 private:
  std::string message_;
  std::vector<Ref<Error>> errors_;
};

class NativeErrors final : public ErrorFactory {
 public:
  Ref<Error> make(ErrorKind kind, Value argument) override {
    return loop::make<NativeError>(kind, std::move(argument));
  }
  Ref<Error> make(ErrorKind kind, std::string_view message) override {
    return make(kind, Value::box(std::string(message)));
  }
  Ref<Error> current() override {
    rethrow_unwind();
    try {
      throw;
    } catch (const Raised& raised) {
      return raised.error();
    } catch (const std::exception& e) {
      return loop::make<NativeError>(readable_type(typeid(e)), e.what(), std::current_exception());
    } catch (...) {
      return loop::make<NativeError>("unknown", "a C++ exception of no known type", std::current_exception());
    }
  }
};

}  // namespace

bool Error::is_exception() const noexcept {
  return !leaves_loop() && kind() != ErrorKind::cancelled && kind() != ErrorKind::generator_exit;
}

Ref<Error> ErrorFactory::make_os(int number, std::string_view words) {
  const std::string text = words.empty() ? std::generic_category().message(number) : std::string(words);
  return make(ErrorKind::os, "[Errno " + std::to_string(number) + "] " + text);
}

Ref<Error> ErrorFactory::make_os_words(int, std::string_view words) {
  return make(ErrorKind::os, words);
}

Ref<Error> ErrorFactory::make_unknown_host() {
  return make(ErrorKind::os, "[Errno -2] Name or service not known");
}

Ref<Error> ErrorFactory::chained(Ref<Error> error, const Ref<Error>&) {
  return error;
}

void ErrorFactory::came_of_timeout(const Ref<Error>&) {}

Ref<Error> ErrorFactory::make_group(std::string_view message, std::vector<Ref<Error>> errors) {
  return loop::make<NativeGroup>(std::string(message), std::move(errors));
}

Ref<Error> ErrorFactory::derived_group(const Ref<Error>& group, std::vector<Ref<Error>> errors) {
  const Value message = group->first_argument();
  const auto* text = message.unbox<std::string>();
  return make_group(text ? *text : std::string(), std::move(errors));
}

namespace {

Ref<Error> group_or_nothing(ErrorFactory& errors, const Ref<Error>& group, std::vector<Ref<Error>> parts) {
  if (parts.empty()) return {};
  return errors.derived_group(group, std::move(parts));
}

}  // namespace

ErrorSplit split(ErrorFactory& errors, const Ref<Error>& error, const std::function<bool(const Error&)>& condition) {
  if (condition(*error)) return {error, {}};
  if (error->kind() != ErrorKind::exception_group) return {{}, error};
  std::vector<Ref<Error>> matched, rest;
  for (const Ref<Error>& part : error->exceptions()) {
    ErrorSplit parts = split(errors, part, condition);
    if (parts.matched) matched.push_back(std::move(parts.matched));
    if (parts.rest) rest.push_back(std::move(parts.rest));
  }
  return {group_or_nothing(errors, error, std::move(matched)), group_or_nothing(errors, error, std::move(rest))};
}

ErrorSplit split(ErrorFactory& errors, const Ref<Error>& error, ErrorKind kind) {
  return split(errors, error, [kind](const Error& e) { return e.kind() == kind; });
}

void raise_recursion(ErrorFactory& errors) {
  raise_error(errors.make(ErrorKind::recursion, "maximum recursion depth exceeded while calling a Python object"));
}

ErrorFactory& native_errors() noexcept {
  static NativeErrors errors;  // without state: one for all runs
  return errors;
}

const char* Raised::what() const noexcept {
  if (what_.empty()) what_ = error_->text();
  return what_.c_str();
}

#define ORRERY_MESSAGE(Class)                                              \
  Class::Class(std::string_view message)                                   \
      : Raised(message.empty() ? native_errors().make(error_kind, Value()) \
                               : native_errors().make(error_kind, message)) {}
ORRERY_MESSAGE(CancelledError)
ORRERY_MESSAGE(TimeoutError)
ORRERY_MESSAGE(InvalidStateError)
ORRERY_MESSAGE(RuntimeError)
ORRERY_MESSAGE(ValueError)
ORRERY_MESSAGE(TypeError)
ORRERY_MESSAGE(OsError)
ORRERY_MESSAGE(StopIteration)
ORRERY_MESSAGE(GeneratorExit)
ORRERY_MESSAGE(KeyboardInterrupt)
ORRERY_MESSAGE(SystemExit)
ORRERY_MESSAGE(StopAsyncIteration)
#undef ORRERY_MESSAGE

void raise_as_kind(const Ref<Error>& error) {
  switch (error->kind()) {
    case ErrorKind::cancelled:
      throw CancelledError(error);
    case ErrorKind::timeout:
      throw TimeoutError(error);
    case ErrorKind::invalid_state:
      throw InvalidStateError(error);
    case ErrorKind::runtime:
    case ErrorKind::recursion:
      throw RuntimeError(error);
    case ErrorKind::value:
      throw ValueError(error);
    case ErrorKind::type:
      throw TypeError(error);
    case ErrorKind::os:
      throw OsError(error);
    case ErrorKind::stop_iteration:
      throw StopIteration(error);
    case ErrorKind::generator_exit:
      throw GeneratorExit(error);
    case ErrorKind::keyboard_interrupt:
      throw KeyboardInterrupt(error);
    case ErrorKind::system_exit:
      throw SystemExit(error);
    case ErrorKind::stop_async_iteration:
      throw StopAsyncIteration(error);
    case ErrorKind::exception_group:
      throw ExceptionGroup(error);
    default:
      throw Raised(error);
  }
}

void raise_error(const Ref<Error>& error) {
  error->raise();
  std::abort();  // raise() does not return, which the compiler forgets of virtual functions
}

void rethrow_unwind() {
  try {
    throw;
  } catch (const Unwind&) {
    throw;
  } catch (...) {
    return;
  }
}

}  // namespace orrery::loop
