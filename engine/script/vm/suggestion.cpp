#include "engine/script/vm/suggestion.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <optional>
#include <string>
#include <vector>

#include "engine/script/object/builtins.hpp"
#include "engine/script/object/dict.hpp"
#include "engine/script/object/sequence.hpp"
#include "engine/script/object/str.hpp"
#include "engine/script/vm/frame.hpp"
#include "engine/script/vm/interpreter.hpp"

namespace orrery::script {
namespace {

using Candidates = std::vector<std::string_view>;
constexpr std::size_t move_cost = 2, case_cost = 1;
constexpr std::size_t longest = 40, most_candidates = 750;

char lower(char c) noexcept {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

std::size_t substitution(char a, char b) noexcept {
  if (a == b) return 0;
  return lower(a) == lower(b) ? case_cost : move_cost;
}

void strip_common(std::string_view& a, std::string_view& b) noexcept {
  while (!a.empty() && !b.empty() && a.front() == b.front()) a.remove_prefix(1), b.remove_prefix(1);
  while (!a.empty() && !b.empty() && a.back() == b.back()) a.remove_suffix(1), b.remove_suffix(1);
}

// The cost of making one out of the other; anything beyond `most` is just that.
std::size_t distance(std::string_view a, std::string_view b, std::size_t most) {
  strip_common(a, b);
  if (a.empty() || b.empty()) return (a.size() + b.size()) * move_cost;
  if (a.size() > longest || b.size() > longest) return most + 1;
  if (a.size() > b.size()) std::swap(a, b);
  if ((b.size() - a.size()) * move_cost > most) return most + 1;
  std::vector<std::size_t> row(a.size());
  for (std::size_t i = 0; i < row.size(); ++i) row[i] = (i + 1) * move_cost;
  std::size_t result = 0;
  for (std::size_t i = 0; i < b.size(); ++i) {
    std::size_t diagonal = result = i * move_cost;
    std::size_t least = most + 1;
    for (std::size_t j = 0; j < a.size(); ++j) {
      const std::size_t substituted = diagonal + substitution(b[i], a[j]);
      diagonal = row[j];
      result = std::min(substituted, std::min(result, diagonal) + move_cost);
      row[j] = result;
      least = std::min(least, result);
    }
    if (least > most) return most + 1;
  }
  return result;
}

std::optional<std::string_view> nearest(std::string_view name, const Candidates& candidates) {
  if (candidates.size() >= most_candidates) return {};
  std::optional<std::string_view> best;
  std::size_t best_cost = static_cast<std::size_t>(-1);
  for (const std::string_view candidate : candidates) {
    const std::size_t most = std::min((name.size() + candidate.size() + 3) * move_cost / 6, best_cost - 1);
    const std::size_t cost = distance(name, candidate, most);
    if (cost > most) continue;
    best = candidate;
    best_cost = cost;
  }
  return best;
}

Candidates names_in(const Dict& dict) {
  Candidates names;
  for (std::uint32_t i = 0; i < dict.entry_count(); ++i)
    if (is_str(dict.entry(i).key)) names.push_back(as_str(dict.entry(i).key).view());
  return names;
}

std::optional<std::string_view> near_name(Interpreter& in, const ExceptionObject& error, std::string_view name) {
  if (error.traceback.empty() || !error.traceback.front().frame.is_object()) return {};
  Frame& frame = *static_cast<Frame*>(error.traceback.front().frame.object());
  Candidates locals;
  for (const Str* local : frame.code->locals) locals.push_back(local->view());
  if (auto found = nearest(name, locals)) return found;
  if (auto found = nearest(name, names_in(*frame.function->globals))) return found;
  return nearest(name, names_in(in.builtins()));
}

}  // namespace

void offer_suggestion(Interpreter& in, ExceptionObject& error) {
  if (!error.hint.empty() || !is_str(error.fields[0])) return;
  const std::string_view name = as_str(error.fields[0]).view();
  std::optional<std::string_view> found;
  Value directory_of_object;
  if (is_exception_of(Value(&error), in.types().name_error)) {
    found = near_name(in, error, name);
  } else if (is_exception_of(Value(&error), in.types().attribute_error)) {
    directory_of_object = directory(in, error.fields[1]);
    Candidates names;
    for (const Value& item : as_list(directory_of_object).items) names.push_back(as_str(item).view());
    found = nearest(name, names);
  }
  if (found) error.hint = fmt::format(". Did you mean: '{}'?", *found);
}

}  // namespace orrery::script
