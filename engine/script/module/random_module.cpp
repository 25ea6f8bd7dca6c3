// random: the same numbers as CPython's for the same seed. Without a seed it starts from 0: a run is repeatable.
// (CPython: Lib/random.py.)
#include <nettle/sha2.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numbers>
#include <unordered_set>
#include <vector>

#include "engine/script/module/define.hpp"
#include "engine/script/module/modules.hpp"
#include "engine/script/object/bytes.hpp"
#include "engine/script/object/exception.hpp"
#include "engine/script/object/number.hpp"
#include "engine/script/object/operators.hpp"
#include "engine/script/object/sequence.hpp"
#include "engine/script/object/str.hpp"

namespace orrery::script {
namespace {

class RandomObject final : public ScriptObject {
 public:
  explicit RandomObject(Type* type) noexcept : ScriptObject(type) {}
  Mersenne mersenne;
};

Mersenne& source(Args args) { return static_cast<RandomObject*>(args[0].object())->mersenne; }

std::int64_t integer(Runtime& rt, const Value& v) { return index_number(rt, v, rt.types().overflow_error); }

// ---------------------------------------------------------------- seeding

// The absolute value of an int, as 32-bit words.
void seed_with_int(Mersenne& m, const Value& a) {
  Big big(a);
  mpz_abs(big.n, big.n);
  std::vector<std::uint32_t> words(mpz_sizeinbase(big.n, 2) / 32 + 1);
  std::size_t count = 0;
  mpz_export(words.data(), &count, -1, sizeof(std::uint32_t), 0, 0, big.n);
  words.resize(std::max<std::size_t>(count, 1));
  m.seed(std::span<const std::uint32_t>(words));
}

// Bytes with their digest behind them, as one number.
void seed_with_bytes(Mersenne& m, std::string bytes) {
  sha512_ctx context;
  sha512_init(&context);
  sha512_update(&context, bytes.size(), reinterpret_cast<const std::uint8_t*>(bytes.data()));
  std::array<std::uint8_t, SHA512_DIGEST_SIZE> digest;
  sha512_digest(&context, digest.size(), digest.data());
  bytes.append(digest.begin(), digest.end());
  std::vector<std::uint32_t> words((bytes.size() + 3) / 4, 0);
  for (std::size_t i = 0; i < bytes.size(); ++i)
    words[i / 4] |= static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[bytes.size() - 1 - i])) << (i % 4 * 8);
  while (words.size() > 1 && words.back() == 0) words.pop_back();
  m.seed(std::span<const std::uint32_t>(words));
}

void seed_with(Runtime& rt, Mersenne& m, const Value& a) {
  if (a.is_none()) return m.seed(0);
  if (is_str(a)) return seed_with_bytes(m, std::string(as_str(a).view()));
  if (is_bytes_like(a)) return seed_with_bytes(m, std::string(as_bytes(a).view()));
  if (is_float(a)) return m.seed(static_cast<std::uint64_t>(hash(rt, a)));
  if (!is_int(a))
    raise_type_error(rt, "The only supported seed types are: None,\nint, float, str, bytes, and bytearray.");
  seed_with_int(m, a);
}

Value seed(Runtime& rt, Args args) {
  const auto [a, version] = script::bind<2>(rt, "seed", {"a", "version"}, args.skip(1));
  seed_with(rt, source(args), is_unset(a) ? none : a);
  return none;
}

Value construct(Runtime& rt, Type* type, Args args) {
  Ref<RandomObject> object = rt.heap().make<RandomObject>(type);
  seed_with(rt, object->mersenne, args.size() ? args[0] : none);
  return Value(std::move(object));
}

// ---------------------------------------------------------------- numbers

Value random(Runtime& rt, Args args) { return make_float(rt, source(args).random()); }

Value uniform(Runtime& rt, Args args) {
  const auto [a, b] = script::bind<2>(rt, "uniform", {"a", "b"}, args.skip(1), 2);
  const Value width = binary(rt, BinaryOp::subtract, b, a);
  const Value r = make_float(rt, source(args).random());
  return binary(rt, BinaryOp::add, a, binary(rt, BinaryOp::multiply, width, r));
}

Value getrandbits(Runtime& rt, Args args) {
  const auto [k] = script::bind<1>(rt, "getrandbits", {"k"}, args.skip(1), 1);
  std::int64_t left = integer(rt, k);
  if (left < 0) raise_value_error(rt, "number of bits must be non-negative");
  if (left == 0) return Value::integer(0);
  rt.heap().expect(static_cast<std::size_t>(left) / 8);
  std::vector<std::uint32_t> words;
  for (; left > 0; left -= 32) words.push_back(static_cast<std::uint32_t>(source(args).bits(left < 32 ? static_cast<unsigned>(left) : 32)));
  Big big;
  mpz_import(big.n, words.size(), -1, sizeof(std::uint32_t), 0, 0, words.data());
  return make_int(rt, big.n);
}

[[noreturn]] void empty_range(Runtime& rt, std::int64_t start, std::int64_t stop) {
  raise_value_error(rt, "empty range for randrange() (" + std::to_string(start) + ", " + std::to_string(stop) + ", " +
                            std::to_string(stop - start) + ")");
}

Value in_range(Runtime& rt, Mersenne& m, std::int64_t start, std::int64_t stop) {
  if (stop <= start) empty_range(rt, start, stop);
  return make_int(rt, start + static_cast<std::int64_t>(m.below(static_cast<std::uint64_t>(stop - start))));
}

Value randint(Runtime& rt, Args args) {
  const auto [a, b] = script::bind<2>(rt, "randint", {"a", "b"}, args.skip(1), 2);
  return in_range(rt, source(args), integer(rt, a), integer(rt, b) + 1);
}

Value randrange(Runtime& rt, Args args) {
  const auto [start, stop, step] = script::bind<3>(rt, "randrange", {"start", "stop", "step"}, args.skip(1), 1);
  const std::int64_t first = integer(rt, start);
  if (is_unset(stop) || stop.is_none()) {
    if (first <= 0) raise_value_error(rt, "empty range for randrange()");
    return make_int(rt, static_cast<std::int64_t>(source(args).below(static_cast<std::uint64_t>(first))));
  }
  const std::int64_t last = integer(rt, stop), by = is_unset(step) ? 1 : integer(rt, step), width = last - first;
  if (by == 1) return in_range(rt, source(args), first, last);
  if (by == 0) raise_value_error(rt, "zero step for randrange()");
  const std::int64_t count = by > 0 ? (width + by - 1) / by : (width + by + 1) / by;
  if (count <= 0) raise_value_error(rt, "empty range for randrange()");
  return make_int(rt, first + by * static_cast<std::int64_t>(source(args).below(static_cast<std::uint64_t>(count))));
}

double normal(Mersenne& m, double mu, double sigma) {
  static const double magic = 4 * std::exp(-0.5) / std::sqrt(2.0);
  for (;;) {
    const double u1 = m.random(), u2 = 1.0 - m.random(), z = magic * (u1 - 0.5) / u2;
    if (z * z / 4.0 <= -std::log(u2)) return mu + z * sigma;
  }
}

struct MuSigma {
  double mu, sigma;
};
MuSigma mu_sigma(Runtime& rt, std::string_view function, Args args) {
  const auto [mu, sigma] = script::bind<2>(rt, function, {"mu", "sigma"}, args.skip(1));
  return {is_unset(mu) ? 0.0 : to_double(rt, mu), is_unset(sigma) ? 1.0 : to_double(rt, sigma)};
}

Value normalvariate(Runtime& rt, Args args) {
  const MuSigma given = mu_sigma(rt, "normalvariate", args);
  return make_float(rt, normal(source(args), given.mu, given.sigma));
}

Value gauss(Runtime& rt, Args args) {
  const MuSigma given = mu_sigma(rt, "gauss", args);
  Mersenne& m = source(args);
  double z = m.spare;
  if (!m.has_spare) {
    const double angle = m.random() * 2 * std::numbers::pi, radius = std::sqrt(-2.0 * std::log(1.0 - m.random()));
    z = std::cos(angle) * radius;
    m.spare = std::sin(angle) * radius;
  }
  m.has_spare = !m.has_spare;
  return make_float(rt, given.mu + z * given.sigma);
}

Value expovariate(Runtime& rt, Args args) {
  const auto [lambd] = script::bind<1>(rt, "expovariate", {"lambd"}, args.skip(1));
  return make_float(rt, -std::log(1.0 - source(args).random()) / (is_unset(lambd) ? 1.0 : to_double(rt, lambd)));
}

// ---------------------------------------------------------------- sequences

Value item(Runtime& rt, const Value& sequence, std::uint64_t i) {
  return getitem(rt, sequence, Value::integer(static_cast<std::int64_t>(i)));
}

Value choice(Runtime& rt, Args args) {
  const auto [seq] = script::bind<1>(rt, "choice", {"seq"}, args.skip(1), 1);
  const std::int64_t n = length(rt, seq);
  if (n == 0) raise(rt, rt.types().index_error, "Cannot choose from an empty sequence");
  return item(rt, seq, source(args).below(static_cast<std::uint64_t>(n)));
}

Value shuffle(Runtime& rt, Args args) {
  const auto [x] = script::bind<1>(rt, "shuffle", {"x"}, args.skip(1), 1);
  for (std::int64_t i = length(rt, x) - 1; i > 0; --i) {
    const auto j = static_cast<std::int64_t>(source(args).below(static_cast<std::uint64_t>(i) + 1));
    const Value a = item(rt, x, static_cast<std::uint64_t>(i)), b = item(rt, x, static_cast<std::uint64_t>(j));
    setitem(rt, x, Value::integer(i), b);
    setitem(rt, x, Value::integer(j), a);
  }
  return none;
}

// Whether drawing again for what was drawn already is cheaper than keeping a pool of what is left.
bool use_pool(std::uint64_t n, std::uint64_t k) {
  double set_size = 21;
  if (k > 5) set_size += std::pow(4, std::ceil(std::log(static_cast<double>(k) * 3) / std::log(4.0)));
  return static_cast<double>(n) <= set_size;
}

Ref<List> sample_from_pool(Runtime& rt, Mersenne& m, const Value& population, std::uint64_t n, std::uint64_t k) {
  Ref<List> pool = list_of(rt, population), result = make_list(rt);
  for (std::uint64_t i = 0; i < k; ++i) {
    const std::uint64_t j = m.below(n - i);
    result->append((*pool)[j]);
    (*pool)[j] = (*pool)[n - i - 1];
  }
  return result;
}

Ref<List> sample_again(Runtime& rt, Mersenne& m, const Value& population, std::uint64_t n, std::uint64_t k) {
  std::unordered_set<std::uint64_t> drawn;  // asked, never iterated
  Ref<List> result = make_list(rt);
  while (result->size() < k) {
    const std::uint64_t j = m.below(n);
    if (drawn.insert(j).second) result->append(item(rt, population, j));
  }
  return result;
}

Value sample(Runtime& rt, Args args) {
  const auto [population, wanted] = script::bind<2>(rt, "sample", {"population", "k"}, args.skip(1), 2);
  if (has_flag(population, TypeFlag::is_set) || has_flag(population, TypeFlag::is_dict))
    raise_type_error(rt, "Population must be a sequence.  For dicts or sets, use sorted(d).");
  const std::int64_t n = length(rt, population), k = integer(rt, wanted);
  if (k < 0 || k > n) raise_value_error(rt, "Sample larger than population or is negative");
  const auto size = static_cast<std::uint64_t>(n), count = static_cast<std::uint64_t>(k);
  return Value(use_pool(size, count) ? sample_from_pool(rt, source(args), population, size, count)
                                     : sample_again(rt, source(args), population, size, count));
}

std::vector<double> cumulated(Runtime& rt, const Value& weights, bool already) {
  std::vector<double> sums;
  for_each(rt, weights, [&](const Value& w) {
    sums.push_back(to_double(rt, w) + (already || sums.empty() ? 0.0 : sums.back()));
  });
  return sums;
}

Value choices(Runtime& rt, Args args) {
  const auto [population, weights, cum_weights, wanted] =
      script::bind<4>(rt, "choices", {"population", "weights", "cum_weights", "k"}, args.skip(1), 1, 0, 2);
  const std::int64_t n = length(rt, population), k = is_unset(wanted) ? 1 : integer(rt, wanted);
  Ref<List> result = make_list(rt);
  const bool plain = (is_unset(weights) || weights.is_none()) && (is_unset(cum_weights) || cum_weights.is_none());
  if (plain) {
    if (n == 0 && k > 0) raise(rt, rt.types().index_error, "list index out of range");
    for (std::int64_t i = 0; i < k; ++i)
      result->append(item(rt, population, static_cast<std::uint64_t>(source(args).random() * static_cast<double>(n))));
    return Value(std::move(result));
  }
  const bool already = is_unset(weights) || weights.is_none();
  const std::vector<double> sums = cumulated(rt, already ? cum_weights : weights, already);
  if (static_cast<std::int64_t>(sums.size()) != n) raise_value_error(rt, "The number of weights does not match the population");
  if (sums.empty() || sums.back() <= 0) raise_value_error(rt, "Total of weights must be greater than zero");
  for (std::int64_t i = 0; i < k; ++i) {
    const double at = source(args).random() * sums.back();
    const auto found = std::upper_bound(sums.begin(), sums.end() - 1, at) - sums.begin();
    result->append(item(rt, population, static_cast<std::uint64_t>(found)));
  }
  return Value(std::move(result));
}

constexpr NativeMethod methods[] = {
    {"seed", seed},       {"random", random},   {"uniform", uniform},     {"getrandbits", getrandbits},
    {"randint", randint}, {"randrange", randrange}, {"choice", choice},   {"shuffle", shuffle},
    {"sample", sample},   {"choices", choices}, {"gauss", gauss},         {"normalvariate", normalvariate},
    {"expovariate", expovariate},
};

}  // namespace

Ref<ModuleObject> random_module(Runtime& rt) {
  Ref<ModuleObject> module = make_module(rt, "random");
  TypeSpec spec{.name = "Random", .module = "random", .flags = TypeFlag::base_type};
  spec.slots.construct = construct;
  spec.methods = methods;
  Type* type = rt.types().keep(make_type(rt, spec));
  define(rt, *module, "Random", Value(static_cast<Object*>(type)));
  const Value chance = call(rt, Value(static_cast<Object*>(type)));
  for (const NativeMethod& method : methods)
    define(rt, *module, method.name, make_bound_native(rt, method.name, method.function, chance));
  return module;
}

}  // namespace orrery::script
