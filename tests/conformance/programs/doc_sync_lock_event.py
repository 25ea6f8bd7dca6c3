import asyncio


async def waiter(event, n):
    print("waiting for it ...", n)
    await event.wait()
    print("... got it!", n)


async def locked(lock, name):
    async with lock:
        print(name, "inside", lock.locked())
        await asyncio.sleep(0.1)


async def main():
    event = asyncio.Event()
    waiters = [asyncio.create_task(waiter(event, n)) for n in range(2)]
    await asyncio.sleep(1)
    event.set()
    await asyncio.gather(*waiters)
    print(event.is_set(), await event.wait())
    event.clear()
    print(event.is_set())

    lock = asyncio.Lock()
    await asyncio.gather(*(locked(lock, n) for n in "xyz"))
    await lock.acquire()
    try:
        print("shared state", lock.locked())
    finally:
        lock.release()
    try:
        lock.release()
    except RuntimeError as e:
        print(e)
    try:
        with lock:
            pass
    except (AttributeError, TypeError) as e:
        print(type(e).__name__, e)


asyncio.run(main())
