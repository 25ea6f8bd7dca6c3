"""What the debug mode and forgotten awaits say."""
import asyncio
import logging
import sys
import warnings

logging.basicConfig(stream=sys.stdout, level=logging.WARNING, format="%(levelname)s:%(name)s")
warnings.simplefilter("always")


async def test():
    print("never scheduled")


async def bug():
    raise Exception("not consumed")


async def main():
    loop = asyncio.get_running_loop()
    print(loop.get_debug())
    loop.set_debug(True)
    print(loop.get_debug(), loop.slow_callback_duration)
    loop.slow_callback_duration = 60
    try:
        loop.call_soon_threadsafe(print, "fine")
        loop.call_soon("not callable")
    except TypeError as e:
        print(str(e)[:40])
    asyncio.create_task(bug())
    await asyncio.sleep(0.1)
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        test()
    print([(w.category.__name__, str(w.message).splitlines()[0]) for w in caught])


asyncio.run(main())
