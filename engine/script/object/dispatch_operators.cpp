// Operators of classes that a script defines, with CPython's rules about reflected methods. (typeobject.c,
// SLOT1BINFULL)
#include "engine/script/object/exception.hpp"
#include "engine/script/object/invoke.hpp"
#include "engine/script/object/operators.hpp"
#include "engine/script/object/special.hpp"
#include "engine/script/object/str.hpp"

namespace orrery::script::dispatch {

namespace {

struct OperatorNames {
  Str* Names::Dunder::*plain;
  Str* Names::Dunder::*reflected;
  Str* Names::Dunder::*inplace;
};
#define OPERATOR(name) \
  { &Names::Dunder::name##_, &Names::Dunder::r##name##_, &Names::Dunder::i##name##_ }
constexpr OperatorNames operator_names[] = {
    OPERATOR(add),      OPERATOR(sub), OPERATOR(mul), OPERATOR(matmul), OPERATOR(truediv),
    OPERATOR(floordiv), OPERATOR(mod), OPERATOR(pow), OPERATOR(lshift), OPERATOR(rshift),
    OPERATOR(and),      OPERATOR(or),  OPERATOR(xor),
};

Value maybe(Runtime& rt, const Value& self, Str* name, const Value& other) {
  const Value result = invoke_maybe(rt, self, name, other);
  return is_unset(result) ? Value(not_implemented) : result;
}

// Does the right operand's class define the reflected method differently from the left's?
bool overrides(Runtime& rt, const Value& left, const Value& right, Str* name) {
  const Value* theirs = type_of(rt, right)->lookup(name);
  if (!theirs) return false;
  const Value* ours = type_of(rt, left)->lookup(name);
  return !ours || !(*ours == *theirs);
}

template <std::size_t op>
Value binary_slot(Runtime& rt, const Value& a, const Value& b) {
  Str* plain = rt.names().dunder.*operator_names[op].plain;
  Str* reflected = rt.names().dunder.*operator_names[op].reflected;
  Type* left = type_of(rt, a);
  Type* right = type_of(rt, b);
  bool try_right = left != right && right->slots.binary[op] == &binary_slot<op>;
  if (left->slots.binary[op] == &binary_slot<op>) {
    if (try_right && right->is_subtype_of(left) && overrides(rt, a, b, reflected)) {
      Value result = maybe(rt, b, reflected, a);
      if (!(result == not_implemented)) return result;
      try_right = false;
    }
    Value result = maybe(rt, a, plain, b);
    if (!(result == not_implemented) || left == right) return result;
  }
  return try_right ? maybe(rt, b, reflected, a) : Value(not_implemented);
}

template <std::size_t op>
Value inplace_slot(Runtime& rt, const Value& a, const Value& b) {
  return maybe(rt, a, rt.names().dunder.*operator_names[op].inplace, b);
}

template <std::size_t op>
Value unary_slot(Runtime& rt, const Value& a) {
  const Names::Dunder& n = rt.names().dunder;
  Str* const names[] = {n.neg_, n.pos_, n.invert_};
  return invoke(rt, a, names[op]);
}

template <std::size_t... ops>
AnyFunction binary_of(std::size_t op, std::index_sequence<ops...>) {
  const Slots::Binary functions[] = {&binary_slot<ops>...};
  return reinterpret_cast<AnyFunction>(functions[op]);
}
template <std::size_t... ops>
AnyFunction inplace_of(std::size_t op, std::index_sequence<ops...>) {
  const Slots::Binary functions[] = {&inplace_slot<ops>...};
  return reinterpret_cast<AnyFunction>(functions[op]);
}

}  // namespace

AnyFunction binary(BinaryOp op) noexcept {
  return binary_of(static_cast<std::size_t>(op), std::make_index_sequence<binary_ops>());
}
AnyFunction inplace(BinaryOp op) noexcept {
  return inplace_of(static_cast<std::size_t>(op), std::make_index_sequence<binary_ops>());
}
AnyFunction unary(UnaryOp op) noexcept {
  const Slots::Unary functions[] = {&unary_slot<0>, &unary_slot<1>, &unary_slot<2>};
  return reinterpret_cast<AnyFunction>(functions[static_cast<std::size_t>(op)]);
}

}  // namespace orrery::script::dispatch
