import asyncio
from collections import deque
from contextlib import asynccontextmanager


class SlidingWindow:
    """At most `limit` entries within any `period` seconds."""

    def __init__(self, limit, period):
        self.limit, self.period = limit, period
        self.stamps = deque()
        self.lock = asyncio.Lock()

    async def __aenter__(self):
        loop = asyncio.get_running_loop()
        async with self.lock:
            while len(self.stamps) >= self.limit:
                wait = self.stamps[0] + self.period - loop.time()
                if wait > 0:
                    await asyncio.sleep(wait)
                self.stamps.popleft()
            self.stamps.append(loop.time())
        return self

    async def __aexit__(self, *exc):
        return False


@asynccontextmanager
async def traced(name):
    print("->", name)
    yield
    print("<-", name)


async def call(limiter, i):
    async with limiter, traced(i):
        print(f"{i} enters at {asyncio.get_running_loop().time():.1f}")
        await asyncio.sleep(0.05)


async def main():
    limiter = SlidingWindow(3, 1.0)
    await asyncio.gather(*[call(limiter, i) for i in range(8)])
    print(len(limiter.stamps), limiter.lock.locked())


asyncio.run(main())
