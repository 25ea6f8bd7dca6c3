# asyncio.Semaphore and BoundedSemaphore: hand-over, order, cancellation at every moment, errors.
import asyncio


def short(obj):
    text = repr(obj)
    return text[: text.index(" object at")] + text[text.index(" ["):]


async def worker(sem, name, log, hold=1):
    try:
        async with sem:
            log.append(f"+{name}")
            for _ in range(hold):
                await asyncio.sleep(0)
            log.append(f"-{name}")
    except asyncio.CancelledError:
        log.append(f"x{name}")
        raise


async def limit():
    sem, log = asyncio.Semaphore(2), []
    await asyncio.gather(*(worker(sem, n, log, n % 3) for n in range(6)))
    print(log, short(sem))


async def hand_over():
    sem, log = asyncio.Semaphore(1), []
    await sem.acquire()
    tasks = [asyncio.create_task(worker(sem, n, log)) for n in "abc"]
    await asyncio.sleep(0)
    print(short(sem), sem.locked())
    sem.release()
    print(short(sem), sem._value, sem.locked())
    t = asyncio.create_task(worker(sem, "late", log))
    await asyncio.wait([*tasks, t])
    print(log, short(sem))


async def release_many():
    sem, log = asyncio.Semaphore(0), []
    tasks = [asyncio.create_task(worker(sem, n, log)) for n in "abcd"]
    await asyncio.sleep(0)
    for _ in range(3):
        sem.release()
        print(short(sem))
    await asyncio.sleep(0)
    print(log)
    await asyncio.wait(tasks)
    print(log, short(sem))


async def cancel(which, when):
    sem, log = asyncio.Semaphore(0), []
    tasks = [asyncio.create_task(worker(sem, n, log)) for n in "abcd"]
    await asyncio.sleep(0)
    if when == "before":
        tasks[which].cancel()
    sem.release()
    if when == "after":
        tasks[which].cancel()
    print(short(sem))
    await asyncio.sleep(0)
    print(short(sem), log)
    sem.release()
    sem.release()
    if when == "both":
        for t in tasks[:which]:
            t.cancel()
    for _ in range(6):
        await asyncio.sleep(0)
        print(short(sem), log)
    for t in tasks:
        t.cancel()
    print([type(r).__name__ for r in await asyncio.gather(*tasks, return_exceptions=True)], short(sem))


async def cancels():
    for which in (0, 1, 3):
        for when in ("before", "after", "both"):
            print(which, when)
            await cancel(which, when)


async def acquire_after_cancelled():
    # Cancelled ones only are waiting: no reason to wait.
    sem = asyncio.Semaphore(1)
    await sem.acquire()
    t = asyncio.create_task(sem.acquire())
    await asyncio.sleep(0)
    t.cancel()
    sem.release()
    print(sem.locked(), short(sem))
    print(await sem.acquire(), short(sem))
    await asyncio.wait([t])
    print(t.cancelled(), short(sem))


async def fairness():
    # Somebody who waits is served before those who come later, though the value is above 0 for a moment.
    sem, log = asyncio.Semaphore(0), []
    a = asyncio.create_task(worker(sem, "a", log, 0))
    await asyncio.sleep(0)
    sem.release()
    sem.release()
    b = asyncio.create_task(worker(sem, "b", log, 0))
    c = asyncio.create_task(worker(sem, "c", log, 0))
    print(sem.locked(), short(sem))
    await asyncio.wait([a, b, c])
    print(log, short(sem))


async def bounded():
    sem = asyncio.BoundedSemaphore(2)
    print(short(sem), isinstance(sem, asyncio.Semaphore))
    async with sem, sem:
        print(short(sem))
    for _ in range(2):
        try:
            sem.release()
        except ValueError as e:
            print("ValueError", e)
    plain = asyncio.Semaphore()
    plain.release()
    print(short(plain), plain._value)


async def errors():
    for kind in (asyncio.Semaphore, asyncio.BoundedSemaphore):
        for args in ((-1,), (None,), ("x",), (1, 2)):
            try:
                kind(*args)
            except (ValueError, TypeError) as e:
                print(type(e).__name__, e)
    try:
        with asyncio.Semaphore():
            pass
    except (TypeError, AttributeError) as e:
        print(type(e).__name__, e)
    sem = asyncio.Semaphore(1)
    c = sem.acquire()
    print(c.__name__, c.__qualname__, await c)
    try:
        async with asyncio.timeout(0.1):
            await sem.acquire()
    except TimeoutError:
        print("timeout", short(sem))


class Logged(asyncio.Semaphore):
    def __init__(self, value, label):
        super().__init__(value)
        self.label = label

    def release(self):
        print(self.label, "release")
        super().release()


async def subclass():
    sem = Logged(1, "L")
    async with sem:
        print(sem.locked(), sem._value)
    print(sem._value)


for test in (limit, hand_over, release_many, cancels, acquire_after_cancelled, fairness, bounded, errors, subclass):
    print("---", test.__name__)
    asyncio.run(test())
