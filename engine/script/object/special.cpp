#include "engine/script/object/special.hpp"

#include <array>
#include <cstddef>
#include <vector>

#include "engine/script/object/dict.hpp"
#include "engine/script/object/function.hpp"
#include "engine/script/object/runtime.hpp"

namespace orrery::script {

namespace {

template <class F>
AnyFunction any(F* f) noexcept {
  return reinterpret_cast<AnyFunction>(f);
}

#define SLOT(member) offsetof(Slots, member)
#define ROW(name, member, arity)                                                           \
  SpecialMethod {                                                                          \
    &Names::Dunder::name##_, SLOT(member), any(&dispatch::member), &wrapper::member, arity \
  }

template <CompareOp op>
Value compared(Runtime& rt, Type& owner, Args args) {
  return wrapper::compare(rt, owner, args, op);
}
template <CompareOp op>
constexpr SpecialMethod comparison(Str* Names::Dunder::*name) {
  return {name, SLOT(compare), any(&dispatch::compare), &compared<op>, one_argument()};
}

std::size_t binary_slot(BinaryOp op) {
  return SLOT(binary) + static_cast<std::size_t>(op) * sizeof(AnyFunction);
}
std::size_t inplace_slot(BinaryOp op) {
  return SLOT(inplace) + static_cast<std::size_t>(op) * sizeof(AnyFunction);
}
std::size_t unary_slot(UnaryOp op) {
  return SLOT(unary) + static_cast<std::size_t>(op) * sizeof(AnyFunction);
}

struct Operator {
  BinaryOp op;
  Str* Names::Dunder::*name;
  Str* Names::Dunder::*reflected;
  Str* Names::Dunder::*inplace;
};
#define OPERATOR(op, name) \
  { BinaryOp::op, &Names::Dunder::name##_, &Names::Dunder::r##name##_, &Names::Dunder::i##name##_ }
constexpr Operator operators[] = {
    OPERATOR(add, add),
    OPERATOR(subtract, sub),
    OPERATOR(multiply, mul),
    OPERATOR(matrix_multiply, matmul),
    OPERATOR(true_divide, truediv),
    OPERATOR(floor_divide, floordiv),
    OPERATOR(modulo, mod),
    OPERATOR(power, pow),
    OPERATOR(left_shift, lshift),
    OPERATOR(right_shift, rshift),
    OPERATOR(bit_and, and),
    OPERATOR(bit_or, or),
    OPERATOR(bit_xor, xor),
};

void add_object_rows(std::vector<SpecialMethod>& rows) {
  rows.insert(
      rows.end(),
      {
          ROW(repr, repr, no_arguments()),
          ROW(str, str, no_arguments()),
          ROW(format, format, one_argument()),
          ROW(hash, hash, no_arguments()),
          comparison<CompareOp::less>(&Names::Dunder::lt_),
          comparison<CompareOp::less_equal>(&Names::Dunder::le_),
          comparison<CompareOp::equal>(&Names::Dunder::eq_),
          comparison<CompareOp::not_equal>(&Names::Dunder::ne_),
          comparison<CompareOp::greater>(&Names::Dunder::gt_),
          comparison<CompareOp::greater_equal>(&Names::Dunder::ge_),
          ROW(bool, truth, no_arguments()),
          ROW(len, length, no_arguments()),
          ROW(getattribute, getattr, one_argument()),
          {&Names::Dunder::getattr_, SLOT(getattr), any(&dispatch::getattr), nullptr, {}},
          ROW(setattr, setattr, between(2, 2)),
          {&Names::Dunder::delattr_, SLOT(setattr), any(&dispatch::setattr), &wrapper::delattr, one_argument()},
          ROW(call, call, any_arguments()),
          ROW(init, init, any_arguments()),
          {&Names::Dunder::new_, SLOT(construct), any(&dispatch::construct), nullptr, {}},
          ROW(get, descr_get, between(1, 2)),
          ROW(set, descr_set, between(2, 2)),
          {&Names::Dunder::delete_, SLOT(descr_set), any(&dispatch::descr_set), &wrapper::descr_delete, one_argument()},
          {&Names::Dunder::del_, SLOT(finalize), any(&dispatch::finalize), nullptr, {}},
      });
}

void add_protocol_rows(std::vector<SpecialMethod>& rows) {
  rows.insert(rows.end(),
              {
                  ROW(getitem, getitem, one_argument()),
                  ROW(setitem, setitem, between(2, 2)),
                  {&Names::Dunder::delitem_, SLOT(setitem), any(&dispatch::setitem), &wrapper::delitem, one_argument()},
                  ROW(contains, contains, one_argument()),
                  ROW(iter, iter, no_arguments()),
                  ROW(next, next, no_arguments()),
                  ROW(await, await, no_arguments()),
                  ROW(aiter, aiter, no_arguments()),
                  ROW(anext, anext, no_arguments()),
                  ROW(index, index, no_arguments()),
                  ROW(int, to_int, no_arguments()),
                  ROW(float, to_float, no_arguments()),
                  {&Names::Dunder::add_, SLOT(concat), nullptr, &wrapper::concat, one_argument()},
                  {&Names::Dunder::mul_, SLOT(repeat), nullptr, &wrapper::repeat, one_argument()},
                  {&Names::Dunder::rmul_, SLOT(repeat), nullptr, &wrapper::repeat, one_argument()},
                  {&Names::Dunder::iadd_, SLOT(inplace_concat), nullptr, &wrapper::inplace_concat, one_argument()},
                  {&Names::Dunder::imul_, SLOT(inplace_repeat), nullptr, &wrapper::inplace_repeat, one_argument()},
              });
}

void add_number_rows(std::vector<SpecialMethod>& rows) {
  for (const Operator& o : operators) {
    rows.push_back({o.name, binary_slot(o.op), dispatch::binary(o.op), wrapper::binary(o.op), one_argument()});
    rows.push_back({o.reflected, binary_slot(o.op), dispatch::binary(o.op), wrapper::reflected(o.op), one_argument()});
    rows.push_back({o.inplace, inplace_slot(o.op), dispatch::inplace(o.op), wrapper::inplace(o.op), one_argument()});
  }
  const auto add = [&rows](UnaryOp op, Str* Names::Dunder::*name) {
    rows.push_back({name, unary_slot(op), dispatch::unary(op), wrapper::unary(op), no_arguments()});
  };
  add(UnaryOp::negative, &Names::Dunder::neg_);
  add(UnaryOp::positive, &Names::Dunder::pos_);
  add(UnaryOp::invert, &Names::Dunder::invert_);
}

std::vector<SpecialMethod> make_rows() {
  std::vector<SpecialMethod> rows;
  add_object_rows(rows);
  add_protocol_rows(rows);
  add_number_rows(rows);
  return rows;
}

}  // namespace

std::span<const SpecialMethod> special_methods() noexcept {
  static const std::vector<SpecialMethod> rows = make_rows();
  return rows;
}

AnyFunction& slot_at(Slots& slots, std::size_t offset) noexcept {
  return *reinterpret_cast<AnyFunction*>(reinterpret_cast<char*>(&slots) + offset);
}

void add_slot_wrappers(Runtime& rt, Type& type) {
  for (const SpecialMethod& row : special_methods()) {
    if (!row.wrapper || !slot_at(type.slots, row.slot)) continue;
    Str* name = rt.names().dunder.*row.name;
    if (type.dict().find(name)) continue;
    auto method = rt.heap().make<NativeFunction>(rt.types().slot_wrapper, name->view(), nullptr, row.arity, &type);
    method->slot = row.wrapper;
    type.dict().set(name, Value(method));
  }
  if (type.slots.construct && !type.dict().find(rt.names().dunder.new_)) {
    auto method =
        rt.heap().make<NativeFunction>(rt.types().builtin_function, "__new__", &wrapper::construct, Arity{}, &type);
    method->self = Value(static_cast<Object*>(&type));
    method->binds_self = true;
    type.dict().set(rt.names().dunder.new_, Value(method));
  }
}

namespace {

// The native type whose slot answers for a method found in a class's mro, or null if the script defines the method.
Type* native_owner(Runtime& rt, const Value& found) {
  if (!found.is_object() || found.object()->tag() != Tag::script) return nullptr;
  const Type* kind = static_cast<ScriptObject*>(found.object())->type();
  if (kind != rt.types().slot_wrapper && kind != rt.types().builtin_function) return nullptr;
  return static_cast<NativeFunction*>(found.object())->owner;
}

// What the methods that belong to one slot demand of it.
AnyFunction wanted_slot(Runtime& rt, Type& type, std::size_t slot) {
  Type* owner = nullptr;
  for (const SpecialMethod& row : special_methods()) {
    if (row.slot != slot) continue;
    const Value* found = type.lookup(rt.names().dunder.*row.name);
    if (!found) continue;
    if (found->is_none() && row.name == &Names::Dunder::hash_) return nullptr;
    Type* native = native_owner(rt, *found);
    if (!native) {
      if (row.dispatch) return row.dispatch;
      continue;
    }
    if (!owner && slot_at(native->slots, slot)) owner = native;
  }
  if (owner) return slot_at(owner->slots, slot);
  // Slots that have no method of their own (the str of exceptions, ...) come from the nearest base that has one.
  return nullptr;
}

}  // namespace

void update_slots(Runtime& rt, Type& type, const Str* name) {
  std::vector<bool> done(sizeof(Slots) / sizeof(AnyFunction));
  for (const SpecialMethod& row : special_methods()) {
    const std::size_t index = row.slot / sizeof(AnyFunction);
    if (done[index]) continue;
    if (name && rt.names().dunder.*row.name != name) continue;
    done[index] = true;
    slot_at(type.slots, row.slot) = wanted_slot(rt, type, row.slot);
  }
}

}  // namespace orrery::script
