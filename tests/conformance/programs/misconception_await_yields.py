"""await does not always give way: only what suspends does."""
import asyncio


async def nothing():
    return 1


async def many():
    for _ in range(1000):
        await nothing()
    done = asyncio.get_running_loop().create_future()
    done.set_result(None)
    await done
    lock = asyncio.Lock()
    async with lock:
        pass
    queue = asyncio.Queue()
    await queue.put(1)
    await queue.get()
    event = asyncio.Event()
    event.set()
    await event.wait()
    print("many: nobody came between")
    await asyncio.sleep(0)
    print("many: after sleep(0)")


async def other():
    print("other ran")


async def main():
    await asyncio.gather(many(), other())


asyncio.run(main())
