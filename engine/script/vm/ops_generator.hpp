// Loops, generators, coroutines.
#pragma once

#include "engine/script/object/operators.hpp"
#include "engine/script/object/sequence.hpp"
#include "engine/script/vm/machine.hpp"
#include "engine/script/vm/ops_arithmetic.hpp"

namespace orrery::script::ops {

Value yield_from_iterator(Interpreter& in, const Frame& frame, const Value& value);
Value awaitable(Interpreter& in, const Value& value, std::uint32_t how);
Value async_iterator(Interpreter& in, const Value& value);
Value next_awaitable(Interpreter& in, const Value& iterator);
// Resumes the generator on top of the stack for the next item of a loop.
Machine iterate_generator(Steps& s, Machine m, Generator& generator, Next& next);

ORRERY_INLINE Next jump(Steps&, Machine& m, std::uint32_t a) {
  m.pc = m.frame->code->instructions.data() + a;
  return Next::go;
}
ORRERY_INLINE Next jump_back(Steps& s, Machine& m, std::uint32_t a) {
  s.count_pass();
  m.pc = m.frame->code->instructions.data() + a;
  return Next::go;
}

ORRERY_INLINE Next get_iter(Steps& s, Machine& m, std::uint32_t) {
  return replace_one(m, iter(s.in, m.top()));
}

ORRERY_INLINE Next end_loop(Machine& m, std::uint32_t a) {
  m.drop();
  m.pc = m.frame->code->instructions.data() + a;
  return Next::go;
}

ORRERY_INLINE Next for_iter(Steps& s, Machine& m, std::uint32_t a) {
  const Value& iterator = m.top();
  if (iterator.tag() == Tag::script) [[likely]] {
    const Type* const type = static_cast<ScriptObject*>(iterator.object())->type();
    if (type == s.in.types().range_iterator) {
      auto& range = *static_cast<RangeIterator*>(iterator.object());
      if (range.left == 0) return end_loop(m, a);
      --range.left;
      const std::int64_t item = range.next;
      range.next = static_cast<std::int64_t>(static_cast<std::uint64_t>(item) + static_cast<std::uint64_t>(range.step));
      m.push(Value::fits(item) ? Value::integer(item) : make_int(s.in, item));
      return Next::go;
    }
    if (type == s.in.types().list_iterator) {
      auto& over = *static_cast<SequenceIterator*>(iterator.object());
      if (!is_unset(over.sequence)) {
        List& list = as_list(over.sequence);
        if (static_cast<std::size_t>(over.position) < list.size()) {
          m.push(list[static_cast<std::size_t>(over.position++)]);
          return Next::go;
        }
        over.sequence = unset;
      }
      return end_loop(m, a);
    }
  } else if (Generator* const generator = as_generator(iterator)) {
    Next next = Next::go;
    m = iterate_generator(s, m, *generator, next);
    return next;
  }
  m.frame->sp = m.sp;
  Value item = script::next(s.in, iterator);
  if (is_unset(item)) return end_loop(m, a);
  m.push(std::move(item));
  return Next::go;
}

ORRERY_INLINE Next yield_value(Steps& s, Machine& m, std::uint32_t a) {
  Next next = Next::go;
  Value value = m.pop();
  m = a ? s.yield_item(m, std::move(value), next) : s.yield(m, std::move(value), next);
  return next;
}
ORRERY_INLINE Next send(Steps& s, Machine& m, std::uint32_t) {
  Next next = Next::go;
  m = s.send(m, next);
  return next;
}
ORRERY_INLINE Next get_yield_from(Steps& s, Machine& m, std::uint32_t) {
  return replace_one(m, yield_from_iterator(s.in, *m.frame, m.top()));
}
ORRERY_INLINE Next get_awaitable(Steps& s, Machine& m, std::uint32_t a) {
  return replace_one(m, awaitable(s.in, m.top(), a));
}
ORRERY_INLINE Next get_aiter(Steps& s, Machine& m, std::uint32_t) {
  return replace_one(m, async_iterator(s.in, m.top()));
}
ORRERY_INLINE Next get_anext(Steps& s, Machine& m, std::uint32_t) {
  m.push(next_awaitable(s.in, m.top()));
  return Next::go;
}
ORRERY_INLINE Next end_async_for(Steps& s, Machine& m, std::uint32_t) {
  if (is_exception_of(m.top(), s.in.types().stop_async_iteration)) {
    m.drop();
    m.drop();
    return Next::go;
  }
  s.error = Ref<ExceptionObject>(&as_exception(m.top()));
  m.drop();
  m.drop();
  return Next::again;
}

}  // namespace orrery::script::ops
