// datetime.time.
#include <fmt/format.h>

#include "engine/script/module/datetime.hpp"
#include "engine/script/object/exception.hpp"
#include "engine/script/object/number.hpp"
#include "engine/script/object/str.hpp"

namespace orrery::script {

int field_number(Runtime& rt, const Value& v, int otherwise) {
  if (is_unset(v)) return otherwise;
  const std::int64_t n = index_number(rt, index(rt, v), rt.types().overflow_error);
  return n < -1'000'000'000 || n > 1'000'000'000 ? -1 : static_cast<int>(n);
}

namespace {

Value construct(Runtime& rt, Type* type, Args args) {
  const auto v =
      script::bind<6>(rt, "time", {"hour", "minute", "second", "microsecond", "tzinfo", "fold"}, args, 0, 0, 5);
  DayTime at{field_number(rt, v[0], 0), field_number(rt, v[1], 0), field_number(rt, v[2], 0),
             field_number(rt, v[3], 0), field_number(rt, v[5], 0), is_unset(v[4]) ? Value(none) : v[4]};
  check_time(rt, at.hour, at.minute, at.second, at.microsecond, at.fold);
  check_zone(rt, at.zone);
  return make_time(rt, type, at);
}
void ignore(Runtime&, const Value&, Args) {}

Value fromisoformat(Runtime& rt, Args args) {
  if (!is_str(args[1])) raise_type_error(rt, "fromisoformat: argument must be str");
  std::string_view source = as_str(args[1]).view();
  if (source.starts_with('T')) source.remove_prefix(1);
  DayTime at;
  if (!parse_iso_time(rt, source, at))
    raise_value_error(rt, fmt::format("Invalid isoformat string: {}", repr(rt, args[1])->view()));
  check_time(rt, at.hour, at.minute, at.second, at.microsecond, 0);
  return make_time(rt, type_from(args[0]), at);
}

// ---------------------------------------------------------------- showing

std::string zone_text(Runtime& rt, const Value& self) {
  const auto offset = offset_of(rt, as_time(self).at.zone, none);
  return offset ? offset_text(*offset, true) : std::string();
}
Value isoformat(Runtime& rt, Args args) {
  const auto [self, timespec] = script::bind<2>(rt, "isoformat", {"", "timespec"}, args, 1, 1);
  const std::string shown = time_text(as_time(self).at, is_unset(timespec) ? "auto" : as_str(timespec).view());
  if (shown.empty()) raise_value_error(rt, "Unknown timespec value");
  return text(rt, shown + zone_text(rt, self));
}
Value str_time(Runtime& rt, const Value& self) {
  return text(rt, time_text(as_time(self).at, "auto") + zone_text(rt, self));
}
Value repr_time(Runtime& rt, const Value& self) {
  const DayTime& at = as_time(self).at;
  std::string shown = fmt::format("{}({}, {}", type_of(rt, self)->name(), at.hour, at.minute);
  if (at.second != 0 || at.microsecond != 0) shown += fmt::format(", {}", at.second);
  if (at.microsecond != 0) shown += fmt::format(", {}", at.microsecond);
  if (!at.zone.is_none()) shown += fmt::format(", tzinfo={}", repr(rt, at.zone)->view());
  if (at.fold != 0) shown += ", fold=1";
  return text(rt, shown + ")");
}
Value strftime(Runtime& rt, Args args) {
  if (!is_str(args[1]))
    raise_type_error(rt, fmt::format("strftime() argument 1 must be str, not {}", type_of(rt, args[1])->name()));
  return formatted(rt, args[0], as_str(args[1]).view());
}
Value format_value(Runtime& rt, const Value& self, Str* spec) {
  if (!spec || spec->size() == 0) return Value(str(rt, self));
  return call_method(rt, self, "strftime", {Value(Ref<Str>(spec))});
}

// ---------------------------------------------------------------- comparing

std::optional<std::int64_t> offset_of_time(Runtime& rt, const Value& v) {
  return offset_of(rt, as_time(v).at.zone, none);
}
Value compare_time(Runtime& rt, CompareOp op, const Value& a, const Value& b) {
  if (!is_time(rt, a) || !is_time(rt, b)) return not_implemented;
  const auto x = offset_of_time(rt, a), y = offset_of_time(rt, b);
  if (x.has_value() != y.has_value()) {
    if (op == CompareOp::equal) return false_value;
    if (op == CompareOp::not_equal) return true_value;
    raise_type_error(rt, "can't compare offset-naive and offset-aware times");
  }
  return compare(rt, op, Value::integer(as_time(a).at.us() - x.value_or(0)),
                 Value::integer(as_time(b).at.us() - y.value_or(0)));
}
std::int64_t hash_time(Runtime& rt, const Value& self) {
  return hash(rt, Value::integer(as_time(self).at.us() - offset_of_time(rt, self).value_or(0)));
}
bool truth_time(Runtime&, const Value&) {
  return true;
}

// ---------------------------------------------------------------- parts

Value replace(Runtime& rt, Args args) {
  const auto v =
      script::bind<7>(rt, "replace", {"", "hour", "minute", "second", "microsecond", "tzinfo", "fold"}, args, 1, 1, 6);
  DayTime at = as_time(v[0]).at;
  at.hour = field_number(rt, v[1], at.hour);
  at.minute = field_number(rt, v[2], at.minute);
  at.second = field_number(rt, v[3], at.second);
  at.microsecond = field_number(rt, v[4], at.microsecond);
  if (!is_unset(v[5])) at.zone = v[5];
  at.fold = field_number(rt, v[6], at.fold);
  check_time(rt, at.hour, at.minute, at.second, at.microsecond, at.fold);
  check_zone(rt, at.zone);
  return make_time(rt, type_of(rt, v[0]), at);
}
Value utcoffset(Runtime& rt, Args args) {
  return ask_zone(rt, as_time(args[0]).at.zone, "utcoffset", none);
}
Value dst(Runtime& rt, Args args) {
  return ask_zone(rt, as_time(args[0]).at.zone, "dst", none);
}
Value tzname(Runtime& rt, Args args) {
  return ask_zone(rt, as_time(args[0]).at.zone, "tzname", none);
}

template <int DayTime::*part>
Value get(Runtime&, const Value& self) {
  return Value::integer(as_time(self).at.*part);
}
Value get_zone(Runtime&, const Value& self) {
  return as_time(self).at.zone;
}

constexpr NativeMethod methods[] = {
    {"fromisoformat", fromisoformat, one_argument(), NativeMethod::Kind::class_method},
    {"isoformat", isoformat},
    {"strftime", strftime, one_argument()},
    {"replace", replace},
    {"__replace__", replace},
    {"utcoffset", utcoffset, no_arguments()},
    {"dst", dst, no_arguments()},
    {"tzname", tzname, no_arguments()},
};
constexpr NativeAttribute attributes[] = {
    {"hour", get<&DayTime::hour>},     {"minute", get<&DayTime::minute>},
    {"second", get<&DayTime::second>}, {"microsecond", get<&DayTime::microsecond>},
    {"fold", get<&DayTime::fold>},     {"tzinfo", get_zone}};

Slots time_slots() {
  Slots slots{};
  slots.construct = construct;
  slots.init = ignore;
  slots.repr = repr_time;
  slots.str = str_time;
  slots.format = format_value;
  slots.compare = compare_time;
  slots.hash = hash_time;
  slots.truth = truth_time;
  return slots;
}

}  // namespace

bool is_time(Runtime& rt, const Value& v) {
  return is_a(rt, v, standard_state(rt).time_of_day);
}

void check_time(Runtime& rt, std::int64_t hour, std::int64_t minute, std::int64_t second, std::int64_t us,
                std::int64_t fold) {
  if (hour < 0 || hour > 23) raise_value_error(rt, "hour must be in 0..23");
  if (minute < 0 || minute > 59) raise_value_error(rt, "minute must be in 0..59");
  if (second < 0 || second > 59) raise_value_error(rt, "second must be in 0..59");
  if (us < 0 || us > 999'999) raise_value_error(rt, "microsecond must be in 0..999999");
  if (fold != 0 && fold != 1) raise_value_error(rt, "fold must be either 0 or 1");
}

void check_zone(Runtime& rt, const Value& zone) {
  if (zone.is_none() || is_a(rt, zone, standard_state(rt).tzinfo)) return;
  raise_type_error(rt, fmt::format("tzinfo argument must be None or of a tzinfo subclass, not type '{}'",
                                   type_of(rt, zone)->name()));
}

Value make_time(Runtime& rt, Type* type, const DayTime& at) {
  Ref<TimeOfDay> made = make_value_object<TimeOfDay>(rt, type, standard_state(rt).time_of_day);
  made->at = at;
  return Value(std::move(made));
}

Type* make_time_class(Runtime& rt) {
  Type*& type = standard_state(rt).time_of_day;
  type = rt.types().keep(make_type(rt, {.name = "datetime.time",
                                        .module = "datetime",
                                        .flags = TypeFlag::base_type,
                                        .slots = time_slots(),
                                        .methods = methods,
                                        .attributes = attributes}));
  type->dict().set(rt.heap().intern("min"), make_time(rt, type, {}));
  type->dict().set(rt.heap().intern("max"), make_time(rt, type, {23, 59, 59, 999'999, 0, none}));
  type->dict().set(rt.heap().intern("resolution"), make_delta(rt, 1));
  return type;
}

}  // namespace orrery::script
