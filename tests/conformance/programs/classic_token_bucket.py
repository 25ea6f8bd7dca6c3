import asyncio
from dataclasses import dataclass, field


@dataclass
class TokenBucket:
    rate: float
    capacity: int
    tokens: float = field(init=False)
    updated: float = field(init=False, default=0.0)

    def __post_init__(self):
        self.tokens = float(self.capacity)

    def _refill(self, now: float) -> None:
        self.tokens = min(self.capacity, self.tokens + (now - self.updated) * self.rate)
        self.updated = now

    async def take(self, n: int = 1) -> float:
        loop = asyncio.get_running_loop()
        start = loop.time()
        self._refill(start)
        while self.tokens < n:
            await asyncio.sleep((n - self.tokens) / self.rate + 0.001)
            self._refill(loop.time())
        self.tokens -= n
        return loop.time() - start


async def job(bucket, i):
    waited = await bucket.take(1 + i % 2)
    print(f"job {i} at {asyncio.get_running_loop().time():.2f} waited {waited:.2f} left {bucket.tokens:.2f}")


async def main():
    bucket = TokenBucket(rate=2.0, capacity=3)
    print(bucket)
    for i in range(8):
        await job(bucket, i)
    await asyncio.sleep(10)
    await asyncio.gather(*(job(bucket, i) for i in range(4)))


asyncio.run(main())
