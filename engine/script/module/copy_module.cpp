// copy: shallow and deep copies. (CPython: Lib/copy.py.)
#include <fmt/format.h>

#include "engine/script/module/collections_deque.hpp"
#include "engine/script/module/define.hpp"
#include "engine/script/module/library.hpp"
#include "engine/script/module/standard.hpp"
#include "engine/script/object/exception.hpp"
#include "engine/script/object/number.hpp"
#include "engine/script/object/set.hpp"
#include "engine/script/object/str.hpp"

namespace orrery::script {
namespace {

// Immutable, or a thing that is only itself: functions, classes, modules.
bool is_atomic(Runtime& rt, const Value& v) {
  if (!v.is_object() || v.tag() != Tag::script) return !v.has_tag(Tag::error);
  const Type* type = type_of(rt, v);
  if (type->has(TypeFlag::is_type)) return true;
  const Types& t = rt.types();
  const bool container = type == t.list || type == t.dict || type == t.set || type == t.bytearray || type == t.tuple ||
                         type == deque_type(rt) || type == t.simple_namespace;
  return !type->has(TypeFlag::heap_type) && !container;
}

// How one value becomes a copy: the same for a shallow copy, copied itself for a deep one.
class Copier {
 public:
  Copier(Runtime& rt, Dict* memo) : rt_(rt), memo_(memo) {}

  Value copy(const Value& v) {
    if (is_atomic(rt_, v)) return v;
    if (memo_) {
      if (const Value* known = memo_->find(rt_, id(v))) return *known;
    }
    Value made = own_way(v);
    if (is_unset(made)) made = contents(v);
    remember(v, made);
    return made;
  }

 private:
  Value id(const Value& v) { return make_int(rt_, rt_.heap().id_of(v)); }
  // The original stays alive with the memo: its id must not be given to another object.
  void remember(const Value& v, const Value& made) {
    if (!memo_ || made == v) return;
    memo_->set(rt_, id(v), made);
    memo_->set(rt_, make_tuple(rt_, {text(rt_, "kept"), id(v)}), v);
  }
  Value inner(const Value& v) { return memo_ ? copy(v) : v; }

  // __copy__ or __deepcopy__, or `unset`.
  Value own_way(const Value& v) {
    const Value hook = getattr_or_unset(rt_, v, rt_.heap().intern(memo_ ? "__deepcopy__" : "__copy__"));
    if (is_unset(hook)) return unset;
    return memo_ ? call(rt_, hook, Value(Ref<Dict>(memo_))) : call(rt_, hook);
  }

  Value contents(const Value& v) {
    if (is_exact(v, rt_.types().tuple)) return copy_tuple(v);
    const Value made = empty_like(v);
    remember(v, made);
    if (is_list(v)) copy_items(v, made);
    if (is_dict(v)) copy_dict(as_dict(v), as_dict(made));
    if (is_set(v)) for_each(rt_, v, [&](const Value& item) { as_set(made).add(rt_, inner(item)); });
    if (type_of(rt_, v)->is_subtype_of(deque_type(rt_)))
      for_each(rt_, v, [&](const Value& item) { call_method(rt_, made, "append", {inner(item)}); });
    if (Dict* attributes = attributes_of(rt_, v, false)) copy_dict(*attributes, *attributes_of(rt_, made, true));
    copy_slots(v, made);
    return made;
  }

  Value copy_tuple(const Value& v) {
    if (!memo_) return v;
    std::vector<Value> items;
    bool same = true;
    for (const Value& item : as_tuple(v).items()) {
      items.push_back(inner(item));
      same = same && items.back() == item;
    }
    if (const Value* known = memo_->find(rt_, id(v))) return *known;
    return same ? v : Value(make_tuple(rt_, std::span<const Value>(items)));
  }

  Value empty_like(const Value& v) {
    Type* const type = type_of(rt_, v);
    if (v.has_tag(Tag::error)) {
      const Ref<Tuple> args = as_exception(v).args;
      return call(rt_, value_of(type), Args(args->begin(), args->size()));
    }
    if (is_tuple(v)) {
      const Value items = copy_tuple(Value(make_tuple(rt_, as_tuple(v).items())));
      return make_tuple_of(rt_, type, as_tuple(items).items());
    }
    if (type->is_subtype_of(deque_type(rt_))) {
      const Value made = new_instance(rt_, type);
      static_cast<Deque*>(made.object())->maxlen = static_cast<Deque*>(v.object())->maxlen;
      return made;
    }
    if (is_exact(v, rt_.types().bytearray)) return call(rt_, value_of(type), v);
    return new_instance(rt_, type);
  }

  void copy_items(const Value& v, const Value& made) {
    for (std::size_t i = 0; i < as_list(v).size(); ++i) as_list(made).append(inner(Value(as_list(v)[i])));
  }
  void copy_dict(Dict& from, Dict& into) {
    for (std::uint32_t i = 0; i < from.entry_count(); ++i) {
      const Value key = from.entry(i).key, value = from.entry(i).value;
      if (!is_unset(key)) into.set(rt_, inner(key), inner(value));
    }
  }
  void copy_slots(const Value& v, const Value& made) {
    auto* const from = v.has_tag(Tag::script) ? dynamic_cast<Instance*>(v.object()) : nullptr;
    if (from && from->slot_values(false))
      copy_dict(*from->slot_values(false), *static_cast<Instance*>(made.object())->slot_values(true));
  }

  Runtime& rt_;
  Dict* memo_;
};

Value copy(Runtime& rt, Args args) {
  const auto [x] = bind_python<1>(rt, "copy", {"x"}, args);
  return Copier(rt, nullptr).copy(x);
}

Value deepcopy(Runtime& rt, Args args) {
  const auto [x, memo] = bind_python<2>(rt, "deepcopy", {"x", "memo"}, args, 1);
  const Ref<Dict> known = is_none_or_unset(memo) ? make_dict(rt) : Ref<Dict>(&as_dict(memo));
  return Copier(rt, known.get()).copy(x);
}

// copy.replace, of 3.13.
Value replace(Runtime& rt, Args args) {
  if (args.size() != 1)
    raise_type_error(rt, fmt::format("replace() takes 1 positional argument but {} were given", args.size()));
  const Value hook = getattr_or_unset(rt, args[0], rt.heap().intern("__replace__"));
  if (is_unset(hook))
    raise_type_error(rt, fmt::format("replace() does not support {} objects", type_of(rt, args[0])->name()));
  return call(rt, hook, args.skip(1));
}

constexpr NativeMethod functions[] = {{"copy", copy}, {"deepcopy", deepcopy}};
constexpr NativeMethod functions_313[] = {{"replace", replace}};

}  // namespace

Ref<ModuleObject> copy_module(Runtime& rt) {
  Ref<ModuleObject> module = make_module(rt, "copy");
  add_functions(rt, *module->dict, "copy", functions);
  if (rt.environment().rules() == loop::Rules::py313) add_functions(rt, *module->dict, "copy", functions_313);
  Type* const error = make_library_class(rt, {.name = "Error", .module = "copy", .bases = {rt.types().exception}});
  define(rt, *module, "Error", value_of(error));
  define(rt, *module, "error", value_of(error));
  return module;
}

}  // namespace orrery::script
