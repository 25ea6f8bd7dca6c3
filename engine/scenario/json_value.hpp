// JSON as values that know where they stand: what the loader reads, so that each problem can be put at its place.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/script/syntax/ast.hpp"
#include "engine/script/syntax/reporter.hpp"

namespace orrery::scenario {

using script::ast::Range;

struct JsonMember;

struct JsonValue {
  enum class Type : std::uint8_t { null, boolean, integer, number, string, array, object };
  Type type = Type::null;
  Range at;               // of an object or array: its opening bracket
  std::size_t begin = 0;  // offset of its text in the source, and of what follows it
  std::size_t end = 0;
  bool boolean = false;
  std::int64_t integer = 0;  // integers beyond its range are `number`
  double number = 0;         // also of an integer
  std::string text;
  std::vector<JsonValue> items;
  std::vector<JsonMember> members;  // in order; keys may be there twice

  bool is(Type wanted) const noexcept { return type == wanted; }
  // The last member of this name, or null.
  const JsonValue* find(std::string_view key) const noexcept;
};

struct JsonMember {
  std::string key;
  Range key_at;
  JsonValue value;
};

inline constexpr std::size_t deepest_json = 64;
inline constexpr std::size_t largest_json = 4 << 20;  // bytes

// Reads a document. False if it is no JSON, too large, too deep or not UTF-8, which has been reported then.
bool read_json(std::string_view source, JsonValue& value, script::Reporter& reporter);

// "an object", "a string" …
const char* describe(JsonValue::Type type) noexcept;

// Where in the source a character of a string value stands: the nth of its decoded text, from 0. Precondition: the
// value is a string of this source.
Range place_in_string(std::string_view source, const JsonValue& value, std::size_t character);

}  // namespace orrery::scenario
