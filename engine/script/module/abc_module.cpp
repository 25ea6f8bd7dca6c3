// abc: classes that say what they want of their subclasses. (CPython: Lib/abc.py, Modules/_abc.c.)
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <string>
#include <vector>

#include "engine/script/module/abstract.hpp"
#include "engine/script/module/define.hpp"
#include "engine/script/module/standard.hpp"
#include "engine/script/object/builder.hpp"
#include "engine/script/object/exception.hpp"
#include "engine/script/object/set.hpp"
#include "engine/script/object/str.hpp"

namespace orrery::script {
namespace {

constexpr std::string_view abstract_names = "__abstractmethods__", mark = "__isabstractmethod__", hook = "_abc_hook",
                           registry = "_abc_registry";

Value unimplemented(Runtime& rt, Args) {
  raise(rt, rt.types().not_implemented_error, "");
}

bool is_abstract(Runtime& rt, const Value& v) {
  if (is_exact(v, rt.types().method_descriptor))
    return static_cast<NativeFunction*>(v.object())->function == &unimplemented;
  if (is_exact(v, rt.types().property)) {
    const auto& p = *static_cast<Property*>(v.object());
    return is_abstract(rt, p.getter) || is_abstract(rt, p.setter) || is_abstract(rt, p.deleter);
  }
  if (is_exact(v, rt.types().classmethod) || is_exact(v, rt.types().staticmethod))
    return is_abstract(rt, static_cast<MethodWrapper*>(v.object())->function);
  const Value marked = v.is_object() ? getattr_or_unset(rt, v, rt.heap().intern(mark)) : Value(unset);
  return !is_unset(marked) && truth(rt, marked);
}

const Value* own(const Type& type, std::string_view name) {
  return type.dict().find(name);
}

// What is abstract in the class itself, and what it leaves abstract of its bases.
Value abstract_methods(Runtime& rt, Type& type) {
  const Ref<Set> names = set_of(rt, rt.types().frozenset, Value(make_tuple(rt, 0)));
  const Ref<Dict> space = make_dict(rt);
  space->copy_from(rt, type.dict());
  for (std::uint32_t i = 0; i < space->entry_count(); ++i)
    if (!is_unset(space->entry(i).key) && is_abstract(rt, space->entry(i).value)) names->add(rt, space->entry(i).key);
  for (Type* base : type.bases()) {
    const Value* inherited = base->lookup(rt.heap().intern(abstract_names));
    if (!inherited) continue;
    const Value list = *inherited;
    for_each(rt, list, [&](const Value& name) {
      const Value* found = type.lookup(&as_str(name));
      if (found && is_abstract(rt, Value(*found))) names->add(rt, name);
    });
  }
  return Value(names);
}

Value construct_abstract(Runtime& rt, Type* metaclass, Args args) {
  const Value made = rt.types().type->slots.construct(rt, metaclass, args);
  Type& type = *static_cast<Type*>(made.object());
  type.assign(rt, rt.heap().intern(abstract_names), abstract_methods(rt, type));
  return made;
}

[[noreturn]] void cannot_instantiate(Runtime& rt, const Type& type, const Value& abstract) {
  std::vector<std::string> names;
  const bool quoted = rt.environment().rules() != loop::Rules::py311;
  for_each(rt, abstract, [&](const Value& name) {
    names.push_back(fmt::format(fmt::runtime(quoted ? "'{}'" : "{}"), as_str(name).view()));
  });
  std::ranges::sort(names);
  raise_type_error(rt, fmt::format("Can't instantiate abstract class {} {} abstract method{} {}", type.name(),
                                   quoted ? "without an implementation for" : "with", names.size() == 1 ? "" : "s",
                                   fmt::join(names, ", ")));
}

Value call_abstract(Runtime& rt, const Value& self, Args args) {
  Type& type = *static_cast<Type*>(self.object());
  const Value* abstract = type.lookup(rt.heap().intern(abstract_names));
  if (abstract && is_set(*abstract) && as_set(*abstract).size() > 0) cannot_instantiate(rt, type, Value(*abstract));
  return rt.types().type->slots.call(rt, self, args);
}

// ---------------------------------------------------------------- who is a subclass

// True if the class, or one it comes from, has each of the methods, and doesn't say None.
bool has_methods(Runtime& rt, Type& type, const Tuple& names) {
  return std::ranges::all_of(names.items(), [&](const Value& name) {
    const Value* found = type.lookup(&as_str(name));
    return found && !(found->is_none() && type.has(TypeFlag::heap_type)) && !found->is_none();
  });
  (void)rt;
}

bool is_virtual_subclass(Runtime& rt, Type& type, Type& sub);

bool accepted(Runtime& rt, Type& type, Type& sub) {
  const Value* registered = own(type, registry);
  if (registered)
    for (const Ref<List> all = list_of(rt, *registered); const Value& one : all->items)
      if (issubclass(rt, value_of(&sub), one)) return true;
  const std::vector<Type*> below = type.subclasses();
  return std::ranges::any_of(below, [&](Type* one) { return issubclass(rt, value_of(&sub), value_of(one)); });
}

bool is_virtual_subclass(Runtime& rt, Type& type, Type& sub) {
  if (sub.is_subtype_of(&type)) return true;
  if (const Value* wanted = own(type, hook))
    if (has_methods(rt, sub, as_tuple(*wanted))) return true;
  const Value asked = getattr_or_unset(rt, value_of(&type), rt.heap().intern("__subclasshook__"));
  if (!is_unset(asked)) {
    const Value answer = call(rt, asked, value_of(&sub));
    if (answer != not_implemented) return truth(rt, answer);
  }
  return accepted(rt, type, sub);
}

Type& class_argument(Args args) {
  return *static_cast<Type*>(args[0].object());
}

Value subclass_check(Runtime& rt, Args args) {
  Type* const sub = type_from(args[1]);
  if (!sub) raise_type_error(rt, "issubclass() arg 1 must be a class");
  return boolean(is_virtual_subclass(rt, class_argument(args), *sub));
}
Value instance_check(Runtime& rt, Args args) {
  return boolean(truth(rt, call_method(rt, args[0], "__subclasscheck__", {value_of(type_of(rt, args[1]))})));
}

Value register_class(Runtime& rt, Args args) {
  const auto [self, subclass] = bind_python<2>(rt, "ABCMeta.register", {"cls", "subclass"}, args);
  Type* const sub = type_from(subclass);
  if (!sub) raise_type_error(rt, "Can only register classes");
  add_virtual_subclass(rt, class_argument(args), sub);
  return subclass;
}

constexpr NativeMethod methods[] = {{"register", register_class},
                                    {"__instancecheck__", instance_check, one_argument()},
                                    {"__subclasscheck__", subclass_check, one_argument()}};

// ---------------------------------------------------------------- the module

Value abstractmethod(Runtime& rt, Args args) {
  const auto [function] = bind_python<1>(rt, "abstractmethod", {"funcobj"}, args);
  setattr(rt, function, rt.heap().intern(mark), true_value);
  return function;
}
Value get_cache_token(Runtime&, Args) {
  return Value::integer(0);
}
constexpr NativeMethod functions[] = {{"abstractmethod", abstractmethod},
                                      {"get_cache_token", get_cache_token, no_arguments()}};

}  // namespace

Type* abc_meta(Runtime& rt) {
  Type*& type = library_of(rt).abc_meta;
  if (type) return type;
  TypeSpec spec{
      .name = "ABCMeta", .module = "abc", .base = rt.types().type, .flags = TypeFlag::base_type, .methods = methods};
  spec.slots.call = call_abstract;
  spec.slots.construct = construct_abstract;
  return type = rt.types().keep(make_type(rt, spec));
}

Value abstract_function(Runtime& rt, std::string_view name) {
  return Value(rt.heap().make<NativeFunction>(rt.types().method_descriptor, name, &unimplemented, Arity{}, nullptr));
}

void set_abstract(Runtime& rt, Type& type) {
  type.assign(rt, rt.heap().intern(abstract_names), abstract_methods(rt, type));
}

void set_hook(Runtime& rt, Type& type, std::span<const std::string_view> wanted) {
  std::vector<Value> names;
  for (const std::string_view name : wanted) names.emplace_back(Ref<Str>(rt.heap().intern(name)));
  type.assign(rt, rt.heap().intern(hook), Value(make_tuple(rt, std::span<const Value>(names))));
}

// What is registered as a sequence or mapping is matched as one, and so is what comes from it.
static void mark_patterns(Type& type, std::uint32_t flags) {
  if (flags == 0) return;
  TypeBuilder::add_flags(type, flags);
  for (Type* below : type.subclasses()) mark_patterns(*below, flags);
}

void add_virtual_subclass(Runtime& rt, Type& type, Type* sub) {
  const Value* known = own(type, registry);
  const Ref<List> list = known ? Ref<List>(&as_list(*known)) : make_list(rt);
  list->append(value_of(sub));
  if (!known) type.assign(rt, rt.heap().intern(registry), Value(list));
  if (sub->has(TypeFlag::heap_type)) mark_patterns(*sub, TypeBuilder::flags(type) & (TypeFlag::sequence | TypeFlag::mapping));
}

Ref<ModuleObject> abc_module(Runtime& rt) {
  Ref<ModuleObject> module = make_module(rt, "abc");
  add_functions(rt, *module->dict, "abc", functions);
  define(rt, *module, "ABCMeta", value_of(abc_meta(rt)));
  define_class(rt, *module, abstract_base(rt));
  return module;
}

Type* abstract_base(Runtime& rt) {
  Type*& type = library_of(rt).abc;
  if (!type) type = make_library_class(rt, {.name = "ABC", .module = "abc", .metaclass = abc_meta(rt)});
  return type;
}

}  // namespace orrery::script
