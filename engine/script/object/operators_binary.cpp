// Arithmetic on any values: which operand's slot is asked first. (abstract.c, binary_op1)
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "engine/script/object/complex.hpp"
#include "engine/script/object/exception.hpp"
#include "engine/script/object/number.hpp"
#include "engine/script/object/operators.hpp"
#include "engine/script/object/sequence.hpp"
#include "engine/script/object/str.hpp"

namespace orrery::script {

namespace {

constexpr std::string_view symbols[] = {"+", "-", "*", "@", "/", "//", "%", "** or pow()", "<<", ">>", "&", "|", "^"};
constexpr std::string_view inplace_symbols[] = {
    "+=", "-=", "*=", "@=", "/=", "//=", "%=", "**=", "<<=", ">>=", "&=", "|=", "^="};

Value try_binary(Runtime& rt, std::size_t op, const Value& a, const Value& b) {
  Type* left = type_of(rt, a);
  Type* right = type_of(rt, b);
  const Slots::Binary first = left->slots.binary[op];
  Slots::Binary second = left == right ? nullptr : right->slots.binary[op];
  if (second == first) second = nullptr;
  if (first && second && right->is_subtype_of(left)) {
    Value result = second(rt, a, b);
    if (!(result == not_implemented)) return result;
    second = nullptr;
  }
  if (first) {
    Value result = first(rt, a, b);
    if (!(result == not_implemented)) return result;
  }
  return second ? second(rt, a, b) : Value(not_implemented);
}

[[noreturn]] void unsupported(Runtime& rt, std::string_view symbol, const Value& a, const Value& b) {
  std::string hint;
  if (symbol == ">>" && is_exact(a, rt.types().builtin_function) && repr(rt, a)->view() == "<built-in function print>")
    hint = ". Did you mean \"print(<message>, file=<output_stream>)\"?";
  raise_type_error(rt, fmt::format("unsupported operand type(s) for {}: '{}' and '{}'{}", symbol,
                                   type_of(rt, a)->name(), type_of(rt, b)->name(), hint));
}

std::int64_t repeat_count(Runtime& rt, const Value& count) {
  if (!is_int(count) && !type_of(rt, count)->slots.index)
    raise_type_error(rt, fmt::format("can't multiply sequence by non-int of type '{}'", type_of(rt, count)->name()));
  std::int64_t number = 0;
  if (!int_to_number(index(rt, count), number))
    raise(rt, rt.types().overflow_error,
          fmt::format("cannot fit '{}' into an index-sized integer", type_of(rt, count)->name()));
  return number;
}

// Sequences have their own `+` and `*`, asked after the number slots.
bool sequence_fallback(Runtime& rt, BinaryOp op, const Value& a, const Value& b, Value& result) {
  Type* left = type_of(rt, a);
  Type* right = type_of(rt, b);
  if (op == BinaryOp::add && left->slots.concat) {
    result = left->slots.concat(rt, a, b);
    return true;
  }
  if (op != BinaryOp::multiply) return false;
  if (left->slots.repeat) {
    result = left->slots.repeat(rt, a, repeat_count(rt, b));
    return true;
  }
  if (right->slots.repeat) {
    result = right->slots.repeat(rt, b, repeat_count(rt, a));
    return true;
  }
  return false;
}

Value small_arithmetic(BinaryOp op, std::int64_t a, std::int64_t b) {
  std::int64_t result = 0;
  bool overflow = true;
  if (op == BinaryOp::add) overflow = __builtin_add_overflow(a, b, &result);
  if (op == BinaryOp::subtract) overflow = __builtin_sub_overflow(a, b, &result);
  if (op == BinaryOp::multiply) overflow = __builtin_mul_overflow(a, b, &result);
  return overflow || !Value::fits(result) ? Value(unset) : Value::integer(result);
}

}  // namespace

Value binary(Runtime& rt, BinaryOp op, const Value& a, const Value& b) {
  if (a.is_integer() && b.is_integer() && op <= BinaryOp::multiply) {
    Value result = small_arithmetic(op, a.as_integer(), b.as_integer());
    if (!is_unset(result)) return result;
  }
  const auto number = static_cast<std::size_t>(op);
  Value result = try_binary(rt, number, a, b);
  if (!(result == not_implemented)) return result;
  if (sequence_fallback(rt, op, a, b, result)) return result;
  unsupported(rt, symbols[number], a, b);
}

Value inplace(Runtime& rt, BinaryOp op, const Value& a, const Value& b) {
  if (a.is_integer() && b.is_integer()) return binary(rt, op, a, b);
  const auto number = static_cast<std::size_t>(op);
  Type* left = type_of(rt, a);
  if (const Slots::Binary own = left->slots.inplace[number]) {
    Value result = own(rt, a, b);
    if (!(result == not_implemented)) return result;
  }
  Value result = try_binary(rt, number, a, b);
  if (!(result == not_implemented)) return result;
  if (op == BinaryOp::add && left->slots.inplace_concat) return left->slots.inplace_concat(rt, a, b);
  if (op == BinaryOp::multiply && left->slots.inplace_repeat)
    return left->slots.inplace_repeat(rt, a, repeat_count(rt, b));
  if (sequence_fallback(rt, op, a, b, result)) return result;
  unsupported(rt, inplace_symbols[number], a, b);
}

Value unary(Runtime& rt, UnaryOp op, const Value& a) {
  constexpr std::string_view signs[] = {"-", "+", "~"};
  const auto number = static_cast<std::size_t>(op);
  if (const Slots::Unary slot = type_of(rt, a)->slots.unary[number]) return slot(rt, a);
  raise_type_error(rt, fmt::format("bad operand type for unary {}: '{}'", signs[number], type_of(rt, a)->name()));
}

Value divmod(Runtime& rt, const Value& a, const Value& b) {
  const Value own = divmod_of_numbers(rt, a, b);
  if (!is_unset(own)) return own;
  const bool reflected_first = type_of(rt, a) != type_of(rt, b) && type_of(rt, b)->is_subtype_of(type_of(rt, a));
  for (const bool reflected : {reflected_first, !reflected_first}) {
    bool pass_self = false;
    const Value& self = reflected ? b : a;
    const Value& other = reflected ? a : b;
    Str* name = reflected ? rt.names().dunder.rdivmod_ : rt.names().dunder.divmod_;
    const Value method = lookup_special(rt, self, name, pass_self);
    if (is_unset(method)) continue;
    Value result = pass_self ? call(rt, method, self, other) : call(rt, method, other);
    if (!(result == not_implemented)) return result;
  }
  raise_type_error(rt, fmt::format("unsupported operand type(s) for divmod(): '{}' and '{}'", type_of(rt, a)->name(),
                                   type_of(rt, b)->name()));
}

namespace {

// What float_pow and complex_pow say, whichever of the three is asked first.
void refuse_modulus(Runtime& rt, const std::array<Value, 3>& numbers) {
  const auto is_number = [&](const Value& v) { return is_int(v) || is_float(v) || is_complex(rt, v); };
  const bool all_numbers = std::all_of(numbers.begin(), numbers.end(), is_number);
  for (const Value& v : numbers) {
    if (is_float(v)) raise_type_error(rt, "pow() 3rd argument not allowed unless all arguments are integers");
    if (all_numbers && is_complex(rt, v)) raise_value_error(rt, "complex modulo");
  }
}

}  // namespace

Value power(Runtime& rt, const Value& a, const Value& b, const Value& modulus) {
  if (modulus.is_none()) return binary(rt, BinaryOp::power, a, b);
  if (is_int(a) && is_int(b) && is_int(modulus)) return int_power(rt, a, b, modulus);
  refuse_modulus(rt, {a, b, modulus});
  bool pass_self = false;
  const Value method = lookup_special(rt, a, rt.names().dunder.pow_, pass_self);
  if (!is_unset(method) && !is_int(a)) {
    const Value args[] = {a, b, modulus};
    Value result = call(rt, method, pass_self ? Args(args, 3) : Args(args + 1, 2));
    if (!(result == not_implemented)) return result;
  }
  raise_type_error(rt, fmt::format("unsupported operand type(s) for ** or pow(): '{}', '{}', '{}'",
                                   type_of(rt, a)->name(), type_of(rt, b)->name(), type_of(rt, modulus)->name()));
}

}  // namespace orrery::script
