#include "engine/script/vm/ops_exception.hpp"

#include <fmt/format.h>

#include "engine/script/object/exception.hpp"
#include "engine/script/object/function.hpp"
#include "engine/script/object/operators.hpp"
#include "engine/script/object/sequence.hpp"
#include "engine/script/object/str.hpp"
#include "engine/script/object/traceback.hpp"

namespace orrery::script::ops {
namespace {

void set_cause(Interpreter& in, ExceptionObject& error, const Value& cause) {
  error.suppress_context = true;
  if (cause.is_none()) {
    error.cause = nullptr;
  } else if (is_exception(cause)) {
    error.cause = Ref<ExceptionObject>(&as_exception(cause));
  } else if (has_flag(cause, TypeFlag::is_type) && static_cast<Type*>(cause.object())->has(TypeFlag::is_exception)) {
    error.cause = instance_of_raised(in, cause);
  } else {
    raise_type_error(in, "exception causes must derive from BaseException");
  }
}

[[noreturn]] void no_manager(Interpreter& in, const Value& manager, bool is_async, bool without_exit) {
  const char* const missed = !without_exit ? "" : is_async ? " (missed __aexit__ method)" : " (missed __exit__ method)";
  raise_type_error(in, fmt::format("'{}' object does not support the {}context manager protocol{}",
                                   type_of(in, manager)->name(), is_async ? "asynchronous " : "", missed));
}

}  // namespace

Next raise_error(Steps& s, Machine m, std::uint32_t count) {
  if (count == 0) {
    ExceptionObject* const handled = s.in.handled();
    if (!handled) script::raise(s.in, s.in.types().runtime_error, "No active exception to reraise");
    s.error = Ref<ExceptionObject>(handled);
    return Next::again;
  }
  Ref<ExceptionObject> error = instance_of_raised(s.in, m.sp[-static_cast<std::ptrdiff_t>(count)]);
  if (count == 2) set_cause(s.in, *error, m.top());
  chain_context(*error, s.in.handled());
  s.error = std::move(error);
  return Next::raise;
}

bool matches_top(Interpreter& in, Machine m) {
  return matches(in, as_exception(m.sp[-2]), m.top());
}

namespace {

void refuse_groups(Interpreter& in, const Value& type) {
  if (is_tuple(type)) {
    for (const Value& each : as_tuple(type).items()) refuse_groups(in, each);
  } else if (has_flag(type, TypeFlag::is_type) &&
             static_cast<Type*>(type.object())->is_subtype_of(in.types().base_exception_group)) {
    raise_type_error(in, "catching ExceptionGroup with except* is not allowed. Use except instead.");
  }
}

}  // namespace

// group type -> rest match
void split_top(Interpreter& in, Machine m) {
  refuse_groups(in, m.top());
  if (m.sp[-2].is_none()) {
    m.top() = none;
    return;
  }
  Split split = split_group(in, m.sp[-2], m.top());
  if (!split.matched.is_none() && !is_group(split.matched)) {
    const Value only = script::make_tuple(in, {split.matched});
    split.matched = call(in, Value(in.types().base_exception_group), Value(make_str(in, "")), only);
  }
  m.sp[-2] = std::move(split.rest);
  m.top() = std::move(split.matched);
}

void assertion_error(Steps& s, Machine m, bool with_message) {
  Type* const type = s.in.types().assertion_error;
  s.error = with_message ? make_exception(s.in, type, m.top()) : make_exception(s.in, type);
  chain_context(*s.error, s.in.handled());
}

void enter_manager(Interpreter& in, Machine m, bool is_async) {
  const Value manager = m.top();
  const Names::Dunder& names = in.names().dunder;
  const Value enter = special_method(in, manager, is_async ? names.aenter_ : names.enter_);
  if (is_unset(enter)) no_manager(in, manager, is_async, false);
  Value exit = special_method(in, manager, is_async ? names.aexit_ : names.exit_);
  if (is_unset(exit)) no_manager(in, manager, is_async, true);
  Value result = call(in, enter);
  m.top() = std::move(exit);
  new (m.sp) Value(std::move(result));
}

// exit before error
Value call_exit(Interpreter& in, Machine m) {
  const Value& error = m.top();
  ExceptionObject& exception = as_exception(error);
  const Value args[] = {Value(static_cast<Object*>(exception.type())), error, traceback_of(in, exception)};
  return call(in, m.sp[-3], Args(args, 3));
}

Value import_name(Interpreter& in, Str* name, bool top) {
  Value module = in.import_module(name->view());
  const std::size_t dot = name->view().find('.');
  return top && dot != std::string_view::npos ? in.import_module(name->view().substr(0, dot)) : module;
}

Value member_of_module(Interpreter& in, const Value& module, Str* name) {
  Value member = getattr_or_unset(in, module, name);
  if (!is_unset(member)) return member;
  const Value module_name = getattr_or_unset(in, module, in.names().dunder.name_);
  script::raise(in, in.types().import_error,
                fmt::format("cannot import name '{}' from '{}' (unknown location)", name->view(),
                            is_str(module_name) ? as_str(module_name).view() : "<unknown module name>"));
}

void import_everything(Interpreter& in, Frame& frame, const Value& module) {
  Dict& from = *static_cast<ModuleObject*>(module.object())->dict;
  const Value* const all = from.find("__all__");
  if (all) {
    for_each(in, *all, [&](const Value& name) {
      frame.function->globals->set(in.heap().intern(&as_str(name)),
                                   getattr(in, module, in.heap().intern(&as_str(name))));
    });
    return;
  }
  for (std::uint32_t i = 0; i < from.entry_count(); ++i) {
    const Dict::Entry& entry = from.entry(i);
    if (!is_unset(entry.key) && !as_str(entry.key).view().starts_with('_'))
      frame.function->globals->set(in.heap().intern(&as_str(entry.key)), entry.value);
  }
}

}  // namespace orrery::script::ops
