import asyncio


class Trouble(Exception):
    pass


async def inner():
    await asyncio.sleep(0.1)
    raise Trouble("deep", 5)


async def outer():
    try:
        await inner()
    except Trouble as e:
        raise RuntimeError("wrapped") from e


async def main():
    print("before")
    await asyncio.create_task(outer())


asyncio.run(main())
