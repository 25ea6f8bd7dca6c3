// warnings.WarningMessage and catch_warnings.
#include <fmt/format.h>

#include "engine/script/module/warnings.hpp"
#include "engine/script/object/exception.hpp"
#include "engine/script/object/str.hpp"

namespace orrery::script {
namespace {

constexpr std::array<std::string_view, 7> parts = {"message", "category", "filename", "lineno",
                                                   "file",    "line",     "source"};

Value init_message(Runtime& rt, Args args) {
  const auto v =
      bind_python<8>(rt, "WarningMessage.__init__",
                     {"self", "message", "category", "filename", "lineno", "file", "line", "source"}, args, 5);
  for (std::size_t i = 0; i < parts.size(); ++i)
    set_field(rt, v[0], parts[i], is_unset(v[i + 1]) ? Value(none) : v[i + 1]);
  set_field(rt, v[0], "_category_name", text(rt, name_text(rt, v[2], "")));
  return none;
}
Value str_message(Runtime& rt, Args args) {
  const auto shown = [&](std::string_view name) { return std::string(repr(rt, field(rt, args[0], name))->view()); };
  return text(rt,
              fmt::format("{{message : {}, category : {}, filename : {}, lineno : {}, line : {}}}", shown("message"),
                          shown("_category_name"), shown("filename"), shown("lineno"), shown("line")));
}
constexpr NativeMethod message_methods[] = {{"__init__", init_message}, {"__str__", str_message, no_arguments()}};

// ---------------------------------------------------------------- catch_warnings

Dict& names(Runtime& rt) {
  return *interpreter(rt).imported("warnings")->dict;
}
void set_name(Runtime& rt, std::string_view name, const Value& value) {
  names(rt).set(rt.heap().intern(name), value);
}
Value name(Runtime& rt, std::string_view wanted) {
  return *names(rt).find(wanted);
}

Value init_catch(Runtime& rt, Args args) {
  const auto v = bind_python<7>(rt, "catch_warnings.__init__",
                                {"self", "record", "module", "action", "category", "lineno", "append"}, args, 1, 1);
  set_field(rt, v[0], "_record", is_unset(v[1]) ? Value(false_value) : v[1]);
  set_field(rt, v[0], "_entered", false_value);
  set_field(rt, v[0], "_action", is_unset(v[3]) ? Value(none) : v[3]);
  set_field(rt, v[0], "_category", is_unset(v[4]) ? value_of(rt.types().warning) : v[4]);
  return none;
}
Value enter_catch(Runtime& rt, Args args) {
  const Value& self = args[0];
  if (truth(rt, field(rt, self, "_entered")))
    raise(rt, rt.types().runtime_error, fmt::format("Cannot enter {} twice", repr(rt, self)->view()));
  set_field(rt, self, "_entered", true_value);
  for (const std::string_view kept : {"filters", "showwarning", "_log"})
    set_field(rt, self, "_kept_" + std::string(kept), name(rt, kept));
  set_name(rt, "filters", Value(list_of(rt, name(rt, "filters"))));
  call_method(rt, name(rt, "_registry"), "clear");
  const Value action = field(rt, self, "_action");
  if (!action.is_none()) call(rt, name(rt, "simplefilter"), action, field(rt, self, "_category"));
  if (!truth(rt, field(rt, self, "_record"))) return none;
  const Value log(make_list(rt));
  set_name(rt, "_log", log);
  set_name(rt, "showwarning", name(rt, "_showwarning_orig"));
  return log;
}
Value exit_catch(Runtime& rt, Args args) {
  const Value& self = args[0];
  if (!truth(rt, field(rt, self, "_entered")))
    raise(rt, rt.types().runtime_error, fmt::format("Cannot exit {} without entering first", repr(rt, self)->view()));
  for (const std::string_view kept : {"filters", "showwarning", "_log"})
    set_name(rt, kept, field(rt, self, "_kept_" + std::string(kept)));
  call_method(rt, name(rt, "_registry"), "clear");
  return none;
}
constexpr NativeMethod catch_methods[] = {
    {"__init__", init_catch}, {"__enter__", enter_catch, no_arguments()}, {"__exit__", exit_catch}};

}  // namespace

void make_warning_classes(Runtime& rt, ModuleObject& module) {
  Type*& message = standard_state(rt).warning_message;
  message = make_library_class(rt, {.name = "WarningMessage", .module = "warnings", .methods = message_methods});
  define_class(rt, module, message);
  define_class(rt, module,
               make_library_class(rt, {.name = "catch_warnings", .module = "warnings", .methods = catch_methods}));
}

}  // namespace orrery::script
