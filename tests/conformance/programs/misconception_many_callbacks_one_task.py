"""A future can be awaited by many; a coroutine by one."""
import asyncio


async def once():
    print("body runs")
    await asyncio.sleep(1)
    return object


async def wait_for_it(x, n):
    r = await x
    print(n, "got", r.__name__)
    return r


async def main():
    task = asyncio.create_task(once())
    rs = await asyncio.gather(*(wait_for_it(task, n) for n in range(3)))
    print(len(set(rs)), await task is await task)
    coro = once()
    print(await asyncio.gather(wait_for_it(coro, 1), wait_for_it(coro, 2), return_exceptions=True))
    try:
        await coro
    except RuntimeError as e:
        print(e)


asyncio.run(main())
