#include "engine/script/module/datetime_make.hpp"

#include <fmt/format.h>

#include "engine/script/object/exception.hpp"
#include "engine/script/object/number.hpp"
#include "engine/script/object/str.hpp"
#include "engine/script/vm/interpreter.hpp"

namespace orrery::script {

Value make_datetime(Runtime& rt, Type* type, int year, int month, int day, const DayTime& at) {
  Ref<DateTime> made = make_value_object<DateTime>(rt, type, standard_state(rt).datetime);
  made->year = year;
  made->month = month;
  made->day = day;
  made->at = at;
  return Value(std::move(made));
}

Microseconds microseconds_of(const DateTime& d) noexcept {
  return Microseconds{ordinal_of(d.year, d.month, d.day)} * 86'400'000'000 + d.at.us();
}

Value datetime_from(Runtime& rt, Type* type, Microseconds since, const Value& zone, int fold) {
  constexpr Microseconds day = 86'400'000'000;
  const auto ordinal = static_cast<std::int64_t>(since / day - (since % day < 0));
  if (ordinal < 1 || ordinal > last_ordinal) raise(rt, rt.types().overflow_error, "date value out of range");
  const auto rest = static_cast<std::int64_t>(since - ordinal * day), seconds = rest / 1'000'000;
  int y = 0, m = 0, d = 0;
  date_of_ordinal(ordinal, y, m, d);
  return make_datetime(rt, type, y, m, d,
                       {static_cast<int>(seconds / 3600), static_cast<int>(seconds / 60 % 60),
                        static_cast<int>(seconds % 60), static_cast<int>(rest % 1'000'000), fold, zone});
}

namespace {

constexpr std::array<std::string_view, 9> names = {"year",   "month",       "day",    "hour", "minute",
                                                   "second", "microsecond", "tzinfo", "fold"};

Value checked(Runtime& rt, Type* type, int year, int month, int day, const DayTime& at) {
  check_date(rt, year, month, day);
  check_time(rt, at.hour, at.minute, at.second, at.microsecond, at.fold);
  check_zone(rt, at.zone);
  return make_datetime(rt, type, year, month, day, at);
}

// What a clock says, in the zone.
Value from_clock(Runtime& rt, const Value& type, Microseconds since_epoch, const Value& zone) {
  const Microseconds since = since_epoch + Microseconds{epoch_ordinal} * 86'400'000'000;
  if (since < Microseconds{86'400'000'000} || since >= Microseconds{last_ordinal + 1} * 86'400'000'000)
    raise_value_error(rt, "year is out of range");
  const Value utc = datetime_from(rt, type_from(type), since, zone);
  return zone.is_none() ? utc : call_method(rt, zone, "fromutc", {utc});
}
Value zone_argument(Runtime& rt, const Value& v) {
  const Value zone = is_none_or_unset(v) ? Value(none) : v;
  check_zone(rt, zone);
  return zone;
}
void deprecated(Runtime& rt, std::string_view name, std::string_view instead) {
  if (rt.environment().rules() == loop::Rules::py311) return;
  interpreter(rt).warn(
      rt.types().deprecation_warning,
      fmt::format("datetime.datetime.{}() is deprecated and scheduled for removal in a future version. "
                  "Use timezone-aware objects to represent datetimes in UTC: datetime.datetime.{}.",
                  name, instead));
}

}  // namespace

Value construct_datetime(Runtime& rt, Type* type, Args args) {
  const auto v = script::bind<9>(rt, "function", names, args, 3, 0, 8);
  return checked(rt, type, field_number(rt, v[0], 0), field_number(rt, v[1], 0), field_number(rt, v[2], 0),
                 {field_number(rt, v[3], 0), field_number(rt, v[4], 0), field_number(rt, v[5], 0),
                  field_number(rt, v[6], 0), field_number(rt, v[8], 0), is_unset(v[7]) ? Value(none) : v[7]});
}

Value datetime_now(Runtime& rt, Args args) {
  const auto [type, zone] = script::bind<2>(rt, "now", {"", "tz"}, args, 1, 1);
  return from_clock(rt, type, round_to_microseconds(wall_seconds(rt)), zone_argument(rt, zone));
}
Value datetime_today(Runtime& rt, Args args) {
  return from_clock(rt, args[0], round_to_microseconds(wall_seconds(rt)), none);
}
Value datetime_utcnow(Runtime& rt, Args args) {
  deprecated(rt, "utcnow", "now(datetime.UTC)");
  return from_clock(rt, args[0], round_to_microseconds(wall_seconds(rt)), none);
}
Value datetime_fromtimestamp(Runtime& rt, Args args) {
  const auto [type, stamp, zone] = script::bind<3>(rt, "fromtimestamp", {"", "timestamp", "tz"}, args, 2, 1);
  return from_clock(rt, type, round_to_microseconds(to_double(rt, stamp)), zone_argument(rt, zone));
}
Value datetime_utcfromtimestamp(Runtime& rt, Args args) {
  deprecated(rt, "utcfromtimestamp", "fromtimestamp(timestamp, datetime.UTC)");
  return from_clock(rt, args[0], round_to_microseconds(to_double(rt, args[1])), none);
}

Value datetime_combine(Runtime& rt, Args args) {
  const auto [type, date, time, zone] = script::bind<4>(rt, "combine", {"", "date", "time", "tzinfo"}, args, 3, 1);
  if (!is_date(rt, date))
    raise_type_error(rt, fmt::format("combine() argument 1 must be datetime.date, not {}", type_of(rt, date)->name()));
  if (!is_time(rt, time))
    raise_type_error(rt, fmt::format("combine() argument 2 must be datetime.time, not {}", type_of(rt, time)->name()));
  DayTime at = as_time(time).at;
  if (!is_unset(zone)) at.zone = zone_argument(rt, zone);
  const Date& d = as_date(date);
  return make_datetime(rt, type_from(type), d.year, d.month, d.day, at);
}

Value datetime_fromisoformat(Runtime& rt, Args args) {
  if (!is_str(args[1])) raise_type_error(rt, "fromisoformat: argument must be str");
  const std::string_view source = as_str(args[1]).view();
  const std::size_t split = iso_date_length(source);
  int y = 0, m = 0, d = 0;
  DayTime at;
  bool good = parse_iso_date(source.substr(0, split), y, m, d);
  if (good && source.size() > split) {
    const std::size_t separator = (static_cast<unsigned char>(source[split]) & 0xC0) == 0xC0 ? 2 : 1;
    good = parse_iso_time(rt, source.substr(std::min(source.size(), split + separator)), at);
  }
  if (!good) raise_value_error(rt, fmt::format("Invalid isoformat string: {}", repr(rt, args[1])->view()));
  return checked(rt, type_from(args[0]), y, m, d, at);
}

Value datetime_strptime(Runtime& rt, Args args) {
  for (std::size_t i : {1, 2})
    if (!is_str(args[i]))
      raise_type_error(rt, fmt::format("strptime() argument {} must be str, not {}", i, type_of(rt, args[i])->name()));
  ParsedTime parsed;
  std::string error;
  if (!parse_time(as_str(args[1]).view(), as_str(args[2]).view(), parsed, error)) raise_value_error(rt, error);
  const CalendarTime& t = parsed.time;
  const Value zone = parsed.has_offset ? make_zone(rt, parsed.offset_us) : Value(none);
  return checked(rt, type_from(args[0]), t.year, t.month, t.day, {t.hour, t.minute, t.second, t.microsecond, 0, zone});
}

Value replace_datetime(Runtime& rt, Args args) {
  const auto v = script::bind<10>(
      rt, "replace", {"", "year", "month", "day", "hour", "minute", "second", "microsecond", "tzinfo", "fold"}, args, 1,
      1, 9);
  const DateTime& d = as_datetime(v[0]);
  return checked(
      rt, type_of(rt, v[0]), field_number(rt, v[1], d.year), field_number(rt, v[2], d.month),
      field_number(rt, v[3], d.day),
      {field_number(rt, v[4], d.at.hour), field_number(rt, v[5], d.at.minute), field_number(rt, v[6], d.at.second),
       field_number(rt, v[7], d.at.microsecond), field_number(rt, v[9], d.at.fold), is_unset(v[8]) ? d.at.zone : v[8]});
}

}  // namespace orrery::script
