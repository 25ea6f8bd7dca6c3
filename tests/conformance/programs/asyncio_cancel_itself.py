import asyncio


async def ret():
    asyncio.current_task().cancel()
    return 1


async def exc():
    asyncio.current_task().cancel()
    raise ValueError


async def nosusp():
    asyncio.current_task().cancel("me")
    f = asyncio.get_running_loop().create_future()
    f.set_result(7)
    print("await done future ->", await f)
    await asyncio.sleep(0)
    print("unreachable")


async def swallow():
    asyncio.current_task().cancel()
    try:
        await asyncio.sleep(1)
    except asyncio.CancelledError:
        print("swallowed", asyncio.current_task().cancelling())
    return "fine"


async def raises():
    raise asyncio.CancelledError("by hand")


async def main():
    for c in (ret, exc, nosusp, swallow, raises):
        t = asyncio.create_task(c())
        r = await asyncio.gather(t, return_exceptions=True)
        print(c.__name__, "cancelled" if t.cancelled() else repr(t.exception()), r, t.cancelling())


asyncio.run(main())
