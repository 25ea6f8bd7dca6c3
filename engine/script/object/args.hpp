// The arguments of a call, as they lie on the caller's stack: positional ones, then the values of the keywords.
#pragma once

#include <array>
#include <cstddef>
#include <initializer_list>
#include <span>
#include <string_view>

#include "engine/script/object/object.hpp"

namespace orrery::script {

class Tuple;

// Borrowed for the time of the call. Methods find `self` in args[0].
class Args {
 public:
  constexpr Args() noexcept = default;
  // `names`: a tuple of interned strings, the names of the keyword values behind the positional ones; may be null.
  Args(const Value* values, std::size_t positional, const Tuple* names = nullptr) noexcept
      : values_(values), positional_(positional), names_(names) {}
  Args(std::initializer_list<Value>&& values) noexcept : positional_(values.size()) { values_ = values.begin(); }

  std::size_t size() const noexcept { return positional_; }
  const Value& operator[](std::size_t i) const noexcept { return values_[i]; }
  std::span<const Value> positional() const noexcept { return {values_, positional_}; }
  const Value* begin() const noexcept { return values_; }
  const Value* end() const noexcept { return values_ + positional_; }

  const Tuple* names() const noexcept { return names_; }
  std::size_t keyword_count() const noexcept;
  Str* keyword_name(std::size_t i) const noexcept;
  const Value& keyword_value(std::size_t i) const noexcept { return values_[positional_ + i]; }
  // The value of a keyword, or null.
  const Value* keyword(std::string_view name) const noexcept;

  // Without the first `n` positional ones.
  Args skip(std::size_t n) const noexcept { return {values_ + n, positional_ - n, names_}; }

 private:
  const Value* values_ = nullptr;
  std::size_t positional_ = 0;
  const Tuple* names_ = nullptr;
};

// How many arguments a native function takes, checked before it is called with the texts of CPython.
struct Arity {
  enum class Kind : std::uint8_t { any, nothing, one, between, parsed };
  Kind kind = Kind::any;  // any: the function looks at everything itself, keywords included
  std::uint16_t least = 0;
  std::uint16_t most = 0;
  static constexpr std::uint16_t unlimited = 0xffff;
};
constexpr Arity any_arguments() {
  return {};
}
constexpr Arity no_arguments() {
  return {Arity::Kind::nothing};
}
constexpr Arity one_argument() {
  return {Arity::Kind::one};
}
constexpr Arity between(std::uint16_t least, std::uint16_t most) {
  return {Arity::Kind::between, least, most};
}
// As `between`, in the words of functions that parse a format: "find() takes at least 1 argument (0 given)".
constexpr Arity parsed(std::uint16_t least, std::uint16_t most) {
  return {Arity::Kind::parsed, least, most};
}
bool arity_fits(Arity arity, Args args) noexcept;
// "len() takes exactly one argument (2 given)" and its sisters. `full`: "list.append", `name`: "append".
void check_arity(Runtime& rt, Arity arity, Args args, std::string_view full, std::string_view name);

// The parameters of a native function that takes keywords. Names before `positional_only` cannot be given by name;
// names from `keyword_only` on only so; the first `required` must be given.
struct Signature {
  std::string_view function;
  std::span<const std::string_view> names;
  std::size_t required = 0;
  std::size_t positional_only = 0;
  std::size_t keyword_only = static_cast<std::size_t>(-1);
};
// Fills `into` (one value per name; `unset` where not given). Raises TypeError as CPython's argument clinic words it.
void bind(Runtime& rt, const Signature& signature, Args args, std::span<Value> into);

template <std::size_t N>
std::array<Value, N> bind(Runtime& rt, std::string_view function, const std::array<std::string_view, N>& names,
                          Args args, std::size_t required = 0, std::size_t positional_only = 0,
                          std::size_t keyword_only = static_cast<std::size_t>(-1)) {
  std::array<Value, N> values;
  script::bind(rt, Signature{function, names, required, positional_only, keyword_only}, args, values);
  return values;
}

// Raises TypeError "f() takes no keyword arguments" if there are any.
void no_keywords(Runtime& rt, Args args, std::string_view function);

}  // namespace orrery::script
