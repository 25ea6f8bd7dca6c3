import asyncio
from enum import IntEnum, StrEnum


class Direction(IntEnum):
    DOWN = -1
    STILL = 0
    UP = 1


class Door(StrEnum):
    OPEN = "open"
    SHUT = "shut"


class Elevator:
    def __init__(self):
        self.floor, self.calls = 0, set()
        self.wake = asyncio.Event()
        self.arrivals = {}

    def call(self, floor):
        self.calls.add(floor)
        self.wake.set()
        return self.arrivals.setdefault(floor, asyncio.get_running_loop().create_future())

    def direction(self):
        target = min(self.calls, key=lambda f: (abs(f - self.floor), f))
        return Direction((target > self.floor) - (target < self.floor))

    async def run(self):
        while True:
            while not self.calls:
                self.wake.clear()
                await self.wake.wait()
            d = self.direction()
            if d is Direction.STILL:
                self.calls.discard(self.floor)
                print(f"floor {self.floor}: door {Door.OPEN}")
                await asyncio.sleep(2)
                self.arrivals.pop(self.floor).set_result(self.floor)
                continue
            await asyncio.sleep(1)
            self.floor += d
            print(f"{d.name.lower():>4} to {self.floor}")


async def main():
    e = Elevator()
    t = asyncio.create_task(e.run())
    a, b = e.call(3), e.call(1)
    print(await a, f"{asyncio.get_running_loop().time():.0f}", b.done())
    print(await asyncio.gather(e.call(0), e.call(2)), [str(d) for d in Door], Direction(1) + 1)
    t.cancel()


asyncio.run(main())
