#include "engine/script/module/calendar.hpp"

#include <fmt/format.h>

#include <array>

namespace orrery::script {
namespace {

constexpr std::array<std::string_view, 7> weekdays = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                                      "Friday", "Saturday", "Sunday"};
constexpr std::array<std::string_view, 12> months = {"January",   "February", "March",    "April",
                                                     "May",       "June",     "July",     "August",
                                                     "September", "October",  "November", "December"};

std::int64_t days_before_year(int year) noexcept {
  const std::int64_t y = year - 1;
  return y * 365 + y / 4 - y / 100 + y / 400;
}
int days_before_month(int year, int month) noexcept {
  int days = 0;
  for (int m = 1; m < month; ++m) days += days_in_month(year, m);
  return days;
}

}  // namespace

bool is_leap(int year) noexcept {
  return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

int days_in_month(int year, int month) noexcept {
  constexpr int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && is_leap(year) ? 29 : days[month - 1];
}

std::int64_t ordinal_of(int year, int month, int day) noexcept {
  return days_before_year(year) + days_before_month(year, month) + day;
}

void date_of_ordinal(std::int64_t ordinal, int& year, int& month, int& day) noexcept {
  year = static_cast<int>((ordinal - 1) / 365.2425) + 1;
  while (days_before_year(year + 1) < ordinal) ++year;
  while (days_before_year(year) >= ordinal) --year;
  int left = static_cast<int>(ordinal - days_before_year(year));
  for (month = 1; left > days_in_month(year, month); ++month) left -= days_in_month(year, month);
  day = left;
}

int weekday_of(int year, int month, int day) noexcept {
  return static_cast<int>((ordinal_of(year, month, day) + 6) % 7);
}
int day_of_year(int year, int month, int day) noexcept {
  return days_before_month(year, month) + day;
}

// The Monday of week 1: the week with the first Thursday.
static std::int64_t first_monday(int year) noexcept {
  const std::int64_t first = ordinal_of(year, 1, 1), weekday = (first + 6) % 7;
  return weekday > 3 ? first - weekday + 7 : first - weekday;
}

std::int64_t ordinal_of_iso(int year, int week, int weekday) noexcept {
  return first_monday(year) + (week - 1) * 7 + weekday - 1;
}
int iso_weeks_in(int year) noexcept {
  return static_cast<int>((first_monday(year + 1) - first_monday(year)) / 7);
}

IsoDate iso_date(int year, int month, int day) noexcept {
  const std::int64_t today = ordinal_of(year, month, day);
  int of = year;
  if (today < first_monday(of))
    --of;
  else if (today >= first_monday(of + 1))
    ++of;
  const std::int64_t since = today - first_monday(of);
  return {of, static_cast<int>(since / 7) + 1, static_cast<int>(since % 7) + 1};
}

CalendarTime calendar_time(std::int64_t seconds, int microsecond) noexcept {
  std::int64_t days = seconds / 86400, rest = seconds % 86400;
  if (rest < 0) rest += 86400, --days;
  CalendarTime t;
  date_of_ordinal(days + epoch_ordinal, t.year, t.month, t.day);
  t.hour = static_cast<int>(rest / 3600);
  t.minute = static_cast<int>(rest / 60 % 60);
  t.second = static_cast<int>(rest % 60);
  t.microsecond = microsecond;
  return t;
}

std::string_view weekday_name(int weekday) noexcept {
  return weekdays[static_cast<std::size_t>(weekday)];
}
std::string_view month_name(int month) noexcept {
  return months[static_cast<std::size_t>(month - 1)];
}

std::string ctime_text(const CalendarTime& t) {
  return fmt::format("{} {} {:2} {:02}:{:02}:{:02} {:04}",
                     weekday_name(weekday_of(t.year, t.month, t.day)).substr(0, 3), month_name(t.month).substr(0, 3),
                     t.day, t.hour, t.minute, t.second, t.year);
}

// ---------------------------------------------------------------- strftime

namespace {

int hour12(int hour) {
  return hour % 12 == 0 ? 12 : hour % 12;
}
// Weeks that begin with a Sunday, or with a Monday.
int week_of_year(const CalendarTime& t, bool from_monday) {
  const int weekday = weekday_of(t.year, t.month, t.day), day = day_of_year(t.year, t.month, t.day);
  return (day + 6 - (from_monday ? weekday : (weekday + 1) % 7)) / 7;
}

std::string date_code(const CalendarTime& t, char code) {
  const int weekday = weekday_of(t.year, t.month, t.day);
  const IsoDate iso = iso_date(t.year, t.month, t.day);
  switch (code) {
    case 'a':
      return std::string(weekday_name(weekday).substr(0, 3));
    case 'A':
      return std::string(weekday_name(weekday));
    case 'b':
    case 'h':
      return std::string(month_name(t.month).substr(0, 3));
    case 'B':
      return std::string(month_name(t.month));
    case 'C':
      return fmt::format("{:02}", t.year / 100);
    case 'd':
      return fmt::format("{:02}", t.day);
    case 'e':
      return fmt::format("{:2}", t.day);
    case 'D':
    case 'x':
      return fmt::format("{:02}/{:02}/{:02}", t.month, t.day, t.year % 100);
    case 'F':
      return fmt::format("{}-{:02}-{:02}", t.year, t.month, t.day);
    case 'g':
      return fmt::format("{:02}", iso.year % 100);
    case 'G':
      return fmt::format("{}", iso.year);
    case 'j':
      return fmt::format("{:03}", day_of_year(t.year, t.month, t.day));
    case 'm':
      return fmt::format("{:02}", t.month);
    case 'u':
      return fmt::format("{}", weekday + 1);
    case 'U':
      return fmt::format("{:02}", week_of_year(t, false));
    case 'V':
      return fmt::format("{:02}", iso.week);
    case 'w':
      return fmt::format("{}", (weekday + 1) % 7);
    case 'W':
      return fmt::format("{:02}", week_of_year(t, true));
    case 'y':
      return fmt::format("{:02}", t.year % 100);
    case 'Y':
      return fmt::format("{}", t.year);
    default:
      return {};
  }
}

std::string clock_code(const CalendarTime& t, char code) {
  switch (code) {
    case 'f':
      return t.microsecond < 0 ? "%f" : fmt::format("{:06}", t.microsecond);
    case 'H':
      return fmt::format("{:02}", t.hour);
    case 'I':
      return fmt::format("{:02}", hour12(t.hour));
    case 'k':
      return fmt::format("{:2}", t.hour);
    case 'l':
      return fmt::format("{:2}", hour12(t.hour));
    case 'M':
      return fmt::format("{:02}", t.minute);
    case 'p':
      return t.hour < 12 ? "AM" : "PM";
    case 'P':
      return t.hour < 12 ? "am" : "pm";
    case 'r':
      return fmt::format("{:02}:{:02}:{:02} {}", hour12(t.hour), t.minute, t.second, t.hour < 12 ? "AM" : "PM");
    case 'R':
      return fmt::format("{:02}:{:02}", t.hour, t.minute);
    case 'S':
      return fmt::format("{:02}", t.second);
    case 's':
      return fmt::format("{}", (ordinal_of(t.year, t.month, t.day) - epoch_ordinal) * 86400 + t.hour * 3600 +
                                   t.minute * 60 + t.second);
    case 'T':
    case 'X':
      return fmt::format("{:02}:{:02}:{:02}", t.hour, t.minute, t.second);
    default:
      return {};
  }
}

std::string other_code(const CalendarTime& t, char code) {
  switch (code) {
    case 'c':
      return ctime_text(t);
    case 'z':
      return t.offset;
    case 'Z':
      return t.zone;
    case 'n':
      return "\n";
    case 't':
      return "\t";
    case '%':
      return "%";
    default:
      return std::string("%") + code;
  }
}

bool one_of(std::string_view codes, char c) {
  return codes.find(c) != std::string_view::npos;
}

std::string code_text(const CalendarTime& t, char code) {
  if (one_of("aAbhBCdeDxFgGjmuUVwWyY", code)) return date_code(t, code);
  if (one_of("fHIklMpPrRSsTX", code)) return clock_code(t, code);
  return other_code(t, code);
}

// "+01:00" from "+0100".
std::string with_colons(const std::string& offset) {
  std::string text = offset.substr(0, 3);
  for (std::size_t i = 3; i < offset.size() && offset[i] != '.'; i += 2) text += ":" + offset.substr(i, 2);
  const std::size_t dot = offset.find('.');
  return dot == std::string::npos ? text : text + offset.substr(dot);
}

}  // namespace

std::string format_time(const CalendarTime& t, std::string_view format) {
  std::string text;
  for (std::size_t i = 0; i < format.size(); ++i) {
    if (format[i] != '%' || i + 1 == format.size()) {
      text += format[i];
    } else if (format.substr(i).starts_with("%:z")) {
      text += with_colons(t.offset);
      i += 2;
    } else if (format[i + 1] == '-' && i + 2 < format.size()) {  // without padding
      std::string padded = code_text(t, format[i + 2]);
      const std::size_t first = padded.find_first_not_of("0 ");
      text += first == std::string::npos ? padded.substr(padded.size() - 1) : padded.substr(first);
      i += 2;
    } else {
      text += code_text(t, format[++i]);
    }
  }
  return text;
}

}  // namespace orrery::script
