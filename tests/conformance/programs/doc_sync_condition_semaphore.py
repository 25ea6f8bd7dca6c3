import asyncio


async def consumer(cond, items, name):
    async with cond:
        await cond.wait_for(lambda: items)
        print(name, "took", items.pop(0), cond.locked())


async def main():
    cond, items = asyncio.Condition(), []
    consumers = [asyncio.create_task(consumer(cond, items, n)) for n in "ab"]
    await asyncio.sleep(0.1)
    async with cond:
        items.append(1)
        cond.notify()
    await asyncio.sleep(0.1)
    async with cond:
        items.extend([2, 3])
        cond.notify_all()
    await asyncio.gather(*consumers)
    print(items)

    sem = asyncio.Semaphore(2)
    log = []

    async def enter(i):
        async with sem:
            log.append(f"+{i}")
            await asyncio.sleep(0.1)
            log.append(f"-{i}")

    await asyncio.gather(*map(enter, range(5)))
    print(*log, sem.locked())
    bounded = asyncio.BoundedSemaphore(1)
    await bounded.acquire()
    print(bounded.locked())
    bounded.release()
    for bad in (lambda: bounded.release(), lambda: asyncio.Semaphore(-1)):
        try:
            bad()
        except ValueError as e:
            print(e)


asyncio.run(main())
