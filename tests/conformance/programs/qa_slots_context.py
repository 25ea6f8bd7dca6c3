import asyncio
from contextlib import asynccontextmanager


class Slots:
    def __init__(self, n):
        self._free = list(range(n))
        self._waiters = []

    @asynccontextmanager
    async def slot(self):
        while not self._free:
            waiter = asyncio.get_running_loop().create_future()
            self._waiters.append(waiter)
            try:
                await waiter
            finally:
                if waiter in self._waiters:
                    self._waiters.remove(waiter)
        number = self._free.pop(0)
        try:
            yield number
        finally:
            self._free.append(number)
            if self._waiters and not self._waiters[0].done():
                self._waiters[0].set_result(None)


async def use(slots, name, t):
    async with slots.slot() as n:
        print(f"{name} in slot {n}")
        await asyncio.sleep(t)
    return n


async def main():
    slots = Slots(2)
    print(await asyncio.gather(*(use(slots, c, t) for c, t in zip("abcde", (3, 1, 1, 2, 1)))))
    tasks = [asyncio.create_task(use(slots, c, 1)) for c in "xyz"]
    await asyncio.sleep(0.5)
    tasks[0].cancel()
    tasks[2].cancel()
    print(await asyncio.gather(*tasks, return_exceptions=True), slots._free, slots._waiters)


asyncio.run(main())
