#include "engine/script/vm/loop_ports.hpp"

#include <new>

#include "engine/loop/event_loop.hpp"
#include "engine/script/object/bytes.hpp"
#include "engine/script/object/exception.hpp"
#include "engine/script/object/number.hpp"
#include "engine/script/object/operators.hpp"
#include "engine/script/object/sequence.hpp"
#include "engine/script/object/str.hpp"
#include "engine/script/vm/generator.hpp"
#include "engine/script/vm/interpreter.hpp"

namespace orrery::script {
namespace {

Type* type_of_kind(Types& types, loop::ErrorKind kind) noexcept {
  using enum loop::ErrorKind;
  switch (kind) {
    case other:
      return types.exception;
    case cancelled:
      return types.cancelled_error;
    case timeout:
      return types.timeout_error;
    case invalid_state:
      return types.invalid_state_error;
    case runtime:
      return types.runtime_error;
    case value:
      return types.value_error;
    case type:
      return types.type_error;
    case os:
      return types.os_error;
    case stop_iteration:
      return types.stop_iteration;
    case stop_async_iteration:
      return types.stop_async_iteration;
    case generator_exit:
      return types.generator_exit;
    case keyboard_interrupt:
      return types.keyboard_interrupt;
    case system_exit:
      return types.system_exit;
    case queue_empty:
      return types.queue_empty;
    case queue_full:
      return types.queue_full;
    case queue_shut_down:
      return types.queue_shut_down;
    case broken_barrier:
      return types.broken_barrier_error;
    case incomplete_read:
      return types.incomplete_read_error;
    case limit_overrun:
      return types.limit_overrun_error;
    case exception_group:
      return types.base_exception_group;
    case recursion:
      return types.recursion_error;
  }
  return types.exception;
}

class ScriptErrors final : public loop::ErrorFactory {
 public:
  explicit ScriptErrors(Interpreter& in) noexcept : in_(in) {}

  Ref<loop::Error> make(loop::ErrorKind kind, Value argument) override {
    if (kind == loop::ErrorKind::incomplete_read || kind == loop::ErrorKind::limit_overrun) return of_list(kind, argument);
    Type* const type = type_of_kind(in_.types(), kind);
    return argument.is_none() ? make_exception(in_, type) : make_exception(in_, type, argument);
  }
  Ref<loop::Error> make(loop::ErrorKind kind, std::string_view message) override {
    return make_exception(in_, type_of_kind(in_.types(), kind), clean_utf8(message));
  }
  Ref<loop::Error> current() override {
    try {
      throw;
    } catch (const loop::Raised& raised) {
      return to_exception(in_, raised.error());
    } catch (const std::bad_alloc&) {
      return make_exception(in_, in_.types().memory_error);
    } catch (const std::exception& error) {
      return make_exception(in_, in_.types().runtime_error, clean_utf8(error.what()));
    } catch (...) {
      loop::rethrow_unwind();
      return make_exception(in_, in_.types().system_error, "an unknown error");
    }
  }
  Ref<loop::Error> make_os(int number, std::string_view words) override {
    try {
      raise_os_error(in_, number, words);
    } catch (const loop::Raised& raised) {
      return raised.error();
    }
  }
  Ref<loop::Error> make_os_words(int number, std::string_view words) override {
    return make_exception(in_, in_.types().os_error_for(number), words);
  }
  Ref<loop::Error> make_unknown_host() override {
    const Value args[] = {Value::integer(-2), Value(make_str(in_, "Name or service not known"))};
    return made(in_.types().gaierror, Args(args, 2));
  }
  Ref<loop::Error> chained(Ref<loop::Error> error, const Ref<loop::Error>& cause) override {
    Ref<ExceptionObject> effect = to_exception(in_, error);
    if (cause) effect->cause = effect->context = to_exception(in_, cause);
    effect->suppress_context = true;
    return effect;
  }
  Ref<loop::Error> make_group(std::string_view message, std::vector<Ref<loop::Error>> errors) override {
    const Ref<List> list = make_list(in_);
    for (const Ref<loop::Error>& error : errors) list->append(Value(to_exception(in_, error)));
    return script::make_group(in_, in_.types().base_exception_group, message, list);
  }
  void came_of_timeout(const Ref<loop::Error>& error) override {
    const Ref<ExceptionObject> left = to_exception(in_, error);
    said_of_timeout(*left);
    if (!is_group(Value(left)) || !left->is_exception()) return;
    for (const Ref<loop::Error>& part : left->exceptions()) said_of_timeout(*to_exception(in_, part));
  }
  void never_awaited(std::string_view name) noexcept override {
    if (in_.stopped() || in_.heap().closing()) return;
    in_.warn(in_.types().runtime_warning, "coroutine '" + std::string(name) + "' was never awaited");
  }

 private:
  // The first CancelledError among what led to it is said to have led to a TimeoutError first.
  void said_of_timeout(ExceptionObject& error) {
    for (ExceptionObject* at = &error; at->context; at = at->context.get()) {
      if (at->context->kind() != loop::ErrorKind::cancelled) continue;
      Ref<ExceptionObject> timeout = make_exception(in_, in_.types().timeout_error);
      timeout->context = timeout->cause = at->context;
      timeout->suppress_context = true;
      at->context = std::move(timeout);
      return;
    }
  }

  Ref<loop::Error> made(Type* type, Args args) {
    const Value error = call(in_, Value(static_cast<Object*>(type)), args);
    return to_exception(in_, Ref<loop::Error>(static_cast<loop::Error*>(error.object())));
  }
  // The arguments of those that take two come as a list.
  Ref<loop::Error> of_list(loop::ErrorKind kind, const Value& arguments) {
    List& list = as_list(arguments);
    const Value args[] = {list[0], list[1]};
    return made(type_of_kind(in_.types(), kind), Args(args, 2));
  }

  Interpreter& in_;
};

class ScriptValues final : public loop::Values {
 public:
  explicit ScriptValues(Interpreter& in) noexcept : in_(in) {}

  std::string repr(const Value& value) override { return in_.shown(value); }
  Value bytes(std::string&& content) override { return make_bytes(in_, content); }
  Value list(std::vector<Value>&& items) override { return Value(make_list(in_, items)); }
  Value text(std::string_view text) override { return Value(make_str(in_, clean_utf8(text))); }
  bool is_generator(const Value& value) override {
    const Generator* const generator = as_generator(value);
    return generator && generator->kind() == Generator::Kind::generator;
  }
  bool less(const Value& a, const Value& b) override { return script::less(in_, a, b); }

 private:
  Interpreter& in_;
};

}  // namespace

std::unique_ptr<loop::ErrorFactory> make_error_factory(Interpreter& in) {
  return std::make_unique<ScriptErrors>(in);
}
std::unique_ptr<loop::Values> make_values(Interpreter& in) {
  return std::make_unique<ScriptValues>(in);
}

void emit_output(Interpreter& in, event::Probe& probe, Stream stream, std::string_view text) {
  const loop::EventLoop* const loop = in.environment().running_loop();
  const loop::Task* const task = loop ? loop->current_task() : nullptr;
  const auto to = stream == Stream::output ? event::Stream::standard_output : event::Stream::standard_error;
  probe.emit_text(event::Kind::output, task ? task->id() : event::Id(), {}, static_cast<std::uint8_t>(to), text);
}

}  // namespace orrery::script
