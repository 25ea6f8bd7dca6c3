// enumerate, zip, map, filter, reversed. (enumobject.c, bltinmodule.c)
#include <fmt/format.h>

#include <vector>

#include "engine/script/object/exception.hpp"
#include "engine/script/object/iterators.hpp"
#include "engine/script/object/number.hpp"
#include "engine/script/object/operators.hpp"
#include "engine/script/object/sequence.hpp"
#include "engine/script/object/specs.hpp"

namespace orrery::script {

namespace {

template <class T>
T& self_of(const Value& v) {
  return *static_cast<T*>(v.object());
}

TypeSpec iterator_spec(std::string_view name, Value (*construct)(Runtime&, Type*, Args), Slots::Unary next) {
  Slots slots{};
  slots.construct = construct;
  slots.init = [](Runtime&, const Value&, Args) {};
  slots.iter = iter_itself;
  slots.next = next;
  return {.name = name, .flags = TypeFlag::base_type, .slots = slots};
}

// ---- enumerate

class Enumerate final : public ScriptObject {
 public:
  Enumerate(Type* type, Value it, Value first) noexcept
      : ScriptObject(type), iterator(std::move(it)), count(std::move(first)) {}
  Value iterator;
  Value count;
};

Value construct_enumerate(Runtime& rt, Type* type, Args args) {
  if (args.size() == 0 && !args.keyword("iterable"))
    raise_type_error(rt, "enumerate() missing required argument 'iterable'");
  const auto values = bind<2>(rt, "enumerate", {"iterable", "start"}, args, 1);
  const Value start = is_unset(values[1]) ? Value::integer(0) : index(rt, values[1]);
  return Value(rt.heap().make<Enumerate>(type, iter(rt, values[0]), start));
}

Value next_enumerate(Runtime& rt, const Value& self) {
  auto& it = self_of<Enumerate>(self);
  const Value item = next(rt, it.iterator);
  if (is_unset(item)) return unset;
  const Value number = it.count;
  it.count = binary(rt, BinaryOp::add, number, Value::integer(1));
  return make_tuple(rt, {number, item});
}

// ---- zip and map: several iterators at once

class Parallel final : public ScriptObject {
 public:
  explicit Parallel(Type* type) noexcept : ScriptObject(type) {}
  Value function;  // of a map
  std::vector<Value> iterators;
  bool strict = false;
  bool finished = false;
};

Value construct_zip(Runtime& rt, Type* type, Args args) {
  auto zip = rt.heap().make<Parallel>(type);
  for (std::size_t i = 0; i < args.keyword_count(); ++i) {
    if (args.keyword_name(i)->view() != "strict")
      raise_type_error(rt, fmt::format("'{}' is an invalid keyword argument for zip()", args.keyword_name(i)->view()));
    zip->strict = truth(rt, args.keyword_value(i));
  }
  for (const Value& iterable : args) zip->iterators.push_back(iter(rt, iterable));
  return Value(zip);
}

std::string arguments_text(std::size_t i) {
  return i == 1 ? " 1" : fmt::format("s 1-{}", i);
}

// One iterator has ended (the i-th): with strict=True all must.
Value end_of_zip(Runtime& rt, Parallel& zip, std::size_t i) {
  if (!zip.strict) return unset;
  if (i > 0)
    raise_value_error(rt, fmt::format("zip() argument {} is shorter than argument{}", i + 1, arguments_text(i)));
  for (std::size_t j = 1; j < zip.iterators.size(); ++j) {
    if (!is_unset(next(rt, zip.iterators[j])))
      raise_value_error(rt, fmt::format("zip() argument {} is longer than argument{}", j + 1, arguments_text(j)));
  }
  return unset;
}

Value next_zip(Runtime& rt, const Value& self) {
  auto& zip = self_of<Parallel>(self);
  if (zip.iterators.empty()) return unset;
  Ref<Tuple> items = make_tuple(rt, zip.iterators.size());
  for (std::size_t i = 0; i < zip.iterators.size(); ++i) {
    Value item = next(rt, zip.iterators[i]);
    if (is_unset(item)) return end_of_zip(rt, zip, i);
    (*items)[i] = std::move(item);
  }
  return Value(items);
}

Value construct_map(Runtime& rt, Type* type, Args args) {
  no_keywords(rt, args, "map");
  if (args.size() < 2) raise_type_error(rt, "map() must have at least two arguments.");
  auto map = rt.heap().make<Parallel>(type);
  map->function = args[0];
  for (const Value& iterable : args.skip(1)) map->iterators.push_back(iter(rt, iterable));
  return Value(map);
}

Value next_map(Runtime& rt, const Value& self) {
  auto& map = self_of<Parallel>(self);
  const Value function = map.function;
  if (map.iterators.size() == 1) {
    const Value item = next(rt, map.iterators[0]);
    return is_unset(item) ? item : call(rt, function, item);
  }
  std::vector<Value> items;
  for (const Value& iterator : map.iterators) {
    items.push_back(next(rt, iterator));
    if (is_unset(items.back())) return unset;
  }
  return call(rt, function, Args(items.data(), items.size()));
}

// ---- filter

class Filter final : public ScriptObject {
 public:
  Filter(Type* type, Value f, Value it) noexcept
      : ScriptObject(type), function(std::move(f)), iterator(std::move(it)) {}
  Value function;
  Value iterator;
};

Value construct_filter(Runtime& rt, Type* type, Args args) {
  no_keywords(rt, args, "filter");
  check_arity(rt, between(2, 2), args, "filter", "filter");
  return Value(rt.heap().make<Filter>(type, args[0], iter(rt, args[1])));
}

Value next_filter(Runtime& rt, const Value& self) {
  auto& filter = self_of<Filter>(self);
  const Value function = filter.function;
  const bool plain = function.is_none() || function == Value(static_cast<Object*>(rt.types().bool_));
  for (;;) {
    Value item = next(rt, filter.iterator);
    if (is_unset(item) || truth(rt, plain ? item : call(rt, function, item))) return item;
  }
}

// ---- reversed

Value construct_reversed(Runtime& rt, Type* type, Args args) {
  no_keywords(rt, args, "reversed");
  check_arity(rt, between(1, 1), args, "reversed", "reversed");
  bool pass_self = false;
  const Value hook = lookup_special(rt, args[0], rt.names().dunder.reversed_, pass_self);
  if (!is_unset(hook) && !hook.is_none()) return pass_self ? call(rt, hook, args[0]) : call(rt, hook);
  const Slots& slots = type_of(rt, args[0])->slots;
  if (hook.is_none() || !slots.length || !slots.getitem || is_set_like(rt, args[0]))
    raise_type_error(rt, fmt::format("'{}' object is not reversible", type_of(rt, args[0])->name()));
  auto iterator = rt.heap().make<SequenceIterator>(type, args[0]);
  iterator->position = length(rt, args[0]) - 1;
  return Value(iterator);
}

Value next_reversed(Runtime& rt, const Value& self) {
  auto& it = self_of<SequenceIterator>(self);
  if (is_unset(it.sequence)) return unset;
  if (it.position >= 0) {
    try {
      const Value sequence = it.sequence;
      return getitem(rt, sequence, Value::integer(it.position--));
    } catch (const loop::Raised& raised) {
      const Value error(raised.error());
      if (!is_exception_of(error, rt.types().index_error) && !is_exception_of(error, rt.types().stop_iteration)) throw;
    }
  }
  const Value dead = std::exchange(it.sequence, unset);
  return unset;
}

}  // namespace

bool is_set_like(Runtime& rt, const Value& v) {
  return has_flag(v, TypeFlag::is_set) || is_exact(v, rt.types().dict);
}

TypeSpec specs::enumerate(Types&) {
  return iterator_spec("enumerate", construct_enumerate, next_enumerate);
}
TypeSpec specs::zip(Types&) {
  return iterator_spec("zip", construct_zip, next_zip);
}
TypeSpec specs::map(Types&) {
  return iterator_spec("map", construct_map, next_map);
}
TypeSpec specs::filter(Types&) {
  return iterator_spec("filter", construct_filter, next_filter);
}
TypeSpec specs::reversed(Types&) {
  return iterator_spec("reversed", construct_reversed, next_reversed);
}

}  // namespace orrery::script
