// The iterators of sequences, and iter(callable, sentinel). (iterobject.c and the types' own)
#include "engine/script/object/iterators.hpp"

#include "engine/script/object/bytes.hpp"
#include "engine/script/object/exception.hpp"
#include "engine/script/object/number.hpp"
#include "engine/script/object/operators.hpp"
#include "engine/script/object/sequence.hpp"
#include "engine/script/object/specs.hpp"
#include "engine/script/object/str.hpp"

namespace orrery::script {

Value iter_itself(Runtime&, const Value& self) {
  return self;
}

namespace {

SequenceIterator& self_of(const Value& v) {
  return *static_cast<SequenceIterator*>(v.object());
}

Value exhausted(SequenceIterator& it) {
  const Value dead = std::exchange(it.sequence, unset);
  return unset;
}

Value next_list(Runtime&, const Value& self) {
  SequenceIterator& it = self_of(self);
  if (is_unset(it.sequence)) return unset;
  List& list = as_list(it.sequence);
  if (static_cast<std::size_t>(it.position) >= list.size()) return exhausted(it);
  return list[static_cast<std::size_t>(it.position++)];
}

Value next_list_reversed(Runtime&, const Value& self) {
  SequenceIterator& it = self_of(self);
  if (is_unset(it.sequence)) return unset;
  List& list = as_list(it.sequence);
  if (it.position < 0 || static_cast<std::size_t>(it.position) >= list.size()) return exhausted(it);
  return list[static_cast<std::size_t>(it.position--)];
}

Value next_tuple(Runtime&, const Value& self) {
  SequenceIterator& it = self_of(self);
  if (is_unset(it.sequence)) return unset;
  const Tuple& tuple = as_tuple(it.sequence);
  if (static_cast<std::size_t>(it.position) >= tuple.size()) return exhausted(it);
  return tuple[static_cast<std::size_t>(it.position++)];
}

// `position` counts bytes.
Value next_str(Runtime& rt, const Value& self) {
  SequenceIterator& it = self_of(self);
  if (is_unset(it.sequence)) return unset;
  const Str& text = as_str(it.sequence);
  if (static_cast<std::size_t>(it.position) >= text.size()) return exhausted(it);
  const char* p = text.data() + it.position;
  const char32_t c = next_code_point(p);
  it.position = p - text.data();
  return make_char(rt, c);
}

Value next_bytes(Runtime&, const Value& self) {
  SequenceIterator& it = self_of(self);
  if (is_unset(it.sequence)) return unset;
  const Bytes& bytes = as_bytes(it.sequence);
  if (static_cast<std::size_t>(it.position) >= bytes.size()) return exhausted(it);
  return Value::integer(bytes[static_cast<std::size_t>(it.position++)]);
}

// Anything with __getitem__: until IndexError (or StopIteration).
Value next_item(Runtime& rt, const Value& self) {
  SequenceIterator& it = self_of(self);
  if (is_unset(it.sequence)) return unset;
  try {
    const Value sequence = it.sequence;
    return getitem(rt, sequence, Value::integer(it.position++));
  } catch (const loop::Raised& raised) {
    const Value error(raised.error());
    if (!is_exception_of(error, rt.types().index_error) && !is_exception_of(error, rt.types().stop_iteration)) throw;
    return exhausted(it);
  }
}

Value hint_of(Runtime& rt, Args args) {
  const SequenceIterator& it = self_of(args[0]);
  if (is_unset(it.sequence)) return Value::integer(0);
  const std::int64_t size = length(rt, it.sequence);
  return Value::integer(type_of(rt, args[0]) == rt.types().list_reverse_iterator
                            ? it.position + 1
                            : std::max<std::int64_t>(0, size - it.position));
}
constexpr NativeMethod hinted[] = {{"__length_hint__", hint_of, no_arguments()}};

TypeSpec iterator_spec(std::string_view name, Slots::Unary next, bool with_hint = true) {
  Slots slots{};
  slots.iter = iter_itself;
  slots.next = next;
  TypeSpec spec{.name = name, .flags = TypeFlag::no_construct, .slots = slots};
  if (with_hint) spec.methods = hinted;
  return spec;
}

}  // namespace

TypeSpec specs::list_iterator(Types&) {
  return iterator_spec("list_iterator", next_list);
}
TypeSpec specs::list_reverse_iterator(Types&) {
  return iterator_spec("list_reverseiterator", next_list_reversed);
}
TypeSpec specs::tuple_iterator(Types&) {
  return iterator_spec("tuple_iterator", next_tuple);
}
TypeSpec specs::str_iterator(Types&) {
  return iterator_spec("str_iterator", next_str, false);
}
TypeSpec specs::str_ascii_iterator(Types&) {
  return iterator_spec("str_ascii_iterator", next_str, false);
}
TypeSpec specs::bytes_iterator(Types&) {
  return iterator_spec("bytes_iterator", next_bytes);
}
TypeSpec specs::bytearray_iterator(Types&) {
  return iterator_spec("bytearray_iterator", next_bytes);
}
TypeSpec specs::sequence_iterator(Types&) {
  return iterator_spec("iterator", next_item, false);
}

// ---- iter(callable, sentinel)

namespace {

class CallableIterator final : public ScriptObject {
 public:
  CallableIterator(Type* type, Value f, Value end) noexcept
      : ScriptObject(type), callable(std::move(f)), sentinel(std::move(end)) {}
  Value callable;  // `unset` once exhausted
  Value sentinel;
};

Value next_call(Runtime& rt, const Value& self) {
  auto& it = *static_cast<CallableIterator*>(self.object());
  if (is_unset(it.callable)) return unset;
  try {
    const Value callable = it.callable;
    Value item = call(rt, callable);
    if (!equal(rt, it.sentinel, item)) return item;
  } catch (const loop::Raised& raised) {
    if (!is_exception_of(Value(raised.error()), rt.types().stop_iteration)) throw;
  }
  const Value dead = std::exchange(it.callable, unset);
  return unset;
}

}  // namespace

TypeSpec specs::callable_iterator(Types&) {
  return iterator_spec("callable_iterator", next_call, false);
}

Value make_callable_iterator(Runtime& rt, const Value& callable, const Value& sentinel) {
  return Value(rt.heap().make<CallableIterator>(rt.types().callable_iterator, callable, sentinel));
}

}  // namespace orrery::script
