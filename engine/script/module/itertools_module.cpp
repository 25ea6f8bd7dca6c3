// itertools. (CPython: Modules/itertoolsmodule.c.)
#include "engine/script/module/define.hpp"
#include "engine/script/module/itertools.hpp"
#include "engine/script/module/standard.hpp"
#include "engine/script/object/exception.hpp"
#include "engine/script/object/iterators.hpp"
#include "engine/script/object/number.hpp"

namespace orrery::script {
namespace {

void ignore_arguments(Runtime&, const Value&, Args) {}

void add_kind(Runtime& rt, ModuleObject& module, const WalkKind& kind) {
  const std::string full = "itertools." + std::string(kind.name);
  TypeSpec spec{.name = full, .module = "itertools", .flags = TypeFlag::base_type, .methods = kind.methods};
  spec.slots.construct = kind.construct;
  spec.slots.init = ignore_arguments;
  spec.slots.iter = iter_itself;
  spec.slots.next = kind.next;
  spec.slots.repr = kind.repr;
  define(rt, module, kind.name, value_of(rt.types().keep(make_type(rt, spec))));
}

// batched, of 3.12.
Value construct_batched(Runtime& rt, Type* type, Args args) {
  const bool can_be_strict = rt.environment().rules() == loop::Rules::py313;
  const auto [iterable, n, strict] =
      script::bind<3>(rt, "batched", {"iterable", "n", can_be_strict ? "strict" : ""}, args, 2, 0, 2);
  Ref<Walk> walk = make_walk(rt, type);
  walk->limit = index_number(rt, n, rt.types().overflow_error);
  if (walk->limit < 1) raise_value_error(rt, "n must be at least one");
  walk->source = iter(rt, iterable);
  walk->started = !is_unset(strict) && truth(rt, strict);
  return Value(std::move(walk));
}
Value next_batched(Runtime& rt, const Value& self) {
  Walk& walk = walk_of(self);
  std::vector<Value> batch;
  while (!walk.finished && static_cast<std::int64_t>(batch.size()) < walk.limit) {
    const Value item = next(rt, Value(walk.source));
    if (is_unset(item))
      walk.finished = true;
    else
      batch.push_back(item);
  }
  if (batch.empty()) return unset;
  if (walk.started && static_cast<std::int64_t>(batch.size()) < walk.limit)
    raise_value_error(rt, "batched(): incomplete batch");
  return Value(make_tuple(rt, std::span<const Value>(batch)));
}
constexpr WalkKind batched = {"batched", construct_batched, next_batched};

constexpr NativeMethod functions[] = {{"tee", tee, between(1, 2)}};

}  // namespace

Ref<ModuleObject> itertools_module(Runtime& rt) {
  Ref<ModuleObject> module = make_module(rt, "itertools");
  add_functions(rt, *module->dict, "itertools", functions);
  for (const auto kinds : {linear_walks(), combinatoric_walks(), sharing_walks()})
    for (const WalkKind& kind : kinds) add_kind(rt, *module, kind);
  if (rt.environment().rules() != loop::Rules::py311) add_kind(rt, *module, batched);
  return module;
}

}  // namespace orrery::script
