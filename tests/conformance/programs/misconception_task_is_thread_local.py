import asyncio

current = None


async def handler(name):
    global current
    current = name
    await asyncio.sleep(0)
    return name, current, asyncio.current_task().get_name()


async def main():
    print(await asyncio.gather(*map(handler, "abc")))
    shared = []

    async def default(x, acc=[]):
        acc.append(x)
        await asyncio.sleep(0)
        shared.append(list(acc))

    await asyncio.gather(*map(default, range(3)))
    print(shared)


asyncio.run(main())
