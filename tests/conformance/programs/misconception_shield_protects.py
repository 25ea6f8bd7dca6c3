"""shield protects the inner task, not the one that awaits it."""
import asyncio


async def inner():
    await asyncio.sleep(2)
    print("inner finished")
    return "inner"


async def outer(task):
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        print("outer cancelled, inner goes on:", not task.done())
        raise


async def main():
    task = asyncio.create_task(inner())
    o = asyncio.create_task(outer(task))
    await asyncio.sleep(1)
    o.cancel()
    print(await asyncio.gather(o, return_exceptions=True), task.done())
    print(await task)
    task = asyncio.create_task(inner())
    o = asyncio.create_task(outer(task))
    await asyncio.sleep(0)
    task.cancel("inner itself")
    print(await asyncio.gather(o, return_exceptions=True))
    task = asyncio.create_task(inner())
    s = asyncio.shield(task)
    s.cancel()
    await asyncio.sleep(0)
    print(s.cancelled(), task.cancelled())
    await task


asyncio.run(main())
