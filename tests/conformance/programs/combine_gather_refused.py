# gather that cannot be: what came before the argument that is refused has begun.
import asyncio


async def step(name):
    print(name, "begins")
    await asyncio.sleep(0)
    print(name, "ends")


async def main():
    t = asyncio.create_task(step("task"))
    c = step("coroutine")
    other = asyncio.new_event_loop()
    for arguments in ((t, 5), (5,), (c, None), (t, other.create_future())):
        try:
            await asyncio.gather(*arguments)
        except (TypeError, ValueError) as e:
            print(type(e).__name__, e)
    await t
    await asyncio.sleep(0)
    other.close()


asyncio.run(main())
