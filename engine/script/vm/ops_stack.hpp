// Instructions of the stack and of variables.
#pragma once

#include "engine/script/vm/machine.hpp"

namespace orrery::script::ops {

[[noreturn]] void unbound_local(Interpreter& in, const Frame& frame, std::uint32_t slot);
[[noreturn]] void unbound_cell(Interpreter& in, const Frame& frame, std::uint32_t slot);
const Value& find_global(Interpreter& in, Frame& frame, GlobalCache& cache);
Value find_name(Interpreter& in, Frame& frame, Str* name);
Value find_class_deref(Interpreter& in, Frame& frame, std::uint32_t slot);
void delete_name(Interpreter& in, Dict& names, Str* name);
void make_cell(Interpreter& in, Frame& frame, std::uint32_t cell);

inline Cell& cell_at(Value* locals, std::uint32_t slot) noexcept {
  return *static_cast<Cell*>(locals[slot].object());
}

ORRERY_INLINE Next nop(Steps&, Machine&, std::uint32_t) {
  return Next::go;
}
ORRERY_INLINE Next line(Steps& s, Machine&, std::uint32_t a) {
  if (event::Probe* probe = s.in.environment().probe()) probe->line = static_cast<std::uint16_t>(a < 65535 ? a : 65535);
  return Next::go;
}
ORRERY_INLINE Next watch_line(Steps& s, Machine& m, std::uint32_t a) {
  if (Watch* const watch = s.in.watch()) watch->reached(*m.frame, a);
  return Next::go;
}
ORRERY_INLINE Next watch_return(Steps& s, Machine& m, std::uint32_t) {
  if (Watch* const watch = s.in.watch()) watch->returns(*m.frame, m.top());
  return Next::go;
}
ORRERY_INLINE Next pop_top(Steps&, Machine& m, std::uint32_t) {
  m.drop();
  return Next::go;
}
ORRERY_INLINE Next copy(Steps&, Machine& m, std::uint32_t a) {
  Value copied = m.sp[-static_cast<std::ptrdiff_t>(a)];
  m.push(std::move(copied));
  return Next::go;
}
ORRERY_INLINE Next swap(Steps&, Machine& m, std::uint32_t a) {
  std::swap(m.sp[-1], m.sp[-static_cast<std::ptrdiff_t>(a)]);
  return Next::go;
}
ORRERY_INLINE Next load_constant(Steps&, Machine& m, std::uint32_t a) {
  m.push(m.frame->code->constants[a]);
  return Next::go;
}
ORRERY_INLINE Next load_none(Steps&, Machine& m, std::uint32_t) {
  m.push(none);
  return Next::go;
}
ORRERY_INLINE Next load_unset(Steps&, Machine& m, std::uint32_t) {
  m.push(unset);
  return Next::go;
}

ORRERY_INLINE Next load_fast(Steps& s, Machine& m, std::uint32_t a) {
  const Value& v = m.locals()[a];
  if (v == unset) [[unlikely]]
    unbound_local(s.in, *m.frame, a);
  m.push(v);
  return Next::go;
}
ORRERY_INLINE Next load_fast_pair(Steps& s, Machine& m, std::uint32_t a) {
  load_fast(s, m, a & 0xfff);
  return load_fast(s, m, a >> 12);
}
ORRERY_INLINE Next load_fast_constant(Steps& s, Machine& m, std::uint32_t a) {
  load_fast(s, m, a & 0xfff);
  return load_constant(s, m, a >> 12);
}
ORRERY_INLINE Next store_fast(Steps&, Machine& m, std::uint32_t a) {
  // The old value goes when the new one is in place: its death may run code that looks.
  const Value old = std::exchange(m.locals()[a], m.pop());
  return Next::go;
}
ORRERY_INLINE Next delete_fast(Steps& s, Machine& m, std::uint32_t a) {
  if (m.locals()[a] == unset) unbound_local(s.in, *m.frame, a);
  m.locals()[a] = unset;
  return Next::go;
}

ORRERY_INLINE Next make_cell(Steps& s, Machine& m, std::uint32_t a) {
  make_cell(s.in, *m.frame, a);
  return Next::go;
}
ORRERY_INLINE Next load_closure(Steps&, Machine& m, std::uint32_t a) {
  m.push(m.locals()[a]);
  return Next::go;
}
ORRERY_INLINE Next load_deref(Steps& s, Machine& m, std::uint32_t a) {
  const Value& v = cell_at(m.locals(), a).content;
  if (v == unset) [[unlikely]]
    unbound_cell(s.in, *m.frame, a);
  m.push(v);
  return Next::go;
}
ORRERY_INLINE Next store_deref(Steps&, Machine& m, std::uint32_t a) {
  const Value old = std::exchange(cell_at(m.locals(), a).content, m.pop());
  return Next::go;
}
ORRERY_INLINE Next delete_deref(Steps& s, Machine& m, std::uint32_t a) {
  Cell& cell = cell_at(m.locals(), a);
  if (cell.content == unset) unbound_cell(s.in, *m.frame, a);
  cell.content = unset;
  return Next::go;
}
ORRERY_INLINE Next load_class_deref(Steps& s, Machine& m, std::uint32_t a) {
  m.push(find_class_deref(s.in, *m.frame, a));
  return Next::go;
}

ORRERY_INLINE Next load_name(Steps& s, Machine& m, std::uint32_t a) {
  m.push(find_name(s.in, *m.frame, m.frame->code->names[a]));
  return Next::go;
}
ORRERY_INLINE Next store_name(Steps&, Machine& m, std::uint32_t a) {
  m.frame->names->set(m.frame->code->names[a], m.pop());
  return Next::go;
}
ORRERY_INLINE Next delete_name(Steps& s, Machine& m, std::uint32_t a) {
  delete_name(s.in, *m.frame->names, m.frame->code->names[a]);
  return Next::go;
}
ORRERY_INLINE Next load_global(Steps& s, Machine& m, std::uint32_t a) {
  GlobalCache& cache = m.frame->code->globals[a];
  Dict& globals = *m.frame->function->globals;
  if (cache.missing_shape != globals.shape()) {
    if (const Value* found = globals.find(cache.name, cache.index)) [[likely]] {
      m.push(*found);
      return Next::go;
    }
  }
  m.push(find_global(s.in, *m.frame, cache));
  return Next::go;
}
ORRERY_INLINE Next store_global(Steps&, Machine& m, std::uint32_t a) {
  GlobalCache& cache = m.frame->code->globals[a];
  Dict& globals = *m.frame->function->globals;
  if (Value* found = globals.find(cache.name, cache.index)) {
    const Value old = std::exchange(*found, m.pop());
  } else {
    globals.set(cache.name, m.pop());
  }
  return Next::go;
}
ORRERY_INLINE Next delete_global(Steps& s, Machine& m, std::uint32_t a) {
  delete_name(s.in, *m.frame->function->globals, m.frame->code->globals[a].name);
  return Next::go;
}

}  // namespace orrery::script::ops
