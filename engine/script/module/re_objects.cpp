#include "engine/script/module/re_objects.hpp"

#include <fmt/format.h>

#include <cctype>

#include "engine/script/object/exception.hpp"
#include "engine/script/object/number.hpp"
#include "engine/script/object/str.hpp"

namespace orrery::script {
namespace {

MatchObject& match_of(const Value& v) {
  return *static_cast<MatchObject*>(v.object());
}
const regex::Pattern& rules_of(const Value& match) {
  return pattern_of(match_of(match).pattern);
}

// ---------------------------------------------------------------- groups

[[noreturn]] void no_group(Runtime& rt) {
  raise(rt, rt.types().index_error, "no such group");
}
std::size_t group_number(Runtime& rt, const Value& match, const Value& key) {
  if (is_str(key)) {
    const auto& names = rules_of(match).names;
    const auto found = names.find(std::string(as_str(key).view()));
    if (found == names.end()) no_group(rt);
    return static_cast<std::size_t>(found->second);
  }
  if (!is_int(key)) no_group(rt);
  const std::int64_t number = index_number(rt, key, rt.types().index_error);
  if (number < 0 || number > rules_of(match).groups) no_group(rt);
  return static_cast<std::size_t>(number);
}
Value group_text(Runtime& rt, const Value& match, std::size_t number, const Value& otherwise) {
  const regex::Span& span = match_of(match).found.groups[number];
  if (span.begin < 0) return otherwise;
  return Value(substring(rt, as_str(match_of(match).text), static_cast<std::size_t>(span.begin),
                         static_cast<std::size_t>(span.end)));
}

Value group(Runtime& rt, Args args) {
  if (args.size() <= 1) return group_text(rt, args[0], 0, none);
  if (args.size() == 2) return group_text(rt, args[0], group_number(rt, args[0], args[1]), none);
  std::vector<Value> all;
  for (std::size_t i = 1; i < args.size(); ++i)
    all.push_back(group_text(rt, args[0], group_number(rt, args[0], args[i]), none));
  return Value(make_tuple(rt, std::span<const Value>(all)));
}
Value getitem_match(Runtime& rt, const Value& self, const Value& key) {
  return group_text(rt, self, group_number(rt, self, key), none);
}
Value groups(Runtime& rt, Args args) {
  const auto [self, otherwise] = script::bind<2>(rt, "groups", {"", "default"}, args, 1, 1);
  std::vector<Value> all;
  for (std::size_t i = 1; i < match_of(self).found.groups.size(); ++i)
    all.push_back(group_text(rt, self, i, is_unset(otherwise) ? Value(none) : otherwise));
  return Value(make_tuple(rt, std::span<const Value>(all)));
}
// Names in the order of their groups.
template <class F>
void each_name(const regex::Pattern& pattern, F&& f) {
  for (int i = 1; i <= pattern.groups; ++i)
    for (const auto& [name, number] : pattern.names)
      if (number == i) f(name, number);
}
Value groupdict(Runtime& rt, Args args) {
  const auto [self, otherwise] = script::bind<2>(rt, "groupdict", {"", "default"}, args, 1, 1);
  const Value match = self, missing = is_unset(otherwise) ? Value(none) : otherwise;
  const Ref<Dict> all = make_dict(rt);
  each_name(rules_of(match), [&](const std::string& name, int number) {
    all->set(rt.heap().intern(name), group_text(rt, match, static_cast<std::size_t>(number), missing));
  });
  return Value(all);
}

regex::Span span_of(Runtime& rt, Args args) {
  return match_of(args[0]).found.groups[args.size() > 1 ? group_number(rt, args[0], args[1]) : 0];
}
Value start(Runtime& rt, Args args) {
  return Value::integer(span_of(rt, args).begin);
}
Value end(Runtime& rt, Args args) {
  return Value::integer(span_of(rt, args).end);
}
Value span(Runtime& rt, Args args) {
  const regex::Span s = span_of(rt, args);
  return Value(make_tuple(rt, {Value::integer(s.begin), Value::integer(s.end)}));
}
Value expand(Runtime& rt, Args args) {
  return text(rt, expand_template(rt, as_str(args[1]).view(), args[0]));
}

Value get_string(Runtime&, const Value& self) {
  return match_of(self).text;
}
Value get_pattern(Runtime&, const Value& self) {
  return match_of(self).pattern;
}
Value get_pos(Runtime&, const Value& self) {
  return Value::integer(static_cast<std::int64_t>(match_of(self).from));
}
Value get_endpos(Runtime&, const Value& self) {
  return Value::integer(static_cast<std::int64_t>(match_of(self).to));
}
Value get_lastindex(Runtime&, const Value& self) {
  const int last = match_of(self).found.last_group;
  return last < 0 ? Value(none) : Value::integer(last);
}
Value get_lastgroup(Runtime& rt, const Value& self) {
  Value found;
  each_name(rules_of(self), [&](const std::string& name, int number) {
    if (number == match_of(self).found.last_group) found = text(rt, name);
  });
  return found;
}
Value repr_match(Runtime& rt, const Value& self) {
  const regex::Span& s = match_of(self).found.groups[0];
  return text(rt, fmt::format("<re.Match object; span=({}, {}), match={}>", s.begin, s.end,
                              repr(rt, group_text(rt, self, 0, none))->view()));
}

constexpr NativeMethod match_methods[] = {{"group", group},
                                          {"groups", groups},
                                          {"groupdict", groupdict},
                                          {"start", start, between(0, 1)},
                                          {"end", end, between(0, 1)},
                                          {"span", span, between(0, 1)},
                                          {"expand", expand, one_argument()}};
constexpr NativeAttribute match_attributes[] = {
    {"string", get_string}, {"re", get_pattern},          {"pos", get_pos},
    {"endpos", get_endpos}, {"lastindex", get_lastindex}, {"lastgroup", get_lastgroup}};

// ---------------------------------------------------------------- patterns

PatternObject& pattern_object(const Value& v) {
  return *static_cast<PatternObject*>(v.object());
}
Value get_source(Runtime&, const Value& self) {
  return pattern_object(self).source;
}
Value get_flags(Runtime&, const Value& self) {
  return Value::integer(pattern_object(self).pattern.flags);
}
Value get_groups(Runtime&, const Value& self) {
  return Value::integer(pattern_object(self).pattern.groups);
}
Value get_groupindex(Runtime& rt, const Value& self) {
  const Ref<Dict> all = make_dict(rt);
  each_name(pattern_object(self).pattern,
            [&](const std::string& name, int number) { all->set(rt.heap().intern(name), Value::integer(number)); });
  return Value(all);
}
Value repr_pattern(Runtime& rt, const Value& self) {
  constexpr std::pair<std::uint32_t, std::string_view> names[] = {{regex::ignore_case, "IGNORECASE"},
                                                                  {regex::multi_line, "MULTILINE"},
                                                                  {regex::dot_all, "DOTALL"},
                                                                  {regex::verbose, "VERBOSE"},
                                                                  {regex::ascii, "ASCII"}};
  std::string flags;
  for (const auto& [flag, name] : names)
    if (pattern_object(self).pattern.flags & flag) flags += fmt::format("{}re.{}", flags.empty() ? ", " : "|", name);
  return text(rt, fmt::format("re.compile({}{})", repr(rt, pattern_object(self).source)->view(), flags));
}
constexpr NativeAttribute pattern_attributes[] = {
    {"pattern", get_source}, {"flags", get_flags}, {"groups", get_groups}, {"groupindex", get_groupindex}};

// ---------------------------------------------------------------- templates

class Template {
 public:
  Template(Runtime& rt, std::string_view source, const Value& match) : rt_(rt), source_(source), match_(match) {}
  std::string run() {
    for (; at_ < source_.size(); ++at_) source_[at_] == '\\' && at_ + 1 < source_.size() ? escape() : add(source_[at_]);
    return std::move(result_);
  }

 private:
  void add(char c) { result_ += c; }
  void put(const Value& key) {
    result_ += str(rt_, group_text(rt_, match_, group_number(rt_, match_, key), text(rt_, "")))->view();
  }
  void escape() {
    constexpr std::string_view letters = "abfnrtv\\", means = "\a\b\f\n\r\t\v\\";
    const char c = source_[++at_];
    if (const std::size_t i = letters.find(c); i != std::string_view::npos) return add(means[i]);
    if (c == 'g' && at_ + 1 < source_.size() && source_[at_ + 1] == '<') return named();
    if (std::isdigit(static_cast<unsigned char>(c))) return numbered();
    if (std::isalpha(static_cast<unsigned char>(c)))
      raise_value_error(rt_, fmt::format("bad escape \\{} at position {}", c, at_ - 1));
    add('\\');
    add(c);
  }
  void numbered() {
    std::int64_t number = source_[at_] - '0';
    if (at_ + 1 < source_.size() && std::isdigit(static_cast<unsigned char>(source_[at_ + 1])))
      number = number * 10 + (source_[++at_] - '0');
    put(Value::integer(number));
  }
  void named() {
    const std::size_t begin = at_ + 2, stop = source_.find('>', begin);
    if (stop == std::string_view::npos) raise_value_error(rt_, "missing >, unterminated name");
    const std::string name(source_.substr(begin, stop - begin));
    at_ = stop;
    const bool number = !name.empty() && name.find_first_not_of("0123456789") == std::string::npos;
    put(number && name.size() < 6 ? Value::integer(std::stoi(name)) : text(rt_, name));
  }

  Runtime& rt_;
  std::string_view source_;
  Value match_;
  std::size_t at_ = 0;
  std::string result_;
};

}  // namespace

std::string expand_template(Runtime& rt, std::string_view source, const Value& match) {
  return Template(rt, source, match).run();
}

Type* make_pattern_type(Runtime& rt, std::span<const NativeMethod> methods) {
  TypeSpec spec{.name = "re.Pattern",
                .module = "re",
                .flags = TypeFlag::no_construct,
                .methods = methods,
                .attributes = pattern_attributes};
  spec.slots.repr = repr_pattern;
  return rt.types().keep(make_type(rt, spec));
}

Type* make_match_type(Runtime& rt) {
  TypeSpec spec{.name = "re.Match",
                .module = "re",
                .flags = TypeFlag::no_construct,
                .methods = match_methods,
                .attributes = match_attributes};
  spec.slots.repr = repr_match;
  spec.slots.getitem = getitem_match;
  return rt.types().keep(make_type(rt, spec));
}

}  // namespace orrery::script
