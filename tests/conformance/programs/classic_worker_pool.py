import asyncio
from typing import Any, Awaitable, Callable


class WorkerPool:
    def __init__(self, n: int) -> None:
        self.queue: asyncio.Queue[tuple[Callable[..., Awaitable[Any]], tuple, asyncio.Future]] = asyncio.Queue()
        self.n = n

    async def __aenter__(self) -> "WorkerPool":
        self.workers = [asyncio.create_task(self._run(i)) for i in range(self.n)]
        return self

    async def __aexit__(self, kind, value, tb) -> None:
        await self.queue.join()
        for w in self.workers:
            w.cancel()
        await asyncio.wait(self.workers)

    def submit(self, f, *args) -> asyncio.Future:
        future = asyncio.get_running_loop().create_future()
        self.queue.put_nowait((f, args, future))
        return future

    async def _run(self, i: int) -> None:
        while True:
            f, args, future = await self.queue.get()
            try:
                result = await f(*args)
            except Exception as e:
                future.set_exception(e)
            else:
                future.set_result((i, result))
            finally:
                self.queue.task_done()


async def divide(a, b):
    await asyncio.sleep(a / 10)
    return a / b


async def main():
    async with WorkerPool(2) as pool:
        futures = [pool.submit(divide, *p) for p in ((3, 1), (1, 2), (2, 0), (1, 4), (1, 5))]
        for f in asyncio.as_completed(futures):
            try:
                print(await f)
            except ZeroDivisionError as e:
                print("error:", e)
    print(all(w.cancelled() for w in pool.workers), pool.queue)


asyncio.run(main())
