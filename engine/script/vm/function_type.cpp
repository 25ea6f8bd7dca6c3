// What programs see of functions, and the instructions that make functions and classes.
#include <fmt/format.h>

#include "engine/script/object/exception.hpp"
#include "engine/script/object/function.hpp"
#include "engine/script/object/operators.hpp"
#include "engine/script/object/str.hpp"
#include "engine/script/vm/callable.hpp"
#include "engine/script/vm/frame.hpp"
#include "engine/script/vm/frame_view.hpp"
#include "engine/script/vm/interpreter.hpp"
#include "engine/script/vm/ops_call.hpp"

namespace orrery::script {
namespace {

Value call_function(Runtime& rt, const Value& self, Args args) {
  const Ref<Function> kept(&as_function(self));
  return interpreter(rt).call(*kept, args);
}
Value bind_function(Runtime& rt, const Value& self, const Value& object, Type*) {
  return is_unset(object) ? self : make_bound(rt, self, object);
}
Value repr(Runtime& rt, const Value& self) {
  const Value& name = as_function(self).qualname;
  return make_str(rt, fmt::format("<function {} at 0x{:x}>", is_str(name) ? as_str(name).view() : "?",
                                  0x7f0000000000 + rt.heap().id_of(self) * 16));
}

Value get_name(Runtime&, const Value& self) {
  return as_function(self).name;
}
Value get_qualname(Runtime&, const Value& self) {
  return as_function(self).qualname;
}
Value get_module(Runtime&, const Value& self) {
  return as_function(self).module;
}
Value get_doc(Runtime&, const Value& self) {
  return as_function(self).doc;
}
Value get_code(Runtime& rt, const Value& self) {
  return code_view(rt, *as_function(self).code);
}
Value get_globals(Runtime&, const Value& self) {
  return Value(as_function(self).globals);
}
Value get_dict(Runtime&, const Value& self) {
  return Value(Ref<Dict>(as_function(self).attributes(true)));
}
Value get_defaults(Runtime&, const Value& self) {
  const auto& defaults = as_function(self).defaults;
  return defaults ? Value(defaults) : Value(none);
}
Value get_keyword_defaults(Runtime&, const Value& self) {
  const auto& defaults = as_function(self).keyword_defaults;
  return defaults ? Value(defaults) : Value(none);
}
Value get_closure(Runtime&, const Value& self) {
  const auto& closure = as_function(self).closure;
  return closure ? Value(closure) : Value(none);
}
Value get_annotations(Runtime& rt, const Value& self) {
  Ref<Dict>& annotations = as_function(self).annotations;
  if (!annotations) annotations = make_dict(rt);
  return Value(annotations);
}
Value get_type_parameters(Runtime& rt, const Value& self) {
  const auto& parameters = as_function(self).type_parameters;
  return Value(parameters ? parameters : script::make_tuple(rt, 0));
}
void set_annotations(Runtime& rt, const Value& self, const Value& value) {
  if (!is_unset(value) && !is_dict(value)) raise_type_error(rt, "__annotations__ must be set to a dict object");
  as_function(self).annotations = is_unset(value) ? nullptr : Ref<Dict>(&as_dict(value));
}
void set_type_parameters(Runtime& rt, const Value& self, const Value& value) {
  if (!is_tuple(value)) raise_type_error(rt, "__type_params__ must be set to a tuple");
  as_function(self).type_parameters = Ref<Tuple>(&as_tuple(value));
}
void set_defaults(Runtime& rt, const Value& self, const Value& value) {
  const bool nothing = is_unset(value) || value.is_none();
  if (!nothing && !is_tuple(value)) raise_type_error(rt, "__defaults__ must be set to a tuple object");
  as_function(self).defaults = nothing ? nullptr : Ref<Tuple>(&as_tuple(value));
}
void set_keyword_defaults(Runtime& rt, const Value& self, const Value& value) {
  const bool nothing = is_unset(value) || value.is_none();
  if (!nothing && !is_dict(value)) raise_type_error(rt, "__kwdefaults__ must be set to a dict object");
  as_function(self).keyword_defaults = nothing ? nullptr : Ref<Dict>(&as_dict(value));
}
void set_name(Runtime& rt, const Value& self, const Value& value) {
  if (!is_str(value)) raise_type_error(rt, "__name__ must be set to a string object");
  as_function(self).name = value;
}
void set_qualname(Runtime& rt, const Value& self, const Value& value) {
  if (!is_str(value)) raise_type_error(rt, "__qualname__ must be set to a string object");
  as_function(self).qualname = value;
}
void set_module(Runtime&, const Value& self, const Value& value) {
  as_function(self).module = is_unset(value) ? none : value;
}
void set_doc(Runtime&, const Value& self, const Value& value) {
  as_function(self).doc = is_unset(value) ? none : value;
}

constexpr NativeAttribute attributes[] = {{"__name__", get_name, set_name},
                                          {"__qualname__", get_qualname, set_qualname},
                                          {"__module__", get_module, set_module, true},
                                          {"__doc__", get_doc, set_doc, true},
                                          {"__code__", get_code},
                                          {"__globals__", get_globals},
                                          {"__dict__", get_dict},
                                          {"__defaults__", get_defaults, set_defaults, true},
                                          {"__kwdefaults__", get_keyword_defaults, set_keyword_defaults, true},
                                          {"__annotations__", get_annotations, set_annotations, true},
                                          {"__type_params__", get_type_parameters, set_type_parameters},
                                          {"__closure__", get_closure}};

Value cell_contents(Runtime& rt, const Value& self) {
  const Value& content = static_cast<Cell*>(self.object())->content;
  if (is_unset(content)) raise_value_error(rt, "Cell is empty");
  return content;
}
constexpr NativeAttribute cell_attributes[] = {{"cell_contents", cell_contents}};

}  // namespace

Ref<Type> make_function_type(Runtime& rt) {
  Slots slots{};
  slots.call = call_function;
  slots.descr_get = bind_function;
  slots.repr = repr;
  return make_type(rt, {.name = "function",
                        .flags = TypeFlag::no_construct | TypeFlag::method_like,
                        .slots = slots,
                        .attributes = attributes});
}

Ref<Type> make_cell_type(Runtime& rt) {
  return make_type(rt, {.name = "cell", .flags = TypeFlag::no_construct, .attributes = cell_attributes});
}

namespace ops {

// [defaults] [keyword defaults] [annotations] [closure]
Value make_function(Interpreter& in, Machine m, std::uint32_t argument) {
  const Value code = m.frame->code->constants[argument >> 4];
  const Ref<Dict>& globals = m.frame->function->globals;
  Ref<Function> made = in.heap().make<Function>(in.vm.function, Ref<Code>(static_cast<Code*>(code.object())), globals);
  if (const Value* module = globals->find(in.names().dunder.name_)) made->module = *module;
  const Value* at = m.sp;
  if (argument & 4) made->closure = Ref<Tuple>(&as_tuple(*--at));
  if (argument & 8) made->annotations = Ref<Dict>(&as_dict(*--at));
  if (argument & 2) made->keyword_defaults = Ref<Dict>(&as_dict(*--at));
  if (argument & 1) made->defaults = Ref<Tuple>(&as_tuple(*--at));
  return made;
}

}  // namespace ops
}  // namespace orrery::script
