// Reading a format spec. (formatter_unicode.c, parse_internal_render_format_spec)
#include "engine/script/object/format_spec.hpp"

#include <fmt/format.h>

#include "engine/script/object/exception.hpp"
#include "engine/script/object/str.hpp"

namespace orrery::script {

namespace {

bool is_align(char32_t c) {
  return c == '<' || c == '>' || c == '=' || c == '^';
}

class SpecReader {
 public:
  SpecReader(Runtime& rt, std::string_view text) : rt_(rt), text_(text) {
    for (const char* p = text.data(); p < text.data() + text.size();) points_ += next_code_point(p);
  }

  FormatSpec read(char default_type, char default_align, std::string_view type_name) {
    FormatSpec spec;
    spec.type = default_type;
    read_align(spec);
    if (peek() == '+' || peek() == '-' || peek() == ' ') spec.sign = static_cast<char>(take());
    spec.no_negative_zero = accept('z');
    spec.alternate = accept('#');
    if (!filled_ && accept('0')) {
      spec.fill = '0';
      if (spec.align == 0 && default_align == '>') spec.align = '=';
    }
    read_number(spec.width);
    read_grouping(spec);
    if (accept('.') && !read_number(spec.precision)) raise_value_error(rt_, "Format specifier missing precision");
    if (at_ + 1 < points_.size())
      raise_value_error(rt_, fmt::format("Invalid format specifier '{}' for object of type '{}'", text_, type_name));
    if (at_ < points_.size()) spec.type = points_[at_] < 0x80 ? static_cast<char>(take()) : '\x01';
    if (spec.align == 0) spec.align = default_align;
    check_grouping(spec);
    return spec;
  }

 private:
  char32_t peek(std::size_t ahead = 0) const { return at_ + ahead < points_.size() ? points_[at_ + ahead] : 0; }
  char32_t take() { return points_[at_++]; }
  bool accept(char32_t c) {
    if (peek() != c || at_ >= points_.size()) return false;
    ++at_;
    return true;
  }

  void read_align(FormatSpec& spec) {
    if (at_ + 1 < points_.size() && is_align(peek(1))) {
      spec.fill = take();
      spec.align = static_cast<char>(take());
      filled_ = true;
    } else if (is_align(peek())) {
      spec.align = static_cast<char>(take());
    }
  }

  bool read_number(std::int64_t& number) {
    const std::size_t begin = at_;
    std::int64_t value = 0;
    for (; peek() >= '0' && peek() <= '9'; ++at_) {
      if (value > INT64_MAX / 10 - 10) raise_value_error(rt_, "Too many decimal digits in format string");
      value = value * 10 + static_cast<std::int64_t>(peek() - '0');
    }
    if (at_ > begin) number = value;
    return at_ > begin;
  }

  void read_grouping(FormatSpec& spec) {
    if (accept(',')) spec.thousands = ',';
    if (accept('_')) {
      if (spec.thousands) raise_value_error(rt_, "Cannot specify both ',' and '_'.");
      spec.thousands = '_';
    }
    if (peek() == ',' && spec.thousands == '_') raise_value_error(rt_, "Cannot specify both ',' and '_'.");
  }

  void check_grouping(const FormatSpec& spec) {
    if (!spec.thousands) return;
    constexpr std::string_view decimal = "deEfFgG%";
    if (spec.type == 0 || decimal.find(spec.type) != std::string_view::npos) return;
    if (spec.thousands == '_' && std::string_view("boxX").find(spec.type) != std::string_view::npos) return;
    if (spec.type > 32 && spec.type < 127)
      raise_value_error(rt_, fmt::format("Cannot specify '{}' with '{}'.", spec.thousands, spec.type));
    raise_value_error(
        rt_, fmt::format("Cannot specify '{}' with '\\x{:x}'.", spec.thousands, static_cast<unsigned>(spec.type)));
  }

  Runtime& rt_;
  std::string_view text_;
  std::u32string points_;
  std::size_t at_ = 0;
  bool filled_ = false;
};

}  // namespace

FormatSpec parse_format_spec(Runtime& rt, std::string_view spec, char default_type, char align,
                             std::string_view type_name) {
  return SpecReader(rt, spec).read(default_type, align, type_name);
}

}  // namespace orrery::script
