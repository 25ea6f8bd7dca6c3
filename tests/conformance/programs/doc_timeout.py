import asyncio


async def long_running_task(n=10):
    await asyncio.sleep(n)
    return n


async def main():
    loop = asyncio.get_running_loop()
    try:
        async with asyncio.timeout(1):
            await long_running_task()
    except TimeoutError:
        print("the long operation timed out, but it was handled")
    print("this statement runs regardless", f"{loop.time():.1f}")

    try:
        async with asyncio.timeout(None) as cm:
            new_deadline = loop.time() + 2
            cm.reschedule(new_deadline)
            print(f"{cm.when():.1f}", cm.expired())
            await long_running_task()
    except TimeoutError:
        pass
    if cm.expired():
        print("it has not finished on time", f"{loop.time():.1f}")

    deadline = loop.time() + 3
    try:
        async with asyncio.timeout_at(deadline):
            await long_running_task()
    except TimeoutError as e:
        print("at", repr(e), type(e.__cause__).__name__)

    try:
        async with asyncio.timeout(5):
            async with asyncio.timeout(1):
                await long_running_task()
    except TimeoutError:
        print(f"inner at {loop.time():.1f}")
    async with asyncio.timeout(2):
        print(await long_running_task(1))
    try:
        cm.reschedule(1)
    except RuntimeError as e:
        print(e)


asyncio.run(main())
