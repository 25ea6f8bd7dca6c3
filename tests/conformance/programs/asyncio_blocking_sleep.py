import asyncio
import time


async def ticker():
    loop = asyncio.get_running_loop()
    for i in range(5):
        before = loop.time()
        await asyncio.sleep(0.1)
        print("tick", i, "late by %.2f" % (loop.time() - before - 0.1))


async def blocker():
    await asyncio.sleep(0.25)
    t0 = time.monotonic()
    time.sleep(1)
    print("blocked %.3f" % (time.monotonic() - t0))


async def main():
    loop = asyncio.get_running_loop()
    for i in range(6):
        loop.call_later(i * 0.2, print, "timer", i)
    await asyncio.gather(ticker(), blocker())
    print(round(time.time(), 2), round(time.perf_counter(), 2), time.monotonic() == loop.time())
    time.sleep(0)
    try:
        time.sleep(-1)
    except ValueError as e:
        print(e)


asyncio.run(main())
