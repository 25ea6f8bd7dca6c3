import asyncio


async def leaf(n):
    try:
        await asyncio.sleep(n)
        return n
    except asyncio.CancelledError as e:
        print("leaf", n, e.args)
        raise


async def main():
    g = asyncio.gather(asyncio.gather(leaf(1), leaf(2)), leaf(3), return_exceptions=False)
    await asyncio.sleep(0.5)
    print(g.cancel("all"))
    try:
        await g
    except asyncio.CancelledError as e:
        print("outer", e.args)
    t = asyncio.create_task(leaf(1))
    g = asyncio.gather(t, leaf(2))
    await asyncio.sleep(0)
    t.cancel("one")
    try:
        await g
    except asyncio.CancelledError as e:
        print("by child", e.args, g.cancelled(), g.done())
    await asyncio.sleep(3)
    t = asyncio.create_task(leaf(5))
    w = asyncio.create_task(asyncio.wait_for(t, 10))
    await asyncio.sleep(0)
    w.cancel("waiter")
    print(await asyncio.gather(w, return_exceptions=True), t.cancelled())


asyncio.run(main())
