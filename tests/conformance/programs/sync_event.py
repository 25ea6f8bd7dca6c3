# asyncio.Event: wake-ups in order, set and clear in a row, cancellation, attributes.
import asyncio


def short(obj):
    text = repr(obj)
    return text[: text.index(" object at")] + text[text.index(" ["):]


async def waiter(e, name, log):
    log.append((name, await e.wait(), e.is_set()))


async def order():
    e, log = asyncio.Event(), []
    tasks = [asyncio.create_task(waiter(e, n, log)) for n in range(4)]
    await asyncio.sleep(0)
    print(short(e))
    e.set()
    print(log, short(e))
    late = asyncio.create_task(waiter(e, "late", log))
    await asyncio.wait([*tasks, late])
    print(log, short(e), await e.wait())


async def set_clear():
    e, log = asyncio.Event(), []
    tasks = [asyncio.create_task(waiter(e, n, log)) for n in "AB"]
    await asyncio.sleep(0)
    e.set()
    e.clear()
    again = asyncio.create_task(waiter(e, "C", log))
    await asyncio.wait(tasks)
    print(log, again.done(), short(e))
    e.set()
    e.set()
    await again
    print(log)
    e.clear()
    e.clear()
    print(short(e), e.is_set())


async def cancelled():
    e, log = asyncio.Event(), []
    tasks = [asyncio.create_task(waiter(e, n, log)) for n in "ABC"]
    await asyncio.sleep(0)
    tasks[1].cancel()
    e.set()
    tasks[2].cancel()
    print([type(r).__name__ for r in await asyncio.gather(*tasks, return_exceptions=True)], log, short(e))


async def timeout():
    e = asyncio.Event()
    for n in range(2):
        try:
            print(await asyncio.wait_for(e.wait(), 0.5))
        except asyncio.TimeoutError:
            print("timeout", short(e))
            e.set()


async def ping_pong():
    ping, pong, log = asyncio.Event(), asyncio.Event(), []

    async def player(mine, other, name):
        for i in range(3):
            await mine.wait()
            mine.clear()
            log.append(f"{name}{i}")
            other.set()

    players = asyncio.gather(player(ping, pong, "ping"), player(pong, ping, "pong"))
    ping.set()
    await players
    print(log)


async def misc():
    e = asyncio.Event()
    for bad in (lambda: asyncio.Event(1), lambda: e.set(1), lambda: e.wait(3), lambda: e.clear(x=1)):
        try:
            bad()
        except TypeError as error:
            print(error)
    e.payload = [1, 2]
    print(e.payload, e._value, bool(e))
    c = e.wait()
    print(c.__qualname__)
    e.set()
    print(await c)


for test in (order, set_clear, cancelled, timeout, ping_pong, misc):
    print("---", test.__name__)
    asyncio.run(test())
