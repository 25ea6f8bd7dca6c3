#include "engine/scenario/json_value.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <nlohmann/json.hpp>

#include "engine/scenario/json_complaint.hpp"
#include "engine/scenario/json_tokens.hpp"
#include "engine/script/syntax/characters.hpp"
#include "engine/script/syntax/cursor.hpp"

namespace orrery::scenario {

namespace {

using script::Reporter;
using Type = JsonValue::Type;

// Builds the tree from nlohmann's events. Each event is one token of the text: the nth event stands where the nth token
// does.
class Builder final : public nlohmann::json::json_sax_t {
 public:
  Builder(std::string_view source, JsonValue& root, Reporter& reporter)
      : source_(source), tokens_(json_tokens(source)), root_(root), reporter_(reporter) {}

  bool null() override { return scalar(Type::null); }
  bool boolean(bool value) override {
    JsonValue made = next(Type::boolean);
    made.boolean = value;
    return add(std::move(made));
  }
  bool number_integer(number_integer_t value) override { return integer(value); }
  bool number_unsigned(number_unsigned_t value) override {
    if (value <= static_cast<number_unsigned_t>(std::numeric_limits<std::int64_t>::max()))
      return integer(static_cast<std::int64_t>(value));
    return number_float(static_cast<double>(value), {});
  }
  bool number_float(number_float_t value, const string_t&) override {
    JsonValue made = next(Type::number);
    made.number = value;
    return add(std::move(made));
  }
  bool string(string_t& value) override {
    JsonValue made = next(Type::string);
    made.text = std::move(value);
    return add(std::move(made));
  }
  bool binary(binary_t&) override { return false; }  // no such thing in text
  bool start_object(std::size_t) override { return open(Type::object); }
  bool start_array(std::size_t) override { return open(Type::array); }
  bool end_object() override { return close(); }
  bool end_array() override { return close(); }
  bool key(string_t& value) override {
    key_ = std::move(value);
    key_at_ = tokens_[position_++].at;
    return true;
  }
  bool parse_error(std::size_t position, const std::string&, const nlohmann::detail::exception& error) override {
    failed_ = std::min(position == 0 ? 0 : position - 1, source_.size());
    out_of_range_ = error.id == 406;
    return false;
  }

  bool too_deep() const noexcept { return too_deep_; }
  bool out_of_range() const noexcept { return out_of_range_; }
  std::size_t failed() const noexcept { return failed_; }

 private:
  JsonValue next(Type type) {
    JsonValue made;
    const JsonToken token = position_ < tokens_.size() ? tokens_[position_++] : JsonToken{};
    made.type = type;
    made.at = token.at;
    made.begin = token.begin;
    made.end = token.end;
    return made;
  }
  bool scalar(Type type) { return add(next(type)); }
  bool integer(std::int64_t value) {
    JsonValue made = next(Type::integer);
    made.integer = value;
    made.number = static_cast<double>(value);
    return add(std::move(made));
  }
  JsonValue& place(JsonValue made) {
    if (open_.empty()) return root_ = std::move(made);
    JsonValue& parent = *open_.back();
    if (parent.is(Type::array)) return parent.items.emplace_back(std::move(made));
    return parent.members.emplace_back(JsonMember{std::move(key_), key_at_, std::move(made)}).value;
  }
  bool add(JsonValue made) {
    place(std::move(made));
    return true;
  }
  bool open(Type type) {
    JsonValue made = next(type);
    if (open_.size() >= deepest_json) {
      reporter_.report(made.at, "too deeply nested", fmt::format("at most {} levels", deepest_json));
      too_deep_ = true;
      return false;
    }
    open_.push_back(&place(std::move(made)));
    return true;
  }
  // Open values are the last of their parents' children, so that pointers to them stay good until they are closed.
  bool close() {
    open_.back()->end = tokens_[position_++].end;
    open_.pop_back();
    return true;
  }

  std::string_view source_;
  std::vector<JsonToken> tokens_;
  std::size_t position_ = 0;
  JsonValue& root_;
  Reporter& reporter_;
  std::vector<JsonValue*> open_;
  std::string key_;
  Range key_at_;
  bool too_deep_ = false;
  bool out_of_range_ = false;
  std::size_t failed_ = 0;
};

bool is_text(std::string_view source, Reporter& reporter) {
  if (source.size() > largest_json) {
    reporter.report({0, 0, 0, 0}, fmt::format("the document is larger than {} bytes", largest_json));
  } else if (const auto bad = script::first_bad_byte(source)) {
    script::Cursor cursor(source);
    cursor.advance(*bad);
    reporter.report(cursor.here(),
                    fmt::format("the byte 0x{:02X} is no UTF-8", static_cast<unsigned char>(source[*bad])),
                    "save the file as UTF-8");
  }
  return reporter.empty();
}

}  // namespace

const JsonValue* JsonValue::find(std::string_view key) const noexcept {
  const auto found =
      std::find_if(members.rbegin(), members.rend(), [key](const auto& member) { return member.key == key; });
  return found == members.rend() ? nullptr : &found->value;
}

bool read_json(std::string_view source, JsonValue& value, Reporter& reporter) {
  if (!is_text(source, reporter)) return false;
  Builder builder(source, value, reporter);
  if (nlohmann::json::sax_parse(source.begin(), source.end(), &builder)) return true;
  if (!builder.too_deep()) report_json_syntax(source, builder.failed(), builder.out_of_range(), reporter);
  return false;
}

const char* describe(JsonValue::Type type) noexcept {
  switch (type) {
    case Type::null:
      return "null";
    case Type::boolean:
      return "true or false";
    case Type::integer:
      return "a whole number";
    case Type::number:
      return "a number";
    case Type::string:
      return "a string";
    case Type::array:
      return "a list";
    case Type::object:
      break;
  }
  return "an object";
}

Range place_in_string(std::string_view source, const JsonValue& value, std::size_t character) {
  script::Cursor cursor(source.substr(value.begin, value.end - value.begin), value.at.line, value.at.column);
  cursor.advance();
  const auto at_quote = [&cursor] { return cursor.at_end() || cursor.peek() == '"'; };
  for (std::size_t i = 0; i < character && !at_quote(); ++i) {
    const bool pair = cursor.rest().starts_with("\\ud") || cursor.rest().starts_with("\\uD");
    const bool unicode = cursor.peek() == '\\' && cursor.peek(1) == 'u';
    const bool surrogates = pair && std::string_view("89abAB").find(cursor.peek(3)) != std::string_view::npos;
    const std::size_t plain = script::first_character(cursor.rest()).length;
    cursor.advance(surrogates ? 12 : unicode ? 6 : cursor.peek() == '\\' ? 2 : plain);
  }
  Range place = cursor.here();
  ++place.end_column;
  return place;
}

}  // namespace orrery::scenario
