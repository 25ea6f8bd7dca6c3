#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/script/syntax/program.hpp"

namespace orrery::script {

namespace {

using testing::ElementsAre;
using testing::IsEmpty;

// A program and its scopes by qualified name.
struct Scopes {
  explicit Scopes(std::string source) : program(parse("", std::move(source))) {
    EXPECT_TRUE(program.ok()) << (program.ok() ? "" : to_string(program.problems[0]));
  }
  const Scope& operator[](std::string_view qualname) const { return *search(program.tree->scope, qualname); }
  Binding binding(std::string_view qualname, std::string_view name) const {
    return (*this)[qualname].find(name)->binding;
  }

  Program program;

 private:
  static const Scope* search(const Scope* scope, std::string_view qualname) {
    if (scope->qualname == qualname) return scope;
    for (const Scope* child : scope->children)
      if (const Scope* found = search(child, qualname)) return found;
    return nullptr;
  }
};

}  // namespace

TEST(Scopes, ParametersComeFirstInTheOrderOfCoVarnames) {
  const Scopes scopes("def f(a, /, b=1, *c, d, **e):\n    x = a\n    y: int\n    del z\n");
  EXPECT_THAT(scopes["f"].locals, ElementsAre("a", "b", "d", "c", "e", "x", "y", "z"));
  EXPECT_EQ(scopes["f"].parameters, 5);
  EXPECT_EQ(scopes["f"].find("x")->slot, 5);
}

TEST(Scopes, AModuleHasGlobalsAlone) {
  const Scopes scopes("x = 1\nprint(x)\nimport asyncio\n");
  EXPECT_EQ(scopes.binding("<module>", "x"), Binding::global_implicit);
  EXPECT_EQ(scopes.binding("<module>", "print"), Binding::global_implicit);
  EXPECT_TRUE(scopes["<module>"].find("asyncio")->assigned);
  EXPECT_FALSE(scopes["<module>"].find("print")->assigned);
  EXPECT_THAT(scopes["<module>"].locals, IsEmpty());
}

TEST(Scopes, AVariableOfAnInnerFunctionIsACellWhereItIsBoundAndFreeInBetween) {
  const Scopes scopes("def f(p):\n    x = 1\n    def g():\n        def h():\n            return x, p\n");
  EXPECT_THAT(scopes["f"].cells, ElementsAre("p", "x"));
  EXPECT_THAT(scopes["f"].locals, ElementsAre("p", "g"));
  EXPECT_THAT(scopes["f.<locals>.g"].frees, ElementsAre("p", "x"));
  EXPECT_THAT(scopes["f.<locals>.g.<locals>.h"].frees, ElementsAre("p", "x"));
  EXPECT_EQ(scopes["f.<locals>.g.<locals>.h"].find("x")->slot, 1);
}

TEST(Scopes, GlobalAndNonlocalSayWhoseANameIs) {
  const Scopes scopes(
      "def f():\n    x = y = 1\n    def g():\n        global x\n        nonlocal y\n        x = y = 2\n");
  EXPECT_EQ(scopes.binding("f", "x"), Binding::local);
  EXPECT_EQ(scopes.binding("f", "y"), Binding::cell);
  EXPECT_EQ(scopes.binding("f.<locals>.g", "x"), Binding::global_explicit);
  EXPECT_EQ(scopes.binding("f.<locals>.g", "y"), Binding::free);
  EXPECT_TRUE(scopes["<module>"].find("x")->assigned);
}

TEST(Scopes, AFunctionDeclaredGlobalIsNamedWithoutItsSurroundings) {
  const Scopes scopes("def f():\n    global g\n    def g(): pass\n    return lambda: 1\n");
  EXPECT_EQ(scopes["g"].parent, &scopes["f"]);
  EXPECT_EQ(scopes["f.<locals>.<lambda>"].kind, ScopeKind::lambda);
}

TEST(Scopes, FunctionsDoNotSeeTheNamesOfTheClassAround) {
  const Scopes scopes("def f(x):\n    class A:\n        x = x\n        y = 1\n        def g(self): return x, y\n");
  EXPECT_EQ(scopes.binding("f.<locals>.A", "x"), Binding::local);
  EXPECT_TRUE(scopes["f.<locals>.A"].find("x")->passed_through);
  EXPECT_THAT(scopes["f.<locals>.A"].frees, ElementsAre("x"));
  EXPECT_EQ(scopes.binding("f.<locals>.A.g", "x"), Binding::free);
  EXPECT_EQ(scopes.binding("f.<locals>.A.g", "y"), Binding::global_implicit);
}

TEST(Scopes, AClassBodyReadsTheVariablesOfTheFunctionAround) {
  const Scopes scopes("def f(x):\n    class A:\n        y = x\n");
  EXPECT_EQ(scopes.binding("f.<locals>.A", "x"), Binding::free);
  EXPECT_EQ(scopes.binding("f.<locals>.A", "y"), Binding::local);
  EXPECT_EQ(scopes["f.<locals>.A"].find("y")->slot, -1);
}

TEST(Scopes, SuperMakesTheCellOfTheClass) {
  const Scopes scopes(
      "class A:\n    def f(self):\n        return [super() for i in x]\nclass B:\n    def g(self): pass\n");
  EXPECT_TRUE(scopes["A"].needs_class_cell);
  EXPECT_THAT(scopes["A"].cells, ElementsAre("__class__"));
  EXPECT_THAT(scopes["A.f"].frees, ElementsAre("__class__"));
  EXPECT_FALSE(scopes["B"].needs_class_cell);
}

TEST(Scopes, PrivateNamesAreMangledInsideTheirClass) {
  const Scopes scopes("class _A:\n    def __f(self, __x):\n        self.__y = __x\n        return __z__\n__x = 1\n");
  EXPECT_NE(scopes["_A"].find("_A__f"), nullptr);
  EXPECT_EQ(scopes["_A.__f"].locals[1], "_A__x");
  EXPECT_NE(scopes["_A.__f"].find("__z__"), nullptr);
  EXPECT_NE(scopes["<module>"].find("__x"), nullptr);
}

TEST(Scopes, AComprehensionIsAFunctionWhoseFirstIterableIsEvaluatedOutside) {
  const Scopes scopes("def f(a, b):\n    return [x + b for x in a]\n");
  const Scope& inner = scopes["f.<locals>.<listcomp>"];
  EXPECT_THAT(inner.locals, ElementsAre(".0", "x"));
  EXPECT_THAT(inner.frees, ElementsAre("b"));
  EXPECT_THAT(scopes["f"].cells, ElementsAre("b"));
}

TEST(Scopes, AWalrusInAComprehensionBindsOutsideOfIt) {
  const Scopes scopes("def f():\n    [[y := x for x in z] for z in w]\n    return y\n[g := x for x in z]\n");
  EXPECT_EQ(scopes.binding("f", "y"), Binding::cell);
  EXPECT_EQ(scopes.binding("f.<locals>.<listcomp>.<locals>.<listcomp>", "y"), Binding::free);
  EXPECT_EQ(scopes.binding("<listcomp>", "g"), Binding::global_explicit);
  EXPECT_TRUE(scopes["<module>"].find("g")->assigned);
}

TEST(Scopes, KindsOfFunctionsAreToldByWhatIsInThem) {
  const Scopes scopes(
      "def plain(): pass\n"
      "def generator(): yield\n"
      "async def coroutine(): await x\n"
      "async def both(): yield\n"
      "async def comprehensions():\n"
      "    [x async for x in y]\n"
      "    (await x for x in y)\n"
      "    {x for x in await y}\n"
      "    {x: [z async for z in x] for x in y}\n");
  EXPECT_FALSE(scopes["plain"].is_generator || scopes["plain"].is_coroutine);
  EXPECT_TRUE(scopes["generator"].is_generator);
  EXPECT_TRUE(scopes["coroutine"].is_coroutine);
  EXPECT_TRUE(scopes["both"].is_async_generator);
  EXPECT_FALSE(scopes["both"].is_coroutine || scopes["both"].is_generator);
  EXPECT_TRUE(scopes["comprehensions.<locals>.<listcomp>"].is_coroutine);
  EXPECT_TRUE(scopes["comprehensions.<locals>.<genexpr>"].is_async_generator);
  EXPECT_FALSE(scopes["comprehensions.<locals>.<setcomp>"].is_coroutine);
  EXPECT_TRUE(scopes["comprehensions.<locals>.<dictcomp>"].is_coroutine);
}

TEST(Scopes, AFunctionBeginsAtItsFirstDecorator) {
  const Scopes scopes("\n@a\n@b\ndef f(): pass\n");
  EXPECT_EQ(scopes["f"].line, 2);
  EXPECT_EQ(scopes.program.tree->body[0]->at.line, 4);
}

}  // namespace orrery::script
