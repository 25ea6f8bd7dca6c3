import asyncio


async def stubborn():
    for i in range(3):
        try:
            await asyncio.sleep(1)
        except asyncio.CancelledError as e:
            print("no!", i, e.args)
    return "finished anyway"


async def careful():
    try:
        await asyncio.sleep(10)
    finally:
        print("careful: begins to clean up")
        await asyncio.sleep(1)
        print("careful: cleaned up")


async def main():
    loop = asyncio.get_running_loop()
    t = asyncio.create_task(stubborn())
    await asyncio.sleep(0.5)
    print(t.cancel("first"), t.cancelling(), t.cancelled(), t.done())
    print("cancel() only asks")
    await asyncio.sleep(0)
    print(t.done(), t.cancelling())
    t.cancel("second")
    print(await t, t.cancelling(), f"{loop.time():.1f}")
    t = asyncio.create_task(careful())
    await asyncio.sleep(0)
    t.cancel()
    try:
        await t
    except asyncio.CancelledError:
        print(f"{loop.time():.1f}", t.cancelled())
    print(t.cancel())


asyncio.run(main())
