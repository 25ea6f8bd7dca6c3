// Modules and types.SimpleNamespace. (moduleobject.c, namespaceobject.c)
#include <fmt/format.h>

#include "engine/script/object/derived.hpp"
#include "engine/script/object/exception.hpp"
#include "engine/script/object/function.hpp"
#include "engine/script/object/operators.hpp"
#include "engine/script/object/specs.hpp"

namespace orrery::script {

void ModuleObject::clear_references() noexcept {
  if (dict) dict->clear();
}

Ref<ModuleObject> make_module(Runtime& rt, std::string_view name) {
  auto module = rt.heap().make<ModuleObject>(rt.types().module, make_dict(rt));
  module->dict->set(rt.names().dunder.name_, Value(Ref<Str>(rt.heap().intern(name))));
  return module;
}

namespace {

ModuleObject& module_of(const Value& v) {
  return *static_cast<ModuleObject*>(v.object());
}

std::string name_of(const ModuleObject& module) {
  const Value* name = module.dict->find("__name__");
  return name && is_str(*name) ? std::string(as_str(*name).view()) : "?";
}

Value repr_module(Runtime& rt, const Value& self) {
  return make_str(rt, fmt::format("<module '{}' (built-in)>", name_of(module_of(self))));
}

Value getattr_module(Runtime& rt, const Value& self, Str* name) {
  Value found = generic_getattr(rt, self, name);
  if (!is_unset(found)) return found;
  auto error = make_exception(rt, rt.types().attribute_error,
                              fmt::format("module '{}' has no attribute '{}'", name_of(module_of(self)), name->view()));
  error->fields = {Value(Ref<Str>(name)), self};
  raise(std::move(error));
}

Value construct_module(Runtime& rt, Type*, Args args) {
  const auto values = bind<2>(rt, "module", {"name", "doc"}, args, 1);
  if (!is_str(values[0])) raise_type_error(rt, "module() argument 'name' must be str");
  return Value(make_module(rt, as_str(values[0]).view()));
}

Value get_dict(Runtime&, const Value& self) {
  return Value(module_of(self).dict);
}
constexpr NativeAttribute module_attributes[] = {{"__dict__", get_dict}};

// ---- SimpleNamespace: an Instance with keywords

Instance& namespace_of(const Value& v) {
  return *static_cast<Instance*>(v.object());
}

Value construct_namespace(Runtime& rt, Type* type, Args args) {
  if (args.size() > 0) raise_type_error(rt, "no positional arguments expected");
  auto space = rt.heap().make<Instance>(type);
  for (std::size_t i = 0; i < args.keyword_count(); ++i)
    space->attributes(true)->set(args.keyword_name(i), args.keyword_value(i));
  return Value(space);
}
void init_namespace(Runtime&, const Value&, Args) {}

Value repr_namespace(Runtime& rt, const Value& self) {
  const Shown shown(rt, self);
  const std::string name = type_of(rt, self) == rt.types().simple_namespace ? "namespace" : type_of(rt, self)->name();
  if (!shown.first()) return make_str(rt, name + "(...)");
  std::string text;
  Dict& dict = *namespace_of(self).attributes(true);
  for (std::uint32_t i = 0; i < dict.entry_count(); ++i) {
    const Value key = dict.entry(i).key;
    const Value value = dict.entry(i).value;
    if (is_unset(key)) continue;
    if (!text.empty()) text += ", ";
    text += fmt::format("{}={}", as_str(key).view(), repr(rt, value)->view());
  }
  return make_str(rt, name + "(" + text + ")");
}

Value compare_namespace(Runtime& rt, CompareOp op, const Value& a, const Value& b) {
  if (!type_of(rt, b)->is_subtype_of(rt.types().simple_namespace) ||
      !type_of(rt, a)->is_subtype_of(rt.types().simple_namespace))
    return not_implemented;
  return compare(rt, op, Value(Ref<Dict>(namespace_of(a).attributes(true))),
                 Value(Ref<Dict>(namespace_of(b).attributes(true))));
}

Value namespace_dict(Runtime&, const Value& self) {
  return Value(Ref<Dict>(namespace_of(self).attributes(true)));
}
constexpr NativeAttribute namespace_attributes[] = {{"__dict__", namespace_dict}};

}  // namespace

TypeSpec specs::module(Types&) {
  Slots slots{};
  slots.repr = repr_module;
  slots.getattr = getattr_module;
  slots.construct = construct_module;
  slots.init = init_namespace;
  return {.name = "module", .slots = slots, .attributes = module_attributes};
}

TypeSpec specs::simple_namespace(Types&) {
  Slots slots{};
  slots.construct = construct_namespace;
  slots.init = init_namespace;
  slots.repr = repr_namespace;
  slots.compare = compare_namespace;
  return {.name = "types.SimpleNamespace",
          .module = "types",
          .flags = TypeFlag::base_type,
          .slots = slots,
          .attributes = namespace_attributes};
}

}  // namespace orrery::script
