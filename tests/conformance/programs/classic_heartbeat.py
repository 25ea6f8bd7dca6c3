import asyncio


class Monitor:
    def __init__(self, timeout):
        self.timeout = timeout
        self.handles: dict[str, asyncio.TimerHandle] = {}
        self.events = asyncio.Queue()

    def beat(self, name):
        loop = asyncio.get_running_loop()
        if (handle := self.handles.get(name)) is not None:
            handle.cancel()
        else:
            self.events.put_nowait((loop.time(), name, "up"))
        self.handles[name] = loop.call_later(self.timeout, self._lost, name)

    def _lost(self, name):
        del self.handles[name]
        self.events.put_nowait((asyncio.get_running_loop().time(), name, "lost"))


async def node(monitor, name, period, beats):
    for _ in range(beats):
        monitor.beat(name)
        await asyncio.sleep(period)


async def main():
    monitor = Monitor(1.0)
    async with asyncio.TaskGroup() as tg:
        tg.create_task(node(monitor, "fast", 0.25, 10))
        tg.create_task(node(monitor, "slow", 1.5, 3))
        tg.create_task(node(monitor, "brief", 0.5, 2))
    await asyncio.sleep(2)
    while not monitor.events.empty():
        when, name, what = monitor.events.get_nowait()
        print(f"{when:5.2f} {name:6} {what}")
    print(monitor.handles)


asyncio.run(main())
