// What a coroutine or generator waits for, whatever that is: how to send to it, throw into it, close it.
#pragma once

#include "engine/loop/coroutine.hpp"
#include "engine/script/vm/generator.hpp"

namespace orrery::loop {
class Future;
}

namespace orrery::script {

class Interpreter;

// The generator or coroutine of the script that sending to `delegate` resumes, or null.
Generator* driven_generator(Interpreter& in, const Value& delegate) noexcept;
// What the generator waits for, if that is a suspended generator or async generator of the script.
Generator* suspended_delegate(Interpreter& in, const Generator& generator) noexcept;
event::Id id_of_delegate(Interpreter& in, const Value& delegate) noexcept;

// Raises what sending to a running, finished or just started one raises.
void check_resumable(Interpreter& in, Generator& generator, const Value& value);
// What an error is to those outside once it leaves the generator: StopIteration becomes RuntimeError.
Ref<ExceptionObject> error_out_of(Generator& generator, Ref<ExceptionObject> error);
ExceptionObject* error_in(const Handling& handling) noexcept;

loop::Sent await_future(loop::Future& future);
loop::Sent awaited_future(Interpreter& in, loop::Future& future);
// For native coroutines, iterators and objects with send() and throw(). Errors of their own code come back in Sent;
// what is wrong with the call itself is raised.
loop::Sent send_to_foreign(Interpreter& in, const Value& delegate, Value value);
loop::Sent throw_into_foreign(Interpreter& in, const Value& delegate, Ref<ExceptionObject> error);
void close_foreign(Interpreter& in, const Value& delegate);

// The first half of a send() to what asend() answered. `value` becomes what is to be sent.
void begin_step(Interpreter& in, AsyncStep& step, Value& value);

// gen.close(): GeneratorExit goes to the innermost first, then outwards.
loop::Sent close_generator(Interpreter& in, Generator& generator);

}  // namespace orrery::script
