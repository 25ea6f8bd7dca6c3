// datetime.date.
#include <fmt/format.h>

#include "engine/script/module/datetime.hpp"
#include "engine/script/object/exception.hpp"
#include "engine/script/object/number.hpp"
#include "engine/script/object/str.hpp"

namespace orrery::script {
namespace {

std::int64_t number(Runtime& rt, const Value& v) {
  return index_number(rt, index(rt, v), rt.types().overflow_error);
}

Value construct(Runtime& rt, Type* type, Args args) {
  const auto [year, month, day] = script::bind<3>(rt, "function", {"year", "month", "day"}, args, 3);
  const std::int64_t y = number(rt, year), m = number(rt, month), d = number(rt, day);
  check_date(rt, y, m, d);
  return make_date(rt, type, static_cast<int>(y), static_cast<int>(m), static_cast<int>(d));
}
void ignore(Runtime&, const Value&, Args) {}

// An instance of the class the method was called on, by calling it.
Value of_class(Runtime& rt, const Value& type, int year, int month, int day) {
  const Value numbers[] = {Value::integer(year), Value::integer(month), Value::integer(day)};
  return call(rt, type, Args(numbers, 3));
}
Value from_ordinal(Runtime& rt, const Value& type, std::int64_t ordinal) {
  if (ordinal < 1) raise_value_error(rt, "ordinal must be >= 1");
  if (ordinal > last_ordinal) raise_value_error(rt, fmt::format("year is out of range"));
  int y = 0, m = 0, d = 0;
  date_of_ordinal(ordinal, y, m, d);
  return of_class(rt, type, y, m, d);
}
Value today(Runtime& rt, Args args) {
  return call_method(rt, args[0], "fromtimestamp", {make_float(rt, wall_seconds(rt))});
}
Value from_timestamp(Runtime& rt, Args args) {
  const Microseconds us = round_to_microseconds(to_double(rt, args[1]));
  constexpr Microseconds most = Microseconds{400'000'000'000} * 1'000'000;
  if (us > most || us < -most) raise_value_error(rt, "year is out of range");
  const CalendarTime t = calendar_time(static_cast<std::int64_t>(us / 1'000'000 - (us % 1'000'000 < 0)));
  return of_class(rt, args[0], t.year, t.month, t.day);
}
Value fromordinal(Runtime& rt, Args args) {
  return from_ordinal(rt, args[0], number(rt, args[1]));
}
Value fromisoformat(Runtime& rt, Args args) {
  if (!is_str(args[1])) raise_type_error(rt, "fromisoformat: argument must be str");
  int y = 0, m = 0, d = 0;
  if (!parse_iso_date(as_str(args[1]).view(), y, m, d))
    raise_value_error(rt, fmt::format("Invalid isoformat string: {}", repr(rt, args[1])->view()));
  check_date(rt, y, m, d);
  return of_class(rt, args[0], y, m, d);
}
Value fromisocalendar(Runtime& rt, Args args) {
  const auto [type, year, week, day] = script::bind<4>(rt, "fromisocalendar", {"", "year", "week", "day"}, args, 4);
  const std::int64_t y = number(rt, year), w = number(rt, week), d = number(rt, day);
  if (y < 1 || y > 9999) raise_value_error(rt, fmt::format("Year is out of range: {}", y));
  if (w < 1 || w > iso_weeks_in(static_cast<int>(y))) raise_value_error(rt, fmt::format("Invalid week: {}", w));
  if (d < 1 || d > 7) raise_value_error(rt, fmt::format("Invalid weekday: {} (range is [1, 7])", d));
  return from_ordinal(rt, type, ordinal_of_iso(static_cast<int>(y), static_cast<int>(w), static_cast<int>(d)));
}

// ---------------------------------------------------------------- showing

Value repr_date(Runtime& rt, const Value& self) {
  const Date& d = as_date(self);
  return text(rt, fmt::format("{}({}, {}, {})", type_of(rt, self)->name(), d.year, d.month, d.day));
}
Value isoformat(Runtime& rt, const Value& self) {
  const Date& d = as_date(self);
  return text(rt, fmt::format("{:04}-{:02}-{:02}", d.year, d.month, d.day));
}
Value isoformat_method(Runtime& rt, Args args) {
  return isoformat(rt, args[0]);
}
Value ctime(Runtime& rt, Args args) {
  return text(rt, ctime_text(calendar_of(rt, args[0])));
}
Value strftime(Runtime& rt, Args args) {
  if (!is_str(args[1]))
    raise_type_error(rt, fmt::format("strftime() argument 1 must be str, not {}", type_of(rt, args[1])->name()));
  return formatted(rt, args[0], as_str(args[1]).view());
}
Value format_date(Runtime& rt, const Value& self, Str* spec) {
  if (!spec || spec->size() == 0) return Value(str(rt, self));
  return call_method(rt, self, "strftime", {Value(Ref<Str>(spec))});
}

// ---------------------------------------------------------------- parts

Value toordinal(Runtime&, Args args) {
  const Date& d = as_date(args[0]);
  return Value::integer(ordinal_of(d.year, d.month, d.day));
}
Value weekday(Runtime&, Args args) {
  const Date& d = as_date(args[0]);
  return Value::integer(weekday_of(d.year, d.month, d.day));
}
Value isoweekday(Runtime&, Args args) {
  const Date& d = as_date(args[0]);
  return Value::integer(weekday_of(d.year, d.month, d.day) + 1);
}
Value isocalendar(Runtime& rt, Args args) {
  const Date& d = as_date(args[0]);
  const IsoDate iso = iso_date(d.year, d.month, d.day);
  const Value type = getattr(rt, value_of(standard_state(rt).date), "_IsoCalendarDate");
  const Value parts[] = {Value::integer(iso.year), Value::integer(iso.week), Value::integer(iso.weekday)};
  return make_tuple_of(rt, type_from(type), parts);
}
Value timetuple(Runtime& rt, Args args) {
  return make_struct_time(rt, calendar_of(rt, args[0]), -1);
}
Value replace(Runtime& rt, Args args) {
  const auto [self, year, month, day] = script::bind<4>(rt, "replace", {"", "year", "month", "day"}, args, 1, 1);
  const Date& d = as_date(self);
  const Value numbers[] = {is_unset(year) ? Value::integer(d.year) : year,
                           is_unset(month) ? Value::integer(d.month) : month,
                           is_unset(day) ? Value::integer(d.day) : day};
  return call(rt, value_of(type_of(rt, self)), Args(numbers, 3));
}
Value get_year(Runtime&, const Value& self) {
  return Value::integer(as_date(self).year);
}
Value get_month(Runtime&, const Value& self) {
  return Value::integer(as_date(self).month);
}
Value get_day(Runtime&, const Value& self) {
  return Value::integer(as_date(self).day);
}

// ---------------------------------------------------------------- arithmetic and comparison

Value moved(Runtime& rt, const Value& date, std::int64_t days) {
  const Date& d = as_date(date);
  const std::int64_t ordinal = ordinal_of(d.year, d.month, d.day) + days;
  if (ordinal < 1 || ordinal > last_ordinal) raise(rt, rt.types().overflow_error, "date value out of range");
  int y = 0, m = 0, day = 0;
  date_of_ordinal(ordinal, y, m, day);
  return make_date(rt, type_of(rt, date), y, m, day);
}
bool plain_date(Runtime& rt, const Value& v) {
  return is_date(rt, v) && !is_datetime(rt, v);
}
Value add(Runtime& rt, const Value& a, const Value& b) {
  if (plain_date(rt, a) && is_delta(rt, b)) return moved(rt, a, as_delta(b).days);
  if (plain_date(rt, b) && is_delta(rt, a)) return moved(rt, b, as_delta(a).days);
  return not_implemented;
}
Value subtract(Runtime& rt, const Value& a, const Value& b) {
  if (!plain_date(rt, a)) return not_implemented;
  if (is_delta(rt, b)) return moved(rt, a, -as_delta(b).days);
  if (!plain_date(rt, b)) return not_implemented;
  const Date &x = as_date(a), &y = as_date(b);
  const std::int64_t days = ordinal_of(x.year, x.month, x.day) - ordinal_of(y.year, y.month, y.day);
  return make_delta(rt, Microseconds{days} * 86'400'000'000);
}
Value compare_date(Runtime& rt, CompareOp op, const Value& a, const Value& b) {
  if (!plain_date(rt, a) || !plain_date(rt, b)) return not_implemented;
  const auto key = [](const Date& d) { return Value::integer((d.year * 16 + d.month) * 32 + d.day); };
  return compare(rt, op, key(as_date(a)), key(as_date(b)));
}
std::int64_t hash_date(Runtime& rt, const Value& self) {
  const Date& d = as_date(self);
  return hash(rt, Value(make_tuple(rt, {Value::integer(d.year), Value::integer(d.month), Value::integer(d.day)})));
}

constexpr auto of_the_class = NativeMethod::Kind::class_method;
constexpr NativeMethod methods[] = {
    {"today", today, no_arguments(), of_the_class},
    {"fromtimestamp", from_timestamp, one_argument(), of_the_class},
    {"fromordinal", fromordinal, one_argument(), of_the_class},
    {"fromisoformat", fromisoformat, one_argument(), of_the_class},
    {"fromisocalendar", fromisocalendar, any_arguments(), of_the_class},
    {"isoformat", isoformat_method, no_arguments()},
    {"ctime", ctime, no_arguments()},
    {"strftime", strftime, one_argument()},
    {"toordinal", toordinal, no_arguments()},
    {"weekday", weekday, no_arguments()},
    {"isoweekday", isoweekday, no_arguments()},
    {"isocalendar", isocalendar, no_arguments()},
    {"timetuple", timetuple, no_arguments()},
    {"replace", replace},
    {"__replace__", replace},
};
constexpr NativeAttribute attributes[] = {{"year", get_year}, {"month", get_month}, {"day", get_day}};

// ---------------------------------------------------------------- what isocalendar() gives

template <std::size_t i>
Value get_part(Runtime&, const Value& self) {
  return as_tuple(self)[i];
}
Value repr_iso(Runtime& rt, const Value& self) {
  const Tuple& t = as_tuple(self);
  return text(rt, fmt::format("datetime.IsoCalendarDate(year={}, week={}, weekday={})", t[0].as_integer(),
                              t[1].as_integer(), t[2].as_integer()));
}
constexpr NativeAttribute iso_attributes[] = {{"year", get_part<0>}, {"week", get_part<1>}, {"weekday", get_part<2>}};

Type* make_iso_type(Runtime& rt) {
  TypeSpec spec{
      .name = "datetime.IsoCalendarDate", .module = "datetime", .base = rt.types().tuple, .attributes = iso_attributes};
  spec.slots.repr = repr_iso;
  return rt.types().keep(make_type(rt, spec));
}

Slots date_slots() {
  Slots slots{};
  slots.construct = construct;
  slots.init = ignore;
  slots.repr = repr_date;
  slots.str = isoformat;
  slots.format = format_date;
  slots.compare = compare_date;
  slots.hash = hash_date;
  slots.binary[static_cast<std::size_t>(BinaryOp::add)] = add;
  slots.binary[static_cast<std::size_t>(BinaryOp::subtract)] = subtract;
  return slots;
}

}  // namespace

bool is_date(Runtime& rt, const Value& v) {
  return is_a(rt, v, standard_state(rt).date);
}

void check_date(Runtime& rt, std::int64_t year, std::int64_t month, std::int64_t day) {
  if (year < 1 || year > 9999) raise_value_error(rt, fmt::format("year {} is out of range", year));
  if (month < 1 || month > 12) raise_value_error(rt, "month must be in 1..12");
  if (day < 1 || day > days_in_month(static_cast<int>(year), static_cast<int>(month)))
    raise_value_error(rt, "day is out of range for month");
}

Value make_date(Runtime& rt, Type* type, int year, int month, int day) {
  Ref<Date> made = make_value_object<Date>(rt, type, standard_state(rt).date);
  made->year = year;
  made->month = month;
  made->day = day;
  return Value(std::move(made));
}

Type* make_date_class(Runtime& rt) {
  Type*& type = standard_state(rt).date;
  type = rt.types().keep(make_type(rt, {.name = "datetime.date",
                                        .module = "datetime",
                                        .flags = TypeFlag::base_type,
                                        .slots = date_slots(),
                                        .methods = methods,
                                        .attributes = attributes}));
  type->dict().set(rt.heap().intern("min"), make_date(rt, type, 1, 1, 1));
  type->dict().set(rt.heap().intern("max"), make_date(rt, type, 9999, 12, 31));
  type->dict().set(rt.heap().intern("resolution"), make_delta(rt, Microseconds{86'400'000'000}));
  type->dict().set(rt.heap().intern("_IsoCalendarDate"), value_of(make_iso_type(rt)));
  return type;
}

}  // namespace orrery::script
