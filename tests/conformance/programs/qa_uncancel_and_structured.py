import asyncio


async def shielded_cleanup():
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        task = asyncio.current_task()
        print("cancelling", task.cancelling())
        task.uncancel()
        await asyncio.sleep(1)
        print("slept after cancel", task.cancelling())
        return "ok"


async def timeout_inside():
    try:
        async with asyncio.timeout(1):
            await asyncio.sleep(10)
    except TimeoutError:
        return "timeout", asyncio.current_task().cancelling()


async def both():
    try:
        async with asyncio.timeout(1):
            asyncio.get_running_loop().call_later(1, asyncio.current_task().cancel, "outside")
            await asyncio.sleep(10)
    except TimeoutError:
        return "timeout"
    except asyncio.CancelledError as e:
        return "cancelled", e.args, asyncio.current_task().cancelling()


async def main():
    t = asyncio.create_task(shielded_cleanup())
    await asyncio.sleep(0)
    t.cancel()
    print(await t)
    print(await asyncio.create_task(timeout_inside()))
    print(await asyncio.create_task(both()))


asyncio.run(main())
