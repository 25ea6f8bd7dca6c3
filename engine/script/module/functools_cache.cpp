// functools.lru_cache and cache. (CPython: Lib/functools.py, Modules/_functoolsmodule.c.)
#include <fmt/format.h>

#include "engine/script/module/closure.hpp"
#include "engine/script/module/collections.hpp"
#include "engine/script/module/functools.hpp"
#include "engine/script/object/derived.hpp"
#include "engine/script/object/exception.hpp"
#include "engine/script/object/number.hpp"
#include "engine/script/object/str.hpp"

namespace orrery::script {
namespace {

class LruCache : public ScriptObject, public Tracked {
 public:
  explicit LruCache(Type* type) noexcept : ScriptObject(type), Tracked(type->heap()) {}
  Value function;
  Ref<Dict> results;          // the least recently used first
  std::int64_t maxsize = -1;  // -1: no limit
  bool typed = false;
  std::int64_t hits = 0, misses = 0;
  void clear_references() noexcept override {
    const Value dead = std::exchange(function, none);
    const Ref<Dict> dead_results = std::exchange(results, nullptr);
  }
  Object* tracked_object() noexcept override { return this; }
};
LruCache& self_of(const Value& v) {
  return *static_cast<LruCache*>(v.object());
}

// Arguments, then (behind a mark) keywords and their values in their order, then the types of all if they count.
// A single int or str is its own key, and so is no other number's that is equal to it.
Value key_of(Runtime& rt, const LruCache& cache, Args args) {
  const bool single = args.size() == 1 && args.keyword_count() == 0 && !cache.typed;
  if (single && (args[0].is_integer() || is_exact_str(rt, args[0]))) return args[0];
  std::vector<Value> parts(args.begin(), args.end());
  if (args.keyword_count() > 0) parts.push_back(value_of(library_of(rt).lru_cache));
  for (std::size_t i = 0; i < args.keyword_count(); ++i) {
    parts.emplace_back(Ref<Str>(args.keyword_name(i)));
    parts.push_back(args.keyword_value(i));
  }
  if (cache.typed) {
    for (const Value& arg : args) parts.push_back(value_of(type_of(rt, arg)));
    for (std::size_t i = 0; i < args.keyword_count(); ++i)
      parts.push_back(value_of(type_of(rt, args.keyword_value(i))));
  }
  return Value(make_tuple(rt, std::span<const Value>(parts)));
}

void drop_oldest(Runtime& rt, Dict& results) {
  for (std::uint32_t i = 0; i < results.entry_count(); ++i) {
    const Value key = results.entry(i).key;
    if (is_unset(key)) continue;
    Value dead;
    results.remove(rt, key, &dead);
    return;
  }
}

void make_newest(Runtime& rt, Dict& results, const Value& key, const Value& value) {
  Value old;
  results.remove(rt, key, &old);
  results.set(rt, key, value);
}

Value call_cache(Runtime& rt, const Value& self, Args args) {
  LruCache& cache = self_of(self);
  const Value kept = self, function = cache.function;
  const Nested nested(rt);
  if (cache.maxsize == 0) return ++cache.misses, call(rt, function, args);
  const Value key = key_of(rt, cache, args);
  if (const Value* found = cache.results->find(rt, key)) {
    const Value result = *found;
    ++cache.hits;
    if (cache.maxsize > 0) make_newest(rt, *cache.results, key, result);
    return result;
  }
  ++cache.misses;
  const Value result = call(rt, function, args);
  if (cache.maxsize < 0 || !cache.results->find(rt, key)) {
    if (cache.maxsize > 0 && static_cast<std::int64_t>(cache.results->size()) >= cache.maxsize)
      drop_oldest(rt, *cache.results);
    cache.results->set(rt, key, result);
  }
  return result;
}

Value bind_cache(Runtime& rt, const Value& self, const Value& object, Type*) {
  return is_unset(object) || object.is_none() ? self : make_bound(rt, self, object);
}

Value size_value(const LruCache& cache) {
  return cache.maxsize < 0 ? Value(none) : Value::integer(cache.maxsize);
}

Type* info_type(Runtime& rt) {
  Type*& type = library_of(rt).cache_info;
  if (type) return type;
  std::vector<Value> names;
  for (const std::string_view name : {"hits", "misses", "maxsize", "currsize"})
    names.emplace_back(Ref<Str>(rt.heap().intern(name)));
  return type = make_named_tuple(rt, {"CacheInfo", names, {}, "functools"});
}

Value cache_info(Runtime& rt, Args args) {
  const LruCache& cache = self_of(args[0]);
  const Value values[] = {make_int(rt, cache.hits), make_int(rt, cache.misses), size_value(cache),
                          Value::integer(static_cast<std::int64_t>(cache.results->size()))};
  return make_tuple_of(rt, info_type(rt), values);
}
Value cache_clear(Runtime& rt, Args args) {
  LruCache& cache = self_of(args[0]);
  cache.hits = cache.misses = 0;
  const Ref<Dict> dead = std::exchange(cache.results, make_dict(rt));
  return none;
}
Value itself(Runtime&, Args args) {
  return args[0];
}
Value get_dict(Runtime& rt, const Value& self) {
  return Value(Ref<Dict>(attributes_of(rt, self, true)));
}

constexpr NativeMethod methods[] = {{"cache_info", cache_info, no_arguments()},
                                    {"cache_clear", cache_clear, no_arguments()},
                                    {"__copy__", itself, no_arguments()},
                                    {"__deepcopy__", itself, one_argument()}};
constexpr NativeAttribute attributes[] = {{"__dict__", get_dict}};

Type* cache_type(Runtime& rt) {
  Type*& type = library_of(rt).lru_cache;
  if (type) return type;
  TypeSpec spec{.name = "functools._lru_cache_wrapper",
                .module = "functools",
                .flags = TypeFlag::no_construct | TypeFlag::method_like,
                .methods = methods,
                .attributes = attributes};
  spec.slots.call = call_cache;
  spec.slots.descr_get = bind_cache;
  return type = rt.types().keep(make_type(rt, spec));
}

Value cache_parameters(Runtime& rt, const Value& bound, Args) {
  const Ref<Dict> copy = make_dict(rt);
  copy->copy_from(rt, as_dict(bound));
  return Value(copy);
}

Value wrap(Runtime& rt, const Value& function, std::int64_t maxsize, bool typed) {
  Ref<LruCache> cache = rt.heap().make<TrackedWithAttributes<LruCache>>(cache_type(rt));
  cache->function = function;
  cache->results = make_dict(rt);
  cache->maxsize = maxsize;
  cache->typed = typed;
  const Ref<Dict> parameters = make_dict(rt);
  parameters->set(rt.heap().intern("maxsize"), size_value(*cache));
  parameters->set(rt.heap().intern("typed"), boolean(typed));
  const Value made(std::move(cache));
  set_field(rt, made, "cache_parameters", make_closure(rt, "<lambda>", cache_parameters, Value(parameters), unset));
  copy_description(rt, made, function);
  return made;
}

// The decorator that lru_cache(maxsize, typed) answers; `bound` is the pair.
Value decorate(Runtime& rt, const Value& bound, Args args) {
  const auto [function] = bind_python<1>(rt, "lru_cache.<locals>.decorating_function", {"user_function"}, args);
  std::int64_t maxsize = -1;
  const Value& given = as_tuple(bound)[0];
  if (!given.is_none()) maxsize = std::max<std::int64_t>(0, index_number(rt, given, rt.types().overflow_error));
  if (!is_callable(rt, function)) raise_type_error(rt, "the first argument must be callable");
  return wrap(rt, function, maxsize, as_tuple(bound)[1] == true_value);
}

Value lru_cache(Runtime& rt, Args args) {
  const auto [maxsize, typed] = bind_python<2>(rt, "lru_cache", {"maxsize", "typed"}, args, 0);
  const bool by_type = !is_unset(typed) && truth(rt, typed);
  if (!is_unset(maxsize) && !is_int(maxsize) && is_callable(rt, maxsize)) return wrap(rt, maxsize, 128, by_type);
  if (!is_none_or_unset(maxsize) && !is_int(maxsize))
    raise_type_error(rt, "Expected first argument to be an integer, a callable, or None");
  const Value size = is_unset(maxsize) ? Value::integer(128) : maxsize;
  return make_closure(rt, "decorating_function", decorate, Value(make_tuple(rt, {size, boolean(by_type)})), unset);
}

Value cache(Runtime& rt, Args args) {
  const auto [function] = bind_python<1>(rt, "cache", {"user_function"}, args);
  return wrap(rt, function, -1, false);
}

constexpr NativeMethod functions[] = {{"lru_cache", lru_cache}, {"cache", cache}};

}  // namespace

std::span<const NativeMethod> cache_functions() {
  return functions;
}

}  // namespace orrery::script
