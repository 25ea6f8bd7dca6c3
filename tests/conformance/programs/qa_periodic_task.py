import asyncio


class Periodic:
    def __init__(self, interval, fn):
        self.interval, self.fn = interval, fn
        self._task = None

    def start(self):
        self._task = asyncio.create_task(self._run())

    async def _run(self):
        loop = asyncio.get_running_loop()
        following = loop.time()
        while True:
            result = self.fn()
            if asyncio.iscoroutine(result):
                await result
            following += self.interval
            await asyncio.sleep(max(0, following - loop.time()))

    async def stop(self):
        self._task.cancel()
        try:
            await self._task
        except asyncio.CancelledError:
            pass


async def slow():
    print(f"slow {asyncio.get_running_loop().time():.1f}")
    await asyncio.sleep(0.3)


async def main():
    loop = asyncio.get_running_loop()
    a = Periodic(1, lambda: print(f"a {loop.time():.1f}"))
    b = Periodic(0.75, slow)
    a.start()
    b.start()
    await asyncio.sleep(2.6)
    await asyncio.gather(a.stop(), b.stop())
    await asyncio.sleep(2)
    print("stopped", len(asyncio.all_tasks()))


asyncio.run(main())
