import asyncio


class Car:
    def __init__(self, name, stays):
        self.name, self.stays = name, stays

    def __str__(self):
        return f"Car({self.name})"

    async def park(self, lot, patience=None):
        loop = asyncio.get_running_loop()
        try:
            async with asyncio.timeout(patience):
                await lot.acquire()
        except TimeoutError:
            print(f"{loop.time():4.1f} {self} drives on")
            return False
        try:
            print(f"{loop.time():4.1f} {self} parks")
            await asyncio.sleep(self.stays)
        finally:
            lot.release()
            print(f"{loop.time():4.1f} {self} leaves")
        return True


async def main():
    lot = asyncio.Semaphore(2)
    cars = [Car("A", 3), Car("B", 1), Car("C", 2), Car("D", 1), Car("E", 1)]
    print(await asyncio.gather(*(c.park(lot, 1.5 if i == 3 else None) for i, c in enumerate(cars))))
    print(lot.locked(), lot._value)


asyncio.run(main())
