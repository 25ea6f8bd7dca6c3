// repr, str, ascii and format of any values. (object.c)
#include <fmt/format.h>

#include "engine/script/object/exception.hpp"
#include "engine/script/object/operators.hpp"
#include "engine/script/object/str.hpp"

namespace orrery::script {

namespace {

Ref<Str> as_text(const Value& v) {
  return Ref<Str>(&as_str(v));
}

}  // namespace

Ref<Str> repr(Runtime& rt, const Value& v) {
  const Nested nested(rt, " while getting the repr of an object");
  return as_text(type_of(rt, v)->slots.repr(rt, v));
}

Ref<Str> str(Runtime& rt, const Value& v) {
  if (is_exact_str(rt, v)) return as_text(v);
  const Slots& slots = type_of(rt, v)->slots;
  const Nested nested(rt, " while getting the str of an object");
  return as_text(slots.str ? slots.str(rt, v) : slots.repr(rt, v));
}

Ref<Str> ascii(Runtime& rt, const Value& v) {
  Ref<Str> text = repr(rt, v);
  if (text->is_ascii()) return text;
  std::string escaped;
  const char* p = text->data();
  while (p < text->data() + text->size()) {
    const auto c = static_cast<unsigned>(next_code_point(p));
    if (c < 0x80) {
      escaped += static_cast<char>(c);
    } else if (c < 0x100) {
      escaped += fmt::format("\\x{:02x}", c);
    } else {
      escaped += c < 0x10000 ? fmt::format("\\u{:04x}", c) : fmt::format("\\U{:08x}", c);
    }
  }
  return make_str(rt, escaped);
}

Ref<Str> format(Runtime& rt, const Value& v, Str* spec) {
  if (spec->size() == 0 && is_exact_str(rt, v)) return as_text(v);
  return as_text(type_of(rt, v)->slots.format(rt, v, spec));
}

Ref<Str> format_field(Runtime& rt, const Value& v, char conversion, Str* spec) {
  Str* how = spec ? spec : rt.names().empty;
  if (conversion == 'r') return format(rt, Value(repr(rt, v)), how);
  if (conversion == 's') return format(rt, Value(str(rt, v)), how);
  if (conversion == 'a') return format(rt, Value(ascii(rt, v)), how);
  return format(rt, v, how);
}

}  // namespace orrery::script
