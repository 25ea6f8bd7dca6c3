"""Why do all my callbacks print the last value?"""
import asyncio
from functools import partial


async def main():
    loop = asyncio.get_running_loop()
    for i in range(3):
        loop.call_soon(lambda: print("late", i))
        loop.call_soon(lambda i=i: print("early", i))
        loop.call_soon(print, "argument", i)
    await asyncio.sleep(0)

    async def show(i):
        return i

    tasks = []
    for i in range(3):
        async def closure():
            return i
        tasks.append(asyncio.create_task(closure()))
        tasks.append(asyncio.create_task(show(i)))
    print(await asyncio.gather(*tasks))
    f = partial(show, i=7)
    print(await f(), [await c() for c in [partial(show, j) for j in range(2)]])


asyncio.run(main())
