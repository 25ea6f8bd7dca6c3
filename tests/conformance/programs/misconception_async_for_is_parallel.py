import asyncio


async def numbers():
    for i in range(3):
        print("making", i)
        await asyncio.sleep(1)
        yield i


async def main():
    loop = asyncio.get_running_loop()
    async for n in numbers():
        print(f"{loop.time():.1f} using {n}")
        await asyncio.sleep(1)
    start = loop.time()
    results = [await asyncio.sleep(1, x) for x in range(3)]
    print(results, f"{loop.time() - start:.1f}")
    start = loop.time()
    results = await asyncio.gather(*[asyncio.sleep(1, x) for x in range(3)])
    print(results, f"{loop.time() - start:.1f}")


asyncio.run(main())
