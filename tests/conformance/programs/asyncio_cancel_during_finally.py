import asyncio


async def child():
    try:
        await asyncio.sleep(1)
    finally:
        print("finally 1")
        try:
            await asyncio.sleep(1)
        except asyncio.CancelledError as e:
            print("cancelled in finally", e.args, repr(e.__context__))
            raise
        finally:
            print("finally 2")


async def main():
    t = asyncio.create_task(child())
    await asyncio.sleep(0.1)
    t.cancel("a")
    await asyncio.sleep(0.1)
    t.cancel("b")
    try:
        await t
    except asyncio.CancelledError as e:
        print(e.args, repr(e.__context__), t.cancelling())

    async def turns():
        try:
            await asyncio.sleep(1)
        except asyncio.CancelledError:
            raise KeyError("instead")
    t = asyncio.create_task(turns())
    await asyncio.sleep(0)
    t.cancel()
    try:
        await t
    except KeyError as e:
        print(repr(e), repr(e.__context__), t.cancelled(), repr(t.exception()))


asyncio.run(main())
