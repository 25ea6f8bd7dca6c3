import asyncio


class NoIter:
    def __await__(self):
        return 5


class Plain:
    pass


class YieldsInt:
    def __await__(self):
        x = yield 7
        return x


class YieldsFuture:
    def __init__(self, f):
        self.f = f

    def __await__(self):
        yield self.f


class Twice:
    def __await__(self):
        yield
        print("between")
        yield from asyncio.sleep(0.1, 3).__await__()
        return "twice"


async def attempt(make):
    try:
        print("ok", await make())
    except Exception as e:
        print(type(e).__name__, e)


async def main():
    loop = asyncio.get_running_loop()
    for make in (lambda: 5, lambda: None, Plain, NoIter, lambda: [1], lambda: print, Twice, YieldsInt, lambda: main):
        await attempt(make)
    f = loop.create_future()
    try:
        await YieldsFuture(f)
    except RuntimeError as e:
        print(str(e)[:5], str(e).split()[1:3], "yield was used instead of yield from" in str(e))


asyncio.run(main())
