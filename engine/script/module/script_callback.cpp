#include "engine/script/module/script_callback.hpp"

#include <array>

#include "engine/loop/future.hpp"
#include "engine/script/object/exception.hpp"
#include "engine/script/object/function.hpp"
#include "engine/script/object/operators.hpp"
#include "engine/script/object/str.hpp"
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

Ref<loop::Callback> callback_from(Runtime& rt, Args args, std::size_t skip, std::string_view function) {
  for (std::size_t i = 0; i < args.keyword_count(); ++i)
    if (args.keyword_name(i)->view() != "context")
      raise_type_error(rt, std::string(function) + "() got an unexpected keyword argument '" +
                               std::string(args.keyword_name(i)->view()) + "'");
  if (args.size() <= skip)
    raise_type_error(rt, std::string(function) + "() missing 1 required positional argument: 'callback'");
  const Value& callable = args[skip];
  if (!is_callable(rt, callable))
    raise_type_error(rt, "a callable object was expected by " + std::string(function) + "(), got " +
                             std::string(repr(rt, callable)->view()));
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
