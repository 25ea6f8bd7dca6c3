#include "engine/model/words.hpp"

#include <fmt/format.h>

#include <cmath>

namespace orrery::model {
namespace {

std::string_view suffix_of(std::uint64_t number) {
  if (number % 100 >= 11 && number % 100 <= 13) return "th";
  switch (number % 10) {
    case 1:
      return "st";
    case 2:
      return "nd";
    case 3:
      return "rd";
    default:
      return "th";
  }
}

bool continues_character(char c) {
  return (static_cast<unsigned char>(c) & 0xC0) == 0x80;
}

bool is_described(std::string_view name) {
  return name.starts_with("timer of ") || name.starts_with("timeout of ") || name.starts_with("reader callback of ") ||
         name.starts_with("writer callback of ");
}

}  // namespace

std::string_view Words::article_before(const Piece& name) const {
  if (name.id.sort() != Sort::handle || !is_described(name.text)) return "";
  if (text_.empty()) return "The ";
  const std::string_view before = text_.back().text;
  if (before.ends_with("the ") || before.ends_with("The ")) return "";
  return before.ends_with(". ") ? "The " : "the ";
}

std::string count_of(std::uint64_t count, std::string_view thing) {
  if (count == 0) return fmt::format("no {}s", thing);
  return fmt::format("{} {}{}", count, thing, count == 1 ? "" : "s");
}

std::string ordinal_word(std::uint64_t number) {
  static constexpr std::string_view words[] = {"first", "second",  "third",  "fourth", "fifth",
                                               "sixth", "seventh", "eighth", "ninth",  "tenth"};
  if (number >= 1 && number <= std::size(words)) return std::string(words[number - 1]);
  return fmt::format("{}{}", number, suffix_of(number));
}

std::string shortened(std::string_view text, std::size_t length) {
  while (!text.empty() && text.back() == '\n') text.remove_suffix(1);
  std::string result(text);
  for (char& c : result)
    if (c == '\n') c = ' ';
  if (result.size() <= length) return result;
  while (length > 0 && continues_character(result[length])) --length;
  return result.substr(0, length) + "…";
}

std::string seconds(double time) {
  if (std::isinf(time)) return "for ever";
  std::string digits = fmt::format("{:.6f}", time);
  digits.erase(digits.find_last_not_of('0') + 1);
  if (digits.back() == '.') digits.pop_back();
  if ((digits == "0" || digits == "-0") && time != 0) digits = fmt::format("{:.3g}", time);
  return digits + " s";
}

}  // namespace orrery::model
