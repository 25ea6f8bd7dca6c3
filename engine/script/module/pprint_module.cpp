// pprint. (CPython: Lib/pprint.py.) The named containers of collections stay on one line.
#include <fmt/format.h>

#include "engine/script/module/define.hpp"
#include "engine/script/module/library.hpp"
#include "engine/script/module/pretty.hpp"
#include "engine/script/module/standard.hpp"
#include "engine/script/module/standard_state.hpp"
#include "engine/script/object/exception.hpp"
#include "engine/script/object/number.hpp"

namespace orrery::script {
namespace {

constexpr std::size_t option_count = 6;
using Options = std::array<Value, option_count>;  // indent, width, depth, compact, sort_dicts, underscore_numbers

PrettyOptions options_of(Runtime& rt, const Options& given) {
  PrettyOptions o;
  const auto number = [&](const Value& v, std::int64_t otherwise) {
    return is_none_or_unset(v) ? otherwise : index_number(rt, v, rt.types().overflow_error);
  };
  const auto flag = [&](const Value& v, bool otherwise) { return is_unset(v) ? otherwise : truth(rt, v); };
  o.indent = number(given[0], 1);
  o.width = number(given[1], 80);
  o.depth = number(given[2], -1);
  o.compact = flag(given[3], false);
  o.sort_dicts = flag(given[4], true);
  o.underscores = flag(given[5], false);
  if (o.indent < 0) raise_value_error(rt, "indent must be >= 0");
  if (!is_none_or_unset(given[2]) && o.depth <= 0) raise_value_error(rt, "depth must be > 0");
  if (o.width == 0) raise_value_error(rt, "width must be != 0");
  return o;
}

void write_line(Runtime& rt, const Value& stream, const std::string& shown) {
  const Value to = is_none_or_unset(stream) ? module_member(rt, "sys", "stdout") : stream;
  call_method(rt, to, "write", {text(rt, shown + "\n")});
}

Value pformat(Runtime& rt, Args args) {
  const auto [object, indent, width, depth, compact, sorted, underscores] = bind_python<7>(
      rt, "pformat", {"object", "indent", "width", "depth", "compact", "sort_dicts", "underscore_numbers"}, args, 1, 4);
  return text(rt, PrettyPrinter(rt, options_of(rt, {indent, width, depth, compact, sorted, underscores}))(object));
}

Value print_with(Runtime& rt, Args args, std::string_view function, bool sorts) {
  const auto [object, stream, indent, width, depth, compact, sorted, underscores] = bind_python<8>(
      rt, function, {"object", "stream", "indent", "width", "depth", "compact", "sort_dicts", "underscore_numbers"},
      args, 1, 5);
  PrettyOptions options = options_of(rt, {indent, width, depth, compact, sorted, underscores});
  if (is_unset(sorted)) options.sort_dicts = sorts;
  write_line(rt, stream, PrettyPrinter(rt, options)(object));
  return none;
}
Value pprint(Runtime& rt, Args args) {
  return print_with(rt, args, "pprint", true);
}
Value pp(Runtime& rt, Args args) {
  return print_with(rt, args, "pp", false);
}

constexpr NativeMethod functions[] = {{"pformat", pformat}, {"pprint", pprint}, {"pp", pp}};

// ---------------------------------------------------------------- PrettyPrinter

constexpr std::string_view option_fields[] = {"_indent", "_width", "_depth", "_compact", "_sort_dicts", "_underscores"};

Value init(Runtime& rt, Args args) {
  const auto [self, indent, width, depth, stream, compact, sorted, underscores] = bind_python<8>(
      rt, "PrettyPrinter.__init__",
      {"self", "indent", "width", "depth", "stream", "compact", "sort_dicts", "underscore_numbers"}, args, 1, 5);
  const Options given{indent, width, depth, compact, sorted, underscores};
  options_of(rt, given);
  for (std::size_t i = 0; i < option_count; ++i)
    if (!is_unset(given[i])) set_field(rt, self, option_fields[i], given[i]);
  if (!is_unset(stream)) set_field(rt, self, "_stream", stream);
  return none;
}

std::string formatted(Runtime& rt, const Value& self, const Value& object) {
  Options given;
  for (std::size_t i = 0; i < option_count; ++i) given[i] = field(rt, self, option_fields[i]);
  return PrettyPrinter(rt, options_of(rt, given))(object);
}
Value own_pformat(Runtime& rt, Args args) {
  return text(rt, formatted(rt, args[0], args[1]));
}
Value own_pprint(Runtime& rt, Args args) {
  write_line(rt, field(rt, args[0], "_stream"), formatted(rt, args[0], args[1]));
  return none;
}
constexpr NativeMethod methods[] = {
    {"__init__", init}, {"pformat", own_pformat, one_argument()}, {"pprint", own_pprint, one_argument()}};

}  // namespace

Ref<ModuleObject> pprint_module(Runtime& rt) {
  Ref<ModuleObject> module = make_module(rt, "pprint");
  add_functions(rt, *module->dict, "pprint", functions);
  define_class(rt, *module, make_library_class(rt, {.name = "PrettyPrinter", .module = "pprint", .methods = methods}));
  return module;
}

}  // namespace orrery::script
