#include "engine/script/module/library.hpp"

#include <fmt/format.h>

#include <string>
#include <vector>

#include "engine/script/module/abstract.hpp"
#include "engine/script/module/modules.hpp"
#include "engine/script/object/builder.hpp"
#include "engine/script/object/exception.hpp"
#include "engine/script/object/metaclass.hpp"
#include "engine/script/object/str.hpp"

namespace orrery::script {

Library& library_of(Runtime& rt) {
  return modules_of(rt).library;
}

// ---------------------------------------------------------------- classes

Value library_method(Runtime& rt, const NativeMethod& method) {
  const bool plain = method.kind == NativeMethod::Kind::method && method.name != "__new__";
  Type* const kind = plain ? rt.types().method_descriptor : rt.types().builtin_function;
  const Value function(rt.heap().make<NativeFunction>(kind, method.name, method.function, method.arity, nullptr));
  if (plain) return function;
  const bool of_class = method.kind == NativeMethod::Kind::class_method;
  return Value(rt.heap().make<MethodWrapper>(of_class ? rt.types().classmethod : rt.types().staticmethod, function));
}

// The functions of a class know it: for their names, and to check what they are called on.
void own_library_methods(Runtime& rt, Type& type, std::span<const NativeMethod> methods) {
  for (const NativeMethod& method : methods) {
    const Value* made = type.dict().find(method.name);
    if (made && is_exact(*made, rt.types().method_descriptor))
      static_cast<NativeFunction*>(made->object())->owner = &type;
  }
}

Value class_method_value(Runtime& rt, const NativeMethod& method) {
  NativeMethod of_class = method;
  of_class.kind = NativeMethod::Kind::class_method;
  return library_method(rt, of_class);
}

namespace {

Ref<Dict> namespace_of(Runtime& rt, const LibraryClass& spec) {
  Ref<Dict> space = make_dict(rt);
  space->set(rt.names().dunder.module_, text(rt, spec.module));
  for (const NativeMethod& method : spec.methods) space->set(rt.heap().intern(method.name), library_method(rt, method));
  for (const auto& [name, value] : spec.values) space->set(rt.heap().intern(name), value);
  return space;
}

}  // namespace

Type* make_library_class(Runtime& rt, const LibraryClass& spec) {
  std::vector<Value> bases;
  for (Type* base : spec.bases) bases.push_back(value_of(base));
  Type* const metaclass = winning_metaclass(rt, spec.metaclass ? spec.metaclass : rt.types().type, bases);
  const Ref<Dict> space = namespace_of(rt, spec);
  Ref<Type> made = make_class_of(rt, metaclass, rt.heap().intern(spec.name), bases, *space, nullptr);
  own_library_methods(rt, *made, spec.methods);
  for (const NativeAttribute& attribute : spec.attributes)
    made->assign(rt, rt.heap().intern(attribute.name), make_getset(rt, *made, attribute));
  Type* const abstract = library_of(rt).abc_meta;
  if (abstract && metaclass->is_subtype_of(abstract)) set_abstract(rt, *made);
  return rt.types().keep(std::move(made));
}

// ---------------------------------------------------------------- attributes

Value field(Runtime& rt, const Value& self, std::string_view name) {
  Dict* const dict = attributes_of(rt, self, false);
  const Value* const found = dict ? dict->find(name) : nullptr;
  return found ? *found : Value(unset);
}

void set_field(Runtime& rt, const Value& self, std::string_view name, Value value) {
  Dict& dict = *attributes_of(rt, self, true);
  Str* const key = rt.heap().intern(name);
  Value dead;
  if (is_unset(value)) {
    dict.remove(key, &dead);
    return;
  }
  if (Value* old = dict.find(key)) dead = *old;
  dict.set(key, std::move(value));
}

// ---------------------------------------------------------------- functions

Value function_value(Runtime& rt, std::string_view name, NativeFn function, std::string_view module) {
  Ref<NativeFunction> made = make_native(rt, name, function);
  made->module = text(rt, module);
  return Value(std::move(made));
}

Value method_value(Runtime& rt, std::string_view name, NativeFn function, Type* owner, Arity arity) {
  return Value(rt.heap().make<NativeFunction>(rt.types().method_descriptor, rt.heap().intern(name)->view(), function,
                                              arity, owner));
}

namespace {

class PythonBinder {
 public:
  PythonBinder(Runtime& rt, const Signature& s, Args args, std::span<Value> into)
      : rt_(rt), s_(s), args_(args), into_(into), most_(std::min(s.keyword_only, s.names.size())) {}

  void run() {
    for (std::size_t i = 0; i < into_.size(); ++i) into_[i] = i < args_.size() && i < most_ ? args_[i] : Value(unset);
    for (std::size_t k = 0; k < args_.keyword_count(); ++k) take(args_.keyword_name(k)->view(), args_.keyword_value(k));
    if (args_.size() > most_) too_many();
    check_missing();
  }

 private:
  void take(std::string_view name, const Value& value) {
    for (std::size_t i = s_.positional_only; i < s_.names.size(); ++i) {
      if (s_.names[i] != name) continue;
      if (!is_unset(into_[i]))
        raise_type_error(rt_, fmt::format("{}() got multiple values for argument '{}'", s_.function, name));
      into_[i] = value;
      return;
    }
    raise_type_error(rt_, fmt::format("{}() got an unexpected keyword argument '{}'", s_.function, name));
  }
  [[noreturn]] void too_many() {
    const std::size_t needed = std::min(s_.required, most_);
    const std::string takes = needed == most_ ? fmt::format("{}", most_) : fmt::format("from {} to {}", needed, most_);
    std::size_t by_keyword = 0;
    for (std::size_t i = most_; i < into_.size(); ++i) by_keyword += !is_unset(into_[i]);
    const std::string more = by_keyword == 0
                                 ? ""
                                 : fmt::format(" positional argument{} (and {} keyword-only argument{})",
                                               args_.size() == 1 ? "" : "s", by_keyword, by_keyword == 1 ? "" : "s");
    raise_type_error(rt_, fmt::format("{}() takes {} positional argument{} but {}{} {} given", s_.function, takes,
                                      needed == most_ && most_ == 1 ? "" : "s", args_.size(), more,
                                      args_.size() == 1 && by_keyword == 0 ? "was" : "were"));
  }
  void check_missing() {
    std::vector<std::string_view> missing;
    for (std::size_t i = 0; i < s_.required; ++i)
      if (is_unset(into_[i])) missing.push_back(s_.names[i]);
    if (missing.empty()) return;
    std::string list;
    for (std::size_t i = 0; i < missing.size(); ++i) {
      const std::string_view joint = i + 1 < missing.size() ? ", " : missing.size() == 2 ? " and " : ", and ";
      list += fmt::format("{}'{}'", i == 0 ? "" : joint, missing[i]);
    }
    raise_type_error(rt_, fmt::format("{}() missing {} required positional argument{}: {}", s_.function, missing.size(),
                                      missing.size() == 1 ? "" : "s", list));
  }

  Runtime& rt_;
  const Signature& s_;
  Args args_;
  std::span<Value> into_;
  std::size_t most_;
};

}  // namespace

void bind_python(Runtime& rt, const Signature& signature, Args args, std::span<Value> into) {
  PythonBinder(rt, signature, args, into).run();
}

Value call_method(Runtime& rt, const Value& object, std::string_view name, std::initializer_list<Value> args) {
  return call(rt, getattr(rt, object, name), Args(args.begin(), args.size()));
}

Value call_with(Runtime& rt, const Value& callable, std::span<const Value> args, const Dict* keywords) {
  if (!keywords || keywords->size() == 0) return call(rt, callable, Args(args.data(), args.size()));
  std::vector<Value> values(args.begin(), args.end());
  std::vector<Value> names;
  for (std::uint32_t i = 0; i < keywords->entry_count(); ++i) {
    if (is_unset(keywords->entry(i).key)) continue;
    names.push_back(keywords->entry(i).key);
    values.push_back(keywords->entry(i).value);
  }
  const Ref<Tuple> named = make_tuple(rt, std::span<const Value>(names));
  return call(rt, callable, Args(values.data(), args.size(), named.get()));
}

Ref<Dict> keywords_of(Runtime& rt, Args args) {
  Ref<Dict> dict = make_dict(rt);
  for (std::size_t i = 0; i < args.keyword_count(); ++i) dict->set(args.keyword_name(i), args.keyword_value(i));
  return dict;
}

Value text(Runtime& rt, std::string_view text) {
  return Value(make_str(rt, text));
}

std::string name_text(Runtime& rt, const Value& v, std::string_view otherwise) {
  const Value name = getattr_or_unset(rt, v, rt.names().dunder.name_);
  return std::string(is_str(name) ? as_str(name).view() : otherwise);
}

bool is_none_or_unset(const Value& v) noexcept {
  return v.is_none() || is_unset(v);
}

void define_class(Runtime& rt, ModuleObject& module, Type* type) {
  module.dict->set(rt.heap().intern(type->name()), value_of(type));
}

void define_all(Runtime& rt, ModuleObject& module, std::initializer_list<std::string_view> names) {
  const Ref<List> all = make_list(rt);
  for (const std::string_view name : names) all->append(text(rt, name));
  module.dict->set(rt.heap().intern("__all__"), Value(all));
}

}  // namespace orrery::script
