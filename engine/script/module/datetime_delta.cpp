// datetime.timedelta.
#include <fmt/format.h>

#include <cmath>

#include "engine/script/module/datetime.hpp"
#include "engine/script/object/exception.hpp"
#include "engine/script/object/number.hpp"
#include "engine/script/object/str.hpp"

namespace orrery::script {
namespace {

constexpr std::int64_t most_days = 999'999'999;
constexpr Microseconds day_us = Microseconds{86400} * 1'000'000;

Microseconds floor_division(Microseconds a, Microseconds b) {
  const Microseconds q = a / b;
  return (a % b != 0 && (a < 0) != (b < 0)) ? q - 1 : q;
}

Value delta_of(Runtime& rt, Type* type, Microseconds total) {
  const Microseconds days = floor_division(total, day_us), rest = total - days * day_us;
  if (days > most_days || days < -most_days)
    raise(rt, rt.types().overflow_error,
          fmt::format("days={}; must have magnitude <= 999999999", static_cast<std::int64_t>(days)));
  Ref<TimeDelta> made = make_value_object<TimeDelta>(rt, type, standard_state(rt).timedelta);
  made->days = static_cast<std::int64_t>(days);
  made->seconds = static_cast<std::int64_t>(rest / 1'000'000);
  made->microseconds = static_cast<std::int64_t>(rest % 1'000'000);
  return Value(std::move(made));
}

// ---------------------------------------------------------------- making

// Whole units count exactly; what floats leave over is rounded once, at the end.
class Sum {
 public:
  explicit Sum(Runtime& rt) : rt_(rt) {}
  void add(const Value& v, std::int64_t factor, std::string_view name) {
    if (is_unset(v)) return;
    if (is_int(v)) {
      total_ += Microseconds{index_number(rt_, v, rt_.types().overflow_error)} * factor;
    } else if (is_float(v)) {
      add_float(as_double(v), factor);
    } else {
      raise_type_error(rt_,
                       fmt::format("unsupported type for timedelta {} component: {}", name, type_of(rt_, v)->name()));
    }
  }
  Microseconds total() const {
    const double odd = static_cast<double>(total_ & 1);
    double whole = std::round(left_);
    if (std::fabs(whole - left_) == 0.5) whole = 2.0 * std::round((left_ + odd) * 0.5) - odd;
    return total_ + static_cast<Microseconds>(whole);
  }

 private:
  void add_float(double d, std::int64_t factor) {
    if (std::isnan(d)) raise_value_error(rt_, "cannot convert float NaN to integer");
    if (std::isinf(d)) raise(rt_, rt_.types().overflow_error, "cannot convert float infinity to integer");
    if (std::fabs(d) > 1e18) raise(rt_, rt_.types().overflow_error, "Python int too large to convert to C int");
    double whole = 0;
    const double fraction = std::modf(d, &whole);
    total_ += static_cast<Microseconds>(whole) * factor;
    left_ += std::modf(fraction * static_cast<double>(factor), &whole);
    total_ += static_cast<Microseconds>(whole);
  }
  Runtime& rt_;
  Microseconds total_ = 0;
  double left_ = 0;
};

Value construct(Runtime& rt, Type* type, Args args) {
  const auto v = script::bind<7>(
      rt, "timedelta", {"days", "seconds", "microseconds", "milliseconds", "minutes", "hours", "weeks"}, args);
  Sum sum(rt);
  sum.add(v[2], 1, "microseconds");
  sum.add(v[3], 1000, "milliseconds");
  sum.add(v[1], 1'000'000, "seconds");
  sum.add(v[4], 60'000'000, "minutes");
  sum.add(v[5], 3'600'000'000, "hours");
  sum.add(v[0], 86'400'000'000, "days");
  sum.add(v[6], 604'800'000'000, "weeks");
  return delta_of(rt, type, sum.total());
}
void ignore(Runtime&, const Value&, Args) {}

// ---------------------------------------------------------------- showing and comparing

Value repr_delta(Runtime& rt, const Value& self) {
  const TimeDelta& d = as_delta(self);
  std::string parts;
  const auto add = [&](std::string_view name, std::int64_t n) {
    if (n != 0) parts += fmt::format("{}{}={}", parts.empty() ? "" : ", ", name, n);
  };
  add("days", d.days);
  add("seconds", d.seconds);
  add("microseconds", d.microseconds);
  return text(rt, fmt::format("{}({})", type_of(rt, self)->name(), parts.empty() ? "0" : parts));
}

Value str_delta(Runtime& rt, const Value& self) {
  const TimeDelta& d = as_delta(self);
  std::string shown;
  if (d.days != 0) shown = fmt::format("{} day{}, ", d.days, d.days == 1 || d.days == -1 ? "" : "s");
  shown += fmt::format("{}:{:02}:{:02}", d.seconds / 3600, d.seconds / 60 % 60, d.seconds % 60);
  if (d.microseconds != 0) shown += fmt::format(".{:06}", d.microseconds);
  return text(rt, shown);
}

bool holds(CompareOp op, Microseconds a, Microseconds b) {
  switch (op) {
    case CompareOp::less:
      return a < b;
    case CompareOp::less_equal:
      return a <= b;
    case CompareOp::equal:
      return a == b;
    case CompareOp::not_equal:
      return a != b;
    case CompareOp::greater:
      return a > b;
    default:
      return a >= b;
  }
}
Value compare_delta(Runtime& rt, CompareOp op, const Value& a, const Value& b) {
  if (!is_delta(rt, a) || !is_delta(rt, b)) return not_implemented;
  return boolean(holds(op, as_delta(a).total(), as_delta(b).total()));
}
std::int64_t hash_delta(Runtime& rt, const Value& self) {
  const TimeDelta& d = as_delta(self);
  return hash(
      rt, Value(make_tuple(rt, {Value::integer(d.days), Value::integer(d.seconds), Value::integer(d.microseconds)})));
}
bool truth_delta(Runtime&, const Value& self) {
  return as_delta(self).total() != 0;
}

// ---------------------------------------------------------------- arithmetic

void set_big(mpz_t n, Microseconds value) {
  const bool negative = value < 0;
  const auto high = static_cast<unsigned long>((negative ? -value : value) >> 62);
  const auto low = static_cast<unsigned long>((negative ? -value : value) & ((Microseconds{1} << 62) - 1));
  mpz_set_ui(n, high);
  mpz_mul_2exp(n, n, 62);
  mpz_add_ui(n, n, low);
  if (negative) mpz_neg(n, n);
}
Microseconds from_big(Runtime& rt, const mpz_t n) {
  if (mpz_sizeinbase(n, 2) > 100) raise(rt, rt.types().overflow_error, "Python int too large to convert to C int");
  mpz_t high, low;
  mpz_inits(high, low, nullptr);
  mpz_tdiv_q_2exp(high, n, 62);
  mpz_tdiv_r_2exp(low, n, 62);
  const Microseconds value = (Microseconds{mpz_get_si(high)} << 62) + mpz_get_si(low);
  mpz_clears(high, low, nullptr);
  return value;
}
// a/b to the nearest integer, ties to even.
Microseconds divide_nearest(Runtime& rt, const mpz_t a, const mpz_t b) {
  mpz_t q, r, twice;
  mpz_inits(q, r, twice, nullptr);
  mpz_fdiv_qr(q, r, a, b);  // r has the sign of b
  mpz_mul_2exp(twice, r, 1);
  const int order = mpz_cmpabs(twice, b);
  if (order > 0 || (order == 0 && mpz_odd_p(q))) mpz_add_ui(q, q, 1);
  const Microseconds result = from_big(rt, q);
  mpz_clears(q, r, twice, nullptr);
  return result;
}
// total * factor, or total / factor, for a float factor, exactly.
Microseconds scale(Runtime& rt, Microseconds total, double factor, bool divide) {
  if (std::isnan(factor)) raise_value_error(rt, "cannot convert NaN to integer ratio");
  if (std::isinf(factor)) raise(rt, rt.types().overflow_error, "cannot convert Infinity to integer ratio");
  if (divide && factor == 0) raise(rt, rt.types().zero_division_error, "division by zero");
  mpq_t ratio;
  mpq_init(ratio);
  mpq_set_d(ratio, factor);
  Big amount;
  set_big(amount.n, total);
  Big other;
  mpz_mul(other.n, amount.n, divide ? mpq_denref(ratio) : mpq_numref(ratio));
  const Microseconds result = divide_nearest(rt, other.n, divide ? mpq_numref(ratio) : mpq_denref(ratio));
  mpq_clear(ratio);
  return result;
}

Value sum_or_difference(Runtime& rt, const Value& a, const Value& b, int sign) {
  if (!is_delta(rt, a) || !is_delta(rt, b)) return not_implemented;
  return make_delta(rt, as_delta(a).total() + sign * as_delta(b).total());
}
Value add(Runtime& rt, const Value& a, const Value& b) {
  return sum_or_difference(rt, a, b, 1);
}
Value subtract(Runtime& rt, const Value& a, const Value& b) {
  return sum_or_difference(rt, a, b, -1);
}
Value multiply(Runtime& rt, const Value& a, const Value& b) {
  const bool left = is_delta(rt, a);
  const Value& other = left ? b : a;
  const Microseconds total = as_delta(left ? a : b).total();
  if (is_int(other)) {
    Big amount, product;
    set_big(amount.n, total);
    mpz_mul(product.n, amount.n, Big(other).n);
    return make_delta(rt, from_big(rt, product.n));
  }
  return is_float(other) ? make_delta(rt, scale(rt, total, as_double(other), false)) : Value(not_implemented);
}
[[noreturn]] void by_zero(Runtime& rt) {
  raise(rt, rt.types().zero_division_error,
        rt.environment().rules() == loop::Rules::py311 ? "integer division or modulo by zero"
                                                       : "integer division or modulo by zero");
}
Value int_of(Runtime& rt, Microseconds n) {
  Big big;
  set_big(big.n, n);
  return make_int(rt, big.n);
}
Value true_divide(Runtime& rt, const Value& a, const Value& b) {
  if (!is_delta(rt, a)) return not_implemented;
  const Microseconds total = as_delta(a).total();
  if (is_delta(rt, b)) return binary(rt, BinaryOp::true_divide, int_of(rt, total), int_of(rt, as_delta(b).total()));
  if (is_int(b)) {
    if (int_sign(b) == 0) by_zero(rt);
    Big amount;
    set_big(amount.n, total);
    return make_delta(rt, divide_nearest(rt, amount.n, Big(b).n));
  }
  return is_float(b) ? make_delta(rt, scale(rt, total, as_double(b), true)) : Value(not_implemented);
}
Value floor_divide(Runtime& rt, const Value& a, const Value& b) {
  if (!is_delta(rt, a)) return not_implemented;
  const Microseconds total = as_delta(a).total();
  if (is_delta(rt, b)) {
    if (as_delta(b).total() == 0) by_zero(rt);
    return int_of(rt, floor_division(total, as_delta(b).total()));
  }
  if (!is_int(b)) return not_implemented;
  if (int_sign(b) == 0) by_zero(rt);
  return make_delta(rt, floor_division(total, Microseconds{index_number(rt, b, rt.types().overflow_error)}));
}
Value modulo(Runtime& rt, const Value& a, const Value& b) {
  if (!is_delta(rt, a) || !is_delta(rt, b)) return not_implemented;
  const Microseconds total = as_delta(a).total(), by = as_delta(b).total();
  if (by == 0) by_zero(rt);
  return make_delta(rt, total - floor_division(total, by) * by);
}
Value divmod_delta(Runtime& rt, Args args) {
  return Value(make_tuple(rt, {floor_divide(rt, args[0], args[1]), modulo(rt, args[0], args[1])}));
}
Value negative(Runtime& rt, const Value& self) {
  return make_delta(rt, -as_delta(self).total());
}
Value positive(Runtime& rt, const Value& self) {
  return make_delta(rt, as_delta(self).total());
}
Value absolute(Runtime& rt, Args args) {
  const Microseconds total = as_delta(args[0]).total();
  return make_delta(rt, total < 0 ? -total : total);
}

Value total_seconds(Runtime& rt, Args args) {
  return binary(rt, BinaryOp::true_divide, int_of(rt, as_delta(args[0]).total()), Value::integer(1'000'000));
}
Value get_days(Runtime&, const Value& self) {
  return Value::integer(as_delta(self).days);
}
Value get_seconds(Runtime&, const Value& self) {
  return Value::integer(as_delta(self).seconds);
}
Value get_microseconds(Runtime&, const Value& self) {
  return Value::integer(as_delta(self).microseconds);
}

constexpr NativeMethod methods[] = {{"total_seconds", total_seconds, no_arguments()},
                                    {"__abs__", absolute, no_arguments()},
                                    {"__divmod__", divmod_delta, one_argument()}};
constexpr NativeAttribute attributes[] = {
    {"days", get_days}, {"seconds", get_seconds}, {"microseconds", get_microseconds}};

Slots delta_slots() {
  Slots slots{};
  slots.construct = construct;
  slots.init = ignore;
  slots.repr = repr_delta;
  slots.str = str_delta;
  slots.compare = compare_delta;
  slots.hash = hash_delta;
  slots.truth = truth_delta;
  const auto at = [&](BinaryOp op) -> Slots::Binary& { return slots.binary[static_cast<std::size_t>(op)]; };
  at(BinaryOp::add) = add;
  at(BinaryOp::subtract) = subtract;
  at(BinaryOp::multiply) = multiply;
  at(BinaryOp::true_divide) = true_divide;
  at(BinaryOp::floor_divide) = floor_divide;
  at(BinaryOp::modulo) = modulo;
  slots.unary[static_cast<std::size_t>(UnaryOp::negative)] = negative;
  slots.unary[static_cast<std::size_t>(UnaryOp::positive)] = positive;
  return slots;
}

}  // namespace

bool is_delta(Runtime& rt, const Value& v) {
  return is_a(rt, v, standard_state(rt).timedelta);
}
Value make_delta(Runtime& rt, Microseconds total) {
  return delta_of(rt, standard_state(rt).timedelta, total);
}

Microseconds round_to_microseconds(double seconds) {
  if (!(std::fabs(seconds) < 1e15)) return Microseconds{1} << 90;  // out of every range, NaN included
  double whole = 0;
  const double fraction = std::modf(seconds, &whole);
  return static_cast<Microseconds>(whole) * 1'000'000 + static_cast<Microseconds>(std::nearbyint(fraction * 1e6));
}

Type* make_timedelta_class(Runtime& rt) {
  Type*& type = standard_state(rt).timedelta;
  type = rt.types().keep(make_type(rt, {.name = "datetime.timedelta",
                                        .module = "datetime",
                                        .flags = TypeFlag::base_type,
                                        .slots = delta_slots(),
                                        .methods = methods,
                                        .attributes = attributes}));
  type->dict().set(rt.heap().intern("min"), make_delta(rt, -most_days * day_us));
  type->dict().set(rt.heap().intern("max"), make_delta(rt, (most_days + 1) * day_us - 1));
  type->dict().set(rt.heap().intern("resolution"), make_delta(rt, 1));
  return type;
}

}  // namespace orrery::script
