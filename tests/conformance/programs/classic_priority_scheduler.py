import asyncio
import heapq
import itertools
from dataclasses import dataclass, field


@dataclass(order=True)
class Job:
    priority: int
    name: str = field(compare=False)
    cost: float = field(compare=False, default=0.1)


async def server(n, queue):
    while True:
        job = await queue.get()
        if job.priority == 99:
            queue.task_done()
            return n
        await asyncio.sleep(job.cost)
        print(f"server {n} did {job.name} ({job.priority}) at {asyncio.get_running_loop().time():.2f}")
        queue.task_done()


async def main():
    queue = asyncio.PriorityQueue()
    jobs = [Job(5, "report"), Job(1, "alarm", 0.3), Job(3, "mail"), Job(1, "alert"), Job(4, "backup", 1.0)]
    for j in jobs:
        await queue.put(j)
    servers = [asyncio.create_task(server(n, queue)) for n in range(2)]
    await asyncio.sleep(0.35)
    queue.put_nowait(Job(0, "urgent"))
    for _ in servers:
        queue.put_nowait(Job(99, "stop"))
    await queue.join()
    print(await asyncio.gather(*servers))
    counter = itertools.count()
    heap = []
    for p in (3, 1, 3, 2, 1):
        heapq.heappush(heap, (p, next(counter)))
    print([heapq.heappop(heap) for _ in range(len(heap))], Job(1, "x") == Job(1, "y"), Job(1, "x"))


asyncio.run(main())
