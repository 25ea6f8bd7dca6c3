import asyncio
import random


class Channel:
    def __init__(self):
        self.items, self.waiters = [], []

    def put(self, item):
        self.items.append(item)
        while self.waiters:
            w = self.waiters.pop(0)
            if not w.done():
                w.set_result(None)
                break

    async def get(self):
        while not self.items:
            w = asyncio.get_running_loop().create_future()
            self.waiters.append(w)
            await w
        return self.items.pop(0)


async def producer(ch, name, rng):
    for i in range(4):
        await asyncio.sleep(rng.random())
        ch.put((name, i))


async def consumer(ch, name):
    try:
        while True:
            print(name, "got", await ch.get())
    except asyncio.CancelledError:
        print(name, "stops")


async def main():
    ch, rng = Channel(), random.Random(3)
    consumers = [asyncio.create_task(consumer(ch, f"c{i}")) for i in range(3)]
    await asyncio.gather(*(producer(ch, f"p{i}", rng) for i in range(3)))
    await asyncio.sleep(0)
    for c in consumers:
        c.cancel()
    await asyncio.gather(*consumers)


asyncio.run(main())
