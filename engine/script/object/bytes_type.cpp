// bytes and bytearray: what their slots do. (bytesobject.c, bytearrayobject.c)
#include <fmt/format.h>

#include "engine/script/object/bytes_methods.hpp"
#include "engine/script/object/exception.hpp"
#include "engine/script/object/format_spec.hpp"
#include "engine/script/object/memory_view.hpp"
#include "engine/script/object/number.hpp"
#include "engine/script/object/operators.hpp"
#include "engine/script/object/sequence_parts.hpp"
#include "engine/script/object/specs.hpp"
#include "engine/script/object/str.hpp"
#include "engine/script/object/str_methods.hpp"

namespace orrery::script {

void Bytes::account() {
  Heap& heap = type()->heap();
  heap.charge(data_.capacity());
  heap.refund(charged_);
  charged_ = data_.capacity();
}

Dict* Bytes::attributes(bool create) {
  if (!dict_ && create && type()->has(TypeFlag::heap_type)) dict_ = make_dict(type()->heap().runtime());
  return dict_.get();
}

Value make_bytes(Runtime& rt, std::string_view content) {
  return Value(rt.heap().make<Bytes>(rt.types().bytes, std::string(content)));
}
Value make_bytearray(Runtime& rt, std::string_view content) {
  return Value(rt.heap().make<Bytes>(rt.types().bytearray, std::string(content)));
}
Value make_bytes_like(Runtime& rt, const Value& like, std::string_view content) {
  const bool mutable_kind = type_of(rt, like)->is_subtype_of(rt.types().bytearray);
  return mutable_kind ? make_bytearray(rt, content) : make_bytes(rt, content);
}

std::string_view bytes_argument(Runtime& rt, const Value& v) {
  if (!is_buffer(rt, v))
    raise_type_error(rt, fmt::format("a bytes-like object is required, not '{}'", type_of(rt, v)->name()));
  return buffer_bytes(rt, v);
}

char byte_value(Runtime& rt, const Value& v, const char* text) {
  const std::int64_t number = index_number(rt, v, nullptr);
  if (number < 0 || number > 255) raise_value_error(rt, text);
  return static_cast<char>(number);
}

std::string bytes_from(Runtime& rt, const Value& v, const char* out_of_range, std::string_view kind) {
  if (is_memory_view(rt, v)) return bytes_of_view(rt, v);
  if (is_bytes_like(v)) return std::string(as_bytes(v).view());
  const Slots& slots = type_of(rt, v)->slots;
  if (is_str(v) || (!slots.iter && !slots.getitem))
    raise_type_error(rt, fmt::format("cannot convert '{}' object to {}", type_of(rt, v)->name(), kind));
  std::string content;
  for_each(rt, v, [&](const Value& item) { content += byte_value(rt, item, out_of_range); });
  return content;
}

std::string bytes_quoted(std::string_view content, bool escape_single) {
  const bool has_single = content.find('\'') != std::string_view::npos;
  const char quote = has_single && content.find('"') == std::string_view::npos ? '"' : '\'';
  std::string shown = std::string("b") + quote;
  for (const char c : content) {
    const auto code = static_cast<unsigned>(static_cast<unsigned char>(c));
    if (c == quote || c == '\\' || (escape_single && c == '\'')) {
      shown += {'\\', c};
    } else if (c == '\n' || c == '\r' || c == '\t') {
      shown += c == '\n' ? "\\n" : c == '\r' ? "\\r" : "\\t";
    } else if (code >= ' ' && code < 0x7f) {
      shown += c;
    } else {
      shown += fmt::format("\\x{:02x}", code);
    }
  }
  return shown + quote;
}

namespace {

Bytes& self_of(const Value& v) {
  return as_bytes(v);
}

// ---- construction

std::string of_size(Runtime& rt, const Value& v) {
  const std::int64_t size = index_number(rt, v, rt.types().overflow_error);
  if (size < 0) raise_value_error(rt, "negative count");
  rt.heap().expect(static_cast<std::size_t>(size));
  return std::string(static_cast<std::size_t>(size), '\0');
}

std::string content_from(Runtime& rt, const std::array<Value, 3>& values, std::string_view kind) {
  const Value& source = values[0];
  if (is_unset(source)) return "";
  const bool encodes = !is_unset(values[1]) || !is_unset(values[2]);
  const std::string encoding_word = fmt::format("{}() argument 'encoding'", kind);
  const std::string errors_word = fmt::format("{}() argument 'errors'", kind);
  if (!is_unset(values[1])) str_argument(rt, values[1], encoding_word);
  if (!is_unset(values[2])) str_argument(rt, values[2], errors_word);
  if (is_str(source)) {
    if (is_unset(values[1])) raise_type_error(rt, "string argument without an encoding");
    const std::string_view errors = is_unset(values[2]) ? "strict" : as_str(values[2]).view();
    return encode(rt, as_str(source), as_str(values[1]).view(), errors);
  }
  if (encodes) raise_type_error(rt, "encoding without a string argument");
  bool pass_self = false;
  const Value hook = lookup_special(rt, source, rt.names().dunder.bytes_, pass_self);
  if (!is_unset(hook)) return std::string(bytes_argument(rt, pass_self ? call(rt, hook, source) : call(rt, hook)));
  if (is_int(source) || (type_of(rt, source)->slots.index && !type_of(rt, source)->slots.iter))
    return of_size(rt, source);
  return bytes_from(rt, source, kind == "bytes" ? "bytes must be in range(0, 256)" : "byte must be in range(0, 256)",
                    kind);
}

Value construct_bytes(Runtime& rt, Type* type, Args args) {
  const auto values = bind<3>(rt, "bytes", {"source", "encoding", "errors"}, args);
  if (type == rt.types().bytes && is_exact(values[0], type) && is_unset(values[1]) && is_unset(values[2]))
    return values[0];
  return Value(rt.heap().make<Bytes>(type, content_from(rt, values, "bytes")));
}

Value construct_bytearray(Runtime& rt, Type* type, Args) {
  return Value(rt.heap().make<Bytes>(type, std::string()));
}

void init_bytearray(Runtime& rt, const Value& self, Args args) {
  const auto values = bind<3>(rt, "bytearray", {"source", "encoding", "errors"}, args);
  self_of(self).content() = content_from(rt, values, "bytearray");
  self_of(self).account();
}

// ---- slots

Value repr_bytes(Runtime& rt, const Value& v) {
  return make_str(rt, bytes_quoted(self_of(v).view()));
}
Value repr_bytearray(Runtime& rt, const Value& v) {
  return make_str(rt, fmt::format("{}({})", type_of(rt, v)->name(), bytes_quoted(self_of(v).view(), true)));
}

std::int64_t hash_of(Runtime&, const Value& v) {
  return hash_bytes(self_of(v).view());
}
std::int64_t length_of(Runtime&, const Value& v) {
  return static_cast<std::int64_t>(self_of(v).size());
}

Value compare_of(Runtime&, CompareOp op, const Value& a, const Value& b) {
  if (!is_bytes_like(a) || !is_bytes_like(b)) return not_implemented;
  const int order = self_of(a).view().compare(self_of(b).view());
  const bool results[] = {order<0, order <= 0, order == 0, order != 0, order> 0, order >= 0};
  return boolean(results[static_cast<std::size_t>(op)]);
}

bool contains_of(Runtime& rt, const Value& self, const Value& item) {
  if (is_int(item) || type_of(rt, item)->slots.index)
    return self_of(self).view().find(byte_value(rt, item, "byte must be in range(0, 256)")) != std::string_view::npos;
  return self_of(self).view().find(bytes_argument(rt, item)) != std::string_view::npos;
}

std::string slice_of(std::string_view content, const SliceIndices& at) {
  if (at.step == 1)
    return std::string(content.substr(static_cast<std::size_t>(at.start), static_cast<std::size_t>(at.count)));
  std::string part;
  for (std::int64_t i = 0; i < at.count; ++i) part += content[static_cast<std::size_t>(at.start + i * at.step)];
  return part;
}

std::string_view kind_of(Runtime& rt, const Value& v) {
  return type_of(rt, v)->is_subtype_of(rt.types().bytearray) ? "bytearray" : "byte";
}

Value getitem_of(Runtime& rt, const Value& self, const Value& key) {
  const std::string_view content = self_of(self).view();
  if (is_exact(key, rt.types().slice)) {
    const SliceIndices at =
        slice_indices(rt, *static_cast<Slice*>(key.object()), static_cast<std::int64_t>(content.size()));
    return make_bytes_like(rt, self, slice_of(content, at));
  }
  if (!is_index(rt, key))
    raise_type_error(
        rt, fmt::format("{} indices must be integers or slices, not {}", kind_of(rt, self), type_of(rt, key)->name()));
  const bool of_bytes = kind_of(rt, self) == "byte";
  return Value::integer(self_of(
      self)[checked_index(rt, key, content.size(), of_bytes ? "index out of range" : "bytearray index out of range")]);
}

Value iter_bytes(Runtime& rt, const Value& self) {
  return Value(rt.heap().make<SequenceIterator>(rt.types().bytes_iterator, self));
}
Value iter_bytearray(Runtime& rt, const Value& self) {
  return Value(rt.heap().make<SequenceIterator>(rt.types().bytearray_iterator, self));
}

Value concat(Runtime& rt, const Value& a, const Value& b) {
  if (!is_buffer(rt, b))
    raise_type_error(rt, fmt::format("can't concat {} to {}", type_of(rt, b)->name(), type_of(rt, a)->name()));
  return make_bytes_like(rt, a, std::string(self_of(a).view()).append(buffer_bytes(rt, b)));
}

std::string repeated(Runtime& rt, std::string_view content, std::int64_t count) {
  if (count <= 0 || content.empty()) return "";
  if (static_cast<std::size_t>(count) > rt.heap().limit() / content.size()) rt.heap().out_of_memory();
  rt.heap().expect(content.size() * static_cast<std::size_t>(count));
  std::string result;
  result.reserve(content.size() * static_cast<std::size_t>(count));
  for (std::int64_t i = 0; i < count; ++i) result += content;
  return result;
}

Value repeat(Runtime& rt, const Value& self, std::int64_t count) {
  return make_bytes_like(rt, self, repeated(rt, self_of(self).view(), count));
}

Value modulo(Runtime& rt, const Value& a, const Value& b) {
  return is_bytes_like(a) ? percent_format_bytes(rt, a, b) : Value(not_implemented);
}

// ---- what a bytearray can do besides

Value inplace_concat(Runtime& rt, const Value& self, const Value& other) {
  if (!is_buffer(rt, other))
    raise_type_error(rt, fmt::format("can't concat {} to {}", type_of(rt, other)->name(), type_of(rt, self)->name()));
  rt.heap().expect(buffer_bytes(rt, other).size());
  self_of(self).content().append(std::string(buffer_bytes(rt, other)));
  self_of(self).account();
  return self;
}

Value inplace_repeat(Runtime& rt, const Value& self, std::int64_t count) {
  self_of(self).content() = repeated(rt, self_of(self).view(), count);
  self_of(self).account();
  return self;
}

void assign_slice(Runtime& rt, Bytes& bytes, const Slice& slice, const Value& value) {
  const std::string with = is_unset(value) ? "" : bytes_from(rt, value);
  const SliceIndices at = slice_indices(rt, slice, static_cast<std::int64_t>(bytes.size()));
  std::string& content = bytes.content();
  if (at.step == 1) {
    content.replace(static_cast<std::size_t>(at.start), static_cast<std::size_t>(at.count), with);
  } else if (is_unset(value)) {
    std::string kept;
    for (std::size_t i = 0; i < content.size(); ++i) {
      const std::int64_t offset = static_cast<std::int64_t>(i) - at.start;
      if (offset % at.step != 0 || offset / at.step < 0 || offset / at.step >= at.count) kept += content[i];
    }
    content = kept;
  } else {
    if (static_cast<std::int64_t>(with.size()) != at.count)
      raise_value_error(
          rt, fmt::format("attempt to assign bytes of size {} to extended slice of size {}", with.size(), at.count));
    for (std::int64_t i = 0; i < at.count; ++i)
      content[static_cast<std::size_t>(at.start + i * at.step)] = with[static_cast<std::size_t>(i)];
  }
  bytes.account();
}

void setitem_bytearray(Runtime& rt, const Value& self, const Value& key, const Value& value) {
  Bytes& bytes = self_of(self);
  if (is_exact(key, rt.types().slice)) return assign_slice(rt, bytes, *static_cast<Slice*>(key.object()), value);
  if (!is_index(rt, key))
    raise_type_error(rt, fmt::format("bytearray indices must be integers or slices, not {}", type_of(rt, key)->name()));
  const std::size_t at = checked_index(rt, key, bytes.size(), "bytearray index out of range");
  if (is_unset(value)) {
    bytes.content().erase(at, 1);
  } else {
    bytes.content()[at] = byte_value(rt, value, "byte must be in range(0, 256)");
  }
}

Slots common_slots() {
  Slots slots{};
  slots.length = length_of;
  slots.compare = compare_of;
  slots.contains = contains_of;
  slots.getitem = getitem_of;
  slots.concat = concat;
  slots.repeat = repeat;
  slots.binary[static_cast<std::size_t>(BinaryOp::modulo)] = modulo;
  return slots;
}

std::vector<NativeMethod> methods_of(bool mutable_kind) {
  std::vector<NativeMethod> all;
  const auto add = [&all](std::span<const NativeMethod> group) { all.insert(all.end(), group.begin(), group.end()); };
  add(bytes_search_methods());
  add(bytes_text_methods());
  if (mutable_kind) add(bytearray_methods());
  return all;
}

}  // namespace

TypeSpec specs::bytes(Types&) {
  static const std::vector<NativeMethod> methods = methods_of(false);
  Slots slots = common_slots();
  slots.repr = repr_bytes;
  slots.construct = construct_bytes;
  slots.hash = hash_of;
  slots.iter = iter_bytes;
  return {.name = "bytes", .flags = TypeFlag::base_type | TypeFlag::is_bytes, .slots = slots, .methods = methods};
}

TypeSpec specs::bytearray(Types&) {
  static const std::vector<NativeMethod> methods = methods_of(true);
  Slots slots = common_slots();
  slots.repr = repr_bytearray;
  slots.construct = construct_bytearray;
  slots.init = init_bytearray;
  slots.iter = iter_bytearray;
  slots.setitem = setitem_bytearray;
  slots.inplace_concat = inplace_concat;
  slots.inplace_repeat = inplace_repeat;
  return {.name = "bytearray", .flags = TypeFlag::base_type | TypeFlag::is_bytes, .slots = slots, .methods = methods};
}

}  // namespace orrery::script
