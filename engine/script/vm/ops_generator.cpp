#include "engine/script/vm/ops_generator.hpp"

#include <fmt/format.h>

#include "engine/script/object/exception.hpp"
#include "engine/script/object/str.hpp"

namespace orrery::script::ops {
namespace {

std::string type_name(Interpreter& in, const Value& v) {
  return type_of(in, v)->name();
}

[[noreturn]] void not_awaitable_in_async_for(Interpreter& in, const Value& got) {
  const std::string name = type_name(in, got);
  Ref<ExceptionObject> error = make_exception(
      in, in.types().type_error, fmt::format("'async for' received an invalid object from __anext__: {}", name));
  error->cause = error->context =
      make_exception(in, in.types().type_error, fmt::format("object {} can't be used in 'await' expression", name));
  error->suppress_context = true;
  raise(std::move(error));
}

}  // namespace

Value yield_from_iterator(Interpreter& in, const Frame& frame, const Value& value) {
  if (Generator* const generator = as_generator(value)) {
    const bool inside = frame.code->flags.coroutine || (frame.generator && frame.generator->awaitable());
    if (generator->kind() == Generator::Kind::coroutine && !inside)
      raise_type_error(in, "cannot 'yield from' a coroutine object in a non-coroutine generator");
    if (generator->kind() != Generator::Kind::async_generator) return value;
  }
  if (value.has_tag(Tag::future) || value.has_tag(Tag::task)) return value;
  return iter(in, value);
}

Value awaitable(Interpreter& in, const Value& value, std::uint32_t how) {
  if (how != 0 && !in.is_awaitable(value))
    raise_type_error(in, fmt::format("'async with' received an object from {} that does not implement __await__: {}",
                                     how == 1 ? "__aenter__" : "__aexit__", type_name(in, value)));
  Value iterator = in.awaitable_iterator(value);
  if (Generator* const coroutine = as_generator(iterator);
      coroutine && coroutine->kind() == Generator::Kind::coroutine && !coroutine->delegate().is_none())
    raise(in, in.types().runtime_error, "coroutine is being awaited already");
  return iterator;
}

Value async_iterator(Interpreter& in, const Value& value) {
  const Type* const type = type_of(in, value);
  if (!type->slots.aiter)
    raise_type_error(in, fmt::format("'async for' requires an object with __aiter__ method, got {}", type->name()));
  Value iterator = type->slots.aiter(in, value);
  if (!type_of(in, iterator)->slots.anext)
    raise_type_error(in,
                     fmt::format("'async for' received an object from __aiter__ that does not implement __anext__: {}",
                                 type_name(in, iterator)));
  return iterator;
}

Value next_awaitable(Interpreter& in, const Value& iterator) {
  const Type* const type = type_of(in, iterator);
  if (!type->slots.anext)
    raise_type_error(in, fmt::format("'async for' requires an iterator with __anext__ method, got {}", type->name()));
  const Value awaitable = type->slots.anext(in, iterator);
  if (!in.is_awaitable(awaitable)) not_awaitable_in_async_for(in, awaitable);
  return in.awaitable_iterator(awaitable);
}

}  // namespace orrery::script::ops
