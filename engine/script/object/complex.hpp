// complex.
#pragma once

#include <complex>

#include "engine/script/object/object.hpp"
#include "engine/script/object/runtime.hpp"

namespace orrery::script {

class Complex final : public ScriptObject {
 public:
  Complex(Type* type, std::complex<double> number) noexcept : ScriptObject(type), value(number) {}
  const std::complex<double> value;
};

inline std::complex<double> as_complex(const Value& v) noexcept {
  return static_cast<const Complex*>(v.object())->value;
}
Value make_complex(Runtime& rt, std::complex<double> number);
inline bool is_complex(Runtime& rt, const Value& v) noexcept {
  return is_exact(v, rt.types().complex);
}
// The power of two numbers, at least one of them complex or negative. (complexobject.c, complex_pow)
Value complex_power(Runtime& rt, std::complex<double> base, std::complex<double> exponent);

}  // namespace orrery::script
