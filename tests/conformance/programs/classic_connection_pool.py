import asyncio
import itertools
from contextlib import asynccontextmanager


class Connection:
    ids = itertools.count(1)

    def __init__(self):
        self.id = next(self.ids)
        self.open = True
        self.queries = 0

    async def query(self, sql):
        if not self.open:
            raise ConnectionError("closed")
        await asyncio.sleep(0.1)
        self.queries += 1
        if "boom" in sql:
            self.open = False
            raise RuntimeError(f"bad sql: {sql!r}")
        return f"{sql}@{self.id}"


class Pool:
    def __init__(self, size):
        self.size = size
        self._free = asyncio.LifoQueue()
        self._made = 0

    async def _get(self):
        if self._free.empty() and self._made < self.size:
            self._made += 1
            await asyncio.sleep(0.05)
            return Connection()
        return await self._free.get()

    @asynccontextmanager
    async def acquire(self):
        conn = await self._get()
        try:
            yield conn
        except Exception:
            self._made -= 1
            raise
        else:
            self._free.put_nowait(conn)


async def client(pool, sql):
    async with pool.acquire() as conn:
        return await conn.query(sql)


async def main():
    pool = Pool(2)
    sqls = ["select 1", "boom", "select 2", "select 3", "boom 2", "select 4"]
    results = await asyncio.gather(*(client(pool, s) for s in sqls[:5]), return_exceptions=True)
    for s, r in zip(sqls, results):
        print(f"{s:10} {r!r}")
    print(await client(pool, "last"), pool._made)


asyncio.run(main())
