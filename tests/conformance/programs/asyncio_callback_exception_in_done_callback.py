import asyncio


def bad(fut):
    raise RuntimeError("in done callback")


async def main():
    f = asyncio.get_running_loop().create_future()
    f.add_done_callback(bad)
    f.add_done_callback(lambda f: print("second", f.result()))
    f.set_result("x")
    await asyncio.sleep(0)
    print("main goes on")


asyncio.run(main())
