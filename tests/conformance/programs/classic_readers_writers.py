import asyncio
from contextlib import asynccontextmanager


class RWLock:
    def __init__(self):
        self._cond = asyncio.Condition()
        self._readers = 0
        self._writer = False
        self._writers_waiting = 0

    @asynccontextmanager
    async def read(self):
        async with self._cond:
            await self._cond.wait_for(lambda: not self._writer and not self._writers_waiting)
            self._readers += 1
        try:
            yield self
        finally:
            async with self._cond:
                self._readers -= 1
                self._cond.notify_all()

    @asynccontextmanager
    async def write(self):
        async with self._cond:
            self._writers_waiting += 1
            try:
                await self._cond.wait_for(lambda: not self._writer and not self._readers)
            finally:
                self._writers_waiting -= 1
            self._writer = True
        try:
            yield self
        finally:
            async with self._cond:
                self._writer = False
                self._cond.notify_all()


async def reader(lock, i, data):
    await asyncio.sleep(i * 0.3)
    async with lock.read():
        print(f"reader {i} in ({lock._readers})")
        await asyncio.sleep(0.5)
        print(f"reader {i} sees {data[-1]}")


async def writer(lock, i, data):
    await asyncio.sleep(0.4 * i)
    async with lock.write():
        print(f"writer {i} in")
        await asyncio.sleep(0.2)
        data.append(i)
        print(f"writer {i} out")


async def main():
    lock, data = RWLock(), [0]
    async with asyncio.TaskGroup() as tg:
        for i in range(4):
            tg.create_task(reader(lock, i, data))
        for i in (1, 2):
            tg.create_task(writer(lock, i, data))
    print(data, lock._readers, lock._writer)


asyncio.run(main())
