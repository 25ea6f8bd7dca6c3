import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable


async def bounded_map(f: Callable[[int], Awaitable[int]], items: Iterable[int], limit: int) -> AsyncIterator[int]:
    """Results in the order of the items, never more than `limit` calls at once."""
    iterator = iter(items)
    window: list[asyncio.Task] = []
    try:
        for item in iterator:
            window.append(asyncio.create_task(f(item)))
            if len(window) == limit:
                yield await window.pop(0)
        while window:
            yield await window.pop(0)
    finally:
        for t in window:
            t.cancel()
        if window:
            print("cancelled", len(window))


active = 0


async def work(n):
    global active
    active += 1
    try:
        await asyncio.sleep((5 - n) % 4 / 10)
        return n * 10 + active
    finally:
        active -= 1


async def main():
    print([x async for x in bounded_map(work, range(7), 3)], active)
    gen = bounded_map(work, range(7), 3)
    async for x in gen:
        print(x)
        if x > 10:
            break
    await gen.aclose()
    await asyncio.sleep(0)
    print(active)
    async for x in bounded_map(work, [], 2):
        print("never")


asyncio.run(main())
