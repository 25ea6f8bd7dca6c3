// Native functions: free, bound, and as methods of native types. (methodobject.c, descrobject.c)
#include <fmt/format.h>

#include "engine/script/object/exception.hpp"
#include "engine/script/object/function.hpp"
#include "engine/script/object/invoke.hpp"
#include "engine/script/object/operators.hpp"
#include "engine/script/object/sequence.hpp"
#include "engine/script/object/specs.hpp"
#include "engine/script/object/str.hpp"

namespace orrery::script {

namespace {

NativeFunction& self_of(const Value& v) {
  return *static_cast<NativeFunction*>(v.object());
}

std::string full_name(const NativeFunction& f) {
  if (!f.owner) return std::string(f.name);
  const std::string& owner = f.owner->name();
  return fmt::format("{}.{}", std::string_view(owner).substr(owner.rfind('.') + 1), f.name);
}

Value run(Runtime& rt, const NativeFunction& f, Args args) {
  return f.slot ? f.slot(rt, *f.owner, args) : f.function(rt, args);
}

// Most special methods are counted in the words of slots; some of containers are ordinary methods in CPython.
bool has_slot_words(const NativeFunction& f) {
  if (f.name == "__abs__" || f.name == "__divmod__") return true;
  const std::uint32_t flags = f.owner && f.slot ? TypeFlag::is_dict | TypeFlag::is_set : 0;
  if (f.name == "__contains__" && flags && f.owner->has(flags)) return false;
  if (f.name == "__getitem__" && flags && f.owner->has(TypeFlag::is_dict | TypeFlag::is_list)) return false;
  return f.slot != nullptr;
}

// In the words of functions written in Python, which the methods of such classes are in CPython.
void check_most(Runtime& rt, const NativeFunction& f, Args args) {
  const std::size_t most = f.arity.kind == Arity::Kind::nothing ? 0 : f.arity.kind == Arity::Kind::one ? 1 : f.arity.most;
  if (args.size() <= most) return;
  raise_type_error(rt, fmt::format("{}() takes {} positional argument{} but {} were given", full_name(f), most + 1,
                                   most == 0 ? "" : "s", args.size() + 1));
}

[[noreturn]] void wrong_arity(Runtime& rt, const NativeFunction& f, Args args) {
  if (f.owner && f.owner->has(TypeFlag::heap_type)) check_most(rt, f, args);
  if (has_slot_words(f) && !args.keyword_count()) {
    const bool exact = f.arity.kind != Arity::Kind::between || f.arity.least == f.arity.most;
    const unsigned wanted = f.arity.kind == Arity::Kind::one       ? 1u
                            : f.arity.kind == Arity::Kind::nothing ? 0u
                                                                   : f.arity.least;
    raise_type_error(rt, fmt::format("expected {}{} argument{}, got {}", exact ? "" : "at least ", wanted,
                                     wanted == 1 ? "" : "s", args.size()));
  }
  check_arity(rt, f.arity, args, full_name(f), f.name);
  raise_type_error(rt, full_name(f) + "() takes other arguments");
}

Value call_bound(Runtime& rt, const NativeFunction& f, Args args) {
  if (!arity_fits(f.arity, args)) wrong_arity(rt, f, args);
  const std::size_t total = args.size() + args.keyword_count();
  constexpr std::size_t few = 8;
  if (total >= few) {
    std::vector<Value> values{f.self};
    values.insert(values.end(), args.begin(), args.begin() + total);
    return run(rt, f, Args(values.data(), args.size() + 1, args.names()));
  }
  Value values[few];
  values[0] = f.self;
  for (std::size_t i = 0; i < total; ++i) values[i + 1] = args[i];
  return run(rt, f, Args(values, args.size() + 1, args.names()));
}

Value call_method(Runtime& rt, const NativeFunction& f, Args args) {
  if (args.size() == 0) {
    if (f.slot)
      raise_type_error(rt, fmt::format("descriptor '{}' of '{}' object needs an argument", f.name, f.owner->name()));
    raise_type_error(rt, fmt::format("unbound method {}() needs an argument", full_name(f)));
  }
  Type* type = type_of(rt, args[0]);
  if (type != f.owner && !type->is_subtype_of(f.owner)) {
    const std::string_view verb =
        f.slot ? "requires a '{}' object but received a '{}'" : "for '{}' objects doesn't apply to a '{}' object";
    raise_type_error(
        rt, fmt::format("descriptor '{}' {}", f.name, fmt::format(fmt::runtime(verb), f.owner->name(), type->name())));
  }
  if (!arity_fits(f.arity, args.skip(1))) wrong_arity(rt, f, args.skip(1));
  return run(rt, f, args);
}

Value native_call(Runtime& rt, const Value& self, Args args) {
  const NativeFunction& f = self_of(self);
  const Value alive = self;
  rt.check_stack();
  if (f.binds_self) return call_bound(rt, f, args);
  if (f.owner && f.type() != rt.types().builtin_function) return call_method(rt, f, args);
  if (!arity_fits(f.arity, args)) wrong_arity(rt, f, args);
  return run(rt, f, args);
}

std::string address(Runtime& rt, const Value& v) {
  return fmt::format("{:#x}", rt.heap().id_of(v));
}

Value builtin_repr(Runtime& rt, const Value& self) {
  const NativeFunction& f = self_of(self);
  if (!f.binds_self) return make_str(rt, fmt::format("<built-in function {}>", f.name));
  if (f.slot)
    return make_str(rt, fmt::format("<method-wrapper '{}' of {} object at {}>", f.name, type_of(rt, f.self)->name(),
                                    address(rt, f.self)));
  return make_str(rt, fmt::format("<built-in method {} of {} object at {}>", f.name, type_of(rt, f.self)->name(),
                                  address(rt, f.self)));
}

Value method_repr(Runtime& rt, const Value& self) {
  const NativeFunction& f = self_of(self);
  return make_str(rt, fmt::format("<method '{}' of '{}' objects>", f.name, f.owner->name()));
}

Value wrapper_repr(Runtime& rt, const Value& self) {
  const NativeFunction& f = self_of(self);
  return make_str(rt, fmt::format("<slot wrapper '{}' of '{}' objects>", f.name, f.owner->name()));
}

Value bind_method(Runtime& rt, const Value& self, const Value& object, Type*) {
  return is_unset(object) ? self : make_bound(rt, self, object);
}

Value compare_native(Runtime& rt, CompareOp op, const Value& a, const Value& b) {
  if (op != CompareOp::equal && op != CompareOp::not_equal) return not_implemented;
  if (type_of(rt, a) != type_of(rt, b)) return not_implemented;
  const NativeFunction& f = self_of(a);
  const NativeFunction& g = self_of(b);
  const bool same =
      f.function == g.function && f.slot == g.slot && f.owner == g.owner && f.self == g.self && f.name == g.name;
  return boolean(same == (op == CompareOp::equal));
}

std::int64_t hash_native(Runtime&, const Value& v) {
  const NativeFunction& f = self_of(v);
  return static_cast<std::int64_t>((f.self.bits() >> 4) ^ static_cast<std::uint64_t>(hash_bytes(f.name))) | 1;
}

Value get_name(Runtime& rt, const Value& v) {
  return make_str(rt, self_of(v).name);
}
Value get_qualname(Runtime& rt, const Value& v) {
  return make_str(rt, full_name(self_of(v)));
}
Value get_self(Runtime&, const Value& v) {
  return self_of(v).self;
}
Value get_doc(Runtime&, const Value&) {
  return none;
}
Value get_module(Runtime&, const Value& v) {
  return self_of(v).module;
}
Value get_owner(Runtime&, const Value& v) {
  return Value(static_cast<Object*>(self_of(v).owner));
}

constexpr NativeAttribute function_attributes[] = {{"__name__", get_name},
                                                   {"__qualname__", get_qualname},
                                                   {"__self__", get_self},
                                                   {"__doc__", get_doc},
                                                   {"__module__", get_module}};
constexpr NativeAttribute method_attributes[] = {
    {"__name__", get_name}, {"__qualname__", get_qualname}, {"__objclass__", get_owner}, {"__doc__", get_doc}};

Slots native_slots(Slots::Unary repr) {
  Slots slots{};
  slots.repr = repr;
  slots.call = native_call;
  slots.compare = compare_native;
  slots.hash = hash_native;
  return slots;
}

}  // namespace

TypeSpec specs::builtin_function(Types&) {
  return {.name = "builtin_function_or_method",
          .flags = TypeFlag::no_construct,
          .slots = native_slots(builtin_repr),
          .attributes = function_attributes};
}

TypeSpec specs::method_wrapper(Types&) {
  return {.name = "method-wrapper",
          .flags = TypeFlag::no_construct,
          .slots = native_slots(builtin_repr),
          .attributes = function_attributes};
}

TypeSpec specs::method_descriptor(Types&) {
  Slots slots = native_slots(method_repr);
  slots.descr_get = bind_method;
  return {.name = "method_descriptor",
          .flags = TypeFlag::no_construct | TypeFlag::method_like,
          .slots = slots,
          .attributes = method_attributes};
}

TypeSpec specs::slot_wrapper(Types&) {
  Slots slots = native_slots(wrapper_repr);
  slots.descr_get = bind_method;
  return {.name = "wrapper_descriptor",
          .flags = TypeFlag::no_construct | TypeFlag::method_like,
          .slots = slots,
          .attributes = method_attributes};
}

Ref<NativeFunction> make_native(Runtime& rt, std::string_view name, NativeFn function, Arity arity) {
  return rt.heap().make<NativeFunction>(rt.types().builtin_function, name, function, arity, nullptr);
}

Value make_bound_native(Runtime& rt, std::string_view name, NativeFn function, const Value& bound, Arity arity) {
  auto native = make_native(rt, name, function, arity);
  native->self = bound;
  native->binds_self = true;
  return Value(native);
}

Value make_bound(Runtime& rt, const Value& function, const Value& self) {
  const Type* kind = type_of(rt, function);
  const Types& t = rt.types();
  if (kind != t.method_descriptor && kind != t.slot_wrapper && kind != t.builtin_function)
    return Value(rt.heap().make<BoundMethod>(t.method, function, self));
  const NativeFunction& f = self_of(function);
  if (f.binds_self) return function;
  auto bound = rt.heap().make<NativeFunction>(f.slot ? t.method_wrapper : t.builtin_function, f.name, f.function,
                                              f.arity, f.owner);
  bound->slot = f.slot;
  bound->self = self;
  bound->binds_self = true;
  return Value(bound);
}

void add_functions(Runtime& rt, Dict& into, std::string_view module, std::span<const NativeMethod> functions) {
  const Value owner{Ref<Str>(rt.heap().intern(module))};
  for (const NativeMethod& f : functions) {
    auto native = make_native(rt, f.name, f.function, f.arity);
    native->module = owner;
    into.set(rt.heap().intern(f.name), Value(native));
  }
}

}  // namespace orrery::script
