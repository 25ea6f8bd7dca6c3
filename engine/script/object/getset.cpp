// Computed attributes of native types, and what __slots__ makes. (descrobject.c)
#include <fmt/format.h>

#include "engine/script/object/builder.hpp"
#include "engine/script/object/dict.hpp"
#include "engine/script/object/exception.hpp"
#include "engine/script/object/function.hpp"
#include "engine/script/object/operators.hpp"
#include "engine/script/object/specs.hpp"
#include "engine/script/object/str.hpp"

namespace orrery::script {

namespace {

class GetSet final : public ScriptObject {
 public:
  GetSet(Type* type, const NativeAttribute& a, Type* of) noexcept : ScriptObject(type), attribute(a), owner(of) {}
  NativeAttribute attribute;
  Type* owner;  // not counted: it holds this
};
GetSet& getset_of(const Value& v) {
  return *static_cast<GetSet*>(v.object());
}

class Member final : public ScriptObject {
 public:
  Member(Type* type, Ref<Str> n, Type* of) noexcept : ScriptObject(type), name(std::move(n)), owner(of) {}
  Ref<Str> name;
  Type* owner;  // not counted: it holds this
};
Member& member_of(const Value& v) {
  return *static_cast<Member*>(v.object());
}

void check_owner(Runtime& rt, std::string_view name, Type* owner, const Value& object) {
  if (type_of(rt, object)->is_subtype_of(owner)) return;
  raise_type_error(rt, fmt::format("descriptor '{}' for '{}' objects doesn't apply to a '{}' object", name,
                                   owner->name(), type_of(rt, object)->name()));
}

Value getset_get(Runtime& rt, const Value& self, const Value& object, Type*) {
  if (is_unset(object)) return self;
  const GetSet& g = getset_of(self);
  check_owner(rt, g.attribute.name, g.owner, object);
  return g.attribute.get(rt, object);
}

void getset_set(Runtime& rt, const Value& self, const Value& object, const Value& value) {
  const GetSet& g = getset_of(self);
  check_owner(rt, g.attribute.name, g.owner, object);
  if (!g.attribute.set)
    raise(rt, rt.types().attribute_error,
          fmt::format("attribute '{}' of '{}' objects is not writable", g.attribute.name, g.owner->name()));
  if (is_unset(value) && !g.attribute.deletable)
    raise_type_error(rt, fmt::format("{} may not be deleted", g.attribute.name));
  g.attribute.set(rt, object, value);
}

Value getset_repr(Runtime& rt, const Value& self) {
  const GetSet& g = getset_of(self);
  return make_str(rt, fmt::format("<attribute '{}' of '{}' objects>", g.attribute.name, g.owner->name()));
}

Value getset_name(Runtime& rt, const Value& self) {
  return make_str(rt, getset_of(self).attribute.name);
}
constexpr NativeAttribute getset_attributes[] = {{"__name__", getset_name}};

// Where the values of __slots__ are; instances of subclasses of native types keep them among their attributes.
Dict* values_of(Runtime& rt, const Value& object, bool create) {
  auto* instance = object.has_tag(Tag::script) ? dynamic_cast<Instance*>(object.object()) : nullptr;
  return instance ? instance->slot_values(create) : attributes_of(rt, object, create);
}

Value member_get(Runtime& rt, const Value& self, const Value& object, Type*) {
  if (is_unset(object)) return self;
  const Member& m = member_of(self);
  check_owner(rt, m.name->view(), m.owner, object);
  Dict* dict = values_of(rt, object, false);
  const Value* found = dict ? dict->find(m.name.get()) : nullptr;
  if (!found) raise_no_attribute(rt, object, m.name.get());
  return *found;
}

void member_set(Runtime& rt, const Value& self, const Value& object, const Value& value) {
  const Member& m = member_of(self);
  check_owner(rt, m.name->view(), m.owner, object);
  Dict* dict = values_of(rt, object, true);
  if (!is_unset(value)) return dict->set(m.name.get(), value);
  Value dead;
  if (!dict->remove(m.name.get(), &dead)) raise(rt, rt.types().attribute_error, Value(m.name));
}

Value member_repr(Runtime& rt, const Value& self) {
  const Member& m = member_of(self);
  return make_str(rt, fmt::format("<member '{}' of '{}' objects>", m.name->view(), m.owner->name()));
}

Value member_name(Runtime&, const Value& self) {
  return Value(member_of(self).name);
}
constexpr NativeAttribute member_attributes[] = {{"__name__", member_name}};

}  // namespace

TypeSpec specs::getset_descriptor(Types&) {
  Slots slots{};
  slots.descr_get = getset_get;
  slots.descr_set = getset_set;
  slots.repr = getset_repr;
  return {
      .name = "getset_descriptor", .flags = TypeFlag::no_construct, .slots = slots, .attributes = getset_attributes};
}

TypeSpec specs::member_descriptor(Types&) {
  Slots slots{};
  slots.descr_get = member_get;
  slots.descr_set = member_set;
  slots.repr = member_repr;
  return {
      .name = "member_descriptor", .flags = TypeFlag::no_construct, .slots = slots, .attributes = member_attributes};
}

Value make_getset(Runtime& rt, Type& owner, const NativeAttribute& attribute) {
  return Value(rt.heap().make<GetSet>(rt.types().getset_descriptor, attribute, &owner));
}

Value make_member(Runtime& rt, Type& owner, Str* name) {
  return Value(rt.heap().make<Member>(rt.types().member_descriptor, Ref<Str>(name), &owner));
}

void set_readonly_member(Runtime& rt, const Value&, const Value&) {
  raise(rt, rt.types().attribute_error, "readonly attribute");
}

}  // namespace orrery::script
