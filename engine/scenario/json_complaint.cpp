#include "engine/scenario/json_complaint.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

#include "engine/scenario/json_tokens.hpp"
#include "engine/script/syntax/characters.hpp"

namespace orrery::scenario {

namespace {

struct Complaint {
  std::string text, hint;
};

bool is_opening(std::string_view token) {
  return token == "{" || token == "[";
}
bool is_closing(std::string_view token) {
  return token == "}" || token == "]";
}
bool is_string(std::string_view token) {
  return token.starts_with('"');
}

std::string shown(std::string_view token) {
  return token.size() <= 40 ? std::string(token) : std::string(token.substr(0, 37)) + "…";
}

// What is wrong inside a string, if anything is; empty text if nothing.
Complaint broken_string(std::string_view token) {
  const bool ended = token.size() >= 2 && token.back() == '"';
  for (std::size_t i = 0; i + 1 < token.size(); ++i) {
    if (static_cast<unsigned char>(token[i]) < 0x20)
      return {"a control character stands in a string", "write \\t for a tab"};
    if (token[i] != '\\') continue;
    if (std::string_view("\"\\/bfnrtu").find(token[++i]) == std::string_view::npos)
      return {fmt::format("'\\{}' is no escape of JSON", token[i]), "a backslash is written \\\\"};
    const std::string_view digits = token.substr(i + 1, 4);
    const bool hexadecimal = digits.size() == 4 && std::ranges::all_of(digits, script::is_hex_digit);
    if (token[i] == 'u' && (!hexadecimal || (digits[0] | 0x20) == 'd'))
      return {"a \\u escape is no character", "four hexadecimal digits; surrogates in pairs"};
  }
  if (ended) return {};
  return {"a string doesn't end on its line", "write \\n for the end of a line and \\\" for a quote"};
}

bool is_number_like(std::string_view token) {
  return std::string_view("+-.0123456789").find(token[0]) != std::string_view::npos;
}

// -?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?
bool is_number(std::string_view token) {
  const auto digits = [&token] {
    const std::size_t length = std::min(token.find_first_not_of("0123456789"), token.size());
    token.remove_prefix(length);
    return length;
  };
  if (token.starts_with('-')) token.remove_prefix(1);
  const bool zero = token.starts_with('0');
  const std::size_t whole = digits();
  if (whole == 0 || (zero && whole > 1)) return false;
  if (token.starts_with('.') && (token.remove_prefix(1), digits() == 0)) return false;
  if (token.empty() || (token[0] | 0x20) != 'e') return token.empty();
  token.remove_prefix(1);
  if (token.starts_with('+') || token.starts_with('-')) token.remove_prefix(1);
  return digits() > 0 && token.empty();
}

Complaint broken_word(std::string_view token) {
  if (!is_number_like(token) || is_number(token)) return {};
  return {fmt::format("'{}' is no number of JSON", shown(token)), "as in 12, -1.5 or 1e-3"};
}

// What is wrong with the token by itself; empty text if nothing.
Complaint broken(std::string_view token) {
  return is_string(token) ? broken_string(token) : broken_word(token);
}

// What is around the token at which the parser stopped.
class Place {
 public:
  Place(std::string_view source, const std::vector<JsonToken>& tokens, std::size_t index) {
    for (std::size_t i = 0; i < index; ++i) {
      before_previous_ = previous_;
      previous_ = source.substr(tokens[i].begin, tokens[i].end - tokens[i].begin);
      if (is_opening(previous_)) open_.push_back(i);
      if (is_closing(previous_) && !open_.empty()) open_.pop_back();
    }
    in_object_ = !open_.empty() && source[tokens[open_.back()].begin] == '{';
  }

  bool finished() const { return open_.empty() && !previous_.empty(); }
  bool in_object() const { return in_object_; }
  bool at_key() const { return in_object_ && (previous_ == "{" || previous_ == ","); }
  bool after_key() const {
    return in_object_ && is_string(previous_) && (before_previous_ == "{" || before_previous_ == ",");
  }
  bool after_value() const {
    return !previous_.empty() && !is_opening(previous_) && previous_ != "," && previous_ != ":";
  }
  std::string_view previous() const { return previous_; }
  const std::vector<std::size_t>& open() const { return open_; }

 private:
  std::string_view previous_, before_previous_;
  std::vector<std::size_t> open_;  // indices of the brackets around
  bool in_object_ = false;
};

Complaint about_closing(const Place& place, std::string_view token) {
  if (place.open().empty()) return {fmt::format("'{}' closes nothing", token), ""};
  if (place.in_object() != (token == "}"))
    return {fmt::format("'{}' is needed here, not '{}'", place.in_object() ? '}' : ']', token), ""};
  if (place.previous() == ",") return {fmt::format("a ',' stands before the closing '{}'", token), "take it out"};
  if (place.after_key()) return {"a ':' and a value are missing after the key", ""};
  return {"a value is missing", ""};
}

Complaint about_value(std::string_view token) {
  if (token.starts_with('\'')) return {"a string needs double quotes", ""};
  if (token == "True" || token == "False" || token == "None")
    return {fmt::format("'{}' is no JSON", token), "write true, false or null"};
  if (token == "," || token == ":") return {fmt::format("a value is missing before the '{}'", token), ""};
  return {fmt::format("'{}' is no value of JSON", shown(token)), "a string needs double quotes"};
}

Complaint about(const Place& place, std::string_view token) {
  if (token.starts_with("//") || token.starts_with('#') || token.starts_with("/*"))
    return {"JSON has no comments", "use \"about\" for remarks"};
  if (place.finished()) return {"something stands behind the end of the document", ""};
  if (is_closing(token)) return about_closing(place, token);
  if (place.at_key()) return {"a key is needed here", "a string in double quotes"};
  if (place.after_key()) return {fmt::format("a ':' is missing before {}", shown(token)), ""};
  if (place.after_value()) return {fmt::format("a ',' is missing before {}", shown(token)), ""};
  return about_value(token);
}

void report(const JsonToken& token, Complaint complaint, script::Reporter& reporter) {
  reporter.report(token.at, std::move(complaint.text), std::move(complaint.hint));
}

}  // namespace

void report_json_syntax(std::string_view source, std::size_t offset, bool out_of_range, script::Reporter& reporter) {
  const auto tokens = json_tokens(source, true);
  if (tokens.empty()) return reporter.report({1, 1, 1, 1}, "the document is empty", "a scenario is a JSON object");
  const auto found = std::ranges::find_if(tokens, [offset](const JsonToken& token) { return token.end > offset; });
  const auto index = static_cast<std::size_t>(found - tokens.begin());
  const auto text = [&](std::size_t i) { return source.substr(tokens[i].begin, tokens[i].end - tokens[i].begin); };
  // The parser may have stopped behind a token that is broken itself.
  for (std::size_t i = index > 0 ? index - 1 : 0; i <= index && i < tokens.size(); ++i)
    if (Complaint complaint = broken(text(i)); !complaint.text.empty())
      return report(tokens[i], std::move(complaint), reporter);
  if (found == tokens.end()) {
    const Place end(source, tokens, tokens.size());
    const JsonToken& last = end.open().empty() ? tokens.back() : tokens[end.open().back()];
    return report(last, {"the document ends before this is closed", ""}, reporter);
  }
  if (out_of_range) return report(*found, {"the number is too large", ""}, reporter);
  report(*found, about(Place(source, tokens, index), text(index)), reporter);
}

}  // namespace orrery::scenario
