// Driving a chain of coroutines from outside: what a task does, and what `next(g)`, `g.send(v)` and `g.close()` do.
//
// The same as coroutine.send(…) and so on, but for the trace: coroutine_resumed before, coroutine_yielded after, once
// for the whole chain. A coroutine that delegates (`await`, `yield from`) calls its delegate's send(…) bare.
#pragma once

#include "engine/loop/coroutine.hpp"
#include "engine/loop/environment.hpp"

namespace orrery::loop {

Sent drive_send(Environment& environment, Coroutine& coroutine, Value value);
// `shown`: what the trace says goes in, where that is not the value: a task sends None, and the awaiting line gets the
// result of the future that woke it.
Sent drive_send(Environment& environment, Coroutine& coroutine, Value value, const Value& shown);
Sent drive_throw(Environment& environment, Coroutine& coroutine, Ref<Error> error);
Sent drive_close(Environment& environment, Coroutine& coroutine);

}  // namespace orrery::loop
