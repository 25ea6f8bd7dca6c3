# Programs as tutorials write them: producers and consumers, dining philosophers, a rate limit, a pool, pub/sub.
import asyncio
import random


async def producer(q, n, items):
    for i in range(items):
        await asyncio.sleep(random.random() / 10)
        await q.put((n, i))
        print(f"producer {n} put {i} ({q.qsize()})")


async def consumer(q, n):
    while True:
        item = await q.get()
        await asyncio.sleep(random.random() / 5)
        print(f"consumer {n} did {item}")
        q.task_done()


async def produce_consume():
    random.seed(7)
    q = asyncio.Queue(maxsize=3)
    consumers = [asyncio.create_task(consumer(q, n)) for n in range(2)]
    await asyncio.gather(*(producer(q, n, 4) for n in range(3)))
    await q.join()
    for c in consumers:
        c.cancel()
    print([repr(r) for r in await asyncio.gather(*consumers, return_exceptions=True)])


async def philosopher(i, forks, log):
    first, second = sorted((i, (i + 1) % len(forks)))
    for meal in range(2):
        async with forks[first]:
            await asyncio.sleep(0.01)
            async with forks[second]:
                log.append(f"{i} eats")
                await asyncio.sleep(0.02)
    log.append(f"{i} done")


async def dinner():
    forks, log = [asyncio.Lock() for _ in range(5)], []
    await asyncio.gather(*(philosopher(i, forks, log) for i in range(5)))
    print(log)


async def rate_limit():
    loop = asyncio.get_running_loop()
    start, limit = loop.time(), asyncio.Semaphore(3)

    async def fetch(n):
        async with limit:
            await asyncio.sleep(0.5)
            return n, round(loop.time() - start, 3)

    print(await asyncio.gather(*(fetch(n) for n in range(8))))


class Hub:
    def __init__(self):
        self.subscribers = []

    def subscribe(self):
        q = asyncio.Queue()
        self.subscribers.append(q)
        return q

    def publish(self, message):
        for q in self.subscribers:
            q.put_nowait(message)


async def pubsub():
    hub = Hub()

    async def listen(name):
        q = hub.subscribe()
        while (message := await q.get()) is not None:
            print(name, message)
        print(name, "ends")

    tasks = [asyncio.create_task(listen(n)) for n in ("x", "y")]
    await asyncio.sleep(0)
    for message in ("hello", "world", None):
        hub.publish(message)
        await asyncio.sleep(0)
    await asyncio.wait(tasks)


async def read_write_lock():
    cond, readers, log = asyncio.Condition(), 0, []

    async def reader(n):
        nonlocal readers
        async with cond:
            readers += 1
        log.append(f"r{n}")
        await asyncio.sleep(0.01 * n)
        async with cond:
            readers -= 1
            if readers == 0:
                cond.notify_all()

    async def writer(n):
        async with cond:
            await cond.wait_for(lambda: readers == 0)
            log.append(f"w{n}")

    await asyncio.gather(reader(1), reader(2), writer(1), reader(3), writer(2))
    print(log)


async def phases():
    barrier, log = asyncio.Barrier(3), []

    async def worker(n):
        for phase in range(3):
            await asyncio.sleep(0.01 * n)
            log.append(f"{n}:{phase}")
            await barrier.wait()

    await asyncio.gather(*(worker(n) for n in range(3)))
    print(log)


async def first_come():
    event = asyncio.Event()
    asyncio.get_running_loop().call_later(0.3, event.set)
    print(await event.wait(), asyncio.get_running_loop().time() >= 0.3)


for program in (produce_consume, dinner, rate_limit, pubsub, read_write_lock, phases, first_come):
    print("---", program.__name__)
    asyncio.run(program())
