// The objects of the module datetime. (CPython: Modules/_datetimemodule.c.) The local time zone of a run is UTC.
#pragma once

#include <optional>

#include "engine/script/module/calendar.hpp"
#include "engine/script/module/standard_state.hpp"
#include "engine/script/object/derived.hpp"

namespace orrery::script {

__extension__ using Microseconds = __int128;  // of timedelta: 999999999 days do not fit 64 bits

class TimeDelta : public ScriptObject {
 public:
  explicit TimeDelta(Type* type) noexcept : ScriptObject(type) {}
  std::int64_t days = 0, seconds = 0, microseconds = 0;  // normalised as CPython's
  Microseconds total() const noexcept { return (Microseconds{days} * 86400 + seconds) * 1'000'000 + microseconds; }
};

class Date : public ScriptObject {
 public:
  explicit Date(Type* type) noexcept : ScriptObject(type) {}
  int year = 1, month = 1, day = 1;
};

struct DayTime {
  int hour = 0, minute = 0, second = 0, microsecond = 0, fold = 0;
  Value zone;  // a tzinfo or None
  std::int64_t us() const noexcept { return ((hour * 60LL + minute) * 60 + second) * 1'000'000LL + microsecond; }
};
class DateTime : public Date {
 public:
  explicit DateTime(Type* type) noexcept : Date(type) {}
  DayTime at;
};
class TimeOfDay : public ScriptObject {
 public:
  explicit TimeOfDay(Type* type) noexcept : ScriptObject(type) {}
  DayTime at;
};

class ZoneInfoBase : public ScriptObject {
 public:
  explicit ZoneInfoBase(Type* type) noexcept : ScriptObject(type) {}
};
class FixedZone final : public ZoneInfoBase {
 public:
  explicit FixedZone(Type* type) noexcept : ZoneInfoBase(type) {}
  Value offset;  // a timedelta
  Value name;    // a str, or `unset`
};

// An instance of the class or of a subclass of it.
template <class T>
Ref<T> make_value_object(Runtime& rt, Type* type, const Type* native) {
  if (type == native) return rt.heap().make<T>(type);
  return rt.heap().make<WithAttributes<T>>(type);
}
inline bool is_a(Runtime& rt, const Value& v, const Type* type) {
  return type && v.is_object() && type_of(rt, v)->is_subtype_of(type);
}

// ---- the classes, made when the module is
Type* make_timedelta_class(Runtime& rt);
Type* make_date_class(Runtime& rt);
Type* make_datetime_class(Runtime& rt);
Type* make_time_class(Runtime& rt);
void make_zone_classes(Runtime& rt);

// ---- timedelta
inline TimeDelta& as_delta(const Value& v) noexcept {
  return *static_cast<TimeDelta*>(v.object());
}
bool is_delta(Runtime& rt, const Value& v);
Value make_delta(Runtime& rt, Microseconds total);
Microseconds round_to_microseconds(double seconds);

// ---- date, time, datetime
inline Date& as_date(const Value& v) noexcept {
  return *static_cast<Date*>(v.object());
}
inline DateTime& as_datetime(const Value& v) noexcept {
  return *static_cast<DateTime*>(v.object());
}
inline TimeOfDay& as_time(const Value& v) noexcept {
  return *static_cast<TimeOfDay*>(v.object());
}
bool is_date(Runtime& rt, const Value& v);
bool is_datetime(Runtime& rt, const Value& v);
bool is_time(Runtime& rt, const Value& v);
// Raise ValueError for what is out of range.
void check_date(Runtime& rt, std::int64_t year, std::int64_t month, std::int64_t day);
void check_time(Runtime& rt, std::int64_t hour, std::int64_t minute, std::int64_t second, std::int64_t us,
                std::int64_t fold);
void check_zone(Runtime& rt, const Value& zone);
Value make_date(Runtime& rt, Type* type, int year, int month, int day);
Value make_time(Runtime& rt, Type* type, const DayTime& at);
Value make_datetime(Runtime& rt, Type* type, int year, int month, int day, const DayTime& at);
// From microseconds since midnight of day 0; raises OverflowError "date value out of range".
Value datetime_from(Runtime& rt, Type* type, Microseconds since_day_0, const Value& zone, int fold = 0);
Microseconds microseconds_of(const DateTime& d) noexcept;
// The fields of a date of a known type as integers from the arguments.
int field_number(Runtime& rt, const Value& v, int otherwise);

// ---- time zones
// zone.utcoffset(of) in microseconds; nothing if the zone is None or answers None.
std::optional<std::int64_t> offset_of(Runtime& rt, const Value& zone, const Value& of);
// "+01:00", with `colon` between.
std::string offset_text(std::int64_t us, bool colon);
// zone.tzname(of) or zone.dst(of); None for None.
Value ask_zone(Runtime& rt, const Value& zone, std::string_view method, const Value& of);
Value make_zone(Runtime& rt, std::int64_t offset_us);

// ---- texts
std::string time_text(const DayTime& at, std::string_view timespec);
// strftime of any of them.
Value formatted(Runtime& rt, const Value& self, std::string_view format);
CalendarTime calendar_of(Runtime& rt, const Value& self);
// ISO 8601 texts; false if it is none.
bool parse_iso_date(std::string_view text, int& year, int& month, int& day);
bool parse_iso_time(Runtime& rt, std::string_view text, DayTime& into);
std::size_t iso_date_length(std::string_view text);
// date.timetuple and its like.
Value make_struct_time(Runtime& rt, const CalendarTime& t, int dst);

}  // namespace orrery::script
