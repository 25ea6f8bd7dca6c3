import asyncio


async def ok(n):
    await asyncio.sleep(n / 100)
    print("ok", n)
    return n


async def bad(n):
    await asyncio.sleep(n / 100)
    raise ValueError(n)


async def main():
    try:
        await asyncio.gather(bad(1), ok(3), bad(2))
    except ValueError as e:
        print("gather raised", e)
    await asyncio.sleep(0.04)
    c = ok(1)
    print(await asyncio.gather(c, c))
    t = asyncio.create_task(ok(2))
    print(await asyncio.gather(t, ok(1), t, return_exceptions=True))
    print(await asyncio.gather(bad(3), ok(1), bad(1), return_exceptions=True))
    f = asyncio.get_running_loop().create_future()
    f.cancel()
    print(await asyncio.gather(f, ok(0), return_exceptions=True))
    try:
        await asyncio.gather(f, ok(0))
    except asyncio.CancelledError as e:
        print("cancelled child", e.args)
    print(await asyncio.gather(), await asyncio.gather(ok(0)))


asyncio.run(main())
