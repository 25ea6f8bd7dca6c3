"""Awaiting coroutines one after another is not concurrency; awaiting tasks is."""
import asyncio


async def work(name):
    print("start", name)
    await asyncio.sleep(1)
    print("end", name)


def now():
    return round(asyncio.get_running_loop().time(), 2)


async def main():
    t = now()
    await work("a")
    await work("b")
    print("in a row", now() - t)
    t = now()
    a, b = asyncio.create_task(work("a")), asyncio.create_task(work("b"))
    await a
    await b
    print("tasks", now() - t)
    t = now()
    for c in [work("a"), work("b")]:
        await c
    print("coroutines made at once", now() - t)
    t = now()
    await asyncio.create_task(work("a"))
    await asyncio.create_task(work("b"))
    print("tasks awaited at once", now() - t)


asyncio.run(main())
