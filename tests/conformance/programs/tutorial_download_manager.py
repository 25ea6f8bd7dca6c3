import asyncio
import random
from contextlib import suppress
from dataclasses import dataclass
from functools import partial


@dataclass
class Progress:
    total: int
    done: int = 0

    @property
    def percent(self) -> float:
        return 100 * self.done / self.total


class Manager:
    def __init__(self, limit=2, seed=1):
        self.sem = asyncio.Semaphore(limit)
        self.rng = random.Random(seed)
        self.progress: dict[str, Progress] = {}

    async def _chunks(self, size):
        while size > 0:
            await asyncio.sleep(0.2)
            chunk = min(size, self.rng.randint(100, 400))
            size -= chunk
            yield chunk

    async def download(self, name, size):
        async with self.sem:
            p = self.progress[name] = Progress(size)
            async for chunk in self._chunks(size):
                p.done += chunk
        return name

    async def report(self, every=0.5):
        while True:
            await asyncio.sleep(every)
            print(" ".join(f"{n}:{p.percent:5.1f}%" for n, p in self.progress.items()))


async def main():
    m = Manager()
    reporter = asyncio.create_task(m.report())
    jobs = [asyncio.create_task(m.download(f"f{i}", s), name=f"dl{i}") for i, s in enumerate((900, 500, 700))]
    jobs[1].add_done_callback(partial(print, "finished:", sep=" ") and (lambda t: print("finished:", t.get_name())))
    await asyncio.sleep(1.1)
    jobs[0].cancel()
    for j in jobs:
        with suppress(asyncio.CancelledError):
            print(await j)
    reporter.cancel()
    print({n: p.done for n, p in m.progress.items()})


asyncio.run(main())
