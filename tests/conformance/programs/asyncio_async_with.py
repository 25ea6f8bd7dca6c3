import asyncio


class Span:
    def __init__(self, name, swallow=False):
        self.name, self.swallow = name, swallow

    async def __aenter__(self):
        print("enter", self.name)
        await asyncio.sleep(0.1)
        return self

    async def __aexit__(self, kind, error, tb):
        await asyncio.sleep(0.1)
        print("exit", self.name, kind and kind.__name__, error)
        return self.swallow


async def work(name):
    async with Span(name) as a, Span(name + "2", True):
        print(a.name, "inside")
        await asyncio.sleep(1)
        raise KeyError(name)


async def main():
    t = asyncio.create_task(work("t"))
    u = asyncio.create_task(work("u"))
    await asyncio.sleep(0.5)
    u.cancel("stop")
    print(await asyncio.gather(t, u, return_exceptions=True))
    try:
        async with 5:
            pass
    except TypeError as e:
        print(e)
    try:
        async for x in [1]:
            pass
    except TypeError as e:
        print(e)


asyncio.run(main())
