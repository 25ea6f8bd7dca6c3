// statistics: the averages, exact until they are rounded once. (CPython: Lib/statistics.py.)
#include <fmt/format.h>
#include <gmp.h>

#include <cmath>

#include "engine/script/module/define.hpp"
#include "engine/script/module/library.hpp"
#include "engine/script/module/standard.hpp"
#include "engine/script/object/exception.hpp"
#include "engine/script/object/number.hpp"
#include "engine/script/object/str.hpp"
#include "engine/script/vm/interpreter.hpp"

namespace orrery::script {
namespace {

class Ratio {
 public:
  Ratio() { mpq_init(q); }
  ~Ratio() { mpq_clear(q); }
  Ratio(const Ratio&) = delete;
  Ratio& operator=(const Ratio&) = delete;
  mpq_t q;
};

struct Data {
  Ref<List> items;
  bool whole = true;  // ints alone
  Ratio sum, squares;
};

[[noreturn]] void raise_error(Runtime& rt, std::string_view what) {
  const Value type = *interpreter(rt).imported("statistics")->dict->find(std::string_view("StatisticsError"));
  const Value made = call(rt, type, text(rt, what));
  raise(Ref<ExceptionObject>(&as_exception(made)));
}

void add(Runtime& rt, Data& data, const Value& item) {
  Ratio x;
  if (is_int(item)) {
    mpq_set_z(x.q, Big(item).n);
  } else if (is_float(item) && std::isfinite(as_double(item))) {
    data.whole = false;
    mpq_set_d(x.q, as_double(item));
  } else {
    raise_type_error(rt, fmt::format("can't convert type '{}' to numerator/denominator", type_of(rt, item)->name()));
  }
  mpq_add(data.sum.q, data.sum.q, x.q);
  mpq_mul(x.q, x.q, x.q);
  mpq_add(data.squares.q, data.squares.q, x.q);
}
void read(Runtime& rt, const Value& v, Data& data) {
  data.items = list_of(rt, v);
  for (std::size_t i = 0; i < data.items->size(); ++i) add(rt, data, (*data.items)[i]);
}

// The nearest float, or an int where the data is whole and the result too.
Value rounded(Runtime& rt, const Ratio& r, bool whole) {
  const Value numerator = make_int(rt, mpq_numref(r.q));
  if (whole && mpz_cmp_ui(mpq_denref(r.q), 1) == 0) return numerator;
  return binary(rt, BinaryOp::true_divide, numerator, make_int(rt, mpq_denref(r.q)));
}

Value mean(Runtime& rt, Args args) {
  Data data;
  read(rt, args[0], data);
  if (data.items->size() == 0) raise_error(rt, "mean requires at least one data point");
  Ratio n;
  mpq_set_ui(n.q, data.items->size(), 1);
  mpq_div(n.q, data.sum.q, n.q);
  return rounded(rt, n, data.whole);
}
Value fmean(Runtime& rt, Args args) {
  Data data;
  read(rt, args[0], data);
  if (data.items->size() == 0) raise_error(rt, "fmean requires at least one data point");
  return make_float(rt, to_double(rt, rounded(rt, data.sum, false)) / static_cast<double>(data.items->size()));
}

// The sum of squared distances from the mean, divided.
void variance_of(const Data& data, unsigned long divisor, Ratio& result) {
  Ratio n, square;
  mpq_set_ui(n.q, data.items->size(), 1);
  mpq_mul(square.q, data.sum.q, data.sum.q);
  mpq_div(square.q, square.q, n.q);
  mpq_sub(result.q, data.squares.q, square.q);
  mpq_set_ui(n.q, divisor, 1);
  mpq_div(result.q, result.q, n.q);
}
// The float nearest to the root.
double root_of(const Ratio& r) {
  mpf_t exact, low, high;
  mpf_init2(exact, 400);
  mpf_init2(low, 400);
  mpf_init2(high, 400);
  mpf_set_q(exact, r.q);
  mpf_sqrt(exact, exact);
  const double below = mpf_get_d(exact), above = std::nextafter(below, INFINITY);
  mpf_set_d(low, below);
  mpf_set_d(high, above);
  mpf_sub(low, exact, low);
  mpf_sub(high, high, exact);
  const double nearest = mpf_cmp(low, high) <= 0 ? below : above;
  mpf_clear(exact);
  mpf_clear(low);
  mpf_clear(high);
  return nearest;
}

Value spread(Runtime& rt, const Value& v, std::string_view name, bool sample, bool root) {
  Data data;
  read(rt, v, data);
  if (data.items->size() < (sample ? 2 : 1))
    raise_error(rt,
                fmt::format("{} requires at least {} data point{}", name, sample ? "two" : "one", sample ? "s" : ""));
  Ratio result;
  variance_of(data, data.items->size() - sample, result);
  return root ? make_float(rt, root_of(result)) : rounded(rt, result, data.whole);
}
Value stdev(Runtime& rt, Args args) {
  return spread(rt, args[0], "stdev", true, true);
}
Value pstdev(Runtime& rt, Args args) {
  return spread(rt, args[0], "pstdev", false, true);
}
Value variance(Runtime& rt, Args args) {
  return spread(rt, args[0], "variance", true, false);
}
Value pvariance(Runtime& rt, Args args) {
  return spread(rt, args[0], "pvariance", false, false);
}

template <int which>
Value median(Runtime& rt, Args args) {
  const Ref<List> items = list_of(rt, args[0]);
  sort(rt, *items, none, false);
  const std::size_t n = items->size();
  if (n == 0) raise_error(rt, "no median for empty data");
  if (n % 2 == 1 || which > 0) return (*items)[n / 2];
  if (which < 0) return (*items)[n / 2 - 1];
  return binary(rt, BinaryOp::true_divide, binary(rt, BinaryOp::add, (*items)[n / 2 - 1], (*items)[n / 2]),
                Value::integer(2));
}

Ref<Dict> counts(Runtime& rt, const Value& data) {
  Ref<Dict> all = make_dict(rt);
  for_each(rt, data, [&](const Value& item) {
    const Value* const known = all->find(rt, item);
    all->set(rt, item, Value::integer(known ? known->as_integer() + 1 : 1));
  });
  return all;
}
// The items that come most often, in the order of their first coming.
Ref<List> most_common(Runtime& rt, const Value& data) {
  const Ref<Dict> all = counts(rt, data);
  std::int64_t most = 0;
  for (std::uint32_t i = 0; i < all->entry_count(); ++i) most = std::max(most, all->entry(i).value.as_integer());
  Ref<List> found = make_list(rt);
  for (std::uint32_t i = 0; i < all->entry_count(); ++i)
    if (all->entry(i).value.as_integer() == most) found->append(all->entry(i).key);
  return found;
}
Value mode(Runtime& rt, Args args) {
  const Ref<List> found = most_common(rt, args[0]);
  if (found->size() == 0) raise_error(rt, "no mode for empty data");
  return (*found)[0];
}
Value multimode(Runtime& rt, Args args) {
  return Value(most_common(rt, args[0]));
}

constexpr NativeMethod functions[] = {{"mean", mean, one_argument()},
                                      {"fmean", fmean, one_argument()},
                                      {"stdev", stdev, one_argument()},
                                      {"pstdev", pstdev, one_argument()},
                                      {"variance", variance, one_argument()},
                                      {"pvariance", pvariance, one_argument()},
                                      {"median", median<0>, one_argument()},
                                      {"median_low", median<-1>, one_argument()},
                                      {"median_high", median<1>, one_argument()},
                                      {"mode", mode, one_argument()},
                                      {"multimode", multimode, one_argument()}};

}  // namespace

Ref<ModuleObject> statistics_module(Runtime& rt) {
  Ref<ModuleObject> module = make_module(rt, "statistics");
  add_functions(rt, *module->dict, "statistics", functions);
  define_class(
      rt, *module,
      make_library_class(rt, {.name = "StatisticsError", .module = "statistics", .bases = {rt.types().value_error}}));
  return module;
}

}  // namespace orrery::script
