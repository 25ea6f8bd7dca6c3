import asyncio


async def steps(n, log):
    for i in range(n):
        log.append((n, i))
        await asyncio.sleep(0)


async def deep(n):
    if n:
        return await deep(n - 1)
    await asyncio.sleep(0)
    return "deep"


async def main():
    log = []
    tasks = [asyncio.create_task(steps(n, log)) for n in (1, 2, 3)]
    for turn in range(5):
        await asyncio.sleep(0)
        print(turn, [t.done() for t in tasks], log)
        log.clear()
    t = asyncio.create_task(deep(50))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    print(t.done(), t.result())
    await asyncio.sleep(-1)


asyncio.run(main())
