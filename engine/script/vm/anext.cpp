#include "engine/script/vm/anext.hpp"

#include "engine/script/object/exception.hpp"
#include "engine/script/object/operators.hpp"
#include "engine/script/vm/delegate.hpp"
#include "engine/script/vm/interpreter.hpp"
#include "engine/script/vm/thrown.hpp"

namespace orrery::script {
namespace {

class AnextAwaitable final : public ScriptObject, public Tracked {
 public:
  AnextAwaitable(Type* type, Value of, Value end) noexcept
      : ScriptObject(type), Tracked(type->heap()), iterator(std::move(of)), otherwise(std::move(end)) {}
  Value iterator, otherwise;
  void clear_references() noexcept override { iterator = otherwise = none; }
  Object* tracked_object() noexcept override { return this; }
};

AnextAwaitable& self_of(const Value& v) noexcept {
  return *static_cast<AnextAwaitable*>(v.object());
}

// A generator of the script, or anything else that can be driven.
loop::Sent drive(Interpreter& in, const Value& iterator, Value value) {
  if (Generator* const generator = driven_generator(in, iterator)) return generator->send(std::move(value));
  return send_to_foreign(in, iterator, std::move(value));
}

Value finish(Interpreter& in, AnextAwaitable& self, loop::Sent sent) {
  if (sent.outcome == loop::Sent::Outcome::raised &&
      is_exception_of(Value(sent.error), in.types().stop_async_iteration))
    sent = loop::Sent::returned(self.otherwise);
  return yielded_or_raise(in, std::move(sent));
}

Value next_item(Runtime& rt, const Value& self) {
  Interpreter& in = interpreter(rt);
  return finish(in, self_of(self), drive(in, self_of(self).iterator, none));
}
Value send(Runtime& rt, Args args) {
  Interpreter& in = interpreter(rt);
  return finish(in, self_of(args[0]), drive(in, self_of(args[0]).iterator, args[1]));
}
Value throw_(Runtime& rt, Args args) {
  Interpreter& in = interpreter(rt);
  Ref<ExceptionObject> error = thrown_error(rt, args.skip(1), "throw");
  AnextAwaitable& self = self_of(args[0]);
  if (Generator* const generator = driven_generator(in, self.iterator))
    return finish(in, self, generator->throw_in(std::move(error)));
  return finish(in, self, throw_into_foreign(in, self.iterator, std::move(error)));
}
Value close(Runtime& rt, Args args) {
  Interpreter& in = interpreter(rt);
  if (Generator* const generator = driven_generator(in, self_of(args[0]).iterator))
    generator->close();
  else
    close_foreign(in, self_of(args[0]).iterator);
  return none;
}
Value self(Runtime&, const Value& v) {
  return v;
}

constexpr NativeMethod methods[] = {
    {"send", send, one_argument()}, {"throw", throw_, between(1, 3)}, {"close", close, no_arguments()}};

}  // namespace

Value anext_with_default(Interpreter& in, const Value& awaitable, const Value& otherwise) {
  return in.heap().make<AnextAwaitable>(in.vm.anext, in.awaitable_iterator(awaitable), otherwise);
}

Ref<Type> make_anext_type(Runtime& rt) {
  Slots slots{};
  slots.iter = self;
  slots.await = self;
  slots.next = &next_item;
  return make_type(rt,
                   {.name = "anext_awaitable", .flags = TypeFlag::no_construct, .slots = slots, .methods = methods});
}

}  // namespace orrery::script
