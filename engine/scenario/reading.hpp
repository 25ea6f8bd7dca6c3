// How the loader reads JSON objects: each kind of object is a table of its keys, and each key knows how it is read.
// What is wrong is reported with the path of the value ("world.script[1].at") and the rest is read on.
#pragma once

#include <fmt/format.h>

#include <algorithm>

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/scenario/json_value.hpp"

namespace orrery::scenario {

class Reading {
 public:
  Reading(std::string_view source, script::Reporter& reporter) : source_(source), reporter_(reporter) {}

  std::string_view source() const noexcept { return source_; }
  // "path: text (hint)" at a place.
  void report(const Range& at, std::string_view path, std::string_view text, std::string hint = {});

  // Each reads a value of its type into `out`, or reports and leaves `out` alone.
  bool string(const JsonValue& value, std::string_view path, std::string& out);
  bool boolean(const JsonValue& value, std::string_view path, bool& out);
  bool seconds(const JsonValue& value, std::string_view path, double& out);
  // A whole number from `least` to `most`.
  bool whole(const JsonValue& value, std::string_view path, std::int64_t least, std::int64_t most, std::int64_t& out);
  bool strings(const JsonValue& value, std::string_view path, std::vector<std::string>& out);
  // One of some words; `index` receives which.
  bool word(const JsonValue& value, std::string_view path, std::span<const std::string_view> words, std::size_t& index);
  // True if it is of the type; else says so.
  bool expect(const JsonValue& value, std::string_view path, JsonValue::Type type);

  void unknown_key(const JsonMember& member, std::string_view path, std::span<const std::string_view> keys);
  // Reports keys that are there twice.
  void check_twice(const JsonValue& object, std::string_view path);

 private:
  std::string_view source_;
  script::Reporter& reporter_;
};

std::string member_path(std::string_view path, std::string_view key);
inline std::string item_path(std::string_view path, std::size_t index) {
  return fmt::format("{}[{}]", path, index);
}
// `"a"`, `"a" or "b"`, `"a", "b" or "c"`
std::string one_of(std::span<const std::string_view> words);

template <class Target>
struct Field {
  std::string_view key;
  void (*read)(Reading& reading, const JsonValue& value, const std::string& path, Target& target);
};

template <class Target>
std::vector<std::string_view> keys_of(std::span<const Field<Target>> fields) {
  std::vector<std::string_view> keys;
  for (const auto& field : fields) keys.push_back(field.key);
  return keys;
}

// Reads the members of an object by their table. False if it is no object.
template <class Target>
bool read_fields(Reading& reading, const JsonValue& value, const std::string& path,
                 std::span<const Field<Target>> fields, Target& target) {
  if (!reading.expect(value, path, JsonValue::Type::object)) return false;
  reading.check_twice(value, path);
  for (const JsonMember& member : value.members) {
    const auto field = std::find_if(fields.begin(), fields.end(), [&](const auto& f) { return f.key == member.key; });
    if (field == fields.end()) {
      reading.unknown_key(member, path, keys_of(fields));
    } else {
      field->read(reading, member.value, member_path(path, member.key), target);
    }
  }
  return true;
}

}  // namespace orrery::scenario
