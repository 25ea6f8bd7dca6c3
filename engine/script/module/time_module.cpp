// time: the clock of the run. Under the virtual clock code takes no time and sleep() blocks for exactly what it says.
// Virtual time begins in 1970, and the local time zone is UTC: runs are alike everywhere. (CPython:
// Modules/timemodule.c.)
#include <fmt/format.h>

#include <cmath>
#include <ctime>

#include "engine/script/module/datetime.hpp"
#include "engine/script/module/define.hpp"
#include "engine/script/module/modules.hpp"
#include "engine/script/module/standard.hpp"
#include "engine/script/object/exception.hpp"
#include "engine/script/object/number.hpp"
#include "engine/script/object/str.hpp"

namespace orrery::script {
namespace {

double clock_now(Runtime& rt) {
  return modules_of(rt).outside().clock().now();
}
Value nanoseconds(Runtime& rt, double seconds) {
  return int_from_double(rt, std::nearbyint(seconds * 1e9));
}

Value now(Runtime& rt, Args) {
  return make_float(rt, clock_now(rt));
}
Value now_ns(Runtime& rt, Args) {
  return nanoseconds(rt, clock_now(rt));
}
Value wall(Runtime& rt, Args) {
  return make_float(rt, wall_seconds(rt));
}
Value wall_ns(Runtime& rt, Args) {
  return nanoseconds(rt, wall_seconds(rt));
}

// What the processor has worked: nothing under the virtual clock, where code takes no time.
double processor_seconds(Runtime& rt) {
  if (modules_of(rt).outside().virtual_time()) return 0.0;
  return static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
}
Value process_time(Runtime& rt, Args) {
  return make_float(rt, processor_seconds(rt));
}
Value process_time_ns(Runtime& rt, Args) {
  return nanoseconds(rt, processor_seconds(rt));
}

Value sleep(Runtime& rt, Args args) {
  const double seconds = seconds_of(rt, args[0]);
  if (std::isnan(seconds)) raise_value_error(rt, "Invalid value NaN (not a number)");
  if (seconds < 0) raise_value_error(rt, "sleep length must be non-negative");
  modules_of(rt).outside().block(seconds);
  return none;
}

// ---------------------------------------------------------------- struct_time

constexpr std::array<std::string_view, 9> parts = {"tm_year", "tm_mon",  "tm_mday", "tm_hour", "tm_min",
                                                   "tm_sec",  "tm_wday", "tm_yday", "tm_isdst"};
template <std::size_t i>
Value get_part(Runtime&, const Value& self) {
  return as_tuple(self)[i];
}
// gmtime() says GMT, localtime() the name of the local zone.
Type* greenwich_type(Runtime& rt);
Value get_zone(Runtime& rt, const Value& self) {
  return text(rt, is_exact(self, greenwich_type(rt)) ? "GMT" : "UTC");
}
Value get_offset(Runtime&, const Value&) {
  return Value::integer(0);
}
constexpr NativeAttribute struct_attributes[] = {
    {"tm_year", get_part<0>},  {"tm_mon", get_part<1>}, {"tm_mday", get_part<2>}, {"tm_hour", get_part<3>},
    {"tm_min", get_part<4>},   {"tm_sec", get_part<5>}, {"tm_wday", get_part<6>}, {"tm_yday", get_part<7>},
    {"tm_isdst", get_part<8>}, {"tm_zone", get_zone},   {"tm_gmtoff", get_offset}};

Value repr_struct(Runtime& rt, const Value& self) {
  std::string shown = "time.struct_time(";
  for (std::size_t i = 0; i < parts.size(); ++i)
    shown += fmt::format("{}{}={}", i == 0 ? "" : ", ", parts[i], repr(rt, as_tuple(self)[i])->view());
  return text(rt, shown + ")");
}
Value construct_struct(Runtime& rt, Type* type, Args args) {
  if (args.size() != 1) raise_type_error(rt, "structseq() takes a sequence");
  const Ref<Tuple> items = tuple_of(rt, args[0]);
  if (items->size() < 9 || items->size() > 11)
    raise_type_error(rt, fmt::format("time.struct_time() takes {} 9-sequence ({}-sequence given)",
                                     items->size() < 9 ? "an at least" : "an at most", items->size()));
  return make_tuple_of(rt, type, items->items().subspan(0, 9));
}
void ignore(Runtime&, const Value&, Args) {}

Type* struct_type(Runtime& rt) {
  Type*& type = standard_state(rt).struct_time;
  if (type) return type;
  TypeSpec spec{
      .name = "time.struct_time", .module = "time", .base = rt.types().tuple, .attributes = struct_attributes};
  spec.slots.repr = repr_struct;
  spec.slots.construct = construct_struct;
  spec.slots.init = ignore;
  return type = rt.types().keep(make_type(rt, spec));
}

// Of its own for the name of its zone alone.
Type* greenwich_type(Runtime& rt) {
  Dict& names = struct_type(rt)->dict();
  if (const Value* const made = names.find(std::string_view("_greenwich"))) return type_from(*made);
  TypeSpec spec{.name = "time.struct_time", .module = "time", .base = struct_type(rt), .flags = TypeFlag::no_construct};
  Type* const type = rt.types().keep(make_type(rt, spec));
  names.set(rt.heap().intern("_greenwich"), value_of(type));
  return type;
}

CalendarTime in_utc(CalendarTime t) {
  t.offset = "+0000";
  t.zone = "UTC";
  t.microsecond = -1;  // strftime of the C library knows no %f
  return t;
}
CalendarTime argument_time(Runtime& rt, const Value& v, std::string_view function) {
  if (!is_tuple(v) || as_tuple(v).size() < 9)
    raise_type_error(rt, is_tuple(v) ? fmt::format("{}(): illegal time tuple argument", function)
                                     : "Tuple or struct_time argument required");
  const auto part = [&](std::size_t i) { return field_number(rt, as_tuple(v)[i], 0); };
  CalendarTime t{part(0), part(1), part(2), part(3), part(4), part(5)};
  if (t.month == 0) t.month = 1;
  if (t.day == 0) t.day = 1;
  if (t.month < 1 || t.month > 12) raise_value_error(rt, "month out of range");
  if (t.day < 1 || t.day > 31) raise_value_error(rt, "day of month out of range");
  if (t.hour < 0 || t.hour > 23) raise_value_error(rt, "hour out of range");
  if (t.minute < 0 || t.minute > 59) raise_value_error(rt, "minute out of range");
  if (t.second < 0 || t.second > 61) raise_value_error(rt, "seconds out of range");
  t = in_utc(t);
  if (is_exact(v, greenwich_type(rt))) t.zone = "GMT";
  return t;
}
CalendarTime time_or_now(Runtime& rt, Args args, std::size_t place, std::string_view function) {
  if (args.size() > place) return argument_time(rt, args[place], function);
  return in_utc(calendar_time(static_cast<std::int64_t>(std::floor(wall_seconds(rt)))));
}
CalendarTime stamp_or_now(Runtime& rt, Args args) {
  const bool given = args.size() > 0 && !args[0].is_none();
  const double seconds = !given ? wall_seconds(rt) : to_double(rt, is_float(args[0]) ? args[0] : index(rt, args[0]));
  if (!(std::fabs(seconds) < 1e12)) raise(rt, rt.types().overflow_error, "timestamp out of range for platform time_t");
  return calendar_time(static_cast<std::int64_t>(std::floor(seconds)));
}

Value broken_down(Runtime& rt, Args args) {
  return make_struct_time(rt, stamp_or_now(rt, args), 0);
}
Value gmtime(Runtime& rt, Args args) {
  return make_tuple_of(rt, greenwich_type(rt), as_tuple(broken_down(rt, args)).items());
}
Value strftime(Runtime& rt, Args args) {
  if (!is_str(args[0]))
    raise_type_error(rt, fmt::format("strftime() argument 1 must be str, not {}", type_of(rt, args[0])->name()));
  return text(rt, format_time(time_or_now(rt, args, 1, "strftime"), as_str(args[0]).view()));
}
Value strptime(Runtime& rt, Args args) {
  const std::string_view format = args.size() > 1 ? as_str(args[1]).view() : "%a %b %d %H:%M:%S %Y";
  ParsedTime parsed;
  std::string error;
  if (!parse_time(as_str(args[0]).view(), format, parsed, error)) raise_value_error(rt, error);
  return make_struct_time(rt, parsed.time, -1);
}
Value asctime(Runtime& rt, Args args) {
  return text(rt, ctime_text(time_or_now(rt, args, 0, "asctime")));
}
Value ctime(Runtime& rt, Args args) {
  return text(rt, ctime_text(stamp_or_now(rt, args)));
}
Value mktime(Runtime& rt, Args args) {
  const CalendarTime t = argument_time(rt, args[0], "mktime");
  const std::int64_t days = ordinal_of(t.year, t.month, t.day) - epoch_ordinal;
  return make_float(rt, static_cast<double>(days * 86400 + t.hour * 3600 + t.minute * 60 + t.second));
}

constexpr NativeMethod functions[] = {
    {"time", wall, no_arguments()},
    {"time_ns", wall_ns, no_arguments()},
    {"monotonic", now, no_arguments()},
    {"monotonic_ns", now_ns, no_arguments()},
    {"perf_counter", now, no_arguments()},
    {"perf_counter_ns", now_ns, no_arguments()},
    {"process_time", process_time, no_arguments()},
    {"process_time_ns", process_time_ns, no_arguments()},
    {"thread_time", process_time, no_arguments()},
    {"thread_time_ns", process_time_ns, no_arguments()},
    {"sleep", sleep, one_argument()},
    {"gmtime", gmtime, between(0, 1)},
    {"localtime", broken_down, between(0, 1)},
    {"strftime", strftime, between(1, 2)},
    {"strptime", strptime, between(1, 2)},
    {"asctime", asctime, between(0, 1)},
    {"ctime", ctime, between(0, 1)},
    {"mktime", mktime, one_argument()},
};

}  // namespace

Value make_struct_time(Runtime& rt, const CalendarTime& t, int dst) {
  const int numbers[] = {t.year,
                         t.month,
                         t.day,
                         t.hour,
                         t.minute,
                         t.second,
                         weekday_of(t.year, t.month, t.day),
                         day_of_year(t.year, t.month, t.day),
                         dst};
  std::vector<Value> items;
  for (const int n : numbers) items.push_back(Value::integer(n));
  return make_tuple_of(rt, struct_type(rt), items);
}

Ref<ModuleObject> time_module(Runtime& rt) {
  Ref<ModuleObject> module = make_module(rt, "time");
  add_functions(rt, *module->dict, "time", functions);
  define(rt, *module, "struct_time", value_of(struct_type(rt)));
  define(rt, *module, "timezone", Value::integer(0));
  define(rt, *module, "altzone", Value::integer(0));
  define(rt, *module, "daylight", Value::integer(0));
  define(rt, *module, "tzname", Value(make_tuple(rt, {text(rt, "UTC"), text(rt, "UTC")})));
  return module;
}

}  // namespace orrery::script
