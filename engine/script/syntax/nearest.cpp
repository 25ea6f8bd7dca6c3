#include "engine/script/syntax/nearest.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

namespace orrery::script {

namespace {

constexpr std::size_t longest = 64;
constexpr std::size_t whole = 2, half = 1;  // costs: a letter, its case

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

std::size_t replacement(char a, char b) {
  if (a == b) return 0;
  return is_letter(a) && (a ^ b) == 0x20 ? half : whole;
}

// Damerau's distance, neighbours swapped at most once, in halves of a letter.
std::size_t distance(std::string_view a, std::string_view b) {
  const std::size_t width = b.size() + 1;
  std::vector<std::size_t> cost((a.size() + 1) * width);
  const auto at = [&](std::size_t i, std::size_t j) -> std::size_t& { return cost[i * width + j]; };
  for (std::size_t i = 0; i <= a.size(); ++i) at(i, 0) = i * whole;
  for (std::size_t j = 0; j <= b.size(); ++j) at(0, j) = j * whole;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t changed = at(i - 1, j - 1) + replacement(a[i - 1], b[j - 1]);
      at(i, j) = std::min({changed, at(i - 1, j) + whole, at(i, j - 1) + whole});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        at(i, j) = std::min(at(i, j), at(i - 2, j - 2) + whole);
    }
  }
  return at(a.size(), b.size());
}

}  // namespace

std::string_view nearest(std::string_view wanted, std::span<const std::string_view> words) {
  std::string_view best;
  if (wanted.size() > longest) return best;
  std::size_t least = std::max<std::size_t>(whole, wanted.size() * whole / 3) + 1;
  for (const std::string_view word : words) {
    if (word.size() > longest) continue;
    const std::size_t far = distance(wanted, word);
    if (far < least && far < wanted.size() * whole) least = far, best = word;
  }
  return best;
}

std::string did_you_mean(std::string_view wanted, std::span<const std::string_view> words) {
  const std::string_view word = nearest(wanted, words);
  return word.empty() ? "" : fmt::format("did you mean '{}'?", word);
}

}  // namespace orrery::script
