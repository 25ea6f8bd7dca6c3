// The % operator of str and bytes. (unicodeobject.c, PyUnicode_Format; bytesobject.c)
#include <fmt/format.h>

#include "engine/script/object/bytes.hpp"
#include "engine/script/object/exception.hpp"
#include "engine/script/object/format_spec.hpp"
#include "engine/script/object/int_type.hpp"
#include "engine/script/object/memory_view.hpp"
#include "engine/script/object/number.hpp"
#include "engine/script/object/operators.hpp"
#include "engine/script/object/sequence.hpp"
#include "engine/script/object/str.hpp"

namespace orrery::script {

namespace {

struct Conversion {
  bool left = false, plus = false, blank = false, alternate = false, zero = false;
  std::int64_t width = -1;
  std::int64_t precision = -1;
  char code = 0;
};

class Formatter {
 public:
  Formatter(Runtime& rt, std::string_view text, const Value& args, bool bytes)
      : rt_(rt), text_(text), args_(args), bytes_(bytes), several_(is_tuple(args)) {
    const Slots& slots = type_of(rt, args)->slots;
    mapping_ = slots.getitem && !is_tuple(args) && !is_str(args) && !(bytes && is_bytes_like(args));
  }

  std::string run() {
    while (at_ < text_.size()) {
      const std::size_t percent = std::min(text_.find('%', at_), text_.size());
      result_ += text_.substr(at_, percent - at_);
      at_ = percent + 1;
      if (percent < text_.size()) convert();
      rt_.heap().expect(result_.size());
    }
    if (used_ < count() && !mapping_)
      raise_type_error(rt_,
                       fmt::format("not all arguments converted during {} formatting", bytes_ ? "bytes" : "string"));
    return std::move(result_);
  }

 private:
  std::size_t count() const { return several_ ? as_tuple(args_).size() : 1; }

  Value next_argument() {
    if (keyed_) return key_value_;
    if (used_ >= count()) raise_type_error(rt_, "not enough arguments for format string");
    const std::size_t at = used_++;
    return several_ ? as_tuple(args_)[at] : args_;
  }

  char peek() {
    if (at_ >= text_.size()) raise_value_error(rt_, "incomplete format");
    return text_[at_];
  }

  void read_key() {
    if (!mapping_) raise_type_error(rt_, "format requires a mapping");
    int depth = 1;
    const std::size_t begin = ++at_;
    for (; at_ < text_.size() && depth > 0; ++at_) depth += text_[at_] == '(' ? 1 : text_[at_] == ')' ? -1 : 0;
    if (depth > 0) raise_value_error(rt_, "incomplete format key");
    const std::string_view key = text_.substr(begin, at_ - begin - 1);
    key_value_ = getitem(rt_, args_, bytes_ ? make_bytes(rt_, key) : Value(make_str(rt_, key)));
    keyed_ = true;
  }

  std::int64_t read_number(bool is_width, Conversion& c) {
    if (peek() == '*') {
      ++at_;
      const Value v = next_argument();
      if (!is_int(v)) raise_type_error(rt_, "* wants int");
      std::int64_t number = 0;
      const bool fits = int_to_number(v, number) && (is_width || (number >= INT32_MIN && number <= INT32_MAX));
      if (!fits)
        raise(rt_, rt_.types().overflow_error,
              fmt::format("Python int too large to convert to C {}", is_width ? "ssize_t" : "int"));
      if (number < 0 && is_width) c.left = true;
      return is_width ? (number < 0 ? -number : number) : std::max<std::int64_t>(0, number);
    }
    std::int64_t number = is_width ? -1 : 0;
    for (; peek() >= '0' && peek() <= '9'; ++at_) {
      number = std::max<std::int64_t>(0, number) * 10 + (text_[at_] - '0');
      if (number > INT32_MAX) raise_value_error(rt_, is_width ? "width too big" : "precision too big");
    }
    return number;
  }

  void read_flags(Conversion& c) {
    for (;; ++at_) {
      switch (peek()) {
        case '-':
          c.left = true;
          break;
        case '+':
          c.plus = true;
          break;
        case ' ':
          c.blank = true;
          break;
        case '#':
          c.alternate = true;
          break;
        case '0':
          c.zero = true;
          break;
        default:
          return;
      }
    }
  }

  void convert() {
    if (peek() == '%') {
      ++at_;
      result_ += '%';
      return;
    }
    Conversion c;
    keyed_ = false;
    if (peek() == '(') read_key();
    read_flags(c);
    c.width = read_number(true, c);
    if (peek() == '.') {
      ++at_;
      c.precision = read_number(false, c);
    }
    if (peek() == 'h' || peek() == 'l' || peek() == 'L') ++at_;
    c.code = peek();
    ++at_;
    write(c, next_argument());
  }

  void write(const Conversion& c, const Value& v) {
    if (c.code == 's' || c.code == 'r' || c.code == 'a' || (bytes_ && c.code == 'b')) return write_text(c, v);
    if (c.code == 'c') return pad(c, character(v), 1);
    if (std::string_view("diuoxX").find(c.code) != std::string_view::npos) return write_number(c, integer(c, v));
    if (std::string_view("eEfFgG").find(c.code) != std::string_view::npos) return write_number(c, floating(c, v));
    const char* p = text_.data() + at_ - 1;
    const auto code = static_cast<unsigned>(next_code_point(p));
    raise_value_error(rt_, fmt::format("unsupported format character '{}' (0x{:x}) at index {}",
                                       code < 128 && code >= 32 ? std::string(1, c.code) : "?", code,
                                       bytes_ ? at_ - 1 : count_code_points(text_.substr(0, at_ - 1))));
  }

  std::string as_content(const Conversion& c, const Value& v) {
    if (!bytes_)
      return std::string((c.code == 's' ? str(rt_, v) : c.code == 'r' ? repr(rt_, v) : ascii(rt_, v))->view());
    if (c.code == 'r' || c.code == 'a') return std::string(ascii(rt_, v)->view());
    if (is_bytes_like(v)) return std::string(as_bytes(v).view());
    if (is_memory_view(rt_, v)) return bytes_of_view(rt_, v);
    const Value made = special_method(rt_, v, rt_.names().dunder.bytes_);
    if (!is_unset(made)) return std::string(bytes_argument(rt_, call(rt_, made)));
    raise_type_error(rt_,
                     fmt::format("%b requires a bytes-like object, or an object that implements __bytes__, not '{}'",
                                 type_of(rt_, v)->name()));
  }

  void write_text(const Conversion& c, const Value& v) {
    std::string content = as_content(c, v);
    std::size_t length = bytes_ ? content.size() : count_code_points(content);
    if (c.precision >= 0 && length > static_cast<std::size_t>(c.precision)) {
      length = static_cast<std::size_t>(c.precision);
      const char* p = content.data();
      for (std::size_t i = 0; i < length; ++i) bytes_ ? void(++p) : void(next_code_point(p));
      content.resize(static_cast<std::size_t>(p - content.data()));
    }
    pad(c, content, length);
  }

  std::string character(const Value& v) {
    std::string text;
    if (bytes_) {
      if (is_bytes_like(v) && as_bytes(v).size() == 1) return std::string(as_bytes(v).view());
      if (!is_int(v)) raise_type_error(rt_, "%c requires an integer in range(256) or a single byte");
      const std::int64_t code = index_number(rt_, v, nullptr);
      if (code < 0 || code > 255) raise(rt_, rt_.types().overflow_error, "%c arg not in range(256)");
      return std::string(1, static_cast<char>(code));
    }
    if (is_str(v) && as_str(v).length() == 1) return std::string(as_str(v).view());
    if (is_str(v) || (!is_int(v) && !type_of(rt_, v)->slots.index)) raise_type_error(rt_, "%c requires int or char");
    const std::int64_t code = index_number(rt_, v, nullptr);
    if (code < 0 || code > 0x10FFFF) raise(rt_, rt_.types().overflow_error, "%c arg not in range(0x110000)");
    append_utf8(text, static_cast<char32_t>(code));
    return text;
  }

  Value number_of(const Conversion& c, const Value& v) {
    if (is_int(v)) return v;
    const Slots& slots = type_of(rt_, v)->slots;
    const bool hexadecimal = c.code == 'x' || c.code == 'X' || c.code == 'o';
    if (hexadecimal && !slots.index)
      raise_type_error(rt_, fmt::format("%{} format: an integer is required, not {}", c.code, type_of(rt_, v)->name()));
    if (!hexadecimal && slots.to_int && !is_str(v)) return slots.to_int(rt_, v);
    if (slots.index) return slots.index(rt_, v);
    raise_type_error(rt_,
                     fmt::format("%{} format: a real number is required, not {}", c.code, type_of(rt_, v)->name()));
  }

  std::string integer(const Conversion& c, const Value& v) {
    const int base = c.code == 'o' ? 8 : c.code == 'x' || c.code == 'X' ? 16 : 10;
    std::string digits = ints::digits(rt_, number_of(c, v), base);
    const std::string sign = digits[0] == '-' ? "-" : "";
    digits.erase(0, sign.size());
    if (c.precision > static_cast<std::int64_t>(digits.size())) {
      rt_.heap().expect(static_cast<std::size_t>(c.precision));
      digits.insert(0, static_cast<std::size_t>(c.precision) - digits.size(), '0');
    }
    if (c.code == 'X') {
      for (char& d : digits) d = d >= 'a' && d <= 'z' ? static_cast<char>(d ^ 0x20) : d;
    }
    const std::string prefix = c.alternate && base != 10 ? std::string("0") + c.code : "";
    return sign + prefix + digits;
  }

  std::string floating(const Conversion& c, const Value& v) {
    if (bytes_ && !is_float(v) && !is_int(v) && !type_of(rt_, v)->slots.to_float)
      raise_type_error(rt_, fmt::format("float argument required, not {}", type_of(rt_, v)->name()));
    const int precision = c.precision < 0 ? 6 : static_cast<int>(c.precision);
    return double_text(to_double(rt_, v), c.code, precision, c.alternate);
  }

  void write_number(const Conversion& c, std::string text) {
    std::string sign;
    if (text[0] == '-') {
      sign = "-";
      text.erase(0, 1);
    } else if (c.plus || c.blank) {
      sign = c.plus ? "+" : " ";
    }
    const auto length = static_cast<std::int64_t>(sign.size() + text.size());
    if (c.zero && !c.left && c.width > length) {
      rt_.heap().expect(static_cast<std::size_t>(c.width));
      const std::size_t prefix = text.size() > 2 && text[0] == '0' && (text[1] | 0x20) >= 'a' &&
                                         std::string_view("oxX").find(text[1]) != std::string_view::npos
                                     ? 2
                                     : 0;
      text.insert(prefix, static_cast<std::size_t>(c.width - length), '0');
    }
    pad(c, sign + text, sign.size() + text.size());
  }

  void pad(const Conversion& c, const std::string& text, std::size_t length) {
    const std::int64_t gap = std::max<std::int64_t>(0, c.width - static_cast<std::int64_t>(length));
    rt_.heap().expect(static_cast<std::size_t>(gap));
    if (!c.left) result_.append(static_cast<std::size_t>(gap), ' ');
    result_ += text;
    if (c.left) result_.append(static_cast<std::size_t>(gap), ' ');
  }

  Runtime& rt_;
  std::string_view text_;
  Value args_;
  bool bytes_;
  bool several_;
  bool mapping_ = false;
  bool keyed_ = false;
  Value key_value_;
  std::size_t used_ = 0;
  std::size_t at_ = 0;
  std::string result_;
};

}  // namespace

Value percent_format(Runtime& rt, Str& text, const Value& args) {
  const std::string copy(text.view());
  return make_str(rt, Formatter(rt, copy, args, false).run());
}

Value percent_format_bytes(Runtime& rt, const Value& text, const Value& args) {
  const std::string copy(as_bytes(text).view());
  const std::string content = Formatter(rt, copy, args, true).run();
  return type_of(rt, text)->is_subtype_of(rt.types().bytearray) ? make_bytearray(rt, content) : make_bytes(rt, content);
}

}  // namespace orrery::script
