import asyncio
from functools import cached_property


class Row:
    def __init__(self, n):
        self._n = n

    @property
    async def value(self):
        await asyncio.sleep(0.1)
        return self._n

    @cached_property
    def future(self):
        print("made once")
        return asyncio.ensure_future(asyncio.sleep(0.1, self._n * 2))


class Table:
    def __init__(self, n):
        self.rows = [Row(i) for i in range(n)]

    def __aiter__(self):
        self._it = iter(self.rows)
        return self

    async def __anext__(self):
        try:
            row = next(self._it)
        except StopIteration:
            raise StopAsyncIteration
        await asyncio.sleep(0)
        return row

    def __len__(self):
        return len(self.rows)

    async def __call__(self):
        return sum([await r.value async for r in self])


async def main():
    table = Table(4)
    async for row in table:
        print(await row.value, end=" ")
    else:
        print("| end")
    r = table.rows[1]
    print(await r.future, await r.future, await table(), len(table))
    print([(i, await r.value) for i, r in enumerate(table.rows) if await r.value % 2])


asyncio.run(main())
