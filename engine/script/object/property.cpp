// property. (descrobject.c)
#include <fmt/format.h>

#include "engine/script/object/exception.hpp"
#include "engine/script/object/function.hpp"
#include "engine/script/object/operators.hpp"
#include "engine/script/object/specs.hpp"
#include "engine/script/object/str.hpp"

namespace orrery::script {

Dict* Property::attributes(bool create) {
  if (!dict_ && create) dict_ = make_dict(type()->heap().runtime());
  return dict_.get();
}

void Property::clear_references() noexcept {
  const Value dead[] = {std::exchange(getter, none), std::exchange(setter, none), std::exchange(deleter, none),
                        std::exchange(doc, none), std::exchange(name, none)};
  const Ref<Dict> dead_dict = std::exchange(dict_, nullptr);
}

namespace {

Property& self_of(const Value& v) {
  return *static_cast<Property*>(v.object());
}

Value construct(Runtime& rt, Type* type, Args) {
  return Value(rt.heap().make<Property>(type));
}

void init(Runtime& rt, const Value& self, Args args) {
  const auto values = bind<4>(rt, "property", {"fget", "fset", "fdel", "doc"}, args);
  const auto given = [](const Value& v) { return is_unset(v) ? Value() : v; };
  Property& p = self_of(self);
  p.getter = given(values[0]);
  p.setter = given(values[1]);
  p.deleter = given(values[2]);
  p.doc = given(values[3]);
  if (p.doc.is_none() && !p.getter.is_none()) {
    const Value doc = getattr_or_unset(rt, p.getter, rt.names().dunder.doc_);
    if (!is_unset(doc)) p.doc = doc;
  }
}

[[noreturn]] void refuse(Runtime& rt, const Property& p, const Value& object, std::string_view what) {
  const std::string name = p.name.is_none() ? "" : fmt::format(" {}", repr(rt, p.name)->view());
  raise(rt, rt.types().attribute_error,
        fmt::format("property{} of '{}' object has no {}", name, type_of(rt, object)->name(), what));
}

Value get(Runtime& rt, const Value& self, const Value& object, Type*) {
  if (is_unset(object)) return self;
  const Value getter = self_of(self).getter;
  if (getter.is_none()) refuse(rt, self_of(self), object, "getter");
  return call(rt, getter, object);
}

void assign(Runtime& rt, const Value& self, const Value& object, const Value& value) {
  const bool deletes = is_unset(value);
  const Value function = deletes ? self_of(self).deleter : self_of(self).setter;
  if (function.is_none()) refuse(rt, self_of(self), object, deletes ? "deleter" : "setter");
  if (deletes) {
    call(rt, function, object);
  } else {
    call(rt, function, object, value);
  }
}

template <Value Property::*member>
Value with(Runtime& rt, Args args) {
  const Property& old = self_of(args[0]);
  auto copy = rt.heap().make<Property>(type_of(rt, args[0]));
  copy->getter = old.getter;
  copy->setter = old.setter;
  copy->deleter = old.deleter;
  copy->doc = old.doc;
  copy->name = old.name;
  (*copy).*member = args[1];
  return Value(copy);
}

template <Value Property::*member>
Value get_member(Runtime&, const Value& v) {
  return self_of(v).*member;
}
void set_doc(Runtime&, const Value& self, const Value& value) {
  self_of(self).doc = value;
}

Value set_name(Runtime& rt, Args args) {
  check_arity(rt, between(2, 2), args.skip(1), "__set_name__", "__set_name__");
  self_of(args[0]).name = args[2];
  return none;
}

constexpr NativeMethod methods[] = {{"getter", with<&Property::getter>, one_argument()},
                                    {"setter", with<&Property::setter>, one_argument()},
                                    {"deleter", with<&Property::deleter>, one_argument()},
                                    {"__set_name__", set_name}};
constexpr NativeAttribute attributes[] = {{"fget", get_member<&Property::getter>},
                                          {"fset", get_member<&Property::setter>},
                                          {"fdel", get_member<&Property::deleter>},
                                          {"__doc__", get_member<&Property::doc>, set_doc}};

}  // namespace

TypeSpec specs::property(Types&) {
  Slots slots{};
  slots.construct = construct;
  slots.init = init;
  slots.descr_get = get;
  slots.descr_set = assign;
  return {
      .name = "property", .flags = TypeFlag::base_type, .slots = slots, .methods = methods, .attributes = attributes};
}

}  // namespace orrery::script
