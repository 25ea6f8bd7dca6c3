// functools.total_ordering and cmp_to_key. (CPython: Lib/functools.py, Modules/_functoolsmodule.c.)
#include <algorithm>
#include <array>

#include "engine/script/module/functools.hpp"
#include "engine/script/object/exception.hpp"
#include "engine/script/object/str.hpp"

namespace orrery::script {
namespace {

// ---------------------------------------------------------------- total_ordering

using Name = std::string_view;
// The best root first.
constexpr std::array<Name, 4> operations = {"__lt__", "__le__", "__gt__", "__ge__"};

// How one comparison follows from another: not root, root; then and/or (in)equality.
struct Rule {
  bool negate;
  enum class With { nothing, and_differs, or_equals } with;
};
using enum Rule::With;
// rules[root][wanted]
constexpr Rule rules[4][4] = {
    {{false, nothing}, {false, or_equals}, {true, and_differs}, {true, nothing}},
    {{false, and_differs}, {false, nothing}, {true, nothing}, {true, or_equals}},
    {{true, and_differs}, {true, nothing}, {false, nothing}, {false, or_equals}},
    {{true, nothing}, {true, or_equals}, {false, and_differs}, {false, nothing}},
};

template <std::size_t root, std::size_t wanted>
Value derived(Runtime& rt, Args args) {
  constexpr Rule rule = rules[root][wanted];
  const Value method = getattr(rt, value_of(type_of(rt, args[0])), operations[root]);
  const Value result = call(rt, method, args[0], args[1]);
  if (result == not_implemented) return result;
  const bool holds = truth(rt, result) != rule.negate;
  if (rule.with == and_differs && holds) return compare(rt, CompareOp::not_equal, args[0], args[1]);
  if (rule.with == or_equals && !holds) return compare(rt, CompareOp::equal, args[0], args[1]);
  return boolean(holds);
}

template <std::size_t root>
constexpr std::array<NativeFn, 4> row = {derived<root, 0>, derived<root, 1>, derived<root, 2>, derived<root, 3>};
constexpr std::array<std::array<NativeFn, 4>, 4> table = {row<0>, row<1>, row<2>, row<3>};

bool defines(Runtime& rt, Type& type, Name name) {
  Str* const key = rt.heap().intern(name);
  const Value* found = type.lookup(key);
  const Value* standard = rt.types().object->lookup(key);
  return found && !(standard && *found == *standard);
}

Value total_ordering(Runtime& rt, Args args) {
  const auto [cls] = bind_python<1>(rt, "total_ordering", {"cls"}, args);
  Type& type = *type_from(cls);
  const auto root = std::ranges::find_if(operations, [&](Name name) { return defines(rt, type, name); });
  if (root == operations.end()) raise_value_error(rt, "must define at least one ordering operation: < > <= >=");
  std::array<bool, 4> own{};
  std::ranges::transform(operations, own.begin(), [&](Name name) { return defines(rt, type, name); });
  const auto from = static_cast<std::size_t>(root - operations.begin());
  for (std::size_t i = 0; i < operations.size(); ++i)
    if (!own[i])
      type.assign(rt, rt.heap().intern(operations[i]),
                  method_value(rt, operations[i], table[from][i], &type, one_argument()));
  return cls;
}

// ---------------------------------------------------------------- cmp_to_key

class Key final : public ScriptObject {
 public:
  Key(Type* type, Value with, Value of) noexcept
      : ScriptObject(type), compare(std::move(with)), object(std::move(of)) {}
  Value compare;
  Value object;  // `unset` for the function that makes keys
};
Key& key_of(const Value& v) {
  return *static_cast<Key*>(v.object());
}

Type* key_type(Runtime& rt);

Value call_key(Runtime& rt, const Value& self, Args args) {
  const auto [object] = script::bind<1>(rt, "K", {"obj"}, args, 1);
  return Value(rt.heap().make<Key>(key_type(rt), key_of(self).compare, object));
}
Value compare_keys(Runtime& rt, CompareOp op, const Value& a, const Value& b) {
  if (!is_exact(b, key_type(rt))) raise_type_error(rt, "other argument must be K instance");
  const Value function = key_of(a).compare, x = key_of(a).object, y = key_of(b).object;
  return compare(rt, op, call(rt, function, x, y), Value::integer(0));
}
Value get_object(Runtime&, const Value& self) {
  return is_unset(key_of(self).object) ? Value(none) : key_of(self).object;
}
constexpr NativeAttribute key_attributes[] = {{"obj", get_object}};

Type* key_type(Runtime& rt) {
  Type*& type = library_of(rt).key_wrapper;
  if (type) return type;
  TypeSpec spec{.name = "functools.KeyWrapper",
                .module = "functools",
                .flags = TypeFlag::no_construct,
                .attributes = key_attributes};
  spec.slots.call = call_key;
  spec.slots.compare = compare_keys;
  return type = rt.types().keep(make_type(rt, spec));
}

Value cmp_to_key(Runtime& rt, Args args) {
  const auto [function] = script::bind<1>(rt, "cmp_to_key", {"mycmp"}, args, 1);
  return Value(rt.heap().make<Key>(key_type(rt), function, unset));
}

constexpr NativeMethod functions[] = {{"total_ordering", total_ordering}, {"cmp_to_key", cmp_to_key}};

}  // namespace

std::span<const NativeMethod> ordering_functions() {
  return functions;
}

}  // namespace orrery::script
