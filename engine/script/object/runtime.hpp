// What the objects need from the interpreter. The VM's Interpreter derives from Runtime.
//
// Order of ends: the derived class lets go of its own references, calls `shutdown()` in its destructor, then ~Runtime
// frees types and heap. No object may be left alive by then.
#pragma once

#include <memory>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/loop/environment.hpp"
#include "engine/script/object/heap.hpp"
#include "engine/script/object/names.hpp"
#include "engine/script/object/object.hpp"
#include "engine/script/object/type.hpp"
#include "engine/script/object/types.hpp"

namespace orrery::script {

class ExceptionObject;

enum class Stream : std::uint8_t { output, error };

class Runtime {
 public:
  static constexpr std::size_t default_memory = std::size_t{1} << 30;
  explicit Runtime(std::size_t memory_limit = default_memory);
  virtual ~Runtime();
  Runtime(const Runtime&) = delete;
  Runtime& operator=(const Runtime&) = delete;

  Heap& heap() noexcept { return heap_; }
  Types& types() noexcept { return *types_; }
  bool types_made() const noexcept { return types_ != nullptr && types_->type != nullptr; }
  const Names& names() const noexcept { return *names_; }
  virtual loop::Environment& environment() = 0;

  // What the program prints.
  virtual void write(Stream stream, std::string_view text) = 0;
  // The class of an object that is neither ScriptObject nor ExceptionObject (coroutines, futures, tasks, handles,
  // loops).
  virtual Type* foreign_type(const Object& object) noexcept = 0;
  // An exception that nobody can catch (raised by a __del__ while an object dies).
  virtual void unraisable(ExceptionObject& error, std::string_view where) noexcept = 0;
  // A warning (the module warnings) of something at the line that runs, once per place and text: RuntimeWarning of a
  // coroutine that was never awaited, DeprecationWarning of what CPython's C code warns of.
  virtual void warn(Type* category, std::string_view text) = 0;
  // The class of functions of scripts, which classes treat specially (an undecorated __new__ is static). May be null.
  virtual Type* function_type() noexcept { return nullptr; }
  // The exception being handled right now (sys.exc_info), or null: becomes __context__ of one raised by native code.
  virtual ExceptionObject* handled() noexcept { return nullptr; }

  // Nested calls, of script functions as of native ones that call back; at the limit RecursionError is raised.
  unsigned depth() const noexcept { return depth_; }
  unsigned recursion_limit() const noexcept { return recursion_limit_; }
  void set_recursion_limit(unsigned limit) noexcept { recursion_limit_ = limit; }
  void enter(std::string_view where) {
    if (++depth_ > recursion_limit_ || stack_is_low()) too_deep(where);
  }
  // Raises RecursionError if the C++ stack of this thread is nearly used up: for native code that nests without
  // `enter`.
  void check_stack() {
    if (stack_is_low()) out_of_stack();
  }
  void leave() noexcept { --depth_; }
  // Passes of a loop in native code, or work that takes as long: at the limit of operations the run ends here.
  void count_operations(std::uint64_t passes = 1) {
    while (passes >= slice_left_) {
      passes -= slice_left_;
      check_operations();
    }
    slice_left_ -= static_cast<std::uint32_t>(passes);
  }

  // Containers being shown right now: false if `object` is one of them already (it is shown as [...]).
  bool enter_repr(const Object* object);
  void leave_repr() noexcept { showing_.pop_back(); }

 protected:
  // Operations are counted in slices; at the end of each the total and the wish to stop are looked at.
  static constexpr std::uint32_t slice = 1u << 14;
  std::uint32_t slice_left_ = slice;
  // Begins a new slice, or throws what ends the run.
  virtual void check_operations() { slice_left_ = slice; }
  // For another thread: its depth and its list of what is being shown.
  void exchange_nesting(unsigned& depth, std::vector<const Object*>& showing) noexcept {
    std::swap(depth_, depth);
    showing_.swap(showing);
  }
  // Clears everything that is left; afterwards only the types are alive.
  void shutdown() noexcept;

 private:
  [[noreturn]] void too_deep(std::string_view where);
  [[noreturn]] void out_of_stack();
  static std::uintptr_t stack_limit() noexcept;
  static bool stack_is_low() noexcept {
    static thread_local std::uintptr_t limit = 0;
    if (limit == 0) limit = stack_limit();
    return reinterpret_cast<std::uintptr_t>(__builtin_frame_address(0)) < limit;
  }

  Heap heap_;
  std::vector<const Object*> showing_;
  unsigned depth_ = 0;
  unsigned recursion_limit_ = 1000;
  std::unique_ptr<Names> names_;
  std::unique_ptr<Types> types_;
};

// Counts one nested call while it lives. `where`: " while calling a Python object", " in comparison", …
class Nested {
 public:
  explicit Nested(Runtime& rt, std::string_view where = " while calling a Python object") : rt_(rt) { rt.enter(where); }
  ~Nested() { rt_.leave(); }
  Nested(const Nested&) = delete;
  Nested& operator=(const Nested&) = delete;

 private:
  Runtime& rt_;
};

// For the repr of a container: `if (!shown.first()) return "[...]"`.
class Shown {
 public:
  Shown(Runtime& rt, const Value& v) : rt_(rt), first_(rt.enter_repr(v.object())) {}
  ~Shown() {
    if (first_) rt_.leave_repr();
  }
  Shown(const Shown&) = delete;
  Shown& operator=(const Shown&) = delete;
  bool first() const noexcept { return first_; }

 private:
  Runtime& rt_;
  bool first_;
};

// The class of a value. The one way to ask.
Type* type_of_special(Runtime& rt, const Value& v) noexcept;
inline Type* type_of(Runtime& rt, const Value& v) noexcept {
  if (v.is_object() && v.object()->tag() == Tag::script) return static_cast<ScriptObject*>(v.object())->type();
  return type_of_special(rt, v);
}

// `v` as a T if it is a script object of the C++ class T's own type or a subclass; see the `is_…` flags of types.
inline bool has_flag(const Value& v, std::uint32_t flag) noexcept {
  return v.is_object() && v.object()->tag() == Tag::script && static_cast<ScriptObject*>(v.object())->type()->has(flag);
}

// Exactly this type, no subclass: for fast paths.
inline bool is_exact(const Value& v, const Type* type) noexcept {
  return v.is_object() && v.object()->tag() == Tag::script && static_cast<ScriptObject*>(v.object())->type() == type;
}

}  // namespace orrery::script
