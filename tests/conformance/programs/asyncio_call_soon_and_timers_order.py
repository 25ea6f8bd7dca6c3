import asyncio


async def main():
    loop = asyncio.get_running_loop()
    loop.call_later(0, print, "later(0)")
    loop.call_at(loop.time() - 5, print, "at(-5)")
    loop.call_later(-1, print, "later(-1)")
    loop.call_soon(lambda: (print("soon1"), loop.call_soon(print, "soon1.child")))
    loop.call_soon(print, "soon2")
    print("main")
    await asyncio.sleep(0)
    print("main after sleep0")
    await asyncio.sleep(0)
    print("main after 2nd sleep0")
    await asyncio.sleep(-3)
    print("negative sleep")
    print(await asyncio.sleep(0.01, result="r"))


asyncio.run(main())
