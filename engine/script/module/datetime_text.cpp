// Dates and times as text, and back. (CPython: Modules/_datetimemodule.c, the parse_isoformat_… functions.)
#include <fmt/format.h>

#include <cctype>

#include "engine/script/module/datetime.hpp"
#include "engine/script/object/exception.hpp"
#include "engine/script/object/number.hpp"
#include "engine/script/object/str.hpp"

namespace orrery::script {

std::string time_text(const DayTime& at, std::string_view timespec) {
  const std::string hm = fmt::format("{:02}:{:02}", at.hour, at.minute);
  if (timespec == "auto")
    return at.microsecond == 0 ? fmt::format("{}:{:02}", hm, at.second)
                               : fmt::format("{}:{:02}.{:06}", hm, at.second, at.microsecond);
  if (timespec == "hours") return fmt::format("{:02}", at.hour);
  if (timespec == "minutes") return hm;
  if (timespec == "seconds") return fmt::format("{}:{:02}", hm, at.second);
  if (timespec == "milliseconds") return fmt::format("{}:{:02}.{:03}", hm, at.second, at.microsecond / 1000);
  return timespec == "microseconds" ? fmt::format("{}:{:02}.{:06}", hm, at.second, at.microsecond) : std::string();
}

CalendarTime calendar_of(Runtime& rt, const Value& self) {
  CalendarTime t;
  const bool time = is_time(rt, self);
  t.year = time ? 1900 : as_date(self).year;
  if (!time) {
    t.month = as_date(self).month;
    t.day = as_date(self).day;
  }
  if (!time && !is_datetime(rt, self)) return t;
  const DayTime at = time ? as_time(self).at : as_datetime(self).at;
  t.hour = at.hour;
  t.minute = at.minute;
  t.second = at.second;
  t.microsecond = at.microsecond;
  return t;
}

// With what %z and %Z need, asked of the zone only if the format has them.
Value formatted(Runtime& rt, const Value& self, std::string_view format) {
  CalendarTime t = calendar_of(rt, self);
  const bool timed = is_time(rt, self) || is_datetime(rt, self);
  if (timed && (format.find("%z") != std::string_view::npos || format.find("%:z") != std::string_view::npos)) {
    const Value offset = call_method(rt, self, "utcoffset");
    if (!offset.is_none()) t.offset = offset_text(static_cast<std::int64_t>(as_delta(offset).total()), false);
  }
  if (timed && format.find("%Z") != std::string_view::npos) {
    const Value name = call_method(rt, self, "tzname");
    if (!name.is_none()) t.zone = str(rt, name)->view();
  }
  return text(rt, format_time(t, format));
}

// ---------------------------------------------------------------- ISO 8601

namespace {

// Takes exactly so many digits from the front.
bool take(std::string_view& text, std::size_t digits, int& into) {
  if (text.size() < digits) return false;
  into = 0;
  for (std::size_t i = 0; i < digits; ++i) {
    if (!std::isdigit(static_cast<unsigned char>(text[i]))) return false;
    into = into * 10 + (text[i] - '0');
  }
  text.remove_prefix(digits);
  return true;
}
bool take(std::string_view& text, char c) {
  if (!text.starts_with(c)) return false;
  text.remove_prefix(1);
  return true;
}

bool parse_week_date(std::string_view rest, bool dashes, int year, int& y, int& month, int& day) {
  int week = 0, weekday = 1;
  if (!take(rest, 2, week)) return false;
  if (!rest.empty() && ((dashes && !take(rest, '-')) || !take(rest, 1, weekday))) return false;
  if (!rest.empty() || year < 1 || week < 1 || week > iso_weeks_in(year) || weekday < 1 || weekday > 7) return false;
  date_of_ordinal(ordinal_of_iso(year, week, weekday), y, month, day);
  return true;
}

// .5, .123, .123456789: what is beyond microseconds is cut off.
bool take_fraction(std::string_view& text, int& microsecond) {
  if (!take(text, '.') && !take(text, ',')) return true;
  int digits = 0;
  microsecond = 0;
  for (; !text.empty() && std::isdigit(static_cast<unsigned char>(text[0])); text.remove_prefix(1), ++digits)
    if (digits < 6) microsecond = microsecond * 10 + (text[0] - '0');
  for (int i = digits; i < 6; ++i) microsecond *= 10;
  return digits > 0;
}

// HH[[:]MM[[:]SS[.ffffff]]], all of the text.
bool take_clock(std::string_view text, int& hour, int& minute, int& second, int& microsecond) {
  if (!take(text, 2, hour)) return false;
  const bool colons = text.starts_with(':');
  for (int* part : {&minute, &second}) {
    if (text.empty() || text[0] == '.' || text[0] == ',') break;
    if (colons && !take(text, ':')) return false;
    if (!take(text, 2, *part)) return false;
  }
  return take_fraction(text, microsecond) && text.empty();
}

}  // namespace

std::size_t iso_date_length(std::string_view text) {
  const bool dashes = text.size() > 4 && text[4] == '-';
  const std::size_t week = dashes ? 5 : 4;
  const auto digit = [&](std::size_t i) {
    return i < text.size() && std::isdigit(static_cast<unsigned char>(text[i]));
  };
  if (text.size() <= week || text[week] != 'W') return dashes ? 10 : 8;
  if (dashes) return text.size() > 8 && text[8] == '-' && digit(9) ? 10 : 8;
  return digit(7) && !(text.size() > 8 && digit(8)) ? 8 : 7;
}

bool parse_iso_date(std::string_view text, int& year, int& month, int& day) {
  int y = 0;
  if (!take(text, 4, y)) return false;
  const bool dashes = take(text, '-');
  if (take(text, 'W')) return parse_week_date(text, dashes, y, year, month, day);
  year = y;
  return take(text, 2, month) && (!dashes || take(text, '-')) && take(text, 2, day) && text.empty();
}

bool parse_iso_time(Runtime& rt, std::string_view text, DayTime& into) {
  const std::size_t zone = text.find_first_of("+-Z");
  if (!take_clock(text.substr(0, zone), into.hour, into.minute, into.second, into.microsecond)) return false;
  if (zone == std::string_view::npos) return true;
  if (text[zone] == 'Z') {
    into.zone = standard_state(rt).utc;
    return zone + 1 == text.size();
  }
  int h = 0, m = 0, s = 0, us = 0;
  if (!take_clock(text.substr(zone + 1), h, m, s, us)) return false;
  const std::int64_t offset = ((h * 60LL + m) * 60 + s) * 1'000'000 + us;
  into.zone = make_zone(rt, text[zone] == '-' ? -offset : offset);
  return true;
}

}  // namespace orrery::script
