"""async __init__ is not possible; what people do instead."""
import asyncio


class Factory:
    def __init__(self, value):
        self.value = value

    @classmethod
    async def create(cls, value):
        self = cls(value)
        await self._load()
        return self

    async def _load(self):
        await asyncio.sleep(1)
        self.value *= 2


class Awaitable:
    def __init__(self, n):
        self.n = n

    def __await__(self):
        async def init():
            await asyncio.sleep(1)
            self.ready = True
            return self
        return init().__await__()


class Managed:
    async def __aenter__(self):
        await asyncio.sleep(1)
        self.open = True
        return self

    async def __aexit__(self, kind, exc, tb):
        self.open = False
        return kind is KeyError


class Wrong:
    async def __init__(self):
        pass


async def main():
    print((await Factory.create(21)).value)
    a = await Awaitable(3)
    print(a.n, a.ready)
    async with Managed() as m, Managed() as n:
        print(m.open, n.open)
        raise KeyError("swallowed")
    print(m.open, n.open)
    import warnings
    warnings.simplefilter("ignore")
    try:
        Wrong()
    except TypeError as e:
        print(e)
    t = asyncio.ensure_future(Awaitable(4))
    print((await t).n)


asyncio.run(main())
