// What a class statement does once its body has run: bases, method resolution order, slots, hooks. (typeobject.c,
// type_new.)
#include <fmt/format.h>

#include <algorithm>

#include "engine/script/object/builder.hpp"
#include "engine/script/object/builtins.hpp"
#include "engine/script/object/dict.hpp"
#include "engine/script/object/exception.hpp"
#include "engine/script/object/function.hpp"
#include "engine/script/object/metaclass.hpp"
#include "engine/script/object/operators.hpp"
#include "engine/script/object/sequence.hpp"
#include "engine/script/object/special.hpp"
#include "engine/script/object/str.hpp"

namespace orrery::script {

void TypeBuilder::prepare(Runtime& rt, Type& type, Type* base, std::uint32_t flags) {
  if (!base) return prepare(rt, type, nullptr, std::span<Type* const>{}, flags);
  Type* const bases[] = {base};
  prepare(rt, type, base, bases, flags);
}

void TypeBuilder::prepare(Runtime& rt, Type& type, Type* base, std::span<Type* const> bases, std::uint32_t flags) {
  constexpr std::uint32_t inherited = TypeFlag::is_int | TypeFlag::is_str | TypeFlag::is_list | TypeFlag::is_tuple |
                                      TypeFlag::is_dict | TypeFlag::is_type | TypeFlag::is_exception |
                                      TypeFlag::is_bytes | TypeFlag::is_set | TypeFlag::is_float |
                                      TypeFlag::sequence | TypeFlag::mapping;
  std::vector<Type*> mro = linearise(rt, type, bases);
  type.base_ = base;
  type.flags_ = flags;
  for (const Type* ancestor : mro) type.flags_ |= ancestor->flags_ & inherited;
  for (Type* b : bases) {
    b->retain();
    type.bases_.push_back(b);
    b->subclasses_.push_back(&type);
  }
  for (std::size_t i = 1; i < mro.size(); ++i) mro[i]->retain();
  type.mro_ = std::move(mro);
  type.dict_ = make_dict(rt);
}

void TypeBuilder::add_base(Runtime& rt, Type& type, Type* base) {
  base->retain();
  type.bases_.insert(type.bases_.begin(), base);
  base->subclasses_.push_back(&type);
  std::vector<Type*> mro = linearise(rt, type, type.bases_);
  for (std::size_t i = 1; i < mro.size(); ++i) mro[i]->retain();
  for (std::size_t i = 1; i < type.mro_.size(); ++i) type.mro_[i]->release();
  type.mro_ = std::move(mro);
  type.changed();
}

namespace {

bool in_a_tail(const std::vector<std::vector<Type*>>& lists, const Type* candidate) {
  return std::any_of(lists.begin(), lists.end(), [candidate](const std::vector<Type*>& list) {
    return list.size() > 1 && std::find(list.begin() + 1, list.end(), candidate) != list.end();
  });
}

[[noreturn]] void no_order(Runtime& rt, const std::vector<std::vector<Type*>>& lists) {
  std::vector<Type*> heads;
  for (const auto& list : lists) {
    if (!list.empty() && std::find(heads.begin(), heads.end(), list.front()) == heads.end())
      heads.push_back(list.front());
  }
  std::string names;
  for (const Type* head : heads) names += (names.empty() ? "" : ", ") + head->name();
  const char* const gap = rt.environment().rules() == loop::Rules::py313 ? " " : "\n";
  raise_type_error(rt, fmt::format("Cannot create a consistent method resolution{}order (MRO) for bases {}", gap, names));
}

Type* next_in_order(Runtime& rt, const std::vector<std::vector<Type*>>& lists) {
  for (const auto& list : lists) {
    if (!list.empty() && !in_a_tail(lists, list.front())) return list.front();
  }
  no_order(rt, lists);
}

}  // namespace

std::vector<Type*> TypeBuilder::linearise(Runtime& rt, Type& type, std::span<Type* const> bases) {
  std::vector<std::vector<Type*>> lists;
  for (const Type* base : bases) lists.push_back(base->mro());
  lists.emplace_back(bases.begin(), bases.end());
  std::vector<Type*> order{&type};
  const auto some_left = [&] {
    return std::any_of(lists.begin(), lists.end(), [](const auto& l) { return !l.empty(); });
  };
  while (some_left()) {
    Type* next = next_in_order(rt, lists);
    order.push_back(next);
    for (auto& list : lists) {
      if (!list.empty() && list.front() == next) list.erase(list.begin());
    }
  }
  return order;
}

namespace {

// The native type that decides how instances lie in memory.
Type* layout_of(Runtime& rt, Type* type) {
  if (type->has(TypeFlag::is_exception)) return rt.types().base_exception;
  for (Type* ancestor : type->mro()) {
    if (!ancestor->has(TypeFlag::heap_type)) return ancestor;
  }
  return rt.types().object;
}

std::vector<Type*> checked_bases(Runtime& rt, std::span<const Value> values) {
  std::vector<Type*> bases;
  for (const Value& v : values) {
    if (!has_flag(v, TypeFlag::is_type)) raise_type_error(rt, "bases must be types");
    auto* base = static_cast<Type*>(v.object());
    if (!base->has(TypeFlag::base_type))
      raise_type_error(rt, fmt::format("type '{}' is not an acceptable base type", base->name()));
    if (std::find(bases.begin(), bases.end(), base) != bases.end())
      raise_type_error(rt, fmt::format("duplicate base class {}", base->name()));
    bases.push_back(base);
  }
  if (bases.empty()) bases.push_back(rt.types().object);
  return bases;
}

Type* best_base(Runtime& rt, const std::vector<Type*>& bases) {
  Type* best = nullptr;
  for (Type* base : bases) {
    Type* layout = layout_of(rt, base);
    Type* winner = best ? layout_of(rt, best) : nullptr;
    if (!best || (layout != winner && layout->is_subtype_of(winner))) {
      best = base;
    } else if (!winner->is_subtype_of(layout)) {
      raise_type_error(rt, "multiple bases have instance lay-out conflict");
    }
  }
  return best;
}

void wrap_implicitly(Runtime& rt, Dict& dict, Str* name, Type* wrapper) {
  const Value* value = dict.find(name);
  if (!value || type_of(rt, *value) != rt.function_type()) return;
  dict.set(name, Value(rt.heap().make<MethodWrapper>(wrapper, *value)));
}

// True if the instances of the class take any attributes.
bool have_dict(const Type* base) {
  return base->has(TypeFlag::heap_type) ? !base->without_dict : base->has(TypeFlag::is_exception);
}

void take_slots(Runtime& rt, Type& type) {
  const Value* slots = type.dict().find(rt.names().dunder.slots_);
  if (!slots) return;
  const Value listed = is_str(*slots) ? Value(make_tuple(rt, {*slots})) : *slots;
  bool with_dict = std::ranges::any_of(type.bases(), have_dict);
  for_each(rt, listed, [&](const Value& item) {
    if (!is_str(item))
      raise_type_error(rt, fmt::format("__slots__ items must be strings, not '{}'", type_of(rt, item)->name()));
    Str* name = rt.heap().intern(&as_str(item));
    if (name == rt.names().dunder.dict_) with_dict = true;
    if (name == rt.names().dunder.dict_ || name == rt.names().dunder.weakref_) return;
    if (type.dict().find(name))
      raise_value_error(rt, fmt::format("'{}' in __slots__ conflicts with class variable", name->view()));
    type.dict().set(name, make_member(rt, type, name));
  });
  type.without_dict = !with_dict;
}

void fill_dict(Runtime& rt, Type& type, Str* name, Dict& space) {
  Dict& dict = type.dict();
  dict.copy_from(rt, space);
  const Names::Dunder& names = rt.names().dunder;
  Value qualname{Ref<Str>(name)};
  dict.remove(names.qualname_, &qualname);
  type.qualname = qualname;
  if (const Value* module = dict.find(names.module_)) type.module = *module;
  if (!dict.find(names.doc_)) dict.set(names.doc_, none);
  wrap_implicitly(rt, dict, names.new_, rt.types().staticmethod);
  wrap_implicitly(rt, dict, names.init_subclass_, rt.types().classmethod);
  wrap_implicitly(rt, dict, names.class_getitem_, rt.types().classmethod);
  if (dict.find(names.eq_) && !dict.find(names.hash_)) dict.set(names.hash_, none);
}

void call_set_name(Runtime& rt, Type& type) {
  const Ref<Dict> snapshot = make_dict(rt);
  snapshot->copy_from(rt, type.dict());
  for (std::uint32_t i = 0; i < snapshot->entry_count(); ++i) {
    const Value key = snapshot->entry(i).key;
    const Value value = snapshot->entry(i).value;
    bool pass_self = false;
    const Value hook = is_unset(key) ? Value(unset) : lookup_special(rt, value, rt.names().dunder.set_name_, pass_self);
    if (is_unset(hook)) continue;
    const Value args[] = {value, Value(static_cast<Object*>(&type)), key};
    call(rt, hook, pass_self ? Args(args, 3) : Args(args + 1, 2));
  }
}

void call_init_subclass(Runtime& rt, Type& type, const Dict* keywords) {
  const Value self(static_cast<Object*>(&type));
  const Value hook = getattr(rt, make_super(rt, self, self), rt.names().dunder.init_subclass_);
  std::vector<Value> values;
  std::vector<Value> names;
  for (std::uint32_t i = 0; keywords && i < keywords->entry_count(); ++i) {
    if (is_unset(keywords->entry(i).key)) continue;
    names.push_back(keywords->entry(i).key);
    values.push_back(keywords->entry(i).value);
  }
  const Ref<Tuple> named = make_tuple(rt, std::span<const Value>(names));
  call(rt, hook, Args(values.data(), 0, named.get()));
}

}  // namespace

Ref<Type> make_class(Runtime& rt, Str* name, std::span<const Value> bases, Dict& space, const Dict* keywords) {
  return make_class_of(rt, rt.types().type, name, bases, space, keywords);
}

Ref<Type> make_class_of(Runtime& rt, Type* metaclass, Str* name, std::span<const Value> base_values, Dict& space,
                        const Dict* keywords) {
  const std::vector<Type*> bases = checked_bases(rt, base_values);
  Type* base = best_base(rt, bases);
  Ref<Type> type = rt.heap().make<Type>(metaclass, rt.heap(), std::string(name->view()));
  constexpr std::uint32_t own = TypeFlag::heap_type | TypeFlag::base_type;
  TypeBuilder::prepare(rt, *type, base, bases, own);
  fill_dict(rt, *type, name, space);
  take_slots(rt, *type);
  TypeBuilder::mark_changed(*type);
  Str* const dict_name = rt.names().dunder.dict_;
  if (!type->without_dict && !type->lookup(dict_name)) type->dict().set(dict_name, make_dict_attribute(rt, *type));
  TypeBuilder::mark_changed(*type);
  type->slots = {};
  for (std::size_t at = 0; at < sizeof(Slots); at += sizeof(AnyFunction))
    slot_at(type->slots, at) = slot_at(base->slots, at);
  update_slots(rt, *type, nullptr);
  if (layout_of(rt, type.get()) == rt.types().object && type->slots.getattr == &generic_getattr)
    TypeBuilder::add_flags(*type, TypeFlag::plain_instance);
  TypeBuilder::mark_changed(*type);  // what lookups remembered meanwhile is old
  call_set_name(rt, *type);
  call_init_subclass(rt, *type, keywords);
  return type;
}

}  // namespace orrery::script
