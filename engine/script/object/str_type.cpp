// str: what its slots do. (unicodeobject.c)
#include <fmt/format.h>

#include <cstring>

#include "engine/script/object/bytes.hpp"
#include "engine/script/object/exception.hpp"
#include "engine/script/object/format_spec.hpp"
#include "engine/script/object/number.hpp"
#include "engine/script/object/operators.hpp"
#include "engine/script/object/sequence_parts.hpp"
#include "engine/script/object/specs.hpp"
#include "engine/script/object/str_methods.hpp"
#include "engine/script/object/unicode.hpp"

namespace orrery::script {

namespace {

void append_escaped(std::string& into, char32_t c, char quote, std::string_view bytes) {
  const auto code = static_cast<unsigned>(c);
  if (c == static_cast<char32_t>(quote) || c == '\\') {
    into += '\\';
    into += static_cast<char>(c);
  } else if (c == '\n' || c == '\r' || c == '\t') {
    into += c == '\n' ? "\\n" : c == '\r' ? "\\r" : "\\t";
  } else if (c < 0x7f && c >= ' ') {
    into += static_cast<char>(c);
  } else if (c >= 0x80 && unicode::is(c, unicode::printable)) {
    into += bytes;
  } else {
    into += c < 0x100     ? fmt::format("\\x{:02x}", code)
            : c < 0x10000 ? fmt::format("\\u{:04x}", code)
                          : fmt::format("\\U{:08x}", code);
  }
}

}  // namespace

std::string quoted(std::string_view text) {
  const bool has_single = text.find('\'') != std::string_view::npos;
  const char quote = has_single && text.find('"') == std::string_view::npos ? '"' : '\'';
  std::string shown(1, quote);
  shown.reserve(text.size() + 2);
  const char* end = text.data() + text.size();
  for (const char* p = text.data(); p < end;) {
    const char* begin = p;
    const char32_t c = next_code_point(p);
    append_escaped(shown, c, quote, {begin, static_cast<std::size_t>(p - begin)});
  }
  shown += quote;
  return shown;
}

namespace {

Value repr_str(Runtime& rt, const Value& v) {
  return make_str(rt, quoted(as_str(v).view()));
}

Value plain(Runtime& rt, const Value& v) {
  return is_exact_str(rt, v) ? v : Value(make_str(rt, as_str(v).view()));
}

Value from_bytes(Runtime& rt, const std::array<Value, 3>& values) {
  const Value& source = values[0];
  if (is_unset(source)) return make_str(rt, "");
  if (!is_unset(values[1])) str_argument(rt, values[1], "str() argument 'encoding'");
  if (!is_unset(values[2])) str_argument(rt, values[2], "str() argument 'errors'");
  if (is_str(source)) raise_type_error(rt, "decoding str is not supported");
  if (!is_buffer(rt, source))
    raise_type_error(rt,
                     fmt::format("decoding to str: need a bytes-like object, {} found", type_of(rt, source)->name()));
  const std::string_view encoding =
      is_unset(values[1]) ? "utf-8" : str_argument(rt, values[1], "str() argument 'encoding'").view();
  const std::string_view errors =
      is_unset(values[2]) ? "strict" : str_argument(rt, values[2], "str() argument 'errors'").view();
  return Value(decode(rt, buffer_bytes(rt, source), encoding, errors));
}

Value construct(Runtime& rt, Type* type, Args args) {
  if (args.size() == 1 && args.keyword_count() == 0 && type == rt.types().str) return Value(str(rt, args[0]));
  const auto values = bind<3>(rt, "str", {"object", "encoding", "errors"}, args);
  const bool decodes = !is_unset(values[1]) || !is_unset(values[2]);
  const Value text = decodes               ? from_bytes(rt, values)
                     : is_unset(values[0]) ? Value(make_str(rt, ""))
                                           : Value(str(rt, values[0]));
  return type == rt.types().str ? text : make_str_of(rt, type, as_str(text).view());
}

std::int64_t hash_str(Runtime&, const Value& v) {
  return as_str(v).hash();
}
std::int64_t length_str(Runtime&, const Value& v) {
  return static_cast<std::int64_t>(as_str(v).length());
}

Value compare_str(Runtime&, CompareOp op, const Value& a, const Value& b) {
  if (!is_str(a) || !is_str(b)) return not_implemented;
  const std::string_view x = as_str(a).view();
  const std::string_view y = as_str(b).view();
  if (op == CompareOp::equal) return boolean(x == y);
  if (op == CompareOp::not_equal) return boolean(x != y);
  const int order = x.compare(y);
  const bool results[] = {order<0, order <= 0, false, false, order> 0, order >= 0};
  return boolean(results[static_cast<std::size_t>(op)]);
}

bool contains_str(Runtime& rt, const Value& self, const Value& item) {
  if (!is_str(item))
    raise_type_error(rt,
                     fmt::format("'in <string>' requires string as left operand, not {}", type_of(rt, item)->name()));
  return as_str(self).view().find(as_str(item).view()) != std::string_view::npos;
}

Value get_slice(Runtime& rt, const Value& self, const Slice& slice) {
  Str& text = as_str(self);
  const SliceIndices at = slice_indices(rt, slice, static_cast<std::int64_t>(text.length()));
  if (at.step == 1)
    return Value(
        substring(rt, text, static_cast<std::size_t>(at.start), static_cast<std::size_t>(at.start + at.count)));
  std::string part;
  for (std::int64_t i = 0; i < at.count; ++i)
    append_utf8(part, text.at(static_cast<std::size_t>(at.start + i * at.step)));
  return make_str(rt, part);
}

Value getitem_str(Runtime& rt, const Value& self, const Value& key) {
  if (is_exact(key, rt.types().slice)) return get_slice(rt, self, *static_cast<Slice*>(key.object()));
  if (!is_index(rt, key))
    raise_type_error(rt, fmt::format("string indices must be integers, not '{}'", type_of(rt, key)->name()));
  Str& text = as_str(self);
  return make_char(rt, text.at(checked_index(rt, key, text.length(), "string index out of range")));
}

Value iter_str(Runtime& rt, const Value& self) {
  Type* const type = as_str(self).is_ascii() ? rt.types().str_ascii_iterator : rt.types().str_iterator;
  return Value(rt.heap().make<SequenceIterator>(type, self));
}

Value concat(Runtime& rt, const Value& a, const Value& b) {
  if (!is_str(b))
    raise_type_error(rt, fmt::format("can only concatenate str (not \"{}\") to str", type_of(rt, b)->name()));
  return Value(concatenate(rt, as_str(a), as_str(b)));
}

Value repeat(Runtime& rt, const Value& self, std::int64_t count) {
  const std::string_view text = as_str(self).view();
  if (count <= 0 || text.empty()) return Value(Ref<Str>(rt.names().empty));
  if (count == 1) return plain(rt, self);
  if (count > INT64_MAX / static_cast<std::int64_t>(as_str(self).length()))
    raise(rt, rt.types().overflow_error, "repeated string is too long");
  if (static_cast<std::size_t>(count) > rt.heap().limit() / text.size()) rt.heap().out_of_memory();
  Ref<Str> result = raw_str(rt, text.size() * static_cast<std::size_t>(count));
  char* to = raw_data(*result);
  for (std::int64_t i = 0; i < count; ++i, to += text.size()) std::memcpy(to, text.data(), text.size());
  finish_str(*result);
  return Value(result);
}

Value modulo(Runtime& rt, const Value& a, const Value& b) {
  if (!is_str(a)) return not_implemented;
  return percent_format(rt, as_str(a), b);
}

std::vector<NativeMethod> all_methods() {
  std::vector<NativeMethod> all;
  for (const auto group :
       {str_search_methods(), str_split_methods(), str_case_methods(), str_layout_methods(), str_translate_methods()})
    all.insert(all.end(), group.begin(), group.end());
  return all;
}

}  // namespace

Str& str_argument(Runtime& rt, const Value& v, std::string_view what) {
  if (!is_str(v)) raise_type_error(rt, fmt::format("{} must be str, not {}", what, type_of(rt, v)->name()));
  return as_str(v);
}

TypeSpec specs::str(Types&) {
  static const std::vector<NativeMethod> methods = all_methods();
  Slots slots{};
  slots.repr = repr_str;
  slots.str = plain;
  slots.format = format_str;
  slots.construct = construct;
  slots.hash = hash_str;
  slots.length = length_str;
  slots.compare = compare_str;
  slots.contains = contains_str;
  slots.getitem = getitem_str;
  slots.iter = iter_str;
  slots.concat = concat;
  slots.repeat = repeat;
  slots.binary[static_cast<std::size_t>(BinaryOp::modulo)] = modulo;
  return {.name = "str", .flags = TypeFlag::base_type | TypeFlag::is_str, .slots = slots, .methods = methods};
}

}  // namespace orrery::script
