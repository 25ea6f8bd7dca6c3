import asyncio


async def forgotten():
    return 1


async def main():
    forgotten()
    asyncio.sleep(1)
    await asyncio.sleep(0)
    print("main ends")


asyncio.run(main())
