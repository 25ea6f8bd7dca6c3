// Classes: order of bases, slots, caches of lookups, errors.
#include <gtest/gtest.h>

#include "engine/script/object/dict.hpp"
#include "tests/script/object_runtime.hpp"

namespace orrery::script {
namespace {

using test::ObjectRuntime;

Ref<Type> make(ObjectRuntime& rt, std::string_view name, std::initializer_list<Value> bases,
               std::initializer_list<std::pair<const char*, Value>> attributes = {}) {
  const Ref<Dict> space = make_dict(rt);
  for (const auto& [key, value] : attributes) space->set(rt.heap().intern(key), value);
  return make_class(rt, rt.heap().intern(name), std::span<const Value>(bases.begin(), bases.size()), *space, nullptr);
}

std::string order(const Type& type) {
  std::string names;
  for (const Type* ancestor : type.mro()) names += ancestor->name() + " ";
  return names;
}

TEST(Class, BasesAreOrderedByC3) {
  ObjectRuntime rt;
  const Ref<Type> a = make(rt, "A", {});
  const Ref<Type> b = make(rt, "B", {Value(a)});
  const Ref<Type> c = make(rt, "C", {Value(a)});
  const Ref<Type> d = make(rt, "D", {Value(b), Value(c)});
  EXPECT_EQ(order(*d), "D B C A object ");
  EXPECT_EQ(rt.result([&] {
    return Value(make(rt, "E", {Value(a), Value(b)}));
  }),
            "TypeError: Cannot create a consistent method resolution order (MRO) for bases A, B");
  EXPECT_EQ(rt.result([&] { return Value(make(rt, "E", {Value(a), Value(a)})); }), "TypeError: duplicate base class A");
}

TEST(Class, NativeBasesMustFitTogether) {
  ObjectRuntime rt;
  const auto attempt = [&](std::initializer_list<Value> bases) {
    return rt.result([&] { return Value(make(rt, "E", bases)); });
  };
  EXPECT_EQ(attempt({rt.builtin("int"), rt.builtin("list")}),
            "TypeError: multiple bases have instance lay-out conflict");
  EXPECT_EQ(attempt({rt.builtin("bool")}), "TypeError: type 'bool' is not an acceptable base type");
  EXPECT_EQ(attempt({Value::integer(5)}), "TypeError: bases must be types");
  EXPECT_EQ(attempt({rt.builtin("ValueError"), rt.builtin("KeyError")}), "<class 'E'>");
}

TEST(Class, ALookupIsForgottenWhenAnAncestorChanges) {
  ObjectRuntime rt;
  const Ref<Type> base = make(rt, "Base", {}, {{"x", Value::integer(1)}});
  const Ref<Type> derived = make(rt, "Derived", {Value(base)});
  Str* const x = rt.heap().intern("x");
  EXPECT_EQ(*derived->lookup(x), Value::integer(1));
  const std::uint32_t version = derived->version();
  setattr(rt, Value(base), x, Value::integer(2));
  EXPECT_NE(derived->version(), version);
  EXPECT_EQ(*derived->lookup(x), Value::integer(2));
  delattr(rt, Value(base), x);
  EXPECT_EQ(derived->lookup(x), nullptr);
}

Value say_seven(Runtime&, Args) {
  return Value::integer(7);
}

TEST(Class, ASpecialMethodGivenLaterFillsTheSlotOfDerivedClassesToo) {
  ObjectRuntime rt;
  const Ref<Type> base = make(rt, "Base", {});
  const Ref<Type> derived = make(rt, "Derived", {Value(base)});
  const Value object = call(rt, Value(derived));
  EXPECT_EQ(rt.result([&] { return rt.run("len", {object}); }), "TypeError: object of type 'Derived' has no len()");
  const Value method(
      rt.heap().make<NativeFunction>(rt.types().builtin_function, "seven", &say_seven, Arity{}, nullptr));
  setattr(rt, Value(base), rt.heap().intern("__len__"), method);
  EXPECT_EQ(length(rt, object), 7);
  delattr(rt, Value(base), rt.heap().intern("__len__"));
  EXPECT_EQ(rt.result([&] { return rt.run("len", {object}); }), "TypeError: object of type 'Derived' has no len()");
}

TEST(Class, InstancesOfSubclassesOfNativeTypesHaveAttributesAndEqualTheirBase) {
  ObjectRuntime rt;
  for (const char* base : {"int", "float", "str", "bytes", "list", "tuple", "dict", "set", "frozenset"}) {
    const Ref<Type> type = make(rt, "Mine", {rt.builtin(base)});
    const Value mine = call(rt, Value(type));
    setattr(rt, mine, rt.heap().intern("note"), Value::integer(5));
    EXPECT_EQ(getattr(rt, mine, "note"), Value::integer(5)) << base;
    EXPECT_TRUE(equal(rt, mine, rt.run(base, {}))) << base;
    EXPECT_EQ(type_of(rt, mine), type.get()) << base;
  }
}

TEST(Class, MethodsAreLoadedWithoutMakingBoundOnes) {
  ObjectRuntime rt;
  Value method;
  EXPECT_TRUE(load_method(rt, rt.list({}), rt.heap().intern("append"), method));
  EXPECT_EQ(type_of(rt, method), rt.types().method_descriptor);
  EXPECT_EQ(
      rt.result([&] { return Value(load_method(rt, rt.list({}), rt.heap().intern("push"), method) ? none : none); }),
      "AttributeError: 'list' object has no attribute 'push'");
}

}  // namespace
}  // namespace orrery::script
