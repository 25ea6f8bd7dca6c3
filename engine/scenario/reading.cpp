#include "engine/scenario/reading.hpp"

#include <cmath>
#include <set>

#include "engine/script/syntax/nearest.hpp"

namespace orrery::scenario {

namespace {

using Type = JsonValue::Type;

constexpr double most_seconds = 1e9;

std::string quoted_if_near(std::string_view wanted, std::span<const std::string_view> words) {
  const std::string_view near = script::nearest(wanted, words);
  return near.empty() ? "" : fmt::format("did you mean \"{}\"?", near);
}

}  // namespace

std::string member_path(std::string_view path, std::string_view key) {
  return path.empty() ? std::string(key) : fmt::format("{}.{}", path, key);
}

std::string one_of(std::span<const std::string_view> words) {
  std::string text;
  for (std::size_t i = 0; i < words.size(); ++i)
    text += fmt::format("{}\"{}\"", i == 0 ? "" : i + 1 == words.size() ? " or " : ", ", words[i]);
  return text;
}

void Reading::report(const Range& at, std::string_view path, std::string_view text, std::string hint) {
  reporter_.report(at, path.empty() ? std::string(text) : fmt::format("{}: {}", path, text), std::move(hint));
}

bool Reading::expect(const JsonValue& value, std::string_view path, Type type) {
  const bool fits = value.is(type) || (type == Type::number && value.is(Type::integer));
  if (!fits) report(value.at, path, fmt::format("{} is needed, not {}", describe(type), describe(value.type)));
  return fits;
}

bool Reading::string(const JsonValue& value, std::string_view path, std::string& out) {
  if (!expect(value, path, Type::string)) return false;
  out = value.text;
  return true;
}

bool Reading::boolean(const JsonValue& value, std::string_view path, bool& out) {
  if (!expect(value, path, Type::boolean)) return false;
  out = value.boolean;
  return true;
}

bool Reading::seconds(const JsonValue& value, std::string_view path, double& out) {
  if (!expect(value, path, Type::number)) return false;
  const bool fits = value.number >= 0 && value.number <= most_seconds;
  if (!fits) report(value.at, path, "seconds from 0 to 1000000000 are needed");
  if (fits) out = value.number;
  return fits;
}

bool Reading::whole(const JsonValue& value, std::string_view path, std::int64_t least, std::int64_t most,
                    std::int64_t& out) {
  if (!expect(value, path, Type::integer)) return false;
  const bool fits = value.integer >= least && value.integer <= most;
  if (!fits) report(value.at, path, fmt::format("a whole number from {} to {} is needed", least, most));
  if (fits) out = value.integer;
  return fits;
}

bool Reading::strings(const JsonValue& value, std::string_view path, std::vector<std::string>& out) {
  if (!expect(value, path, Type::array)) return false;
  bool all = true;
  for (std::size_t i = 0; i < value.items.size(); ++i) {
    std::string text;
    all &= string(value.items[i], item_path(path, i), text);
    out.push_back(std::move(text));
  }
  return all;
}

bool Reading::word(const JsonValue& value, std::string_view path, std::span<const std::string_view> words,
                   std::size_t& index) {
  if (!expect(value, path, Type::string)) return false;
  const auto found = std::find(words.begin(), words.end(), value.text);
  if (found == words.end()) {
    std::string hint = words.size() <= 6 ? one_of(words) : quoted_if_near(value.text, words);
    report(value.at, path, fmt::format("\"{}\" is not known", value.text), std::move(hint));
    return false;
  }
  index = static_cast<std::size_t>(found - words.begin());
  return true;
}

void Reading::unknown_key(const JsonMember& member, std::string_view path, std::span<const std::string_view> keys) {
  std::string hint = quoted_if_near(member.key, keys);
  if (hint.empty()) hint = keys.empty() ? "no key is" : fmt::format("the keys are {}", one_of(keys));
  report(member.key_at, path, fmt::format("there is no key \"{}\"", member.key), std::move(hint));
}

void Reading::check_twice(const JsonValue& object, std::string_view path) {
  std::set<std::string_view> seen;
  for (const JsonMember& member : object.members)
    if (!seen.insert(member.key).second)
      report(member.key_at, path, fmt::format("the key \"{}\" is there twice", member.key));
}

}  // namespace orrery::scenario
