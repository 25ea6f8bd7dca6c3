import asyncio


async def child(aw):
    while True:
        try:
            await aw()
            return
        except asyncio.CancelledError as e:
            print("caught", e.args, "cancelling", asyncio.current_task().cancelling())


async def out(aw):
    await aw()


async def main():
    for aw in (lambda: asyncio.sleep(0.01), lambda: asyncio.sleep(0)):
        t = asyncio.create_task(child(aw))
        await asyncio.sleep(0)
        t.cancel("one")
        t.cancel("two")
        await t
        u = asyncio.create_task(out(aw))
        await asyncio.sleep(0)
        u.cancel(msg="first")
        u.cancel("second")
        try:
            await u
        except asyncio.CancelledError as e:
            print("out", e.args)
        try:
            u.result()
        except asyncio.CancelledError as e:
            print("result", e.args)
        try:
            u.exception()
        except asyncio.CancelledError as e:
            print("exception", e.args, str(e))
    f = asyncio.get_running_loop().create_future()
    print(f.cancel("why"), f.cancel("again"), f._cancel_message)
    for _ in range(2):
        try:
            await f
        except asyncio.CancelledError as e:
            print(e.args, type(e.__context__))


asyncio.run(main())
