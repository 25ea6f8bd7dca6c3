// A class: name, bases, attributes, and slots, the functions that make its instances behave.
//
// Native types fill the slots with native functions; a class of a script gets functions that look up its special
// methods. Slots that a class does not define are its base's (typeobject.c, inherit_slots).
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/loop/value.hpp"
#include "engine/script/object/args.hpp"
#include "engine/script/object/heap.hpp"
#include "engine/script/object/object.hpp"

namespace orrery::script {

enum class BinaryOp : std::uint8_t {
  add,
  subtract,
  multiply,
  matrix_multiply,
  true_divide,
  floor_divide,
  modulo,
  power,
  left_shift,
  right_shift,
  bit_and,
  bit_or,
  bit_xor,
};
inline constexpr std::size_t binary_ops = 13;
enum class UnaryOp : std::uint8_t { negative, positive, invert };
enum class CompareOp : std::uint8_t { less, less_equal, equal, not_equal, greater, greater_equal };

using NativeFn = Value (*)(Runtime&, Args);
using SlotWrapper = Value (*)(Runtime&, Type& owner, Args);

// Null = the type cannot do it (or does it the default way, where said).
struct Slots {
  using Unary = Value (*)(Runtime&, const Value& self);
  using Binary = Value (*)(Runtime&, const Value& left, const Value& right);

  Unary repr;
  Unary str;  // null: as repr
  Value (*format)(Runtime&, const Value& self, Str* spec);
  std::int64_t (*hash)(Runtime&, const Value& self);                      // null: unhashable
  Value (*compare)(Runtime&, CompareOp, const Value& a, const Value& b);  // may answer not_implemented
  bool (*truth)(Runtime&, const Value& self);                             // null: by length, else true
  std::int64_t (*length)(Runtime&, const Value& self);
  Value (*getattr)(Runtime&, const Value& self, Str* name);                     // `unset` if there is none
  void (*setattr)(Runtime&, const Value& self, Str* name, const Value& value);  // value `unset`: delete
  Value (*getitem)(Runtime&, const Value& self, const Value& key);
  void (*setitem)(Runtime&, const Value& self, const Value& key, const Value& value);  // value `unset`: delete
  bool (*contains)(Runtime&, const Value& self, const Value& item);
  Unary iter;
  Unary next;  // `unset` when exhausted
  Value (*call)(Runtime&, const Value& self, Args);
  Value (*construct)(Runtime&, Type* type, Args);   // __new__
  void (*init)(Runtime&, const Value& self, Args);  // __init__
  Value (*descr_get)(Runtime&, const Value& self, const Value& object,
                     Type* owner);  // object `unset`: through the class
  void (*descr_set)(Runtime&, const Value& self, const Value& object, const Value& value);  // value `unset`: delete
  Unary await;  // the iterator that `await` drives
  Unary aiter;
  Unary anext;
  void (*finalize)(Runtime&, const Value& self);  // __del__
  Unary index;                                    // __index__, __int__, __float__
  Unary to_int;
  Unary to_float;
  std::array<Unary, 3> unary;  // by UnaryOp
  // As CPython's number slots: called with both operands in their order, whichever of them has this slot.
  std::array<Binary, binary_ops> binary;
  std::array<Binary, binary_ops> inplace;
  Binary concat;  // sequences: tried after binary[add]
  Value (*repeat)(Runtime&, const Value& self, std::int64_t count);
  Binary inplace_concat;
  Value (*inplace_repeat)(Runtime&, const Value& self, std::int64_t count);
};

namespace TypeFlag {
enum : std::uint32_t {
  heap_type = 1,       // made by a class statement
  base_type = 2,       // may be subclassed
  plain_instance = 4,  // instances are Instance objects and attribute access is object's own
  method_like = 8,     // instances found in a class become bound methods: functions, native methods
  is_int = 16,
  is_str = 32,
  is_list = 64,
  is_tuple = 128,
  is_dict = 256,
  is_type = 512,
  is_exception = 1024,
  is_bytes = 2048,
  is_set = 4096,
  is_float = 8192,
  no_construct = 16384,      // "cannot create 'generator' instances"
  has_user_getattr = 32768,  // __getattr__ or __getattribute__ of a script's class somewhere in the mro
  has_user_del = 65536,
  sequence = 131072,  // what sequence and mapping patterns match
  mapping = 262144,
};
}  // namespace TypeFlag

struct NativeMethod {
  std::string_view name;
  NativeFn function;
  Arity arity = {};
  enum class Kind : std::uint8_t { method, class_method, static_method } kind = Kind::method;
};
// An attribute computed from the object; `set` may be null (read only: AttributeError).
struct NativeAttribute {
  std::string_view name;
  Value (*get)(Runtime&, const Value& self);
  void (*set)(Runtime&, const Value& self, const Value& value) = nullptr;
  bool deletable = false;  // by setting it to `unset`
};

// What a native type is made from.
struct TypeSpec {
  std::string_view name;
  std::string_view module = "builtins";
  Type* base = nullptr;  // null: object
  std::uint32_t flags = 0;
  Slots slots = {};
  std::span<const NativeMethod> methods = {};
  std::span<const NativeAttribute> attributes = {};
};

class Type final : public ScriptObject, public Tracked {
 public:
  // Use make_type or make_class.
  Type(Type* metatype, Heap& heap, std::string name);
  ~Type() override;

  Heap& heap() const noexcept { return *heap_; }
  const std::string& name() const noexcept { return name_; }  // "int", "Foo"
  void rename(std::string name) { name_ = std::move(name); }
  bool has(std::uint32_t flag) const noexcept { return flags_ & flag; }
  Type* base() const noexcept { return mro_.size() > 1 ? base_ : nullptr; }
  const std::vector<Type*>& mro() const noexcept { return mro_; }
  bool is_subtype_of(const Type* other) const noexcept;

  // The attribute found first along the mro, or null. Cached; the pointer is valid until an attribute of a class
  // changes.
  const Value* lookup(Str* name);
  // Changes whenever lookup() may answer differently; never 0, never used twice. For inline caches.
  std::uint32_t version() const noexcept { return version_; }
  Dict& dict() const noexcept { return *dict_; }
  // Sets (or with `unset` deletes) an attribute of the class itself and keeps slots and versions right.
  bool assign(Runtime& rt, Str* name, const Value& value);

  Slots slots{};

  void clear_references() noexcept override;
  Object* tracked_object() noexcept override { return this; }
  Dict* attributes(bool create) override;

  Value qualname;  // str
  Value module;    // str
  Value doc;

 protected:
  void dispose() noexcept override;

 private:
  friend struct TypeBuilder;
  void changed() noexcept;

  Heap* heap_;
  std::string name_;
  std::uint32_t flags_ = 0;
  std::uint32_t version_ = 0;
  Type* base_ = nullptr;
  std::vector<Type*> bases_;       // counted
  std::vector<Type*> mro_;         // counted, itself first (itself not counted)
  std::vector<Type*> subclasses_;  // not counted; they unregister when they die
  Ref<Dict> dict_;

 public:
  const std::vector<Type*>& bases() const noexcept { return bases_; }
  const std::vector<Type*>& subclasses() const noexcept { return subclasses_; }
  // Of user classes with __slots__ and no dict: instances take no other attributes.
  bool without_dict = false;
};

// The parts of make_type: a type without anything, then all that its spec says.
Ref<Type> bare_type(Runtime& rt, std::string_view name);
void apply_spec(Runtime& rt, Type& type, const TypeSpec& spec);
// A native type. The result lives as long as a reference to it does.
Ref<Type> make_type(Runtime& rt, const TypeSpec& spec);

// What a class statement makes: name, bases (types; empty: object) and the namespace its body filled. Computes the mro
// (C3), fills the slots, calls __set_name__ and __init_subclass__ with `keywords` (a Dict or null). Raises TypeError as
// type() does.
Ref<Type> make_class(Runtime& rt, Str* name, std::span<const Value> bases, Dict& space, const Dict* keywords);

}  // namespace orrery::script
