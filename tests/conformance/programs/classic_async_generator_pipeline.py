import asyncio
from typing import AsyncIterator, Callable, TypeVar

T = TypeVar("T")
U = TypeVar("U")


async def ticker(n: int, delay: float) -> AsyncIterator[int]:
    try:
        for i in range(n):
            await asyncio.sleep(delay)
            yield i
    finally:
        print("ticker closed")


async def amap(f: Callable[[T], U], it: AsyncIterator[T]) -> AsyncIterator[U]:
    async for x in it:
        yield f(x)


async def chunks(it: AsyncIterator[T], size: int) -> AsyncIterator[list[T]]:
    chunk: list[T] = []
    async for x in it:
        chunk.append(x)
        if len(chunk) == size:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


async def take(it, n):
    i = 0
    async for x in it:
        if i >= n:
            break
        i += 1
        yield x


async def main() -> None:
    async for c in chunks(amap(lambda x: x * 10, ticker(7, 0.1)), 3):
        print(c)
    t = ticker(100, 1)
    print([x async for x in take(t, 2)])
    await t.aclose()
    print({x: x % 2 async for x in ticker(4, 0)}, sum([x async for x in ticker(5, 0) if x & 1]))


asyncio.run(main())
