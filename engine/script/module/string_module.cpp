// string: constants, capwords, Template. (CPython: Lib/string.py.)
#include <fmt/format.h>

#include <algorithm>

#include "engine/script/module/define.hpp"
#include "engine/script/module/library.hpp"
#include "engine/script/module/standard.hpp"
#include "engine/script/object/exception.hpp"
#include "engine/script/object/str.hpp"

namespace orrery::script {
namespace {

Value capwords(Runtime& rt, Args args) {
  const auto [s, sep] = bind_python<2>(rt, "capwords", {"s", "sep"}, args, 1);
  const bool by_space = is_none_or_unset(sep);
  const Value parts = by_space ? call_method(rt, s, "split") : call_method(rt, s, "split", {sep});
  const Ref<List> words = make_list(rt);
  for_each(rt, parts, [&](const Value& word) { words->append(call_method(rt, word, "capitalize")); });
  return call_method(rt, by_space ? text(rt, " ") : sep, "join", {Value(words)});
}

// ---------------------------------------------------------------- Template

bool starts_name(char c) {
  return (c | 32) >= 'a' && (c | 32) <= 'z';
}
bool in_name(char c) {
  return c == '_' || starts_name(c) || (c >= '0' && c <= '9');
}

// What stands behind a `$`: "$" again, a name, or nothing that means something.
struct Placeholder {
  enum class Kind { escaped, name, invalid } kind;
  std::string_view name;
  std::size_t length;  // of the text behind the `$`
};
Placeholder placeholder(std::string_view rest) {
  using Kind = Placeholder::Kind;
  if (rest.starts_with('$')) return {Kind::escaped, {}, 1};
  const bool braced = rest.starts_with('{');
  const std::string_view body = rest.substr(braced);
  std::size_t end = 0;
  if (!body.empty() && (starts_name(body[0]) || body[0] == '_'))
    while (end < body.size() && in_name(body[end])) ++end;
  const bool closed = !braced || (end < body.size() && body[end] == '}');
  if (end == 0 || !closed) return {Kind::invalid, {}, 0};
  return {Kind::name, body.substr(0, end), end + (braced ? 2u : 0u)};
}

[[noreturn]] void invalid(Runtime& rt, std::string_view all, std::size_t at) {
  const auto line = 1 + std::count(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(at), '\n');
  const std::size_t begin = all.substr(0, at).rfind('\n') + 1;
  raise_value_error(rt, fmt::format("Invalid placeholder in string: line {}, col {}", line,
                                    count_code_points(all.substr(begin, at - begin)) + 1));
}

// Calls text(…) for what stands as it is and name(name, whole) for the placeholders; invalid ones are text if
// `lenient`.
template <class Text, class Name>
void each_part(Runtime& rt, std::string_view all, bool lenient, Text add_text, Name add_name) {
  std::size_t from = 0;
  for (std::size_t at = all.find('$'); at != std::string_view::npos; at = all.find('$', from)) {
    add_text(all.substr(from, at - from));
    const Placeholder p = placeholder(all.substr(at + 1));
    if (p.kind == Placeholder::Kind::invalid && !lenient) invalid(rt, all, at);
    if (p.kind == Placeholder::Kind::name)
      add_name(p.name, all.substr(at, p.length + 1));
    else
      add_text("$");
    from = at + 1 + p.length;
  }
  add_text(all.substr(from));
}

Value init(Runtime& rt, Args args) {
  const auto [self, given] = bind_python<2>(rt, "Template.__init__", {"self", "template"}, args);
  set_field(rt, self, "template", given);
  return none;
}

Value substitute_with(Runtime& rt, Args args, bool safe) {
  if (args.size() > 2)
    raise_type_error(rt, fmt::format("Template.{}() takes from 1 to 2 positional arguments but {} were given",
                                     safe ? "safe_substitute" : "substitute", args.size()));
  const Value keywords(keywords_of(rt, args));
  const auto value_of_name = [&](std::string_view name, std::string_view whole) {
    const Value key = text(rt, name);
    if (const Value* found = as_dict(keywords).find(rt, key)) return std::string(str(rt, *found)->view());
    try {
      if (args.size() > 1) return std::string(str(rt, getitem(rt, args[1], key))->view());
    } catch (const loop::Raised& raised) {
      if (!safe || !is_exception_of(Value(raised.error()), rt.types().key_error)) throw;
    }
    if (!safe) raise(rt, rt.types().key_error, key);
    return std::string(whole);
  };
  std::string result;
  const Value all = getattr(rt, args[0], "template");
  each_part(
      rt, as_str(all).view(), safe, [&](std::string_view part) { result += part; },
      [&](std::string_view name, std::string_view whole) { result += value_of_name(name, whole); });
  return text(rt, result);
}
Value substitute(Runtime& rt, Args args) {
  return substitute_with(rt, args, false);
}
Value safe_substitute(Runtime& rt, Args args) {
  return substitute_with(rt, args, true);
}

Value get_identifiers(Runtime& rt, Args args) {
  const Ref<List> names = make_list(rt);
  const Value all = getattr(rt, args[0], "template");
  each_part(
      rt, as_str(all).view(), false, [](std::string_view) {},
      [&](std::string_view name, std::string_view) {
        const Value found = text(rt, name);
        if (!contains(rt, Value(names), found)) names->append(found);
      });
  return Value(names);
}
Value is_valid(Runtime& rt, Args args) {
  try {
    get_identifiers(rt, args);
    return true_value;
  } catch (const loop::Raised& raised) {
    if (!is_exception_of(Value(raised.error()), rt.types().value_error)) throw;
    return false_value;
  }
}

constexpr NativeMethod template_methods[] = {{"__init__", init},
                                             {"substitute", substitute},
                                             {"safe_substitute", safe_substitute},
                                             {"get_identifiers", get_identifiers, no_arguments()},
                                             {"is_valid", is_valid, no_arguments()}};
constexpr NativeMethod functions[] = {{"capwords", capwords}};

constexpr std::pair<std::string_view, std::string_view> constants[] = {
    {"ascii_lowercase", "abcdefghijklmnopqrstuvwxyz"},
    {"ascii_uppercase", "ABCDEFGHIJKLMNOPQRSTUVWXYZ"},
    {"ascii_letters", "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"},
    {"digits", "0123456789"},
    {"hexdigits", "0123456789abcdefABCDEF"},
    {"octdigits", "01234567"},
    {"punctuation", "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"},
    {"whitespace", " \t\n\r\v\f"},
    {"printable",
     "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~ \t\n\r\v\f"}};

}  // namespace

Ref<ModuleObject> string_module(Runtime& rt) {
  Ref<ModuleObject> module = make_module(rt, "string");
  add_functions(rt, *module->dict, "string", functions);
  for (const auto& [name, value] : constants) define(rt, *module, name, text(rt, value));
  define_class(rt, *module,
               make_library_class(rt, {.name = "Template", .module = "string", .methods = template_methods}));
  return module;
}

}  // namespace orrery::script
