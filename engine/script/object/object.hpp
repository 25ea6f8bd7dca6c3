// The base of everything that only the script language knows, and the constants of the language.
//
// A value of a script is a loop::Value: nothing (None), a small integer, one of the constants below, or an object. Ask
// `type_of(runtime, value)` (type.hpp) what it is; exceptions, coroutines and futures are objects of the loop's
// classes.
#pragma once

#include <cstddef>
#include <cstdint>

#include "engine/loop/value.hpp"

namespace orrery::script {

using loop::Object;
using loop::Ref;
using loop::Tag;
using loop::Value;

class Dict;
class Heap;
class Runtime;
class Str;
class Type;

// The numbers of the constants are part of the engine's contract: never change them.
inline constexpr Value none{};
inline constexpr Value false_value = Value::constant(0);
inline constexpr Value true_value = Value::constant(1);
inline constexpr Value ellipsis = Value::constant(2);
inline constexpr Value not_implemented = Value::constant(3);
// Never seen by a program: an unbound local, an exhausted iterator, a missing argument, an attribute that is not there.
inline constexpr Value unset = Value::constant(4);

inline Value boolean(bool b) noexcept {
  return Value::constant(b ? 1 : 0);
}
inline bool is_unset(const Value& v) noexcept {
  return v == unset;
}
inline bool is_boolean(const Value& v) noexcept {
  return v == true_value || v == false_value;
}

// Something that can be part of a reference cycle: in a list of its Heap, which clears it when the run is torn down.
// Immutable things (tuples, bound methods) need not be: a cycle always passes through something mutable.
class Tracked {
 public:
  Tracked(const Tracked&) = delete;
  Tracked& operator=(const Tracked&) = delete;
  // Drops every reference it holds. It must stay valid (empty) afterwards.
  virtual void clear_references() noexcept = 0;
  virtual Object* tracked_object() noexcept = 0;

 protected:
  explicit Tracked(Heap& heap) noexcept;
  ~Tracked();

 private:
  friend class Heap;
  Tracked() noexcept : previous_(this), next_(this) {}
  Tracked* previous_;
  Tracked* next_;
};

// Made by Heap::make alone. Dies with its last reference; nested deaths deeper than some hundred levels are deferred,
// so that a long chain cannot exhaust the C++ stack.
class ScriptObject : public Object {
 public:
  Type* type() const noexcept { return type_; }
  // The dict of attributes of this very object, or null if it can have none; made on demand if `create`.
  virtual Dict* attributes(bool create);

 protected:
  explicit ScriptObject(Type* type) noexcept;
  ~ScriptObject() override;
  void dispose() noexcept override;
  // Frees the memory without the check for deferral: for leaves, which hold no references.
  void dispose_leaf() noexcept;
  static void destroy(Object* object) noexcept;
  static void destroy_in(ScriptObject* object, Heap& heap) noexcept;

 private:
  friend class Heap;
  friend struct TypeBuilder;
  std::uint8_t size_class_ = 0;
  bool has_id_ = false;
  bool finalized_ = false;
  Type* type_;
};

}  // namespace orrery::script
