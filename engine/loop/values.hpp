// What the loop needs to know of the program's values: how they look, and how native results become values.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/loop/value.hpp"

namespace orrery::loop {

// What bytes are to native programs.
struct Bytes {
  std::string text;
};

// A port: the native values below for C++ programs, the script language's own for scripts.
class Values {
 public:
  virtual ~Values() = default;
  // repr(value), for the trace and for the texts of errors. Only called with a probe attached or for an error.
  virtual std::string repr(const Value& value) = 0;
  // A bytes object. Native: Value::box(Bytes).
  virtual Value bytes(std::string&& bytes) = 0;
  // A list, as gather returns it. Native: Value::box(std::vector<Value>).
  virtual Value list(std::vector<Value>&& items) = 0;
  // A str, as the message of an error. Native: Value::box(std::string).
  virtual Value text(std::string_view text) = 0;
  // True for a generator object, which a task refuses with words of its own.
  virtual bool is_generator(const Value& value) = 0;
  // a < b, as a PriorityQueue orders. Native: numbers, texts, and lists of them by their first difference. Raises
  // TypeError for what has no order.
  virtual bool less(const Value& a, const Value& b) = 0;
};
Values& native_values() noexcept;

// b'…' as Python writes bytes; at most `limit` of them, then `...`.
std::string bytes_repr(std::string_view bytes, std::size_t limit = 64);
// '…' as Python writes a str (UTF-8 passes through).
std::string text_repr(std::string_view text);

// A C++ value as a Value: Values, references and integers as they are, bool as the constants 0 and 1 (Python's False
// and True), anything else boxed.
template <class T>
Value to_value(T value) {
  if constexpr (std::is_convertible_v<T, Value>)
    return value;
  else if constexpr (std::is_same_v<T, bool>)
    return Value::constant(value ? 1 : 0);
  else if constexpr (std::is_integral_v<T>)
    return Value::integer(static_cast<std::int64_t>(value));
  else
    return Value::box(std::move(value));
}
// The way back. Precondition: `value` was made by to_value<T>.
template <class T>
T from_value(const Value& value) {
  if constexpr (std::is_same_v<T, Value>)
    return value;
  else if constexpr (std::is_same_v<T, bool>)
    return value == Value::constant(1);
  else if constexpr (std::is_integral_v<T>)
    return static_cast<T>(value.as_integer());
  else
    return *value.unbox<T>();
}

}  // namespace orrery::loop
