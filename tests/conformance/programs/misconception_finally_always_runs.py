"""A dropped async generator's finally runs late, a never started coroutine's not at all."""
import asyncio


async def gen(log):
    try:
        yield 1
        yield 2
    finally:
        log.append("finally")
        await asyncio.sleep(0)
        log.append("finally, later")


async def guarded(log):
    try:
        await asyncio.sleep(1)
    finally:
        log.append("never started, never cleaned")


async def main():
    log = []
    async for x in gen(log):
        break
    log.append("after break")
    await asyncio.sleep(0)
    log.append("after a turn")
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    log.append("after three")
    t = asyncio.create_task(guarded(log))
    t.cancel()
    await asyncio.wait([t])
    g = gen(log)
    await g.aclose()
    log.append("closed unstarted")
    print("\n".join(log))


asyncio.run(main())
