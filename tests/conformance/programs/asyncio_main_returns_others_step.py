import asyncio


async def bg():
    try:
        while True:
            print("bg step")
            await asyncio.sleep(0)
    except asyncio.CancelledError:
        print("bg cancelled")
        await asyncio.sleep(0)
        print("bg cleanup finished")
        raise


async def stubborn():
    for i in range(3):
        try:
            await asyncio.sleep(10)
        except asyncio.CancelledError:
            print("stubborn", i)
            asyncio.create_task(late())


async def late():
    print("late starts")
    await asyncio.sleep(0.5)
    print("late never ends?")


async def main():
    asyncio.create_task(bg())
    asyncio.create_task(stubborn())
    await asyncio.sleep(0)
    print("main returns")
    return 5

print(asyncio.run(main()))
