// (memoryobject.c)
#include "engine/script/object/memory_view.hpp"

#include <fmt/format.h>

#include "engine/script/object/bytes.hpp"
#include "engine/script/object/exception.hpp"
#include "engine/script/object/iterators.hpp"
#include "engine/script/object/number.hpp"
#include "engine/script/object/operators.hpp"
#include "engine/script/object/sequence.hpp"
#include "engine/script/object/sequence_parts.hpp"
#include "engine/script/object/specs.hpp"
#include "engine/script/object/str.hpp"

namespace orrery::script {

namespace {

MemoryView& self_of(const Value& v) {
  return *static_cast<MemoryView*>(v.object());
}

MemoryView& alive(Runtime& rt, const Value& v) {
  MemoryView& view = self_of(v);
  if (is_unset(view.owner)) raise_value_error(rt, "operation forbidden on released memoryview object");
  return view;
}

// A byte of the owner, which may have shrunk meanwhile.
unsigned char byte_at(Runtime& rt, const MemoryView& view, std::int64_t i) {
  const Bytes& bytes = as_bytes(view.owner);
  const auto at = static_cast<std::size_t>(view.first + i * view.step);
  if (at >= bytes.size()) raise(rt, rt.types().buffer_error, "the object that the memoryview shows has shrunk");
  return bytes[at];
}

Value item_of(Runtime& rt, const MemoryView& view, unsigned char byte) {
  if (view.format == 'c') return make_bytes(rt, std::string_view(reinterpret_cast<const char*>(&byte), 1));
  return Value::integer(view.format == 'b' ? static_cast<signed char>(byte) : byte);
}

Value construct(Runtime& rt, Type* type, Args args) {
  const auto [object] = bind<1>(rt, "memoryview", {"object"}, args, 1);
  if (is_memory_view(rt, object)) {
    const MemoryView& other = alive(rt, object);
    auto made = rt.heap().make<MemoryView>(type, other.owner, other.format, other.read_only);
    made->first = other.first, made->step = other.step, made->count = other.count;
    return Value(made);
  }
  if (!is_bytes_like(object))
    raise_type_error(rt,
                     fmt::format("memoryview: a bytes-like object is required, not '{}'", type_of(rt, object)->name()));
  const bool changes = type_of(rt, object)->is_subtype_of(rt.types().bytearray);
  auto made = rt.heap().make<MemoryView>(type, object, 'B', !changes);
  made->count = static_cast<std::int64_t>(as_bytes(object).size());
  return Value(made);
}

Value repr(Runtime& rt, const Value& v) {
  const std::string_view word = is_unset(self_of(v).owner) ? "released memory" : "memory";
  return make_str(rt, fmt::format("<{} at 0x{:x}>", word, 0x7f0000000000 + rt.heap().id_of(v) * 16));
}

std::int64_t hash_view(Runtime& rt, const Value& v) {
  if (!alive(rt, v).read_only) raise_value_error(rt, "cannot hash writable memoryview object");
  return hash(rt, make_bytes(rt, bytes_of_view(rt, v)));
}

Value compare_views(Runtime& rt, CompareOp op, const Value& a, const Value& b) {
  if (op != CompareOp::equal && op != CompareOp::not_equal) return not_implemented;
  const bool view = is_memory_view(rt, b);
  if (!view && !is_bytes_like(b)) return not_implemented;
  const auto lost = [&](const Value& v) { return is_memory_view(rt, v) && is_unset(self_of(v).owner); };
  if (lost(a) || lost(b)) return boolean((a == b) == (op == CompareOp::equal));
  const std::string other = view ? bytes_of_view(rt, b) : std::string(as_bytes(b).view());
  return boolean((bytes_of_view(rt, a) == other) == (op == CompareOp::equal));
}

std::int64_t length_view(Runtime& rt, const Value& v) {
  return alive(rt, v).count;
}

std::int64_t index_in(Runtime& rt, const MemoryView& view, const Value& key) {
  std::int64_t i = index_number(rt, key, rt.types().index_error);
  if (i < 0) i += view.count;
  if (i < 0 || i >= view.count) raise(rt, rt.types().index_error, "index out of bounds on dimension 1");
  return i;
}

Value part_of(Runtime& rt, const Value& v, const Value& key) {
  const MemoryView& view = self_of(v);
  const SliceIndices range = slice_indices(rt, *static_cast<Slice*>(key.object()), view.count);
  auto made = rt.heap().make<MemoryView>(rt.types().memoryview, view.owner, view.format, view.read_only);
  made->first = view.first + range.start * view.step;
  made->step = view.step * range.step;
  made->count = range.count;
  return Value(made);
}

[[noreturn]] void bad_key(Runtime& rt) {
  raise_type_error(rt, "memoryview: invalid slice key");
}

Value getitem_view(Runtime& rt, const Value& v, const Value& key) {
  const MemoryView& view = alive(rt, v);
  if (is_exact(key, rt.types().slice)) return part_of(rt, v, key);
  if (!is_int(key) && !type_of(rt, key)->slots.index) bad_key(rt);
  return item_of(rt, view, byte_at(rt, view, index_in(rt, view, key)));
}

void store(Runtime& rt, const MemoryView& view, std::int64_t i, char byte) {
  byte_at(rt, view, i);
  as_bytes(view.owner).content()[static_cast<std::size_t>(view.first + i * view.step)] = byte;
}

char item_value(Runtime& rt, const MemoryView& view, const Value& value) {
  if (view.format == 'c') {
    if (!is_bytes_like(value) || as_bytes(value).size() != 1)
      raise_type_error(rt, "memoryview: invalid type for format 'c'");
    return static_cast<char>(as_bytes(value)[0]);
  }
  if (!is_int(value) && !type_of(rt, value)->slots.index)
    raise_type_error(rt, fmt::format("memoryview: invalid type for format '{}'", view.format));
  const std::int64_t number = index_number(rt, value, nullptr);
  const bool is_signed = view.format == 'b';
  if (number < (is_signed ? -128 : 0) || number > (is_signed ? 127 : 255))
    raise_value_error(rt, fmt::format("memoryview: invalid value for format '{}'", view.format));
  return static_cast<char>(number);
}

void setitem_view(Runtime& rt, const Value& v, const Value& key, const Value& value) {
  const MemoryView& view = alive(rt, v);
  if (view.read_only) raise_type_error(rt, "cannot modify read-only memory");
  if (is_unset(value)) raise_type_error(rt, "cannot delete memory");
  if (!is_exact(key, rt.types().slice)) {
    if (!is_int(key) && !type_of(rt, key)->slots.index) bad_key(rt);
    return store(rt, view, index_in(rt, view, key), item_value(rt, view, value));
  }
  const Value target = part_of(rt, v, key);
  const std::string bytes = is_memory_view(rt, value) ? bytes_of_view(rt, value) : std::string(bytes_argument(rt, value));
  if (static_cast<std::int64_t>(bytes.size()) != self_of(target).count)
    raise_value_error(rt, "memoryview assignment: lvalue and rvalue have different structures");
  for (std::size_t i = 0; i < bytes.size(); ++i) store(rt, self_of(target), static_cast<std::int64_t>(i), bytes[i]);
}

Value iter_view(Runtime& rt, const Value& v) {
  alive(rt, v);
  return Value(rt.heap().make<SequenceIterator>(rt.types().memory_iterator, v));
}

Value next_view(Runtime& rt, const Value& v) {
  auto& it = *static_cast<SequenceIterator*>(v.object());
  if (is_unset(it.sequence)) return unset;
  const MemoryView& view = alive(rt, it.sequence);
  if (it.position < view.count) return item_of(rt, view, byte_at(rt, view, it.position++));
  const Value dead = std::exchange(it.sequence, unset);
  return unset;
}

// ---- methods

Value to_bytes(Runtime& rt, Args args) {
  return make_bytes(rt, bytes_of_view(rt, args[0]));
}
Value to_list(Runtime& rt, Args args) {
  return Value(list_of(rt, args[0]));
}
Value hex(Runtime& rt, Args args) {
  const Value bytes = make_bytes(rt, bytes_of_view(rt, args[0]));
  return call(rt, getattr(rt, bytes, "hex"), args.skip(1));
}
Value release(Runtime&, Args args) {
  self_of(args[0]).owner = unset;
  return none;
}
Value enter(Runtime& rt, Args args) {
  alive(rt, args[0]);
  return args[0];
}
Value to_read_only(Runtime& rt, Args args) {
  const Value made = construct(rt, rt.types().memoryview, args);
  self_of(made).read_only = true;
  return made;
}

Value cast(Runtime& rt, Args args) {
  const auto values = bind<3>(rt, "cast", {"self", "format", "shape"}, args, 2);
  if (!is_str(values[1])) raise_type_error(rt, "memoryview: format argument must be a string");
  const MemoryView& view = alive(rt, values[0]);
  if (view.step != 1) raise_type_error(rt, "memoryview: casts are restricted to C-contiguous views");
  const std::string_view format = as_str(values[1]).view();
  if (format != "B" && format != "b" && format != "c")
    raise(rt, rt.types().not_implemented_error, "memoryview: only the formats 'B', 'b' and 'c' are supported here");
  const Value made = construct(rt, rt.types().memoryview, Args(&values[0], 1));
  self_of(made).format = format[0];
  return made;
}

constexpr NativeMethod methods[] = {{"tobytes", to_bytes, between(0, 1)},
                                    {"tolist", to_list, no_arguments()},
                                    {"hex", hex, between(0, 2)},
                                    {"release", release, no_arguments()},
                                    {"toreadonly", to_read_only, no_arguments()},
                                    {"cast", cast},
                                    {"__enter__", enter, no_arguments()},
                                    {"__exit__", release, any_arguments()}};

Value get_object(Runtime& rt, const Value& v) {
  return alive(rt, v).owner;
}
Value get_size(Runtime& rt, const Value& v) {
  return Value::integer(alive(rt, v).count);
}
Value get_one(Runtime& rt, const Value& v) {
  alive(rt, v);
  return Value::integer(1);
}
Value get_format(Runtime& rt, const Value& v) {
  return make_str(rt, std::string(1, alive(rt, v).format));
}
Value get_read_only(Runtime& rt, const Value& v) {
  return boolean(alive(rt, v).read_only);
}
Value get_shape(Runtime& rt, const Value& v) {
  return make_tuple(rt, {Value::integer(alive(rt, v).count)});
}
Value get_strides(Runtime& rt, const Value& v) {
  return make_tuple(rt, {Value::integer(alive(rt, v).step)});
}
Value get_suboffsets(Runtime& rt, const Value&) {
  return Value(make_tuple(rt, 0));
}
Value get_contiguous(Runtime& rt, const Value& v) {
  return boolean(alive(rt, v).step == 1 || self_of(v).count < 2);
}

constexpr NativeAttribute attributes[] = {
    {"obj", get_object},           {"nbytes", get_size},           {"itemsize", get_one},
    {"ndim", get_one},             {"format", get_format},         {"readonly", get_read_only},
    {"shape", get_shape},          {"strides", get_strides},       {"suboffsets", get_suboffsets},
    {"contiguous", get_contiguous}, {"c_contiguous", get_contiguous}, {"f_contiguous", get_contiguous}};

}  // namespace

std::string bytes_of_view(Runtime& rt, const Value& v) {
  const MemoryView& view = alive(rt, v);
  if (view.step == 1) return std::string(contiguous_view(rt, v));
  std::string bytes;
  for (std::int64_t i = 0; i < view.count; ++i) bytes += static_cast<char>(byte_at(rt, view, i));
  return bytes;
}

std::string_view contiguous_view(Runtime& rt, const Value& v) {
  const MemoryView& view = alive(rt, v);
  if (view.count == 0) return {};
  if (view.step != 1 && view.count > 1)
    raise(rt, rt.types().buffer_error, "memoryview: underlying buffer is not C-contiguous");
  byte_at(rt, view, view.count - 1);
  return as_bytes(view.owner).view().substr(static_cast<std::size_t>(view.first), static_cast<std::size_t>(view.count));
}

bool is_buffer(Runtime& rt, const Value& v) noexcept {
  return is_bytes_like(v) || is_memory_view(rt, v);
}

std::string_view buffer_bytes(Runtime& rt, const Value& v) {
  return is_memory_view(rt, v) ? contiguous_view(rt, v) : as_bytes(v).view();
}

bool is_writable_buffer(Runtime& rt, const Value& v) noexcept {
  if (is_memory_view(rt, v)) return !self_of(v).read_only;
  return is_bytes_like(v) && type_of(rt, v)->is_subtype_of(rt.types().bytearray);
}

void write_buffer(Runtime& rt, const Value& v, std::string_view bytes) {
  const bool view = is_memory_view(rt, v);
  std::string& content = view ? as_bytes(alive(rt, v).owner).content() : as_bytes(v).content();
  const auto first = view ? static_cast<std::size_t>(self_of(v).first) : 0;
  if (first + bytes.size() <= content.size()) content.replace(first, bytes.size(), bytes);
}

TypeSpec specs::memoryview(Types&) {
  Slots slots{};
  slots.construct = construct;
  slots.repr = repr;
  slots.hash = hash_view;
  slots.compare = compare_views;
  slots.length = length_view;
  slots.getitem = getitem_view;
  slots.setitem = setitem_view;
  slots.iter = iter_view;
  return {.name = "memoryview",
          .flags = TypeFlag::sequence,
          .slots = slots,
          .methods = methods,
          .attributes = attributes};
}

TypeSpec specs::memory_iterator(Types&) {
  Slots slots{};
  slots.iter = iter_itself;
  slots.next = next_view;
  return {.name = "memory_iterator", .flags = TypeFlag::no_construct, .slots = slots};
}

}  // namespace orrery::script
