// The builtin functions on numbers, attributes and classes. (bltinmodule.c)
#include <fmt/format.h>

#include "engine/script/object/builtin_tables.hpp"
#include "engine/script/object/builtins.hpp"
#include "engine/script/object/dict.hpp"
#include "engine/script/object/exception.hpp"
#include "engine/script/object/int_type.hpp"
#include "engine/script/object/iterators.hpp"
#include "engine/script/object/number.hpp"
#include "engine/script/object/operators.hpp"
#include "engine/script/object/sequence.hpp"

namespace orrery::script {

namespace {

Value abs_function(Runtime& rt, Args args) {
  if (is_int(args[0])) return ints::absolute(rt, args[0]);
  const Value method = special_method(rt, args[0], rt.names().dunder.abs_);
  if (is_unset(method))
    raise_type_error(rt, fmt::format("bad operand type for abs(): '{}'", type_of(rt, args[0])->name()));
  return call(rt, method);
}

Value round_function(Runtime& rt, Args args) {
  const auto values = bind<2>(rt, "round", {"number", "ndigits"}, args, 1);
  const Value method = special_method(rt, values[0], rt.names().dunder.round_);
  if (is_unset(method))
    raise_type_error(rt, fmt::format("type {} doesn't define __round__ method", type_of(rt, values[0])->name()));
  return is_unset(values[1]) || values[1].is_none() ? call(rt, method) : call(rt, method, values[1]);
}

Value divmod_function(Runtime& rt, Args args) {
  return divmod(rt, args[0], args[1]);
}

Value pow_function(Runtime& rt, Args args) {
  const auto values = bind<3>(rt, "pow", {"base", "exp", "mod"}, args, 2);
  return power(rt, values[0], values[1], is_unset(values[2]) ? Value() : values[2]);
}

Value repr_function(Runtime& rt, Args args) {
  return Value(repr(rt, args[0]));
}
Value ascii_function(Runtime& rt, Args args) {
  return Value(ascii(rt, args[0]));
}

Value format_function(Runtime& rt, Args args) {
  if (args.size() > 1 && !is_str(args[1]))
    raise_type_error(rt, fmt::format("format() argument 2 must be str, not {}", type_of(rt, args[1])->name()));
  return Value(format(rt, args[0], args.size() > 1 ? &as_str(args[1]) : rt.names().empty));
}

template <int base>
Value in_base(Runtime& rt, Args args) {
  constexpr std::string_view prefix = base == 2 ? "0b" : base == 8 ? "0o" : "0x";
  std::string digits = ints::digits(rt, index(rt, args[0]), base);
  digits.insert(digits[0] == '-' ? 1 : 0, prefix);
  return make_str(rt, digits);
}

Value chr_function(Runtime& rt, Args args) {
  const Value number = index(rt, args[0]);
  std::int64_t code = 0;
  if (!int_to_number(number, code) || code > INT32_MAX || code < INT32_MIN)
    raise(rt, rt.types().overflow_error, "Python int too large to convert to C int");
  if (code < 0 || code > 0x10FFFF) raise_value_error(rt, "chr() arg not in range(0x110000)");
  return Value(make_char(rt, static_cast<char32_t>(code)));
}

Value hash_function(Runtime& rt, Args args) {
  return make_int(rt, hash(rt, args[0]));
}
Value id_function(Runtime& rt, Args args) {
  return make_int(rt, rt.heap().id_of(args[0]));
}
Value len_function(Runtime& rt, Args args) {
  return make_int(rt, length(rt, args[0]));
}
Value callable_function(Runtime& rt, Args args) {
  return boolean(is_callable(rt, args[0]));
}
Value isinstance_function(Runtime& rt, Args args) {
  return boolean(isinstance(rt, args[0], args[1]));
}
Value issubclass_function(Runtime& rt, Args args) {
  return boolean(issubclass(rt, args[0], args[1]));
}

// ---- attributes

Str* attribute_name(Runtime& rt, const Value& v, std::string_view function) {
  if (!is_str(v)) {
    if (function == "hasattr" || function == "getattr")
      raise_type_error(rt, fmt::format("attribute name must be string, not '{}'", type_of(rt, v)->name()));
    raise_type_error(rt, fmt::format("attribute name must be string, not '{}'", type_of(rt, v)->name()));
  }
  return rt.heap().intern(&as_str(v));
}

Value getattr_function(Runtime& rt, Args args) {
  Str* name = attribute_name(rt, args[1], "getattr");
  if (args.size() == 2) return getattr(rt, args[0], name);
  Value found = getattr_or_unset(rt, args[0], name);
  return is_unset(found) ? args[2] : found;
}
Value hasattr_function(Runtime& rt, Args args) {
  return boolean(!is_unset(getattr_or_unset(rt, args[0], attribute_name(rt, args[1], "hasattr"))));
}
Value setattr_function(Runtime& rt, Args args) {
  setattr(rt, args[0], attribute_name(rt, args[1], "setattr"), args[2]);
  return none;
}
Value delattr_function(Runtime& rt, Args args) {
  delattr(rt, args[0], attribute_name(rt, args[1], "delattr"));
  return none;
}

Value vars_function(Runtime& rt, Args args) {
  if (args.size() == 0) raise(rt, rt.types().runtime_error, "vars() without an argument needs a frame");
  const Value dict = getattr_or_unset(rt, args[0], rt.names().dunder.dict_);
  if (is_unset(dict)) raise_type_error(rt, "vars() argument must have __dict__ attribute");
  return dict;
}

Value dir_function(Runtime& rt, Args args) {
  if (args.size() == 0) raise(rt, rt.types().runtime_error, "dir() without an argument needs a frame");
  Ref<List> names = list_of(rt, call_special(rt, args[0], rt.names().dunder.dir_, {}));
  sort(rt, *names, none, false);
  return Value(names);
}

// ---- iteration

Value iter_function(Runtime& rt, Args args) {
  if (args.size() == 1) return iter(rt, args[0]);
  if (!is_callable(rt, args[0])) raise_type_error(rt, "iter(v, w): v must be callable");
  return make_callable_iterator(rt, args[0], args[1]);
}

Value next_function(Runtime& rt, Args args) {
  if (!type_of(rt, args[0])->slots.next)
    raise_type_error(rt, fmt::format("'{}' object is not an iterator", type_of(rt, args[0])->name()));
  Value item = next(rt, args[0]);
  if (!is_unset(item)) return item;
  if (args.size() > 1) return args[1];
  raise(make_exception(rt, rt.types().stop_iteration));
}

Value aiter_function(Runtime& rt, Args args) {
  return aiter(rt, args[0]);
}

Value input_function(Runtime& rt, Args) {
  raise(rt, rt.types().eof_error, "a scenario has nobody to ask: input() always meets the end of its input");
}

constexpr NativeMethod functions[] = {
    {"abs", abs_function, one_argument()},
    {"round", round_function},
    {"divmod", divmod_function, between(2, 2)},
    {"pow", pow_function},
    {"repr", repr_function, one_argument()},
    {"ascii", ascii_function, one_argument()},
    {"format", format_function, between(1, 2)},
    {"bin", in_base<2>, one_argument()},
    {"oct", in_base<8>, one_argument()},
    {"hex", in_base<16>, one_argument()},
    {"chr", chr_function, one_argument()},
    {"hash", hash_function, one_argument()},
    {"id", id_function, one_argument()},
    {"len", len_function, one_argument()},
    {"callable", callable_function, one_argument()},
    {"isinstance", isinstance_function, between(2, 2)},
    {"issubclass", issubclass_function, between(2, 2)},
    {"getattr", getattr_function, between(2, 3)},
    {"hasattr", hasattr_function, between(2, 2)},
    {"setattr", setattr_function, between(3, 3)},
    {"delattr", delattr_function, between(2, 2)},
    {"vars", vars_function, between(0, 1)},
    {"dir", dir_function, between(0, 1)},
    {"iter", iter_function, between(1, 2)},
    {"next", next_function, between(1, 2)},
    {"aiter", aiter_function, one_argument()},
    {"input", input_function},
};

}  // namespace

std::span<const NativeMethod> basic_functions() noexcept {
  return functions;
}

}  // namespace orrery::script
