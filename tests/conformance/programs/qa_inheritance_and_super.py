import asyncio


class Base:
    async def setup(self):
        await asyncio.sleep(0)
        return ["base"]

    async def run(self):
        names = await self.setup()
        async for x in self.items():
            names.append(x)
        return names

    async def items(self):
        yield 1


class Mixin:
    async def setup(self):
        return ["mixin", *await super().setup()]


class Child(Mixin, Base):
    async def setup(self):
        return await super().setup() + ["child"]

    async def items(self):
        async for x in super().items():
            yield x * 10
        yield "own"


async def main():
    print(await Child().run(), await Base().run())
    print([c.__name__ for c in Child.__mro__], Child.setup.__qualname__)
    bound = Child().setup
    print(await bound(), await Mixin.setup(Child()), asyncio.iscoroutine(Base.items))


asyncio.run(main())
