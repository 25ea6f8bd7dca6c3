# queue: queues between threads.
# conformance: no events (threads)
import asyncio
import queue
import threading
import time
from queue import Empty, Full, LifoQueue, PriorityQueue, Queue, SimpleQueue

for q in (Queue(), LifoQueue(), PriorityQueue(), Queue(3)):
    for item in (3, 1, 2):
        q.put(item)
    print(type(q).__name__, q.qsize(), q.empty(), q.full(), q.maxsize, [q.get() for _ in range(3)], q.empty(), q.unfinished_tasks)
q = Queue(maxsize=1)
q.put("a")
for attempt in (lambda: q.put_nowait("b"), lambda: q.put("b", block=False), lambda: q.put("b", True, -1)):
    try:
        attempt()
    except (Full, ValueError) as e:
        print(type(e).__name__, e, repr(e))
print(q.get_nowait())
for attempt in (q.get_nowait, lambda: q.get(False), lambda: q.get(timeout=-1)):
    try:
        attempt()
    except (Empty, ValueError) as e:
        print(type(e).__name__, e, repr(e))
q.task_done()
try:
    q.task_done()
except ValueError as e:
    print(e)
s = SimpleQueue()
s.put(1)
s.put(2)
print(s.qsize(), s.get(), s.get_nowait(), s.empty())
try:
    s.get(block=False)
except queue.Empty:
    print("still empty")
results = Queue()


def worker(n, jobs):
    while True:
        item = jobs.get()
        if item is None:
            jobs.task_done()
            break
        time.sleep(0.1 * item)
        results.put((n, item))
        jobs.task_done()


jobs = Queue()
threads = [threading.Thread(target=worker, args=(n, jobs)) for n in range(2)]
for t in threads:
    t.start()
for i in (3, 1, 1, 2):
    jobs.put(i)
jobs.join()
print("all done", sorted(results.get()[1] for _ in range(4)))
for _ in threads:
    jobs.put(None)
for t in threads:
    t.join()


def producer(out):
    for i in range(3):
        out.put(i)
        print("produced", i)
    out.put(None)


bounded = Queue(1)
t = threading.Thread(target=producer, args=(bounded,))
t.start()
got = []
while (item := bounded.get()) is not None:
    got.append(item)
t.join()
print(got)


class Unique(Queue):
    def _init(self, maxsize):
        self.seen = set()
        super()._init(maxsize)

    def _put(self, item):
        if item not in self.seen:
            self.seen.add(item)
            super()._put(item)


u = Unique()
for x in "abca":
    u.put(x)
print(u.qsize(), [u.get() for _ in range(3)])


async def main():
    loop = asyncio.get_running_loop()
    q = queue.Queue()
    loop.call_soon(q.put, "from the loop")
    print(await loop.run_in_executor(None, q.get))
    print(await asyncio.to_thread(lambda: (q.put(1), q.put(2), q.get() + q.get())[-1]))


asyncio.run(main())
