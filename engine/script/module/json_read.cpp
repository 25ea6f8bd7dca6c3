#include <cctype>
#include <cstdlib>

#include "engine/script/module/json.hpp"
#include "engine/script/object/exception.hpp"
#include "engine/script/object/number.hpp"
#include "engine/script/object/str.hpp"

namespace orrery::script {
namespace {

class JsonReader {
 public:
  JsonReader(Runtime& rt, const Value& source, const JsonHooks& hooks)
      : rt_(rt), source_(source), text_(as_str(source).view()), hooks_(hooks) {}

  Value run() {
    skip();
    Value v = value();
    skip();
    if (at_ < text_.size()) fail("Extra data", at_);
    return v;
  }

 private:
  [[noreturn]] void fail(std::string_view what, std::size_t where) { raise_json_error(rt_, what, source_, where); }
  char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }
  void skip() {
    while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\t' || text_[at_] == '\n' || text_[at_] == '\r'))
      ++at_;
  }
  bool take(std::string_view word) {
    if (!text_.substr(at_).starts_with(word)) return false;
    at_ += word.size();
    return true;
  }

  Value value() {
    const Nested nested(rt_, " while decoding a JSON document");
    if (peek() == '"') return text(rt_, string());
    if (take("{")) return object();
    if (take("[")) return array();
    if (take("null")) return none;
    if (take("true")) return true_value;
    if (take("false")) return false_value;
    for (const std::string_view word : {"NaN", "Infinity", "-Infinity"})
      if (take(word)) return constant(word);
    return number();
  }
  Value constant(std::string_view word) {
    if (!hooks_.constant.is_none()) return call(rt_, hooks_.constant, text(rt_, word));
    return make_float(rt_, std::strtod(std::string(word).c_str(), nullptr));
  }

  std::size_t digits(std::size_t from) const {
    while (from < text_.size() && std::isdigit(static_cast<unsigned char>(text_[from]))) ++from;
    return from;
  }
  Value number() {
    const std::size_t start = at_;
    std::size_t end = start + (peek() == '-');
    const std::size_t first = end;
    end = end < text_.size() && text_[end] == '0' ? end + 1 : digits(end);
    if (end == first) fail("Expecting value", start);
    bool whole = true;
    if (end < text_.size() && text_[end] == '.' && digits(end + 1) > end + 1) {
      end = digits(end + 1);
      whole = false;
    }
    if (end < text_.size() && (text_[end] == 'e' || text_[end] == 'E')) {
      const std::size_t sign = end + 1 + (end + 1 < text_.size() && (text_[end + 1] == '-' || text_[end + 1] == '+'));
      if (digits(sign) > sign) {
        end = digits(sign);
        whole = false;
      }
    }
    at_ = end;
    return made(std::string(text_.substr(start, end - start)), whole);
  }
  Value made(const std::string& shown, bool whole) {
    const Value& hook = whole ? hooks_.whole : hooks_.number;
    if (!hook.is_none()) return call(rt_, hook, text(rt_, shown));
    if (!whole) return make_float(rt_, std::strtod(shown.c_str(), nullptr));
    return call(rt_, value_of(rt_.types().int_), text(rt_, shown));
  }

  // 3.13 has words of its own for a comma before the end.
  void check_trailing(char bracket, std::size_t comma, std::string_view what) {
    if (peek() == bracket && rt_.environment().rules() == loop::Rules::py313) fail(what, comma);
  }
  Value array() {
    const Ref<List> items = make_list(rt_);
    skip();
    if (take("]")) return Value(items);
    for (;;) {
      items->append(value());
      skip();
      if (take("]")) return Value(items);
      const std::size_t comma = at_;
      if (!take(",")) fail("Expecting ',' delimiter", at_);
      skip();
      check_trailing(']', comma, "Illegal trailing comma before end of array");
    }
  }
  Value object() {
    const Ref<List> pairs = make_list(rt_);
    skip();
    if (take("}")) return finished(*pairs);
    for (;;) {
      if (peek() != '"') fail("Expecting property name enclosed in double quotes", at_);
      const Value key = text(rt_, string());
      skip();
      if (!take(":")) fail("Expecting ':' delimiter", at_);
      skip();
      pairs->append(Value(make_tuple(rt_, {key, value()})));
      skip();
      if (take("}")) return finished(*pairs);
      const std::size_t comma = at_;
      if (!take(",")) fail("Expecting ',' delimiter", at_);
      skip();
      check_trailing('}', comma, "Illegal trailing comma before end of object");
    }
  }
  Value finished(List& pairs) {
    if (!hooks_.pairs.is_none()) return call(rt_, hooks_.pairs, Value(Ref<List>(&pairs)));
    const Ref<Dict> dict = make_dict(rt_);
    for (std::size_t i = 0; i < pairs.size(); ++i) dict->set(rt_, as_tuple(pairs[i])[0], as_tuple(pairs[i])[1]);
    return hooks_.object.is_none() ? Value(dict) : call(rt_, hooks_.object, Value(dict));
  }

  std::string string() {
    const std::size_t start = at_++;
    std::string content;
    for (;; ++at_) {
      if (at_ >= text_.size()) fail("Unterminated string starting at", start);
      const char c = text_[at_];
      if (c == '"') break;
      if (static_cast<unsigned char>(c) < 0x20) fail("Invalid control character at", at_);
      if (c == '\\')
        escape(content, start);
      else
        content += c;
    }
    ++at_;
    return content;
  }
  void escape(std::string& into, std::size_t start) {
    constexpr std::string_view letters = "\"\\/bfnrt", means = "\"\\/\b\f\n\r\t";
    if (++at_ >= text_.size()) fail("Unterminated string starting at", start);
    const std::size_t which = letters.find(text_[at_]);
    if (which != std::string_view::npos) {
      into += means[which];
      return;
    }
    if (text_[at_] != 'u') fail("Invalid \\escape", at_ - 1);
    char32_t c = hex(at_);
    at_ += 4;
    if (c >= 0xd800 && c < 0xdc00 && text_.substr(at_ + 1).starts_with("\\u")) {
      const char32_t low = hex(at_ + 2);
      if (low >= 0xdc00 && low < 0xe000) {
        c = 0x10000 + ((c - 0xd800) << 10) + (low - 0xdc00);
        at_ += 6;
      }
    }
    append_utf8(into, c);
  }
  // The four digits behind the `u` at this place.
  char32_t hex(std::size_t u) {
    char32_t c = 0;
    for (std::size_t i = u + 1; i <= u + 4; ++i) {
      if (i >= text_.size() || !std::isxdigit(static_cast<unsigned char>(text_[i]))) fail("Invalid \\uXXXX escape", u);
      const char d = text_[i];
      c = c * 16 + static_cast<char32_t>(d <= '9' ? d - '0' : (d | 0x20) - 'a' + 10);
    }
    return c;
  }

  Runtime& rt_;
  Value source_;
  std::string_view text_;
  const JsonHooks& hooks_;
  std::size_t at_ = 0;
};

}  // namespace

Value json_value(Runtime& rt, const Value& source, const JsonHooks& hooks) {
  return JsonReader(rt, source, hooks).run();
}

void raise_json_error(Runtime& rt, std::string_view what, const Value& source, std::size_t byte) {
  const std::int64_t position = static_cast<std::int64_t>(count_code_points(as_str(source).view().substr(0, byte)));
  const Value values[] = {text(rt, what), source, Value::integer(position)};
  const Value error = call(rt, value_of(standard_state(rt).decode_error), Args(values, 3));
  raise(Ref<ExceptionObject>(&as_exception(error)));
}

}  // namespace orrery::script
