import asyncio
import sys
import time


async def slow():
    time.sleep(0.25)


async def main():
    loop = asyncio.get_running_loop()
    print(loop.get_debug(), loop.slow_callback_duration)
    await slow()
    loop.slow_callback_duration = 0.5
    print(loop.slow_callback_duration)
    await slow()
    await asyncio.sleep(0)
    loop.set_debug(False)
    print(loop.get_debug())
    await slow()


asyncio.run(main(), debug=True)
asyncio.run(main(), debug=False)


def callback():
    time.sleep(1)


async def not_callable():
    loop = asyncio.get_running_loop()
    loop.set_debug(True)
    for wrong in (5, None, slow):
        for method in (loop.call_soon, loop.call_soon_threadsafe):
            try:
                method(wrong)
            except TypeError as error:
                print(str(error).split(" 0x")[0])
    try:
        loop.call_later(1, 5)
    except TypeError as error:
        print(error)


asyncio.run(not_callable())


async def other_thread():
    loop = asyncio.get_running_loop()
    loop.set_debug(True)
    for call in (lambda: loop.call_soon(print), lambda: loop.call_later(1, print), lambda: loop.call_soon_threadsafe(int)):
        try:
            await asyncio.to_thread(call)
            print("fine")
        except RuntimeError as error:
            print(error)


asyncio.run(other_thread())
print("done", file=sys.stderr)
# conformance: no events (when a thread gets to run is nobody's promise)
