# Classes of one's own made from asyncio's queues, and what programs reach for inside them.
import asyncio
from asyncio import Queue, LifoQueue, PriorityQueue
from asyncio.queues import QueueEmpty, QueueFull
import asyncio.locks


class SetQueue(Queue):
    def _init(self, maxsize):
        print("init", maxsize)
        self._queue = set()

    def _put(self, item):
        self._queue.add(item)

    def _get(self):
        item = min(self._queue)
        self._queue.remove(item)
        return item


class RecentQueue(Queue):
    """Drops the oldest when it is full."""

    def put_nowait(self, item):
        if self.full():
            print("drop", self.get_nowait())
        super().put_nowait(item)


class Named(PriorityQueue):
    def __init__(self, name):
        super().__init__(maxsize=2)
        self.name = name

    async def get(self):
        item = await super().get()
        return self.name, item

    def __repr__(self):
        return f"Named({self.name})"


class Double(Queue):
    def qsize(self):
        return 2 * len(self._queue)

    def empty(self):
        print("empty?")
        return super().empty()


class Logging(LifoQueue):
    def _put(self, item):
        print("put", item)
        super()._put(item)

    def _get(self):
        item = super()._get()
        print("get", item)
        return item


class Unready(Queue):
    def __init__(self):
        self.x = 1


async def sets():
    q = SetQueue(4)
    for i in (3, 1, 3, 2, 1):
        await q.put(i)
    print(q.qsize(), q.full(), q._unfinished_tasks)
    await q.put(5)
    print(q.full())
    task = asyncio.create_task(q.put(9))
    await asyncio.sleep(0)
    print(task.done(), [await q.get() for _ in range(2)])
    await task
    print(sorted(q._queue), q.get_nowait(), q.get_nowait(), q.empty())
    g = asyncio.create_task(q.get())
    await asyncio.sleep(0)
    q.put_nowait("late")
    print(await g)
    try:
        q.get_nowait()
    except QueueEmpty:
        print("QueueEmpty")


async def recent():
    q = RecentQueue(2)
    for i in range(5):
        q.put_nowait(i)
    print(q, list(q._queue))


async def named():
    q = Named("n")
    q.put_nowait(2)
    q.put_nowait(1)
    try:
        q.put_nowait(0)
    except QueueFull:
        print("QueueFull")
    print(await q.get(), await q.get(), repr(q), str(q))
    g = asyncio.create_task(q.get())
    await asyncio.sleep(0)
    print(str(q))
    await q.put(7)
    print(await g)


async def double():
    q = Double(5)
    q.put_nowait(1)
    q.put_nowait(2)
    print(q.qsize(), q.full())
    q.put_nowait(3)
    print(q.full(), await q.get())


async def logging():
    q = Logging()
    for i in range(3):
        q.put_nowait(i)
    print([await q.get() for _ in range(3)])


async def inside():
    q = Queue()
    for i in range(4):
        q.put_nowait(i)
    print(len(q._queue), q._queue[0], q._queue[-1], list(q._queue), 2 in q._queue, type(q._queue).__name__)
    q._queue.clear()
    print(q.empty(), q.qsize())
    q.put_nowait("a")
    q._queue.appendleft("b")
    print(q, await q.get(), await q.get())
    p = PriorityQueue()
    for i in (3, 1, 2):
        p.put_nowait(i)
    print(p._queue, type(p._queue).__name__, p.get_nowait(), p._queue)
    p.put_nowait(0)
    print(p._queue)
    s = LifoQueue()
    s.put_nowait(1)
    print(s._queue)
    q._maxsize = 1
    q.put_nowait(1)
    print(q.full(), q.maxsize)
    q.owner = "me"
    print(q.owner)


async def unready():
    try:
        Unready().empty()
    except AttributeError:
        print("AttributeError")


async def main():
    for test in (sets, recent, named, double, logging, inside, unready):
        print("---", test.__name__)
        await test()
    print(asyncio.locks.Event is asyncio.Event)


asyncio.run(main())
