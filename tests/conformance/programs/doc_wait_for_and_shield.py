import asyncio


async def eternity():
    try:
        await asyncio.sleep(3600)
    except asyncio.CancelledError:
        print("eternity cancelled")
        raise
    print("yay!")


async def something():
    await asyncio.sleep(2)
    return "protected"


async def main():
    try:
        await asyncio.wait_for(eternity(), timeout=1.0)
    except TimeoutError:
        print("timeout!")
    print(await asyncio.wait_for(something(), None))
    task = asyncio.create_task(something())
    try:
        await asyncio.wait_for(asyncio.shield(task), 1)
    except TimeoutError:
        print("shielded:", task.done(), await task)
    task = asyncio.create_task(something())

    async def caller():
        try:
            return await asyncio.shield(task)
        except asyncio.CancelledError:
            return None

    c = asyncio.create_task(caller())
    await asyncio.sleep(0)
    c.cancel()
    print(await c, task.cancelled())
    print(await task)
    try:
        await asyncio.wait_for(something(), 0)
    except TimeoutError:
        print("zero")


asyncio.run(main())
