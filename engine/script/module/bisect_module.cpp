// bisect. (CPython: Modules/_bisectmodule.c.)
#include "engine/script/module/define.hpp"
#include "engine/script/module/library.hpp"
#include "engine/script/module/standard.hpp"
#include "engine/script/object/exception.hpp"
#include "engine/script/object/number.hpp"

namespace orrery::script {
namespace {

struct Search {
  Value list, x, key;
  std::int64_t lo, hi;
};

Search search_of(Runtime& rt, Args args, std::string_view function) {
  const auto [a, x, lo, hi, key] = script::bind<5>(rt, function, {"a", "x", "lo", "hi", "key"}, args, 2, 0, 4);
  Search s{a, x, is_unset(key) ? Value(none) : key, 0, 0};
  if (!is_unset(lo)) s.lo = index_number(rt, lo, rt.types().overflow_error);
  if (s.lo < 0) raise_value_error(rt, "lo must be non-negative");
  s.hi = is_none_or_unset(hi) ? length(rt, a) : index_number(rt, hi, rt.types().overflow_error);
  return s;
}

// Where `x` goes: behind what is equal to it if `right`.
std::int64_t place(Runtime& rt, const Search& s, const Value& x, bool right) {
  std::int64_t lo = s.lo, hi = s.hi;
  while (lo < hi) {
    const std::int64_t middle = lo + (hi - lo) / 2;
    Value item = getitem(rt, s.list, Value::integer(middle));
    if (!s.key.is_none()) item = call(rt, s.key, item);
    const bool goes_left = right ? less(rt, x, item) : !less(rt, item, x);
    goes_left ? hi = middle : lo = middle + 1;
  }
  return lo;
}

template <bool right>
Value bisect(Runtime& rt, Args args) {
  const Search s = search_of(rt, args, right ? "bisect_right" : "bisect_left");
  return Value::integer(place(rt, s, s.x, right));
}
template <bool right>
Value insort(Runtime& rt, Args args) {
  const Search s = search_of(rt, args, right ? "insort_right" : "insort_left");
  const Value x = s.key.is_none() ? s.x : call(rt, s.key, s.x);
  call_method(rt, s.list, "insert", {Value::integer(place(rt, s, x, right)), s.x});
  return none;
}

constexpr NativeMethod functions[] = {{"bisect_left", bisect<false>}, {"bisect_right", bisect<true>},
                                      {"bisect", bisect<true>},       {"insort_left", insort<false>},
                                      {"insort_right", insort<true>}, {"insort", insort<true>}};

}  // namespace

Ref<ModuleObject> bisect_module(Runtime& rt) {
  Ref<ModuleObject> module = make_module(rt, "bisect");
  add_functions(rt, *module->dict, "bisect", functions);
  return module;
}

}  // namespace orrery::script
