import asyncio


async def slow():
    try:
        await asyncio.sleep(1)
    except asyncio.CancelledError as e:
        print("child cleanup...", e.args)
        await asyncio.sleep(0.01)
        print("child cleanup done")
        raise


async def quick():
    try:
        await asyncio.sleep(1)
    finally:
        print("quick done")


async def main():
    for keep in (True, False):
        g = asyncio.gather(slow(), quick(), return_exceptions=keep)
        await asyncio.sleep(0.01)
        print("cancel ->", g.cancel("msg"), "done =", g.done(), "cancelled =", g.cancelled())
        try:
            await g
        except asyncio.CancelledError as e:
            print("raised", e.args, "g.cancelled() =", g.cancelled(), g.done())
        print(g.cancel(), type(g).__name__, isinstance(g, asyncio.Future))
        await asyncio.sleep(0.1)

    async def waits():
        await asyncio.gather(slow(), quick())
    t = asyncio.create_task(waits())
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    t.cancel()
    r = await asyncio.gather(t, return_exceptions=True)
    print(r, t.cancelled())
    await asyncio.sleep(1)


asyncio.run(main())
