import asyncio


async def main():
    loop = asyncio.get_running_loop()
    f = loop.create_future()
    f.set_result(1)
    loop.call_soon(print, "callback")
    print("A", await f)
    t = asyncio.create_task(asyncio.sleep(0, "t"))
    while not t.done():
        await asyncio.sleep(0)
    loop.call_soon(print, "callback 2")
    print("B", await t)
    print("C", await asyncio.gather())
    await asyncio.sleep(0)
    print("D")


asyncio.run(main())
