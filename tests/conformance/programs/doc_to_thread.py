# conformance: no events (threads)
import asyncio
import contextvars
import threading
import time

request = contextvars.ContextVar("request", default="none")


def blocking_io(x, *, y=0):
    print("blocking in main thread:", threading.current_thread() is threading.main_thread(), request.get())
    return x + y


def broken():
    raise ValueError("from a thread")


async def main():
    request.set("r1")
    print(await asyncio.to_thread(blocking_io, 1, y=2))
    try:
        await asyncio.to_thread(broken)
    except ValueError as e:
        print("caught", e)
    loop = asyncio.get_running_loop()
    print(await loop.run_in_executor(None, blocking_io, 5))
    results = await asyncio.gather(asyncio.to_thread(pow, 2, 10), asyncio.sleep(1, "slept"))
    print(results)


asyncio.run(main())
