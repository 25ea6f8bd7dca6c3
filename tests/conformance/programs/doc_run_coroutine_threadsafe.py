# conformance: no events (threads)
import asyncio


async def add(a, b):
    await asyncio.sleep(0)
    if a < 0:
        raise ValueError("negative")
    return a + b


def worker(loop, out, stop):
    future = asyncio.run_coroutine_threadsafe(add(1, 2), loop)
    out.append(future.result(5))
    try:
        asyncio.run_coroutine_threadsafe(add(-1, 2), loop).result(5)
    except ValueError as e:
        out.append(repr(e))
    loop.call_soon_threadsafe(stop.set)


async def main():
    out, stop = [], asyncio.Event()
    working = asyncio.get_running_loop().run_in_executor(None, worker, asyncio.get_running_loop(), out, stop)
    await stop.wait()
    await working
    print(out)


asyncio.run(main())
