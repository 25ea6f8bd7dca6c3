// The proleptic Gregorian calendar and strftime's codes. (CPython: Lib/_pydatetime.py; C's strftime in the C locale.)
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace orrery::script {

struct CalendarTime {
  int year = 1970, month = 1, day = 1;
  int hour = 0, minute = 0, second = 0;
  int microsecond = 0;  // below 0: %f is no code, as for C's strftime
  std::string offset;   // what %z is: "+0100", or empty
  std::string zone;     // what %Z is
};

bool is_leap(int year) noexcept;
int days_in_month(int year, int month) noexcept;
// Day number 1 is 1 January of year 1.
std::int64_t ordinal_of(int year, int month, int day) noexcept;
void date_of_ordinal(std::int64_t ordinal, int& year, int& month, int& day) noexcept;
inline constexpr std::int64_t epoch_ordinal = 719163;  // 1 January 1970
inline constexpr std::int64_t last_ordinal = 3652059;  // 31 December 9999

int weekday_of(int year, int month, int day) noexcept;   // Monday is 0
int day_of_year(int year, int month, int day) noexcept;  // from 1
struct IsoDate {
  int year, week, weekday;  // Monday is 1
};
IsoDate iso_date(int year, int month, int day) noexcept;
// The ordinal of a day of an ISO week.
std::int64_t ordinal_of_iso(int year, int week, int weekday) noexcept;
int iso_weeks_in(int year) noexcept;

// In UTC.
CalendarTime calendar_time(std::int64_t seconds_since_epoch, int microsecond = 0) noexcept;

std::string_view weekday_name(int weekday) noexcept;  // Monday is 0
std::string_view month_name(int month) noexcept;      // January is 1

// strftime. Codes that the C library does not know stay as they are.
std::string format_time(const CalendarTime& t, std::string_view format);
// "Thu Jan  1 00:00:00 1970"
std::string ctime_text(const CalendarTime& t);

// strptime: false, with the reason in `error`, if the text does not match.
struct ParsedTime {
  CalendarTime time{1900, 1, 1};
  bool has_offset = false;
  std::int64_t offset_us = 0;
};
bool parse_time(std::string_view text, std::string_view format, ParsedTime& into, std::string& error);

}  // namespace orrery::script
