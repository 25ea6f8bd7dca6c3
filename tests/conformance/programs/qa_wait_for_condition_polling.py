import asyncio


class Cell:
    def __init__(self, value=None):
        self._value = value
        self._changed = asyncio.Event()

    @property
    def value(self):
        return self._value

    @value.setter
    def value(self, new):
        if new != self._value:
            self._value = new
            self._changed.set()
            self._changed = asyncio.Event()

    async def __aiter__(self):
        while True:
            yield self._value
            await self._changed.wait()

    async def until(self, predicate):
        async for v in self:
            if predicate(v):
                return v


async def poll(cell, wanted):
    n = 0
    while cell.value != wanted:
        n += 1
        await asyncio.sleep(0.1)
    return n


async def main():
    cell = Cell(0)
    waiting = asyncio.create_task(cell.until(lambda v: v > 2))
    polling = asyncio.create_task(poll(cell, 3))
    for i in (1, 1, 2, 3, 4):
        await asyncio.sleep(0.25)
        cell.value = i
        print(i, waiting.done())
    print(await waiting, polling.done())
    polling.cancel()


asyncio.run(main())
