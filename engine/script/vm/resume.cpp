// Resuming generators and coroutines from C++: the whole chain of those who wait for each other is made running at
// once, and execution goes on in the innermost.
#include <fmt/format.h>

#include <exception>
#include <vector>

#include "engine/script/object/exception.hpp"
#include "engine/script/vm/delegate.hpp"
#include "engine/script/vm/machine.hpp"

namespace orrery::script {
namespace {

void begin(Interpreter& in, Generator& generator, Frame* back, bool entry) {
  generator.frame->back = back;
  generator.frame->entry = entry;
  Steps::link(in, generator);
}

// Makes `root` and everything it waits for running; returns the innermost. Raises RecursionError in the one where the
// limit is reached, through `error`.
Generator& begin_chain(Interpreter& in, Generator& root, Ref<ExceptionObject>& error) {
  Generator* innermost = &root;
  Generator* next = suspended_delegate(in, root);
  begin(in, root, in.frame(), true);
  while (next) {
    Generator* const following = suspended_delegate(in, *next);
    try {
      in.enter("");
    } catch (const loop::Raised& raised) {
      error = to_exception(in, raised.error());
      break;
    }
    begin(in, *next, innermost->frame, false);
    innermost = next;
    next = following;
  }
  return *innermost;
}

// Counts the first frame; RecursionError if that is one too many.
Ref<ExceptionObject> enter_first(Interpreter& in) {
  try {
    in.enter("");
  } catch (const loop::Raised& raised) {
    return to_exception(in, raised.error());
  }
  return nullptr;
}

// Raises the error in this generator alone: what it waits for has been dealt with.
loop::Sent raise_in(Interpreter& in, Generator& generator, Ref<ExceptionObject> error) {
  if (Ref<ExceptionObject> too_deep = enter_first(in)) return loop::Sent::raised(std::move(too_deep));
  begin(in, generator, in.frame(), true);
  return in.finished(run(in, generator.frame, std::move(error)));
}

bool ends_quietly(Interpreter& in, const Ref<loop::Error>& error) {
  const Value value(error);
  return is_exception_of(value, in.types().generator_exit) || is_exception_of(value, in.types().stop_iteration);
}

// What a close() of `generator` that ended so raises, or null.
Ref<ExceptionObject> error_of_close(Interpreter& in, Generator& generator, const loop::Sent& sent) {
  if (sent.outcome == loop::Sent::Outcome::yielded)
    return make_exception(in, in.types().runtime_error, fmt::format("{} ignored GeneratorExit", generator.word()));
  if (sent.outcome == loop::Sent::Outcome::raised && !ends_quietly(in, sent.error)) return to_exception(in, sent.error);
  return nullptr;
}

// Closes everything that the generator waits for, the innermost first; returns what that raised, or null.
Ref<ExceptionObject> close_delegates(Interpreter& in, Generator& generator) {
  std::vector<Ref<Generator>> chain;
  for (Generator* next = suspended_delegate(in, generator); next; next = suspended_delegate(in, *next))
    chain.emplace_back(next);
  Ref<ExceptionObject> error;
  for (std::size_t i = chain.size(); i > 0; --i) {
    Generator& closing = *chain[i - 1];
    if (!error) error = make_exception(in, in.types().generator_exit);
    error = error_of_close(in, closing, raise_in(in, closing, std::move(error)));
  }
  return error;
}

}  // namespace

loop::Sent Interpreter::finished(loop::Sent sent) {
  if (unwinding_) std::rethrow_exception(unwinding_);
  return sent;
}

loop::Sent Interpreter::resume(Generator& generator, Value value) {
  const Ref<Generator> kept(&generator);
  if (Ref<ExceptionObject> too_deep = enter_first(*this)) return loop::Sent::raised(std::move(too_deep));
  const bool created = generator.state == Generator::State::created;
  Ref<ExceptionObject> error;
  Generator& innermost = begin_chain(*this, generator, error);
  Frame* const frame = innermost.frame;
  if (!created && !error) {
    new (frame->sp++) Value(std::move(value));
    if (frame->pc->op() != Op::send) ++frame->pc;
  }
  return finished(run(*this, frame, std::move(error)));
}

loop::Sent Interpreter::resume_with_error(Generator& generator, Ref<ExceptionObject> error) {
  const Ref<Generator> kept(&generator);
  if (is_exception_of(Value(error), types().generator_exit) && suspended_delegate(*this, generator)) {
    if (Ref<ExceptionObject> instead = close_delegates(*this, generator)) error = std::move(instead);
    return raise_in(*this, generator, std::move(error));
  }
  if (Ref<ExceptionObject> too_deep = enter_first(*this)) return loop::Sent::raised(std::move(too_deep));
  Generator& innermost = begin_chain(*this, generator, error);
  return finished(run(*this, innermost.frame, std::move(error)));
}

loop::Sent close_generator(Interpreter& in, Generator& generator) {
  using State = Generator::State;
  if (generator.state == State::finished) return loop::Sent::returned(none);
  if (generator.state == State::running)
    return loop::Sent::raised(
        make_exception(in, in.types().value_error, fmt::format("{} already executing", generator.word())));
  const Ref<Generator> kept(&generator);
  Ref<ExceptionObject> error = close_delegates(in, generator);
  if (!error) error = make_exception(in, in.types().generator_exit);
  const loop::Sent sent = raise_in(in, generator, std::move(error));
  if (Ref<ExceptionObject> failed = error_of_close(in, generator, sent)) return loop::Sent::raised(std::move(failed));
  return loop::Sent::returned(none);
}

}  // namespace orrery::script
