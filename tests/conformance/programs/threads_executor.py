# conformance: no events (the timing of threads)
import asyncio
import threading
import time
from concurrent.futures import ThreadPoolExecutor


names = set()


def work(n):
    names.add(threading.current_thread().name.rstrip("0123456789"))
    return n * n


def fail(text):
    raise ValueError(text)


def nap(seconds):
    time.sleep(seconds)
    return f"napped {seconds}"


async def ticker(log):
    for i in range(3):
        log.append(i)
        await asyncio.sleep(0)


async def main():
    loop = asyncio.get_running_loop()
    print("plain", await loop.run_in_executor(None, work, 3))
    print("again", await loop.run_in_executor(None, work, 4))
    future = loop.run_in_executor(None, work, 5)
    print(type(future).__name__, isinstance(future, asyncio.Future), future.done())
    print("future", await future)
    try:
        await loop.run_in_executor(None, fail, "no")
    except ValueError as error:
        print("caught", repr(error))
    print("gathered", await asyncio.gather(*(loop.run_in_executor(None, work, i) for i in range(3))))
    print("to_thread", await asyncio.to_thread(work, 7))
    print("keywords", await asyncio.to_thread(sorted, [3, 1, 2], reverse=True))
    before = loop.time()
    print(await asyncio.to_thread(nap, 2))
    print("time", round(loop.time() - before, 3))
    log = []
    task = asyncio.create_task(ticker(log))
    await task
    print(log, names)
    names.clear()
    with ThreadPoolExecutor(max_workers=1, thread_name_prefix="own") as pool:
        print("own", await loop.run_in_executor(pool, work, 8))
        print("own", await loop.run_in_executor(pool, work, 9))
    print(names)
    try:
        loop.run_in_executor(pool, work, 1)
    except RuntimeError as error:
        print(error)
    try:
        await asyncio.to_thread(lambda: asyncio.get_running_loop())
    except RuntimeError as error:
        print("in a thread:", error)
    try:
        loop.set_default_executor(None)
    except TypeError as error:
        print(error)
    loop.set_default_executor(ThreadPoolExecutor(2, "mine"))
    names.clear()
    print(await loop.run_in_executor(None, work, 10), names)
    await loop.shutdown_default_executor()
    try:
        loop.run_in_executor(None, work, 1)
    except RuntimeError as error:
        print(error)


asyncio.run(main())


async def with_main_ending_early():
    asyncio.get_running_loop().run_in_executor(None, work, 11)
    print("main ends")


asyncio.run(with_main_ending_early())
names.clear()


async def raises_in_thread():
    def deep():
        try:
            fail("inner")
        except ValueError as error:
            raise KeyError("outer") from error

    try:
        await asyncio.to_thread(deep)
    except KeyError as error:
        print(repr(error), repr(error.__cause__))
    try:
        await asyncio.to_thread(int, "x")
    except ValueError as error:
        print(error)
    results = await asyncio.gather(
        asyncio.to_thread(work, 1), asyncio.to_thread(fail, "g"), return_exceptions=True
    )
    print(results)


asyncio.run(raises_in_thread())
loop = asyncio.new_event_loop()
loop.close()
try:
    loop.run_in_executor(None, work, 1)
except RuntimeError as error:
    print(error)
