# asyncio.Queue, LifoQueue, PriorityQueue: order, stealing, limits, cancellation, join, shutdown, errors.
import asyncio
import sys


def short(q):
    return str(q)


async def getter(q, name, log):
    try:
        log.append((name, await q.get()))
    except asyncio.CancelledError:
        log.append((name, "cancelled"))
        raise


async def putter(q, item, log):
    try:
        await q.put(item)
        log.append(f"put {item}")
    except asyncio.CancelledError:
        log.append(f"cancelled {item}")
        raise


async def ready(n=2):
    for _ in range(n):
        await asyncio.sleep(0)


async def kinds():
    for kind in (asyncio.Queue, asyncio.LifoQueue, asyncio.PriorityQueue):
        q = kind()
        for item in (5, 3, 8, 1, 9, 2):
            q.put_nowait(item)
        print(short(q), q.qsize(), q.empty(), q.full(), q.maxsize)
        print([await q.get() for _ in range(3)], short(q))
        q.put_nowait(0)
        print([q.get_nowait() for _ in range(q.qsize())], q.empty(), repr(q).startswith(f"<{kind.__name__} at 0x"))


async def priorities():
    q = asyncio.PriorityQueue()
    for i, p in enumerate((3, 1, 2, 1, 3, 2, 1, 1, 2, 3, 0, 1)):
        q.put_nowait((p, i))
    print(short(q))
    print([q.get_nowait() for _ in range(q.qsize())])

    class Job:
        def __init__(self, level, name):
            self.level, self.name = level, name

        def __lt__(self, other):
            return self.level < other.level

        def __repr__(self):
            return self.name

    for i in range(12):
        q.put_nowait(Job(i * 5 % 3, f"j{i}"))
    print(short(q))
    print([await q.get() for _ in range(12)])
    q.put_nowait((1, {}))
    try:
        q.put_nowait((1, {}))
    except TypeError as e:
        print(e)
    print(short(q), q.qsize())
    q.put_nowait((0, "x"))
    print(short(q), q.get_nowait())
    try:
        print(q.get_nowait())
        print(q.get_nowait())
    except TypeError as e:
        print(e, short(q))


async def stealing():
    q, log = asyncio.Queue(), []
    tasks = [asyncio.create_task(getter(q, n, log)) for n in "AB"]
    await ready()
    print(short(q))
    q.put_nowait(1)
    print("stolen", q.get_nowait(), short(q))
    await ready()
    print(short(q))
    q.put_nowait(2)
    q.put_nowait(3)
    await asyncio.wait(tasks)
    print(log, short(q))


async def limits():
    q, log = asyncio.Queue(2), []
    tasks = [asyncio.create_task(putter(q, n, log)) for n in range(5)]
    await ready()
    print(short(q), q.full(), log)
    try:
        q.put_nowait(9)
    except asyncio.QueueFull as e:
        print("QueueFull", e.args)
    got = []
    for _ in range(5):
        got.append(q.get_nowait())
        print(short(q))
        await asyncio.sleep(0)
    print(got, log, short(q))
    try:
        q.get_nowait()
    except asyncio.QueueEmpty as e:
        print("QueueEmpty", e.args)
    await asyncio.wait(tasks)
    for maxsize in (0, -1, 1.5, True):
        q = asyncio.Queue(maxsize)
        q.put_nowait(1)
        print(short(q), q.full(), q.maxsize)


async def put_steals_place():
    q, log = asyncio.Queue(1), []
    q.put_nowait("first")
    tasks = [asyncio.create_task(putter(q, n, log)) for n in "AB"]
    await ready()
    q.get_nowait()
    q.put_nowait("barged")
    await ready()
    print(short(q), log)
    out = [await q.get() for _ in range(3)]
    await asyncio.wait(tasks)
    print(out, log)


async def cancel_getters():
    for when in ("waiting", "woken", "all"):
        q, log = asyncio.Queue(), []
        tasks = [asyncio.create_task(getter(q, n, log)) for n in "abc"]
        await ready()
        if when == "waiting":
            tasks[0].cancel()
        q.put_nowait(1)
        if when == "woken":
            tasks[0].cancel()
        if when == "all":
            tasks[0].cancel()
            tasks[1].cancel()
        print(when, short(q))
        await ready()
        print(log, short(q))
        q.put_nowait(2)
        q.put_nowait(3)
        results = await asyncio.gather(*tasks, return_exceptions=True)
        print([type(r).__name__ for r in results], log, short(q))


async def cancel_putters():
    for when in ("waiting", "woken"):
        q, log = asyncio.Queue(1), []
        q.put_nowait(0)
        tasks = [asyncio.create_task(putter(q, n, log)) for n in (1, 2, 3)]
        await ready()
        if when == "waiting":
            tasks[0].cancel()
        print(q.get_nowait(), short(q))
        if when == "woken":
            tasks[0].cancel()
        await ready()
        print(log, short(q))
        await ready()
        print(q.get_nowait(), q.qsize())
        await ready()
        print(log, short(q), [q.get_nowait() for _ in range(q.qsize())])
        print([type(r).__name__ for r in await asyncio.gather(*tasks, return_exceptions=True)])


async def timeouts():
    q = asyncio.Queue(1)
    try:
        await asyncio.wait_for(q.get(), 0.1)
    except asyncio.TimeoutError:
        print("empty", short(q))
    q.put_nowait(1)
    try:
        await asyncio.wait_for(q.put(2), 0.1)
    except asyncio.TimeoutError:
        print("full", short(q))
    print(await asyncio.wait_for(q.get(), 0.1))


async def joining():
    q, log = asyncio.Queue(), []
    await q.join()
    try:
        q.task_done()
    except ValueError as e:
        print(e)

    async def consumer(name):
        while True:
            item = await q.get()
            await asyncio.sleep(0.01 * item)
            log.append((name, item))
            q.task_done()

    async def waits(n):
        await q.join()
        log.append(f"joined {n}")

    consumers = [asyncio.create_task(consumer(n)) for n in "ab"]
    for i in range(5):
        q.put_nowait(i)
    print(q._unfinished_tasks)
    await asyncio.gather(waits(1), waits(2))
    print(log, short(q))
    for c in consumers:
        c.cancel()
    await asyncio.gather(*consumers, return_exceptions=True)
    print(short(q))
    q.put_nowait(1)
    j = asyncio.create_task(waits(3))
    await ready()
    q.get_nowait()
    q.task_done()
    q.put_nowait(2)
    await ready()
    print(j.done(), short(q))
    try:
        q.task_done()
        q.task_done()
    except ValueError as e:
        print(e)


async def attempt(what):
    try:
        return await what
    except Exception as e:
        return type(e).__name__


async def shutdowns():
    print(hasattr(asyncio, "QueueShutDown"), hasattr(asyncio.Queue, "shutdown"))
    if sys.version_info < (3, 13):
        return
    for immediate in (False, True):
        q = asyncio.Queue(2)
        q.put_nowait(1)
        q.put_nowait(2)
        waiting = [asyncio.create_task(attempt(q.put(n))) for n in (3, 4)]
        joined = asyncio.create_task(q.join())
        await ready()
        q.shutdown(immediate)
        print(short(q), q.qsize(), q.empty())
        print(await asyncio.gather(*waiting))
        for action in (lambda: q.put_nowait(5), q.get_nowait, q.get_nowait, q.get_nowait):
            try:
                print(action())
            except (asyncio.QueueShutDown, asyncio.QueueEmpty) as e:
                print(type(e).__name__, e.args)
        print(await attempt(q.get()), await attempt(q.put(6)), joined.done(), short(q))
        while q._unfinished_tasks:
            q.task_done()
        await joined
        q.shutdown()
        empty = asyncio.Queue()
        getters = [asyncio.create_task(attempt(empty.get())) for _ in range(2)]
        await ready()
        empty.shutdown(immediate=immediate)
        print(await asyncio.gather(*getters), short(empty))


async def errors():
    q = asyncio.Queue()
    for bad in (lambda: asyncio.Queue(1, 2), lambda: asyncio.Queue(loop=None), lambda: q.put(), lambda: q.put_nowait(),
                lambda: q.get(1), lambda: q.qsize(1), lambda: asyncio.Queue("x").full()):
        try:
            bad()
        except TypeError as e:
            print(e)
    print(asyncio.Queue[int], issubclass(asyncio.QueueEmpty, Exception), asyncio.PriorityQueue.__mro__[1] is asyncio.Queue)
    c = q.put(item=1)
    print(c.__name__, c.__qualname__, await c, q.get().__qualname__ if False else q.join().__qualname__ if False else "")
    print(asyncio.queues.Queue is asyncio.Queue, asyncio.locks.Lock is asyncio.Lock)


for test in (kinds, priorities, stealing, limits, put_steals_place, cancel_getters, cancel_putters, timeouts, joining, shutdowns, errors):
    print("---", test.__name__)
    asyncio.run(test())
