// int and float. Ints of 63 bits are values by themselves; larger ones, and instances of subclasses of int, are
// objects.
#pragma once

#include <gmp.h>

#include <string>

#include "engine/script/object/dict.hpp"
#include "engine/script/object/object.hpp"
#include "engine/script/object/runtime.hpp"

namespace orrery::script {

class Integer final : public ScriptObject {
 public:
  explicit Integer(Type* type) noexcept : ScriptObject(type) { mpz_init(number); }
  ~Integer() override;
  mpz_t number;
  std::size_t charged = 0;

  Dict* attributes(bool create) override;

 private:
  Ref<Dict> dict_;
};

class Float : public ScriptObject {
 public:
  Float(Type* type, double v) noexcept : ScriptObject(type), value(v) {}
  double value;

 protected:
  void dispose() noexcept override { dispose_leaf(); }
};

// An mpz with a scope.
class Big {
 public:
  Big() noexcept { mpz_init(n); }
  explicit Big(std::int64_t i) noexcept { mpz_init_set_si(n, i); }
  // Precondition: is_int(v).
  explicit Big(const Value& v) noexcept;
  ~Big() { mpz_clear(n); }
  Big(const Big&) = delete;
  Big& operator=(const Big&) = delete;
  mpz_t n;
};

Value make_float(Runtime& rt, double d);
// An int of any size; small ones become values by themselves.
Value make_int(Runtime& rt, std::int64_t i);
Value make_int(Runtime& rt, std::uint64_t i);
Value make_int(Runtime& rt, const mpz_t n);
// The digits of a literal, already checked and without underscores; base 2, 8, 10 or 16.
Value int_from_digits(Runtime& rt, const std::string& digits, int base);
// A double that is integral.
Value int_from_double(Runtime& rt, double d);

inline bool is_float(const Value& v) noexcept {
  return has_flag(v, TypeFlag::is_float);
}
inline double as_double(const Value& v) noexcept {
  return static_cast<Float*>(v.object())->value;
}
// An int, a bool, or an instance of a subclass of int.
inline bool is_int(const Value& v) noexcept {
  return v.is_integer() || is_boolean(v) || has_flag(v, TypeFlag::is_int);
}
// Precondition: is_int(v). True and the number if it fits 64 bits.
bool int_to_number(const Value& v, std::int64_t& number) noexcept;
int int_sign(const Value& v) noexcept;
// As float(v) for int or float, raising OverflowError "int too large to convert to float".
double int_to_double(Runtime& rt, const Value& v);
// For functions that want a float: ints, floats, __float__, __index__; TypeError "must be real number, not str".
double to_double(Runtime& rt, const Value& v);

// repr(float): the shortest text that reads back as the same number.
std::string float_repr(double d);

// divmod of two numbers; `unset` if they are none.
Value divmod_of_numbers(Runtime& rt, const Value& a, const Value& b);
// pow(a, b, modulus); modulus may be None. All ints.
Value int_power(Runtime& rt, const Value& a, const Value& b, const Value& modulus);

// ---- hashes as CPython's on 64 bits
std::int64_t hash_double(double d) noexcept;
std::int64_t hash_int(const Value& v) noexcept;

}  // namespace orrery::script
