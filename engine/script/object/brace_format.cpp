// str.format: fields, attributes, indices, conversions, nested specs. (string_format.h)
#include <fmt/format.h>

#include "engine/script/object/exception.hpp"
#include "engine/script/object/format_spec.hpp"
#include "engine/script/object/operators.hpp"
#include "engine/script/object/str.hpp"

namespace orrery::script {

namespace {

class BraceFormatter {
 public:
  BraceFormatter(Runtime& rt, Args args, const Value& mapping) : rt_(rt), args_(args), mapping_(mapping) {}

  std::string render(std::string_view text, int depth) {
    if (depth < 0) raise_value_error(rt_, "Max string recursion exceeded");
    std::string result;
    std::size_t at = 0;
    while (at < text.size()) {
      const char c = text[at];
      if (c != '{' && c != '}') {
        const std::size_t next = std::min(text.find_first_of("{}", at), text.size());
        result += text.substr(at, next - at);
        at = next;
      } else if (at + 1 < text.size() && text[at + 1] == c) {
        result += c;
        at += 2;
      } else if (c == '}' || at + 1 == text.size()) {
        raise_value_error(rt_, fmt::format("Single '{}' encountered in format string", c));
      } else {
        result += field(text, ++at, depth);
      }
      rt_.heap().expect(result.size());
    }
    return result;
  }

 private:
  // Reads the field that begins at `at` (behind its brace) and moves behind its end.
  std::string field(std::string_view text, std::size_t& at, int depth) {
    const std::size_t name_begin = at;
    bool in_brackets = false;
    for (; at < text.size(); ++at) {
      const char c = text[at];
      if (c == '{' && !in_brackets) raise_value_error(rt_, "unexpected '{' in field name");
      if (c == '[') in_brackets = true;
      if (c == ']') in_brackets = false;
      if (!in_brackets && (c == '}' || c == ':' || c == '!')) break;
    }
    if (at >= text.size()) raise_value_error(rt_, "expected '}' before end of string");
    const std::string_view name = text.substr(name_begin, at - name_begin);
    const char conversion = text[at] == '!' ? read_conversion(text, at) : '\0';
    std::string_view spec;
    if (text[at] == ':') spec = read_spec(text, at);
    ++at;
    const Value v = value_of(name);
    return finish(v, conversion, spec, depth);
  }

  char read_conversion(std::string_view text, std::size_t& at) {
    if (++at >= text.size()) raise_value_error(rt_, "end of string while looking for conversion specifier");
    const char conversion = text[at++];
    if (at >= text.size()) raise_value_error(rt_, "unmatched '{' in format spec");
    if (text[at] != ':' && text[at] != '}') raise_value_error(rt_, "expected ':' after conversion specifier");
    return conversion;
  }

  std::string_view read_spec(std::string_view text, std::size_t& at) {
    const std::size_t begin = ++at;
    for (int depth = 1; at < text.size(); ++at) {
      if (text[at] == '{') ++depth;
      if (text[at] == '}' && --depth == 0) return text.substr(begin, at - begin);
    }
    raise_value_error(rt_, "unmatched '{' in format spec");
  }

  std::string finish(Value v, char conversion, std::string_view spec, int depth) {
    if (conversion == 'r') v = Value(repr(rt_, v));
    if (conversion == 's') v = Value(str(rt_, v));
    if (conversion == 'a') v = Value(ascii(rt_, v));
    if (conversion != 0 && std::string_view("rsa").find(conversion) == std::string_view::npos)
      raise_value_error(rt_, fmt::format("Unknown conversion specifier {}", conversion));
    const bool nested = spec.find_first_of("{}") != std::string_view::npos;
    const std::string how = nested ? render(spec, depth - 1) : std::string(spec);
    return std::string(format(rt_, v, make_str(rt_, how).get())->view());
  }

  // ---- what a name stands for

  static bool is_number(std::string_view text) {
    return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
  }

  std::int64_t number_of(std::string_view text) {
    std::int64_t number = 0;
    for (const char c : text) {
      if (number > INT64_MAX / 10 - 10) raise_value_error(rt_, "Too many decimal digits in format string");
      number = number * 10 + (c - '0');
    }
    return number;
  }

  enum class Numbering { undecided, automatic, manual };
  void settle(Numbering wanted) {
    if (numbering_ == Numbering::undecided) numbering_ = wanted;
    if (numbering_ == wanted) return;
    raise_value_error(rt_, wanted == Numbering::manual
                               ? "cannot switch from automatic field numbering to manual field specification"
                               : "cannot switch from manual field specification to automatic field numbering");
  }

  Value positional(std::int64_t i) {
    if (!is_unset(mapping_)) raise_value_error(rt_, "Format string contains positional fields");
    if (i >= static_cast<std::int64_t>(args_.size()))
      raise(rt_, rt_.types().index_error,
            fmt::format("Replacement index {} out of range for positional args tuple", i));
    return args_[static_cast<std::size_t>(i)];
  }

  Value first_of(std::string_view name) {
    if (name.empty()) {
      settle(Numbering::automatic);
      return positional(next_++);
    }
    if (is_number(name)) {
      settle(Numbering::manual);
      return positional(number_of(name));
    }
    const Value key(make_str(rt_, name));
    if (!is_unset(mapping_)) return getitem(rt_, mapping_, key);
    const Value* found = args_.keyword(name);
    if (!found) raise(rt_, rt_.types().key_error, key);
    return *found;
  }

  Value value_of(std::string_view name) {
    std::size_t at = std::min(name.find_first_of(".["), name.size());
    Value v = first_of(name.substr(0, at));
    while (at < name.size()) {
      const char kind = name[at++];
      if (kind == '.') {
        const std::size_t end = std::min(name.find_first_of(".[", at), name.size());
        if (end == at) raise_value_error(rt_, "Empty attribute in format string");
        v = getattr(rt_, v, name.substr(at, end - at));
        at = end;
      } else if (kind == '[') {
        const std::size_t end = name.find(']', at);
        if (end == std::string_view::npos) raise_value_error(rt_, "Missing ']' in format string");
        const std::string_view key = name.substr(at, end - at);
        if (key.empty()) raise_value_error(rt_, "Empty attribute in format string");
        v = getitem(rt_, v, is_number(key) ? Value::integer(number_of(key)) : Value(make_str(rt_, key)));
        at = end + 1;
      } else {
        raise_value_error(rt_, "Only '.' or '[' may follow ']' in format field specifier");
      }
    }
    return v;
  }

  Runtime& rt_;
  Args args_;
  Value mapping_;
  Numbering numbering_ = Numbering::undecided;
  std::int64_t next_ = 0;
};

}  // namespace

Value brace_format(Runtime& rt, std::string_view text, Args args, const Value& mapping) {
  const std::string copy(text);
  return make_str(rt, BraceFormatter(rt, args, mapping).render(copy, 1));
}

}  // namespace orrery::script
