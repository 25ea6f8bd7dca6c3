# asyncio.Condition: notify, notify_all, wait_for, cancellation before, while and after being notified, given locks.
import asyncio


def short(obj):
    text = repr(obj)
    return text[: text.index(" object at")] + text[text.index(" ["):]


async def waiter(cond, name, log):
    async with cond:
        log.append(f"{name} waits")
        try:
            got = await cond.wait()
        except asyncio.CancelledError as e:
            log.append(f"{name} cancelled {e.args} locked={cond.locked()}")
            raise
        log.append(f"{name} woke {got}")
    return name


async def ready(n=2):
    for _ in range(n):
        await asyncio.sleep(0)


async def notify_counts():
    cond, log = asyncio.Condition(), []
    tasks = [asyncio.create_task(waiter(cond, n, log)) for n in "abcde"]
    await ready(3)
    print(short(cond))
    async with cond:
        cond.notify(2)
        print(log[5:], short(cond))
    await ready(6)
    print(log[5:])
    async with cond:
        cond.notify(0)
        cond.notify()
        cond.notify(-1)
    await ready(6)
    print(log[7:])
    async with cond:
        cond.notify_all()
    print(await asyncio.gather(*tasks))
    print(log[8:], short(cond))
    async with cond:
        cond.notify(5)


async def wait_for():
    cond, value = asyncio.Condition(), []

    async def consumer(n):
        async with cond:
            return n, await cond.wait_for(lambda: len(value) >= n and value[:n])

    tasks = [asyncio.create_task(consumer(n)) for n in (3, 1, 2)]
    for i in range(3):
        await ready(3)
        async with cond:
            value.append(i)
            cond.notify_all()
    print(await asyncio.gather(*tasks))
    async with cond:
        print(await cond.wait_for(lambda: "at once"))

        def bad():
            raise KeyError("predicate")

        try:
            await cond.wait_for(bad)
        except KeyError as e:
            print(repr(e), cond.locked())


async def errors():
    cond = asyncio.Condition()
    for what in (cond.notify, cond.notify_all, cond.release):
        try:
            what()
        except RuntimeError as e:
            print(e)
    try:
        await cond.wait()
    except RuntimeError as e:
        print(e)
    try:
        await cond.wait_for(lambda: False)
    except RuntimeError as e:
        print(e)
    for bad in (lambda: cond.wait(1), lambda: cond.wait_for(), lambda: cond.notify(1, 2), lambda: asyncio.Condition(None, 2)):
        try:
            bad()
        except TypeError as e:
            print(e)


async def cancel_while_waiting():
    cond, log = asyncio.Condition(), []
    tasks = [asyncio.create_task(waiter(cond, n, log)) for n in "ab"]
    await ready(3)
    tasks[0].cancel("why")
    await ready()
    async with cond:
        cond.notify_all()
    print([type(r).__name__ for r in await asyncio.gather(*tasks, return_exceptions=True)], log, short(cond))


async def cancel_needs_the_lock():
    cond, log = asyncio.Condition(), []
    t = asyncio.create_task(waiter(cond, "a", log))
    await ready()
    await cond.acquire()
    t.cancel("first")
    for i in range(3):
        await asyncio.sleep(0)
        print(i, t.done(), log)
        t.cancel(f"again {i}")
    cond.release()
    try:
        await t
    except asyncio.CancelledError as e:
        print("cancelled", e.args, log)


async def cancel_after_notify():
    # 3.13 passes the notification on; before, it is lost.
    cond, log = asyncio.Condition(), []
    a = asyncio.create_task(waiter(cond, "a", log))
    b = asyncio.create_task(waiter(cond, "b", log))
    await ready(3)
    async with cond:
        cond.notify(1)
        a.cancel("late")
    await ready(8)
    print(log, a.done(), b.done(), short(cond))
    if not b.done():
        async with cond:
            cond.notify_all()
    print([type(r).__name__ for r in await asyncio.gather(a, b, return_exceptions=True)])


async def cancel_while_acquiring_again():
    cond, log = asyncio.Condition(), []
    a = asyncio.create_task(waiter(cond, "a", log))
    b = asyncio.create_task(waiter(cond, "b", log))
    await ready(3)
    await cond.acquire()
    cond.notify(1)
    await ready(3)
    a.cancel("reacquiring")
    await ready(3)
    print(log, short(cond))
    cond.release()
    await ready(8)
    print(log, a.done(), b.done(), short(cond))
    if not b.done():
        async with cond:
            cond.notify_all()
    for t in (a, b):
        try:
            print(await t)
        except asyncio.CancelledError as e:
            print("cancelled", e.args)


async def shared_lock():
    lock, log = asyncio.Lock(), []
    full, empty = asyncio.Condition(lock), asyncio.Condition(lock=lock)
    items = []

    async def produce():
        for i in range(4):
            async with full:
                while len(items) == 2:
                    await full.wait()
                items.append(i)
                log.append(f"+{i}")
                empty.notify()

    async def consume():
        for _ in range(4):
            async with empty:
                while not items:
                    await empty.wait()
                log.append(f"-{items.pop(0)}")
                full.notify()

    await asyncio.gather(consume(), produce())
    print(log, lock.locked(), full._lock is lock, short(full), full.locked())
    c = full.acquire()
    print(c.__qualname__, await c, lock.locked(), empty.locked())
    empty.release()


class OwnLock:
    def __init__(self):
        self.inner = asyncio.Lock()

    def locked(self):
        return self.inner.locked()

    async def acquire(self):
        print("own acquire")
        return await self.inner.acquire()

    def release(self):
        print("own release")
        self.inner.release()


class Derived(asyncio.Lock):
    async def acquire(self):
        print("derived acquire")
        return await super().acquire()


async def given_locks():
    for lock in (OwnLock(), Derived()):
        cond, log = asyncio.Condition(lock), []
        t = asyncio.create_task(waiter(cond, "w", log))
        await ready(3)
        async with cond:
            cond.notify()
        print(await t, log)


async def timeout():
    cond = asyncio.Condition()
    async with cond:
        try:
            await asyncio.wait_for(cond.wait(), 0.1)
        except asyncio.TimeoutError:
            print("timeout", short(cond))


for test in (notify_counts, wait_for, errors, cancel_while_waiting, cancel_needs_the_lock, cancel_after_notify,
             cancel_while_acquiring_again, shared_lock, given_locks, timeout):
    print("---", test.__name__)
    asyncio.run(test())
