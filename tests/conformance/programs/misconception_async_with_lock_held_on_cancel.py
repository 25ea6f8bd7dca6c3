import asyncio


async def holder(lock, t):
    async with lock:
        await asyncio.sleep(t)


async def bad(lock):
    await lock.acquire()
    await asyncio.sleep(5)
    lock.release()


async def main():
    for f in (lambda l: holder(l, 5), bad):
        lock = asyncio.Lock()
        t = asyncio.create_task(f(lock))
        waiter = asyncio.create_task(holder(lock, 0))
        await asyncio.sleep(1)
        t.cancel()
        done, pending = await asyncio.wait([waiter], timeout=1)
        print(len(done), len(pending), lock.locked())
        waiter.cancel()
        await asyncio.wait([waiter])
    sem = asyncio.Semaphore(0)
    ts = [asyncio.create_task(sem.acquire()) for _ in range(3)]
    await asyncio.sleep(0)
    sem.release()
    ts[0].cancel()
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    print([t.done() for t in ts], [t.cancelled() for t in ts], sem.locked())
    for t in ts:
        t.cancel()


asyncio.run(main())
