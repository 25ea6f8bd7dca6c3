import asyncio


class UniqueQueue(asyncio.Queue):
    def _init(self, maxsize):
        self._queue = {}

    def _put(self, item):
        self._queue[item] = None

    def _get(self):
        item = next(iter(self._queue))
        del self._queue[item]
        return item

    def qsize(self):
        return len(self._queue)


class LoggedEvent(asyncio.Event):
    def set(self):
        print("set called")
        super().set()


async def main():
    q = UniqueQueue()
    for x in "abacabd":
        q.put_nowait(x)
    print(q.qsize(), [await q.get() for _ in range(q.qsize())], q.empty())
    getter = asyncio.create_task(q.get())
    await asyncio.sleep(0)
    await q.put("z")
    print(await getter)
    e = LoggedEvent()
    asyncio.get_running_loop().call_later(1, e.set)
    print(await e.wait(), isinstance(e, asyncio.Event))


asyncio.run(main())
