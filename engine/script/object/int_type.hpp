// The parts of int, for its own files and those of bool and float.
#pragma once

#include <gmp.h>

#include <string>
#include <string_view>

#include "engine/script/object/object.hpp"
#include "engine/script/object/type.hpp"

namespace orrery::script {

// Correctly rounded; raises OverflowError.
double big_to_double(Runtime& rt, const mpz_t n);
// An instance of a subclass of int.
Value make_int_of(Runtime& rt, Type* type, const Value& v);
// Python's // and % of doubles; b is not 0.
double floor_divide(double a, double b, double& remainder);
// int < float and so on without loss: -1, 0 or 1; 2 if `b` is not a number.
int compare_int_float(const Value& a, double b);

namespace ints {
void fill_arithmetic(Slots& slots);
// As an exact int (True becomes 1).
Value plain(Runtime& rt, const Value& v);
Value absolute(Runtime& rt, const Value& v);
// int(text, base); `shown`: what the error shows (repr). Raises ValueError.
Value parse(Runtime& rt, std::string_view text, int base, std::string_view shown);
// The digits in base 2, 8, 10 or 16, with a minus sign. Raises ValueError beyond 4300 decimal digits.
std::string digits(Runtime& rt, const Value& v, int base);
// round(i, n)
Value rounded(Runtime& rt, const Value& v, const Value& places);
}  // namespace ints

}  // namespace orrery::script
