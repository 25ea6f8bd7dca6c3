import asyncio


class Shop:
    def __init__(self, chairs):
        self.waiting = asyncio.Queue(chairs)
        self.turned_away = []
        self.served = []

    async def customer(self, name, arrives):
        await asyncio.sleep(arrives)
        done = asyncio.Event()
        try:
            self.waiting.put_nowait((name, done))
        except asyncio.QueueFull:
            self.turned_away.append(name)
            print(f"{name} goes away")
            return False
        await done.wait()
        print(f"{name} leaves at {asyncio.get_running_loop().time():.1f}")
        return True

    async def barber(self):
        while True:
            if self.waiting.empty():
                print("barber sleeps")
            name, done = await self.waiting.get()
            print("cutting", name)
            await asyncio.sleep(1.0)
            self.served.append(name)
            done.set()


async def main():
    shop = Shop(2)
    barber = asyncio.create_task(shop.barber())
    arrivals = [0.5, 0.6, 0.7, 0.8, 3.8, 3.9, 7.0]
    happy = await asyncio.gather(*(shop.customer(f"c{i}", t) for i, t in enumerate(arrivals)))
    barber.cancel()
    try:
        await barber
    except asyncio.CancelledError as e:
        print("closed", repr(e))
    print(happy, shop.served, shop.turned_away)


asyncio.run(main())
