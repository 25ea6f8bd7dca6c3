// product, permutations and combinations. (CPython: Modules/itertoolsmodule.c.)
#include <algorithm>
#include <numeric>

#include "engine/script/module/itertools.hpp"
#include "engine/script/object/exception.hpp"
#include "engine/script/object/number.hpp"
#include "engine/script/object/str.hpp"

namespace orrery::script {
namespace {

// The items at `indices`.
Value chosen(Runtime& rt, const Walk& walk) {
  std::vector<Value> items;
  for (const std::int64_t i : walk.indices) items.push_back(walk.pool[static_cast<std::size_t>(i)]);
  return Value(make_tuple(rt, std::span<const Value>(items)));
}
std::int64_t pool_size(const Walk& walk) {
  return static_cast<std::int64_t>(walk.pool.size());
}

void take_pool(Runtime& rt, Walk& walk, const Value& iterable) {
  for_each(rt, iterable, [&](const Value& item) { walk.pool.push_back(item); });
}

// ---------------------------------------------------------------- product: `pool` holds tuples

Value construct_product(Runtime& rt, Type* type, Args args) {
  std::int64_t times = 1;
  const auto [repeat] = script::bind<1>(rt, "product", {"repeat"}, Args(args.end(), 0, args.names()));
  if (!is_unset(repeat)) times = index_number(rt, repeat, rt.types().overflow_error);
  if (times < 0) raise_value_error(rt, "repeat argument cannot be negative");
  Ref<Walk> walk = make_walk(rt, type);
  std::vector<Value> once;
  if (times > 0)
    for (const Value& iterable : args) once.emplace_back(tuple_of(rt, iterable));
  rt.heap().expect(once.size() * static_cast<std::size_t>(times) * sizeof(Value));
  for (std::int64_t i = 0; i < times; ++i) walk->pool.insert(walk->pool.end(), once.begin(), once.end());
  walk->indices.assign(walk->pool.size(), 0);
  for (const Value& items : walk->pool) walk->finished |= as_tuple(items).size() == 0;
  return Value(std::move(walk));
}
bool advance_product(Walk& walk) {
  for (std::size_t i = walk.indices.size(); i-- > 0;) {
    if (++walk.indices[i] < static_cast<std::int64_t>(as_tuple(walk.pool[i]).size())) return true;
    walk.indices[i] = 0;
  }
  return false;
}
Value next_product(Runtime& rt, const Value& self) {
  Walk& walk = walk_of(self);
  if (walk.finished || (walk.started && !advance_product(walk))) return walk.finished = true, unset;
  walk.started = true;
  std::vector<Value> items;
  for (std::size_t i = 0; i < walk.pool.size(); ++i)
    items.push_back(as_tuple(walk.pool[i])[static_cast<std::size_t>(walk.indices[i])]);
  return Value(make_tuple(rt, std::span<const Value>(items)));
}

// ---------------------------------------------------------------- the others

std::int64_t length_argument(Runtime& rt, const Value& r) {
  const std::int64_t n = index_number(rt, r, rt.types().overflow_error);
  if (n < 0) raise_value_error(rt, "r must be non-negative");
  return n;
}

// The order of all indices of the pool; the first `limit` are the permutation. (itertoolsmodule.c, permutations_next)
Value construct_permutations(Runtime& rt, Type* type, Args args) {
  const auto [iterable, r] = script::bind<2>(rt, "permutations", {"iterable", "r"}, args, 1);
  Ref<Walk> walk = make_walk(rt, type);
  take_pool(rt, *walk, iterable);
  if (!is_none_or_unset(r) && !is_int(r)) raise_type_error(rt, "Expected int as r");
  walk->limit = is_none_or_unset(r) ? pool_size(*walk) : length_argument(rt, r);
  walk->finished = walk->limit > pool_size(*walk);
  walk->indices.resize(walk->pool.size());
  std::iota(walk->indices.begin(), walk->indices.end(), 0);
  return Value(std::move(walk));
}
// The next arrangement of the first `limit` indices, the others being kept in ascending order.
bool advance_permutation(Walk& walk) {
  std::reverse(walk.indices.begin() + walk.limit, walk.indices.end());
  return std::next_permutation(walk.indices.begin(), walk.indices.end());
}
Value next_permutations(Runtime& rt, const Value& self) {
  Walk& walk = walk_of(self);
  if (walk.finished || (walk.started && !advance_permutation(walk))) return walk.finished = true, unset;
  walk.started = true;
  std::vector<Value> items;
  for (std::int64_t i = 0; i < walk.limit; ++i)
    items.push_back(walk.pool[static_cast<std::size_t>(walk.indices[static_cast<std::size_t>(i)])]);
  return Value(make_tuple(rt, std::span<const Value>(items)));
}

template <bool again>
Value construct_combinations(Runtime& rt, Type* type, Args args) {
  const auto [iterable, r] =
      script::bind<2>(rt, again ? "combinations_with_replacement" : "combinations", {"iterable", "r"}, args, 2);
  Ref<Walk> walk = make_walk(rt, type);
  take_pool(rt, *walk, iterable);
  const std::int64_t n = length_argument(rt, r);
  walk->finished = again ? n > 0 && walk->pool.empty() : n > pool_size(*walk);
  if (walk->finished) return Value(std::move(walk));
  walk->indices.assign(static_cast<std::size_t>(n), 0);
  if (!again) std::iota(walk->indices.begin(), walk->indices.end(), 0);
  return Value(std::move(walk));
}
template <bool again>
bool advance_combination(Walk& walk) {
  const std::int64_t n = pool_size(walk), r = static_cast<std::int64_t>(walk.indices.size());
  for (std::int64_t i = r - 1; i >= 0; --i) {
    std::int64_t& at = walk.indices[static_cast<std::size_t>(i)];
    if (at == (again ? n - 1 : i + n - r)) continue;
    const std::int64_t first = at + 1;
    for (std::int64_t j = i; j < r; ++j) walk.indices[static_cast<std::size_t>(j)] = again ? first : first + (j - i);
    return true;
  }
  return false;
}
template <bool again>
Value next_combinations(Runtime& rt, const Value& self) {
  Walk& walk = walk_of(self);
  if (walk.finished || (walk.started && !advance_combination<again>(walk))) return walk.finished = true, unset;
  walk.started = true;
  return chosen(rt, walk);
}

constexpr WalkKind kinds[] = {
    {"product", construct_product, next_product},
    {"permutations", construct_permutations, next_permutations},
    {"combinations", construct_combinations<false>, next_combinations<false>},
    {"combinations_with_replacement", construct_combinations<true>, next_combinations<true>},
};

}  // namespace

std::span<const WalkKind> combinatoric_walks() {
  return kinds;
}

}  // namespace orrery::script
