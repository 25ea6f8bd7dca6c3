// The iterators of itertools that hand on one item after the other. (CPython: Modules/itertoolsmodule.c.)
#include <fmt/format.h>

#include <limits>

#include "engine/script/module/itertools.hpp"
#include "engine/script/object/exception.hpp"
#include "engine/script/object/number.hpp"
#include "engine/script/object/str.hpp"

namespace orrery::script {
namespace {

void check(Runtime& rt, Args args, std::string_view name, std::uint16_t least, std::uint16_t most) {
  no_keywords(rt, args, name);
  check_arity(rt, between(least, most), args, name, name);
}

// ---------------------------------------------------------------- count, cycle, repeat

bool is_number(Runtime& rt, const Value& v) {
  const Slots& slots = type_of(rt, v)->slots;
  return is_int(v) || is_float(v) || slots.index || slots.to_float || slots.to_int;
}

Value construct_count(Runtime& rt, Type* type, Args args) {
  const auto [start, step] = script::bind<2>(rt, "count", {"start", "step"}, args);
  const Value first = is_unset(start) ? Value::integer(0) : start, by = is_unset(step) ? Value::integer(1) : step;
  if (!is_number(rt, first) || !is_number(rt, by)) raise_type_error(rt, "a number is required");
  Ref<Walk> walk = make_walk(rt, type);
  walk->function = first;
  walk->extra = by;
  return Value(std::move(walk));
}
Value next_count(Runtime& rt, const Value& self) {
  const Value now = walk_of(self).function;
  walk_of(self).function = binary(rt, BinaryOp::add, now, walk_of(self).extra);
  return now;
}
Value repr_count(Runtime& rt, const Value& self) {
  const Walk& walk = walk_of(self);
  const std::string name = name_text(rt, value_of(type_of(rt, self)), "count"), first(repr(rt, walk.function)->view());
  if (walk.extra == Value::integer(1)) return text(rt, fmt::format("{}({})", name, first));
  return text(rt, fmt::format("{}({}, {})", name, first, repr(rt, walk.extra)->view()));
}

Value construct_cycle(Runtime& rt, Type* type, Args args) {
  check(rt, args, "cycle", 1, 1);
  Ref<Walk> walk = make_walk(rt, type);
  walk->source = iter(rt, args[0]);
  return Value(std::move(walk));
}
Value next_cycle(Runtime& rt, const Value& self) {
  Walk& walk = walk_of(self);
  if (!walk.finished) {
    const Value source = walk.source, item = next(rt, source);
    if (!is_unset(item)) return walk.pool.push_back(item), item;
    walk.finished = true;
    walk.source = none;
  }
  if (walk.pool.empty()) return unset;
  const Value item = walk.pool[static_cast<std::size_t>(walk.position)];
  walk.position = (walk.position + 1) % static_cast<std::int64_t>(walk.pool.size());
  return item;
}

Value construct_repeat(Runtime& rt, Type* type, Args args) {
  const auto [object, times] = script::bind<2>(rt, "repeat", {"object", "times"}, args, 1);
  Ref<Walk> walk = make_walk(rt, type);
  walk->function = object;
  if (!is_unset(times)) walk->limit = std::max<std::int64_t>(0, index_number(rt, times, rt.types().overflow_error));
  return Value(std::move(walk));
}
Value next_repeat(Runtime&, const Value& self) {
  Walk& walk = walk_of(self);
  if (walk.limit == 0) return unset;
  if (walk.limit > 0) --walk.limit;
  return walk.function;
}
Value repr_repeat(Runtime& rt, const Value& self) {
  const std::string object(repr(rt, walk_of(self).function)->view());
  if (walk_of(self).limit < 0) return text(rt, fmt::format("repeat({})", object));
  return text(rt, fmt::format("repeat({}, {})", object, walk_of(self).limit));
}
Value hint_repeat(Runtime& rt, Args args) {
  if (walk_of(args[0]).limit < 0) raise_type_error(rt, "len() of unsized object");
  return Value::integer(walk_of(args[0]).limit);
}
constexpr NativeMethod repeat_methods[] = {{"__length_hint__", hint_repeat, no_arguments()}};

// ---------------------------------------------------------------- accumulate, chain, compress

Value construct_accumulate(Runtime& rt, Type* type, Args args) {
  const auto [iterable, func, initial] =
      script::bind<3>(rt, "accumulate", {"iterable", "func", "initial"}, args, 1, 0, 2);
  Ref<Walk> walk = make_walk(rt, type);
  walk->source = iter(rt, iterable);
  walk->function = is_unset(func) ? Value(none) : func;
  walk->extra = is_none_or_unset(initial) ? Value(unset) : initial;
  return Value(std::move(walk));
}
Value next_accumulate(Runtime& rt, const Value& self) {
  Walk& walk = walk_of(self);
  if (!walk.started) {
    walk.started = true;
    if (!is_unset(walk.extra)) return walk.extra;
    return walk.extra = next(rt, Value(walk.source));
  }
  const Value item = next(rt, Value(walk.source));
  if (is_unset(item)) return unset;
  const Value function = walk.function, total = walk.extra;
  walk.extra = function.is_none() ? binary(rt, BinaryOp::add, total, item) : call(rt, function, total, item);
  return walk.extra;
}

Value construct_chain(Runtime& rt, Type* type, Args args) {
  no_keywords(rt, args, "chain");
  Ref<Walk> walk = make_walk(rt, type);
  walk->function = iter(rt, Value(make_tuple(rt, args.positional())));
  walk->source = unset;
  return Value(std::move(walk));
}
Value chain_from_iterable(Runtime& rt, Args args) {
  Ref<Walk> walk = make_walk(rt, type_from(args[0]));
  walk->function = iter(rt, args[1]);
  walk->source = unset;
  return Value(std::move(walk));
}
Value next_chain(Runtime& rt, const Value& self) {
  Walk& walk = walk_of(self);
  for (;;) {
    if (walk.finished) return unset;
    if (is_unset(walk.source)) {
      const Value iterable = next(rt, Value(walk.function));
      if (is_unset(iterable)) return walk.finished = true, unset;
      walk.source = iter(rt, iterable);
    }
    const Value source = walk.source, item = next(rt, source);
    if (!is_unset(item)) return item;
    walk.source = unset;
  }
}
constexpr NativeMethod chain_methods[] = {
    {"from_iterable", chain_from_iterable, one_argument(), NativeMethod::Kind::class_method}};

Value construct_compress(Runtime& rt, Type* type, Args args) {
  const auto [data, selectors] = script::bind<2>(rt, "compress", {"data", "selectors"}, args, 2);
  Ref<Walk> walk = make_walk(rt, type);
  walk->source = iter(rt, data);
  walk->function = iter(rt, selectors);
  return Value(std::move(walk));
}
Value next_compress(Runtime& rt, const Value& self) {
  for (;;) {
    const Value item = next(rt, Value(walk_of(self).source));
    if (is_unset(item)) return unset;
    const Value chosen = next(rt, Value(walk_of(self).function));
    if (is_unset(chosen)) return unset;
    if (truth(rt, chosen)) return item;
  }
}

// ---------------------------------------------------------------- with a predicate

template <const char* const& name>
Value construct_predicate(Runtime& rt, Type* type, Args args) {
  check(rt, args, name, 2, 2);
  Ref<Walk> walk = make_walk(rt, type);
  walk->function = args[0];
  walk->source = iter(rt, args[1]);
  return Value(std::move(walk));
}
constexpr const char* dropwhile_name = "dropwhile";
constexpr const char* takewhile_name = "takewhile";
constexpr const char* filterfalse_name = "filterfalse";
constexpr const char* starmap_name = "starmap";

bool holds(Runtime& rt, const Walk& walk, const Value& item) {
  const Value function = walk.function;
  const bool plain = function.is_none() || function == value_of(rt.types().bool_);
  return truth(rt, plain ? item : call(rt, function, item));
}
Value next_dropwhile(Runtime& rt, const Value& self) {
  Walk& walk = walk_of(self);
  for (;;) {
    const Value item = next(rt, Value(walk.source));
    if (is_unset(item) || walk.started) return item;
    if (truth(rt, call(rt, Value(walk.function), item))) continue;
    walk.started = true;
    return item;
  }
}
Value next_takewhile(Runtime& rt, const Value& self) {
  Walk& walk = walk_of(self);
  if (walk.finished) return unset;
  const Value item = next(rt, Value(walk.source));
  if (is_unset(item) || truth(rt, call(rt, Value(walk.function), item))) return item;
  walk.finished = true;
  return unset;
}
Value next_filterfalse(Runtime& rt, const Value& self) {
  for (;;) {
    const Value item = next(rt, Value(walk_of(self).source));
    if (is_unset(item) || !holds(rt, walk_of(self), item)) return item;
  }
}
Value next_starmap(Runtime& rt, const Value& self) {
  const Value item = next(rt, Value(walk_of(self).source));
  if (is_unset(item)) return unset;
  const Ref<Tuple> given = tuple_of(rt, item);
  return call(rt, Value(walk_of(self).function), Args(given->begin(), given->size()));
}

// ---------------------------------------------------------------- islice, pairwise, zip_longest

// A bound of a slice: None, or an int that is not negative.
std::int64_t bound(Runtime& rt, const Value& v, std::int64_t otherwise, std::string_view words) {
  if (v.is_none()) return otherwise;
  const bool index = is_int(v) || type_of(rt, v)->slots.index;
  const std::int64_t n = index ? index_number(rt, v, nullptr) : -1;
  if (n < 0) raise_value_error(rt, words);
  return n;
}

constexpr std::string_view bad_stop = "Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.";
constexpr std::string_view bad_indices = "Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.";

Value construct_islice(Runtime& rt, Type* type, Args args) {
  check(rt, args, "islice", 2, 4);
  Ref<Walk> walk = make_walk(rt, type);
  walk->step = 1;
  if (args.size() == 2) {
    walk->limit = bound(rt, args[1], -1, bad_stop);
  } else {
    walk->limit = bound(rt, args[2], -1, bad_stop);
    walk->indices.push_back(bound(rt, args[1], 0, bad_indices));
    if (args.size() == 4) walk->step = bound(rt, args[3], 1, "Step for islice() must be a positive integer or None.");
    if (walk->step < 1) raise_value_error(rt, "Step for islice() must be a positive integer or None.");
  }
  if (walk->indices.empty()) walk->indices.push_back(0);
  walk->source = iter(rt, args[0]);
  return Value(std::move(walk));
}
// `indices[0]`: the place of the next item wanted; `position`: of the next one that comes.
Value next_islice(Runtime& rt, const Value& self) {
  Walk& walk = walk_of(self);
  const std::int64_t stop = walk.limit, wanted = stop >= 0 ? std::min(walk.indices[0], stop) : walk.indices[0];
  while (!walk.finished && walk.position < wanted) {
    if (is_unset(next(rt, Value(walk.source)))) walk.finished = true;
    ++walk.position;
  }
  if (walk.finished || (stop >= 0 && walk.position >= stop)) return walk.finished = true, walk.source = none, unset;
  const Value item = next(rt, Value(walk.source));
  ++walk.position;
  walk.indices[0] += walk.step;
  if (is_unset(item)) walk.finished = true;
  return item;
}

Value construct_pairwise(Runtime& rt, Type* type, Args args) {
  check(rt, args, "pairwise", 1, 1);
  Ref<Walk> walk = make_walk(rt, type);
  walk->source = iter(rt, args[0]);
  return Value(std::move(walk));
}
Value next_pairwise(Runtime& rt, const Value& self) {
  Walk& walk = walk_of(self);
  if (walk.finished) return unset;
  if (!walk.started) {
    walk.started = true;
    walk.extra = next(rt, Value(walk.source));
  }
  const Value item = is_unset(walk.extra) ? Value(unset) : next(rt, Value(walk.source));
  if (is_unset(item)) return walk.finished = true, unset;
  Value pair = make_tuple(rt, {walk.extra, item});
  walk.extra = item;
  return pair;
}

Value construct_zip_longest(Runtime& rt, Type* type, Args args) {
  Ref<Walk> walk = make_walk(rt, type);
  for (std::size_t i = 0; i < args.keyword_count(); ++i) {
    if (args.keyword_name(i)->view() != "fillvalue")
      raise_type_error(rt, "zip_longest() got an unexpected keyword argument");
    walk->extra = args.keyword_value(i);
  }
  for (const Value& iterable : args) walk->pool.push_back(iter(rt, iterable));
  walk->limit = static_cast<std::int64_t>(walk->pool.size());
  return Value(std::move(walk));
}
Value next_zip_longest(Runtime& rt, const Value& self) {
  Walk& walk = walk_of(self);
  if (walk.limit == 0) return unset;
  Ref<Tuple> items = make_tuple(rt, walk.pool.size());
  for (std::size_t i = 0; i < walk.pool.size(); ++i) {
    const Value source = walk.pool[i];
    Value item = is_unset(source) ? Value(unset) : next(rt, source);
    if (is_unset(item) && !is_unset(source)) {
      walk.pool[i] = unset;
      if (--walk.limit == 0) return unset;
    }
    (*items)[i] = is_unset(item) ? walk.extra : item;
  }
  return Value(std::move(items));
}

constexpr WalkKind kinds[] = {
    {"count", construct_count, next_count, repr_count},
    {"cycle", construct_cycle, next_cycle},
    {"repeat", construct_repeat, next_repeat, repr_repeat, repeat_methods},
    {"accumulate", construct_accumulate, next_accumulate},
    {"chain", construct_chain, next_chain, nullptr, chain_methods},
    {"compress", construct_compress, next_compress},
    {"dropwhile", construct_predicate<dropwhile_name>, next_dropwhile},
    {"takewhile", construct_predicate<takewhile_name>, next_takewhile},
    {"filterfalse", construct_predicate<filterfalse_name>, next_filterfalse},
    {"starmap", construct_predicate<starmap_name>, next_starmap},
    {"islice", construct_islice, next_islice},
    {"pairwise", construct_pairwise, next_pairwise},
    {"zip_longest", construct_zip_longest, next_zip_longest},
};

}  // namespace

std::span<const WalkKind> linear_walks() {
  return kinds;
}

}  // namespace orrery::script
