// Exceptions as the loop, the interpreter and native code use them; arguments of native functions.
#include <gtest/gtest.h>

#include "tests/script/object_runtime.hpp"

namespace orrery::script {
namespace {

using test::ObjectRuntime;

TEST(Exception, TellsTheLoopItsKindByItsNearestKnownClass) {
  ObjectRuntime rt;
  const Types& t = rt.types();
  const auto kind = [&](Type* type) { return make_exception(rt, type)->kind(); };
  EXPECT_EQ(kind(t.cancelled_error), loop::ErrorKind::cancelled);
  EXPECT_EQ(kind(t.timeout_error), loop::ErrorKind::timeout);
  EXPECT_EQ(kind(t.connection_reset_error), loop::ErrorKind::os);
  EXPECT_EQ(kind(t.recursion_error), loop::ErrorKind::recursion);
  EXPECT_EQ(kind(t.exception_group), loop::ErrorKind::exception_group);
  EXPECT_EQ(kind(t.key_error), loop::ErrorKind::other);
  EXPECT_FALSE(make_exception(rt, t.cancelled_error)->is_exception());
  EXPECT_TRUE(make_exception(rt, t.system_exit)->leaves_loop());
}

TEST(Exception, LastLineIsThatOfATraceback) {
  ObjectRuntime rt;
  const Types& t = rt.types();
  EXPECT_EQ(last_line(rt, *make_exception(rt, t.value_error)), "ValueError");
  EXPECT_EQ(last_line(rt, *make_exception(rt, t.key_error, "a")), "KeyError: 'a'");
  EXPECT_EQ(last_line(rt, *make_exception(rt, t.cancelled_error, "m")), "asyncio.exceptions.CancelledError: m");
  const auto noted = make_exception(rt, t.value_error, "x");
  rt.method(Value(noted), "add_note", {rt.text("remember")});
  EXPECT_EQ(last_line(rt, *noted), "ValueError: x\nremember");
}

TEST(Exception, AnErrnoChoosesTheClass) {
  ObjectRuntime rt;
  EXPECT_EQ(rt.result([&]() -> Value { raise_os_error(rt, 104); }),
            "ConnectionResetError: [Errno 104] Connection reset by peer");
  EXPECT_EQ(rt.result([&]() -> Value { raise_os_error(rt, 9, "Bad"); }), "OSError: [Errno 9] Bad");
}

TEST(Exception, ANativeErrorBecomesOneOfTheMatchingClass) {
  ObjectRuntime rt;
  const loop::InvalidStateError native("not yet");
  EXPECT_EQ(rt.shown(Value(to_exception(rt, native.error()))), "InvalidStateError('not yet')");
}

TEST(Exception, WhatCanBeRaisedAndCaught) {
  ObjectRuntime rt;
  EXPECT_EQ(rt.result([&] { return Value(instance_of_raised(rt, rt.builtin("KeyError"))); }), "KeyError()");
  EXPECT_EQ(rt.result([&] { return Value(instance_of_raised(rt, Value::integer(5))); }),
            "TypeError: exceptions must derive from BaseException");
  const auto error = make_exception(rt, rt.types().key_error);
  EXPECT_TRUE(matches(rt, *error, rt.builtin("LookupError")));
  EXPECT_TRUE(matches(rt, *error, rt.tuple({rt.builtin("ValueError"), rt.builtin("KeyError")})));
  EXPECT_FALSE(matches(rt, *error, rt.builtin("ValueError")));
  EXPECT_EQ(rt.result([&] { return boolean(matches(rt, *error, rt.builtin("int"))); }),
            "TypeError: catching classes that do not inherit from BaseException is not allowed");
}

TEST(Exception, GroupsSplitThroughAllLevels) {
  ObjectRuntime rt;
  const Value a = rt.run("ValueError", {rt.text("a")});
  const Value b = rt.run("KeyError", {rt.text("b")});
  const Value inner = rt.run("ExceptionGroup", {rt.text("inner"), rt.list({a, b})});
  const Value outer = rt.run("ExceptionGroup", {rt.text("outer"), rt.list({inner, b})});
  const Split parts = split_group(rt, outer, rt.builtin("ValueError"));
  EXPECT_EQ(rt.shown(parts.matched), "ExceptionGroup('outer', [ExceptionGroup('inner', [ValueError('a')])])");
  EXPECT_EQ(rt.shown(parts.rest), "ExceptionGroup('outer', [ExceptionGroup('inner', [KeyError('b')]), KeyError('b')])");
  EXPECT_TRUE(split_group(rt, outer, rt.builtin("TypeError")).matched.is_none());
}

TEST(Args, AreCountedInCPythonsWords) {
  ObjectRuntime rt;
  EXPECT_EQ(rt.result([&] { return rt.run("len", {}); }), "TypeError: len() takes exactly one argument (0 given)");
  EXPECT_EQ(rt.result([&] { return rt.run("isinstance", {none}); }),
            "TypeError: isinstance expected 2 arguments, got 1");
  EXPECT_EQ(rt.result([&] { return rt.run("getattr", {none}); }),
            "TypeError: getattr expected at least 2 arguments, got 1");
  EXPECT_EQ(rt.result([&] { return rt.method(rt.list({}), "clear", {none}); }),
            "TypeError: list.clear() takes no arguments (1 given)");
  EXPECT_EQ(rt.result([&] { return rt.run("round", {}); }),
            "TypeError: round() missing required argument 'number' (pos 1)");
}

TEST(Args, KeywordsAreBoundByName) {
  ObjectRuntime rt;
  const auto names = script::make_tuple(rt, {rt.text("reverse")});
  const Value values[] = {rt.list({Value::integer(1), Value::integer(2)}), true_value};
  EXPECT_EQ(rt.shown(call(rt, rt.builtin("sorted"), Args(values, 1, names.get()))), "[2, 1]");
  const auto wrong = script::make_tuple(rt, {rt.text("backwards")});
  EXPECT_EQ(rt.result([&] { return call(rt, rt.builtin("sorted"), Args(values, 1, wrong.get())); }),
            "TypeError: sort() got an unexpected keyword argument 'backwards'");
}

TEST(Unpack, SaysWhatItExpected) {
  ObjectRuntime rt;
  Value into[3];
  const auto attempt = [&](const Value& v, std::size_t count) {
    return rt.result([&] {
      unpack(rt, v, count, into);
      return none;
    });
  };
  EXPECT_EQ(attempt(rt.tuple({none, none}), 3), "ValueError: not enough values to unpack (expected 3, got 2)");
  EXPECT_EQ(attempt(rt.list({none, none}), 1), "ValueError: too many values to unpack (expected 1)");
  EXPECT_EQ(attempt(rt.text("abcd"), 3), "ValueError: too many values to unpack (expected 3)");
  EXPECT_EQ(attempt(Value::integer(5), 2), "TypeError: cannot unpack non-iterable int object");
  unpack_star(rt, rt.text("abcde"), 1, 1, into);
  EXPECT_EQ(rt.shown(into[1]), "['b', 'c', 'd']");
}

}  // namespace
}  // namespace orrery::script
