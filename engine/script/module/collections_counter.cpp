// collections.Counter. (CPython: Lib/collections/__init__.py.)
#include <fmt/format.h>

#include <algorithm>

#include "engine/script/module/abstract.hpp"
#include "engine/script/module/collections.hpp"
#include "engine/script/object/exception.hpp"
#include "engine/script/object/iterators.hpp"
#include "engine/script/object/str.hpp"
#include "engine/script/vm/interpreter.hpp"

namespace orrery::script {
namespace {

const Value zero = Value::integer(0);

bool is_counter(Runtime& rt, const Value& v) {
  return type_of(rt, v)->is_subtype_of(counter_type(rt));
}
Value count_of(Runtime& rt, const Value& self, const Value& key) {
  const Value* found = as_dict(self).find(rt, key);
  return found ? *found : zero;
}
bool positive(Runtime& rt, const Value& count) {
  return truth(rt, compare(rt, CompareOp::greater, count, zero));
}

struct Pair {
  Value key, value;
};
std::vector<Pair> pairs_of(Runtime& rt, const Value& mapping) {
  std::vector<Pair> pairs;
  for_each(rt, call_method(rt, mapping, "items"), [&](const Value& item) {
    Value parts[2];
    unpack(rt, item, 2, parts);
    pairs.push_back({parts[0], parts[1]});
  });
  return pairs;
}

bool is_mapping(Runtime& rt, const Value& v) {
  return is_dict(v) || isinstance(rt, v, value_of(abstract_class(rt, "Mapping")));
}

// ---------------------------------------------------------------- counting

void count_items(Runtime& rt, const Value& self, const Value& iterable, BinaryOp op) {
  for_each(rt, iterable, [&](const Value& item) {
    setitem(rt, self, item, binary(rt, op, count_of(rt, self, item), Value::integer(1)));
  });
}

void count_mapping(Runtime& rt, const Value& self, const Value& mapping, BinaryOp op) {
  if (op == BinaryOp::add && as_dict(self).size() == 0) return update(rt, as_dict(self), mapping);
  for (const Pair& pair : pairs_of(rt, mapping)) {
    const Value old = count_of(rt, self, pair.key);
    const bool add = op == BinaryOp::add;
    setitem(rt, self, pair.key, binary(rt, op, add ? pair.value : old, add ? old : pair.value));
  }
}

Value count_all(Runtime& rt, Args args, std::string_view name, BinaryOp op) {
  if (args.size() > 2)
    raise_type_error(
        rt, fmt::format("Counter.{}() takes from 1 to 2 positional arguments but {} were given", name, args.size()));
  if (args.size() == 2 && !args[1].is_none()) {
    if (is_mapping(rt, args[1]))
      count_mapping(rt, args[0], args[1], op);
    else
      count_items(rt, args[0], args[1], op);
  }
  if (args.keyword_count() > 0) count_mapping(rt, args[0], Value(keywords_of(rt, args)), op);
  return none;
}
Value init(Runtime& rt, Args args) {
  return count_all(rt, args, "__init__", BinaryOp::add);
}
Value update_method(Runtime& rt, Args args) {
  return count_all(rt, args, "update", BinaryOp::add);
}
Value subtract(Runtime& rt, Args args) {
  return count_all(rt, args, "subtract", BinaryOp::subtract);
}
Value missing(Runtime&, Args) {
  return zero;
}

Value delete_item(Runtime& rt, Args args) {
  Value dead;
  as_dict(args[0]).remove(rt, args[1], &dead);
  return none;
}

// ---------------------------------------------------------------- looking at it

// Pairs by descending count, those of equal count in their order.
Value sorted_pairs(Runtime& rt, const Value& self) {
  const Ref<List> items = list_of(rt, call_method(rt, self, "items"));
  static constexpr auto second = [](Runtime& r, Args a) -> Value { return getitem(r, a[0], Value::integer(1)); };
  sort(rt, *items, Value(make_native(rt, "itemgetter", second)), true);
  return Value(items);
}

Value most_common(Runtime& rt, Args args) {
  const auto [self, n] = bind_python<2>(rt, "Counter.most_common", {"self", "n"}, args, 1);
  const Value all = sorted_pairs(rt, self);
  if (is_none_or_unset(n)) return all;
  const std::int64_t wanted = std::max<std::int64_t>(0, index_number(rt, n, nullptr));
  return getitem(rt, all, Value(make_slice(rt, none, Value::integer(wanted), none)));
}

Value elements(Runtime& rt, Args args) {
  const Ref<List> all = make_list(rt);
  for (const Pair& pair : pairs_of(rt, args[0]))
    for (std::int64_t i = 0, n = index_number(rt, pair.value, rt.types().overflow_error); i < n; ++i)
      all->append(pair.key);
  const Value chain = call_method(rt, interpreter(rt).import_module("itertools"), "chain", {Value(all)});
  return chain;
}

Value total(Runtime& rt, Args args) {
  Value sum = zero;
  for_each(rt, call_method(rt, args[0], "values"), [&](const Value& n) { sum = binary(rt, BinaryOp::add, sum, n); });
  return sum;
}

Value repr_counter(Runtime& rt, Args args) {
  const std::string& name = type_of(rt, args[0])->name();
  if (as_dict(args[0]).size() == 0) return text(rt, name + "()");
  Ref<Dict> shown = make_dict(rt);
  try {
    update(rt, *shown, sorted_pairs(rt, args[0]));
  } catch (const loop::Raised& raised) {
    if (!is_exception_of(Value(raised.error()), rt.types().type_error)) throw;
    shown = make_dict(rt);
    update(rt, *shown, args[0]);
  }
  return text(rt, fmt::format("{}({})", name, repr(rt, Value(shown))->view()));
}

Value copy(Runtime& rt, Args args) {
  return call(rt, value_of(type_of(rt, args[0])), args[0]);
}
Value fromkeys(Runtime& rt, Args) {
  raise(rt, rt.types().not_implemented_error, "Counter.fromkeys() is undefined.  Use Counter(iterable) instead.");
}

// ---------------------------------------------------------------- comparing: what is missing counts 0

// True if `op` holds for the counts of every key of either.
bool holds(Runtime& rt, CompareOp op, const Value& a, const Value& b) {
  for (const Value& side : {a, b})
    for (const Ref<List> all = list_of(rt, side); const Value& key : all->items)
      if (!truth(rt, compare(rt, op, count_of(rt, a, key), count_of(rt, b, key)))) return false;
  return true;
}
template <CompareOp op, bool strict>
Value compared(Runtime& rt, Args args) {
  if (!is_counter(rt, args[1])) return not_implemented;
  if (!holds(rt, op, args[0], args[1])) return false_value;
  return boolean(!strict || !holds(rt, CompareOp::equal, args[0], args[1]));
}
Value differs(Runtime& rt, Args args) {
  const Value same = compared<CompareOp::equal, false>(rt, args);
  return same == not_implemented ? same : boolean(same == false_value);
}

// ---------------------------------------------------------------- arithmetic: what is not positive goes

Value empty(Runtime& rt) {
  return call(rt, value_of(counter_type(rt)));
}
void keep_positive(Runtime& rt, const Value& into, const Value& key, const Value& count) {
  if (positive(rt, count)) setitem(rt, into, key, count);
}
Value smaller(Runtime& rt, const Value& a, const Value& b) {
  return truth(rt, compare(rt, CompareOp::less, a, b)) ? a : b;
}
Value larger(Runtime& rt, const Value& a, const Value& b) {
  return truth(rt, compare(rt, CompareOp::less, a, b)) ? b : a;
}

enum class Sum { plus, minus, least, most };
Value joined(Runtime& rt, Sum how, const Value& a, const Value& b) {
  switch (how) {
    case Sum::plus:
      return binary(rt, BinaryOp::add, a, b);
    case Sum::minus:
      return binary(rt, BinaryOp::subtract, a, b);
    case Sum::least:
      return smaller(rt, a, b);
    case Sum::most:
      return larger(rt, a, b);
  }
  return none;
}

template <Sum how>
Value combine(Runtime& rt, Args args) {
  if (!is_counter(rt, args[1])) return not_implemented;
  const Value result = empty(rt);
  for (const Pair& pair : pairs_of(rt, args[0]))
    keep_positive(rt, result, pair.key, joined(rt, how, pair.value, count_of(rt, args[1], pair.key)));
  if (how == Sum::least) return result;
  for (const Pair& pair : pairs_of(rt, args[1])) {
    if (as_dict(args[0]).find(rt, pair.key)) continue;
    keep_positive(rt, result, pair.key,
                  how == Sum::minus ? binary(rt, BinaryOp::subtract, zero, pair.value) : pair.value);
  }
  return result;
}

Value keep_only_positive(Runtime& rt, const Value& self) {
  for (const Pair& pair : pairs_of(rt, self))
    if (!positive(rt, pair.value)) delitem(rt, self, pair.key);
  return self;
}
template <Sum how>
Value combine_inplace(Runtime& rt, Args args) {
  const std::vector<Pair> pairs = pairs_of(rt, how == Sum::least ? args[0] : args[1]);
  for (const Pair& pair : pairs) {
    const Value mine = count_of(rt, args[0], pair.key);
    const Value theirs = how == Sum::least ? getitem(rt, args[1], pair.key) : pair.value;
    setitem(rt, args[0], pair.key, joined(rt, how, mine, theirs));
  }
  return keep_only_positive(rt, args[0]);
}
template <UnaryOp op>
Value signed_copy(Runtime& rt, Args args) {
  const Value result = empty(rt);
  for (const Pair& pair : pairs_of(rt, args[0])) {
    const Value count = op == UnaryOp::negative ? binary(rt, BinaryOp::subtract, zero, pair.value) : pair.value;
    keep_positive(rt, result, pair.key, count);
  }
  return result;
}

constexpr NativeMethod methods[] = {
    {"__init__", init},
    {"__missing__", missing, one_argument()},
    {"update", update_method},
    {"subtract", subtract},
    {"__delitem__", delete_item, one_argument()},
    {"most_common", most_common},
    {"elements", elements, no_arguments()},
    {"total", total, no_arguments()},
    {"__repr__", repr_counter, no_arguments()},
    {"copy", copy, no_arguments()},
    {"fromkeys", fromkeys, any_arguments(), NativeMethod::Kind::class_method},
    {"__eq__", compared<CompareOp::equal, false>, one_argument()},
    {"__ne__", differs, one_argument()},
    {"__le__", compared<CompareOp::less_equal, false>, one_argument()},
    {"__lt__", compared<CompareOp::less_equal, true>, one_argument()},
    {"__ge__", compared<CompareOp::greater_equal, false>, one_argument()},
    {"__gt__", compared<CompareOp::greater_equal, true>, one_argument()},
    {"__add__", combine<Sum::plus>, one_argument()},
    {"__sub__", combine<Sum::minus>, one_argument()},
    {"__and__", combine<Sum::least>, one_argument()},
    {"__or__", combine<Sum::most>, one_argument()},
    {"__iadd__", combine_inplace<Sum::plus>, one_argument()},
    {"__isub__", combine_inplace<Sum::minus>, one_argument()},
    {"__iand__", combine_inplace<Sum::least>, one_argument()},
    {"__ior__", combine_inplace<Sum::most>, one_argument()},
    {"__pos__", signed_copy<UnaryOp::positive>, no_arguments()},
    {"__neg__", signed_copy<UnaryOp::negative>, no_arguments()},
};

}  // namespace

Type* counter_type(Runtime& rt) {
  Type*& type = library_of(rt).counter;
  if (!type)
    type = make_library_class(
        rt, {.name = "Counter", .module = "collections", .bases = {rt.types().dict}, .methods = methods});
  return type;
}

}  // namespace orrery::script
