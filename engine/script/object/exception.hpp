// Exceptions of scripts, and how native code raises them.
//
// Native code throws loop::Raised with an ExceptionObject inside; the VM catches it at its own loop. The classes are
// listed in types.hpp.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "engine/loop/error.hpp"
#include "engine/script/object/object.hpp"
#include "engine/script/object/runtime.hpp"

namespace orrery::script {

class List;
class Tuple;

struct TracebackEntry {
  Ref<Str> file;
  Ref<Str> function;
  std::uint32_t line = 0;
  // Columns of the failing expression for the ^^^^ markers, from 0, in code points; equal: no markers.
  std::uint32_t column = 0;
  std::uint32_t end_column = 0;
  // The frame itself, if there is one: as in CPython its locals live as long as the traceback does.
  Value frame;
};

class ExceptionObject final : public loop::Error, public Tracked {
 public:
  ExceptionObject(Runtime& rt, Type* type, Ref<Tuple> args);
  ~ExceptionObject() override;

  Type* type() const noexcept { return type_; }
  Runtime& runtime() const noexcept { return *rt_; }

  // loop::Error
  loop::ErrorKind kind() const noexcept override;
  std::uint32_t trace_length() const noexcept override { return static_cast<std::uint32_t>(traceback.size()); }
  void cut_trace(std::uint32_t length) noexcept override;
  std::string type_name() const override;
  std::string text() const override;
  std::string repr() const override;
  Value first_argument() const override;
  bool is_exception() const noexcept override;
  std::vector<Ref<loop::Error>> exceptions() const override;
  [[noreturn]] void raise() override;

  Dict* attributes(bool create);
  void clear_references() noexcept override;
  Object* tracked_object() noexcept override { return this; }

  Ref<Tuple> args;
  Ref<ExceptionObject> cause;
  Ref<ExceptionObject> context;
  bool suppress_context = false;
  // From the innermost frame (first) to the outermost (last): the order in which frames are unwound.
  std::vector<TracebackEntry> traceback;
  // By class: StopIteration value; SystemExit code; OSError errno, strerror, filename; AttributeError name, obj;
  // NameError name; ImportError msg, name; groups message, exceptions; Unicode errors their five.
  std::array<Value, 5> fields{};
  // The text that a traceback ends with, "NameError: name 'x' is not defined. Did you mean: 'y'?" included.
  std::string hint;

 protected:
  void dispose() noexcept override;

 private:
  friend Value exception_notes(ExceptionObject&);
  Runtime* rt_;
  Type* type_;  // counted
  Ref<Dict> dict_;
};

// True if the value is an exception instance (of any class).
inline bool is_exception(const Value& v) noexcept {
  return v.has_tag(Tag::error);
}
// Precondition: is_exception(v). All errors that reach scripts are ExceptionObjects.
inline ExceptionObject& as_exception(const Value& v) noexcept {
  return *static_cast<ExceptionObject*>(static_cast<loop::Error*>(v.object()));
}
bool is_exception_of(const Value& v, const Type* type) noexcept;
// An error as the script sees it: itself, or for a native one an exception of the matching class with the same text.
Ref<ExceptionObject> to_exception(Runtime& rt, const Ref<loop::Error>& error);

Ref<ExceptionObject> make_exception(Runtime& rt, Type* type, std::string_view text);
Ref<ExceptionObject> make_exception(Runtime& rt, Type* type, const Value& argument);
Ref<ExceptionObject> make_exception(Runtime& rt, Type* type);  // no arguments

// raise(rt, rt.types().value_error, "text")
[[noreturn]] void raise(Runtime& rt, Type* type, std::string_view text);
[[noreturn]] void raise(Runtime& rt, Type* type, const char* text);
[[noreturn]] void raise(Runtime& rt, Type* type, const Value& argument);
[[noreturn]] void raise(Ref<ExceptionObject> error);
[[noreturn]] void raise_type_error(Runtime& rt, std::string_view text);
[[noreturn]] void raise_value_error(Runtime& rt, std::string_view text);
// OSError(errno, strerror[, filename]), of the errno's subclass.
[[noreturn]] void raise_os_error(Runtime& rt, int error_number, std::string_view text = {});
// "'Foo' object has no attribute 'bar'", "type object 'Foo' has no attribute 'bar'", "module 'm' has no attribute 'x'".
[[noreturn]] void raise_no_attribute(Runtime& rt, const Value& object, Str* name);

// What `raise x` and `gen.throw(x)` do with x: an instance, or a class that is called without arguments.
// Raises TypeError "exceptions must derive from BaseException".
Ref<ExceptionObject> instance_of_raised(Runtime& rt, const Value& raised);

// `except` with a class or a tuple of them; raises TypeError "catching classes that do not inherit from BaseException
// is not allowed".
bool matches(Runtime& rt, ExceptionObject& error, const Value& classes);

// ---- groups
bool is_group(const Value& v) noexcept;
// The parts of a group (or of a naked exception) that match `classes`, and the rest; either may be None (`except*`).
struct Split {
  Value matched;
  Value rest;
};
Split split_group(Runtime& rt, const Value& group, const Value& classes);
// A group of the given class with message and exceptions, as ExceptionGroup(message, exceptions) makes it.
Ref<ExceptionObject> make_group(Runtime& rt, Type* type, std::string_view message, const Ref<List>& exceptions);

// The last lines of a traceback: "ValueError: text" plus notes, as traceback.format_exception_only.
std::string last_line(Runtime& rt, ExceptionObject& error);

}  // namespace orrery::script
