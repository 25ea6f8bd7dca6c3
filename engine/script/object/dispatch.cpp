// The slots of classes that a script defines: look the special method up and call it.
#include <fmt/format.h>

#include "engine/loop/unwind.hpp"
#include "engine/script/object/exception.hpp"
#include "engine/script/object/invoke.hpp"
#include "engine/script/object/number.hpp"
#include "engine/script/object/operators.hpp"
#include "engine/script/object/special.hpp"
#include "engine/script/object/str.hpp"

namespace orrery::script::dispatch {

namespace {

const Names::Dunder& names(Runtime& rt) {
  return rt.names().dunder;
}

std::string type_name(Runtime& rt, const Value& v) {
  return type_of(rt, v)->name();
}

Value text(Runtime& rt, Value result, std::string_view method) {
  if (!is_str(result))
    raise_type_error(rt, fmt::format("{} returned non-string (type {})", method, type_name(rt, result)));
  return result;
}

}  // namespace

Value repr(Runtime& rt, const Value& self) {
  return text(rt, invoke(rt, self, names(rt).repr_), "__repr__");
}
Value str(Runtime& rt, const Value& self) {
  return text(rt, invoke(rt, self, names(rt).str_), "__str__");
}

Value format(Runtime& rt, const Value& self, Str* spec) {
  const Value result = invoke(rt, self, names(rt).format_, Value(Ref<Str>(spec)));
  if (!is_str(result)) raise_type_error(rt, "__format__ must return a str, not " + type_name(rt, result));
  return result;
}

std::int64_t hash(Runtime& rt, const Value& self) {
  const Value result = invoke(rt, self, names(rt).hash_);
  if (!is_int(result)) raise_type_error(rt, "__hash__ method should return an integer");
  std::int64_t number = 0;
  if (!int_to_number(result, number)) number = hash_int(result);
  return number == -1 ? -2 : number;
}

Value compare(Runtime& rt, CompareOp op, const Value& a, const Value& b) {
  const Names::Dunder& n = names(rt);
  Str* const methods[] = {n.lt_, n.le_, n.eq_, n.ne_, n.gt_, n.ge_};
  const Value result = invoke_maybe(rt, a, methods[static_cast<std::size_t>(op)], b);
  return is_unset(result) ? Value(not_implemented) : result;
}

bool truth(Runtime& rt, const Value& self) {
  const Value result = invoke(rt, self, names(rt).bool_);
  if (!is_boolean(result)) raise_type_error(rt, "__bool__ should return bool, returned " + type_name(rt, result));
  return result == true_value;
}

std::int64_t length(Runtime& rt, const Value& self) {
  const Value result = script::index(rt, invoke(rt, self, names(rt).len_));
  if (int_sign(result) < 0) raise_value_error(rt, "__len__() should return >= 0");
  return index_number(rt, result, rt.types().overflow_error);
}

Value getattr(Runtime& rt, const Value& self, Str* name) {
  Type* type = type_of(rt, self);
  const Value key{Ref<Str>(name)};
  const Value* fallback = type->lookup(names(rt).getattr_);
  if (!fallback) return invoke(rt, self, names(rt).getattribute_, key);
  const Value* own = type->lookup(names(rt).getattribute_);
  const Value* standard = rt.types().object->lookup(names(rt).getattribute_);
  try {
    Value found = own == standard || (own && standard && *own == *standard)
                      ? generic_getattr(rt, self, name)
                      : invoke(rt, self, names(rt).getattribute_, key);
    if (!is_unset(found)) return found;
  } catch (const loop::Raised& raised) {
    if (!is_exception_of(Value(raised.error()), rt.types().attribute_error)) throw;
  }
  return invoke(rt, self, names(rt).getattr_, key);
}

void setattr(Runtime& rt, const Value& self, Str* name, const Value& value) {
  const Value key{Ref<Str>(name)};
  if (is_unset(value)) {
    invoke(rt, self, names(rt).delattr_, key);
  } else {
    invoke(rt, self, names(rt).setattr_, key, value);
  }
}

Value getitem(Runtime& rt, const Value& self, const Value& key) {
  return invoke(rt, self, names(rt).getitem_, key);
}

void setitem(Runtime& rt, const Value& self, const Value& key, const Value& value) {
  if (is_unset(value)) {
    invoke(rt, self, names(rt).delitem_, key);
  } else {
    invoke(rt, self, names(rt).setitem_, key, value);
  }
}

bool contains(Runtime& rt, const Value& self, const Value& item) {
  bool pass_self = false;
  if (lookup_special(rt, self, names(rt).contains_, pass_self).is_none())
    raise_type_error(rt, fmt::format("'{}' object is not a container", type_name(rt, self)));
  return script::truth(rt, invoke(rt, self, names(rt).contains_, item));
}

Value iter(Runtime& rt, const Value& self) {
  bool pass_self = false;
  if (lookup_special(rt, self, names(rt).iter_, pass_self).is_none())
    raise_type_error(rt, fmt::format("'{}' object is not iterable", type_name(rt, self)));
  return invoke(rt, self, names(rt).iter_);
}

Value next(Runtime& rt, const Value& self) {
  try {
    return invoke(rt, self, names(rt).next_);
  } catch (const loop::Raised& raised) {
    if (is_exception_of(Value(raised.error()), rt.types().stop_iteration)) return unset;
    throw;
  }
}

Value call(Runtime& rt, const Value& self, Args args) {
  bool pass_self = false;
  const Value method = lookup_special(rt, self, names(rt).call_, pass_self);
  if (is_unset(method)) raise_type_error(rt, fmt::format("'{}' object is not callable", type_name(rt, self)));
  const Nested nested(rt);
  return pass_self ? call_with_self(rt, method, self, args) : script::call(rt, method, args);
}

Value construct(Runtime& rt, Type* type, Args args) {
  const Value self(static_cast<Object*>(type));
  const Value method = script::getattr(rt, self, names(rt).new_);
  return call_with_self(rt, method, self, args);
}

void init(Runtime& rt, const Value& self, Args args) {
  bool pass_self = false;
  const Value method = lookup_special(rt, self, names(rt).init_, pass_self);
  const Value result = pass_self ? call_with_self(rt, method, self, args) : script::call(rt, method, args);
  if (!result.is_none())
    raise_type_error(rt, fmt::format("__init__() should return None, not '{}'", type_name(rt, result)));
}

Value descr_get(Runtime& rt, const Value& self, const Value& object, Type* owner) {
  const Value shown = is_unset(object) ? Value(none) : object;
  const Value found = invoke_maybe(rt, self, names(rt).get_, shown, Value(static_cast<Object*>(owner)));
  return is_unset(found) ? self : found;
}

void descr_set(Runtime& rt, const Value& self, const Value& object, const Value& value) {
  if (is_unset(value)) {
    invoke(rt, self, names(rt).delete_, object);
  } else {
    invoke(rt, self, names(rt).set_, object, value);
  }
}

Value await(Runtime& rt, const Value& self) {
  return invoke(rt, self, names(rt).await_);
}
Value aiter(Runtime& rt, const Value& self) {
  return invoke(rt, self, names(rt).aiter_);
}
Value anext(Runtime& rt, const Value& self) {
  return invoke(rt, self, names(rt).anext_);
}

void finalize(Runtime& rt, const Value& self) {
  try {
    invoke_maybe(rt, self, names(rt).del_);
  } catch (const loop::Raised& raised) {
    rt.unraisable(*to_exception(rt, raised.error()), type_name(rt, self) + ".__del__");
  } catch (const loop::Unwind&) {
    // The run is to end; whoever dropped the object is stopped at its next step.
  }
}

// What a conversion returned; a strict subclass of what it is to return is deprecated. (PyNumber_Long, PyNumber_Float)
const Value& converted(Runtime& rt, const Value& result, std::string_view method, std::string_view wanted, bool fits) {
  const std::string words = fmt::format("{} returned non-{} (type {})", method, wanted, type_name(rt, result));
  if (!fits) raise_type_error(rt, words);
  rt.warn(rt.types().deprecation_warning,
          fmt::format("{}.  The ability to return an instance of a strict subclass of {} is deprecated, and may be "
                      "removed in a future version of Python.",
                      words, wanted));
  return result;
}

bool is_exact_int(Runtime& rt, const Value& v) {
  return type_of(rt, v) == rt.types().int_;
}

Value index(Runtime& rt, const Value& self) {
  const Value result = invoke(rt, self, names(rt).index_);
  return is_exact_int(rt, result) ? result : converted(rt, result, "__index__", "int", is_int(result));
}

Value to_int(Runtime& rt, const Value& self) {
  const Value result = invoke(rt, self, names(rt).int_);
  return is_exact_int(rt, result) ? result : converted(rt, result, "__int__", "int", is_int(result));
}

Value to_float(Runtime& rt, const Value& self) {
  const Value result = invoke(rt, self, names(rt).float_);
  return is_exact(result, rt.types().float_)
             ? result
             : converted(rt, result, type_name(rt, self) + ".__float__", "float", is_float(result));
}

}  // namespace orrery::script::dispatch
