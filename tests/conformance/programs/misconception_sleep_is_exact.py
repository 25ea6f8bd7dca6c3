"""sleep(n) means at least n; whoever holds the loop delays all timers."""
import asyncio
import time


async def sleeper(n):
    loop = asyncio.get_running_loop()
    start = loop.time()
    await asyncio.sleep(n)
    print(f"asked for {n}, got {loop.time() - start:.2f}")


async def hog():
    await asyncio.sleep(0.15)
    time.sleep(1)
    print("hog done")


async def main():
    await asyncio.gather(*(sleeper(n / 10) for n in range(4)), hog(), sleeper(-1))


asyncio.run(main())
