import asyncio


def attempt(f):
    try:
        print(f())
    except BaseException as e:
        print(type(e).__module__, type(e).__name__, e)


async def main():
    loop = asyncio.get_running_loop()
    f = loop.create_future()
    for g in (f.result, f.exception, f.done, f.cancelled):
        attempt(g)
    f.set_result(None)
    for g in (f.result, f.exception, f.done, f.cancelled, f.cancel, lambda: f.set_result(2),
              lambda: f.set_exception(ValueError()), lambda: f.get_loop() is loop):
        attempt(g)
    e = loop.create_future()
    e.set_exception(ValueError)
    for g in (e.result, e.exception, e.done, e.cancelled, e.cancel):
        attempt(g)
    c = loop.create_future()
    print(c.cancel())
    for g in (c.result, c.exception, c.done, c.cancelled, c.cancel, lambda: c.set_result(1)):
        attempt(g)
    s = loop.create_future()
    attempt(lambda: s.set_exception(StopIteration))
    attempt(lambda: s.set_exception(StopIteration(3)))
    attempt(lambda: s.set_exception(5))
    attempt(lambda: s.set_exception())
    attempt(lambda: s.set_result())
    attempt(lambda: s.add_done_callback())
    t = asyncio.create_task(asyncio.sleep(0))
    attempt(lambda: t.set_result(1))
    attempt(lambda: t.set_exception(ValueError()))
    attempt(t.result)
    attempt(lambda: asyncio.Future(loop=loop).done())
    attempt(lambda: asyncio.Future().get_loop() is loop)
    attempt(lambda: isinstance(t, asyncio.Future) and isinstance(t, asyncio.Task) and not isinstance(f, asyncio.Task))
    attempt(lambda: (asyncio.isfuture(t), asyncio.isfuture(f), asyncio.isfuture(main), asyncio.iscoroutine(5)))
    attempt(lambda: (type(t), type(f), asyncio.Task.__mro__))
    attempt(lambda: (asyncio.CancelledError.__mro__, asyncio.InvalidStateError.__mro__))


asyncio.run(main())
