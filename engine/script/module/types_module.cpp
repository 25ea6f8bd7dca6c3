// types. (CPython: Lib/types.py.)
#include "engine/script/module/closure.hpp"
#include "engine/script/module/define.hpp"
#include "engine/script/module/standard.hpp"
#include "engine/script/object/exception.hpp"
#include "engine/script/vm/callable.hpp"
#include "engine/script/vm/generator.hpp"
#include "engine/script/vm/interpreter.hpp"

namespace orrery::script {
namespace {

// A function that answers generators, called so that they can be awaited.
Value call_wrapped(Runtime& rt, const Value& bound, Args args) {
  Value made = call(rt, bound, args);
  if (Generator* const generator = as_generator(made); generator && generator->kind() == Generator::Kind::generator)
    generator->iterable_coroutine = true;
  return made;
}

// Marks a generator function; others are wrapped. (types.coroutine)
Value coroutine(Runtime& rt, Args args) {
  const auto [function] = bind_python<1>(rt, "coroutine", {"func"}, args);
  if (!is_callable(rt, function)) raise_type_error(rt, "types.coroutine() expects a callable");
  if (is_function(function, interpreter(rt).vm.function)) {
    const CodeFlags& flags = as_function(function).code->flags;
    if (flags.coroutine || flags.async_generator) return function;
    if (flags.generator) {
      as_function(function).iterable_coroutine = true;
      return function;
    }
  }
  return make_closure(rt, "wrapped", call_wrapped, function, function);
}

constexpr NativeMethod functions[] = {{"coroutine", coroutine}};

void define_callables(Runtime& rt, ModuleObject& module) {
  const Types& t = rt.types();
  const VmTypes& vm = interpreter(rt).vm;
  for (const auto& [name, type] : {std::pair{"FunctionType", vm.function},
                                   {"LambdaType", vm.function},
                                   {"GeneratorType", vm.generator},
                                   {"CoroutineType", vm.coroutine},
                                   {"AsyncGeneratorType", vm.async_generator},
                                   {"CodeType", vm.code},
                                   {"FrameType", vm.frame},
                                   {"CellType", vm.cell},
                                   {"MethodType", t.method},
                                   {"BuiltinFunctionType", t.builtin_function},
                                   {"BuiltinMethodType", t.builtin_function},
                                   {"MethodDescriptorType", t.method_descriptor},
                                   {"WrapperDescriptorType", t.slot_wrapper},
                                   {"MethodWrapperType", t.method_wrapper}})
    define(rt, module, name, value_of(type));
}

void define_values(Runtime& rt, ModuleObject& module) {
  const Types& t = rt.types();
  for (const auto& [name, type] : {std::pair{"GetSetDescriptorType", t.getset_descriptor},
                                   {"MemberDescriptorType", t.member_descriptor},
                                   {"MappingProxyType", t.mappingproxy},
                                   {"ModuleType", t.module},
                                   {"TracebackType", t.traceback},
                                   {"SimpleNamespace", t.simple_namespace},
                                   {"NoneType", t.none_type},
                                   {"NotImplementedType", t.not_implemented_type},
                                   {"EllipsisType", t.ellipsis_type},
                                   {"GenericAlias", t.generic_alias},
                                   {"UnionType", t.union_type}})
    define(rt, module, name, value_of(type));
}

}  // namespace

Ref<ModuleObject> types_module(Runtime& rt) {
  Ref<ModuleObject> module = make_module(rt, "types");
  add_functions(rt, *module->dict, "types", functions);
  define_callables(rt, *module);
  define_values(rt, *module);
  return module;
}

}  // namespace orrery::script
