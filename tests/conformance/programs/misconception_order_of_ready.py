"""The order of what is ready is first in, first out - not the order of creation or of importance."""
import asyncio


async def main():
    loop = asyncio.get_running_loop()
    log = []
    loop.call_soon(log.append, "soon 1")
    asyncio.create_task(asyncio.sleep(0)).add_done_callback(lambda t: log.append("task's callback"))
    loop.call_soon(log.append, "soon 2")
    loop.call_later(0, log.append, "later 0")
    fut = loop.create_future()
    fut.add_done_callback(lambda f: log.append("future's callback"))
    fut.set_result(None)
    loop.call_soon(log.append, "soon 3")
    loop.call_soon(lambda: loop.call_soon(log.append, "soon of soon"))
    for i in range(4):
        await asyncio.sleep(0)
        log.append(f"-- turn {i}")
    print("\n".join(log))


asyncio.run(main())
