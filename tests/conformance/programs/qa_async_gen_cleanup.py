import asyncio
from contextlib import aclosing


async def rows(log):
    try:
        for i in range(10):
            yield i
            await asyncio.sleep(0)
    except GeneratorExit:
        log.append("GeneratorExit")
        raise
    finally:
        log.append("closed")


async def main():
    log = []
    async with aclosing(rows(log)) as r:
        async for x in r:
            if x == 2:
                break
    log.append("after aclosing")
    g = rows(log)
    print(await g.asend(None), await g.__anext__())
    try:
        await g.athrow(ValueError("in"))
    except ValueError as e:
        log.append(repr(e))
    try:
        await g.__anext__()
    except StopAsyncIteration:
        log.append("stopped")
    g = rows(log)
    await g.__anext__()
    t = asyncio.create_task(consume(g))
    await asyncio.sleep(0)
    t.cancel()
    await asyncio.wait([t])
    log.append(t.cancelled())
    print(log)


async def consume(g):
    async for x in g:
        await asyncio.sleep(1)


asyncio.run(main())
