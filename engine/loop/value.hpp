// What futures carry and coroutines exchange: a word that is nothing, a small integer, a constant, or an object.
//
// The loop never looks into a value. Native code boxes its types with `Value::box`; the script language gives small
// integers, constants and its own objects a meaning.
#pragma once

#include <cstdint>
#include <type_traits>
#include <utility>

#include "engine/loop/hot.hpp"
#include "engine/loop/pool.hpp"

namespace orrery::loop {

// What an object is to those who hold it by its base. Everything of the script language is `script`, except its
// exceptions (`error`) and its coroutines (`coroutine`), which the loop knows by their interfaces.
enum class Tag : std::uint8_t {
  boxed,
  script,
  error,
  coroutine,
  future,
  task,
  handle,
  loop,
  context,
  context_variable,
  context_token,
  other
};

// Base of everything that is shared by reference. Reference counts are not atomic: an object belongs to one thread.
// Objects die at the moment their last reference goes, as CPython's do; the order of that is part of the semantics.
class Object {
 public:
  explicit Object(Tag tag) noexcept : tag_(tag) {}
  Object(const Object&) = delete;
  Object& operator=(const Object&) = delete;
  static void* operator new(std::size_t size) { return Pool::take(size); }
  static void* operator new(std::size_t, void* place) noexcept { return place; }
  static void operator delete(void* object, std::size_t size) noexcept { Pool::give(object, size); }

  Tag tag() const noexcept { return tag_; }
  void retain() noexcept { ++references_; }
  void release() noexcept {
    if (--references_ == 0) dispose();
  }
  std::uint32_t references() const noexcept { return references_; }

 protected:
  virtual ~Object() = default;
  // Called when the last reference is gone. May resurrect the object by retaining it (a coroutine that still has a
  // `finally` to run); otherwise frees it.
  virtual void dispose() noexcept { delete this; }

 private:
  std::uint32_t references_ = 0;
  Tag tag_;
};

// A counted reference to an Object of a known type; may be null.
template <class T>
class Ref {
 public:
  constexpr Ref() noexcept = default;
  constexpr Ref(std::nullptr_t) noexcept {}
  ORRERY_HOT_MEMBER explicit Ref(T* object) noexcept : object_(object) {
    if (object_) object_->retain();
  }
  ORRERY_HOT_MEMBER Ref(const Ref& other) noexcept : Ref(other.object_) {}
  Ref(Ref&& other) noexcept : object_(std::exchange(other.object_, nullptr)) {}
  template <class U>
  requires std::is_convertible_v<U*, T*> Ref(const Ref<U>& other)
  noexcept : Ref(static_cast<T*>(other.get())) {}
  template <class U>
  requires std::is_convertible_v<U*, T*> Ref(Ref<U>&& other)
  noexcept : object_(other.detach()) {}
  Ref& operator=(Ref other) noexcept {
    std::swap(object_, other.object_);
    return *this;
  }
  ORRERY_HOT_MEMBER ~Ref() {
    if (object_) static_cast<Object*>(object_)->release();  // of locks, release() is a word of the program
  }

  T* get() const noexcept { return object_; }
  T* operator->() const noexcept { return object_; }
  T& operator*() const noexcept { return *object_; }
  explicit operator bool() const noexcept { return object_ != nullptr; }
  friend bool operator==(const Ref& a, const Ref& b) noexcept { return a.object_ == b.object_; }
  // Takes over one count that the caller owns.
  static Ref adopt(T* object) noexcept {
    Ref taken;
    taken.object_ = object;
    return taken;
  }
  // Gives the reference away: the caller owns one count.
  T* detach() noexcept { return std::exchange(object_, nullptr); }

 private:
  T* object_ = nullptr;
};

template <class T, class... Args>
Ref<T> make(Args&&... args) {
  return Ref<T>(new T(std::forward<Args>(args)...));
}

template <class T>
class Boxed;

// Bits: 0 = nothing (Python's None); …1 = a 63-bit integer; …10 = constant number `bits >> 2`; …00 = an Object*.
class Value {
 public:
  constexpr Value() noexcept = default;
  template <class T>
  requires std::is_convertible_v<T*, Object*> Value(Ref<T> object)
  noexcept : bits_(reinterpret_cast<std::uintptr_t>(static_cast<Object*>(object.detach()))) {}
  explicit Value(Object* object) noexcept : bits_(reinterpret_cast<std::uintptr_t>(object)) { retain(); }
  Value(const Value& other) noexcept : bits_(other.bits_) { retain(); }
  constexpr Value(Value&& other) noexcept : bits_(std::exchange(other.bits_, 0)) {}
  Value& operator=(const Value& other) noexcept {
    Value copy(other);
    std::swap(bits_, copy.bits_);
    return *this;
  }
  Value& operator=(Value&& other) noexcept {
    Value taken(std::move(other));
    std::swap(bits_, taken.bits_);
    return *this;
  }
  constexpr ~Value() {
    if (is_object()) object()->release();
  }

  static constexpr std::int64_t max_integer = (std::int64_t{1} << 62) - 1;
  static constexpr std::int64_t min_integer = -(std::int64_t{1} << 62);
  static constexpr bool fits(std::int64_t i) noexcept { return i >= min_integer && i <= max_integer; }
  // Precondition: fits(i).
  static constexpr Value integer(std::int64_t i) noexcept { return from_bits(static_cast<std::uintptr_t>(i) << 1 | 1); }
  static constexpr Value constant(unsigned number) noexcept { return from_bits(std::uintptr_t{number} << 2 | 2); }
  template <class T>
  static Value box(T value) {
    return Value(Ref<Boxed<T>>(new Boxed<T>(std::move(value))));
  }

  constexpr bool is_none() const noexcept { return bits_ == 0; }
  constexpr bool is_integer() const noexcept { return bits_ & 1; }
  constexpr bool is_constant() const noexcept { return (bits_ & 3) == 2; }
  constexpr bool is_object() const noexcept { return bits_ != 0 && (bits_ & 3) == 0; }
  constexpr std::int64_t as_integer() const noexcept { return static_cast<std::int64_t>(bits_) >> 1; }
  constexpr unsigned as_constant() const noexcept { return static_cast<unsigned>(bits_ >> 2); }
  // The object as what it is known to be; its reference is given away. Precondition: is_object(), a T.
  template <class T>
  Ref<T> detach_as() && noexcept {
    return Ref<T>::adopt(static_cast<T*>(reinterpret_cast<Object*>(std::exchange(bits_, 0))));
  }
  // Precondition: is_object().
  Object* object() const noexcept { return reinterpret_cast<Object*>(bits_); }
  Tag tag() const noexcept { return object()->tag(); }
  bool has_tag(Tag t) const noexcept { return is_object() && tag() == t; }
  // The boxed native value, or null if this is something else.
  template <class T>
  T* unbox() const noexcept;

  constexpr std::uintptr_t bits() const noexcept { return bits_; }
  // Identity (Python's `is`).
  friend constexpr bool operator==(const Value& a, const Value& b) noexcept { return a.bits_ == b.bits_; }

 private:
  struct Bits {
    std::uintptr_t bits;
  };
  constexpr explicit Value(Bits b) noexcept : bits_(b.bits) {}
  static constexpr Value from_bits(std::uintptr_t bits) noexcept { return Value(Bits{bits}); }
  void retain() const noexcept {
    if (is_object()) object()->retain();
  }

  std::uintptr_t bits_ = 0;
};
static_assert(sizeof(Value) == 8);

// A native value of type T as an Object.
template <class T>
class Boxed final : public Object {
 public:
  explicit Boxed(T v) : Object(Tag::boxed), value(std::move(v)) {}
  T value;
};

template <class T>
T* Value::unbox() const noexcept {
  if (!has_tag(Tag::boxed)) return nullptr;
  auto* boxed = dynamic_cast<Boxed<T>*>(object());
  return boxed ? &boxed->value : nullptr;
}

}  // namespace orrery::loop
