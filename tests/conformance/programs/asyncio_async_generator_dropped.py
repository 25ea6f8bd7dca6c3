import asyncio


async def ticks(name):
    try:
        for i in range(10):
            yield i
            await asyncio.sleep(0.1)
    finally:
        print("closing", name)
        await asyncio.sleep(0.1)
        print("closed", name)


async def main():
    async for i in ticks("broken off"):
        print(i)
        if i == 2:
            break
    print("after the loop")
    await asyncio.sleep(0)
    print("one turn later")
    await asyncio.sleep(0)
    print("two turns later")
    await asyncio.sleep(1)
    global kept
    kept = ticks("kept")
    print(await anext(kept))
    print("main ends")


asyncio.run(main())
print("end")
