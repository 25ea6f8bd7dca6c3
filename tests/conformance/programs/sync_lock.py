# asyncio.Lock: order, no barging, cancellation at every moment, errors, subclasses.
import asyncio


async def worker(lock, name, log, hold=0):
    log.append(f"{name} wants")
    async with lock:
        log.append(f"{name} has")
        for _ in range(hold):
            await asyncio.sleep(0)
        log.append(f"{name} leaves")
    return name


def short(obj):
    text = repr(obj)
    return text[: text.index(" object at")] + text[text.index(" ["):]


async def fifo():
    lock = asyncio.Lock()
    log = []
    print(await asyncio.gather(*(worker(lock, n, log, 2) for n in "abcd")))
    print(log)
    print(short(lock), lock.locked())


async def barging():
    lock = asyncio.Lock()
    log = []
    await lock.acquire()
    tasks = [asyncio.create_task(worker(lock, n, log)) for n in "AB"]
    await asyncio.sleep(0)
    print(short(lock))
    lock.release()
    print("after release", lock.locked(), short(lock))
    await lock.acquire()
    log.append("main")
    print(log)
    lock.release()
    await asyncio.wait(tasks)


async def cancel_waiting():
    lock = asyncio.Lock()
    log = []
    await lock.acquire()
    tasks = [asyncio.create_task(worker(lock, n, log)) for n in "ABC"]
    await asyncio.sleep(0)
    tasks[0].cancel()
    print(short(lock))
    await asyncio.sleep(0)
    print(short(lock), tasks[0].cancelled())
    lock.release()
    print(await asyncio.gather(*tasks, return_exceptions=True), log)


async def cancel_woken():
    # The first was woken already: the second must be woken in its place.
    lock = asyncio.Lock()
    log = []
    await lock.acquire()
    tasks = [asyncio.create_task(worker(lock, n, log)) for n in "ABC"]
    await asyncio.sleep(0)
    lock.release()
    tasks[0].cancel()
    results = await asyncio.gather(*tasks, return_exceptions=True)
    print([type(r).__name__ for r in results], log, lock.locked())


async def cancel_woken_and_taken():
    # Woken and cancelled in the same pass; somebody else comes in between.
    lock = asyncio.Lock()
    log = []
    await lock.acquire()
    first = asyncio.create_task(worker(lock, "first", log))
    await asyncio.sleep(0)
    lock.release()
    first.cancel()
    late = asyncio.create_task(worker(lock, "late", log))
    results = await asyncio.gather(first, late, return_exceptions=True)
    print([type(r).__name__ for r in results], log)


async def cancel_all():
    # Nobody is left but cancelled ones: the lock may be taken at once.
    lock = asyncio.Lock()
    log = []
    await lock.acquire()
    tasks = [asyncio.create_task(worker(lock, n, log)) for n in "AB"]
    await asyncio.sleep(0)
    lock.release()
    for t in tasks:
        t.cancel()
    acquired = asyncio.create_task(lock.acquire())
    print(await acquired, lock.locked(), short(lock))
    print([type(r).__name__ for r in await asyncio.gather(*tasks, return_exceptions=True)])
    lock.release()
    print(short(lock))


async def timeouts():
    lock = asyncio.Lock()
    await lock.acquire()
    try:
        await asyncio.wait_for(lock.acquire(), 0.01)
    except asyncio.TimeoutError:
        print("timed out", short(lock))
    lock.release()
    print(await asyncio.wait_for(lock.acquire(), 0.01), short(lock))


async def errors():
    lock = asyncio.Lock()
    try:
        lock.release()
    except RuntimeError as e:
        print("RuntimeError", e)
    try:
        with lock:
            print("never")
    except (TypeError, AttributeError) as e:
        print(type(e).__name__, e)
    try:
        await lock
    except TypeError as e:
        print("TypeError", e)
    for bad in (lambda: asyncio.Lock(1), lambda: asyncio.Lock(loop=None), lambda: lock.acquire(1), lambda: lock.release(2, 3)):
        try:
            bad()
        except TypeError as e:
            print("TypeError", e)
    try:
        async with lock:
            raise ValueError("inside")
    except ValueError as e:
        print(e, lock.locked())
    async with lock as got:
        print(got)
    c = lock.acquire()
    print(c.__name__, c.__qualname__, asyncio.iscoroutine(c))
    print(await c)
    try:
        await c
    except RuntimeError as e:
        print(e)


class Counting(asyncio.Lock):
    def __init__(self, name):
        super().__init__()
        self.name = name
        self.count = 0

    async def acquire(self):
        self.count += 1
        result = await super().acquire()
        print(self.name, "acquired", self.count)
        return result

    def release(self):
        print(self.name, "released")
        super().release()


async def subclass():
    lock = Counting("x")
    async with lock:
        print(lock.locked(), isinstance(lock, asyncio.Lock))
    lock.other = 5
    print(lock.other, lock.name, type(lock).__mro__[1].__name__, asyncio.Lock.__module__)
    plain = asyncio.Lock()
    plain.label = "mine"
    print(plain.label, repr(lock).startswith("<__main__.Counting object at 0x"))


async def by_hand():
    # Driving acquire() without a task.
    lock = asyncio.Lock()
    c = lock.acquire()
    try:
        c.send(None)
    except StopIteration as e:
        print("at once", e.value)
    c = lock.acquire()
    f = c.send(None)
    print(f.done(), short(lock))
    lock.release()
    print(f.done(), f.result())
    try:
        c.send(None)
    except StopIteration as e:
        print("then", e.value, lock.locked())
    c = lock.acquire()
    c.send(None)
    try:
        c.throw(ValueError("thrown"))
    except ValueError as e:
        print(e, short(lock))
    c = lock.acquire()
    c.send(None)
    c.close()
    print(short(lock))


for test in (fifo, barging, cancel_waiting, cancel_woken, cancel_woken_and_taken, cancel_all, timeouts, errors, subclass, by_hand):
    print("---", test.__name__)
    asyncio.run(test())

shared = asyncio.Lock()


async def use(hold):
    if hold:
        await shared.acquire()
        return
    t = asyncio.create_task(shared.acquire())
    await asyncio.sleep(0)
    shared.release()
    await t


print("--- two loops")
asyncio.run(use(True))
asyncio.run(use(False))
try:
    asyncio.run(use(False))
except RuntimeError as e:
    print("RuntimeError", str(e)[-35:])
