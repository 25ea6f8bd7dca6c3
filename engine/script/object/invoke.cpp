#include "engine/script/object/invoke.hpp"

#include <vector>

#include "engine/script/object/exception.hpp"
#include "engine/script/object/operators.hpp"
#include "engine/script/object/str.hpp"

namespace orrery::script {

Value call_with_self(Runtime& rt, const Value& callable, const Value& self, Args args) {
  const std::size_t total = args.size() + args.keyword_count();
  constexpr std::size_t few = 8;
  if (total < few) {
    Value values[few];
    values[0] = self;
    for (std::size_t i = 0; i < total; ++i) values[i + 1] = args[i];
    return call(rt, callable, Args(values, args.size() + 1, args.names()));
  }
  std::vector<Value> values;
  values.reserve(total + 1);
  values.push_back(self);
  for (std::size_t i = 0; i < total; ++i) values.push_back(args[i]);
  return call(rt, callable, Args(values.data(), args.size() + 1, args.names()));
}

namespace {

// `values[0]` is self.
Value invoke_all(Runtime& rt, Str* name, const Value* values, std::size_t count) {
  bool pass_self = false;
  const Value method = lookup_special(rt, values[0], name, pass_self);
  if (is_unset(method)) return unset;
  const Nested nested(rt);
  return call(rt, method, pass_self ? Args(values, count) : Args(values + 1, count - 1));
}

Value required(Runtime& rt, Str* name, Value result) {
  if (is_unset(result)) raise(rt, rt.types().attribute_error, Value(Ref<Str>(name)));
  return result;
}

}  // namespace

Value invoke_maybe(Runtime& rt, const Value& self, Str* name) {
  const Value values[] = {self};
  return invoke_all(rt, name, values, 1);
}
Value invoke_maybe(Runtime& rt, const Value& self, Str* name, const Value& a) {
  const Value values[] = {self, a};
  return invoke_all(rt, name, values, 2);
}
Value invoke_maybe(Runtime& rt, const Value& self, Str* name, const Value& a, const Value& b) {
  const Value values[] = {self, a, b};
  return invoke_all(rt, name, values, 3);
}
Value invoke(Runtime& rt, const Value& self, Str* name) {
  return required(rt, name, invoke_maybe(rt, self, name));
}
Value invoke(Runtime& rt, const Value& self, Str* name, const Value& a) {
  return required(rt, name, invoke_maybe(rt, self, name, a));
}
Value invoke(Runtime& rt, const Value& self, Str* name, const Value& a, const Value& b) {
  return required(rt, name, invoke_maybe(rt, self, name, a, b));
}

}  // namespace orrery::script
