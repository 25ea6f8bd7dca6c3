// The names of the builtins, and dir().
#include "engine/script/object/builtin_tables.hpp"
#include "engine/script/object/builtins.hpp"
#include "engine/script/object/dict.hpp"
#include "engine/script/object/function.hpp"
#include "engine/script/object/operators.hpp"
#include "engine/script/object/sequence.hpp"

namespace orrery::script {

namespace {

constexpr Type* Types::*public_types[] = {
    &Types::type,        &Types::object,    &Types::int_,     &Types::bool_,        &Types::float_,      &Types::str,
    &Types::bytes,       &Types::bytearray, &Types::list,     &Types::tuple,        &Types::dict,        &Types::set,
    &Types::frozenset,   &Types::range,     &Types::slice,    &Types::enumerate,    &Types::zip,         &Types::map,
    &Types::complex,     &Types::memoryview,
    &Types::filter,      &Types::reversed,  &Types::property, &Types::staticmethod, &Types::classmethod, &Types::super,
#define X(member, name, base) &Types::member,
    ORRERY_EXCEPTIONS(X)
#undef X
};

}  // namespace

void add_builtins(Runtime& rt, Dict& into) {
  add_functions(rt, into, "builtins", basic_functions());
  add_functions(rt, into, "builtins", iterable_functions());
  const auto set = [&](std::string_view name, const Value& v) { into.set(rt.heap().intern(name), v); };
  for (const auto member : public_types) {
    Type* type = rt.types().*member;
    set(type->name(), Value(static_cast<Object*>(type)));
  }
  set("EnvironmentError", Value(static_cast<Object*>(rt.types().os_error)));
  set("IOError", Value(static_cast<Object*>(rt.types().os_error)));
  set("None", none);
  set("True", true_value);
  set("False", false_value);
  set("Ellipsis", ellipsis);
  set("NotImplemented", not_implemented);
  set("__debug__", true_value);
  set("__name__", Value(Ref<Str>(rt.heap().intern("builtins"))));
}

Value directory(Runtime& rt, const Value& v) {
  const Ref<Dict> names = make_dict(rt);
  const auto add = [&](const Dict& dict) {
    for (std::uint32_t i = 0; i < dict.entry_count(); ++i) {
      if (!is_unset(dict.entry(i).key)) names->set(rt, dict.entry(i).key, none);
    }
  };
  const bool is_type = has_flag(v, TypeFlag::is_type);
  if (const Dict* own = is_type ? nullptr : attributes_of(rt, v, false)) add(*own);
  if (!is_exact(v, rt.types().module)) {
    for (const Type* type : (is_type ? static_cast<Type*>(v.object()) : type_of(rt, v))->mro()) add(type->dict());
  }
  Ref<List> list = list_of(rt, Value(names));
  sort(rt, *list, none, false);
  return Value(list);
}

}  // namespace orrery::script
