// functools.partial. (CPython: Modules/_functoolsmodule.c.)
#include <fmt/format.h>

#include "engine/script/module/functools.hpp"
#include "engine/script/object/builtins.hpp"
#include "engine/script/object/derived.hpp"
#include "engine/script/object/exception.hpp"
#include "engine/script/object/str.hpp"

namespace orrery::script {
namespace {

class Partial : public ScriptObject, public Tracked {
 public:
  explicit Partial(Type* type) noexcept : ScriptObject(type), Tracked(type->heap()) {}
  Value function;
  Ref<Tuple> args;
  Ref<Dict> keywords;
  void clear_references() noexcept override {
    const Value dead[] = {std::exchange(function, none), Value(std::exchange(args, nullptr)),
                          Value(std::exchange(keywords, nullptr))};
  }
  Object* tracked_object() noexcept override { return this; }
};
Partial& self_of(const Value& v) {
  return *static_cast<Partial*>(v.object());
}

// One partial around another becomes one around its function.
Value made(Runtime& rt, Type* type, Value function, std::span<const Value> given, const Dict* keywords) {
  Ref<Partial> self = rt.heap().make<TrackedWithAttributes<Partial>>(type);
  std::vector<Value> args;
  self->keywords = make_dict(rt);
  const bool flat = is_exact(function, partial_type(rt)) && !attributes_of(rt, function, false);
  if (flat) {
    const Value inner = function;
    args.assign(self_of(inner).args->begin(), self_of(inner).args->end());
    self->keywords->copy_from(rt, *self_of(inner).keywords);
    function = self_of(inner).function;
  }
  args.insert(args.end(), given.begin(), given.end());
  if (keywords) self->keywords->copy_from(rt, *keywords);
  self->function = function;
  self->args = make_tuple(rt, std::span<const Value>(args));
  return Value(std::move(self));
}

Value construct(Runtime& rt, Type* type, Args args) {
  if (args.size() < 1) raise_type_error(rt, "type 'partial' takes at least one argument");
  if (!is_callable(rt, args[0])) raise_type_error(rt, "the first argument must be callable");
  return made(rt, type, args[0], args.positional().subspan(1), keywords_of(rt, args).get());
}
void init(Runtime&, const Value&, Args) {}

Value call_partial(Runtime& rt, const Value& self, Args given) {
  const Value function = self_of(self).function;
  std::vector<Value> args(self_of(self).args->begin(), self_of(self).args->end());
  args.insert(args.end(), given.begin(), given.end());
  const Ref<Dict> keywords = make_dict(rt);
  keywords->copy_from(rt, *self_of(self).keywords);
  keywords->copy_from(rt, *keywords_of(rt, given));
  const Nested nested(rt);
  return call_with(rt, function, args, keywords.get());
}

Value repr_partial(Runtime& rt, const Value& self) {
  const Shown shown(rt, self);
  if (!shown.first()) return text(rt, "...");
  const Type* type = type_of(rt, self);
  std::string inside(repr(rt, self_of(self).function)->view());
  for (const Value& arg : *self_of(self).args) inside += fmt::format(", {}", repr(rt, arg)->view());
  const Ref<Dict> keywords = self_of(self).keywords;
  for (std::uint32_t i = 0; i < keywords->entry_count(); ++i)
    if (!is_unset(keywords->entry(i).key))
      inside +=
          fmt::format(", {}={}", str(rt, keywords->entry(i).key)->view(), repr(rt, keywords->entry(i).value)->view());
  const bool plain = type == partial_type(rt);
  std::string name = plain ? "functools.partial" : type->name();
  if (!plain && rt.environment().rules() == loop::Rules::py313)
    name = fmt::format("{}.{}", as_str(type->module).view(), as_str(type->qualname).view());
  return text(rt, fmt::format("{}({})", name, inside));
}

Value get_func(Runtime&, const Value& self) {
  return self_of(self).function;
}
Value get_args(Runtime&, const Value& self) {
  return Value(self_of(self).args);
}
Value get_keywords(Runtime&, const Value& self) {
  return Value(self_of(self).keywords);
}
Value get_dict(Runtime& rt, const Value& self) {
  return Value(Ref<Dict>(attributes_of(rt, self, true)));
}
constexpr NativeAttribute attributes[] = {
    {"func", get_func}, {"args", get_args}, {"keywords", get_keywords}, {"__dict__", get_dict}};

Value class_item(Runtime& rt, Args args) {
  return make_generic_alias(rt, args[0], args[1]);
}
constexpr NativeMethod methods[] = {
    {"__class_getitem__", class_item, one_argument(), NativeMethod::Kind::class_method}};

}  // namespace

Type* partial_type(Runtime& rt) {
  Type*& type = library_of(rt).partial;
  if (type) return type;
  TypeSpec spec{.name = "functools.partial",
                .module = "functools",
                .flags = TypeFlag::base_type,
                .methods = methods,
                .attributes = attributes};
  spec.slots.construct = construct;
  spec.slots.init = init;
  spec.slots.call = call_partial;
  spec.slots.repr = repr_partial;
  return type = rt.types().keep(make_type(rt, spec));
}

Value make_partial(Runtime& rt, const Value& function, std::span<const Value> args, const Dict* keywords) {
  return made(rt, partial_type(rt), function, args, keywords);
}

Value unwrap_partial(Runtime& rt, const Value& v) {
  Value inner = v;
  while (inner.is_object() && type_of(rt, inner)->is_subtype_of(partial_type(rt)))
    inner = Value(self_of(inner).function);
  return inner;
}

}  // namespace orrery::script
