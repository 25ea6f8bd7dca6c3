#include "tests/weather/story.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <string_view>

namespace orrery::test::weather {
namespace {

constexpr std::array<std::string_view, 13> notes{
    "operation", "task ends", "callback",     "act",        "handler",       "surprise",   "left",
    "stopped",   "deadlock",  "final future", "final task", "not retrieved", "final turns"};
constexpr std::array<std::string_view, 9> faults{"value",        "CancelledError",    "Boom",
                                                 "TimeoutError", "invalid",           "RuntimeError",
                                                 "OSError",      "KeyboardInterrupt", "another error"};

std::string text(const Entry& e) {
  std::array<char, 160> line{};
  std::snprintf(line.data(), line.size(), "[%d] %.9f %s of %d at %d: %s %d", e.turn, e.time,
                notes[static_cast<std::size_t>(e.note)].data(), e.who, e.where,
                faults[static_cast<std::size_t>(e.outcome.fault)].data(), e.outcome.n);
  return line.data();
}

std::string entry(const Story& story, std::size_t i) {
  return i < story.size() ? text(story[i]) : "(over)";
}

}  // namespace

std::string difference(const Story& expected, const Story& actual) {
  const auto differs = std::mismatch(expected.begin(), expected.end(), actual.begin(), actual.end());
  const auto at = static_cast<std::size_t>(differs.first - expected.begin());
  std::string out;
  for (std::size_t i = at < 6 ? 0 : at - 6; i < at; ++i) out += "        " + entry(expected, i) + '\n';
  return out + "model:  " + entry(expected, at) + "\nengine: " + entry(actual, at) + '\n';
}

}  // namespace orrery::test::weather
