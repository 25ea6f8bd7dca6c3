import asyncio


def stepping(name, n):
    for i in range(n):
        print(name, i)
        yield
    return name


async def delegate():
    class Steps:
        def __await__(self):
            return (yield from stepping("inner", 2))
    return await Steps()


async def main():
    async def one(name):
        for i in range(3):
            print(name, i)
            await asyncio.sleep(0)
    print(await asyncio.gather(one("a"), delegate(), one("b")))


asyncio.run(main())
