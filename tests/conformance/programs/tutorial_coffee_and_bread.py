import asyncio
import time


def brew_sync():
    print("start coffee")
    time.sleep(3)
    print("end coffee")
    return "coffee ready"


async def brew():
    print("start coffee")
    await asyncio.sleep(3)
    print("end coffee")
    return "coffee ready"


async def toast():
    print("start toast")
    await asyncio.sleep(2)
    print("end toast")
    return "toast ready"


async def main():
    start = time.perf_counter()
    batch = asyncio.gather(brew(), toast())
    coffee, bread = await batch
    print(coffee, bread, f"{time.perf_counter() - start:.2f}")
    start = time.time()
    print(brew_sync(), await toast(), f"{time.time() - start:.2f}")
    coffee_task = asyncio.create_task(brew())
    toast_task = asyncio.create_task(toast())
    print(await coffee_task, "and", await toast_task, f"{time.monotonic() - start:.2f}")


asyncio.run(main())
