#include "engine/script/vm/markers.hpp"

#include <algorithm>

#include "engine/script/object/str.hpp"
#include "engine/script/vm/frame.hpp"
#include "engine/script/vm/machine.hpp"

namespace orrery::script {
namespace {

// The position of the instruction that failed; it tells where the operator stands.
const Position* position_of(const TracebackEntry& entry) {
  if (!entry.frame.is_object()) return nullptr;
  const Code& code = *static_cast<Frame*>(entry.frame.object())->code;
  for (const Position& at : code.positions)
    if (at.right > 0 && at.line == static_cast<int>(entry.line) && at.column == static_cast<int>(entry.column) + 1 &&
        at.end_column == static_cast<int>(entry.end_column) + 1)
      return &at;
  return nullptr;
}

}  // namespace

const Position* several_lines(const TracebackEntry& entry) {
  if (!(entry.end_column & goes_on) || !entry.frame.is_object()) return nullptr;
  return &static_cast<Frame*>(entry.frame.object())->code->positions[entry.end_column & ~goes_on];
}

namespace {

// A part of a line, in characters from its first.
struct Span {
  std::size_t begin = 0, end = 0;
};

bool blank(std::string_view line, std::size_t i) noexcept {
  return i < line.size() && (line[i] == ' ' || line[i] == '\t' || line[i] == '\f');
}

// From its opening bracket to its closing one.
Span brackets(std::string_view line, std::size_t left, std::size_t right, std::size_t end) noexcept {
  while (left < end && line[left] != '[') ++left;
  while (right < end && line[right] != ']') ++right;
  return {left, right < end ? right + 1 : right};
}

// What is marked with ^ among the ~: the operator, or the brackets and what they hold.
Span secondary(const Position& at, std::string_view line) {
  const auto left = static_cast<std::size_t>(at.left - 1), right = static_cast<std::size_t>(at.right - 1);
  const std::size_t end = std::min(line.size(), static_cast<std::size_t>(at.end_column - 1));
  if (at.subscript) return brackets(line, left, right, end);
  for (std::size_t i = left; i < right; ++i)
    if (!blank(line, i) && line[i] != ')') return {i, i + (i + 1 < right && !blank(line, i + 1) ? 2u : 1u)};
  return {};
}

}  // namespace

std::string markers(const TracebackEntry& entry, std::string_view source, std::size_t indentation) {
  if (entry.column == entry.end_column || entry.column < indentation) return "";
  const std::size_t length = count_code_points(source);
  const std::size_t begin = entry.column - indentation;
  const std::size_t end = (entry.end_column & goes_on) != 0 ? length : entry.end_column - indentation;
  if (end <= begin || end > length) return "";
  const Position* const at = length == source.size() ? position_of(entry) : nullptr;
  const Span inner = at ? secondary(*at, std::string(indentation, ' ') + std::string(source)) : Span{};
  if (inner.end == 0) return end - begin == length ? "" : std::string(begin, ' ') + std::string(end - begin, '^');
  std::string text = std::string(begin, ' ') + std::string(end - begin, '~');
  for (std::size_t i = inner.begin - indentation; i < inner.end - indentation && i < text.size(); ++i) text[i] = '^';
  return text;
}

}  // namespace orrery::script
