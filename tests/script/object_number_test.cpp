// Numbers, against tables made with CPython 3.11.
#include <gtest/gtest.h>

#include <limits>

#include "tests/script/object_runtime.hpp"

namespace orrery::script {
namespace {

using test::ObjectRuntime;

struct FloatCase {
  double number;
  const char* text;
};

TEST(Float, ShowsTheShortestTextThatReadsBack) {
  const FloatCase cases[] = {
      {0.1, "0.1"},
      {1.0, "1.0"},
      {-0.0, "-0.0"},
      {1e15, "1000000000000000.0"},
      {1e16, "1e+16"},
      {0.0001, "0.0001"},
      {0.00001, "1e-05"},
      {123456789012345680.0, "1.2345678901234568e+17"},
      {5e-324, "5e-324"},
      {1e22, "1e+22"},
      {1.7976931348623157e308, "1.7976931348623157e+308"},
      {1.0 / 3, "0.3333333333333333"},
      {100.0, "100.0"},
      {2.5e-7, "2.5e-07"},
      {9007199254740993.0, "9007199254740992.0"},
      {123456.789, "123456.789"},
  };
  for (const FloatCase& c : cases) EXPECT_EQ(float_repr(c.number), c.text);
  EXPECT_EQ(float_repr(std::numeric_limits<double>::infinity()), "inf");
  EXPECT_EQ(float_repr(std::numeric_limits<double>::quiet_NaN()), "nan");
}

struct IntCase {
  BinaryOp op;
  const char* left;
  const char* right;
  const char* result;
};

TEST(Int, GrowsAndShrinksAcrossTheMachineWord) {
  const IntCase cases[] = {
      {BinaryOp::add, "4611686018427387903", "1", "4611686018427387904"},
      {BinaryOp::subtract, "-4611686018427387904", "1", "-4611686018427387905"},
      {BinaryOp::multiply, "3037000500", "3037000500", "9223372037000250000"},
      {BinaryOp::subtract, "9223372036854775808", "9223372036854775807", "1"},
      {BinaryOp::floor_divide, "-9223372036854775808", "-1", "9223372036854775808"},
      {BinaryOp::floor_divide, "-7", "2", "-4"},
      {BinaryOp::modulo, "-7", "3", "2"},
      {BinaryOp::modulo, "7", "-3", "-2"},
      {BinaryOp::floor_divide, "-1000000000000000000000", "7", "-142857142857142857143"},
      {BinaryOp::modulo, "-1000000000000000000000", "7", "1"},
      {BinaryOp::power, "-3", "41", "-36472996377170786403"},
      {BinaryOp::left_shift, "-5", "61", "-11529215046068469760"},
      {BinaryOp::right_shift, "-5", "200", "-1"},
      {BinaryOp::bit_and, "-6", "1180591620717411303424", "1180591620717411303424"},
      {BinaryOp::bit_xor, "-1", "1180591620717411303424", "-1180591620717411303425"},
      {BinaryOp::true_divide, "1000000000000000000000000000000", "3", "3.333333333333333e+29"},
      {BinaryOp::true_divide, "123456789012345678901", "98765432109876543", "1249.999988609375"},
      {BinaryOp::true_divide, "1", "3", "0.3333333333333333"},
  };
  ObjectRuntime rt;
  for (const IntCase& c : cases)
    EXPECT_EQ(rt.shown(binary(rt, c.op, rt.big(c.left), rt.big(c.right))), c.result) << c.left << " " << c.right;
}

TEST(Int, SmallResultsAreValuesByThemselves) {
  ObjectRuntime rt;
  const Value big = rt.big("9223372036854775808");
  EXPECT_TRUE(big.is_object());
  EXPECT_TRUE(binary(rt, BinaryOp::subtract, big, rt.big("9223372036854775800")).is_integer());
}

TEST(Hash, IsCPythons) {
  ObjectRuntime rt;
  EXPECT_EQ(hash(rt, Value::integer(-1)), -2);
  EXPECT_EQ(hash(rt, rt.big("2305843009213693951")), 0);
  EXPECT_EQ(hash(rt, rt.big("1000000000000000000000000000000")), 465258685558744706);
  EXPECT_EQ(hash(rt, rt.number(1.5)), 1152921504606846977);
  EXPECT_EQ(hash(rt, rt.number(1e300)), hash(rt, int_from_double(rt, 1e300)));
  EXPECT_EQ(hash(rt, rt.tuple({Value::integer(1), Value::integer(2), Value::integer(3)})), 529344067295497451);
  EXPECT_EQ(hash(rt, rt.tuple({})), 5740354900026072187);
  const Value numbers = rt.list({Value::integer(1), Value::integer(2), Value::integer(3)});
  EXPECT_EQ(hash(rt, rt.run("frozenset", {numbers})), -272375401224217160);
}

TEST(Hash, EqualNumbersOfAllTypesHaveOneHash) {
  ObjectRuntime rt;
  EXPECT_EQ(hash(rt, true_value), hash(rt, rt.number(1.0)));
  EXPECT_EQ(hash(rt, rt.big("1180591620717411303424")), hash(rt, rt.number(1180591620717411303424.0)));
  EXPECT_TRUE(equal(rt, true_value, rt.number(1.0)));
  EXPECT_FALSE(equal(rt, rt.big("9007199254740993"), rt.number(9007199254740992.0)));
}

struct FormatCase {
  double number;
  const char* spec;
  const char* text;
};

TEST(Format, LaysOutFloatsAsCPythonDoes) {
  const FormatCase cases[] = {
      {3.14159, ".2f", "3.14"},
      {-3.14159, "010.2f", "-000003.14"},
      {1234567.891, ",.2f", "1,234,567.89"},
      {1234.5, "e", "1.234500e+03"},
      {1e20, "g", "1e+20"},
      {0.1234, ".1%", "12.3%"},
      {2.5, ".0f", "2"},
      {3.0, ".3", "3.0"},
      {1234567.0, ".3", "1.23e+06"},
      {1.0, "#.0f", "1."},
      {-0.01, "z.1f", "0.0"},
      {1.1, ".30f", "1.100000000000000088817841970013"},
      {1e10, ",", "10,000,000,000.0"},
      {1.5, "*^9", "***1.5***"},
  };
  ObjectRuntime rt;
  for (const FormatCase& c : cases)
    EXPECT_EQ(format(rt, rt.number(c.number), make_str(rt, c.spec).get())->view(), c.text) << c.spec;
}

}  // namespace
}  // namespace orrery::script
