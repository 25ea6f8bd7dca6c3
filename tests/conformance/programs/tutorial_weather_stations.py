import asyncio
import math
from collections import deque


class Station:
    __slots__ = ("name", "phase", "_window")

    def __init__(self, name, phase, window=3):
        self.name, self.phase = name, phase
        self._window = deque(maxlen=window)

    async def measure(self):
        while True:
            await asyncio.sleep(0.5 + self.phase)
            t = asyncio.get_running_loop().time()
            value = round(15 + 10 * math.sin(t + self.phase), 1)
            self._window.append(value)
            yield t, value

    @property
    def mean(self):
        return sum(self._window) / len(self._window) if self._window else math.nan


async def following(g):
    return await anext(g)


async def merge(*gens):
    pending = {asyncio.create_task(following(g)): g for g in gens}
    try:
        while pending:
            done, _ = await asyncio.wait(list(pending), return_when=asyncio.FIRST_COMPLETED)
            for t in [t for t in pending if t in done]:
                g = pending.pop(t)
                yield t.result()
                pending[asyncio.create_task(following(g))] = g
    finally:
        for t in pending:
            t.cancel()
        await asyncio.gather(*pending, return_exceptions=True)


async def main():
    stations = [Station("north", 0.0), Station("south", 0.25)]
    merged = merge(*(s.measure() for s in stations))
    n = 0
    async for t, v in merged:
        print(f"{t:.2f}s {v:+6.1f}")
        if (n := n + 1) == 8:
            break
    await merged.aclose()
    print([f"{s.name}={s.mean:.2f}" for s in stations])


asyncio.run(main())
