#include "engine/script/module/script_callback.hpp"

#include <array>

#include "engine/loop/future.hpp"
#include "engine/script/module/short_repr.hpp"
#include "engine/script/object/exception.hpp"
#include "engine/script/object/function.hpp"
#include "engine/script/object/operators.hpp"
#include "engine/script/object/str.hpp"
#include "engine/script/vm/callable.hpp"
#include "engine/script/vm/interpreter.hpp"

namespace orrery::script {

ScriptCallback::ScriptCallback(Runtime& rt, Value callable, Ref<Tuple> args)
    : Tracked(rt.heap()), rt_(rt), callable_(std::move(callable)), args_(std::move(args)) {}

void ScriptCallback::call(loop::Future* done) {
  interpreter(rt_).renew_operations();
  const Value callable = callable_;
  const Ref<Tuple> args = args_;
  if (!done) return void(script::call(rt_, callable, Args(args->begin(), args->size())));
  std::vector<Value> all(args->begin(), args->end());
  all.push_back(Value(static_cast<Object*>(done)));
  script::call(rt_, callable, Args(all.data(), all.size()));
}

std::string ScriptCallback::name() const { return name_of_callable(rt_, callable_); }

// Nothing since 3.13, but in debug mode: arguments may be secrets. (CPython: format_helpers._format_args_and_kwargs.)
std::string ScriptCallback::words_of_arguments(loop::Future* done) const {
  if (rt_.environment().rules() >= loop::Rules::py313) return {};
  std::string text, separator;
  const auto add = [&](const Value& value) {
    text += separator + short_repr(rt_, value);
    separator = ", ";
  };
  for (const Value& value : *args_) add(value);
  if (done) add(Value(static_cast<Object*>(done)));
  return text;
}

// (CPython: format_helpers._format_callback_source.)
std::string ScriptCallback::words(loop::Future* done) const {
  const Value named = getattr_or_unset(rt_, callable_, rt_.names().dunder.qualname_);
  std::string text(is_str(named) ? as_str(named).view() : repr(rt_, callable_)->view());
  text += "(" + words_of_arguments(done) + ")";
  if (!is_function(callable_, interpreter(rt_).vm.function)) return text;
  const Code& code = *as_function(callable_).code;
  return text + " at " + std::string(code.file->view()) + ":" + std::to_string(code.first_line);
}

bool ScriptCallback::equals(const loop::Callback& other) const {
  const auto* that = dynamic_cast<const ScriptCallback*>(&other);
  return that && equal(rt_, callable_, that->callable_);
}

// A bound method of a future or task, as in call_soon(future.set_result, 1), is for that future.
event::Id ScriptCallback::owner() const noexcept {
  if (!is_exact(callable_, rt_.types().method) && !is_exact(callable_, rt_.types().builtin_function)) return {};
  const auto* bound = dynamic_cast<const BoundMethod*>(callable_.object());
  if (!bound || !(bound->self.has_tag(Tag::future) || bound->self.has_tag(Tag::task))) return {};
  return static_cast<loop::Future*>(bound->self.object())->id();
}

void ScriptCallback::clear_references() noexcept {
  callable_ = none;
  args_ = nullptr;
}

namespace {

[[noreturn]] void missing(Runtime& rt, std::size_t given, std::size_t skip, std::string_view function) {
  const bool on_selector = function.starts_with("add_");
  const std::string first = function == "call_later" ? "delay" : function == "call_at" ? "when" : "fd";
  const std::string full = (on_selector ? "BaseSelectorEventLoop." : "BaseEventLoop.") + std::string(function);
  const bool both = skip == 2 && given < 2;
  raise_type_error(rt, both ? full + "() missing 2 required positional arguments: '" + first + "' and 'callback'"
                            : full + "() missing 1 required positional argument: 'callback'");
}

}  // namespace

Ref<loop::Callback> callback_from(Runtime& rt, Args args, std::size_t skip, std::string_view function) {
  for (std::size_t i = 0; i < args.keyword_count(); ++i)
    if (args.keyword_name(i)->view() != "context")
      raise_type_error(rt, std::string(function) + "() got an unexpected keyword argument '" +
                               std::string(args.keyword_name(i)->view()) + "'");
  if (args.size() <= skip) missing(rt, args.size(), skip, function);
  // Whether it can be called at all comes out when it is called, as in CPython without debug mode.
  const Value& callable = args[skip];
  return Ref<loop::Callback>(new ScriptCallback(rt, callable, make_tuple(rt, args.positional().subspan(skip + 1))));
}

std::string name_of_callable(Runtime& rt, const Value& callable) {
  Type* type = type_of(rt, callable);
  if (type->has(TypeFlag::heap_type)) return type->name();
  if (is_exact(callable, rt.types().type)) return static_cast<Type*>(callable.object())->name();
  const Value name = getattr_or_unset(rt, callable, rt.names().dunder.qualname_);
  return is_str(name) ? std::string(as_str(name).view()) : type->name();
}

}  // namespace orrery::script
