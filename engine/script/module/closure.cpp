#include "engine/script/module/closure.hpp"

#include <fmt/format.h>

#include "engine/script/object/exception.hpp"
#include "engine/script/object/str.hpp"

namespace orrery::script {
namespace {

class Closure final : public ScriptObject, public Tracked {
 public:
  Closure(Type* type, ClosureFn f, Value what) noexcept
      : ScriptObject(type), Tracked(type->heap()), function(f), bound(std::move(what)) {}
  ClosureFn function;
  Value bound;
  Dict* attributes(bool create) override {
    if (!dict_ && create) dict_ = make_dict(type()->heap().runtime());
    return dict_.get();
  }
  void clear_references() noexcept override {
    const Value dead = std::exchange(bound, none);
    const Ref<Dict> dead_dict = std::exchange(dict_, nullptr);
  }
  Object* tracked_object() noexcept override { return this; }

 private:
  Ref<Dict> dict_;
};
Closure& self_of(const Value& v) {
  return *static_cast<Closure*>(v.object());
}

Value call_closure(Runtime& rt, const Value& self, Args args) {
  const Value kept = self, bound = self_of(self).bound;
  const Nested nested(rt);
  return self_of(self).function(rt, bound, args);
}
Value bind_closure(Runtime& rt, const Value& self, const Value& object, Type*) {
  return is_unset(object) ? self : make_bound(rt, self, object);
}
Value repr_closure(Runtime& rt, const Value& self) {
  const Value name = getattr(rt, self, rt.names().dunder.qualname_);
  return text(rt, fmt::format("<function {} at 0x{:x}>", is_str(name) ? as_str(name).view() : "?",
                              0x7f0000000000 + rt.heap().id_of(self) * 16));
}
Value get_dict(Runtime&, const Value& self) {
  return Value(Ref<Dict>(self_of(self).attributes(true)));
}

constexpr NativeAttribute attributes[] = {{"__dict__", get_dict}};

Type* closure_type(Runtime& rt) {
  Type*& type = library_of(rt).closure;
  if (type) return type;
  TypeSpec spec{.name = "function", .flags = TypeFlag::no_construct | TypeFlag::method_like, .attributes = attributes};
  spec.slots.call = call_closure;
  spec.slots.descr_get = bind_closure;
  spec.slots.repr = repr_closure;
  return type = rt.types().keep(make_type(rt, spec));
}

void copy_attribute(Runtime& rt, const Value& onto, const Value& from, Str* name) {
  const Value found = getattr_or_unset(rt, from, name);
  if (!is_unset(found)) setattr(rt, onto, name, found);
}

}  // namespace

void copy_description(Runtime& rt, const Value& onto, const Value& from) {
  const Names::Dunder& names = rt.names().dunder;
  for (Str* name : {names.module_, names.name_, names.qualname_, names.doc_}) copy_attribute(rt, onto, from, name);
  const Value theirs = getattr_or_unset(rt, from, names.dict_);
  const Value ours = getattr_or_unset(rt, onto, names.dict_);
  if (!is_unset(theirs) && !is_unset(ours)) call_method(rt, ours, "update", {theirs});
  setattr(rt, onto, names.wrapped_, from);
}

Value make_closure(Runtime& rt, std::string_view name, ClosureFn function, const Value& bound, const Value& wrapped) {
  const Value made(rt.heap().make<Closure>(closure_type(rt), function, bound));
  for (const std::string_view attribute : {"__name__", "__qualname__"}) set_field(rt, made, attribute, text(rt, name));
  set_field(rt, made, "__doc__", none);
  set_field(rt, made, "__module__", none);
  if (!is_unset(wrapped)) copy_description(rt, made, wrapped);
  return made;
}

bool is_closure(Runtime& rt, const Value& v) {
  return is_exact(v, closure_type(rt));
}

}  // namespace orrery::script
