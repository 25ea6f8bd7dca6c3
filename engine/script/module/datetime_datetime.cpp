// datetime.datetime: the class and its arithmetic. How it is made: datetime_make.cpp.
#include <fmt/format.h>

#include "engine/script/module/datetime.hpp"
#include "engine/script/module/datetime_make.hpp"
#include "engine/script/object/exception.hpp"
#include "engine/script/object/number.hpp"
#include "engine/script/object/str.hpp"

namespace orrery::script {
namespace {

std::optional<std::int64_t> own_offset(Runtime& rt, const Value& self) {
  return offset_of(rt, as_datetime(self).at.zone, self);
}

// ---------------------------------------------------------------- showing

Value repr_datetime(Runtime& rt, const Value& self) {
  const DateTime& d = as_datetime(self);
  std::string shown =
      fmt::format("{}({}, {}, {}, {}, {}", type_of(rt, self)->name(), d.year, d.month, d.day, d.at.hour, d.at.minute);
  if (d.at.second != 0 || d.at.microsecond != 0) shown += fmt::format(", {}", d.at.second);
  if (d.at.microsecond != 0) shown += fmt::format(", {}", d.at.microsecond);
  if (d.at.fold != 0) shown += ", fold=1";
  if (!d.at.zone.is_none()) shown += fmt::format(", tzinfo={}", repr(rt, d.at.zone)->view());
  return text(rt, shown + ")");
}

Value iso_text(Runtime& rt, const Value& self, std::string_view separator, std::string_view timespec) {
  const DateTime& d = as_datetime(self);
  const std::string time = time_text(d.at, timespec);
  if (time.empty()) raise_value_error(rt, "Unknown timespec value");
  const auto offset = own_offset(rt, self);
  return text(rt, fmt::format("{:04}-{:02}-{:02}{}{}{}", d.year, d.month, d.day, separator, time,
                              offset ? offset_text(*offset, true) : std::string()));
}
Value isoformat(Runtime& rt, Args args) {
  const auto [self, sep, timespec] = script::bind<3>(rt, "isoformat", {"", "sep", "timespec"}, args, 1, 1);
  if (!is_unset(sep) && (!is_str(sep) || as_str(sep).length() != 1))
    raise_type_error(rt, "isoformat() argument 1 must be a unicode character, not str");
  return iso_text(rt, self, is_unset(sep) ? "T" : as_str(sep).view(),
                  is_unset(timespec) ? "auto" : as_str(timespec).view());
}
Value str_datetime(Runtime& rt, const Value& self) {
  return iso_text(rt, self, " ", "auto");
}

// ---------------------------------------------------------------- arithmetic

Value moved(Runtime& rt, const Value& self, Microseconds by) {
  const DateTime& d = as_datetime(self);
  return datetime_from(rt, type_of(rt, self), microseconds_of(d) + by, d.at.zone);
}
Value add(Runtime& rt, const Value& a, const Value& b) {
  if (is_datetime(rt, a) && is_delta(rt, b)) return moved(rt, a, as_delta(b).total());
  if (is_datetime(rt, b) && is_delta(rt, a)) return moved(rt, b, as_delta(a).total());
  return not_implemented;
}
// The offsets of both, unless they have the very same zone: then none is asked for.
bool offsets(Runtime& rt, const Value& a, const Value& b, std::optional<std::int64_t>& x,
             std::optional<std::int64_t>& y) {
  if (as_datetime(a).at.zone == as_datetime(b).at.zone) return true;
  x = own_offset(rt, a);
  y = own_offset(rt, b);
  return x.has_value() == y.has_value();
}
Value subtract(Runtime& rt, const Value& a, const Value& b) {
  if (!is_datetime(rt, a)) return not_implemented;
  if (is_delta(rt, b)) return moved(rt, a, -as_delta(b).total());
  if (!is_datetime(rt, b)) return not_implemented;
  std::optional<std::int64_t> x, y;
  if (!offsets(rt, a, b, x, y)) raise_type_error(rt, "can't subtract offset-naive and offset-aware datetimes");
  return make_delta(rt,
                    microseconds_of(as_datetime(a)) - x.value_or(0) - microseconds_of(as_datetime(b)) + y.value_or(0));
}

Value unlike(Runtime& rt, CompareOp op, const std::string& why) {
  if (op == CompareOp::equal) return false_value;
  if (op == CompareOp::not_equal) return true_value;
  raise_type_error(rt, why);
}
Value compare_datetime(Runtime& rt, CompareOp op, const Value& a, const Value& b) {
  if (!is_datetime(rt, a) || !is_datetime(rt, b)) {
    const bool no_date = !is_date(rt, a) || !is_date(rt, b);
    if (no_date || rt.environment().rules() == loop::Rules::py313) return not_implemented;
    return unlike(rt, op, fmt::format("can't compare {} to {}", type_of(rt, a)->name(), type_of(rt, b)->name()));
  }
  std::optional<std::int64_t> x, y;
  if (!offsets(rt, a, b, x, y)) return unlike(rt, op, "can't compare offset-naive and offset-aware datetimes");
  const Microseconds left = microseconds_of(as_datetime(a)) - x.value_or(0);
  const Microseconds right = microseconds_of(as_datetime(b)) - y.value_or(0);
  return compare(rt, op, Value::integer(left < right ? -1 : left > right), Value::integer(0));
}
std::int64_t hash_datetime(Runtime& rt, const Value& self) {
  const Microseconds us = microseconds_of(as_datetime(self)) - own_offset(rt, self).value_or(0);
  return hash(rt, Value::integer(static_cast<std::int64_t>(us)));
}

// ---------------------------------------------------------------- parts

Value date_part(Runtime& rt, Args args) {
  const DateTime& d = as_datetime(args[0]);
  return make_date(rt, standard_state(rt).date, d.year, d.month, d.day);
}
Value time_part(Runtime& rt, Args args) {
  DayTime at = as_datetime(args[0]).at;
  at.zone = none;
  return make_time(rt, standard_state(rt).time_of_day, at);
}
Value time_part_with_zone(Runtime& rt, Args args) {
  return make_time(rt, standard_state(rt).time_of_day, as_datetime(args[0]).at);
}
Value utcoffset(Runtime& rt, Args args) {
  return ask_zone(rt, as_datetime(args[0]).at.zone, "utcoffset", args[0]);
}
Value dst(Runtime& rt, Args args) {
  return ask_zone(rt, as_datetime(args[0]).at.zone, "dst", args[0]);
}
Value tzname(Runtime& rt, Args args) {
  return ask_zone(rt, as_datetime(args[0]).at.zone, "tzname", args[0]);
}
Value timestamp(Runtime& rt, Args args) {
  const Microseconds since = microseconds_of(as_datetime(args[0])) - own_offset(rt, args[0]).value_or(0) -
                             Microseconds{epoch_ordinal} * 86'400'000'000;
  return binary(rt, BinaryOp::true_divide, make_int(rt, static_cast<std::int64_t>(since)), Value::integer(1'000'000));
}
Value timetuple(Runtime& rt, Args args) {
  int flag = -1;
  if (!as_datetime(args[0]).at.zone.is_none()) {
    const Value dst = ask_zone(rt, as_datetime(args[0]).at.zone, "dst", args[0]);
    if (!dst.is_none()) flag = as_delta(dst).total() != 0;
  }
  return make_struct_time(rt, calendar_of(rt, args[0]), flag);
}
Value utctimetuple(Runtime& rt, Args args) {
  const Microseconds us = microseconds_of(as_datetime(args[0])) - own_offset(rt, args[0]).value_or(0);
  return make_struct_time(rt, calendar_of(rt, datetime_from(rt, standard_state(rt).datetime, us, none)), 0);
}

Value astimezone(Runtime& rt, Args args) {
  const auto [self, wanted] = script::bind<2>(rt, "astimezone", {"", "tz"}, args, 1, 1);
  // Local time is UTC.
  const Value zone = is_none_or_unset(wanted) ? standard_state(rt).utc : wanted;
  check_zone(rt, zone);
  if (as_datetime(self).at.zone == zone) return self;
  const Microseconds utc = microseconds_of(as_datetime(self)) - own_offset(rt, self).value_or(0);
  return call_method(rt, zone, "fromutc", {datetime_from(rt, type_of(rt, self), utc, zone)});
}

template <int DayTime::*part>
Value get(Runtime&, const Value& self) {
  return Value::integer(as_datetime(self).at.*part);
}
Value get_zone(Runtime&, const Value& self) {
  return as_datetime(self).at.zone;
}

constexpr NativeMethod methods[] = {
    {"isoformat", isoformat},
    {"date", date_part, no_arguments()},
    {"time", time_part, no_arguments()},
    {"timetz", time_part_with_zone, no_arguments()},
    {"utcoffset", utcoffset, no_arguments()},
    {"dst", dst, no_arguments()},
    {"tzname", tzname, no_arguments()},
    {"timestamp", timestamp, no_arguments()},
    {"timetuple", timetuple, no_arguments()},
    {"utctimetuple", utctimetuple, no_arguments()},
    {"astimezone", astimezone},
    {"replace", replace_datetime},
    {"__replace__", replace_datetime},
    {"now", datetime_now, any_arguments(), NativeMethod::Kind::class_method},
    {"today", datetime_today, no_arguments(), NativeMethod::Kind::class_method},
    {"utcnow", datetime_utcnow, no_arguments(), NativeMethod::Kind::class_method},
    {"fromtimestamp", datetime_fromtimestamp, any_arguments(), NativeMethod::Kind::class_method},
    {"utcfromtimestamp", datetime_utcfromtimestamp, one_argument(), NativeMethod::Kind::class_method},
    {"combine", datetime_combine, any_arguments(), NativeMethod::Kind::class_method},
    {"fromisoformat", datetime_fromisoformat, one_argument(), NativeMethod::Kind::class_method},
    {"strptime", datetime_strptime, between(2, 2), NativeMethod::Kind::class_method},
};
constexpr NativeAttribute attributes[] = {
    {"hour", get<&DayTime::hour>},     {"minute", get<&DayTime::minute>},
    {"second", get<&DayTime::second>}, {"microsecond", get<&DayTime::microsecond>},
    {"fold", get<&DayTime::fold>},     {"tzinfo", get_zone}};
void ignore(Runtime&, const Value&, Args) {}

Slots datetime_slots(const Type& date) {
  Slots slots{};
  slots.construct = construct_datetime;
  slots.init = ignore;
  slots.repr = repr_datetime;
  slots.str = str_datetime;
  slots.format = date.slots.format;
  slots.compare = compare_datetime;
  slots.hash = hash_datetime;
  slots.binary[static_cast<std::size_t>(BinaryOp::add)] = add;
  slots.binary[static_cast<std::size_t>(BinaryOp::subtract)] = subtract;
  return slots;
}

}  // namespace

bool is_datetime(Runtime& rt, const Value& v) {
  return is_a(rt, v, standard_state(rt).datetime);
}

Type* make_datetime_class(Runtime& rt) {
  StandardState& state = standard_state(rt);
  Type*& type = state.datetime;
  type = rt.types().keep(make_type(rt, {.name = "datetime.datetime",
                                        .module = "datetime",
                                        .base = state.date,
                                        .flags = TypeFlag::base_type,
                                        .slots = datetime_slots(*state.date),
                                        .methods = methods,
                                        .attributes = attributes}));
  type->dict().set(rt.heap().intern("min"), make_datetime(rt, type, 1, 1, 1, {}));
  type->dict().set(rt.heap().intern("max"), make_datetime(rt, type, 9999, 12, 31, {23, 59, 59, 999'999, 0, none}));
  type->dict().set(rt.heap().intern("resolution"), make_delta(rt, 1));
  return type;
}

}  // namespace orrery::script
