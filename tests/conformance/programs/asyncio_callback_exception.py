import asyncio


def boom(n):
    raise ValueError(n)


async def main():
    loop = asyncio.get_running_loop()
    loop.call_soon(boom, 1)
    loop.call_soon(print, "next one runs")
    await asyncio.sleep(0.01)
    print("still here")


asyncio.run(main())
