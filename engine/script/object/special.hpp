// Special methods and slots: which name belongs to which slot, in both directions.
//
// A native type gets, for each slot it fills, attributes such as `__len__` that call the slot. A class of a script that
// has such attributes gets slots that call them. (typeobject.c: slotdefs, update_one_slot.)
#pragma once

#include <span>

#include "engine/script/object/names.hpp"
#include "engine/script/object/type.hpp"

namespace orrery::script {

using AnyFunction = void (*)();

struct SpecialMethod {
  Str* Names::Dunder::*name;
  std::size_t slot;      // offset in Slots
  AnyFunction dispatch;  // the slot function of a class that defines the method in the script
  SlotWrapper wrapper;   // the method of a native type that fills the slot; may be null
  Arity arity;           // of the wrapper, without self
};
std::span<const SpecialMethod> special_methods() noexcept;

AnyFunction& slot_at(Slots& slots, std::size_t offset) noexcept;

// Adds the wrappers of the slots that `type` itself fills to its dict.
void add_slot_wrappers(Runtime& rt, Type& type);
// Sets every slot of a script's class from what its mro has (all slots that `name` concerns, or all with null).
void update_slots(Runtime& rt, Type& type, const Str* name);

// ---- dispatchers: look up the special method and call it
namespace dispatch {
Value repr(Runtime&, const Value&);
Value str(Runtime&, const Value&);
Value format(Runtime&, const Value&, Str*);
std::int64_t hash(Runtime&, const Value&);
Value compare(Runtime&, CompareOp, const Value&, const Value&);
bool truth(Runtime&, const Value&);
std::int64_t length(Runtime&, const Value&);
Value getattr(Runtime&, const Value&, Str*);
void setattr(Runtime&, const Value&, Str*, const Value&);
Value getitem(Runtime&, const Value&, const Value&);
void setitem(Runtime&, const Value&, const Value&, const Value&);
bool contains(Runtime&, const Value&, const Value&);
Value iter(Runtime&, const Value&);
Value next(Runtime&, const Value&);
Value call(Runtime&, const Value&, Args);
Value construct(Runtime&, Type*, Args);
void init(Runtime&, const Value&, Args);
Value descr_get(Runtime&, const Value&, const Value&, Type*);
void descr_set(Runtime&, const Value&, const Value&, const Value&);
Value await(Runtime&, const Value&);
Value aiter(Runtime&, const Value&);
Value anext(Runtime&, const Value&);
void finalize(Runtime&, const Value&);
Value index(Runtime&, const Value&);
Value to_int(Runtime&, const Value&);
Value to_float(Runtime&, const Value&);
AnyFunction unary(UnaryOp op) noexcept;
AnyFunction binary(BinaryOp op) noexcept;
AnyFunction inplace(BinaryOp op) noexcept;
}  // namespace dispatch

// ---- wrappers: the slots of native types as methods; `owner` is the type they were found in, args[0] the object
namespace wrapper {
Value repr(Runtime&, Type& owner, Args);
Value str(Runtime&, Type& owner, Args);
Value format(Runtime&, Type& owner, Args);
Value hash(Runtime&, Type& owner, Args);
Value compare(Runtime&, Type& owner, Args, CompareOp);
Value truth(Runtime&, Type& owner, Args);
Value length(Runtime&, Type& owner, Args);
Value getattr(Runtime&, Type& owner, Args);
Value setattr(Runtime&, Type& owner, Args);
Value delattr(Runtime&, Type& owner, Args);
Value getitem(Runtime&, Type& owner, Args);
Value setitem(Runtime&, Type& owner, Args);
Value delitem(Runtime&, Type& owner, Args);
Value contains(Runtime&, Type& owner, Args);
Value iter(Runtime&, Type& owner, Args);
Value next(Runtime&, Type& owner, Args);
Value call(Runtime&, Type& owner, Args);
Value construct(Runtime&, Args);  // __new__, an ordinary native function: args[0] is the class it was found in
Value init(Runtime&, Type& owner, Args);
Value descr_get(Runtime&, Type& owner, Args);
Value descr_set(Runtime&, Type& owner, Args);
Value descr_delete(Runtime&, Type& owner, Args);
Value await(Runtime&, Type& owner, Args);
Value aiter(Runtime&, Type& owner, Args);
Value anext(Runtime&, Type& owner, Args);
Value index(Runtime&, Type& owner, Args);
Value to_int(Runtime&, Type& owner, Args);
Value to_float(Runtime&, Type& owner, Args);
SlotWrapper unary(UnaryOp op) noexcept;
SlotWrapper binary(BinaryOp op) noexcept;
SlotWrapper reflected(BinaryOp op) noexcept;
SlotWrapper inplace(BinaryOp op) noexcept;
Value concat(Runtime&, Type& owner, Args);
Value repeat(Runtime&, Type& owner, Args);
Value inplace_concat(Runtime&, Type& owner, Args);
Value inplace_repeat(Runtime&, Type& owner, Args);
}  // namespace wrapper

}  // namespace orrery::script
