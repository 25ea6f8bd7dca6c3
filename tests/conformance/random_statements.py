"""What random programs are made of: one function a kind of statement, with its weight and what of asyncio it needs.

A statement function gets the Writer and returns a Statement. `w.say(…)` prints who, when and what, so that the output tells the order.
Things live in tables that any function can reach: T (tasks by name), F (futures), H (handles), L, S, E, C, Q, B (locks, semaphores,
events, conditions, queues, barriers), V (context variables).
"""
from program_tree import Statement

KINDS = []


def kind(weight, needs="", sync=False):
    """Registers a kind of statement. `needs`: the feature, see FEATURES. `sync`: it may stand in a plain function."""
    def register(function):
        KINDS.append((weight, needs, sync, function))
        return function
    return register


# What a feature is called, and a program that uses it: it is on where our side accepts the program.
FEATURES = {
    "wait": "asyncio.wait",
    "wait_for": "asyncio.wait_for",
    "shield": "asyncio.shield",
    "as_completed": "asyncio.as_completed",
    "timeout": "asyncio.timeout",
    "group": "asyncio.TaskGroup",
    "lock": "asyncio.Lock",
    "event": "asyncio.Event",
    "condition": "asyncio.Condition",
    "semaphore": "asyncio.Semaphore; asyncio.BoundedSemaphore",
    "queue": "asyncio.Queue; asyncio.PriorityQueue; asyncio.LifoQueue",
    "barrier": "asyncio.Barrier",
    "contextlib": "import contextlib; contextlib.asynccontextmanager; contextlib.suppress; contextlib.aclosing",
    "contextvars": "import contextvars; contextvars.ContextVar; contextvars.copy_context",
    "eager": "asyncio.eager_task_factory",
    "streams": "asyncio.start_server; asyncio.open_connection",
    "threadsafe": "asyncio.new_event_loop().call_soon_threadsafe(print)",
    "shutdown": "asyncio.Queue().shutdown()",
    "runner": "asyncio.Runner",
}


# ---------------------------------------------------------------- saying, sleeping, calling

@kind(6, sync=True)
def say(w):
    return Statement(w.say(w.word()))


@kind(8)
def sleep(w):
    return Statement(f"await asyncio.sleep({w.delay()})")


@kind(8)
def sleep_zero(w):
    return Statement("await asyncio.sleep(0)")


@kind(3)
def sleep_result(w):
    return Statement(w.say(f"await asyncio.sleep({w.delay()}, {w.word()})"))


@kind(6)
def call(w):
    return Statement(w.say(f"await {w.coroutine()}"))


@kind(1, sync=True)
def block(w):
    return Statement(f"time.sleep({w.delay()})")


@kind(2, sync=True)
def fail(w):
    return Statement(f"raise {w.choice(['ValueError', 'KeyError', 'OSError', 'asyncio.CancelledError'])}({w.word()})")


@kind(2)
def leave(w):
    if w.in_generator:
        return say(w)
    return Statement(f"return {w.word()}")


@kind(4)
def loop(w):
    return Statement((f"for {w.fresh('i')} in range({w.number(2, 3)}):", w.block()))


@kind(3)
def generator(w):
    if w.in_generator:
        return say(w)
    name = w.fresh("v")
    body = [Statement(w.say(repr("item"), name)), *w.block()]
    if w.chance(0.4):
        body.append(Statement(f"if {name} > 1:\n    break"))
    return Statement((f"async for {name} in {w.generator()}:", body))


@kind(1)
def custom_awaitable(w):
    return Statement(w.say(f"await Hops({w.number(0, 3)}, {w.word()})"))


# ---------------------------------------------------------------- tasks

@kind(10, sync=True)
def spawn(w):
    return Statement(f"spawn({w.task()}, {w.coroutine()})")


@kind(7)
def await_task(w):
    return Statement(w.say(repr("joined"), f"await join({w.task()})"))


@kind(7, sync=True)
def cancel_task(w):
    return Statement(f"cancel({w.who}, {w.task()}{w.maybe_message()})")


@kind(2)
def cancel_self(w):
    return Statement(w.say(f"asyncio.current_task().cancel({w.message()})"))


@kind(2)
def uncancel(w):
    return Statement(w.say("asyncio.current_task().uncancel()", "asyncio.current_task().cancelling()"))


@kind(2, sync=True)
def task_state(w):
    return Statement(f"state({w.who}, {w.task()})")


@kind(2)
def names(w):
    change = f"asyncio.current_task().set_name({w.word()})\n" if w.chance(0.3) else ""
    return Statement(change + w.say("asyncio.current_task().get_name()"))


@kind(2, sync=True)
def all_tasks(w):
    return Statement(w.say("sorted(t.get_name() for t in asyncio.all_tasks(loop))"))


@kind(2, sync=True)
def ensure(w):
    return Statement(f"keep(asyncio.ensure_future({w.coroutine()}))")


@kind(1, sync=True)
def current(w):
    return Statement(w.say("asyncio.current_task() in ALL"))


@kind(1, sync=True)
def nested_run(w):
    return Statement(f"attempt({w.who}, loop.run_until_complete, {w.future()})")


# ---------------------------------------------------------------- futures and callbacks

@kind(5)
def await_future(w):
    return Statement(w.say(f"await {w.future()}"))


@kind(6, sync=True)
def set_result(w):
    return Statement(f"finish({w.who}, {w.future()}, {w.word()})")


@kind(3, sync=True)
def set_exception(w):
    return Statement(f"finish({w.who}, {w.future()}, ValueError({w.word()}))")


@kind(3, sync=True)
def cancel_future(w):
    return Statement(w.say(repr("cancel"), f"{w.future()}.cancel({w.message()})"))


@kind(3, sync=True)
def renew_future(w):
    return Statement(f"{w.future()} = loop.create_future()")


@kind(5, sync=True)
def call_soon(w):
    return Statement(f"{w.handle()} = loop.call_soon({w.callback()}, {w.word()})")


@kind(5, sync=True)
def call_later(w):
    return Statement(f"{w.handle()} = loop.call_later({w.delay()}, {w.callback()}, {w.word()})")


@kind(4, sync=True)
def call_at(w):
    return Statement(f"{w.handle()} = loop.call_at({w.moment()}, {w.callback()}, {w.word()})")


@kind(2, sync=True)
def many_timers(w):
    name = w.fresh("n")
    when = w.choice(["when", f"when + {name} % {w.number(2, 4)} / 10", f"when - {name}"])
    call = Statement(f"loop.call_at({when}, {w.callback()}, {name})")
    return Statement(f"when = {w.moment()}", (f"for {name} in range({w.number(3, 9)}):", [call]))


@kind(1, sync=True)
def cancelled_timers(w):
    """More than a hundred, most of them cancelled: the heap is compacted."""
    name = w.fresh("n")
    make = f"handles = [loop.call_later({name} % 7 + 1, say, {w.who}, {name}) for {name} in range({w.number(60, 140)})]"
    return Statement(make, (f"for {name} in handles[::{w.number(1, 2)}]:", [Statement(f"{name}.cancel()")]),
                     (f"for {name} in handles[:-{w.number(2, 5)}]:", [Statement(f"{name}.cancel()")]))


@kind(3, sync=True)
def cancel_handle(w):
    return Statement(f"{w.handle()}.cancel()")


@kind(4, sync=True)
def add_callback(w):
    return Statement(f"watch({w.future_or_task()}, {w.callback()})")


@kind(2, sync=True)
def remove_callback(w):
    return Statement(w.say(repr("removed"), f"unwatch({w.future_or_task()}, {w.callback()})"))


# ---------------------------------------------------------------- try, with

@kind(10)
def guard(w):
    error = w.choice(["asyncio.CancelledError", "asyncio.CancelledError", "ValueError", "Exception", "BaseException"])
    handler = [Statement(w.say(repr("caught"), "repr(e)")), *w.block(small=True)]
    if w.chance(0.5):
        handler.append(Statement("raise"))
    parts = [("try:", w.block()), (f"except {error} as e:", handler)]
    if w.chance(0.3):
        parts.append(("else:", w.block(small=True)))
    if w.chance(0.3):
        parts.append(("finally:", w.block(small=True)))
    return Statement(*parts)


@kind(4)
def clean_up(w):
    return Statement(("try:", w.block()), ("finally:", [Statement(w.say(repr("finally"))), *w.block(small=True)]))


@kind(3, "contextlib")
def resource(w):
    if w.in_generator:
        return say(w)  # what it does when an unfinished generator is closed after a cancel, 3.11 and 3.12 do by accident
    name = w.fresh("r")
    return Statement((f"async with resource({w.who}, {w.delay()}) as {name}:", w.block()))


@kind(2, "contextlib")
def suppressed(w):
    errors = w.choice(["asyncio.CancelledError", "ValueError", "Exception", "TimeoutError, KeyError"])
    return Statement((f"with contextlib.suppress({errors}):", w.block()))


@kind(1, "contextlib")
def closing_generator(w):
    if w.in_generator:
        return say(w)
    name, item = w.fresh("a"), w.fresh("v")
    body = [Statement(w.say(repr("item"), item)), *w.block(small=True)]
    return Statement((f"async with contextlib.aclosing({w.generator()}) as {name}:", [Statement((f"async for {item} in {name}:", body))]))


@kind(3, "timeout")
def timeout(w):
    limit = w.choice([f"asyncio.timeout({w.limit()})", f"asyncio.timeout_at({w.moment()})"])
    body = w.block()
    if w.chance(0.2):
        body.insert(w.number(0, len(body)), Statement(f"limit.reschedule({w.moment()})"))
    inside = Statement((f"async with {limit} as limit:", body), w.say(repr("expired"), "limit.expired()"))
    return w.caught("TimeoutError", [inside])


@kind(4, "group")
def group(w):
    name = w.fresh("g")
    body = [Statement(f"keep({name}.create_task({w.coroutine()}))") for _ in range(w.number(1, 3))]
    body[w.number(0, len(body)):0] = w.block(small=True)
    inside = Statement((f"async with asyncio.TaskGroup() as {name}:", body), w.say(repr("group ended")))
    if w.chance(0.2):
        return inside
    return Statement(("try:", [inside]), ("except* Exception as e:", [Statement(w.say(repr("group"), "[repr(x) for x in leaves(e)]"))]))


# ---------------------------------------------------------------- combinators

@kind(5)
def gather(w):
    exceptions = ", return_exceptions=True" if w.chance(0.4) else ""
    return w.caught("Exception", [Statement(w.say(f"await asyncio.gather({w.awaitables()}{exceptions})"))])


@kind(2)
def gather_cancelled(w):
    name = w.fresh("g")
    make = f"{name} = asyncio.gather({w.awaitables()})\n{name}.add_done_callback({w.callback()})"
    after = w.choice([f"{name}.cancel({w.message()})", f"loop.call_later({w.delay()}, {name}.cancel)"])
    return w.caught("BaseException", [Statement(make), Statement(after), Statement(w.say(f"await {name}"))])


@kind(4, "shield")
def shield(w):
    return w.caught("BaseException", [Statement(w.say(f"await asyncio.shield({w.awaitable()})"))])


@kind(4, "wait_for")
def wait_for(w):
    return w.caught("TimeoutError", [Statement(w.say(f"await asyncio.wait_for({w.awaitable()}, {w.limit()})"))])


@kind(4, "wait")
def wait(w):
    until = w.choice(["", ", return_when=asyncio.FIRST_COMPLETED", ", return_when=asyncio.FIRST_EXCEPTION"])
    limit = f", timeout={w.limit()}" if w.chance(0.5) else ""
    tasks = ", ".join(f"spawn({w.task()}, {w.coroutine()})" for _ in range(w.number(1, 3)))
    more = f", {w.future()}" if w.chance(0.3) else ""
    name = w.fresh("sets")
    said = w.say(f"[[outcome(t) for t in sorted(side, key=order)] for side in {name}]")
    return Statement(f"{name} = await asyncio.wait([{tasks}{more}]{limit}{until})\n{said}")


@kind(3, "as_completed")
def as_completed(w):
    name = w.fresh("c")
    limit = f", timeout={w.limit()}" if w.chance(0.3) else ""
    body = [Statement(w.say(repr("next"), f"await {name}"))]
    if w.chance(0.2):
        body.append(Statement("break"))
    inside = Statement((f"for {name} in asyncio.as_completed([{w.awaitables()}]{limit}):", [w.caught("Exception", body)]))
    return w.caught("TimeoutError", [inside])


@kind(1, "as_completed")
def as_completed_async(w):
    """Since 3.13; before, a TypeError."""
    name = w.fresh("c")
    body = [Statement(w.say(repr("next"), f"await {name}"))]
    return w.caught("Exception", [Statement((f"async for {name} in asyncio.as_completed([{w.awaitables()}]):", [w.caught("Exception", body)]))])


# ---------------------------------------------------------------- locks and queues

@kind(4, "lock")
def lock(w):
    return Statement((f"async with {w.one('L', 2)}:", [Statement(w.say(repr("locked"))), *w.block()]))


@kind(3, "semaphore")
def semaphore(w):
    return Statement((f"async with {w.one('S', 2)}:", [Statement(w.say(repr("in"))), *w.block()]))


@kind(1, "semaphore", sync=True)
def release(w):
    return Statement(f"attempt({w.who}, {w.one('S', 2)}.release)")


@kind(3, "event")
def event_wait(w):
    return Statement(w.say(repr("event"), f"await {w.one('E', 2)}.wait()"))


@kind(4, "event", sync=True)
def event_set(w):
    return Statement(w.choice([f"{w.one('E', 2)}.set()"] * 2 + [f"{w.one('E', 2)}.clear()", f"E[0].set()\nE[0].clear()"]))


@kind(3, "condition")
def condition_wait(w):
    return Statement(("async with C[0]:", [Statement(w.say(repr("notified"), "await C[0].wait()")), *w.block(small=True)]))


@kind(3, "condition")
def condition_notify(w):
    call = w.choice([f"C[0].notify({w.number(1, 2)})", "C[0].notify_all()"])
    return Statement(("async with C[0]:", [Statement(call), *w.block(small=True)]))


@kind(4, "queue")
def get(w):
    return Statement(w.say(repr("got"), f"await {w.one('Q', 3)}.get()"))


@kind(4, "queue")
def put(w):
    return Statement(f"await {w.one('Q', 3)}.put({w.number(0, 9)})\n" + w.say(repr("put")))


@kind(3, "queue", sync=True)
def nowait(w):
    queue = w.one("Q", 3)
    return Statement(w.choice([f"attempt({w.who}, {queue}.get_nowait)", f"attempt({w.who}, {queue}.put_nowait, {w.number(0, 9)})",
                               f"attempt({w.who}, {queue}.task_done)"]))


@kind(1, "queue")
def join(w):
    return Statement(f"await {w.one('Q', 3)}.join()\n" + w.say(repr("all done")))


@kind(1, "shutdown")
def shut_down(w):
    return Statement(f"attempt({w.who}, {w.one('Q', 3)}.shutdown{w.choice(['', ', True'])})")


@kind(2, "barrier")
def barrier(w):
    return w.caught("asyncio.BrokenBarrierError", [Statement(w.say(repr("crossed"), "await B[0].wait()"))])


@kind(1, "barrier")
def barrier_reset(w):
    return Statement(w.choice(["await B[0].reset()", "await B[0].abort()"]))


# ---------------------------------------------------------------- contexts, sockets, threads

@kind(2, "contextvars", sync=True)
def set_variable(w):
    return Statement(f"V.set({w.word()})")


@kind(2, "contextvars", sync=True)
def get_variable(w):
    return Statement(w.say(repr("V"), "V.get()"))


@kind(2, "contextvars", sync=True)
def call_in_context(w):
    when = w.choice(["call_soon(", f"call_later({w.delay()}, ", f"call_at({w.moment()}, "])
    context = w.choice(["X", "contextvars.copy_context()"])
    return Statement(f"{w.handle()} = loop.{when}{w.choice([w.callback(), 'show_variable'])}, {w.word()}, context={context})")


@kind(1, "contextvars", sync=True)
def done_in_context(w):
    return Statement(f"{w.future()}.add_done_callback(show_variable, context=X)")


@kind(1, "contextvars", sync=True)
def set_in_context(w):
    return Statement(f"attempt({w.who}, lambda: X.run(V.set, {w.word()}) and None)" if w.chance(0.5) else f"attempt({w.who}, X.get, V)")


@kind(2, "contextvars", sync=True)
def task_in_context(w):
    """Tasks that share a context. Not eager ones: one that can't enter leaves CPython with the wrong current task."""
    context = "" if w.eager else ", context=X"
    return Statement(f"attempt({w.who}, lambda: bool(keep(asyncio.create_task({w.coroutine()}{context}))))")


@kind(3)
def receive(w):
    return Statement(w.say(repr("received"), f"await loop.sock_recv(R[{w.number(0, 1)}], {w.number(1, 8)})"))


@kind(3, sync=True)
def send(w):
    return Statement(f"W[{w.number(0, 1)}].send({w.word()}.encode())")


@kind(1)
def send_all(w):
    return Statement(f"await loop.sock_sendall(W[{w.number(0, 1)}], {w.word()}.encode())")


@kind(1, sync=True)
def reader(w):
    return Statement(f"loop.add_reader(R[{w.number(0, 1)}], take, R[{w.number(0, 1)}])")


@kind(2, "threadsafe", sync=True)
def call_from_outside(w):
    return Statement(f"{w.handle()} = loop.call_soon_threadsafe({w.callback()}, {w.word()})")


@kind(2, "streams")
def stream_read(w):
    call = w.choice([f"read({w.number(1, 9)})", f"readexactly({w.number(1, 6)})", "readline()", 'readuntil(b";")'])
    return w.caught("(asyncio.IncompleteReadError, RuntimeError)", [Statement(w.say(repr("read"), f"await RW[{w.number(0, 1)}][0].{call}"))])


@kind(3, "streams", sync=True)
def stream_write(w):
    return Statement(f"RW[{w.number(0, 1)}][1].write({w.word()}.encode() + b{w.choice(['', ';', chr(92) + 'n'])!r})")


@kind(1, "streams")
def stream_drain(w):
    side = w.number(0, 1)
    size = w.choice([10, 100000, 300000])
    return Statement(f'RW[{side}][1].write(b"x" * {size})', "await asyncio.sleep(0)", f"await RW[{side}][1].drain()", w.say(repr("drained")))


@kind(1, "streams")
def stream_close(w):
    side = w.number(0, 1)
    return Statement(w.choice([f"RW[{side}][1].close()", f"RW[{side}][1].close()\nawait RW[{side}][1].wait_closed()",
                               f"RW[{side}][1].write_eof()"]))


@kind(2, "streams")
def talk(w):
    return w.caught("(OSError, asyncio.IncompleteReadError)", [Statement(w.say(repr("answer"), f"await talk({w.who}, {w.word()}, {w.delay()})"))])


@kind(1, sync=True)
def no_reader(w):
    return Statement(w.say(repr("reader"), f"loop.remove_reader(R[{w.number(0, 1)}])"))
