import asyncio


async def fail(n):
    await asyncio.sleep(n)
    raise OSError(n, "no")


async def cancelled():
    raise asyncio.CancelledError("inner")


async def main():
    r = await asyncio.gather(fail(1), cancelled(), asyncio.sleep(0, 1), return_exceptions=True)
    print(r, [isinstance(x, Exception) for x in r])
    try:
        await asyncio.gather(cancelled(), asyncio.sleep(1))
    except asyncio.CancelledError as e:
        print("raised", repr(e))
    g = asyncio.gather(asyncio.sleep(5), fail(9), return_exceptions=True)
    asyncio.get_running_loop().call_later(1, g.cancel)
    try:
        print(await g)
    except asyncio.CancelledError as e:
        print("outer cancelled", repr(e), g.cancelled())
    print(asyncio.current_task().cancelling())


asyncio.run(main())
