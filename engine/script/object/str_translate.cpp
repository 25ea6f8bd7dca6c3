// maketrans and translate. (unicodeobject.c)
#include <fmt/format.h>

#include "engine/script/object/dict.hpp"
#include "engine/script/object/exception.hpp"
#include "engine/script/object/number.hpp"
#include "engine/script/object/operators.hpp"
#include "engine/script/object/str_methods.hpp"

namespace orrery::script {

namespace {

Value code(Str& text, std::size_t i) {
  return Value::integer(static_cast<std::int64_t>(text.at(i)));
}

void from_mapping(Runtime& rt, Dict& table, const Value& mapping) {
  if (!is_dict(mapping)) raise_type_error(rt, "if you give only one argument to maketrans it must be a dict");
  const Dict& given = as_dict(mapping);
  for (std::uint32_t i = 0; i < given.entry_count(); ++i) {
    const Dict::Entry entry = given.entry(i);
    if (is_unset(entry.key)) continue;
    if (is_str(entry.key)) {
      if (as_str(entry.key).length() != 1) raise_value_error(rt, "string keys in translate table must be of length 1");
      table.set(rt, code(as_str(entry.key), 0), entry.value);
    } else if (is_int(entry.key)) {
      table.set(rt, entry.key, entry.value);
    } else {
      raise_type_error(rt, "keys in translate table must be strings or integers");
    }
  }
}

Value maketrans(Runtime& rt, Args args) {
  Ref<Dict> table = make_dict(rt);
  if (args.size() == 1) {
    from_mapping(rt, *table, args[0]);
    return Value(table);
  }
  Str& from = str_argument(rt, args[0], "maketrans() argument 1");
  Str& to = str_argument(rt, args[1], "maketrans() argument 2");
  if (from.length() != to.length()) raise_value_error(rt, "the first two maketrans arguments must have equal length");
  for (std::size_t i = 0; i < from.length(); ++i) table->set(rt, code(from, i), code(to, i));
  if (args.size() > 2) {
    Str& gone = str_argument(rt, args[2], "maketrans() argument 3");
    for (std::size_t i = 0; i < gone.length(); ++i) table->set(rt, code(gone, i), none);
  }
  return Value(table);
}

// The table's entry, or `unset` if it has none (LookupError).
Value entry_of(Runtime& rt, const Value& table, char32_t c) {
  try {
    return getitem(rt, table, Value::integer(static_cast<std::int64_t>(c)));
  } catch (const loop::Raised& raised) {
    if (is_exception_of(Value(raised.error()), rt.types().lookup_error)) return unset;
    throw;
  }
}

void append_entry(Runtime& rt, std::string& into, const Value& entry, char32_t original) {
  if (is_unset(entry)) {
    append_utf8(into, original);
  } else if (is_int(entry)) {
    const std::int64_t number = index_number(rt, entry, rt.types().overflow_error);
    if (number < 0 || number > 0x10FFFF) raise_value_error(rt, "character mapping must be in range(0x110000)");
    append_utf8(into, static_cast<char32_t>(number));
  } else if (is_str(entry)) {
    into += as_str(entry).view();
  } else if (!entry.is_none()) {
    raise_type_error(rt, "character mapping must return integer, None or str");
  }
}

Value translate(Runtime& rt, Args args) {
  const Str& text = as_str(args[0]);
  std::string result;
  const char* end = text.data() + text.size();
  for (const char* p = text.data(); p < end;) {
    const char32_t c = next_code_point(p);
    append_entry(rt, result, entry_of(rt, args[1], c), c);
  }
  return make_str(rt, result);
}

constexpr NativeMethod methods[] = {
    {"maketrans", maketrans, between(1, 3), NativeMethod::Kind::static_method},
    {"translate", translate, one_argument()},
};

}  // namespace

std::span<const NativeMethod> str_translate_methods() noexcept {
  return methods;
}

}  // namespace orrery::script
