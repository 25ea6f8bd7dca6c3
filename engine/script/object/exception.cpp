#include "engine/script/object/exception.hpp"

#include <fmt/format.h>

#include <cstring>

#include "engine/script/object/dict.hpp"
#include "engine/script/object/operators.hpp"
#include "engine/script/object/sequence.hpp"
#include "engine/script/object/str.hpp"

namespace orrery::script {

ExceptionObject::ExceptionObject(Runtime& rt, Type* type, Ref<Tuple> arguments)
    : Tracked(rt.heap()), args(std::move(arguments)), rt_(&rt), type_(type) {
  type->retain();
}

ExceptionObject::~ExceptionObject() {
  rt_->heap().forget_id(this);
  type_->release();
}

void ExceptionObject::dispose() noexcept {
  rt_->heap().dispose(this, [](Object* object) noexcept { delete static_cast<ExceptionObject*>(object); });
}

void ExceptionObject::clear_references() noexcept {
  const Ref<Tuple> dead_args = std::exchange(args, nullptr);
  const Ref<ExceptionObject> dead[] = {std::exchange(cause, nullptr), std::exchange(context, nullptr)};
  const Ref<Dict> dead_dict = std::exchange(dict_, nullptr);
  fields = {};
  traceback.clear();
}

Dict* ExceptionObject::attributes(bool create) {
  if (!dict_ && create) dict_ = make_dict(*rt_);
  return dict_.get();
}

namespace {

struct KindOf {
  Type* Types::*type;
  loop::ErrorKind kind;
};
using enum loop::ErrorKind;
constexpr KindOf kinds[] = {
    {&Types::cancelled_error, cancelled},
    {&Types::timeout_error, timeout},
    {&Types::invalid_state_error, invalid_state},
    {&Types::stop_iteration, stop_iteration},
    {&Types::stop_async_iteration, stop_async_iteration},
    {&Types::generator_exit, generator_exit},
    {&Types::keyboard_interrupt, keyboard_interrupt},
    {&Types::system_exit, system_exit},
    {&Types::queue_empty, queue_empty},
    {&Types::queue_full, queue_full},
    {&Types::queue_shut_down, queue_shut_down},
    {&Types::broken_barrier_error, broken_barrier},
    {&Types::incomplete_read_error, incomplete_read},
    {&Types::limit_overrun_error, limit_overrun},
    {&Types::base_exception_group, exception_group},
    {&Types::recursion_error, recursion},
    {&Types::runtime_error, runtime},
    {&Types::value_error, value},
    {&Types::type_error, type},
    {&Types::os_error, os},
};

Type* type_of_kind(Types& types, loop::ErrorKind kind) {
  for (const KindOf& row : kinds) {
    if (row.kind == kind) return types.*row.type;
  }
  return types.exception;
}

std::string text_of(Runtime& rt, const Value& self, Ref<Str> (*how)(Runtime&, const Value&)) {
  try {
    return std::string(how(rt, self)->view());
  } catch (const loop::Raised&) {
    return "";
  }
}

}  // namespace

loop::ErrorKind ExceptionObject::kind() const noexcept {
  for (const Type* ancestor : type_->mro()) {
    for (const KindOf& row : kinds) {
      if (rt_->types().*row.type == ancestor) return row.kind;
    }
  }
  return other;
}

std::string ExceptionObject::type_name() const {
  return type_->name();
}

void ExceptionObject::cut_trace(std::uint32_t length) noexcept {
  if (traceback.size() > length) traceback.erase(traceback.begin() + length, traceback.end());
}

std::string ExceptionObject::text() const {
  return text_of(*rt_, Value(static_cast<Object*>(const_cast<ExceptionObject*>(this))), &script::str);
}

std::string ExceptionObject::repr() const {
  return text_of(*rt_, Value(static_cast<Object*>(const_cast<ExceptionObject*>(this))), &script::repr);
}

Value ExceptionObject::first_argument() const {
  return args && args->size() > 0 ? (*args)[0] : Value();
}

bool ExceptionObject::is_exception() const noexcept {
  return type_->is_subtype_of(rt_->types().exception);
}

void ExceptionObject::raise() {
  loop::raise_as_kind(Ref<loop::Error>(this));
}

bool is_exception_of(const Value& v, const Type* type) noexcept {
  if (!is_exception(v)) return false;
  const auto* e = dynamic_cast<const ExceptionObject*>(v.object());
  return e && e->type()->is_subtype_of(type);
}

Ref<ExceptionObject> to_exception(Runtime& rt, const Ref<loop::Error>& error) {
  if (auto* own = dynamic_cast<ExceptionObject*>(error.get())) return Ref<ExceptionObject>(own);
  Type* type = type_of_kind(rt.types(), error->kind());
  const std::string text = error->text();
  return text.empty() ? make_exception(rt, type) : make_exception(rt, type, clean_utf8(text));
}

// ---- making and raising

namespace {

Ref<ExceptionObject> made(Runtime& rt, Type* type, Ref<Tuple> args) {
  Ref<ExceptionObject> e(new ExceptionObject(rt, type, std::move(args)));
  if (type->is_subtype_of(rt.types().stop_iteration) || type->is_subtype_of(rt.types().system_exit))
    e->fields[0] = e->first_argument();
  return e;
}

}  // namespace

Ref<ExceptionObject> make_exception(Runtime& rt, Type* type) {
  return made(rt, type, make_tuple(rt, 0));
}

Ref<ExceptionObject> make_exception(Runtime& rt, Type* type, const Value& argument) {
  return made(rt, type, make_tuple(rt, {argument}));
}

Ref<ExceptionObject> make_exception(Runtime& rt, Type* type, std::string_view text) {
  return make_exception(rt, type, Value(make_str(rt, text)));
}

void raise(Ref<ExceptionObject> error) {
  throw loop::Raised(Ref<loop::Error>(std::move(error)));
}
void raise(Runtime& rt, Type* type, std::string_view text) {
  raise(make_exception(rt, type, text));
}
void raise(Runtime& rt, Type* type, const char* text) {
  raise(make_exception(rt, type, std::string_view(text)));
}
void raise(Runtime& rt, Type* type, const Value& argument) {
  raise(make_exception(rt, type, argument));
}
void raise_type_error(Runtime& rt, std::string_view text) {
  raise(rt, rt.types().type_error, text);
}
void raise_value_error(Runtime& rt, std::string_view text) {
  raise(rt, rt.types().value_error, text);
}

void raise_os_error(Runtime& rt, int error_number, std::string_view text) {
  const Value args[] = {Value::integer(error_number),
                        Value(make_str(rt, text.empty() ? std::string_view(std::strerror(error_number)) : text))};
  const Value error = call(rt, Value(static_cast<Object*>(rt.types().os_error)), Args(args, 2));
  raise(Ref<ExceptionObject>(&as_exception(error)));
}

void raise_no_attribute(Runtime& rt, const Value& object, Str* name) {
  std::string text;
  if (has_flag(object, TypeFlag::is_type)) {
    text = fmt::format("type object '{}' has no attribute '{}'", static_cast<Type*>(object.object())->name(),
                       name->view());
  } else {
    // Tasks and futures are written in C: their full name is the one that is shown.
    const Type& type = *type_of(rt, object);
    const bool full = !type.has(TypeFlag::heap_type) && is_str(type.module) && as_str(type.module).view() == "_asyncio";
    text = fmt::format("'{}{}' object has no attribute '{}'", full ? "_asyncio." : "", type.name(), name->view());
  }
  auto error = make_exception(rt, rt.types().attribute_error, text);
  error->fields = {Value(Ref<Str>(name)), object};
  raise(std::move(error));
}

Ref<ExceptionObject> instance_of_raised(Runtime& rt, const Value& raised) {
  if (is_exception(raised)) return to_exception(rt, Ref<loop::Error>(static_cast<loop::Error*>(raised.object())));
  if (has_flag(raised, TypeFlag::is_type) && static_cast<Type*>(raised.object())->has(TypeFlag::is_exception)) {
    const Value made_now = call(rt, raised);
    if (is_exception(made_now)) return Ref<ExceptionObject>(&as_exception(made_now));
    raise_type_error(rt, fmt::format("calling {} should have returned an instance of BaseException, not {}",
                                     repr(rt, raised)->view(),
                                     repr(rt, Value(static_cast<Object*>(type_of(rt, made_now))))->view()));
  }
  raise_type_error(rt, "exceptions must derive from BaseException");
}

namespace {

bool is_exception_class(const Value& v) {
  return has_flag(v, TypeFlag::is_type) && static_cast<Type*>(v.object())->has(TypeFlag::is_exception);
}

void check_catchable(Runtime& rt, const Value& v) {
  if (!is_exception_class(v))
    raise_type_error(rt, "catching classes that do not inherit from BaseException is not allowed");
}

}  // namespace

bool matches(Runtime& rt, ExceptionObject& error, const Value& classes) {
  if (!is_tuple(classes)) {
    check_catchable(rt, classes);
    return error.type()->is_subtype_of(static_cast<Type*>(classes.object()));
  }
  const Tuple& several = as_tuple(classes);
  for (const Value& one : several.items()) check_catchable(rt, one);
  for (const Value& one : several.items()) {
    if (error.type()->is_subtype_of(static_cast<Type*>(one.object()))) return true;
  }
  return false;
}

// ---- the last lines of a traceback

namespace {

std::string qualified_name(const Type& type) {
  const std::string_view name = is_str(type.qualname) ? as_str(type.qualname).view() : std::string_view(type.name());
  if (!is_str(type.module)) return fmt::format("<unknown>.{}", name);
  const std::string_view module = as_str(type.module).view();
  if (module == "builtins" || module == "__main__") return std::string(name);
  return fmt::format("{}.{}", module, name);
}

std::string safe_text(Runtime& rt, const Value& v, std::string_view what) {
  try {
    return std::string(str(rt, v)->view());
  } catch (const loop::Raised&) {
    return fmt::format("<{} str() failed>", what);
  }
}

void add_notes(Runtime& rt, ExceptionObject& error, std::string& lines) {
  Dict* dict = error.attributes(false);
  const Value* notes = dict ? dict->find(rt.names().dunder.notes_) : nullptr;
  if (!notes || notes->is_none()) return;
  if (!is_list(*notes) && !is_tuple(*notes)) {
    lines += "\n" + std::string(repr(rt, *notes)->view());
    return;
  }
  for_each(rt, *notes, [&](const Value& note) { lines += "\n" + safe_text(rt, note, "note"); });
}

}  // namespace

std::string last_line(Runtime& rt, ExceptionObject& error) {
  const std::string text = safe_text(rt, Value(static_cast<Object*>(&error)), "exception");
  std::string line = qualified_name(*error.type());
  if (!text.empty()) line += ": " + text;
  line += error.hint;
  add_notes(rt, error, line);
  return line;
}

}  // namespace orrery::script
