// datetime.tzinfo and datetime.timezone.
#include <fmt/format.h>

#include "engine/script/module/datetime.hpp"
#include "engine/script/object/exception.hpp"
#include "engine/script/object/number.hpp"
#include "engine/script/object/str.hpp"

namespace orrery::script {
namespace {

constexpr std::int64_t day = 86'400'000'000;

FixedZone& zone_of(const Value& v) {
  return *static_cast<FixedZone*>(v.object());
}
bool is_fixed(Runtime& rt, const Value& v) {
  return is_exact(v, standard_state(rt).timezone);
}
std::int64_t fixed_offset(const Value& zone) {
  return static_cast<std::int64_t>(as_delta(zone_of(zone).offset).total());
}

// ---------------------------------------------------------------- tzinfo

Value construct_base(Runtime& rt, Type* type, Args) {
  return Value(make_value_object<ZoneInfoBase>(rt, type, standard_state(rt).tzinfo));
}
void ignore(Runtime&, const Value&, Args) {}

Value not_there(Runtime& rt, std::string_view method) {
  raise(rt, rt.types().not_implemented_error, fmt::format("a tzinfo subclass must implement {}()", method));
}
Value base_utcoffset(Runtime& rt, Args) {
  return not_there(rt, "utcoffset");
}
Value base_tzname(Runtime& rt, Args) {
  return not_there(rt, "tzname");
}
Value base_dst(Runtime& rt, Args) {
  return not_there(rt, "dst");
}
// (datetimemodule.c, tzinfo_fromutc)
Value base_fromutc(Runtime& rt, Args args) {
  if (!is_datetime(rt, args[1])) raise_type_error(rt, "fromutc: argument must be a datetime");
  if (as_datetime(args[1]).at.zone != args[0]) raise_value_error(rt, "fromutc: dt.tzinfo is not self");
  const Value offset = call_method(rt, args[1], "utcoffset"), dst = call_method(rt, args[1], "dst");
  if (offset.is_none()) raise_value_error(rt, "fromutc: non-None utcoffset() result required");
  if (dst.is_none()) raise_value_error(rt, "fromutc: non-None dst() result required");
  const Value standard = binary(rt, BinaryOp::subtract, offset, dst);
  const Value moved = binary(rt, BinaryOp::add, args[1], standard);
  const Value there = call_method(rt, moved, "dst");
  return binary(rt, BinaryOp::add, moved, there);
}
constexpr NativeMethod base_methods[] = {{"utcoffset", base_utcoffset, one_argument()},
                                         {"tzname", base_tzname, one_argument()},
                                         {"dst", base_dst, one_argument()},
                                         {"fromutc", base_fromutc, one_argument()}};

// ---------------------------------------------------------------- timezone

void check_argument(Runtime& rt, const Value& v, std::string_view method) {
  if (v.is_none() || is_datetime(rt, v)) return;
  raise_type_error(
      rt, fmt::format("{}(dt) argument must be a datetime instance or None, not {}", method, type_of(rt, v)->name()));
}

Value construct_zone(Runtime& rt, Type*, Args args) {
  const auto [offset, name] = script::bind<2>(rt, "timezone", {"offset", "name"}, args, 1);
  if (!is_delta(rt, offset))
    raise_type_error(
        rt, fmt::format("timezone() argument 1 must be datetime.timedelta, not {}", type_of(rt, offset)->name()));
  if (!is_unset(name) && !is_str(name))
    raise_type_error(rt, fmt::format("timezone() argument 2 must be str, not {}", type_of(rt, name)->name()));
  const Microseconds us = as_delta(offset).total();
  if (us <= -day || us >= day)
    raise_value_error(rt, fmt::format("offset must be a timedelta strictly between -timedelta(hours=24) and "
                                      "timedelta(hours=24), not {}.",
                                      repr(rt, offset)->view()));
  StandardState& state = standard_state(rt);
  if (us == 0 && is_unset(name) && !is_unset(state.utc) && !state.utc.is_none()) return state.utc;
  Ref<FixedZone> zone = rt.heap().make<FixedZone>(state.timezone);
  zone->offset = offset;
  zone->name = name;
  return Value(std::move(zone));
}

std::string zone_name(const Value& self) {
  const FixedZone& zone = zone_of(self);
  if (!is_unset(zone.name)) return std::string(as_str(zone.name).view());
  const std::int64_t us = fixed_offset(self);
  return us == 0 ? "UTC" : "UTC" + offset_text(us, true);
}
Value repr_zone(Runtime& rt, const Value& self) {
  const FixedZone& zone = zone_of(self);
  if (self == standard_state(rt).utc) return text(rt, "datetime.timezone.utc");
  if (is_unset(zone.name)) return text(rt, fmt::format("datetime.timezone({})", repr(rt, zone.offset)->view()));
  return text(rt, fmt::format("datetime.timezone({}, {})", repr(rt, zone.offset)->view(), repr(rt, zone.name)->view()));
}
Value str_zone(Runtime& rt, const Value& self) {
  return text(rt, zone_name(self));
}
Value compare_zone(Runtime& rt, CompareOp op, const Value& a, const Value& b) {
  if ((op != CompareOp::equal && op != CompareOp::not_equal) || !is_fixed(rt, a) || !is_fixed(rt, b))
    return not_implemented;
  return boolean((fixed_offset(a) == fixed_offset(b)) == (op == CompareOp::equal));
}
std::int64_t hash_zone(Runtime& rt, const Value& self) {
  return hash(rt, zone_of(self).offset);
}

Value utcoffset(Runtime& rt, Args args) {
  check_argument(rt, args[1], "utcoffset");
  return zone_of(args[0]).offset;
}
Value tzname(Runtime& rt, Args args) {
  check_argument(rt, args[1], "tzname");
  return text(rt, zone_name(args[0]));
}
Value dst(Runtime& rt, Args args) {
  check_argument(rt, args[1], "dst");
  return none;
}
Value fromutc(Runtime& rt, Args args) {
  if (!is_datetime(rt, args[1])) raise_type_error(rt, "fromutc() argument must be a datetime instance");
  if (as_datetime(args[1]).at.zone != args[0]) raise_value_error(rt, "fromutc: dt.tzinfo is not self");
  return binary(rt, BinaryOp::add, args[1], zone_of(args[0]).offset);
}
constexpr NativeMethod zone_methods[] = {{"utcoffset", utcoffset, one_argument()},
                                         {"tzname", tzname, one_argument()},
                                         {"dst", dst, one_argument()},
                                         {"fromutc", fromutc, one_argument()}};

}  // namespace

void make_zone_classes(Runtime& rt) {
  StandardState& state = standard_state(rt);
  TypeSpec base{.name = "datetime.tzinfo", .module = "datetime", .flags = TypeFlag::base_type, .methods = base_methods};
  base.slots.construct = construct_base;
  base.slots.init = ignore;
  state.tzinfo = rt.types().keep(make_type(rt, base));
  TypeSpec spec{.name = "datetime.timezone", .module = "datetime", .base = state.tzinfo, .methods = zone_methods};
  spec.slots.construct = construct_zone;
  spec.slots.init = ignore;
  spec.slots.repr = repr_zone;
  spec.slots.str = str_zone;
  spec.slots.compare = compare_zone;
  spec.slots.hash = hash_zone;
  state.timezone = rt.types().keep(make_type(rt, spec));
  state.utc = make_zone(rt, 0);
  state.timezone->dict().set(rt.heap().intern("utc"), state.utc);
  state.timezone->dict().set(rt.heap().intern("min"), make_zone(rt, -day + 60'000'000));
  state.timezone->dict().set(rt.heap().intern("max"), make_zone(rt, day - 60'000'000));
}

Value make_zone(Runtime& rt, std::int64_t offset_us) {
  StandardState& state = standard_state(rt);
  if (offset_us == 0 && !state.utc.is_none()) return state.utc;
  Ref<FixedZone> zone = rt.heap().make<FixedZone>(state.timezone);
  zone->offset = make_delta(rt, offset_us);
  zone->name = unset;
  return Value(std::move(zone));
}

std::optional<std::int64_t> offset_of(Runtime& rt, const Value& zone, const Value& of) {
  if (zone.is_none()) return std::nullopt;
  if (is_fixed(rt, zone)) return fixed_offset(zone);
  const Value offset = call_method(rt, zone, "utcoffset", {of});
  if (offset.is_none()) return std::nullopt;
  if (!is_delta(rt, offset))
    raise_type_error(
        rt, fmt::format("tzinfo.utcoffset() must return None or a timedelta, not '{}'", type_of(rt, offset)->name()));
  const Microseconds us = as_delta(offset).total();
  if (us <= -day || us >= day)
    raise_value_error(rt, "offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24).");
  return static_cast<std::int64_t>(us);
}

Value ask_zone(Runtime& rt, const Value& zone, std::string_view method, const Value& of) {
  return zone.is_none() ? Value(none) : call_method(rt, zone, method, {of});
}

std::string offset_text(std::int64_t us, bool colon) {
  const std::int64_t size = us < 0 ? -us : us, seconds = size / 1'000'000;
  const std::string_view joint = colon ? ":" : "";
  std::string shown = fmt::format("{}{:02}{}{:02}", us < 0 ? '-' : '+', seconds / 3600, joint, seconds / 60 % 60);
  if (size % 60'000'000 != 0) shown += fmt::format("{}{:02}", joint, seconds % 60);
  if (size % 1'000'000 != 0) shown += fmt::format(".{:06}", size % 1'000'000);
  return shown;
}

}  // namespace orrery::script
