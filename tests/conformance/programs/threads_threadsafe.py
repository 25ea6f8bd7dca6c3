# conformance: no events (the timing of threads)
import asyncio
import threading
import time


async def own_thread():
    loop = asyncio.get_running_loop()
    log = []
    loop.call_soon(log.append, "soon 1")
    handle = loop.call_soon_threadsafe(log.append, "safe 1")
    loop.call_soon(log.append, "soon 2")
    cancelled = loop.call_soon_threadsafe(log.append, "never")
    print(type(handle).__name__, handle.cancelled())
    cancelled.cancel()
    await asyncio.sleep(0)
    print(log)


asyncio.run(own_thread())


async def from_a_thread():
    loop = asyncio.get_running_loop()
    done = asyncio.Event()
    log = []

    def target():
        log.append(threading.current_thread().name)
        loop.call_soon_threadsafe(log.append, 1)
        loop.call_soon_threadsafe(log.append, 2)
        loop.call_soon_threadsafe(done.set)

    thread = threading.Thread(target=target, name="T")
    thread.start()
    thread.join()
    await done.wait()
    print(log, thread.is_alive())


asyncio.run(from_a_thread())


async def add(a, b):
    await asyncio.sleep(0)
    return a + b


async def raises():
    raise LookupError("from the loop")


seen = []


async def forever():
    try:
        await asyncio.sleep(1000)
    except asyncio.CancelledError:
        seen.append("cancelled in the loop")  # printed later: the thread may print meanwhile
        raise


async def coroutines_from_threads():
    loop = asyncio.get_running_loop()

    def ask():
        future = asyncio.run_coroutine_threadsafe(add(2, 3), loop)
        print(type(future).__module__, type(future).__name__)
        print("result", future.result())
        print(future.done(), future.cancelled(), future.running())
        try:
            asyncio.run_coroutine_threadsafe(raises(), loop).result()
        except LookupError as error:
            print("raised", error)
        try:
            asyncio.run_coroutine_threadsafe(add, loop)
        except TypeError as error:
            print(error)
        return "asked"

    print(await asyncio.to_thread(ask))


asyncio.run(coroutines_from_threads())


async def cancelling():
    loop = asyncio.get_running_loop()

    def ask():
        future = asyncio.run_coroutine_threadsafe(forever(), loop)
        time.sleep(0)
        print("cancel", future.cancel())
        try:
            future.result()
        except BaseException as error:
            print(type(error).__module__, type(error).__name__)

    await asyncio.to_thread(ask)
    await asyncio.sleep(0.01)
    print(seen)


asyncio.run(cancelling())


async def wrapped():
    from concurrent.futures import Future

    source = Future()
    future = asyncio.wrap_future(source)
    print(future.done(), asyncio.wrap_future(future) is future)
    source.set_result("done")
    print(await future)
    source = Future()
    future = asyncio.wrap_future(source)
    source.set_exception(OSError("broken"))
    try:
        await future
    except OSError as error:
        print(error)
    source = Future()
    future = asyncio.wrap_future(source)
    future.cancel()
    await asyncio.sleep(0)
    print(source.cancelled())
    source = Future()
    future = asyncio.wrap_future(source)
    source.cancel()
    try:
        await future
    except asyncio.CancelledError:
        print("cancelled")


asyncio.run(wrapped())
loop = asyncio.new_event_loop()
loop.close()
try:
    loop.call_soon_threadsafe(print, "never")
except RuntimeError as error:
    print(error)
