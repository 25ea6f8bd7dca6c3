import asyncio


async def ticks(n):
    try:
        for i in range(n):
            await asyncio.sleep(0.1)
            yield i
    finally:
        await asyncio.sleep(0)
        print("ticks cleaned up", n)


async def reader(name, n):
    async for i in ticks(n):
        print(name, i)
    print([i * i async for i in ticks(3) if i])


async def main():
    await asyncio.gather(reader("a", 2), reader("b", 3))
    g = ticks(5)
    print(await g.__anext__(), await anext(g), await g.asend(None))
    await g.aclose()
    try:
        await g.__anext__()
    except StopAsyncIteration:
        print("closed")
    g = ticks(5)
    await anext(g)
    try:
        await g.athrow(KeyError("in"))
    except KeyError as e:
        print(repr(e))

    async def cancelled():
        async for i in ticks(9):
            print("c", i)
    t = asyncio.create_task(cancelled())
    await asyncio.sleep(0.25)
    t.cancel()
    print(await asyncio.gather(t, return_exceptions=True))


asyncio.run(main())
