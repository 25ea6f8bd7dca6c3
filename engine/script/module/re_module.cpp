// re: patterns and what is done with them. (CPython: Lib/re/__init__.py, Modules/_sre/sre.c.)
#include <fmt/format.h>

#include <algorithm>

#include "engine/script/module/define.hpp"
#include "engine/script/module/re_objects.hpp"
#include "engine/script/module/standard.hpp"
#include "engine/script/object/builtins.hpp"
#include "engine/script/object/exception.hpp"
#include "engine/script/object/number.hpp"
#include "engine/script/object/str.hpp"
#include "engine/script/vm/interpreter.hpp"

namespace orrery::script {
namespace {

using regex::Found;
using regex::Where;

Value type_named(Runtime& rt, std::string_view name) {
  return *interpreter(rt).imported("re")->dict->find(name);
}

[[noreturn]] void raise_error(Runtime& rt, const regex::Error& error, const Value& pattern) {
  const Value values[] = {text(rt, fmt::format("{} at position {}", error.what, error.at))};
  const Value made = call(rt, type_named(rt, "error"), Args(values, 1));
  set_field(rt, made, "msg", text(rt, error.what));
  set_field(rt, made, "pattern", pattern);
  set_field(rt, made, "pos", Value::integer(static_cast<std::int64_t>(error.at)));
  raise(Ref<ExceptionObject>(&as_exception(made)));
}

Value compiled(Runtime& rt, const Value& pattern, std::int64_t flags) {
  Type* const type = type_from(type_named(rt, "Pattern"));
  if (is_exact(pattern, type)) {
    if (flags != 0) raise_value_error(rt, "cannot process flags argument with a compiled pattern");
    return pattern;
  }
  if (!is_str(pattern)) raise_type_error(rt, "first argument must be string or compiled pattern");
  const Value key(make_tuple(rt, {pattern, Value::integer(flags)}));
  Dict& cache = as_dict(type_named(rt, "_cache"));
  if (const Value* known = cache.find(rt, key)) return *known;
  Ref<PatternObject> made = rt.heap().make<PatternObject>(type);
  made->source = pattern;
  try {
    made->pattern = regex::parse(regex::decode(as_str(pattern).view()), static_cast<std::uint32_t>(flags));
  } catch (const regex::Error& error) {
    raise_error(rt, error, pattern);
  }
  constexpr std::size_t most = 512;
  if (cache.size() >= most) cache.clear();
  cache.set(rt, key, Value(made));
  return Value(made);
}

std::int64_t flags_of(Runtime& rt, const Value& v) {
  return is_unset(v) ? 0 : index_number(rt, index(rt, v), rt.types().overflow_error);
}

// ---------------------------------------------------------------- searching

// A text that is searched, with its bounds.
struct Subject {
  Value text;
  std::u32string characters;
  std::size_t from = 0, to = 0;
};
Subject subject_of(Runtime& rt, const Value& v, const Value& pos = unset, const Value& endpos = unset) {
  if (!is_str(v)) {
    raise_type_error(rt, fmt::format("expected string or bytes-like object, got '{}'", type_of(rt, v)->name()));
  }
  Subject s{v, regex::decode(as_str(v).view()), 0, 0};
  const auto bound = [&](const Value& at, std::size_t otherwise) {
    if (is_unset(at)) return otherwise;
    return static_cast<std::size_t>(
        std::clamp<std::int64_t>(index_number(rt, at, nullptr), 0, static_cast<std::int64_t>(s.characters.size())));
  };
  s.to = bound(endpos, s.characters.size());
  s.from = bound(pos, 0);
  return s;
}

Value match_object(Runtime& rt, const Value& pattern, const Subject& s, Found found) {
  Ref<MatchObject> made = rt.heap().make<MatchObject>(type_from(type_named(rt, "Match")));
  made->pattern = pattern;
  made->text = s.text;
  made->found = std::move(found);
  made->from = s.from;
  made->to = s.to;
  return Value(std::move(made));
}

Value find_one(Runtime& rt, const Value& pattern, const Subject& s, Where where) {
  Found found;
  if (s.from > s.to || !regex::find(rt, pattern_of(pattern), s.characters, s.from, s.to, where, found)) return none;
  return match_object(rt, pattern, s, std::move(found));
}

// All matches from left to right: f(Found&) says whether to go on. Behind an empty match no second one begins and ends
// at the same place.
template <class F>
void each_match(Runtime& rt, const Value& pattern, const Subject& s, F&& f) {
  std::int64_t not_empty_at = -1;
  for (std::size_t at = s.from; at <= s.to;) {
    Found found;
    if (!regex::find(rt, pattern_of(pattern), s.characters, at, s.to, Where::anywhere, found, not_empty_at)) return;
    at = static_cast<std::size_t>(found.groups[0].end);
    not_empty_at = found.groups[0].begin == found.groups[0].end ? found.groups[0].end : -1;
    if (!f(found)) return;
  }
}

Value piece(Runtime& rt, const Subject& s, const regex::Span& span, const Value& otherwise) {
  if (span.begin < 0) return otherwise;
  return text(rt, regex::encode(std::u32string_view(s.characters)
                                    .substr(static_cast<std::size_t>(span.begin),
                                            static_cast<std::size_t>(span.end - span.begin))));
}

Value all_found(Runtime& rt, const Value& pattern, const Subject& s) {
  const Ref<List> all = make_list(rt);
  const Value empty = text(rt, "");
  each_match(rt, pattern, s, [&](const Found& found) {
    if (found.groups.size() <= 2) {
      all->append(piece(rt, s, found.groups.back(), empty));
    } else {
      std::vector<Value> groups;
      for (std::size_t i = 1; i < found.groups.size(); ++i) groups.push_back(piece(rt, s, found.groups[i], empty));
      all->append(Value(make_tuple(rt, std::span<const Value>(groups))));
    }
    return true;
  });
  return Value(all);
}
Value all_matches(Runtime& rt, const Value& pattern, const Subject& s) {
  const Ref<List> all = make_list(rt);
  each_match(rt, pattern, s, [&](const Found& found) {
    all->append(match_object(rt, pattern, s, found));
    return true;
  });
  return iter(rt, Value(all));
}

Value replaced(Runtime& rt, const Value& pattern, const Value& by, const Subject& s, std::int64_t most, bool counted) {
  std::string result;
  std::int64_t count = 0, last = 0;
  const auto keep = [&](std::int64_t to) {
    result += regex::encode(
        std::u32string_view(s.characters).substr(static_cast<std::size_t>(last), static_cast<std::size_t>(to - last)));
  };
  each_match(rt, pattern, s, [&](const Found& found) {
    keep(found.groups[0].begin);
    const Value match = match_object(rt, pattern, s, found);
    const Value value = is_str(by) ? text(rt, expand_template(rt, as_str(by).view(), match)) : call(rt, by, match);
    result += str(rt, value)->view();
    last = found.groups[0].end;
    return ++count != most;
  });
  keep(static_cast<std::int64_t>(s.characters.size()));
  const Value shown = text(rt, result);
  return counted ? Value(make_tuple(rt, {shown, Value::integer(count)})) : shown;
}

Value divided(Runtime& rt, const Value& pattern, const Subject& s, std::int64_t most) {
  const Ref<List> all = make_list(rt);
  std::int64_t count = 0, last = 0;
  each_match(rt, pattern, s, [&](const Found& found) {
    all->append(piece(rt, s, {last, found.groups[0].begin}, none));
    for (std::size_t i = 1; i < found.groups.size(); ++i) all->append(piece(rt, s, found.groups[i], none));
    last = found.groups[0].end;
    return ++count != most;
  });
  all->append(piece(rt, s, {last, static_cast<std::int64_t>(s.characters.size())}, none));
  return Value(all);
}
std::int64_t number_or(Runtime& rt, const Value& v, std::int64_t otherwise) {
  return is_unset(v) ? otherwise : index_number(rt, index(rt, v), rt.types().overflow_error);
}

// ---------------------------------------------------------------- methods of patterns, functions of the module

template <Where where>
Value find_method(Runtime& rt, Args args) {
  const auto [self, string, pos, endpos] = script::bind<4>(rt, "match", {"", "string", "pos", "endpos"}, args, 2, 1);
  return find_one(rt, self, subject_of(rt, string, pos, endpos), where);
}
Value findall_method(Runtime& rt, Args args) {
  const auto [self, string, pos, endpos] = script::bind<4>(rt, "findall", {"", "string", "pos", "endpos"}, args, 2, 1);
  return all_found(rt, self, subject_of(rt, string, pos, endpos));
}
Value finditer_method(Runtime& rt, Args args) {
  const auto [self, string, pos, endpos] = script::bind<4>(rt, "finditer", {"", "string", "pos", "endpos"}, args, 2, 1);
  return all_matches(rt, self, subject_of(rt, string, pos, endpos));
}
template <bool counted>
Value sub_method(Runtime& rt, Args args) {
  const auto [self, by, string, count] = script::bind<4>(rt, "sub", {"", "repl", "string", "count"}, args, 3, 1);
  return replaced(rt, self, by, subject_of(rt, string), number_or(rt, count, 0), counted);
}
Value split_method(Runtime& rt, Args args) {
  const auto [self, string, most] = script::bind<3>(rt, "split", {"", "string", "maxsplit"}, args, 2, 1);
  return divided(rt, self, subject_of(rt, string), number_or(rt, most, 0));
}
constexpr NativeMethod pattern_methods[] = {{"match", find_method<Where::here>},
                                            {"fullmatch", find_method<Where::whole>},
                                            {"search", find_method<Where::anywhere>},
                                            {"findall", findall_method},
                                            {"finditer", finditer_method},
                                            {"sub", sub_method<false>},
                                            {"subn", sub_method<true>},
                                            {"split", split_method}};

template <Where where>
Value find_function(Runtime& rt, Args args) {
  const auto [pattern, string, flags] = bind_python<3>(rt, "match", {"pattern", "string", "flags"}, args, 2);
  return find_one(rt, compiled(rt, pattern, flags_of(rt, flags)), subject_of(rt, string), where);
}
Value findall(Runtime& rt, Args args) {
  const auto [pattern, string, flags] = bind_python<3>(rt, "findall", {"pattern", "string", "flags"}, args, 2);
  return all_found(rt, compiled(rt, pattern, flags_of(rt, flags)), subject_of(rt, string));
}
Value finditer(Runtime& rt, Args args) {
  const auto [pattern, string, flags] = bind_python<3>(rt, "finditer", {"pattern", "string", "flags"}, args, 2);
  return all_matches(rt, compiled(rt, pattern, flags_of(rt, flags)), subject_of(rt, string));
}
template <bool counted>
Value sub(Runtime& rt, Args args) {
  const auto v = bind_python<5>(rt, "sub", {"pattern", "repl", "string", "count", "flags"}, args, 3);
  return replaced(rt, compiled(rt, v[0], flags_of(rt, v[4])), v[1], subject_of(rt, v[2]), number_or(rt, v[3], 0),
                  counted);
}
Value split(Runtime& rt, Args args) {
  const auto v = bind_python<4>(rt, "split", {"pattern", "string", "maxsplit", "flags"}, args, 2);
  return divided(rt, compiled(rt, v[0], flags_of(rt, v[3])), subject_of(rt, v[1]), number_or(rt, v[2], 0));
}
Value compile(Runtime& rt, Args args) {
  const auto [pattern, flags] = bind_python<2>(rt, "compile", {"pattern", "flags"}, args, 1);
  return compiled(rt, pattern, flags_of(rt, flags));
}
Value escape(Runtime& rt, Args args) {
  constexpr std::string_view special = "()[]{}?*+-|^$\\.&~# \t\n\r\v\f";
  std::string shown;
  for (const char c : as_str(args[0]).view()) {
    if (special.find(c) != std::string_view::npos) shown += '\\';
    shown += c;
  }
  return text(rt, shown);
}
Value purge(Runtime& rt, Args) {
  as_dict(type_named(rt, "_cache")).clear();
  return none;
}
constexpr NativeMethod functions[] = {{"compile", compile},
                                      {"match", find_function<Where::here>},
                                      {"fullmatch", find_function<Where::whole>},
                                      {"search", find_function<Where::anywhere>},
                                      {"findall", findall},
                                      {"finditer", finditer},
                                      {"sub", sub<false>},
                                      {"subn", sub<true>},
                                      {"split", split},
                                      {"escape", escape, one_argument()},
                                      {"purge", purge, no_arguments()}};

void define_flags(Runtime& rt, ModuleObject& module) {
  constexpr std::tuple<std::string_view, std::string_view, int> flags[] = {
      {"IGNORECASE", "I", regex::ignore_case}, {"MULTILINE", "M", regex::multi_line}, {"DOTALL", "S", regex::dot_all},
      {"UNICODE", "U", regex::unicode},        {"VERBOSE", "X", regex::verbose},      {"ASCII", "A", regex::ascii}};
  for (const auto& [name, letter, number] : flags) {
    define(rt, module, name, Value::integer(number));
    define(rt, module, letter, Value::integer(number));
  }
  define(rt, module, "NOFLAG", Value::integer(0));
}

}  // namespace

Ref<ModuleObject> re_module(Runtime& rt) {
  Ref<ModuleObject> module = make_module(rt, "re");
  add_functions(rt, *module->dict, "re", functions);
  define_flags(rt, *module);
  define(rt, *module, "Pattern", value_of(make_pattern_type(rt, pattern_methods)));
  define(rt, *module, "Match", value_of(make_match_type(rt)));
  define(rt, *module, "_cache", Value(make_dict(rt)));
  const bool renamed = rt.environment().rules() == loop::Rules::py313;
  Type* const error = make_library_class(
      rt, {.name = renamed ? "PatternError" : "error", .module = "re", .bases = {rt.types().exception}});
  define(rt, *module, "error", value_of(error));
  if (renamed) define(rt, *module, "PatternError", value_of(error));
  return module;
}

}  // namespace orrery::script
