// strptime. (CPython: Lib/_strptime.py.)
#include <fmt/format.h>

#include <algorithm>
#include <cctype>

#include "engine/script/module/calendar.hpp"

namespace orrery::script {
namespace {

class TimeParser {
 public:
  TimeParser(std::string_view text, std::string_view format, ParsedTime& into)
      : text_(text), format_(format), p_(into) {}

  // The rest of the text that no code took; npos: it does not match.
  bool run(std::string_view& rest) {
    for (std::size_t i = 0; i < format_.size(); ++i) {
      const char c = format_[i];
      if (c == '%' && i + 1 < format_.size()) {
        if (!code(format_[++i])) return false;
      } else if (std::isspace(static_cast<unsigned char>(c))) {
        if (!space()) return false;
      } else if (!literal(c)) {
        return false;
      }
    }
    finish();
    rest = text_;
    return true;
  }
  bool known_codes(char& bad) const {
    for (std::size_t i = 0; i + 1 < format_.size(); ++i) {
      if (format_[i] != '%') continue;
      bad = format_[++i];
      if (std::string_view("aAbBcdfGHIjmMpSuUVwWxXyYzZ%DTRF").find(bad) == std::string_view::npos) return false;
    }
    return true;
  }
  bool day_is_in_month() const { return p_.time.day <= days_in_month(p_.time.year, p_.time.month); }

 private:
  bool literal(char c) {
    if (text_.empty() ||
        std::tolower(static_cast<unsigned char>(text_[0])) != std::tolower(static_cast<unsigned char>(c)))
      return false;
    text_.remove_prefix(1);
    return true;
  }
  bool space() {
    const std::size_t first = std::min(text_.find_first_not_of(" \t\n\r\f\v"), text_.size());
    if (first == 0) return false;
    text_.remove_prefix(first);
    return true;
  }
  // Up to `digits` digits between the bounds; a shorter run of digits if the longer one is too large.
  bool number(int& into, std::size_t digits, int least, int most) {
    for (std::size_t n = digits; n > 0; --n) {
      if (n > text_.size() || !std::all_of(text_.begin(), text_.begin() + static_cast<std::ptrdiff_t>(n), ::isdigit))
        continue;
      int value = 0;
      for (std::size_t i = 0; i < n; ++i) value = value * 10 + (text_[i] - '0');
      if (value < least || value > most) continue;
      into = value;
      text_.remove_prefix(n);
      return true;
    }
    return false;
  }
  bool exact(int& into, std::size_t digits) {
    const std::string_view before = text_;
    return number(into, digits, 0, 9999) && before.size() - text_.size() == digits;
  }
  static bool same(std::string_view a, std::string_view b) {
    return std::ranges::equal(a, b, [](char x, char y) {
      return std::tolower(static_cast<unsigned char>(x)) == std::tolower(static_cast<unsigned char>(y));
    });
  }
  template <class Name>
  bool name(int& into, int first, int last, Name of, bool whole) {
    for (int i = first; i <= last; ++i) {
      const std::string_view candidate = whole ? of(i) : of(i).substr(0, 3);
      if (!same(text_.substr(0, candidate.size()), candidate)) continue;
      into = i;
      text_.remove_prefix(candidate.size());
      return true;
    }
    return false;
  }
  bool year2() {
    int y = 0;
    if (!exact(y, 2)) return false;
    p_.time.year = y <= 68 ? 2000 + y : 1900 + y;
    return true;
  }
  bool fraction() {
    std::size_t n = 0;
    int value = 0;
    while (n < 6 && n < text_.size() && std::isdigit(static_cast<unsigned char>(text_[n])))
      value = value * 10 + (text_[n++] - '0');
    if (n == 0) return false;
    text_.remove_prefix(n);
    for (; n < 6; ++n) value *= 10;
    p_.time.microsecond = value;
    return true;
  }
  bool half() {
    const bool pm = same(text_.substr(0, 2), "pm");
    if (!pm && !same(text_.substr(0, 2), "am")) return false;
    text_.remove_prefix(2);
    half_ = pm ? 2 : 1;
    return true;
  }
  bool offset() {
    p_.has_offset = true;
    if (text_.starts_with('Z')) return literal('Z');
    if (text_.empty() || (text_[0] != '+' && text_[0] != '-')) return false;
    const int sign = text_[0] == '-' ? -1 : 1;
    text_.remove_prefix(1);
    int hours = 0, minutes = 0, seconds = 0;
    if (!exact(hours, 2)) return false;
    const bool colon = text_.starts_with(':');
    if (colon) text_.remove_prefix(1);
    if (!exact(minutes, 2)) return false;
    if (colon && text_.starts_with(':') && text_.size() >= 3) {
      text_.remove_prefix(1);
      if (!exact(seconds, 2)) return false;
    }
    p_.offset_us = sign * (std::int64_t{hours} * 3600 + minutes * 60 + seconds) * 1'000'000;
    return true;
  }
  bool zone() {
    for (const std::string_view known : {"UTC", "GMT"}) {
      if (!same(text_.substr(0, 3), known)) continue;
      text_.remove_prefix(3);
      return true;
    }
    return false;
  }
  bool several(std::string_view format) {
    TimeParser inner(text_, format, p_);
    return inner.run(text_);
  }
  bool code(char c) {
    CalendarTime& t = p_.time;
    int ignored = 0;
    switch (c) {
      case 'a':
        return name(ignored, 0, 6, weekday_name, false);
      case 'A':
        return name(ignored, 0, 6, weekday_name, true);
      case 'b':
        return name(t.month, 1, 12, month_name, false);
      case 'B':
        return name(t.month, 1, 12, month_name, true);
      case 'd':
        return number(t.day, 2, 1, 31);
      case 'f':
        return fraction();
      case 'H':
        return number(t.hour, 2, 0, 23);
      case 'I':
        return number(t.hour, 2, 1, 12);
      case 'j':
        return number(day_of_year_, 3, 1, 366);
      case 'm':
        return number(t.month, 2, 1, 12);
      case 'M':
        return number(t.minute, 2, 0, 59);
      case 'p':
        return half();
      case 'S':
        return number(t.second, 2, 0, 61);
      case 'u':
        return number(ignored, 1, 1, 7);
      case 'w':
        return number(ignored, 1, 0, 6);
      case 'U':
      case 'V':
      case 'W':
        return number(ignored, 2, 0, 53);
      case 'y':
        return year2();
      case 'G':
      case 'Y':
        return exact(t.year, 4);
      case 'z':
        return offset();
      case 'Z':
        return zone();
      case '%':
        return literal('%');
      case 'c':
        return several("%a %b %d %H:%M:%S %Y");
      case 'D':
      case 'x':
        return several("%m/%d/%y");
      case 'F':
        return several("%Y-%m-%d");
      case 'R':
        return several("%H:%M");
      default:
        return several("%H:%M:%S");  // T, X
    }
  }
  void finish() {
    if (half_ == 2 && p_.time.hour < 12) p_.time.hour += 12;
    if (half_ == 1 && p_.time.hour == 12) p_.time.hour = 0;
    if (day_of_year_ == 0) return;
    const std::int64_t day = ordinal_of(p_.time.year, 1, 1) + day_of_year_ - 1;
    date_of_ordinal(day, p_.time.year, p_.time.month, p_.time.day);
  }

  std::string_view text_, format_;
  ParsedTime& p_;
  int half_ = 0;
  int day_of_year_ = 0;
};

}  // namespace

bool parse_time(std::string_view text, std::string_view format, ParsedTime& into, std::string& error) {
  TimeParser parser(text, format, into);
  std::string_view rest;
  if (char bad = 0; !parser.known_codes(bad)) {
    error = fmt::format("'{}' is a bad directive in format '{}'", bad, format);
  } else if (!parser.run(rest)) {
    error = fmt::format("time data '{}' does not match format '{}'", text, format);
  } else if (!rest.empty()) {
    error = fmt::format("unconverted data remains: {}", rest);
  } else if (!parser.day_is_in_month()) {
    error = "day is out of range for month";
  }
  return error.empty();
}

}  // namespace orrery::script
