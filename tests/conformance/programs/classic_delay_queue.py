import asyncio
import heapq


class DelayQueue:
    def __init__(self):
        self._heap, self._n, self._wake = [], 0, asyncio.Event()

    def put(self, delay, item):
        self._n += 1
        heapq.heappush(self._heap, (asyncio.get_running_loop().time() + delay, self._n, item))
        self._wake.set()

    async def get(self):
        loop = asyncio.get_running_loop()
        while True:
            self._wake.clear()
            wait = None if not self._heap else self._heap[0][0] - loop.time()
            if wait is not None and wait <= 0:
                return heapq.heappop(self._heap)[2]
            try:
                await asyncio.wait_for(self._wake.wait(), wait)
            except TimeoutError:
                continue


async def main():
    q = DelayQueue()
    loop = asyncio.get_running_loop()
    q.put(3, "third")
    q.put(1, "first")
    loop.call_later(1.5, q.put, 0.25, "urgent")
    loop.call_later(5, q.put, 0, "last")
    for _ in range(4):
        item = await q.get()
        print(f"{loop.time():.2f} {item}")


asyncio.run(main())
