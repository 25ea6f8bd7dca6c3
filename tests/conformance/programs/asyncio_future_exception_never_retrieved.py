import asyncio


async def main():
    f = asyncio.get_running_loop().create_future()
    f.set_exception(KeyError("unseen"))
    del f
    g = asyncio.get_running_loop().create_future()
    g.set_exception(KeyError("seen"))
    g.exception()
    del g
    print("end")


asyncio.run(main())
