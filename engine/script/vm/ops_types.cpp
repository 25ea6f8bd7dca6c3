#include "engine/script/vm/ops_types.hpp"

#include "engine/script/object/operators.hpp"
#include "engine/script/vm/callable.hpp"

namespace orrery::script::ops {
namespace {

Value from_typing(Interpreter& in, std::string_view name) {
  return getattr(in, in.import_module("typing"), name);
}

}  // namespace

// name [bound] [default]
Value make_type_parameter(Interpreter& in, Machine m, std::uint32_t argument) {
  const Value* at = m.sp;
  const Value otherwise = argument & 8 ? *--at : Value(none);
  const Value bound = argument & 4 ? *--at : Value(none);
  return script::call(in, from_typing(in, "_type_parameter"),
                      {Value::integer(argument & 3), at[-1], bound, otherwise});
}

// name parameters value-function
Value make_type_alias(Interpreter& in, Machine m) {
  return script::call(in, from_typing(in, "_type_alias"), {m.sp[-3], m.sp[-2], m.sp[-1]});
}

Value generic_base_of(Interpreter& in, const Value& parameters) {
  return getitem(in, from_typing(in, "Generic"), parameters);
}

Value call_hidden_function(Interpreter& in, Machine m) {
  Function& function = as_function(m.top());
  return m.frame->names ? in.call_body(function, m.frame->names) : in.call(function, Args());
}

void set_parameters_of(Interpreter& in, const Value& owner, const Value& parameters) {
  setattr(in, owner, in.heap().intern("__type_params__"), parameters);
}

// [defaults] [keyword defaults] function
void set_defaults_of(Machine m, std::uint32_t which) {
  const Value* at = m.sp - 1;
  Function& function = as_function(*at);
  if (which & 2) function.keyword_defaults = Ref<Dict>(&as_dict(*--at));
  if (which & 1) function.defaults = Ref<Tuple>(&as_tuple(*--at));
}

}  // namespace orrery::script::ops
