# conformance: no events (threads)
import asyncio
import time
from concurrent.futures import ThreadPoolExecutor


def blocking(n):
    time.sleep(n)
    return n * n


async def ticker(log):
    while True:
        log.append("tick")
        await asyncio.sleep(0.1)


async def main():
    loop = asyncio.get_running_loop()
    with ThreadPoolExecutor(max_workers=2) as pool:
        results = await asyncio.gather(*(loop.run_in_executor(pool, blocking, n) for n in (0, 0, 0)))
    print(results)
    future = loop.run_in_executor(None, lambda: 1 / 0)
    try:
        await future
    except ZeroDivisionError as e:
        print("from the thread:", e)
    print(future.done(), type(future).__name__)


asyncio.run(main())
