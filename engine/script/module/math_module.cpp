// math. (CPython: Modules/mathmodule.c.)
#include <cmath>
#include <limits>
#include <numbers>

#include "engine/script/module/define.hpp"
#include "engine/script/module/modules.hpp"
#include "engine/script/module/standard.hpp"
#include "engine/script/object/exception.hpp"
#include "engine/script/object/number.hpp"
#include "engine/script/object/operators.hpp"

namespace orrery::script {
namespace {

using Function = double (*)(double);

// A function of the C library: a NaN out of a number is a domain error, an infinity out of a finite one a range error.
template <Function f>
Value of_one(Runtime& rt, Args args) {
  const double x = to_double(rt, args[0]), y = f(x);
  if (std::isnan(y) && !std::isnan(x)) raise_value_error(rt, "math domain error");
  if (std::isinf(y) && std::isfinite(x)) raise(rt, rt.types().overflow_error, "math range error");
  return make_float(rt, y);
}

double logarithm(Runtime& rt, const Value& v, Function f) {
  const double x = to_double(rt, v);
  if (x <= 0) raise_value_error(rt, "math domain error");
  return f(x);
}

Value log(Runtime& rt, Args args) {
  const double x = logarithm(rt, args[0], std::log);
  if (args.size() == 1) return make_float(rt, x);
  return binary(rt, BinaryOp::true_divide, make_float(rt, x), make_float(rt, logarithm(rt, args[1], std::log)));
}
Value log2(Runtime& rt, Args args) { return make_float(rt, logarithm(rt, args[0], std::log2)); }
Value log10(Runtime& rt, Args args) { return make_float(rt, logarithm(rt, args[0], std::log10)); }

Value rounded(Runtime& rt, Args args, std::string_view special, Function f) {
  if (is_int(args[0])) return index(rt, args[0]);
  if (!is_float(args[0]))
    if (const Value own = special_method(rt, args[0], rt.heap().intern(special)); !is_unset(own)) return call(rt, own);
  const double x = to_double(rt, args[0]);
  if (std::isnan(x)) raise_value_error(rt, "cannot convert float NaN to integer");
  if (std::isinf(x)) raise(rt, rt.types().overflow_error, "cannot convert float infinity to integer");
  return int_from_double(rt, f(x));
}

Value floor(Runtime& rt, Args args) {
  return rounded(rt, args, "__floor__", std::floor);
}
Value ceil(Runtime& rt, Args args) {
  return rounded(rt, args, "__ceil__", std::ceil);
}
Value trunc(Runtime& rt, Args args) {
  return rounded(rt, args, "__trunc__", std::trunc);
}

Value pow(Runtime& rt, Args args) {
  const double x = to_double(rt, args[0]), y = to_double(rt, args[1]), z = std::pow(x, y);
  if ((std::isnan(z) && !std::isnan(x) && !std::isnan(y)) || (x == 0 && y < 0)) raise_value_error(rt, "math domain error");
  if (std::isinf(z) && std::isfinite(x) && std::isfinite(y)) raise(rt, rt.types().overflow_error, "math range error");
  return make_float(rt, z);
}

Value atan2(Runtime& rt, Args args) { return make_float(rt, std::atan2(to_double(rt, args[0]), to_double(rt, args[1]))); }

Value hypot(Runtime& rt, Args args) {
  double sum = 0;
  for (const Value& v : args) sum = std::hypot(sum, to_double(rt, v));
  return make_float(rt, sum);
}

Value isnan(Runtime& rt, Args args) { return boolean(std::isnan(to_double(rt, args[0]))); }
Value isinf(Runtime& rt, Args args) { return boolean(std::isinf(to_double(rt, args[0]))); }
Value isfinite(Runtime& rt, Args args) { return boolean(std::isfinite(to_double(rt, args[0]))); }

Value isclose(Runtime& rt, Args args) {
  const auto [a, b, rel_tol, abs_tol] = script::bind<4>(rt, "isclose", {"a", "b", "rel_tol", "abs_tol"}, args, 2, 0, 2);
  const double x = to_double(rt, a), y = to_double(rt, b);
  const double relative = is_unset(rel_tol) ? 1e-9 : to_double(rt, rel_tol);
  const double absolute = is_unset(abs_tol) ? 0 : to_double(rt, abs_tol);
  if (relative < 0 || absolute < 0) raise_value_error(rt, "tolerances must be non-negative");
  if (x == y) return true_value;
  if (std::isinf(x) || std::isinf(y)) return false_value;
  const double distance = std::fabs(x - y);
  return boolean(distance <= std::fabs(relative * y) || distance <= std::fabs(relative * x) || distance <= absolute);
}

Value gcd(Runtime& rt, Args args) {
  Big result;
  for (const Value& v : args) {
    const Big next(index(rt, v));
    mpz_gcd(result.n, result.n, next.n);
  }
  return make_int(rt, result.n);
}

Value factorial(Runtime& rt, Args args) {
  const std::int64_t n = index_number(rt, args[0], rt.types().overflow_error);
  if (n < 0) raise_value_error(rt, "factorial() not defined for negative values");
  rt.heap().expect(static_cast<std::size_t>(n) * 64);
  Big result;
  mpz_fac_ui(result.n, static_cast<unsigned long>(n));
  return make_int(rt, result.n);
}

constexpr NativeMethod functions[] = {
    {"sqrt", of_one<std::sqrt>, one_argument()},   {"exp", of_one<std::exp>, one_argument()},
    {"sin", of_one<std::sin>, one_argument()},     {"cos", of_one<std::cos>, one_argument()},
    {"tan", of_one<std::tan>, one_argument()},     {"asin", of_one<std::asin>, one_argument()},
    {"acos", of_one<std::acos>, one_argument()},   {"atan", of_one<std::atan>, one_argument()},
    {"fabs", of_one<std::fabs>, one_argument()},   {"log", log, between(1, 2)},
    {"log2", log2, one_argument()},                {"log10", log10, one_argument()},
    {"floor", floor, one_argument()}, {"ceil", ceil, one_argument()},
    {"trunc", trunc, one_argument()}, {"pow", pow, between(2, 2)},
    {"atan2", atan2, between(2, 2)},               {"hypot", hypot},
    {"isnan", isnan, one_argument()},              {"isinf", isinf, one_argument()},
    {"isfinite", isfinite, one_argument()},        {"isclose", isclose},
    {"gcd", gcd},                                  {"factorial", factorial, one_argument()},
};

}  // namespace

Ref<ModuleObject> math_module(Runtime& rt) {
  Ref<ModuleObject> module = make_module(rt, "math");
  add_functions(rt, *module->dict, "math", functions);
  define(rt, *module, "pi", make_float(rt, std::numbers::pi));
  define(rt, *module, "e", make_float(rt, std::numbers::e));
  define(rt, *module, "tau", make_float(rt, 2 * std::numbers::pi));
  define(rt, *module, "inf", make_float(rt, std::numeric_limits<double>::infinity()));
  define(rt, *module, "nan", make_float(rt, std::numeric_limits<double>::quiet_NaN()));
  return module;
}

}  // namespace orrery::script
