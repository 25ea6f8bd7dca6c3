#include "engine/loop/values.hpp"

#include <optional>
#include <string>

#include "engine/loop/error.hpp"
#include "engine/loop/task.hpp"

namespace orrery::loop {
namespace {

class NativeValues final : public Values {
 public:
  std::string repr(const Value& value) override {
    if (value.is_none()) return "None";
    if (value.is_integer()) return std::to_string(value.as_integer());
    if (value.is_constant()) return constant_repr(value.as_constant());
    return object_repr(value);
  }
  Value bytes(std::string&& bytes) override { return Value::box(Bytes{std::move(bytes)}); }
  Value list(std::vector<Value>&& items) override { return Value::box(std::move(items)); }
  Value text(std::string_view text) override { return Value::box(std::string(text)); }
  bool is_generator(const Value&) override { return false; }
  bool less(const Value& a, const Value& b) override {
    if (a.is_integer() && b.is_integer()) return a.as_integer() < b.as_integer();
    const auto left = number_of(a), right = number_of(b);
    if (left && right) return *left < *right;
    if (a.unbox<std::string>() && b.unbox<std::string>()) return *a.unbox<std::string>() < *b.unbox<std::string>();
    using Items = std::vector<Value>;
    if (a.unbox<Items>() && b.unbox<Items>()) return less_items(*a.unbox<Items>(), *b.unbox<Items>());
    raise_as_kind(native_errors().make(ErrorKind::type, "no order between " + repr(a) + " and " + repr(b)));
  }

 private:
  static std::optional<double> number_of(const Value& value) {
    if (value.is_integer()) return static_cast<double>(value.as_integer());
    const auto* number = value.unbox<double>();
    return number ? std::optional(*number) : std::nullopt;
  }
  // By the first pair of which either is less; the shorter one otherwise.
  bool less_items(const std::vector<Value>& a, const std::vector<Value>& b) {
    for (std::size_t i = 0; i < a.size() && i < b.size(); ++i) {
      if (less(a[i], b[i])) return true;
      if (less(b[i], a[i])) return false;
    }
    return a.size() < b.size();
  }
  static std::string constant_repr(unsigned number) {
    if (number < 2) return number == 0 ? "False" : "True";
    return "constant " + std::to_string(number);
  }
  std::string object_repr(const Value& value) {
    if (const auto* text = value.unbox<std::string>()) return text_repr(*text);
    if (const auto* bytes = value.unbox<Bytes>()) return bytes_repr(bytes->text);
    if (const auto* items = value.unbox<std::vector<Value>>()) return list_repr(*items);
    if (value.tag() == Tag::error) return static_cast<Error*>(value.object())->repr();
    if (value.has_tag(Tag::future) || value.has_tag(Tag::task))
      return future_repr(*static_cast<Future*>(value.object()));
    return std::string(tag_word(value.tag()));
  }
  static std::string future_repr(const Future& future) {
    constexpr std::string_view words[] = {" pending", " finished", " cancelled"};
    std::string text = '<' + std::string(future.type_name());
    text += words[static_cast<std::size_t>(future.state())];
    if (future.tag() == Tag::task) text += " name=" + text_repr(static_cast<const Task&>(future).name());
    return text + '>';
  }
  std::string list_repr(const std::vector<Value>& items) {
    std::string text = "[";
    for (const Value& item : items) text += (text.size() > 1 ? ", " : "") + repr(item);
    return text + ']';
  }
  static std::string_view tag_word(Tag tag) {
    switch (tag) {
      case Tag::coroutine:
        return "<coroutine>";
      case Tag::future:
        return "<Future>";
      case Tag::task:
        return "<Task>";
      case Tag::handle:
        return "<Handle>";
      case Tag::loop:
        return "<EventLoop>";
      case Tag::context:
        return "<Context>";
      case Tag::context_variable:
        return "<ContextVar>";
      case Tag::context_token:
        return "<Token>";
      default:
        return "<object>";
    }
  }
};

void append_escaped(std::string& text, unsigned char byte, char quote, bool ascii) {
  constexpr char digits[] = "0123456789abcdef";
  switch (byte) {
    case '\n':
      text += "\\n";
      return;
    case '\r':
      text += "\\r";
      return;
    case '\t':
      text += "\\t";
      return;
    case '\\':
      text += "\\\\";
      return;
    default:
      break;
  }
  if (byte == static_cast<unsigned char>(quote)) {
    text += '\\';
    text += quote;
  } else if (byte < 0x20 || byte == 0x7f || (ascii && byte > 0x7f)) {
    text += "\\x";
    text += digits[byte >> 4];
    text += digits[byte & 15];
  } else {
    text += static_cast<char>(byte);
  }
}

std::string quoted(std::string_view content, bool ascii) {
  const bool apostrophe = content.find('\'') != content.npos && content.find('"') == content.npos;
  const char quote = apostrophe ? '"' : '\'';
  std::string text(1, quote);
  for (const char c : content) append_escaped(text, static_cast<unsigned char>(c), quote, ascii);
  return text + quote;
}

}  // namespace

Values& native_values() noexcept {
  static NativeValues values;  // without state: one for all runs
  return values;
}

std::string bytes_repr(std::string_view bytes, std::size_t limit) {
  return 'b' + quoted(bytes.substr(0, limit), true) + (bytes.size() > limit ? "..." : "");
}

std::string text_repr(std::string_view text) {
  return quoted(text, false);
}

}  // namespace orrery::loop
