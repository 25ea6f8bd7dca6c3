#include <fmt/format.h>

#include <cmath>

#include "engine/script/module/json.hpp"
#include "engine/script/object/exception.hpp"
#include "engine/script/object/int_type.hpp"
#include "engine/script/object/number.hpp"
#include "engine/script/object/str.hpp"

namespace orrery::script {
namespace {

class JsonWriter {
 public:
  JsonWriter(Runtime& rt, const JsonStyle& style) : rt_(rt), style_(style) {}

  std::string run(const Value& v) {
    value(v);
    return std::move(text_);
  }

 private:
  void value(const Value& v) {
    if (is_str(v)) return quote(as_str(v).view());
    if (v.is_none()) return add("null");
    if (is_boolean(v)) return add(v == true_value ? "true" : "false");
    if (is_int(v)) return add(ints::digits(rt_, ints::plain(rt_, v), 10));
    if (is_float(v)) return add(number(as_double(v)));
    if (is_list(v) || is_tuple(v)) return within(v, [&] { array(v); });
    if (is_dict(v)) return within(v, [&] { object(as_dict(v)); });
    within(v, [&] { other(v); });
  }

  void other(const Value& v) {
    if (style_.otherwise.is_none())
      raise_type_error(rt_, fmt::format("Object of type {} is not JSON serializable",
                                        name_text(rt_, value_of(type_of(rt_, v)), "object")));
    value(call(rt_, style_.otherwise, v));
  }

  template <class F>
  void within(const Value& v, F&& f) {
    const Nested nested(rt_, " while encoding a JSON object");
    if (style_.check_circular)
      for (const Value& outer : open_)
        if (outer == v) raise_value_error(rt_, "Circular reference detected");
    open_.push_back(v);
    f();
    open_.pop_back();
  }

  void array(const Value& v) {
    const Ref<List> items = list_of(rt_, v);
    if (items->size() == 0) return add("[]");
    add("[");
    ++depth_;
    for (std::size_t i = 0; i < items->size(); ++i) {
      separate(i > 0);
      value((*items)[i]);
    }
    close("]");
  }

  void object(Dict& dict) {
    if (dict.size() == 0) return add("{}");
    add("{");
    ++depth_;
    bool more = false;
    const Ref<List> items = items_of(dict);
    for (std::size_t i = 0; i < items->size(); ++i) {
      const Value pair = (*items)[i];
      std::string name;
      if (!key(as_tuple(pair)[0], name)) continue;
      separate(more);
      more = true;
      quote(name);
      add(style_.key_separator);
      value(as_tuple(pair)[1]);
    }
    if (!more) {  // every key was skipped
      --depth_;
      return add("}");
    }
    close("}");
  }
  Ref<List> items_of(Dict& dict) {
    Ref<List> items = make_list(rt_);
    for (std::uint32_t i = 0; i < dict.entry_count(); ++i)
      if (!is_unset(dict.entry(i).key)) items->append(Value(make_tuple(rt_, {dict.entry(i).key, dict.entry(i).value})));
    if (style_.sort_keys) sort(rt_, *items, none, false);
    return items;
  }
  bool key(const Value& k, std::string& name) {
    if (is_str(k))
      name = as_str(k).view();
    else if (k.is_none())
      name = "null";
    else if (is_boolean(k))
      name = k == true_value ? "true" : "false";
    else if (is_int(k))
      name = ints::digits(rt_, ints::plain(rt_, k), 10);
    else if (is_float(k))
      name = number(as_double(k));
    else if (style_.skip_keys)
      return false;
    else
      raise_type_error(rt_, fmt::format("keys must be str, int, float, bool or None, not {}",
                                        name_text(rt_, value_of(type_of(rt_, k)), "object")));
    return true;
  }

  std::string number(double d) {
    if (std::isfinite(d)) return float_repr(d);
    const std::string_view shown = std::isnan(d) ? "NaN" : d > 0 ? "Infinity" : "-Infinity";
    if (style_.allow_nan) return std::string(shown);
    std::string why = "Out of range float values are not JSON compliant";
    if (rt_.environment().rules() != loop::Rules::py311) why += ": " + float_repr(d);
    raise_value_error(rt_, why);
  }

  // Between two items, or before the first.
  void separate(bool more) {
    if (more) add(style_.item_separator);
    new_line();
  }
  void new_line() {
    if (!style_.indented) return;
    add("\n");
    for (int i = 0; i < depth_; ++i) add(style_.indent);
  }
  void close(std::string_view bracket) {
    --depth_;
    new_line();
    add(bracket);
  }

  void quote(std::string_view from) {
    add("\"");
    const char* p = from.data();
    while (p < from.data() + from.size()) character(next_code_point(p));
    add("\"");
  }
  void character(char32_t c) {
    switch (c) {
      case '"':
        return add("\\\"");
      case '\\':
        return add("\\\\");
      case '\n':
        return add("\\n");
      case '\r':
        return add("\\r");
      case '\t':
        return add("\\t");
      case '\f':
        return add("\\f");
      case '\b':
        return add("\\b");
      default:
        break;
    }
    if (c >= 0x20 && (c < 0x7f || !style_.ascii)) return append_utf8(text_, c);
    if (c < 0x10000) return add(fmt::format("\\u{:04x}", static_cast<unsigned>(c)));
    const unsigned v = static_cast<unsigned>(c) - 0x10000;
    add(fmt::format("\\u{:04x}\\u{:04x}", 0xd800 + (v >> 10), 0xdc00 + (v & 0x3ff)));
  }
  void add(std::string_view more) {
    text_ += more;
    rt_.heap().expect(text_.size());
  }

  Runtime& rt_;
  const JsonStyle& style_;
  std::string text_;
  std::vector<Value> open_;
  int depth_ = 0;
};

}  // namespace

std::string json_text(Runtime& rt, const Value& v, const JsonStyle& style) {
  return JsonWriter(rt, style).run(v);
}

}  // namespace orrery::script
