// The classes of the library modules that others of them need, made when they are first asked for; and helps for
// classes that CPython's library writes in Python, whose instances keep what they know in plain attributes.
#pragma once

#include <initializer_list>
#include <memory>
#include <span>
#include <string_view>

#include "engine/script/object/dict.hpp"
#include "engine/script/object/function.hpp"
#include "engine/script/object/operators.hpp"
#include "engine/script/object/runtime.hpp"
#include "engine/script/object/sequence.hpp"

namespace orrery::script {

struct StandardState;

// Of one interpreter; null until made.
struct Library {
  Type* abc_meta = nullptr;
  Type* abc = nullptr;
  Type* deque = nullptr;
  Type* deque_iterator = nullptr;
  Type* deque_reverse_iterator = nullptr;
  Type* default_dict = nullptr;
  Type* ordered_dict = nullptr;
  Type* odict_keys = nullptr;
  Type* odict_values = nullptr;
  Type* odict_items = nullptr;
  Type* chain_map = nullptr;
  Type* merge = nullptr;
  Type* abstract_manager = nullptr;
  Type* abstract_async_manager = nullptr;
  Type* context_decorator = nullptr;
  Type* async_context_decorator = nullptr;
  Type* generator_manager = nullptr;
  Type* async_generator_manager = nullptr;
  Type* closure = nullptr;
  Type* lru_cache = nullptr;
  Type* cache_info = nullptr;
  Type* key_wrapper = nullptr;
  Type* tuple_getter = nullptr;
  Type* counter = nullptr;
  Type* partial = nullptr;
  Type* partial_method = nullptr;
  Type* context_var = nullptr;
  Type* context_token = nullptr;
  Type* context = nullptr;
  Type* enum_meta = nullptr;
  Type* enum_auto = nullptr;
  Type* special_form = nullptr;
  Type* tee = nullptr;
  Type* group = nullptr;
  Value abstract_classes;  // a dict: the classes of collections.abc by name
  Value enum_classes;      // a dict: Enum, IntEnum … by name
  Value missing;           // dataclasses.MISSING
  Value kw_only;           // dataclasses.KW_ONLY
  Type* field = nullptr;
  Type* init_var = nullptr;
  Type* frozen_error = nullptr;
  Value token_missing;  // contextvars.Token.MISSING
  std::shared_ptr<StandardState> standard;  // of datetime, logging, warnings … (standard_state.hpp); null until asked for
};
Library& library_of(Runtime& rt);

// A thing that is nothing but itself, of a class of its own.
class Marker final : public ScriptObject {
 public:
  explicit Marker(Type* type) noexcept : ScriptObject(type) {}
};

// ---- classes as a class statement makes them, with native methods
struct LibraryClass {
  std::string_view name;
  std::string_view module;
  std::initializer_list<Type*> bases = {};
  std::span<const NativeMethod> methods = {};
  std::span<const NativeAttribute> attributes = {};
  Type* metaclass = nullptr;  // null: `type`
  // Names whose value is None or another plain one: `__hash__ = None`.
  std::initializer_list<std::pair<std::string_view, Value>> values = {};
};
// Kept alive until the run ends. `__new__` among the methods gets the class as its first argument.
Type* make_library_class(Runtime& rt, const LibraryClass& spec);

inline Value value_of(Type* type) {
  return Value(static_cast<Object*>(type));
}
inline Type* type_from(const Value& v) noexcept {
  return has_flag(v, TypeFlag::is_type) ? static_cast<Type*>(v.object()) : nullptr;
}

// Its parts: a method for the namespace of such a class, and, once the class is made, its methods told so.
Value library_method(Runtime& rt, const NativeMethod& method);
Value class_method_value(Runtime& rt, const NativeMethod& method);
void own_library_methods(Runtime& rt, Type& type, std::span<const NativeMethod> methods);

// ---- attributes of instances of such classes, past any __getattr__ or __setattr__
// What was stored under the name, or `unset`.
Value field(Runtime& rt, const Value& self, std::string_view name);
void set_field(Runtime& rt, const Value& self, std::string_view name, Value value);

// ---- functions
Value function_value(Runtime& rt, std::string_view name, NativeFn function, std::string_view module);
// A native function that is bound to what it is found in, as a function of the script is.
Value method_value(Runtime& rt, std::string_view name, NativeFn function, Type* owner, Arity arity = {});

// The positional arguments of a function that is written in Python, in the words of such functions: `f() takes 1
// positional argument but 2 were given`, `f() missing 1 required positional argument: 'x'`, `f() got an unexpected
// keyword argument 'y'`. `names` are the parameters in order; `required`: how many have no default.
void bind_python(Runtime& rt, const Signature& signature, Args args, std::span<Value> into);
template <std::size_t N>
std::array<Value, N> bind_python(Runtime& rt, std::string_view function, const std::array<std::string_view, N>& names,
                                 Args args, std::size_t required = N,
                                 std::size_t keyword_only = static_cast<std::size_t>(-1)) {
  std::array<Value, N> values;
  script::bind_python(rt, Signature{function, names, required, 0, keyword_only}, args, values);
  return values;
}

// obj.name(...)
Value call_method(Runtime& rt, const Value& object, std::string_view name, std::initializer_list<Value> args = {});
// `callable(*args, **keywords)` with the values of a tuple and a dict (which may be null).
Value call_with(Runtime& rt, const Value& callable, std::span<const Value> args, const Dict* keywords);
// The keywords of a call as a dict.
Ref<Dict> keywords_of(Runtime& rt, Args args);
Value text(Runtime& rt, std::string_view text);
// x.__name__ or the like as text, `otherwise` if there is none.
std::string name_text(Runtime& rt, const Value& v, std::string_view otherwise);
bool is_none_or_unset(const Value& v) noexcept;

// Puts names of the class into a module.
void define_class(Runtime& rt, ModuleObject& module, Type* type);
void define_all(Runtime& rt, ModuleObject& module, std::initializer_list<std::string_view> names);

}  // namespace orrery::script
