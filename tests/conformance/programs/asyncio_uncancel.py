import asyncio


async def worker():
    task = asyncio.current_task()
    for _ in range(3):
        try:
            await asyncio.sleep(1)
        except asyncio.CancelledError:
            print("cancelling", task.cancelling(), "->", task.uncancel(), task.cancelling())
    return "survived"


async def main():
    t = asyncio.create_task(worker())
    for _ in range(3):
        await asyncio.sleep(0.1)
        t.cancel()
        t.cancel()
    print(await t, t.cancelling(), t.cancel())

    async def twice():
        me = asyncio.current_task()
        me.cancel()
        print(me.cancelling(), me.uncancel())
        try:
            await asyncio.sleep(0)
            print("went on")
        except asyncio.CancelledError:
            print("still delivered")
    await asyncio.create_task(twice())


asyncio.run(main())
