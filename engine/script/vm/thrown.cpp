#include "engine/script/vm/thrown.hpp"

#include <fmt/format.h>

#include "engine/script/object/operators.hpp"
#include "engine/script/object/sequence.hpp"

namespace orrery::script {
namespace {

bool is_exception_class(const Value& v) noexcept {
  return has_flag(v, TypeFlag::is_type) && static_cast<Type*>(v.object())->has(TypeFlag::is_exception);
}

// throw(ValueError, "text"): the value is the exception already, a tuple of its arguments, or its only argument.
Ref<ExceptionObject> instance_of_class(Runtime& rt, const Value& type, const Value& value) {
  if (value.is_none()) return instance_of_raised(rt, type);
  if (is_exception_of(value, static_cast<Type*>(type.object()))) return Ref<ExceptionObject>(&as_exception(value));
  const Value made =
      is_tuple(value) ? call(rt, type, Args(as_tuple(value).begin(), as_tuple(value).size())) : call(rt, type, value);
  return instance_of_raised(rt, made);
}

}  // namespace

Ref<ExceptionObject> thrown_error(Runtime& rt, Args args, std::string_view function) {
  if (args.size() == 0) raise_type_error(rt, fmt::format("{} expected at least 1 argument, got 0", function));
  if (args.size() > 1 && rt.environment().rules() >= loop::Rules::py312)
    rt.warn(rt.types().deprecation_warning,
            fmt::format("the (type, exc, tb) signature of {}() is deprecated, use the single-arg signature instead.",
                        function));
  const Value value = args.size() > 1 ? args[1] : Value(none);
  if (is_exception_class(args[0])) return instance_of_class(rt, args[0], value);
  if (is_exception(args[0])) {
    if (!value.is_none()) raise_type_error(rt, "instance exception may not have a separate value");
    return instance_of_raised(rt, args[0]);
  }
  raise_type_error(rt, fmt::format("exceptions must be classes or instances deriving from BaseException, not {}",
                                   type_of(rt, args[0])->name()));
}

}  // namespace orrery::script
