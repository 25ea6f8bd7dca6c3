import asyncio
from contextlib import AsyncExitStack, asynccontextmanager


@asynccontextmanager
async def resource(name):
    print("open", name)
    try:
        yield name
    except asyncio.CancelledError:
        print("cancelled in", name)
        raise
    finally:
        await asyncio.sleep(0.1)
        print("close", name)


async def work():
    async with AsyncExitStack() as stack:
        names = [await stack.enter_async_context(resource(f"r{i}")) for i in range(3)]
        stack.callback(print, "plain callback")
        stack.push_async_callback(asyncio.sleep, 0.1)
        print("working with", names)
        await asyncio.sleep(100)


async def main():
    t = asyncio.create_task(work())
    await asyncio.sleep(1)
    t.cancel()
    try:
        await t
    except asyncio.CancelledError:
        print(f"gone at {asyncio.get_running_loop().time():.2f}")


asyncio.run(main())
