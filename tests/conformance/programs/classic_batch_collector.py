import asyncio


class Batcher:
    """Collects requests until there are `size` of them or `delay` has passed; one call answers all."""

    def __init__(self, fn, size, delay):
        self.fn, self.size, self.delay = fn, size, delay
        self.pending = []
        self.timer = None

    async def ask(self, key):
        loop = asyncio.get_running_loop()
        future = loop.create_future()
        self.pending.append((key, future))
        if len(self.pending) >= self.size:
            self._flush()
        elif self.timer is None:
            self.timer = loop.call_later(self.delay, self._flush)
        return await future

    def _flush(self):
        if self.timer:
            self.timer.cancel()
            self.timer = None
        batch, self.pending = self.pending, []
        asyncio.ensure_future(self._run(batch))

    async def _run(self, batch):
        try:
            answers = await self.fn([k for k, _ in batch])
        except Exception as e:
            for _, f in batch:
                f.set_exception(e)
        else:
            for (_, f), a in zip(batch, answers):
                f.set_result(a)


async def lookup(keys):
    print(f"{asyncio.get_running_loop().time():.1f} lookup {keys}")
    await asyncio.sleep(0.2)
    return [{"a": 1, "b": 2}.get(k, len(k)) if k != "bad" else 1 / 0 for k in keys]


async def main():
    b = Batcher(lookup, 3, 0.5)
    print(await asyncio.gather(*map(b.ask, ["a", "b", "ccc", "dddd"])))
    print(await b.ask("late"))
    r = await asyncio.gather(b.ask("bad"), b.ask("a"), return_exceptions=True)
    print(r, r[0] is r[1])


asyncio.run(main())
