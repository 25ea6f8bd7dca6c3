# asyncio.wait_for: in time, too late, cancelled from outside, with what does not go when it is told to.
import asyncio


async def log_sleep(delay, name, result=None):
    print(name, "begins in", asyncio.current_task().get_name() == "outer")
    try:
        await asyncio.sleep(delay)
    except asyncio.CancelledError as e:
        print(name, "cancelled", e.args)
        raise
    finally:
        print(name, "ends")
    return result


async def in_time():
    print(await asyncio.wait_for(log_sleep(0.1, "a", 1), 1))
    print(await asyncio.wait_for(log_sleep(0.1, "b", 2), None))
    print(await asyncio.wait_for(log_sleep(0, "c", 3), 0.5))
    print(await asyncio.wait_for(asyncio.create_task(log_sleep(0.1, "d", 4)), 1))
    f = asyncio.get_running_loop().create_future()
    f.set_result(5)
    for t in (1, 0, -1, None):
        print(await asyncio.wait_for(f, t))


async def too_late():
    loop = asyncio.get_running_loop()
    for timeout in (0.1, 0, -3, True):
        begin = loop.time()
        try:
            await asyncio.wait_for(log_sleep(9, "x"), timeout)
        except TimeoutError as e:
            print("TimeoutError", e.args, type(e.__cause__).__name__, round(loop.time() - begin, 2), e is not None)
    t = asyncio.create_task(log_sleep(9, "task"))
    try:
        await asyncio.wait_for(t, 0.1)
    except asyncio.TimeoutError:
        print("cancelled", t.cancelled(), asyncio.TimeoutError is TimeoutError)
    f = loop.create_future()
    try:
        await asyncio.wait_for(f, 0.1)
    except TimeoutError:
        print(f.cancelled(), f)


async def stubborn(name, how):
    try:
        await asyncio.sleep(9)
    except asyncio.CancelledError:
        print(name, "told")
        await asyncio.sleep(0.5)
        if how == "value":
            return "after all"
        if how == "error":
            raise KeyError(name)
        raise


async def does_not_go_at_once():
    loop = asyncio.get_running_loop()
    for how in ("value", "error", "cancel"):
        begin = loop.time()
        try:
            print("result", await asyncio.wait_for(stubborn(how, how), 0.1))
        except Exception as e:
            print(how, repr(e), type(e.__cause__).__name__)
        print(round(loop.time() - begin, 2), asyncio.current_task().cancelling())


async def cancelled_outside():
    async def outer(inner, timeout):
        try:
            return await asyncio.wait_for(inner, timeout)
        except asyncio.CancelledError as e:
            print("outer cancelled", e.args)
            raise

    for timeout in (5, None, 0):
        t = asyncio.create_task(outer(log_sleep(9, "inner"), timeout), name="outer")
        await asyncio.sleep(0.05)
        print(t.cancel("from outside"))
        await asyncio.wait([t])
        print(t.cancelled() or repr(t.exception()))
    t = asyncio.create_task(outer(stubborn("s", "value"), 5), name="outer")
    await asyncio.sleep(0.05)
    t.cancel()
    await asyncio.wait([t])
    print(t, "x") if False else print(t.cancelled(), t.cancelling())


async def ties():
    loop = asyncio.get_running_loop()
    for mine in (0.1, 0.1 + 3e-6):
        f = loop.create_future()
        loop.call_at(loop.time() + mine, f.set_result, "done")
        try:
            print(await asyncio.wait_for(f, 0.1))
        except TimeoutError:
            print("timeout", f.cancelled())


async def cancel_and_completion_in_one_turn():
    loop = asyncio.get_running_loop()

    async def outer(f):
        try:
            return await asyncio.wait_for(f, 5)
        except asyncio.CancelledError:
            print("lost", f.done())
            raise

    f = loop.create_future()
    t = asyncio.create_task(outer(f))
    await asyncio.sleep(0.01)
    f.set_result("kept?")
    t.cancel()
    await asyncio.wait([t])
    print(t.cancelled(), None if t.cancelled() else t.result())
    f = loop.create_future()
    t = asyncio.create_task(outer(f))
    await asyncio.sleep(0.01)
    f.set_result("kept?")
    await asyncio.sleep(0)
    t.cancel()
    await asyncio.wait([t])
    print(t.cancelled(), None if t.cancelled() else t.result())


async def errors():
    async def fails():
        raise LookupError("at once")

    async def fails_later():
        await asyncio.sleep(0.01)
        raise LookupError("later")

    for make in (fails, fails_later):
        for timeout in (None, 1, 0):
            try:
                await asyncio.wait_for(make(), timeout)
            except Exception as e:
                print(make.__name__, timeout, repr(e))
    for bad, timeout in ((5, 1), (5, None), (5, 0), ("x", 1), ([], 0)):
        try:
            await asyncio.wait_for(bad, timeout)
        except TypeError as e:
            print("TypeError", e)
    for call in (lambda: asyncio.wait_for(), lambda: asyncio.wait_for(1), lambda: asyncio.wait_for(1, 2, 3)):
        try:
            await call()
        except TypeError as e:
            print("TypeError", e)
    c = fails()
    try:
        await asyncio.wait_for(c, "soon")
    except TypeError as e:
        print("TypeError", e)
    c.close()


class Own:
    def __await__(self):
        print("own awaited")
        yield from asyncio.sleep(0.1).__await__()
        return "own"


async def own_awaitables():
    print(await asyncio.wait_for(Own(), 1))
    print(await asyncio.wait_for(Own(), None))
    try:
        await asyncio.wait_for(Own(), 0.05)
    except TimeoutError as e:
        print(repr(e))


async def nested():
    async def inner():
        try:
            await asyncio.wait_for(asyncio.sleep(9), 0.2)
        except TimeoutError:
            print("inner timed out")
            return "inner"

    print(await asyncio.wait_for(inner(), 1))
    try:
        await asyncio.wait_for(asyncio.wait_for(asyncio.sleep(9), 1), 0.1)
    except TimeoutError as e:
        print("outer timed out", repr(e))
    results = await asyncio.gather(*(asyncio.wait_for(asyncio.sleep(d, d), 0.25) for d in (0.1, 0.2, 0.3, 0.4)),
                                   return_exceptions=True)
    print(results)


async def main():
    for part in (in_time, too_late, does_not_go_at_once, cancelled_outside, ties, cancel_and_completion_in_one_turn,
                 errors, own_awaitables, nested):
        print("--", part.__name__)
        await part()


asyncio.run(main())
