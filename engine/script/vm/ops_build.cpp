#include "engine/script/vm/ops_build.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "engine/script/object/exception.hpp"
#include "engine/script/vm/callable.hpp"

namespace orrery::script::ops {
namespace {

// Puts values on the stack in place of the top one, the first on top.
void push_reversed(Value* sp, std::vector<Value>& items) noexcept {
  const Value old = std::move(sp[-1]);
  Value* at = sp - 1;
  for (std::size_t i = items.size(); i > 0; --i) new (at++) Value(std::move(items[i - 1]));
}

}  // namespace

// Both move the values out: nothing is left to drop.
Value tuple_of_top(Interpreter& in, Value* sp, std::size_t count) {
  Ref<Tuple> made = script::make_tuple(in, count);
  for (std::size_t i = 0; i < count; ++i) (*made)[i] = std::move(sp[i - count]);
  return made;
}

Value list_of_top(Interpreter& in, Value* sp, std::size_t count) {
  Ref<List> made = make_list(in);
  made->items.reserve(in.heap(), count);
  for (std::size_t i = 0; i < count; ++i) made->append(std::move(sp[i - count]));
  return made;
}

Value set_of_top(Interpreter& in, Value* sp, std::size_t count) {
  Ref<Set> made = make_set(in);
  for (std::size_t i = 0; i < count; ++i) made->add(in, sp[i - count]);
  return made;
}

Value dict_of_top(Interpreter& in, Value* sp, std::size_t pairs) {
  Ref<Dict> made = make_dict(in);
  for (Value* at = sp - 2 * pairs; at < sp; at += 2) made->set(in, at[0], at[1]);
  return made;
}

void extend_list(Interpreter& in, Machine m) {
  const Value& from = m.top();
  const Type* const type = type_of(in, from);
  if (!type->slots.iter && !type->slots.getitem)
    raise_type_error(in, fmt::format("Value after * must be an iterable, not {}", type->name()));
  extend(in, as_list(m.sp[-2]), from);
}

// callable unset arguments keywords more
void merge_keywords(Interpreter& in, Machine m) {
  Dict& into = as_dict(m.sp[-2]);
  const Value& callable = m.sp[-5];
  Ref<Dict> more = make_dict(in);
  if (!is_dict(m.top()) && is_unset(getattr_or_unset(in, m.top(), in.names().plain.keys_)))
    raise_type_error(in, fmt::format("{} argument after ** must be a mapping, not {}", callable_name(in, callable),
                                     type_of(in, m.top())->name()));
  update_mapping(in, *more, m.top());
  for (std::uint32_t i = 0; i < more->entry_count(); ++i) {
    const Dict::Entry& entry = more->entry(i);
    if (!is_str(entry.key)) raise_type_error(in, "keywords must be strings");
    if (into.find(in, entry.key))
      raise_type_error(in, fmt::format("{} got multiple values for keyword argument '{}'", callable_name(in, callable),
                                       as_str(entry.key).view()));
    into.set(in, entry.key, entry.value);
  }
}

void unpack_top(Interpreter& in, Value* sp, std::size_t count) {
  std::vector<Value> items(count);
  script::unpack(in, sp[-1], count, items.data());
  push_reversed(sp, items);
}

void unpack_top_star(Interpreter& in, Value* sp, std::size_t before, std::size_t after) {
  std::vector<Value> items(before + after + 1);
  script::unpack_star(in, sp[-1], before, after, items.data());
  push_reversed(sp, items);
}

}  // namespace orrery::script::ops
