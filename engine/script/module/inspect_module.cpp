// inspect: what programs about coroutines ask. (CPython: Lib/inspect.py.)
#include "engine/loop/native_coroutine.hpp"
#include "engine/script/module/closure.hpp"
#include "engine/script/module/define.hpp"
#include "engine/script/module/functools.hpp"
#include "engine/script/module/modules.hpp"
#include "engine/script/module/standard.hpp"
#include "engine/script/object/exception.hpp"
#include "engine/script/vm/callable.hpp"
#include "engine/script/vm/frame_view.hpp"
#include "engine/script/vm/generator.hpp"
#include "engine/script/vm/interpreter.hpp"

namespace orrery::script {
namespace {

// ---------------------------------------------------------------- kinds of functions

// The function inside of bound methods and partials, or null.
Function* function_inside(Runtime& rt, const Value& v) {
  Value inner = unwrap_partial(rt, v);
  while (is_exact(inner, rt.types().method))
    inner = unwrap_partial(rt, Value(static_cast<BoundMethod*>(inner.object())->function));
  return is_function(inner, interpreter(rt).vm.function) ? &as_function(inner) : nullptr;
}
template <bool CodeFlags::*flag>
Value is_function_kind(Runtime& rt, Args args) {
  const Function* function = function_inside(rt, args[0]);
  return boolean(function && function->code->flags.*flag);
}
constexpr std::string_view mark = "_is_coroutine_mark";
// A plain function may have been marked, from 3.12 on.
Value iscoroutinefunction(Runtime& rt, Args args) {
  const Function* function = function_inside(rt, args[0]);
  if (!function) return false_value;
  return boolean(function->code->flags.coroutine ||
                 !is_unset(field(rt, Value(Ref<Function>(const_cast<Function*>(function))), mark)));
}
Value markcoroutinefunction(Runtime& rt, Args args) {
  Function* function = function_inside(rt, args[0]);
  if (function) set_field(rt, Value(Ref<Function>(function)), mark, true_value);
  return args[0];
}

// ---------------------------------------------------------------- kinds of objects

bool is_kind(const Value& v, Generator::Kind kind) {
  const Generator* generator = as_generator(v);
  return generator && generator->kind() == kind;
}
Value iscoroutine(Runtime& rt, Args args) {
  const bool native = type_of(rt, args[0]) == modules_of(rt).classes.native_coroutine;
  return boolean(native || is_kind(args[0], Generator::Kind::coroutine));
}
template <Generator::Kind kind>
Value is_generator_kind(Runtime&, Args args) {
  return boolean(is_kind(args[0], kind));
}
Value isawaitable(Runtime& rt, Args args) {
  return boolean(interpreter(rt).is_awaitable(args[0]));
}

template <Type* VmTypes::*type>
Value is_vm_type(Runtime& rt, Args args) {
  return boolean(is_exact(args[0], interpreter(rt).vm.*type));
}
template <Type* Types::*type>
Value is_type(Runtime& rt, Args args) {
  return boolean(is_exact(args[0], rt.types().*type));
}
Value isclass(Runtime&, Args args) {
  return boolean(has_flag(args[0], TypeFlag::is_type));
}
Value isfunction(Runtime& rt, Args args) {
  return boolean(is_function(args[0], interpreter(rt).vm.function) || is_closure(rt, args[0]));
}
Value isroutine(Runtime& rt, Args args) {
  const Types& t = rt.types();
  const Type* type = type_of(rt, args[0]);
  const bool native =
      type == t.builtin_function || type == t.method_descriptor || type == t.slot_wrapper || type == t.method_wrapper;
  return boolean(native || type == t.method || isfunction(rt, args) == true_value);
}
Value isabstract(Runtime& rt, Args args) {
  Type* const type = type_from(args[0]);
  const Value* names = type ? type->lookup(rt.heap().intern("__abstractmethods__")) : nullptr;
  return boolean(names && truth(rt, Value(*names)));
}

// ---------------------------------------------------------------- states

Value state_of(Runtime& rt, const Value& v, std::string_view prefix) {
  constexpr std::string_view words[] = {"CREATED", "SUSPENDED", "RUNNING", "CLOSED"};
  const Generator* generator = as_generator(v);
  const auto* const native =
      dynamic_cast<const loop::NativeCoroutine*>(v.has_tag(Tag::coroutine) ? v.object() : nullptr);
  if (native && prefix == "CORO") {
    const auto word = native->finished()    ? "CLOSED"
                      : native->running()   ? "RUNNING"
                      : native->suspended() ? "SUSPENDED"
                                            : "CREATED";
    return text(rt, std::string("CORO_") + word);
  }
  if (!generator) raise_no_attribute(rt, v, rt.heap().intern(prefix == "GEN" ? "gi_running" : "cr_running"));
  return text(rt, std::string(prefix) + "_" + std::string(words[static_cast<std::size_t>(generator->state)]));
}
Value getgeneratorstate(Runtime& rt, Args args) {
  return state_of(rt, args[0], "GEN");
}
Value getcoroutinestate(Runtime& rt, Args args) {
  return state_of(rt, args[0], "CORO");
}
Value getasyncgenstate(Runtime& rt, Args args) {
  return state_of(rt, args[0], "AGEN");
}

Value locals_in(Runtime& rt, Args args) {
  const Generator* generator = as_generator(args[0]);
  if (!generator || !generator->frame) return Value(make_dict(rt));
  return Value(locals_of(rt, *generator->frame));
}

Value currentframe(Runtime& rt, Args) {
  Frame* const frame = interpreter(rt).frame();
  return frame ? view_of(rt, *frame) : Value(none);
}

// ---------------------------------------------------------------- documentation

Value cleandoc(Runtime& rt, Args args) {
  const Ref<List> lines = list_of(rt, call_method(rt, call_method(rt, args[0], "expandtabs"), "splitlines"));
  std::size_t margin = std::string_view::npos;
  const auto view = [&](std::size_t i) { return as_str((*lines)[i]).view(); };
  for (std::size_t i = 1; i < lines->size(); ++i)
    if (const std::size_t indent = view(i).find_first_not_of(' '); indent != std::string_view::npos)
      margin = std::min(margin, indent);
  std::vector<std::string> clean;
  for (std::size_t i = 0; i < lines->size(); ++i) {
    const std::size_t cut = i == 0 ? view(0).find_first_not_of(" \t") : margin;
    clean.emplace_back(view(i).substr(std::min(cut, view(i).size())));
  }
  while (!clean.empty() && clean.back().empty()) clean.pop_back();
  while (!clean.empty() && clean.front().empty()) clean.erase(clean.begin());
  std::string joined;
  for (std::size_t i = 0; i < clean.size(); ++i) joined += (i ? "\n" : "") + clean[i];
  return text(rt, joined);
}
Value getdoc(Runtime& rt, Args args) {
  const Value doc = getattr_or_unset(rt, args[0], rt.names().dunder.doc_);
  return is_str(doc) ? cleandoc(rt, Args(&doc, 1)) : Value(none);
}

Value unwrap(Runtime& rt, Args args) {
  Value function = args[0];
  for (;;) {
    const Value inner = getattr_or_unset(rt, function, rt.names().dunder.wrapped_);
    if (is_unset(inner)) return function;
    function = inner;
  }
}

constexpr NativeMethod functions[] = {
    {"iscoroutinefunction", iscoroutinefunction, one_argument()},
    {"isgeneratorfunction", is_function_kind<&CodeFlags::generator>, one_argument()},
    {"isasyncgenfunction", is_function_kind<&CodeFlags::async_generator>, one_argument()},
    {"iscoroutine", iscoroutine, one_argument()},
    {"isgenerator", is_generator_kind<Generator::Kind::generator>, one_argument()},
    {"isasyncgen", is_generator_kind<Generator::Kind::async_generator>, one_argument()},
    {"isawaitable", isawaitable, one_argument()},
    {"isfunction", isfunction, one_argument()},
    {"ismethod", is_type<&Types::method>, one_argument()},
    {"isbuiltin", is_type<&Types::builtin_function>, one_argument()},
    {"ismodule", is_type<&Types::module>, one_argument()},
    {"istraceback", is_type<&Types::traceback>, one_argument()},
    {"iscode", is_vm_type<&VmTypes::code>, one_argument()},
    {"isframe", is_vm_type<&VmTypes::frame>, one_argument()},
    {"isclass", isclass, one_argument()},
    {"isroutine", isroutine, one_argument()},
    {"isabstract", isabstract, one_argument()},
    {"getgeneratorstate", getgeneratorstate, one_argument()},
    {"getcoroutinestate", getcoroutinestate, one_argument()},
    {"getgeneratorlocals", locals_in, one_argument()},
    {"getcoroutinelocals", locals_in, one_argument()},
    {"currentframe", currentframe, no_arguments()},
    {"cleandoc", cleandoc, one_argument()},
    {"getdoc", getdoc, one_argument()},
    {"unwrap", unwrap, one_argument()},
};
constexpr NativeMethod functions_312[] = {{"markcoroutinefunction", markcoroutinefunction, one_argument()},
                                          {"getasyncgenstate", getasyncgenstate, one_argument()},
                                          {"getasyncgenlocals", locals_in, one_argument()}};

}  // namespace

Ref<ModuleObject> inspect_module(Runtime& rt) {
  Ref<ModuleObject> module = make_module(rt, "inspect");
  add_functions(rt, *module->dict, "inspect", functions);
  const bool newer = rt.environment().rules() != loop::Rules::py311;
  if (newer) add_functions(rt, *module->dict, "inspect", functions_312);
  for (const std::string prefix : {"GEN", "CORO", "AGEN"})
    for (const std::string state : {"CREATED", "RUNNING", "SUSPENDED", "CLOSED"})
      if (newer || prefix != "AGEN") define(rt, *module, prefix + "_" + state, text(rt, prefix + "_" + state));
  return module;
}

}  // namespace orrery::script
