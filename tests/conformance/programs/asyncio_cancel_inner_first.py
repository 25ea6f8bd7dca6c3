import asyncio


async def inner(swallow):
    try:
        await asyncio.sleep(1)
    except asyncio.CancelledError:
        print("inner cancelled")
        if not swallow:
            raise
    return "inner result"


async def outer(swallow):
    try:
        print("outer got", await asyncio.create_task(inner(swallow)))
    except asyncio.CancelledError:
        print("outer cancelled")
        raise


async def main():
    for s in (False, True):
        t = asyncio.create_task(outer(s))
        await asyncio.sleep(0.01)
        print("cancel", t.cancel("deep"))
        (r,) = await asyncio.gather(t, return_exceptions=True)
        print(repr(r), "outer.cancelled() =", t.cancelled(), "cancelling() =", t.cancelling())
        print(t.uncancel(), t.uncancel(), t.cancelling())


asyncio.run(main())
